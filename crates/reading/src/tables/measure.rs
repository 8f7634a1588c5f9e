//! 指標, 目標, 実績, 判定基準: what is measured and promised, row by row.

use plan::actual::{Actual, Figure, Status, Unreadable};
use plan::condition::Condition;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Break, Direction, Indicator, IndicatorKind, Term, Window};
use plan::rating::{Grade, Hold, RatingRule, RuleShape};
use plan::record::Record;
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;

use super::row::{Row, Words};
use crate::problem::{Gap, Problem};

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

/// 維持の判定. A tolerance has no place in a cell: files of rules have it.
const HOLDS: &Words<Hold> = &[("下回らない", Hold::AtLeast), ("上回らない", Hold::AtMost)];

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
        baseline: baseline(row, known.and_then(|it| it.baseline))?,
        survey: survey(row, known.and_then(|it| it.survey.as_ref()))?,
        breaks: breaks(row, known.map_or(&[], |it| &it.breaks))?,
        next_due: text("next_due", |it| &it.next_due),
        rule: row.or_known("rule_id", row.maybe_id("rule_id"), known.map(|it| it.rule.clone())),
        term: row.or_known("term", row.word("term", TERMS)?, known.map(|it| it.term)),
        cost_unit: text("cost_unit", |it| &it.cost_unit),
        order: row.or_known("order", order, known.map(|it| it.order)),
    };
    Ok(Proposal::put(Record::new(id, indicator)))
}

/// 基準値: year and value, each as its column says, else as it is known. Without a value there is no baseline.
fn baseline(row: &Row<'_>, known: Option<Baseline>) -> Result<Option<Baseline>, Problem> {
    let year = row.or_known("baseline_year", row.maybe_year("baseline_year")?, known.map(|it| Some(it.year)));
    let value =
        row.or_known("baseline_value", row.decimal("baseline_value")?, known.map(|it| Some(it.value)));
    match (year, value) {
        (Some(year), Some(value)) => Ok(Some(Baseline { year, value })),
        (None, Some(_)) => Err(row.blank("baseline_year")),
        (Some(_), None) if row.get("baseline_year").is_some() => Err(row.blank("baseline_value")),
        (_, None) => Ok(None),
    }
}

/// 調査設計: each part as its column says, else as it is known. Without a way of sampling there is no survey.
fn survey(row: &Row<'_>, known: Option<&SurveyDesign>) -> Result<Option<SurveyDesign>, Problem> {
    let sampling = row.word("sampling", SAMPLINGS)?;
    let Some(sampling) = row.or_known("sampling", sampling, known.map(|it| Some(it.sampling))) else {
        return Ok(None);
    };
    let text = |column, of: fn(&SurveyDesign) -> &Option<String>| {
        row.or_known(column, row.owned(column), known.map(|it| of(it).clone()))
    };
    Ok(Some(SurveyDesign {
        population: text("population", |it| &it.population),
        frame: text("frame", |it| &it.frame),
        sampling,
        mode: text("mode", |it| &it.mode),
        question: text("question", |it| &it.question),
        choices: text("choices", |it| &it.choices),
        population_size: row.or_known(
            "population_size",
            row.count("population_size")?,
            known.map(|it| it.population_size),
        ),
        weighting: text("weighting", |it| &it.weighting),
    }))
}

/// 断絶: its years, each with its note; where one of the two columns is not there, what is known of it.
fn breaks(row: &Row<'_>, known: &[Break]) -> Result<Vec<Break>, Problem> {
    let said = row.get("break_note").unwrap_or_default();
    let note = |year: FiscalYear| {
        let known = known.iter().find(|it| it.year == year);
        row.or_known("break_note", said.to_owned(), known.map(|it| it.note.clone()))
    };
    if !row.has("break_years") {
        return Ok(known.iter().map(|it| Break { year: it.year, note: note(it.year) }).collect());
    }
    let wrong = || row.problem("break_years", "年度として読めません", "is not a fiscal year");
    let read = |text: String| {
        let year = FiscalYear::parse(&text, None).ok_or_else(wrong)?;
        Ok(Break { year, note: note(year) })
    };
    row.list("break_years").into_iter().map(read).collect()
}

/// 目標. The reason for a revision belongs to the target that it explains: another target does not take it over.
pub(super) fn target(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let (indicator, fiscal_year) = (row.id("indicator_id")?, row.year("fiscal_year")?);
    let words = row.need("target")?;
    let unit = edition.find::<Indicator>(&indicator).map(|it| it.unit.clone()).unwrap_or_default();
    let known = edition.target(&indicator, fiscal_year).filter(|it| it.words == words);
    let revision_reason = row.or_known(
        "revision_reason",
        row.owned("revision_reason"),
        known.map(|it| it.revision_reason.clone()),
    );
    let target = Target {
        indicator,
        fiscal_year,
        condition: Condition::parse_in(words, &unit).map_or(Condition::Words, |it| it.condition),
        words: words.to_owned(),
        revision_reason,
    };
    Ok(Proposal::put(Record::new(target.id(), target)))
}

