//! Laws: a better result never has a worse grade, nothing panics, what is stored comes back.

use plan::condition::Condition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Direction;
use plan::rating::{
    Achievement, Case, Change, ChangeBy, ChangeFrom, Edge, Formula, Grade, Hold, Judgement, Measure, Of,
    Outcome, RatingRule, RuleShape, Scale, Step, Toward,
};
use plan::record::{Record, RecordId};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::any::{YEAR, actual, condition, decimal, figure, indicator, rule, target};
use crate::sound::paced;
use crate::story::Story;

/// A scale with these edges, from the top down, and a grade for the rest; its marks are the places.
fn scale(measure: Measure, mut edges: Vec<Decimal>) -> RatingRule {
    edges.sort();
    edges.dedup();
    let edges = edges.into_iter().rev().map(|it| Some(Edge::AtLeast(it))).chain([None]);
    let step = |(at, from): (usize, Option<Edge>)| Step {
        grade: Grade::new(format!("{at:02}"), "段階"),
        from,
        of: Of::Whole,
    };
    let steps = edges.enumerate().map(step).collect();
    RatingRule::new("段階", RuleShape::Scale(Scale { measure, steps, order: None, expected: vec![] }))
}

fn place(judgement: &Judgement) -> Option<String> {
    judgement.grade.as_ref().map(|it| it.mark.clone())
}

fn achievement(formula: Formula, direction: Direction) -> Measure {
    let fits = |it| Some(formula).filter(|_| it == direction);
    let (up, down) = (fits(Direction::Up), fits(Direction::Down));
    Measure::Achievement(Achievement { up, down, ..Achievement::default() })
}

fn edges() -> impl Strategy<Value = Vec<Decimal>> {
    proptest::collection::vec((-200i64..300).prop_map(|it| Decimal::new(it, 2)), 1..5)
}

