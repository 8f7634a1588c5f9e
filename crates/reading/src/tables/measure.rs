//! 指標, 目標, 実績, 判定基準: what is measured and promised, row by row.

use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Break, Direction, Indicator, IndicatorKind, Term, Window};
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

const TERMS: &Words<Term> = &[("短期", Term::Short), ("中期", Term::Middle), ("長期", Term::Long)];

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

/// 指標. A table without some of the columns leaves what they hold as it was.
pub(super) fn indicator(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("indicator_id")?;
    let known = edition.find::<Indicator>(&id);
    let text = |column, of: fn(&Indicator) -> &Option<String>| {
        row.or_known(column, row.owned(column), known.map(|it| of(it).clone()))
    };
    let unit = Unit::new(row.get("unit").unwrap_or_default());
    let order = row.count("order")?.unwrap_or_default();
    let indicator = Indicator {
        elements: row.or_known("element_ids", row.ids("element_ids"), known.map(|it| it.elements.clone())),
        name: row.need("indicator_name")?.to_owned(),
        kind: match (row.word("indicator_kind", INDICATOR_KINDS)?, known) {
            (Some(kind), _) => kind,
            (None, Some(known)) => known.kind,
            (None, None) => row.need_word("indicator_kind", INDICATOR_KINDS)?,
        },
        unit: row.or_known("unit", unit, known.map(|it| it.unit.clone())),
        direction: row.or_known(
            "direction",
            row.word("direction", DIRECTIONS)?,
            known.map(|it| it.direction),
        ),
        definition: text("definition", |it| &it.definition),
        source: text("source", |it| &it.source),
        window: row.or_known(
            "window",
            row.word("window", WINDOWS)?.unwrap_or_default(),
            known.map(|it| it.window),
        ),
        baseline: row.or_known("baseline_value", baseline(row)?, known.map(|it| it.baseline)),
        survey: row.or_known("sampling", survey(row)?, known.map(|it| it.survey.clone())),
        breaks: row.or_known("break_years", breaks(row)?, known.map(|it| it.breaks.clone())),
        next_due: text("next_due", |it| &it.next_due),
        rule: row.or_known("rule_id", row.maybe_id("rule_id"), known.map(|it| it.rule.clone())),
        term: row.or_known("term", row.word("term", TERMS)?, known.map(|it| it.term)),
        order: row.or_known("order", order, known.map(|it| it.order)),
    };
    Ok(Proposal::put(Record::new(id, indicator)))
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
        population_size: row.count("population_size")?,
        weighting: row.owned("weighting"),
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
    let sample = row
        .count("valid")?
        .map(|valid| Ok(Sample { sent: row.count("sent")?, valid, counted: row.count("counted")? }))
        .transpose()?;
    let fiscal_year = row.year("fiscal_year")?;
    let known = edition.actual(&indicator, fiscal_year);
    let explanation =
        row.or_known("explanation", row.owned("explanation"), known.map(|it| it.explanation.clone()));
    let actual = Actual {
        figure: figure(row, unit.as_deref())?,
        status: row.word("status", STATUSES)?.unwrap_or_default(),
        sample: row.or_known("valid", sample, known.map(|it| it.sample)),
        explanation,
        indicator,
        fiscal_year,
    };
    Ok(Proposal::put(Record::new(actual.id(), actual)))
}

fn figure(row: &Row<'_>, unit: Option<&str>) -> Result<Figure, Problem> {
    let cell = row.need("actual")?;
    if let Some(quantity) = plan::quantity::Quantity::parse(cell, unit) {
        let own = unit.and_then(Unit::parse);
        let other = quantity
            .unit
            .as_ref()
            .zip(own.as_ref())
            .is_some_and(|(it, own)| !it.is_same(&own.scale().1.unwrap_or_default()) && !it.is_same(own));
        return if other {
            let ja = format!("指標の単位（{}）と違う単位で書かれています", unit.unwrap_or_default());
            Err(row.problem("actual", &ja, "is written in another unit than the indicator’s"))
        } else if quantity.approximate {
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
    let grade = |mark: &str, words: &str| Ok::<_, Problem>(Grade::new(row.need(mark)?, row.need(words)?));
    let shape = RuleShape::MeetsTarget {
        met: grade("met_grade", "met_words")?,
        missed: grade("missed_grade", "missed_words")?,
    };
    let rule = RatingRule {
        description: row.owned("description"),
        ..RatingRule::new(row.need("rule_name")?, shape)
    };
    Ok(Proposal::put(Record::new(row.id("rule_id")?, rule)))
}
