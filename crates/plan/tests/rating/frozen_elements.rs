//! 公表時の判定 of elements: the same freezing as of indicators, by what stands below them.

use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::decision::{DecisionNumber, StaffId};
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator};
use plan::municipality::Municipality;
use plan::plan::{Plan, PlanKind};
use plan::rating::{
    Among, Change, ChangeBy, ChangeFrom, Corrected, ElementJudgement, Frozen, Grade, Measure, Open, Points,
    PointsOf, RatingRule, RestedOn, RuleShape, Scale, ShareReached, Tone, Total,
};
use plan::record::{Record, RecordId};
use plan::target::Target;
use rust_decimal::Decimal;

use crate::any::{YEAR, actual, indicator, target};
use crate::sound::{at_least, of_people, step};
use crate::story::{Story, mark};

fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

/// 順調 from half of what stands below on, else 遅れ.
fn share(among: Among) -> RatingRule {
    let measure = Measure::ShareReached(ShareReached { among, open: Open::LeftOut });
    let mut steps = vec![
        step("順調", at_least(50), plan::rating::Of::Whole),
        step("遅れ", None, plan::rating::Of::Whole),
    ];
    steps[0].grade.tone = Some(Tone::Reached);
    let scale = Scale { measure, steps, order: None, expected: vec![] };
    RatingRule::new("割合", RuleShape::Scale(scale))
}

fn rule(name: &str, rule: RatingRule) -> Record {
    Record::new(id(name), rule)
}

fn plan() -> Record {
    let plan = Plan {
        levels: vec!["施策".to_owned(), "事業".to_owned()],
        ..Plan::new(PlanKind::BasicPlan, "計画", FiscalYear::new(2021), Some(FiscalYear::new(2025)))
    };
    Record::new(id("plan"), plan)
}

fn element(name: &str, parent: Option<&str>) -> Record {
    let element = Element {
        parent: parent.map(id),
        ..Element::new(id("plan"), u8::from(parent.is_some()), name, name)
    };
    Record::new(id(name), element)
}

/// An indicator that should be low, below some elements.
fn counted(name: &str, elements: &[&str]) -> Record {
    let it = indicator(Some(Direction::Down), None);
    Record::new(id(name), Indicator { elements: elements.iter().map(|it| id(it)).collect(), ..it })
}

fn promised(name: &str, at_most: i64) -> Record {
    let target = Target { indicator: id(name), ..target(Condition::AtMost(at_most.into())) };
    Record::new(target.id(), target)
}

fn measured(name: &str, value: i64, status: Status) -> Record {
    let actual = Actual { indicator: id(name), status, ..actual(YEAR, value.into()) };
    Record::new(actual.id(), actual)
}

/// 「e」 with the indicators 「i」 and 「j」 below it, 「j」 by way of 「f」; each is to be at most 10.
fn begun() -> Story {
    let plain =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
    let town = Municipality {
        rule: Some(id("plain")),
        element_rule: Some(id("share")),
        ..Municipality::new("霞町")
    };
    Story::of(vec![
        Record::new(RecordId::municipality(), town),
        rule("plain", RatingRule::new("A/B", plain)),
        rule("share", share(Among::Indicators)),
        plan(),
        element("e", None),
        element("f", Some("e")),
        counted("i", &["e"]),
        counted("j", &["f"]),
        promised("i", 10),
        promised("j", 10),
    ])
}

/// Both figures final and published: one reached, one missed, half of all.
fn published() -> Story {
    let figures = vec![measured("i", 9, Status::Final), measured("j", 11, Status::Final)];
    begun().decided(figures).published("評価")
}

fn judged(edition: &plan::edition::Edition) -> ElementJudgement<'_> {
    edition.judge_element(&id("e"), YEAR).unwrap()
}

fn now(story: &Story) -> String {
    mark(&judged(&story.shown()).judgement).to_owned()
}

fn frozen(story: &Story) -> Option<Frozen> {
    judged(&story.shown()).judgement.published.map(|it| *it)
}

