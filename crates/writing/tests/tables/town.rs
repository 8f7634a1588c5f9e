//! Towns to be exported: decided through the one door, like every other.

use std::sync::Arc;

use jiff::Timestamp;
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::organisation::{Name, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::unit::Unit;
use writing::csv::Reader;
use writing::tables;

/// An edition in which these records are decided.
pub(crate) fn decided(records: Vec<Record>) -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let draft = Draft {
        id: DraftId("d".to_owned()),
        title: "t".to_owned(),
        by: StaffId("企画課".to_owned()),
        begun: Timestamp::UNIX_EPOCH,
        authors: [].into(),
        sources: vec![],
        edits: draft::edits(records.into_iter().map(Proposal::put).collect(), &empty),
    };
    let at = "2024-06-10T12:00:00+09:00".parse().unwrap();
    let decision = draft.decide(&empty, StaffId("企画課".to_owned()), "計画の策定", at).unwrap();
    empty.with(Arc::new(decision))
}

/// A municipality with an organisation, a plan of five years and an element.
pub(crate) fn framework() -> Vec<Record> {
    let names = vec![Name { text: "環境部".to_owned(), since: None }];
    let organisation =
        Organisation { parent: None, stood: vec![], names, founded: None, ended: None, order: 0 };
    let plan = Plan {
        kind: PlanKind::BasicPlan,
        name: "若葉市基本計画".to_owned(),
        organisation: None,
        handed_over: vec![],
        head: None,
        first_year: FiscalYear::new(2021),
        last_year: Some(FiscalYear::new(2025)),
        levels: vec!["政策".to_owned(), "施策".to_owned()],
        adopted_on: None,
        revised_on: None,
        sections: vec![],
        element_rules: vec![],
    };
    let element = Element {
        organisations: vec![RecordId::new("green")],
        ..Element::new(RecordId::new("basic"), 0, "1-(1)", "みどりを守る")
    };
    vec![
        Record::new(RecordId::municipality(), Municipality::new("若葉市")),
        Record::new(RecordId::new("green"), organisation),
        Record::new(RecordId::new("basic"), plan),
        Record::new(RecordId::new("parks"), element),
    ]
}

/// An indicator of that element.
pub(crate) fn indicator(name: &str, unit: &str) -> Indicator {
    Indicator {
        elements: vec![RecordId::new("parks")],
        ..Indicator::new(name, IndicatorKind::Outcome, Unit::new(unit))
    }
}

/// The bytes of one file.
pub(crate) fn file(edition: &Edition, table: &str, reader: Reader) -> Vec<u8> {
    let table = tables::find(table).unwrap();
    writing::csv::write(&table.columns(), &table.rows(edition), reader)
}

/// A file for programs taken apart again: heads, and rows of cells.
pub(crate) fn parsed(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let heads = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|it| it.unwrap().iter().map(unguarded).collect()).collect();
    (heads, rows)
}

/// Takes off the `'` before what a spreadsheet would run.
fn unguarded(cell: &str) -> String {
    let inner = cell.trim_start_matches('\'');
    let is_guarded =
        inner.len() < cell.len() && inner.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_guarded { cell[1..].to_owned() } else { cell.to_owned() }
}
