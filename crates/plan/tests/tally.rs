//! Counts of what was reached: each indicator once, whatever the number of elements that it measures.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Arc;

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::decision::{Decision, StaffId};
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::link::{Link, LinkKind};
use plan::municipality::MunicipalityCode;
use plan::record::{Record, RecordId};
use plan::tally::{Standing, Tally};
use plan::target::Target;
use plan::unit::Unit;

const YEAR: FiscalYear = FiscalYear::new(2024);

fn edition(records: Vec<Record>) -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let edits = draft::edits(records.into_iter().map(Proposal::put).collect(), &empty);
    empty.with(Arc::new(Decision {
        municipality: empty.municipality().clone(),
        number: empty.number().next(),
        at: Timestamp::UNIX_EPOCH,
        recorded_at: None,
        by: StaffId(String::new()),
        reason: String::new(),
        sources: vec![],
        edits,
    }))
}

fn element(id: &str, parent: Option<&str>) -> Record {
    let level = u8::from(parent.is_some());
    let parent = parent.map(RecordId::new);
    Record::new(RecordId::new(id), Element { parent, ..Element::new(RecordId::new("plan"), level, id, id) })
}

/// An indicator of some elements with the target 「10以上」 and a figure, or none.
fn measured(id: &str, elements: &[&str], value: Option<&str>) -> Vec<Record> {
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

#[test]
fn an_indicator_of_an_element_and_of_the_one_above_counts_once() {
    let mut records = vec![element("policy", None), element("program", Some("policy"))];
    records.extend(measured("a", &["policy", "program"], Some("12")));
    records.extend(measured("b", &["program"], Some("9")));
    records.extend(measured("c", &["policy"], None));
    let edition = edition(records);

    let tallies = edition.tallies(YEAR);
    let whole = Tally { reached: 1, missed: 1, not_yet: 1, ..Tally::default() };
    assert_eq!(tallies[&RecordId::new("policy")], whole);
    assert_eq!(tallies[&RecordId::new("program")], Tally { not_yet: 0, ..whole });
    assert_eq!(edition.tally(YEAR), whole);
    assert_eq!(edition.tally(YEAR.next()), Tally::default());
}

#[test]
fn a_priority_project_counts_what_serves_it_and_what_hangs_below_that() {
    let mut records =
        vec![element("project", None), element("policy", None), element("program", Some("policy"))];
    let (from, to) = (RecordId::new("policy"), RecordId::new("project"));
    let link = Link { from, to, kind: LinkKind::Serves, note: None };
    records.push(Record::new(link.id(), link));
    records.extend(measured("a", &["program"], Some("12")));
    let edition = edition(records);

    assert_eq!(edition.tallies(YEAR)[&RecordId::new("project")].reached, 1);
}

#[test]
fn a_standing_says_what_the_counts_say() {
    let tally = |reached, missed, not_yet| Tally { reached, missed, not_yet, ..Tally::default() };
    let cases = [
        (tally(0, 0, 0), Standing::Without),
        (tally(0, 0, 2), Standing::Open),
        (tally(2, 0, 1), Standing::Reached),
        (tally(9, 1, 0), Standing::Partly),
        (tally(0, 1, 3), Standing::Missed),
    ];
    for (tally, standing) in cases {
        assert_eq!(tally.standing(), standing, "{tally:?}");
    }
}