fn corrected(story: &Story) -> Vec<Corrected> {
    frozen(story).unwrap().corrections.into_iter().flat_map(|it| it.what()).collect()
}

#[test]
fn a_corrected_figure_below_shows_the_published_verdict_the_one_of_today_and_the_correction() {
    assert_eq!((now(&published()).as_str(), frozen(&published())), ("順調", None));
    let story = published().decided(vec![measured("i", 12, Status::Corrected)]).published("訂正");

    let (now, then) = (now(&story), frozen(&story).unwrap());
    assert_eq!((now.as_str(), mark(&then.judgement)), ("遅れ", "順調"));
    assert!(then.differs(&judged(&story.shown()).judgement));
    assert_eq!((then.decision, then.label.as_str()), (DecisionNumber(2), "評価"));
    let RestedOn::Below(below) = &then.rested_on else { panic!("an element rests on what is below it") };
    assert_eq!((below.reached, below.missed), (1, 1));
    let [correction] = &then.corrections[..] else { panic!("{then:?}") };
    assert_eq!((correction.decision, &correction.what()[..]), (DecisionNumber(3), &[Corrected::Actual][..]));
}

#[test]
fn a_correction_below_that_changes_no_count_is_none_of_the_element() {
    let story = published().decided(vec![measured("i", 8, Status::Corrected)]).published("訂正");
    assert_eq!(frozen(&story), None, "eight reaches ten as nine did");
}

#[test]
fn what_joins_without_a_promise_for_the_year_is_no_correction() {
    let story = published().decided(vec![counted("k", &["e"])]).published("改定");
    assert_eq!(frozen(&story), None);
    let promised = story.decided(vec![promised("k", 10), measured("k", 20, Status::Final)]).published("改定");
    assert_eq!(corrected(&promised), [Corrected::Structure], "now it counts, and it was not there then");
}

#[test]
fn the_same_grade_by_other_figures_is_told_as_corrected() {
    let all_reached = published().decided(vec![measured("j", 10, Status::Corrected)]).published("訂正");
    assert!(!frozen(&all_reached).unwrap().differs(&judged(&all_reached.shown()).judgement));
    assert_eq!(corrected(&all_reached), [Corrected::Actual]);
}

#[test]
fn nothing_is_frozen_while_a_figure_below_is_awaited_or_early() {
    let one = begun().decided(vec![measured("i", 9, Status::Final)]).published("評価");
    let both = one.decided(vec![measured("j", 11, Status::Provisional)]).published("速報");
    assert_eq!(frozen(&both), None);
    let missed = vec![measured("i", 12, Status::Corrected), measured("j", 11, Status::Final)];
    let settled = both.decided(missed).published("評価");
    // 「i」 itself had been published as reached, and is counted so; its correction came before the first verdict of 「e」.
    let first = frozen(&settled).unwrap();
    assert_eq!(
        (now(&settled).as_str(), mark(&first.judgement), first.label.as_str()),
        ("遅れ", "順調", "評価")
    );
    assert_eq!(
        first.decision,
        DecisionNumber(4),
        "「e」 was settled by the fourth decision, not by the second"
    );
    assert_eq!(corrected(&settled), [Corrected::Actual]);
    let again = settled.decided(vec![measured("j", 9, Status::Corrected)]).published("訂正");
    assert_eq!((now(&again).as_str(), mark(&frozen(&again).unwrap().judgement)), ("順調", "順調"));
}

/// The share of 20 points that A and 1 have; B has 18, 3 none.
fn by_points() -> Record {
    let points = [("A", 20), ("B", 18), ("1", 20), ("3", 0)];
    let points = points.map(|(mark, points)| PointsOf { mark: mark.to_owned(), points: points.into() });
    let RuleShape::Scale(scale) = share(Among::Indicators).shape else { unreachable!() };
    let points = Points { among: Among::Indicators, points: points.to_vec(), total: Total::ShareOfMost };
    let scale = Scale { measure: Measure::Points(points), ..scale };
    let mut by_points = RatingRule::new("点", RuleShape::Scale(scale));
    let RuleShape::Scale(scale) = &mut by_points.shape else { unreachable!() };
    scale.steps[0].from = at_least(95);
    rule("share", by_points)
}