/// 実績: a figure, or the reason why there is none.
pub(super) fn actual(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let (indicator, fiscal_year) = (row.id("indicator_id")?, row.year("fiscal_year")?);
    let unit = edition.find::<Indicator>(&indicator).map(|it| it.unit.as_str().to_owned());
    let known = edition.actual(&indicator, fiscal_year);
    let status = row.word("status", STATUSES)?.unwrap_or_default();
    let explanation =
        row.or_known("explanation", row.owned("explanation"), known.map(|it| it.explanation.clone()));
    let actual = Actual {
        figure: figure(row, unit.as_deref(), known)?,
        status: row.or_known("status", status, known.map(|it| it.status)),
        sample: sample(row, known.and_then(|it| it.sample))?,
        explanation,
        indicator,
        fiscal_year,
    };
    Ok(Proposal::put(Record::new(actual.id(), actual)))
}

/// 回収状況, each number by itself. Without the answers there is none.
fn sample(row: &Row<'_>, known: Option<Sample>) -> Result<Option<Sample>, Problem> {
    let valid = row.or_known("valid", row.count("valid")?, known.map(|it| Some(it.valid)));
    let sent = row.or_known("sent", row.count("sent")?, known.map(|it| it.sent));
    let counted = row.or_known("counted", row.count("counted")?, known.map(|it| it.counted));
    Ok(valid.map(|valid| Sample { sent, valid, counted }))
}

fn figure(row: &Row<'_>, unit: Option<&str>, known: Option<&Actual>) -> Result<Figure, Problem> {
    let Some(cell) = row.get("actual") else { return Err(kept(row, known)) };
    let known = known.and_then(|it| match &it.figure {
        Figure::NotMeasured { because } => Some(Some(because.clone())),
        Figure::NotYet | Figure::Value(_) => None,
    });
    let reason = row.or_known("reason", row.owned("reason"), known);
    Figure::read(cell, unit, reason.as_deref()).map_err(|why| match why {
        Unreadable::OtherUnit => {
            let ja = format!("指標の単位（{}）と違う単位で書かれています", unit.unwrap_or_default());
            let en = "is written in another unit than the indicator’s";
            row.problem("actual", &ja, en).of(Gap::OtherUnit)
        }
        Unreadable::Approximate => row.about("actual"),
        Unreadable::NoReason => {
            let ja = "実績がない印ですが、理由がありません";
            row.problem("actual", ja, "says that there is no figure, but not why").of(Gap::Mark)
        }
        Unreadable::NotANumber => row.problem("actual", "数値として読めません", "is not a number"),
    })
}

/// A blank result says nothing: it is no reason, and without one no figure is taken back.
fn kept(row: &Row<'_>, known: Option<&Actual>) -> Problem {
    let Some(known) = known.and_then(Actual::value) else { return row.blank("actual") };
    let ja = format!(
        "空欄なので、いまの実績値{known}のままにしました（消すには、実績値に「集計中」、または「―」と理由を書いてください）"
    );
    let en = format!(
        "is blank, so the figure {known} stays as it is (to take it back, write 集計中, or ― with the reason)"
    );
    Problem { ja, en, ..row.blank("actual") }
}

/// 判定基準. What the table has no column for stays: grades off the scale, English words and tones.
pub(super) fn rule(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("rule_id")?;
    let known = edition.find::<RatingRule>(&id);
    row.need_word("shape", &[("目標達成", ())])?;
    let grade = |mark: &str, words: &str| {
        let plain = Grade::new(row.need(mark)?, row.need(words)?);
        let own = known.and_then(|it| it.own_grade(&plain.mark));
        Ok::<_, Problem>(own.map_or(plain.clone(), |own| Grade { words: plain.words, ..own.clone() }))
    };
    let shape = RuleShape::MeetsTarget {
        met: grade("met_grade", "met_words")?,
        missed: grade("missed_grade", "missed_words")?,
    };
    let new = RatingRule::new(row.need("rule_name")?, shape);
    let description =
        row.or_known("description", row.owned("description"), known.map(|it| it.description.clone()));
    let rule = RatingRule {
        description,
        off_scale: known.map_or(vec![], |it| it.off_scale.clone()),
        hold: row.or_known("hold", row.word("hold", HOLDS)?, known.map(|it| it.hold)),
        ..new
    };
    Ok(Proposal::put(Record::new(id, rule)))
}
