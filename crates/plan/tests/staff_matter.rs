//! What staff keep for their work never reaches the public: forms, staff notes, the work of a calendar entry.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Arc;

use jiff::civil::date;
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::decision::{Change, Decision, DecisionNumber, StaffId, Written};
use plan::diff;
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::evidence::{Attachment, Evidence};
use plan::fiscal_year::FiscalYear;
use plan::form::{FieldId, Form, Scope};
use plan::municipality::MunicipalityCode;
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};
use plan::role::Role;
use plan::staff_note::StaffNote;
use proptest::prelude::*;

const YEAR: FiscalYear = FiscalYear::new(2026);
/// Stands in everything that the public must not see.
const SECRET: &str = "庁内限りの語";

fn entry(id: u8, title: u8, work: Option<u8>) -> Record {
    let work = work.map(|it| Work {
        label: format!("{SECRET}{it}"),
        form: RecordId::new(format!("form/{SECRET}")),
        route: vec![Role::SectionChief],
    });
    let entry = CalendarEntry {
        fiscal_year: YEAR,
        phase: Phase::Plan,
        title: format!("予定{title}"),
        from: date(2026, 4, 1),
        to: date(2026, 4, 30),
        organisations: vec![],
        work,
    };
    Record::new(RecordId::new(format!("c{id}")), entry)
}

fn form(name: u8) -> Record {
    let (name, scope) = (format!("{SECRET}{name}"), Scope::Statement { year: 0 });
    let form = Form { fiscal_year: YEAR, name, scope, parts: vec![] };
    Record::new(RecordId::new(format!("form/{SECRET}")), form)
}

fn note(text: u8) -> Record {
    let note =
        StaffNote { subject: RecordId::new("p"), fiscal_year: YEAR, text: vec![format!("{SECRET}{text}")] };
    Record { internal: false, ..note.into_record() }
}

fn evidence(name: u8) -> Record {
    let file = Attachment {
        id: "a".to_owned(),
        field: FieldId::parse("p#title").unwrap(),
        name: format!("{SECRET}{name}.pdf"),
        size: 1,
        sha256: SECRET.to_owned(),
        by: StaffId(SECRET.to_owned()),
        at: "2026-04-01T00:00:00Z".parse().unwrap(),
    };
    let (stage, organisation) = (RecordId::new("c0"), RecordId::new("note"));
    let evidence = Evidence { stage, organisation, fiscal_year: YEAR, files: vec![file] };
    Record { internal: false, ..evidence.into_record() }
}

fn statement(name: u8, internal: bool) -> Record {
    let plan = Plan::new(PlanKind::Statement, format!("運営方針{name}"), YEAR, Some(YEAR));
    Record { internal, ..Record::new(RecordId::new("p"), plan) }
}

fn proposals() -> impl Strategy<Value = Vec<Proposal>> {
    let put = prop_oneof![
        4 => (0u8..2, 0u8..2, prop::option::of(0u8..3)).prop_map(|(id, title, work)| entry(id, title, work)),
        1 => (0u8..3).prop_map(form),
        1 => (0u8..3).prop_map(note),
        1 => (0u8..3).prop_map(evidence),
        2 => (0u8..3, any::<bool>()).prop_map(|(name, internal)| statement(name, internal)),
    ];
    let one = (put, 0u8..6).prop_map(|(record, deed)| match deed {
        0 => Proposal::retire(record.id),
        _ => Proposal::put(record).from_words(SECRET, "予定表 3行"),
    });
    prop::collection::vec(one, 1..5)
}

/// Decided without asking whether it holds together: whatever is in a ledger must not get out.
fn decided(edition: &Edition, proposals: Vec<Proposal>) -> Edition {
    let edits = draft::edits(proposals, edition);
    edition.imagined(edits, &StaffId("a".to_owned()), "2026-04-01T00:00:00Z".parse().unwrap())
}

fn town() -> Edition {
    Edition::empty(MunicipalityCode::parse("990019").unwrap())
}

fn story(batches: Vec<Vec<Proposal>>) -> Edition {
    batches.into_iter().fold(town(), |edition, batch| decided(&edition, batch))
}

