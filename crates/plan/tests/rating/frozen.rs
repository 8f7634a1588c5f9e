//! 公表時の判定: what stood on the page when a final figure was first published stays, whatever is corrected later.

use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::decision::{DecisionNumber, StaffId};
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Direction, Indicator};
use plan::plan::{Plan, PlanKind};
use plan::rating::{
    Corrected, Deed, Frozen, Grade, Judgement, OffScale, Outcome, RatingRule, RestedOn, RuleShape, Undecided,
};
use plan::record::{Record, RecordId};
use plan::selection::Candidate;
use plan::target::Target;

use crate::any::{YEAR, actual, indicator, target};
use crate::sound::paced;
use crate::story::{Story, mark};

fn id() -> RecordId {
    RecordId::new("i")
}

fn measured(value: i64, status: Status) -> Record {
    let actual = Actual { status, ..actual(YEAR, value.into()) };
    Record::new(actual.id(), actual)
}

fn promised(condition: Condition) -> Record {
    let target = target(condition);
    Record::new(target.id(), target)
}

fn rule(met: &str) -> Record {
    let shape =
        RuleShape::MeetsTarget { met: Grade::new(met, "達成"), missed: Grade::new("B", "未達成") };
    Record::new(RecordId::new("rule"), RatingRule::new("A/B", shape))
}

fn counted(change: impl FnOnce(&mut Indicator)) -> Record {
    let mut indicator = indicator(Some(Direction::Down), None);
    change(&mut indicator);
    Record::new(id(), indicator)
}

/// A rule, an indicator and a target of at most 795.
fn begun() -> Story {
    Story::of(vec![rule("A"), counted(|_| ()), promised(Condition::AtMost(795.into()))])
}

fn judged(story: &Story) -> Judgement {
    let edition = story.shown();
    let indicator = edition.find(&id()).unwrap();
    let judged = edition.judge(&id(), indicator, YEAR);
    // A list counts what the page of the indicator says, though it grades nothing.
    assert_eq!(edition.outcome(&id(), indicator, YEAR), judged.counted());
    judged
}

fn frozen(story: &Story) -> Option<Frozen> {
    judged(story).published.map(|it| *it)
}

#[test]
fn a_corrected_figure_shows_the_published_verdict_the_one_of_today_and_the_correction() {
    let story = begun().decided(vec![measured(792, Status::Final)]).published("評価");
    assert_eq!((mark(&judged(&story)), frozen(&story)), ("A", None));
    let story = story.decided(vec![measured(798, Status::Corrected)]).published("訂正");

    let (now, then) = (judged(&story), frozen(&story).unwrap());
    assert_eq!((mark(&now), mark(&then.judgement)), ("B", "A"));
    assert!(then.differs(&now));
    assert_eq!((then.decision, then.label.as_str()), (DecisionNumber(2), "評価"));
    let figures =
        RestedOn::Figures { target: Some(target(Condition::AtMost(795.into()))), actual: Some(792.into()) };
    assert_eq!(then.rested_on, figures);
    let [correction] = &then.corrections[..] else { panic!("{then:?}") };
    assert_eq!((correction.decision, &correction.what()[..]), (DecisionNumber(3), &[Corrected::Actual][..]));
    assert_eq!(correction.on, story.edition.decision(DecisionNumber(3)).unwrap().date());
}

#[test]
fn early_figures_freeze_nothing() {
    for status in [Status::Provisional, Status::Expected] {
        let story = begun().decided(vec![measured(792, status)]).published("速報");
        let story = story.decided(vec![measured(798, Status::Final)]).published("評価");
        assert_eq!((mark(&judged(&story)), frozen(&story)), ("B", None));
        let story = story.decided(vec![measured(790, Status::Corrected)]).published("訂正");
        assert_eq!(mark(&frozen(&story).unwrap().judgement), "B", "the first final one counts");
    }
}

#[test]
fn what_was_decided_but_not_published_was_never_said() {
    let story = begun().decided(vec![measured(792, Status::Final)]);
    let story = story.decided(vec![measured(798, Status::Corrected)]).published("評価");
    assert_eq!((mark(&judged(&story)), frozen(&story)), ("B", None));
}

#[test]
fn a_moved_target_another_rule_and_another_direction_leave_the_published_verdict() {
    let published = || begun().decided(vec![measured(798, Status::Final)]).published("評価");
    let after = |record: Record| frozen(&published().decided(vec![record]).published("改定")).unwrap();

    let eased = after(promised(Condition::AtMost(800.into())));
    assert_eq!((mark(&eased.judgement), &eased.corrections[0].what()[..]), ("B", &[Corrected::Target][..]));
    let RestedOn::Figures { target, .. } = eased.rested_on else { panic!("an indicator has figures") };
    assert_eq!(target.as_ref().map(|it| it.words.as_str()), Some("795以下"));
    let base = Baseline { year: YEAR.previous(), value: 900.into() };
    let counted_from = after(counted(|it| it.baseline = Some(base)));
    assert_eq!(counted_from.corrections[0].what(), [Corrected::Indicator]);
    let renamed = published().decided(vec![rule("S")]).published("改定");
    assert!(!frozen(&renamed).unwrap().differs(&judged(&renamed)), "the figure is missed by both");
    assert_eq!(frozen(&renamed).unwrap().corrections[0].what(), [Corrected::Rule]);
}

