//! 指標, 目標, 実績, 判定基準: what is measured and promised, row by row.

use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Break, Direction, Indicator, IndicatorKind, Window};
use plan::rating::{Grade, RatingRule, RuleShape};
use plan::record::Record;
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;

use super::row::{Row, Words};
use crate::problem::Problem;

const INDICATOR_KINDS: &Words<IndicatorKind> = &[
    ("成果", IndicatorKind::Outcome),
    ("実感", IndicatorKind::Perception),
    ("活動", IndicatorKind::Output),
    ("対象", IndicatorKind::Target),
];

const DIRECTIONS: &Words<Direction> = &[
    ("上向き", Direction::Up),
    ("下向き", Direction::Down),
    ("維持", Direction::Hold),
    ("範囲内", Direction::Within),
];

const WINDOWS: &Words<Window> = &[("単年", Window::Yearly), ("累計", Window::Cumulative)];

const SAMPLINGS: &Words<Sampling> = &[
    ("無作為抽出", Sampling::Probability),
    ("全数", Sampling::Census),
    ("モニター", Sampling::Panel),
    ("来庁者", Sampling::Visitors),
    ("会議委員", Sampling::Members),
    ("その他", Sampling::Other),
];

const STATUSES: &Words<Status> = &[
    ("見込", Status::Expected),
    ("速報", Status::Provisional),
    ("確定", Status::Final),
    ("訂正", Status::Corrected),
];

/// 指標.
pub(super) fn indicator(row: &Row<'_>, _: &Edition) -> Result<Proposal, Problem> {
    let indicator = Indicator {
        elements: row.ids("element_ids"),
        name: row.need("indicator_name")?.to_owned(),
        kind: row.need_word("indicator_kind", INDICATOR_KINDS)?,
        unit: Unit::new(row.get("unit").unwrap_or_default()),
        direction: row.word("direction", DIRECTIONS)?,
        definition: row.owned("definition"),
        source: row.owned("source"),
        window: row.word("window", WINDOWS)?.unwrap_or_default(),
        baseline: baseline(row)?,
        survey: survey(row)?,
        breaks: breaks(row)?,
        next_due: row.owned("next_due"),
        rule: row.maybe_id("rule_id"),
        order: row.count("order")?.unwrap_or_default(),
    };
    Ok(Proposal::put(Record::new(row.id("indicator_id")?, indicator)))
}

fn baseline(row: &Row<'_>) -> Result<Option<Baseline>, Problem> {
    match (row.maybe_year("baseline_year")?, row.decimal("baseline_value")?) {
        (Some(year), Some(value)) => Ok(Some(Baseline { year, value })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(row.problem("baseline_value", "空欄です", "is blank")),
        (None, Some(_)) => Err(row.problem("baseline_year", "空欄です", "is blank")),
    }
}

fn survey(row: &Row<'_>) -> Result<Option<SurveyDesign>, Problem> {
    let Some(sampling) = row.word("sampling", SAMPLINGS)? else { return Ok(None) };
    Ok(Some(SurveyDesign {
        population: row.owned("population"),
        frame: row.owned("frame"),
        sampling,
        mode: row.owned("mode"),
        question: row.owned("question"),
        choices: row.owned("choices"),
    }))
}

fn breaks(row: &Row<'_>) -> Result<Vec<Break>, Problem> {
    let years = row.ids("break_years");
    let read = |text: &plan::record::RecordId| {
        let year = FiscalYear::parse(text.as_str(), None);
        let year =
            year.ok_or_else(|| row.problem("break_years", "年度として読めません", "is not a fiscal year"))?;
        Ok(Break { year, note: row.get("break_note").unwrap_or_default().to_owned() })
    };
    years.iter().map(read).collect()
}

/// 目標.
pub(super) fn target(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let indicator = row.id("indicator_id")?;
    let words = row.need("target")?;
    let unit = edition.find::<Indicator>(&indicator).map(|it| it.unit.as_str().to_owned());
    let target = Target {
        indicator,
        fiscal_year: row.year("fiscal_year")?,
        condition: Condition::parse(words, unit.as_deref()).map_or(Condition::Words, |it| it.condition),
        words: words.to_owned(),
        revision_reason: row.owned("revision_reason"),
    };
    Ok(Proposal::put(Record::new(target.id(), target)))
}

/// 実績: a figure, or the reason why there is none.
pub(super) fn actual(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let indicator = row.id("indicator_id")?;
    let unit = edition.find::<Indicator>(&indicator).map(|it| it.unit.as_str().to_owned());
    let sample =
        row.count("valid")?.map(|valid| Ok(Sample { sent: row.count("sent")?, valid })).transpose()?;
    let actual = Actual {
        indicator,
        fiscal_year: row.year("fiscal_year")?,
        figure: figure(row, unit.as_deref())?,
        status: row.word("status", STATUSES)?.unwrap_or_default(),
        sample,
        explanation: row.owned("explanation"),
    };
    Ok(Proposal::put(Record::new(actual.id(), actual)))
}

fn figure(row: &Row<'_>, unit: Option<&str>) -> Result<Figure, Problem> {
    let cell = row.need("actual")?;
    if let Some(quantity) = plan::quantity::Quantity::parse(cell, unit) {
        return if quantity.approximate {
            Err(row.problem("actual", "およその数です。実績値は測った数で書いてください", "is approximate"))
        } else {
            Ok(Figure::Value(quantity.value))
        };
    }
    match (plan::missing::Missing::parse(cell), row.owned("reason")) {
        (Some(plan::missing::Missing::Coming | plan::missing::Missing::TargetUndecided), _) => {
            Ok(Figure::NotYet)
        }
        (Some(_), Some(because)) => Ok(Figure::NotMeasured { because }),
        (Some(_), None) => Err(row.problem(
            "actual",
            "実績がない印ですが、理由がありません",
            "says that there is no figure, but not why",
        )),
        (None, _) => Err(row.problem("actual", "数値として読めません", "is not a number")),
    }
}

/// 判定基準.
pub(super) fn rule(row: &Row<'_>, _: &Edition) -> Result<Proposal, Problem> {
    row.need_word("shape", &[("目標達成", ())])?;
    let grade = |mark: &str, words: &str| {
        Ok(Grade { mark: row.need(mark)?.to_owned(), words: row.need(words)?.to_owned() })
    };
    let rule = RatingRule {
        name: row.need("rule_name")?.to_owned(),
        shape: RuleShape::MeetsTarget {
            met: grade("met_grade", "met_words")?,
            missed: grade("missed_grade", "missed_words")?,
        },
        description: row.owned("description"),
    };
    Ok(Proposal::put(Record::new(row.id("rule_id")?, rule)))
}