/// 「i」 and 「j」 final, and below the same element 「k」, to which nothing is promised, under a rule of its own.
fn beside(own: Scale) -> Story {
    let Record { body: plan::record::Body::Indicator(it), .. } = counted("k", &["e"]) else { unreachable!() };
    let own = rule("own", RatingRule::new("独自", RuleShape::Scale(own)));
    let k = Record::new(id("k"), Indicator { rule: Some(id("own")), ..it });
    let last = Actual { indicator: id("k"), ..actual(YEAR.previous(), 100.into()) };
    begun().decided(vec![
        by_points(),
        own,
        k,
        Record::new(last.id(), last),
        measured("i", 9, Status::Final),
        measured("j", 10, Status::Final),
    ])
}

#[test]
fn a_figure_that_is_graded_without_a_target_is_awaited_too() {
    let change = Change { from: ChangeFrom::LastYear, by: ChangeBy::Difference, tolerance: Decimal::ZERO };
    let steps =
        vec![step("A", at_least(0), plan::rating::Of::Whole), step("B", None, plan::rating::Of::Whole)];
    let change = Scale { measure: Measure::Change(change), steps, order: None, expected: vec![] };
    let early =
        beside(change.clone()).decided(vec![measured("k", 90, Status::Provisional)]).published("速報");
    assert_eq!((now(&early).as_str(), frozen(&early)), ("順調", None));
    let settled = early
        .decided(vec![measured("i", 11, Status::Corrected), measured("k", 110, Status::Final)])
        .published("評価");
    let first = frozen(&settled).unwrap();
    assert_eq!(
        (first.label.as_str(), mark(&first.judgement)),
        ("評価", "順調"),
        "速報 froze nothing of 「e」"
    );
    assert_eq!(now(&settled), "遅れ", "「i」 was published as reached, and corrected since");
    let again = settled.decided(vec![measured("i", 9, Status::Corrected)]).published("訂正");
    assert_eq!((now(&again).as_str(), frozen(&again)), ("順調", None), "all is again as it was published");
}

/// The page of a work says its verdict beside the counts of what stands below it: both go by what was published.
#[test]
fn a_target_lowered_below_a_work_before_its_first_verdict_turns_no_miss_into_a_success() {
    let missed = begun().decided(vec![measured("i", 12, Status::Final)]).published("評価");
    let eased = missed.decided(vec![promised("i", 15)]).published("改定");
    let settled = eased.decided(vec![measured("j", 9, Status::Final)]).published("評価");

    let shown = settled.shown();
    let judged = judged(&shown);
    let then = judged.judgement.published.as_deref().unwrap();
    let below = judged.standing_below();
    let tally = shown.tally(YEAR);
    assert_eq!((below.reached, below.missed), (tally.reached, tally.missed));
    assert_eq!((below.reached, below.missed, judged.below.reached), (1, 1, 2));
    assert_eq!(
        then.corrections.iter().map(|it| it.decision.0).collect::<Vec<_>>(),
        [3],
        "why today's is another"
    );
    let book = shown.yearbook(YEAR);
    let [(_, spread)] = &shown.grades(&book.judged)[..] else { panic!("one rule judges both") };
    assert_eq!((spread.words.clone(), spread.sums()), (vec!["A".to_owned(), "B".to_owned()], vec![1, 1]));
}

