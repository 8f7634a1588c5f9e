//! What both municipalities of the house hold: organisations, and a stage of the year.

use desk::Desk;
use jiff::Timestamp;
use jiff::civil::date;
use ledger::Ledger;
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::element::{Element, Meaning};
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::municipality::MunicipalityCode;
use plan::organisation::{Ended, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::role::Role;

/// Two sections that are there, the department above one of them, and one that ended.
pub(crate) fn organise(desk: &Desk, ledger: &Ledger, town: &MunicipalityCode, at: Timestamp) {
    let gone = Organisation {
        ended: Some(Ended { on: date(2026, 4, 1), into: vec![RecordId::new("o-own")] }),
        ..Organisation::new("旧課")
    };
    let own = Organisation { parent: Some(RecordId::new("o-above")), ..Organisation::new("環境課") };
    let all = [
        ("o-above", Organisation::new("環境部")),
        ("o-own", own),
        ("o-other", Organisation::new("道路課")),
        ("o-gone", gone),
    ];
    let organisations = all.into_iter().map(|(id, it)| Record::new(RecordId::new(id), it));
    let proposals = organisations.chain(work()).map(Proposal::put).collect();
    let edition = desk.edition(town).unwrap();
    let by = StaffId("tests".to_owned());
    let draft = Draft {
        id: DraftId("organisations".to_owned()),
        title: "組織".to_owned(),
        by: by.clone(),
        begun: at,
        authors: [].into(),
        sources: vec![],
        edits: draft::edits(proposals, &edition),
    };
    let decision = draft.decide(&edition, by, "組織", at).unwrap();
    ledger.write(move |tx| ledger::decision::append(tx, &decision).map(drop)).unwrap();
}

/// A stage of the year in which both sections and the department owe a sheet; of that one an element is a section's.
fn work() -> Vec<Record> {
    let year = FiscalYear::new(2026);
    let form = Form {
        fiscal_year: year,
        name: "様式1".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: [(About::Plan, "目標", Meaning::Vision), (About::Element, "課題", Meaning::Problem)]
            .map(|(about, title, meaning)| Part {
                about,
                title: title.to_owned(),
                help: String::new(),
                fields: vec![Field::new(Asks::Section(meaning))],
                grows: false,
            })
            .into(),
    };
    let stage = CalendarEntry {
        fiscal_year: year,
        phase: Phase::Plan,
        title: "目標の作成".to_owned(),
        from: date(2026, 4, 1),
        to: date(2027, 3, 31),
        organisations: ["o-above", "o-own", "o-other"].map(RecordId::new).into(),
        work: Some(Work {
            label: "案".to_owned(),
            form: RecordId::new("form"),
            route: vec![Role::SectionChief, Role::DepartmentHead],
        }),
    };
    let statements = ["o-above", "o-own", "o-other"].map(|id| {
        let statement = Plan {
            organisation: Some(RecordId::new(id)),
            levels: vec!["課題".to_owned()],
            ..Plan::new(PlanKind::Statement, format!("{id}の目標"), year, Some(year))
        };
        Record::new(RecordId::new(format!("{id}-2026")), statement)
    });
    let form = Record { internal: true, ..Record::new(RecordId::new("form"), form) };
    let element = Element {
        organisations: vec![RecordId::new("o-own")],
        ..Element::new(RecordId::new("o-above-2026"), 0, "1", "ごみの減量")
    };
    let element = Record::new(RecordId::new("o-above-1"), element);
    [form, Record::new(RecordId::new("goals"), stage), element].into_iter().chain(statements).collect()
}
