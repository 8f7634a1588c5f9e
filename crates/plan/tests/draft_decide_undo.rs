//! The one door for change, with random towns: what is decided is there, what is undone is as it was, nothing is lost.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Arc;

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::decision::{Decision, DecisionNumber, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::refusal::Refusal;
use plan::target::Target;
use plan::{diff, edition};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn town() -> Edition {
    Edition::empty(MunicipalityCode::parse("990019").unwrap())
}

fn by() -> StaffId {
    StaffId("企画課".to_owned())
}

fn draft_of(edition: &Edition, proposals: Vec<Proposal>) -> Draft {
    let id = DraftId("d".to_owned());
    let edits = draft::edits(proposals, edition);
    Draft {
        id,
        title: "t".to_owned(),
        by: by(),
        begun: Timestamp::UNIX_EPOCH,
        sources: vec![],
        authors: [].into(),
        edits,
    }
}

fn decide(edition: &Edition, proposals: Vec<Proposal>) -> Result<Edition, Refusal> {
    let decision = draft_of(edition, proposals).decide(edition, by(), "理由", Timestamp::UNIX_EPOCH)?;
    Ok(edition.with(Arc::new(decision)))
}

fn organisation(name: &str) -> Record {
    Record::new(RecordId::new("o"), Organisation::new(name))
}

fn plan() -> Record {
    let plan = Plan {
        levels: vec!["政策".to_owned(), "施策".to_owned()],
        ..Plan::new(PlanKind::BasicPlan, "基本計画", FiscalYear::new(2021), Some(FiscalYear::new(2025)))
    };
    Record::new(RecordId::new("p"), plan)
}

fn element(id: &str, parent: Option<&str>, level: u8) -> Record {
    let element =
        Element { parent: parent.map(RecordId::new), ..Element::new(RecordId::new("p"), level, "1", id) };
    Record::new(RecordId::new(id), element)
}

fn indicator(id: &str) -> Record {
    let indicator = Indicator {
        elements: vec![RecordId::new("e")],
        ..Indicator::new(id, IndicatorKind::Outcome, plan::unit::Unit::new("%"))
    };
    Record::new(RecordId::new(id), indicator)
}

fn target(indicator: u8, year: i16, value: i64) -> Record {
    let target = Target {
        indicator: RecordId::new(format!("i{indicator}")),
        fiscal_year: FiscalYear::new(year),
        condition: Condition::AtLeast(Decimal::from(value)),
        words: format!("{value}%以上"),
        revision_reason: None,
    };
    Record::new(target.id(), target)
}

fn actual(indicator: u8, year: i16, value: Option<i64>) -> Record {
    let figure = value.map_or(Figure::NotYet, |value| Figure::Value(Decimal::from(value)));
    let indicator = RecordId::new(format!("i{indicator}"));
    let fiscal_year = FiscalYear::new(year);
    let actual =
        Actual { indicator, fiscal_year, figure, status: Status::Final, sample: None, explanation: None };
    Record::new(actual.id(), actual)
}

/// A plan with one element and three indicators.
fn founded() -> Edition {
    let records = [
        organisation("企画部"),
        plan(),
        element("e", None, 0),
        indicator("i0"),
        indicator("i1"),
        indicator("i2"),
    ];
    decide(&town(), records.into_iter().map(Proposal::put).collect()).unwrap()
}

/// Figures and promises of three indicators over three years, some internal, some retired again.
fn proposals() -> impl Strategy<Value = Vec<Proposal>> {
    let put = (0u8..3, 2021i16..2024, -5i64..5, any::<bool>(), any::<bool>());
    let one = (put, 0u8..6).prop_map(|((it, year, value, is_target, internal), deed)| {
        let record =
            if is_target { target(it, year, value) } else { actual(it, year, (value != 0).then_some(value)) };
        match deed {
            0 => Proposal::retire(record.id),
            _ => Proposal::put(Record { internal: internal && deed == 1, ..record }),
        }
    });
    prop::collection::vec(one, 1..6)
}

/// Decides one batch after another; a batch that changes nothing makes no decision.
fn history(batches: Vec<Vec<Proposal>>) -> Vec<Edition> {
    let mut editions = vec![founded()];
    for batch in batches {
        let last = editions.last().unwrap();
        match decide(last, batch) {
            Ok(next) => editions.push(next),
            Err(refusal) => assert_eq!(refusal, Refusal::NothingToDecide),
        }
    }
    editions
}

fn records(edition: &Edition) -> Vec<Record> {
    edition.records().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn folding_all_decisions_is_the_same_as_deciding_one_by_one(batches in prop::collection::vec(proposals(), 1..8)) {
        let editions = history(batches);
        let last = editions.last().unwrap();
        let folded = Edition::fold(last.municipality().clone(), last.decisions().iter().cloned());
        prop_assert_eq!(records(&folded), records(last));
        for edition in &editions {
            prop_assert_eq!(records(&last.as_of(edition.number())), records(edition));
        }
    }

    #[test]
    fn a_decision_undone_leaves_the_records_as_they_were(batches in prop::collection::vec(proposals(), 1..5)) {
        let editions = history(batches);
        if let [.., before, after] = editions.as_slice() {
            let edits = draft::inverse(after, after.number()).unwrap();
            let undo = Draft { edits, ..draft_of(after, vec![]) };
            let decision = undo.decide(after, by(), "取消", Timestamp::UNIX_EPOCH).unwrap();
            prop_assert_eq!(records(&after.with(Arc::new(decision))), records(before));
        }
    }

    #[test]
    fn a_difference_names_exactly_the_records_that_differ(batches in prop::collection::vec(proposals(), 1..5)) {
        let editions = history(batches);
        let (first, last) = (editions.first().unwrap(), editions.last().unwrap());
        let told: Vec<_> = diff::between(first, last).into_iter().map(|it| it.id).collect();
        let ids = first.records().chain(last.records()).map(|it| it.id.clone());
        let mut changed: Vec<_> = ids.filter(|id| first.get(id) != last.get(id)).collect();
        changed.sort();
        changed.dedup();
        prop_assert_eq!(told, changed);
        prop_assert!(diff::between(last, last).is_empty());
    }

    #[test]
    fn every_change_of_a_record_shows_in_a_field(a in -3i64..3, b in -3i64..3, promise in any::<bool>()) {
        let make = |value| if promise { target(0, 2021, value) } else { actual(0, 2021, (value != 0).then_some(value)) };
        let change = diff::difference(&make(a).id, Some(&make(a)), Some(&make(b)));
        prop_assert_eq!(a == b, change.is_none());
        prop_assert!(change.is_none_or(|it| !it.fields.is_empty()));
    }

    #[test]
    fn the_public_never_sees_an_internal_version(batches in prop::collection::vec(proposals(), 1..8)) {
        let editions = history(batches);
        let public = editions.last().unwrap().public();
        prop_assert!(!public.has_internal());
        let text = format!("{:?}", public.decisions());
        prop_assert!(!text.contains("internal: true"));
        for record in editions.last().unwrap().records() {
            prop_assert_eq!(public.get(&record.id).is_some(), !record.internal);
        }
    }

    #[test]
    fn two_drafts_on_one_edition_collide_only_where_they_meet(a in proposals(), b in proposals()) {
        let edition = founded();
        let (first, second) = (draft_of(&edition, a), draft_of(&edition, b));
        prop_assume!(!first.edits.is_empty() && !second.edits.is_empty());
        let ids: Vec<_> = first.edits.iter().map(|it| it.change.id().clone()).collect();
        let meet = second.edits.iter().filter(|it| ids.contains(it.change.id())).count();
        let decided = first.decide(&edition, by(), "a", Timestamp::UNIX_EPOCH).unwrap();
        let after = edition.with(Arc::new(decided));
        match second.decide(&after, by(), "b", Timestamp::UNIX_EPOCH) {
            Ok(decision) => prop_assert_eq!((meet, decision.number), (0, DecisionNumber(3))),
            Err(Refusal::Stale { count, .. }) => prop_assert_eq!(count, meet),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

#[test]
fn a_decision_needs_a_reason_and_a_change() {
    let edition = founded();
    let draft = draft_of(&edition, vec![Proposal::put(target(0, 2021, 1))]);
    let refused = draft.clone().decide(&edition, by(), " 　", Timestamp::UNIX_EPOCH);
    assert_eq!(refused, Err(Refusal::NoReason));
    assert_eq!(decide(&edition, vec![Proposal::put(plan())]).unwrap_err(), Refusal::NothingToDecide);
    let twice = Draft { edits: [draft.edits.clone(), draft.edits.clone()].concat(), ..draft };
    let refused = twice.decide(&edition, by(), "理由", Timestamp::UNIX_EPOCH);
    assert_eq!(refused, Err(Refusal::Twice(RecordId::new("i0/target/2021"))));
}

#[test]
fn a_plan_that_would_not_hold_together_is_refused_with_the_place() {
    let edition = founded();
    let broken = |proposals| match decide(&edition, proposals) {
        Err(Refusal::Broken(findings)) => {
            findings.into_iter().map(|it| it.record.to_string()).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(broken(vec![Proposal::put(target(9, 2021, 1))]), ["i9/target/2021"], "no such indicator");
    assert_eq!(broken(vec![Proposal::retire(RecordId::new("e"))]), ["e"], "still measured by indicators");
    assert_eq!(broken(vec![Proposal::put(element("x", None, 7))]), ["x"], "no such level");
    assert_eq!(broken(vec![Proposal::put(element("x", Some("o"), 1))]), ["x"], "the parent is no element");
    let circle = vec![Proposal::put(element("x", Some("y"), 0)), Proposal::put(element("y", Some("x"), 1))];
    assert_eq!(broken(circle), ["x", "y"], "parents in a circle");
    let misnamed = Record { id: RecordId::new("z"), ..target(0, 2021, 1) };
    assert_eq!(broken(vec![Proposal::put(misnamed)]), ["z"], "an id that its content contradicts");
}

#[test]
fn what_hangs_on_a_changed_record_is_looked_at_too() {
    let edition = decide(&founded(), vec![Proposal::put(element("below", Some("e"), 1))]).unwrap();
    let refused = |record: Record| decide(&edition, vec![Proposal::put(record)]).is_err();
    let plan::record::Body::Plan(fewer) = plan().body else { unreachable!() };
    assert!(refused(Record::new(
        RecordId::new("p"),
        Plan { levels: vec!["政策".to_owned()], ..fewer.clone() }
    )));
    let other = Record::new(RecordId::new("p2"), fewer);
    let edition = decide(&edition, vec![Proposal::put(other)]).unwrap();
    let plan::record::Body::Element(moved) = element("e", None, 0).body else { unreachable!() };
    let moved = Record::new(RecordId::new("e"), Element { plan: RecordId::new("p2"), ..moved });
    assert!(decide(&edition, vec![Proposal::put(moved)]).is_err(), "its child would stay in the other plan");
}

#[test]
fn organisations_in_a_circle_and_public_figures_of_internal_indicators_are_refused() {
    let in_department = |id: &str, parent: &str| {
        let plan::record::Body::Organisation(it) = organisation(id).body else { unreachable!() };
        Proposal::put(Record::new(
            RecordId::new(id),
            Organisation { parent: Some(RecordId::new(parent)), ..it },
        ))
    };
    assert!(decide(&founded(), vec![in_department("a", "b"), in_department("b", "a")]).is_err());
    assert!(decide(&founded(), vec![in_department("a", "o")]).is_ok());
    let hidden = Record { internal: true, ..indicator("i0") };
    assert!(decide(&founded(), vec![Proposal::put(hidden.clone())]).is_ok(), "nothing public names it");
    let with_target = decide(&founded(), vec![Proposal::put(target(0, 2021, 1))]).unwrap();
    assert!(decide(&with_target, vec![Proposal::put(hidden)]).is_err(), "a public target names it");
}

#[test]
fn a_decision_of_internal_records_alone_says_nothing_to_the_public() {
    let secret = Record { internal: true, ..target(0, 2021, 1) };
    let public = decide(&founded(), vec![Proposal::put(secret)]).unwrap().public();
    let decision = public.decisions().last().unwrap();
    assert_eq!((decision.number, decision.reason.as_str(), decision.edits.len()), (DecisionNumber(2), "", 0));
}

#[test]
fn a_target_moves_when_it_is_changed_retired_or_set_again_and_the_result_may_be_known() {
    let steps: Vec<Vec<Proposal>> = vec![
        vec![Proposal::put(target(0, 2021, 50)), Proposal::put(actual(0, 2021, None))],
        vec![Proposal::put(target(0, 2021, 48))],
        vec![Proposal::put(actual(0, 2021, Some(47))), Proposal::put(target(0, 2021, 46))],
        vec![Proposal::retire(RecordId::new("i0/target/2021"))],
        vec![Proposal::put(target(0, 2021, 40))],
    ];
    let edition = steps.into_iter().fold(founded(), |edition, step| decide(&edition, step).unwrap());
    let told: Vec<_> = edition
        .target_moves(&RecordId::new("i0"))
        .iter()
        .map(|it| {
            (it.decision.0, it.before.words.clone(), it.after.map(|it| it.words.clone()), it.result_known)
        })
        .collect();
    let words = |value: i64| format!("{value}%以上");
    assert_eq!(
        told,
        [
            (6, words(46), Some(words(40)), true),
            (5, words(46), None, true),
            (4, words(48), Some(words(46)), true),
            (3, words(50), Some(words(48)), false),
        ],
        "集計中 is no result; a result of the same decision is one"
    );
}

#[test]
fn one_early_figure_does_not_move_the_year_of_the_pages() {
    let at = |edition: &Edition, proposals| {
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        let decision = draft_of(edition, proposals).decide(edition, by(), "理由", now).unwrap();
        edition.with(Arc::new(decision))
    };
    let puts = |records: Vec<Record>| records.into_iter().map(Proposal::put).collect::<Vec<_>>();
    let all =
        (0..3).flat_map(|it| [target(it, 2024, 1), target(it, 2025, 1), actual(it, 2024, Some(2))]).collect();
    let edition = at(&founded(), puts(all));
    assert_eq!(edition.reported_year(), Some(FiscalYear::new(2024)));
    let early = at(&edition, puts(vec![actual(0, 2025, Some(1)), actual(1, 2099, Some(1))]));
    assert_eq!(early.reported_year(), Some(FiscalYear::new(2024)));
    let more = at(&early, puts(vec![actual(1, 2025, Some(1))]));
    assert_eq!(more.reported_year(), Some(FiscalYear::new(2025)));
}

#[test]
fn undoing_spares_what_others_changed_since() {
    let one = decide(&founded(), vec![Proposal::put(target(0, 2021, 1)), Proposal::put(target(1, 2021, 1))])
        .unwrap();
    let two = decide(&one, vec![Proposal::put(target(0, 2021, 2))]).unwrap();
    let edits = draft::inverse(&two, one.number()).unwrap();
    assert_eq!(edits.iter().map(|it| it.change.id().as_str()).collect::<Vec<_>>(), ["i1/target/2021"]);
    let three = decide(&two, vec![Proposal::retire(RecordId::new("i1/target/2021"))]).unwrap();
    assert_eq!(draft::inverse(&three, one.number()), Err(Refusal::NothingToUndo(one.number().0)));
    assert_eq!(draft::inverse(&three, DecisionNumber(99)), Err(Refusal::NoSuchDecision(99)));
}

#[test]
fn a_stored_decision_reads_back_as_it_was() {
    let edition =
        decide(&founded(), vec![Proposal::put(actual(0, 2021, None)), Proposal::retire(RecordId::new("i2"))])
            .unwrap();
    for decision in edition.decisions() {
        let body = serde_json::to_string(decision).unwrap();
        assert_eq!(serde_json::from_str::<Decision>(&body).unwrap(), **decision);
    }
    let unknown = r#"{"id":"x","body":{"horoscope":{}}}"#;
    assert!(serde_json::from_str::<Record>(unknown).is_err(), "an unknown kind is refused, never skipped");
}

#[test]
fn lists_are_in_the_order_of_pages() {
    let numbered = |id: &str, number: &str| {
        let record = element(id, Some("e"), 1);
        let plan::record::Body::Element(it) = record.body else { unreachable!() };
        Record::new(record.id, Element { number: number.to_owned(), ..it })
    };
    let edition = founded();
    let list = vec![numbered("c", "1-(10)"), numbered("b", "1-(2)"), numbered("a", "1-(1)")];
    let edition: edition::Edition = decide(&edition, list.into_iter().map(Proposal::put).collect()).unwrap();
    let below = edition.below(&RecordId::new("e")).map(|(id, _)| id.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(below, ["a", "b", "c"]);
}
