//! Bringing back what stood before, and 正誤: what the public had seen, what it sees instead, and why.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::decision::{Decision, DecisionNumber, Edit, StaffId};
use plan::diff;
use plan::draft::{self, Draft, DraftId, Proposal, restored, reversals, undone_by};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::plan::{Plan, PlanKind};
use plan::publication::Publication;
use plan::record::{Record, RecordId};
use plan::refusal::Refusal;
use plan::target::Target;
use proptest::prelude::*;
use rust_decimal::Decimal;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn by() -> StaffId {
    StaffId("企画課".to_owned())
}

fn decide_edits(edition: &Edition, edits: Vec<Edit>) -> Result<Edition, Refusal> {
    let id = DraftId("d".to_owned());
    let draft =
        Draft { id, title: "t".to_owned(), by: by(), begun: NOW, sources: vec![], authors: [].into(), edits };
    Ok(edition.with(Arc::new(draft.decide(edition, by(), "理由", NOW)?)))
}

fn decide(edition: &Edition, records: Vec<Record>) -> Edition {
    let edits = draft::edits(records.into_iter().map(Proposal::put).collect(), edition);
    decide_edits(edition, edits).unwrap()
}

fn target(value: i64) -> Record {
    let target = Target {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(2024),
        condition: Condition::AtLeast(Decimal::from(value)),
        words: format!("{value}%以上"),
        revision_reason: None,
    };
    Record::new(target.id(), target)
}

fn actual(year: i16, value: i64, status: Status) -> Record {
    let actual = Actual {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(year),
        figure: Figure::Value(Decimal::from(value)),
        status,
        sample: None,
        explanation: None,
    };
    Record::new(actual.id(), actual)
}

/// One indicator of one element.
fn founded() -> Edition {
    let plan = Plan {
        levels: vec!["施策".to_owned()],
        ..Plan::new(PlanKind::BasicPlan, "基本計画", FiscalYear::new(2021), Some(FiscalYear::new(2025)))
    };
    let indicator = Indicator {
        elements: vec![RecordId::new("e")],
        ..Indicator::new("指標", IndicatorKind::Outcome, plan::unit::Unit::new("%"))
    };
    let town = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let element = Element::new(RecordId::new("p"), 0, "1", "施策");
    let records = vec![
        Record::new(RecordId::new("p"), plan),
        Record::new(RecordId::new("e"), element),
        Record::new(RecordId::new("i"), indicator),
    ];
    decide(&town, records)
}

/// One decision after another, each of some figures of five years, some of them retired again.
fn history(batches: Vec<Vec<(i16, i64)>>) -> Edition {
    batches.into_iter().fold(founded(), |edition, batch| {
        let proposal = |(year, value): (i16, i64)| match value {
            0 => Proposal::retire(RecordId::new("i").actual(FiscalYear::new(year))),
            _ => Proposal::put(Record { internal: value == 1, ..actual(year, value, Status::Final) }),
        };
        let edits = draft::edits(batch.into_iter().map(proposal).collect(), &edition);
        decide_edits(&edition, edits).unwrap_or(edition)
    })
}

fn batches() -> impl Strategy<Value = Vec<Vec<(i16, i64)>>> {
    prop::collection::vec(prop::collection::vec((2021i16..2026, 0i64..5), 1..5), 1..8)
}