#[test]
fn of_two_that_changed_the_one_that_another_year_changed_is_told_too() {
    let change = Change { from: ChangeFrom::LastYear, by: ChangeBy::Difference, tolerance: Decimal::ZERO };
    let steps =
        vec![step("A", at_least(0), plan::rating::Of::Whole), step("B", None, plan::rating::Of::Whole)];
    let change = Scale { measure: Measure::Change(change), steps, order: None, expected: vec![] };
    let story = beside(change).decided(vec![measured("k", 90, Status::Final)]).published("評価");
    let last = Actual { indicator: id("k"), ..actual(YEAR.previous(), 80.into()) };
    let story = story.decided(vec![measured("i", 11, Status::Corrected)]).published("訂正");
    let story = story.decided(vec![Record::new(last.id(), last)]).published("訂正");
    assert_eq!(corrected(&story), [Corrected::Actual, Corrected::OtherYear]);
}

#[test]
fn naming_another_default_is_no_correction_where_the_plan_or_the_indicator_names_its_own() {
    let named = |element_rule: &str, rule: &str| {
        let (element_rule, rule) = (Some(id(element_rule)), Some(id(rule)));
        Record::new(
            RecordId::municipality(),
            Municipality { rule, element_rule, ..Municipality::new("霞町") },
        )
    };
    let plan_of = |first, rules: &[&str]| {
        let plan::record::Body::Plan(it) = plan().body else { unreachable!() };
        let element_rules = rules.iter().map(|it| Some(id(it))).collect();
        Record::new(id("plan"), Plan { element_rules, first_year: FiscalYear::new(first), ..it })
    };
    let own = |name: &str, above: &str| {
        let plan::record::Body::Indicator(it) = counted(name, &[above]).body else { unreachable!() };
        Record::new(id(name), Indicator { rule: Some(id("plain")), ..it })
    };
    let plain =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
    let ruled = begun().decided(vec![
        plan_of(2021, &["share"]),
        own("i", "e"),
        own("j", "f"),
        rule("other", RatingRule::new("別のA/B", plain)),
        rule("others", share(Among::Indicators)),
    ]);
    let figures = vec![measured("i", 9, Status::Final), measured("j", 11, Status::Final)];
    let story = ruled.decided(figures).published("評価");
    let story = story.decided(vec![named("others", "other")]).published("改定");
    let of = |story: &Story, name: &str| {
        let edition = story.shown();
        let found = edition.judge(&id(name), edition.find(&id(name)).unwrap(), YEAR).published;
        found.map_or(vec![], |it| it.corrections.into_iter().flat_map(|it| it.what()).collect::<Vec<_>>())
    };
    assert_eq!((frozen(&story), of(&story, "i")), (None, vec![]), "each has its own rule");
    let story = story.decided(vec![plan_of(2020, &["share"])]).published("改定");
    assert_eq!(frozen(&story), None, "no pace counts the years");
    let story = story.decided(vec![plan_of(2020, &["others"]), counted("i", &["e"])]).published("改定");
    assert_eq!(corrected(&story), [Corrected::Rule]);
    assert_eq!(of(&story, "i"), [Corrected::Rule], "now the default applies");
}

#[test]
fn an_indicator_that_a_person_judges_is_awaited_until_somebody_did() {
    let grade = |grade: &str| {
        let it = Evaluation::new(id("k"), YEAR, EvaluationKind::OwnAssessment);
        let it = it.chosen(id("own"), grade, StaffId("s".to_owned()), "理由").unwrap();
        Record::new(it.id(), it)
    };
    let unjudged = beside(of_people()).decided(vec![measured("k", 90, Status::Final)]).published("実績");
    assert_eq!((now(&unjudged).as_str(), frozen(&unjudged)), ("順調", None));
    let judged = unjudged.decided(vec![grade("3")]).published("評価");
    assert_eq!((now(&judged).as_str(), frozen(&judged)), ("遅れ", None), "this is the first of all");
    let again = judged.decided(vec![grade("1")]).published("判定の変更");
    assert_eq!((now(&again).as_str(), mark(&frozen(&again).unwrap().judgement)), ("順調", "遅れ"));
    assert_eq!(corrected(&again), [Corrected::Person]);
}