proptest! {
    #[test]
    fn a_higher_result_never_has_a_worse_grade_where_higher_is_better(
        formula in proptest::sample::select(Formula::ALL.into_iter().filter(|it| it.fits(Direction::Up)).collect::<Vec<_>>()),
        edges in edges(), aim in figure(), base in proptest::option::of(figure()), one in figure(), other in figure(),
        strict in any::<bool>(),
    ) {
        let rule = scale(achievement(formula, Direction::Up), edges);
        prop_assert_eq!(rule.contradictions(), []);
        let indicator = indicator(Some(Direction::Up), base);
        let target = target(if strict { Condition::MoreThan(aim) } else { Condition::AtLeast(aim) });
        let judged = |value| rule.judge(&indicator, Some(&target), Some(&actual(YEAR, value)));
        if let (Some(better), Some(worse)) = (place(&judged(one.max(other))), place(&judged(one.min(other)))) {
            prop_assert!(better <= worse, "{better} {worse}");
        }
    }

    #[test]
    fn a_lower_result_never_has_a_worse_grade_where_lower_is_better(
        formula in proptest::sample::select(Formula::ALL.into_iter().filter(|it| it.fits(Direction::Down)).collect::<Vec<_>>()),
        edges in edges(), aim in figure(), base in proptest::option::of(figure()), one in figure(), other in figure(),
    ) {
        let rule = scale(achievement(formula, Direction::Down), edges);
        let (indicator, target) = (indicator(Some(Direction::Down), base), target(Condition::AtMost(aim)));
        let judged = |value| rule.judge(&indicator, Some(&target), Some(&actual(YEAR, value)));
        if let (Some(better), Some(worse)) = (place(&judged(one.min(other))), place(&judged(one.max(other)))) {
            prop_assert!(better <= worse, "{better} {worse}");
        }
    }

    #[test]
    fn a_higher_result_never_has_a_worse_grade_where_a_figure_is_held_by_not_falling(
        formula in proptest::sample::select(vec![Formula::ActualOverTarget, Formula::Met]),
        edges in edges(), kept in figure(), one in figure(), other in figure(),
    ) {
        let by = Achievement { hold: Some(formula), ..Achievement::default() };
        let rule = RatingRule { hold: Some(Hold::AtLeast), ..scale(Measure::Achievement(by), edges) };
        prop_assert_eq!(rule.contradictions(), []);
        let (indicator, target) = (indicator(Some(Direction::Hold), None), target(Condition::Maintain(Some(kept))));
        let judged = |value| rule.judge(&indicator, Some(&target), Some(&actual(YEAR, value)));
        let (better, worse) = (judged(one.max(other)), judged(one.min(other)));
        if let (Some(better), Some(worse)) = (place(&better), place(&worse)) {
            prop_assert!(better <= worse, "{better} {worse}");
        }
        prop_assert!(better.outcome == Outcome::Reached || worse.outcome == Outcome::Missed);
    }

    #[test]
    fn a_result_that_is_nearer_to_the_range_on_the_same_side_never_has_a_worse_grade(
        edges in edges(), from in figure(), width in figure(), one in figure(), other in figure(),
    ) {
        let by = Achievement { within: Some(Formula::NearestEnd), ..Achievement::default() };
        let rule = scale(Measure::Achievement(by), edges);
        let to = from + width;
        let (indicator, target) = (indicator(Some(Direction::Within), None), target(Condition::Range { from, to }));
        let judged = |value| place(&rule.judge(&indicator, Some(&target), Some(&actual(YEAR, value))));
        let far = |it: Decimal| if it < from { from - it } else { (it - to).max(Decimal::ZERO) };
        let same_side = (one < from) == (other < from) && (one > to) == (other > to);
        let (near, farther) = if far(one) <= far(other) { (one, other) } else { (other, one) };
        if let (true, Some(near), Some(farther)) = (same_side, judged(near), judged(farther)) {
            prop_assert!(near <= farther, "{near} {farther}");
        }
    }

    #[test]
    fn a_higher_result_never_has_a_worse_grade_against_the_pace_of_the_year(
        aim in figure(), base in figure(), one in figure(), other in figure(), year in 0_i16..3,
    ) {
        let rule = RatingRule::new("進み", RuleShape::Scale(paced()));
        prop_assert_eq!(rule.contradictions(), []);
        let (indicator, end) = (indicator(Some(Direction::Up), Some(base)), target(Condition::AtLeast(aim)));
        let judged = |value| {
            let now = actual(FiscalYear::new(YEAR.year() + year), value);
            let period = Some((YEAR, Some(FiscalYear::new(YEAR.year() + 2))));
            place(&rule.rate(&Case { end: Some(&end), period, ..Case::new(&indicator, None, Some(&now)) }))
        };
        if let (Some(better), Some(worse)) = (judged(one.max(other)), judged(one.min(other))) {
            prop_assert!(better <= worse, "{better} {worse}");
        }
    }

    #[test]
    fn a_rule_that_contradicts_itself_is_refused_with_every_reason_and_one_that_does_not_is_not(
        any in rule(), edges in edges(), is_sound in any::<bool>(),
    ) {
        let rule = if is_sound { scale(achievement(Formula::ActualOverTarget, Direction::Up), edges) } else { any };
        let reasons = rule.contradictions();
        prop_assert!(!is_sound || reasons.is_empty());
        let story = Story::of(vec![Record::new(RecordId::new("rule"), rule)]);
        let refused = plan::check::structure(&story.edition, [&RecordId::new("rule")]);
        let told: Vec<_> = refused.iter().filter(|it| it.check.code == "contradictory-rule").collect();
        prop_assert_eq!(told.is_empty(), reasons.is_empty());
        for reason in reasons {
            prop_assert!(told.iter().any(|it| it.ja.contains(&reason.ja())), "{} in {told:?}", reason.ja());
            prop_assert!(told.iter().any(|it| it.en.contains(&reason.to_string())), "{reason} in {told:?}");
        }
    }

    #[test]
    fn a_rate_of_one_is_the_target_itself(
        aim in figure(), base in figure(), value in figure(),
        formula in proptest::sample::select(vec![Formula::ActualOverTarget, Formula::WayFromBaseline, Formula::Met]),
    ) {
        let rule = scale(achievement(formula, Direction::Up), vec![Decimal::ONE]);
        let (indicator, target) = (indicator(Some(Direction::Up), Some(base)), target(Condition::AtLeast(aim)));
        let judged = rule.judge(&indicator, Some(&target), Some(&actual(YEAR, value)));
        if let Some(place) = place(&judged) {
            prop_assert_eq!(place == "00", value >= aim, "{:?}", judged);
        }
    }

    #[test]
    fn a_larger_change_for_the_better_never_has_a_worse_grade(
        edges in edges(), before in figure(), one in figure(), other in figure(), tolerance in 0i64..500,
        up in any::<bool>(), by in proptest::sample::select(vec![ChangeBy::Difference, ChangeBy::Rate]),
    ) {
        let change = Change { from: ChangeFrom::LastYear, by, tolerance: Decimal::new(tolerance, 2) };
        let rule = scale(Measure::Change(change), edges);
        let indicator = indicator(Some(if up { Direction::Up } else { Direction::Down }), None);
        let last = actual(YEAR.previous(), before);
        let judged = |value| {
            let now = actual(YEAR, value);
            rule.rate(&Case { actuals: vec![&last], ..Case::new(&indicator, None, Some(&now)) })
        };
        let (low, high) = (place(&judged(one.min(other))), place(&judged(one.max(other))));
        if let (Some(low), Some(high)) = (low, high) {
            prop_assert!(if up { high <= low } else { low <= high }, "{low} {high}");
        }
    }

    #[test]
    fn what_is_shown_never_lies_on_another_side_of_an_edge(edges in edges(), aim in figure(), value in figure()) {
        let rule = scale(achievement(Formula::ActualOverTarget, Direction::Up), edges);
        let (indicator, target) = (indicator(Some(Direction::Up), None), target(Condition::AtLeast(aim)));
        let judged = rule.judge(&indicator, Some(&target), Some(&actual(YEAR, value)));
        if let (Some(exact), Some(shown)) = (judged.value, judged.shown) {
            let RuleShape::Scale(scale) = &rule.shape else { unreachable!() };
            for edge in scale.steps.iter().filter_map(|it| it.from) {
                prop_assert_eq!(edge.is_reached(exact, Decimal::ONE), edge.is_reached(shown.number, Decimal::ONE));
            }
        }
    }

    #[test]
    fn no_figure_and_no_rule_makes_it_panic(
        rule in rule(), condition in condition(), value in decimal(), before in decimal(),
        base in proptest::option::of(decimal()), year in 2019i16..2028,
        direction in proptest::sample::select(vec![None, Some(Direction::Up), Some(Direction::Down), Some(Direction::Hold), Some(Direction::Within)]),
    ) {
        let (indicator, target) = (indicator(direction, base), target(condition));
        let (now, last) = (actual(YEAR, value), actual(YEAR.previous(), before));
        let case = Case {
            end: Some(&target),
            period: Some((FiscalYear::new(year), Some(FiscalYear::new(year + 4)))),
            actuals: vec![&last, &now],
            ..Case::new(&indicator, Some(&target), Some(&now))
        };
        let judged = rule.rate(&case);
        let stands_for_something = judged.grade.is_some() || judged.unrated.is_some();
        prop_assert!(stands_for_something, "a grade or the reason why there is none: {:?}", judged);
        let _ = (rule.contradictions(), rule.explained(), judged.shown.map(plan::rating::Shown::say));
        let _ = judged.unrated.map(plan::rating::Unrated::say);
    }

    #[test]
    fn every_rule_comes_back_from_its_json(rule in rule()) {
        let stored = serde_json::to_string(&rule).unwrap();
        prop_assert_eq!(serde_json::from_str::<RatingRule>(&stored).unwrap(), rule);
    }
}

#[test]
fn what_rests_on_the_last_year_of_the_plan_has_no_grade_without_its_target() {
    let measure = Measure::Achievement(Achievement {
        up: Some(Formula::ActualOverTarget),
        toward: Toward::End,
        ..Achievement::default()
    });
    let rule = scale(measure, vec![Decimal::ONE]);
    let (indicator, target) = (indicator(Some(Direction::Up), None), target(Condition::AtLeast(5.into())));
    let judged = rule.judge(&indicator, Some(&target), Some(&actual(YEAR, 5.into())));
    assert_eq!(judged.unrated, Some(plan::rating::Unrated::NoEndTarget));
}