fn records(edition: &Edition) -> Vec<Record> {
    edition.records().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_was_restored_differs_in_nothing_from_the_version_it_was_restored_to(
        batches in batches(), year in 2021i16..2026, number in 1u64..9,
    ) {
        let edition = history(batches);
        let (id, number) = (RecordId::new("i").actual(FiscalYear::new(year)), DecisionNumber(number));
        let then = edition.as_of(number);
        match restored(&edition, &id, number) {
            Ok(edit) => {
                let after = decide_edits(&edition, vec![edit]).unwrap();
                prop_assert_eq!(diff::difference(&id, then.get(&id), after.get(&id)), None);
                let others = |it: &Edition| records(it).into_iter().filter(|it| it.id != id).collect::<Vec<_>>();
                prop_assert_eq!(others(&after), others(&edition), "nothing else changes");
            }
            Err(Refusal::NothingToRestore { .. }) => prop_assert_eq!(edition.get(&id), then.get(&id)),
            Err(Refusal::NoSuchVersion { .. }) => prop_assert!(then.history(&id).is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn a_decision_with_no_later_change_is_undone_to_the_edition_before(batches in batches()) {
        let edition = history(batches);
        let before = edition.as_of(DecisionNumber(edition.number().0 - 1));
        let reversals = reversals(&edition, edition.number()).unwrap();
        prop_assert!(reversals.iter().all(|it| it.since.is_empty()));
        let undone = decide_edits(&edition, reversals.into_iter().map(|it| it.edit).collect()).unwrap();
        prop_assert_eq!(records(&undone), records(&before));
    }

    #[test]
    fn a_decision_is_undone_by_the_first_after_which_nothing_of_it_stood(
        batches in batches(), number in 1u64..9,
    ) {
        let edition = history(batches);
        let number = DecisionNumber(number);
        let Some(decision) = edition.decision(number) else { return Ok(()) };
        let ids: Vec<&RecordId> = decision.edits.iter().map(|it| it.change.id()).collect();
        let before = edition.as_of(DecisionNumber(number.0 - 1));
        let stood_as_before = |at: DecisionNumber| {
            let then = edition.as_of(at);
            ids.iter().all(|id| then.get(id) == before.get(id))
        };
        let after = (number.0 + 1..=edition.number().0).map(DecisionNumber);
        let first = after.clone().find(|it| stood_as_before(*it)).filter(|_| !stood_as_before(number));
        prop_assert_eq!(undone_by(&edition, number), first);
    }

    #[test]
    fn what_is_undone_names_every_later_decision_and_touches_no_other_record(
        batches in batches(), number in 2u64..9,
    ) {
        let edition = history(batches);
        let number = DecisionNumber(number.min(edition.number().0).max(2).min(edition.number().0));
        let before = edition.as_of(DecisionNumber(number.0 - 1));
        let all = reversals(&edition, number).unwrap();
        let ids: BTreeSet<_> = all.iter().map(|it| it.edit.change.id().clone()).collect();
        for it in &all {
            let history = edition.history(it.edit.change.id());
            let later: Vec<_> = history.iter().map(|it| it.decision).filter(|it| *it > number).collect();
            prop_assert_eq!(&it.since, &later);
        }
        if all.is_empty() { return Ok(()); }
        let undone = decide_edits(&edition, all.into_iter().map(|it| it.edit).collect()).unwrap();
        for id in edition.records().chain(undone.records()).map(|it| &it.id) {
            let expected = if ids.contains(id) { before.get(id) } else { edition.get(id) };
            prop_assert_eq!(undone.get(id), expected);
        }
    }
}

#[test]
fn a_restoring_draft_that_somebody_overtook_is_refused_like_any_other() {
    let one = decide(&founded(), vec![actual(2024, 50, Status::Final)]);
    let two = decide(&one, vec![actual(2024, 51, Status::Final)]);
    let edit = restored(&two, &RecordId::new("i/actual/2024"), one.number()).unwrap();
    let three = decide(&two, vec![actual(2024, 52, Status::Final)]);
    let refused = decide_edits(&three, vec![edit]).unwrap_err();
    assert!(matches!(refused, Refusal::Stale { count: 1, .. }), "{refused}");
}

fn published(number: u64, decision: u64, label: &str, note: Option<&str>) -> Publication {
    Publication {
        number,
        decision: DecisionNumber(decision),
        at: NOW,
        recorded_at: None,
        by: by(),
        label: label.to_owned(),
        note: note.map(str::to_owned),
        despite: None,
        unsolved: vec![],
    }
}

/// The last decision, with a word on what it corrects.
fn correcting(edition: &Edition, records: Vec<Record>, note: &str) -> Edition {
    let decided = decide(edition, records);
    let last = decided.decisions().last().unwrap().as_ref().clone();
    edition.with(Arc::new(Decision { erratum: Some(note.to_owned()), ..last }))
}

/// Of each erratum: the record, the note, the number of the publication.
fn told(edition: &Edition, publications: &[Publication]) -> Vec<(String, String, u64)> {
    let public = edition.public().with_publications(publications);
    let errata = public.errata_of(&RecordId::new("i"));
    errata.iter().map(|it| (it.record.to_string(), it.note.to_owned(), it.publication.number)).collect()
}

#[test]
fn a_corrected_figure_tells_what_the_public_had_seen_and_what_it_sees_since() {
    let first = decide(&founded(), vec![actual(2024, 50, Status::Final), target(60)]);
    let edition = correcting(&first, vec![actual(2024, 55, Status::Final)], "集計表の1行を数え落とした");
    let publications = [published(1, 2, "確定", None), published(2, 3, "訂正", Some("実績値の正誤"))];
    let expected = ("i/actual/2024".to_owned(), "集計表の1行を数え落とした".to_owned(), 2);
    assert_eq!(told(&edition, &publications), [expected], "the decision's own word, of its own record");
    let public = edition.public().with_publications(&publications);
    let erratum = &public.errata_of(&RecordId::new("i"))[0];
    assert_eq!(Some(erratum.before), first.get(erratum.record));
    assert_eq!(erratum.after, edition.get(erratum.record));
    assert_eq!(erratum.decision, DecisionNumber(3));
    assert_eq!(public.errata_with(&publications[1]).len(), 1);
    assert!(public.errata_with(&publications[0]).is_empty());
}

#[test]
fn what_the_public_never_saw_is_no_erratum() {
    let first = decide(&founded(), vec![actual(2024, 50, Status::Final)]);
    let edition = correcting(&first, vec![actual(2024, 55, Status::Final)], "直した");
    assert!(told(&edition, &[published(1, 3, "確定", None)]).is_empty(), "published once, as it is right");
    let before = [published(1, 1, "確定", None), published(2, 3, "訂正", Some("正誤"))];
    assert!(told(&edition, &before).is_empty(), "the wrong figure was never public");
    let hidden = decide(&founded(), vec![Record { internal: true, ..actual(2024, 50, Status::Final) }]);
    let hidden = correcting(&hidden, vec![actual(2024, 55, Status::Final)], "直した");
    let both = [published(1, 2, "確定", None), published(2, 3, "訂正", Some("正誤"))];
    assert!(told(&hidden, &both).is_empty(), "the wrong figure was internal");
}

#[test]
fn a_correcting_publication_speaks_for_decisions_that_say_nothing_themselves() {
    let first = decide(
        &founded(),
        vec![actual(2023, 40, Status::Final), actual(2024, 50, Status::Provisional), target(60)],
    );
    let later = vec![actual(2023, 41, Status::Final), actual(2024, 52, Status::Final), target(58)];
    let edition = decide(&first, later);
    let of = |label, note| told(&edition, &[published(1, 2, "確定", None), published(2, 3, label, note)]);
    let wrong = |note: &str| vec![("i/actual/2023".to_owned(), note.to_owned(), 2)];
    assert_eq!(
        of("訂正", Some("正誤")),
        wrong("正誤"),
        "neither the provisional figure nor the target was wrong"
    );
    assert_eq!(of("訂正1", None), wrong("理由"), "without a note the reason of the decision stands for it");
    assert!(of("改定", Some("改定した")).is_empty());
}

#[test]
fn what_was_taken_back_is_nowhere_and_its_errata_neither() {
    let first = decide(&founded(), vec![actual(2024, 50, Status::Final)]);
    let edition = correcting(&first, vec![actual(2024, 55, Status::Final)], "直した");
    let back = [
        published(1, 2, "確定", None),
        published(2, 3, "訂正", Some("正誤")),
        published(3, 2, "取下げ", Some("誤って公表した")),
    ];
    let shown = edition.shown(&back);
    assert!(shown.errata_of(&RecordId::new("i")).is_empty());
    let withdrawn: Vec<_> = shown.withdrawals().iter().map(|it| it.number).collect();
    assert_eq!(withdrawn, [3], "that something was taken back is told");
    let again = [back.as_slice(), &[published(4, 3, "訂正", Some("正誤"))]].concat();
    let numbers: Vec<_> = told(&edition, &again).into_iter().map(|it| it.2).collect();
    assert_eq!(edition.shown(&again).withdrawals().len(), 1, "and stays told");
    assert_eq!(edition.shown(&again[..2]).withdrawals().len(), 0);
    assert_eq!(numbers, [4], "put right twice, and told once: as it is shown now");
}

/// The statement of a year with one issue, which the indicator measures beside the issues of other years.
fn statement(year: i16, measured: &[&str]) -> Vec<Record> {
    let (plan, issue) = (format!("s{year}"), format!("s{year}-1"));
    let year = FiscalYear::new(year);
    let sheet = Plan {
        levels: vec!["課題".to_owned()],
        ..Plan::new(PlanKind::Statement, "運営方針", year, Some(year))
    };
    let indicator = Indicator {
        elements: measured.iter().map(|it| RecordId::new(*it)).collect(),
        ..Indicator::new("指標", IndicatorKind::Outcome, plan::unit::Unit::new("%"))
    };
    vec![
        Record::new(RecordId::new(&plan), sheet),
        Record::new(RecordId::new(&issue), Element::new(RecordId::new(&plan), 0, "1", "課題")),
        Record::new(RecordId::new("i"), indicator),
    ]
}

#[test]
fn a_statement_is_at_the_stage_of_its_own_year_whatever_its_indicator_does_in_others() {
    let first = decide(&founded(), statement(2025, &["s2025-1"]));
    let next = decide(&first, statement(2026, &["s2025-1", "s2026-1"]));
    let other = decide(&next, vec![actual(2026, 40, Status::Provisional)]);
    let own = decide(&other, vec![actual(2025, 50, Status::Final)]);
    let publications = [
        published(1, 2, "確定", None),
        published(2, 3, "素案", None),
        published(3, 4, "速報", None),
        published(4, 5, "実績", None),
    ];
    let stage = |edition: &Edition, upto: usize, id: &str| {
        let public = edition.public().with_publications(&publications[..upto]);
        public.stage_of(&RecordId::new(id)).map(|it| it.label.clone()).unwrap_or_default()
    };
    assert_eq!((stage(&next, 2, "s2025"), stage(&next, 2, "s2026")), ("確定".to_owned(), "素案".to_owned()));
    assert_eq!(
        (stage(&other, 3, "s2025"), stage(&other, 3, "s2026")),
        ("確定".to_owned(), "速報".to_owned())
    );
    assert_eq!(stage(&own, 4, "s2025"), "実績", "its own result came");
}

#[test]
fn what_was_taken_back_makes_no_stage() {
    let before = decide(&founded(), vec![target(40)]);
    let sheet = decide(&before, statement(2025, &["s2025-1"]));
    let later = decide(&sheet, vec![actual(2020, 1, Status::Final)]);
    let publications =
        [published(1, 3, "確定", None), published(2, 2, "取下げ", None), published(3, 4, "素案", None)];
    let at = |edition: &Edition, upto: usize| {
        let public = edition.public().with_publications(&publications[..upto]);
        public.stage_of(&RecordId::new("s2025")).map(|it| it.label.clone())
    };
    assert_eq!(at(&sheet, 1).as_deref(), Some("確定"));
    assert_eq!(at(&later, 3).as_deref(), Some("素案"));
}