#[test]
fn a_figure_that_will_not_come_is_not_awaited() {
    let none = Actual {
        figure: Figure::NotMeasured { because: "調査なし".to_owned() },
        indicator: id("j"),
        ..actual(YEAR, Decimal::ZERO)
    };
    let figures = vec![measured("i", 9, Status::Final), Record::new(none.id(), none)];
    let story = begun().decided(figures).published("評価");
    let story = story.decided(vec![measured("i", 12, Status::Corrected)]).published("訂正");
    assert_eq!((now(&story).as_str(), mark(&frozen(&story).unwrap().judgement)), ("遅れ", "順調"));
}

#[test]
fn another_rule_and_what_moved_away_leave_the_published_verdict() {
    let mut strict = share(Among::Indicators);
    let RuleShape::Scale(scale) = &mut strict.shape else { unreachable!() };
    scale.steps[0].from = at_least(80);
    let stricter = published().decided(vec![rule("share", strict)]).published("改定");
    assert_eq!((now(&stricter).as_str(), corrected(&stricter)), ("遅れ", vec![Corrected::Rule]));

    let away = published().decided(vec![element("g", None), counted("i", &["g"])]).published("改定");
    assert_eq!((now(&away).as_str(), corrected(&away)), ("遅れ", vec![Corrected::Structure]));
    let RestedOn::Below(then) = frozen(&away).unwrap().rested_on else { panic!("below") };
    assert_eq!(then.reached, 1, "then it stood below");
}

#[test]
fn elements_that_are_counted_by_their_own_grades_are_looked_into() {
    let by_elements = Municipality {
        rule: Some(id("plain")),
        element_rule: Some(id("people")),
        ..Municipality::new("霞町")
    };
    let above = |rules: Vec<Option<RecordId>>| match plan().body {
        plan::record::Body::Plan(it) => Record::new(id("plan"), Plan { element_rules: rules, ..it }),
        _ => unreachable!(),
    };
    let grade = |grade: &str| {
        let mut it = Evaluation::new(id("f"), YEAR, EvaluationKind::OwnAssessment);
        it = it.chosen(id("people"), grade, StaffId("s".to_owned()), "理由").unwrap();
        Record::new(it.id(), it)
    };
    let mut people = of_people();
    people.steps[0].grade.tone = Some(Tone::Reached);
    let story = begun().decided(vec![
        Record::new(RecordId::municipality(), by_elements),
        rule("people", RatingRule::new("人", RuleShape::Scale(people))),
        rule("works", share(Among::Elements)),
        above(vec![Some(id("works")), Some(id("people"))]),
    ]);
    let story = story.published("計画").decided(vec![grade("1")]).published("評価");
    assert_eq!((now(&story).as_str(), frozen(&story)), ("順調", None));
    let story = story.decided(vec![grade("3")]).published("判定の変更");
    assert_eq!((now(&story).as_str(), mark(&frozen(&story).unwrap().judgement)), ("遅れ", "順調"));
    assert_eq!(corrected(&story), [Corrected::Person]);
}

#[test]
fn the_page_of_a_past_day_knows_only_what_was_published_by_then() {
    let story = published().decided(vec![measured("i", 12, Status::Corrected)]).published("訂正");
    let edition = story.edition.with_publications(&story.publications);
    assert!(judged(&edition).judgement.published.is_some());
    let past = edition.as_of(DecisionNumber(2));
    assert_eq!((mark(&judged(&past).judgement), &judged(&past).judgement.published), ("順調", &None));
    let before = edition.as_of(DecisionNumber(1));
    assert_eq!(judged(&before).judgement.final_grade(), None);
}

#[test]
fn an_edition_says_of_a_moment_what_the_edition_of_that_moment_says() {
    let away = published().decided(vec![element("g", None), counted("i", &["g"]), element("f", Some("g"))]);
    for number in 1..=3 {
        let then = away.edition.as_of(DecisionNumber(number));
        for element in ["e", "f", "g"].map(id) {
            let (seen, folded) = (
                away.edition.at(DecisionNumber(number)).judge_element(&element, YEAR),
                then.now().judge_element(&element, YEAR),
            );
            assert_eq!(seen, folded, "{element} at {number}");
        }
    }
}