#[test]
fn a_target_is_revised_a_figure_corrected_and_what_was_not_there_is_added() {
    let published = || begun().decided(vec![measured(798, Status::Final)]).published("評価");
    let deeds = |story: Story| frozen(&story.published("改定")).unwrap().corrections[0].deeds.clone();
    let eased = published().decided(vec![promised(Condition::AtMost(800.into()))]);
    assert_eq!(deeds(eased), [(Corrected::Target, Deed::Revised)]);
    let given_up = published().retired(id().target(YEAR));
    assert_eq!(deeds(given_up), [(Corrected::Target, Deed::Withdrawn)]);
    let retyped = Target { words: "795g以内".to_owned(), ..target(Condition::AtMost(795.into())) };
    let retyped = published().decided(vec![Record::new(retyped.id(), retyped)]);
    assert_eq!(deeds(retyped), [(Corrected::Target, Deed::Corrected)], "the same target in other words");
    let both = vec![measured(801, Status::Corrected), rule("S")];
    let both = deeds(published().decided(both));
    assert_eq!(both, [(Corrected::Actual, Deed::Corrected), (Corrected::Rule, Deed::Revised)]);
}

#[test]
fn a_change_that_the_verdict_does_not_rest_on_is_no_correction() {
    let story = begun().decided(vec![measured(792, Status::Final)]).published("評価");
    let explained = Actual { explanation: Some("説明".to_owned()), ..actual(YEAR, 792.into()) };
    let later = Target { fiscal_year: YEAR.next(), ..target(Condition::AtMost(780.into())) };
    let records = vec![
        Record::new(explained.id(), explained),
        Record::new(later.id(), later),
        counted(|it| it.definition = Some("定義".to_owned())),
    ];
    assert_eq!(frozen(&story.decided(records).published("説明")), None);
}

#[test]
fn an_evaluation_that_takes_the_verdict_of_the_rule_is_no_correction() {
    let story = begun().decided(vec![measured(798, Status::Final)]).published("評価");
    let own = Evaluation::new(id(), YEAR, EvaluationKind::OwnAssessment)
        .judged(RecordId::new("rule"), &judged(&story));
    let words = Evaluation::new(id(), YEAR, EvaluationKind::External);
    let both = vec![Record::new(own.id(), own), Record::new(words.id(), words)];
    assert_eq!(frozen(&story.decided(both).published("評価の公表")), None);
}

#[test]
fn a_person_who_judges_after_publication_is_told_as_a_change() {
    let story = begun().decided(vec![measured(798, Status::Final)]).published("評価");
    let evaluation = Evaluation::new(id(), YEAR, EvaluationKind::OwnAssessment)
        .judged(RecordId::new("rule"), &judged(&story))
        .overrule("A", StaffId("s".to_owned()), "休館を除くと達成している")
        .unwrap();
    let story = story.decided(vec![Record::new(evaluation.id(), evaluation)]).published("判定の変更");
    let (now, then) = (judged(&story), frozen(&story).unwrap());
    assert_eq!((mark(&now), mark(&then.judgement)), ("A", "B"));
    assert_eq!(then.corrections[0].deeds, [(Corrected::Person, Deed::Added)], "nobody had judged before");
    assert_eq!(now.by_person.unwrap().computed.as_deref(), Some("B"));
}

#[test]
fn what_was_taken_back_is_nowhere_and_the_first_publication_still_counts() {
    let story = begun().published("計画").decided(vec![measured(792, Status::Final)]).published("評価");
    let taken_back = story.published_again(1, "取下げ");
    assert_eq!((mark(&judged(&taken_back)), frozen(&taken_back)), ("", None));
    let again = taken_back.decided(vec![measured(798, Status::Corrected)]).published("訂正");
    assert_eq!(
        frozen(&again).unwrap().decision,
        DecisionNumber(2),
        "it had been said, and it had been wrong"
    );
}

