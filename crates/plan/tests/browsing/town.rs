//! A town of a few records.

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::decision::StaffId;
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::link::{Link, LinkKind};
use plan::municipality::MunicipalityCode;
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::target::Target;
use plan::unit::Unit;

pub(crate) const YEAR: FiscalYear = FiscalYear::new(2024);

pub(crate) fn edition(records: Vec<Record>) -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let edits = draft::edits(records.into_iter().map(Proposal::put).collect(), &empty);
    empty.imagined(edits, &StaffId(String::new()), Timestamp::UNIX_EPOCH)
}

pub(crate) fn element(id: &str, parent: Option<&str>) -> Record {
    let level = u8::from(parent.is_some());
    let parent = parent.map(RecordId::new);
    Record::new(RecordId::new(id), Element { parent, ..Element::new(RecordId::new("plan"), level, id, id) })
}

/// An indicator of some elements with the target 「10以上」 and a figure, or none.
pub(crate) fn measured(id: &str, elements: &[&str], value: Option<&str>) -> Vec<Record> {
    let (indicator, fiscal_year) = (RecordId::new(id), YEAR);
    let record = Indicator {
        elements: elements.iter().copied().map(RecordId::new).collect(),
        direction: Some(Direction::Up),
        ..Indicator::new(id, IndicatorKind::Outcome, Unit::new("件"))
    };
    let condition = Condition::parse("10件以上", None).unwrap().condition;
    let words = "10件以上".to_owned();
    let target =
        Target { indicator: indicator.clone(), fiscal_year, condition, words, revision_reason: None };
    let figure = value.map_or(Figure::NotYet, |it| Figure::Value(it.parse().unwrap()));
    let actual =
        Actual { indicator, fiscal_year, figure, status: Status::Final, sample: None, explanation: None };
    vec![
        Record::new(RecordId::new(id), record),
        Record::new(target.id(), target),
        Record::new(actual.id(), actual),
    ]
}

/// A plan from 2021 to 2025.
pub(crate) fn plan(id: &str, kind: PlanKind) -> Record {
    let plan = Plan {
        levels: vec!["政策".to_owned(), "施策".to_owned()],
        ..Plan::new(kind, id, FiscalYear::new(2021), Some(FiscalYear::new(2025)))
    };
    Record::new(RecordId::new(id), plan)
}

/// An organisation, alone or below another.
pub(crate) fn organisation(id: &str, parent: Option<&str>) -> Record {
    let parent = parent.map(RecordId::new);
    Record::new(RecordId::new(id), Organisation { parent, ..Organisation::new(id) })
}

/// A tie by which an element serves a priority project.
pub(crate) fn serves(from: &str, to: &str) -> Record {
    let link = Link { from: RecordId::new(from), to: RecordId::new(to), kind: LinkKind::Serves, note: None };
    Record::new(link.id(), link)
}

/// The same element with a change.
pub(crate) fn altered(record: Record, change: impl FnOnce(&mut Element)) -> Record {
    let plan::record::Body::Element(mut element) = record.body else { panic!("no element") };
    change(&mut element);
    Record::new(record.id, element)
}