/// The same proposals in a municipality that keeps nothing for itself; a plan that becomes internal is retired there.
fn open(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let seen = |proposal: Proposal| match &proposal.change {
        Change::Retire(id) if id.as_str().starts_with("form") || id.as_str().contains("note") => None,
        Change::Retire(_) => Some(proposal),
        Change::Put(record) => match &record.body {
            Body::CalendarEntry(it) => {
                let entry = CalendarEntry { work: None, ..it.clone() };
                Some(Proposal::put(Record::new(record.id.clone(), entry)))
            }
            Body::Plan(_) if record.internal => Some(Proposal::retire(record.id.clone())),
            Body::Plan(_) => Some(Proposal::put(record.as_ref().clone())),
            _ => None,
        },
    };
    proposals.into_iter().filter_map(seen).collect()
}

/// Every change that a history tells, without the words from which it was read.
fn changes(edition: &Edition) -> Vec<Vec<String>> {
    let told = |decision: &Arc<Decision>| {
        decision.edits.iter().map(|edit| format!("{:?} {:?}", edit.change, edit.seen)).collect()
    };
    edition.decisions().iter().map(told).collect()
}

proptest! {
    #[test]
    fn what_differs_for_the_public_is_what_differs_between_the_editions_that_it_sees(
        batches in prop::collection::vec(proposals(), 1..8),
        seen in 0u64..9,
    ) {
        let (edition, seen) = (story(batches), DecisionNumber(seen));
        let shown = diff::between(&edition.as_of(seen).public(), &edition.public());
        let shown: Vec<_> = shown.iter().map(|it| (&it.id, it.how)).collect();
        prop_assert_eq!(diff::in_public(&edition, seen), shown);
    }

    #[test]
    fn no_word_of_staff_matter_is_in_what_the_public_can_ask(batches in prop::collection::vec(proposals(), 1..8)) {
        let public = story(batches).public();
        prop_assert!(!public.has_internal());
        let decisions = serde_json::to_string(public.decisions()).unwrap();
        let open_words = decisions.replace(&format!("\"text\":\"{SECRET}\""), "");
        prop_assert!(!open_words.contains(SECRET), "{open_words}");
        prop_assert!(!decisions.contains("\"work\"") && !decisions.contains("internal"));
        for record in public.records() {
            prop_assert!(record.for_public().is_some_and(|it| it.as_ref() == record));
        }
    }

    #[test]
    fn the_public_history_is_that_of_a_municipality_that_keeps_nothing_for_itself(
        batches in prop::collection::vec(proposals(), 1..10)
    ) {
        let opened = batches.iter().cloned().map(open).collect();
        prop_assert_eq!(changes(&story(batches).public()), changes(&story(opened)));
    }

    #[test]
    fn what_is_public_is_public_once_and_for_all(batches in prop::collection::vec(proposals(), 1..8)) {
        let public = story(batches).public();
        prop_assert_eq!(public.public(), public);
    }
}

#[test]
fn a_decision_on_work_alone_leaves_no_trace() {
    let first = decided(&town(), vec![Proposal::put(entry(0, 0, None))]);
    let second = decided(&first, vec![Proposal::put(entry(0, 0, Some(1)))]);
    let third = decided(&second, vec![Proposal::put(entry(0, 1, Some(2)))]);
    let public = third.public();
    let edits: Vec<usize> = public.decisions().iter().map(|it| it.edits.len()).collect();
    assert_eq!(edits, [1, 0, 1]);
    let id = RecordId::new("c0");
    assert_eq!(public.history(&id).len(), 2);
    let last = &public.decisions()[2].edits[0];
    assert_eq!(last.seen.unwrap().0, 1, "the version between does not exist for the public");
    assert_eq!(public.find::<CalendarEntry>(&id).unwrap().work, None);
    assert!(!serde_json::to_string(public.decisions()).unwrap().contains(SECRET));
}

#[test]
fn the_words_that_a_work_was_read_from_go_with_it() {
    let words = || Proposal::put(entry(0, 0, Some(1))).from_words(SECRET, "予定表 3行");
    let public = decided(&town(), vec![words()]).public();
    assert_eq!(public.decisions()[0].edits[0].written.as_deref(), None::<&Written>);
    let open = Proposal::put(entry(0, 0, None)).from_words("予定", "予定表 3行");
    let public = decided(&town(), vec![open]).public();
    assert!(public.decisions()[0].edits[0].written.is_some(), "of a mere date they stay");
}
