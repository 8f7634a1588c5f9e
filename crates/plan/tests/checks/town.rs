//! A town made for one question: records, and what the checks say of them.

use plan::actual::{Actual, Figure, Status};
use plan::check::{self, Finding};
use plan::condition::Condition;
use plan::decision::StaffId;
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::target::Target;
use plan::unit::Unit;

/// The year in which all of it is looked at.
pub(crate) const TODAY: FiscalYear = FiscalYear::new(2024);

pub(crate) fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

pub(crate) fn year(year: i16) -> FiscalYear {
    FiscalYear::new(year)
}

pub(crate) fn empty() -> Edition {
    Edition::empty(MunicipalityCode::parse("990019").unwrap())
}

/// The edition after one more decision.
pub(crate) fn with(edition: &Edition, records: impl IntoIterator<Item = Record>) -> Edition {
    decided(edition, records.into_iter().map(Proposal::put).collect())
}

pub(crate) fn decided(edition: &Edition, proposals: Vec<Proposal>) -> Edition {
    let edits = draft::edits(proposals, edition);
    edition.imagined(edits, &StaffId(String::new()), "2024-11-01T00:00:00Z".parse().unwrap())
}

/// What is said of a whole edition with these records, by the check of that name.
pub(crate) fn of_edition(code: &str, records: impl IntoIterator<Item = Record>) -> Vec<Finding> {
    named(code, check::edition(&with(&empty(), records), TODAY))
}

/// What is said of a draft that puts `new` on `old`.
pub(crate) fn of_draft(
    code: &str,
    old: impl IntoIterator<Item = Record>,
    new: impl IntoIterator<Item = Record>,
) -> Vec<Finding> {
    let before = with(&empty(), old);
    let new: Vec<Record> = new.into_iter().collect();
    let after = with(&before, new.clone());
    named(code, check::draft(&before, &after, new.iter().map(|it| &it.id), TODAY))
}

pub(crate) fn named(code: &str, findings: Vec<Finding>) -> Vec<Finding> {
    assert!(check::all().any(|it| it.code == code), "there is no check {code}");
    findings.into_iter().filter(|it| it.check.code == code).collect()
}

pub(crate) fn ja(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|it| it.ja.as_str()).collect()
}

/// What would be right in the place of what is written.
pub(crate) fn fixes(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().filter_map(|it| it.fix.as_ref()).map(|it| (it.from.as_str(), it.to.as_str())).collect()
}

/// 基本計画 with the levels 政策, 施策, 事業.
pub(crate) fn plan() -> Record {
    let levels = ["政策", "施策", "事業"].map(str::to_owned).to_vec();
    Record::new(
        id("plan"),
        Plan { levels, ..Plan::new(PlanKind::BasicPlan, "基本計画", year(2021), Some(year(2025))) },
    )
}

pub(crate) fn element(name: &str, level: u8, parent: Option<&str>) -> Record {
    let element = Element {
        parent: parent.map(id),
        organisations: vec![],
        ..Element::new(id("plan"), level, name, format!("{name}の取組"))
    };
    Record::new(id(name), element)
}

/// An outcome of which more is better, on the element `e`.
pub(crate) fn indicator(name: &str, unit: &str) -> Indicator {
    Indicator {
        elements: vec![id("e")],
        direction: Some(Direction::Up),
        ..Indicator::new(name, IndicatorKind::Outcome, Unit::new(unit))
    }
}

/// `indicator` under the id `i`, with its element and plan.
pub(crate) fn measured(indicator: Indicator) -> Vec<Record> {
    vec![plan(), element("e", 0, None), Record::new(id("i"), indicator)]
}

pub(crate) fn actual(fiscal_year: i16, value: &str) -> Actual {
    let figure = Figure::Value(value.parse().unwrap());
    let (indicator, fiscal_year) = (id("i"), year(fiscal_year));
    Actual { indicator, fiscal_year, figure, status: Status::Final, sample: None, explanation: None }
}

pub(crate) fn told(fiscal_year: i16, value: &str, explanation: &str) -> Record {
    let actual = Actual { explanation: Some(explanation.to_owned()), ..actual(fiscal_year, value) };
    Record::new(actual.id(), actual)
}

pub(crate) fn figure(fiscal_year: i16, value: &str) -> Record {
    let actual = actual(fiscal_year, value);
    Record::new(actual.id(), actual)
}

pub(crate) fn target(fiscal_year: i16, words: &str) -> Record {
    let target = Target {
        indicator: id("i"),
        fiscal_year: year(fiscal_year),
        condition: Condition::parse(words, None).unwrap().condition,
        words: words.to_owned(),
        revision_reason: None,
    };
    Record::new(target.id(), target)
}

/// 自己評価 of the element `e`.
pub(crate) fn evaluation(fiscal_year: i16, text: &str) -> Record {
    let mut evaluation = Evaluation::new(id("e"), year(fiscal_year), EvaluationKind::OwnAssessment);
    evaluation.text.push(text.to_owned());
    Record::new(evaluation.id(), evaluation)
}

/// An element with an evaluation that says this, and nothing else.
pub(crate) fn saying(text: &str) -> Vec<Record> {
    vec![plan(), element("e", 0, None), evaluation(2023, text)]
}