#[test]
fn what_a_person_put_off_the_scale_is_neither_awaited_nor_counted_as_unreported() {
    let shape =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
    let off_scale = vec![OffScale { grade: Grade::new("Y", "中止"), when: None }];
    let rule = Record::new(RecordId::new("rule"), RatingRule { off_scale, ..RatingRule::new("A/B", shape) });
    let begun = || Story::of(vec![rule.clone(), counted(|_| ()), promised(Condition::AtMost(795.into()))]);
    let awaited = begun().published("計画");
    assert_eq!(judged(&awaited).counted(), Outcome::Undecided(Undecided::NotYet));
    assert_eq!(awaited.shown().due(YEAR).len(), 1);

    let chosen = |mark: &str| {
        Evaluation::new(id(), YEAR, EvaluationKind::OwnAssessment)
            .chosen(RecordId::new("rule"), mark, StaffId("環境課".to_owned()), "事業を中止したため")
            .unwrap()
    };
    let put = |it: Evaluation| Record::new(it.id(), it);
    let cancelled = begun().decided(vec![put(chosen("Y"))]).published("評価");
    assert_eq!(judged(&cancelled).counted(), Outcome::Undecided(Undecided::SetAside));
    let tally = cancelled.shown().tally(YEAR);
    assert_eq!((tally.set_aside, tally.not_yet, tally.all()), (1, 0, 1));
    assert_eq!(cancelled.shown().due(YEAR).len(), 0, "nothing more will be reported");

    let measured = begun().decided(vec![put(chosen("Y")), measured(798, Status::Final)]).published("評価");
    assert_eq!(judged(&measured).counted(), Outcome::Missed, "what the figures say is never put aside");
}

#[test]
fn a_figure_that_was_not_measured_freezes_nothing_and_one_that_becomes_so_is_a_correction() {
    let unmeasured = || {
        let actual = Actual {
            figure: Figure::NotMeasured { because: "調査なし".to_owned() },
            ..actual(YEAR, 0.into())
        };
        Record::new(actual.id(), actual)
    };
    let story = begun().decided(vec![unmeasured()]).published("評価");
    assert_eq!(frozen(&story), None);
    let story = story.decided(vec![measured(790, Status::Final)]).published("評価");
    assert_eq!((mark(&judged(&story)), frozen(&story)), ("A", None));
    let story = story.decided(vec![unmeasured()]).published("訂正");
    assert_eq!((mark(&judged(&story)), mark(&frozen(&story).unwrap().judgement)), ("", "A"));
}

#[test]
fn a_plan_that_begins_another_year_leaves_the_verdict_that_was_published_by_its_paces() {
    let plan = |first| {
        let last = Some(FiscalYear::new(2025));
        Record::new(
            RecordId::new("plan"),
            Plan::new(PlanKind::BasicPlan, "計画", FiscalYear::new(first), last),
        )
    };
    let element = Element::new(RecordId::new("plan"), 0, "1", "施策");
    let end = Target { fiscal_year: FiscalYear::new(2025), ..target(Condition::AtLeast(100.into())) };
    let by_pace = |it: &mut Indicator| {
        it.direction = Some(Direction::Up);
        it.elements = vec![RecordId::new("e")];
    };
    let story = Story::of(vec![
        Record::new(RecordId::new("pace"), RatingRule::new("経過年数", RuleShape::Scale(paced()))),
        plan(2023),
        Record::new(RecordId::new("e"), element),
        counted(by_pace),
        Record::new(end.id(), end),
    ]);
    let story = story.decided(vec![measured(45, Status::Final)]).published("評価");
    assert_eq!((mark(&judged(&story)), frozen(&story)), ("A", None), "45 of 100, where 40 should be");
    let renamed = Element::new(RecordId::new("plan"), 0, "1", "施策の名");
    let renamed = story.decided(vec![Record::new(RecordId::new("e"), renamed)]).published("改称");
    assert_eq!(frozen(&renamed), None);
    let moved = renamed.decided(vec![plan(2022)]).published("改定");
    let then = frozen(&moved).unwrap();
    assert_eq!((mark(&judged(&moved)), mark(&then.judgement)), ("C", "A"), "now 60 should be");
    let [correction] = &then.corrections[..] else { panic!("{then:?}") };
    assert_eq!(
        (correction.decision, &correction.what()[..]),
        (DecisionNumber(4), &[Corrected::Structure][..])
    );
}

#[test]
fn the_page_of_a_past_day_knows_only_what_was_published_by_then() {
    let story = begun().decided(vec![measured(792, Status::Final)]).published("評価");
    let story = story.decided(vec![measured(798, Status::Corrected)]).published("訂正");
    let edition = story.edition.with_publications(&story.publications);
    let past = edition.as_of(DecisionNumber(2));
    assert_eq!(past.publications().len(), 1);
    assert_eq!(past.judge(&id(), past.find(&id()).unwrap(), YEAR).published, None);
}

#[test]
fn a_target_lowered_after_publication_turns_no_miss_into_a_success() {
    let story = begun().decided(vec![measured(798, Status::Final)]).published("評価");
    let eased = promised(Condition::AtMost(800.into()));
    let story = story.decided(vec![eased]).published("改定");

    let edition = story.shown();
    let judgement = judged(&story);
    assert_eq!((judgement.outcome, judgement.counted()), (Outcome::Reached, Outcome::Missed));
    assert_eq!((edition.tally(YEAR).reached, edition.tally(YEAR).missed), (0, 1));
    let book = edition.yearbook(YEAR);
    assert_eq!((book.whole.reached, book.whole.missed), (0, 1));
    let [candidate] = &Candidate::all(&edition, YEAR)[..] else { panic!("one indicator") };
    assert_eq!(candidate.outcome, Outcome::Missed, "a list of what was missed still has it");
}
