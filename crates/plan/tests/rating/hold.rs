//! 維持の判定: a target that is to be held, by what the rule calls held.

use plan::condition::Condition;
use plan::indicator::Direction;
use plan::rating::{
    Achievement, ChangeBy, Contradiction, Formula, Grade, Hold, Measure, Outcome, RatingRule, RuleShape,
    Scale, Tolerance, Undecided,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::any::{YEAR, actual, decimal, figure, indicator, target};
use crate::sound::{of_points, sound};

fn rule(hold: Option<Hold>) -> RatingRule {
    let plain =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
    RatingRule { hold, ..RatingRule::new("A/B", plain) }
}

fn within(by: ChangeBy, width: &str) -> Hold {
    Hold::Within(Tolerance { by, width: width.parse().unwrap() })
}

/// The mark for trips of which 284 are to be held; empty where nothing can be said.
fn mark(hold: Option<Hold>, direction: Option<Direction>, condition: Condition, trips: i64) -> String {
    let (indicator, target) = (indicator(direction, None), target(condition));
    let judged = rule(hold).judge(&indicator, Some(&target), Some(&actual(YEAR, trips.into())));
    judged.grade.map_or(String::new(), |it| it.mark)
}

#[test]
fn what_is_to_be_held_is_judged_as_the_rule_says() {
    let of = |hold, trips| {
        let held = mark(hold, Some(Direction::Hold), Condition::Maintain(Some(284.into())), trips);
        let bare = mark(hold, Some(Direction::Hold), Condition::Bare(284.into()), trips);
        assert_eq!(held == "A", bare == "A", "a bare number of what is to be held is to be held");
        held
    };
    let by_difference = Some(within(ChangeBy::Difference, "3"));
    let by_rate = Some(within(ChangeBy::Rate, "0.1"));
    for (trips, at_least, at_most, near, nearly) in [
        (290, "A", "B", "B", "A"),
        (287, "A", "B", "A", "A"),
        (284, "A", "A", "A", "A"),
        (281, "B", "A", "A", "A"),
        (250, "B", "A", "B", "B"),
    ] {
        assert_eq!(of(Some(Hold::AtLeast), trips), at_least, "{trips}");
        assert_eq!(of(Some(Hold::AtMost), trips), at_most, "{trips}");
        assert_eq!(of(by_difference, trips), near, "{trips}");
        assert_eq!(of(by_rate, trips), nearly, "{trips}");
    }
}

#[test]
fn a_rule_that_does_not_say_leaves_it_open_and_an_indicator_with_a_direction_needs_no_rule() {
    let held = || Condition::Maintain(Some(284.into()));
    assert_eq!(mark(None, Some(Direction::Hold), held(), 290), "");
    assert_eq!(mark(None, Some(Direction::Hold), held(), 284), "A", "an equal figure was held, whoever asks");
    assert_eq!(mark(None, Some(Direction::Up), held(), 290), "A");
    assert_eq!(mark(Some(Hold::AtMost), Some(Direction::Up), held(), 290), "A", "the indicator comes first");
    assert_eq!(
        mark(Some(Hold::AtLeast), None, Condition::Bare(284.into()), 290),
        "",
        "nobody spoke of holding"
    );
}

#[test]
fn an_equal_figure_was_held_however_the_target_is_written_and_whatever_the_rule_says() {
    let by_rate = Some(within(ChangeBy::Rate, "0.1"));
    for condition in [Condition::Maintain(Some(284.into())), Condition::Bare(284.into())] {
        assert_eq!(mark(None, Some(Direction::Hold), condition.clone(), 284), "A", "{condition:?}");
        assert_eq!(mark(None, Some(Direction::Hold), condition.clone(), 285), "", "{condition:?}");
    }
    for condition in [Condition::Maintain(Some(0.into())), Condition::Bare(0.into())] {
        assert_eq!(mark(by_rate, Some(Direction::Hold), condition.clone(), 0), "A", "{condition:?}");
        assert_eq!(mark(by_rate, Some(Direction::Hold), condition.clone(), 1), "", "no rate of nothing");
    }
    assert_eq!(mark(None, None, Condition::Bare(284.into()), 284), "", "nobody spoke of holding");
}

#[test]
fn a_rate_of_what_is_held_agrees_with_whether_it_was_held() {
    let mut scale = sound();
    scale.measure = Measure::Achievement(Achievement { hold: Some(Formula::Met), ..Achievement::default() });
    let by_rate = RatingRule { hold: Some(Hold::AtLeast), ..RatingRule::new("率", RuleShape::Scale(scale)) };
    assert_eq!(by_rate.contradictions(), []);
    let target = target(Condition::Maintain(Some(284.into())));
    for direction in [Direction::Hold, Direction::Up] {
        let it = indicator(Some(direction), None);
        let judged = by_rate.judge(&it, Some(&target), Some(&actual(YEAR, 290.into())));
        assert_eq!((judged.outcome, judged.value), (Outcome::Reached, Some(Decimal::ONE)), "{direction:?}");
        let judged = by_rate.judge(&it, Some(&target), Some(&actual(YEAR, 280.into())));
        assert_eq!((judged.outcome, judged.value), (Outcome::Missed, Some(Decimal::ZERO)), "{direction:?}");
    }
}

#[test]
fn a_rule_that_calls_held_what_its_formula_does_not_is_refused() {
    let of = |formula, hold| {
        let scale = Scale {
            measure: Measure::Achievement(Achievement { hold: Some(formula), ..Achievement::default() }),
            ..sound()
        };
        RatingRule { hold: Some(hold), ..RatingRule::new("率", RuleShape::Scale(scale)) }.contradictions()
    };
    let against = |it| vec![Contradiction::HoldAgainstFormula(it)];
    assert_eq!(of(Formula::ActualOverTarget, Hold::AtLeast), []);
    assert_eq!(of(Formula::ActualOverTarget, Hold::AtMost), against(Formula::ActualOverTarget));
    assert_eq!(of(Formula::NearestEnd, Hold::AtLeast), against(Formula::NearestEnd));
    assert_eq!(of(Formula::Met, within(ChangeBy::Rate, "0.1")), []);
    let negative = rule(Some(within(ChangeBy::Difference, "-1"))).contradictions();
    assert_eq!(negative, [Contradiction::NegativeTolerance(Decimal::NEGATIVE_ONE)]);
    let of_elements =
        RatingRule { hold: Some(Hold::AtLeast), ..RatingRule::new("点", RuleShape::Scale(of_points())) };
    assert_eq!(of_elements.contradictions(), [Contradiction::UnusedHold]);
    assert!(Contradiction::UnusedHold.ja().contains("hold"));
}

#[test]
fn the_rule_says_in_words_what_holding_means() {
    let said = |hold| rule(Some(hold)).explained().details.remove(0).0;
    assert!(said(Hold::AtLeast).contains("下回らない"));
    assert!(said(Hold::AtMost).contains("上回らない"));
    assert!(said(within(ChangeBy::Rate, "0.10")).contains("±10%以内"));
    assert_eq!(rule(None).explained().details, []);
}

proptest! {
    #[test]
    fn a_better_figure_is_never_held_worse(kept in figure(), one in figure(), other in figure(), at_least in any::<bool>()) {
        let hold = if at_least { Hold::AtLeast } else { Hold::AtMost };
        let (better, worse) = if at_least { (one.max(other), one.min(other)) } else { (one.min(other), one.max(other)) };
        prop_assert!(hold.is_kept(kept, better) >= hold.is_kept(kept, worse));
        prop_assert_eq!(hold.is_kept(kept, kept), Some(true));
    }

    #[test]
    fn a_nearer_figure_is_never_held_worse(kept in figure(), width in figure(), one in figure(), other in figure()) {
        let hold = Hold::Within(Tolerance { by: ChangeBy::Difference, width });
        let far = |it: Decimal| (it - kept).abs();
        let (near, farther) = if far(one) <= far(other) { (one, other) } else { (other, one) };
        prop_assert!(hold.is_kept(kept, near) >= hold.is_kept(kept, farther));
        prop_assert_eq!(hold.is_kept(kept, kept), Some(true));
    }

    #[test]
    fn holding_only_fills_what_was_open(kept in decimal(), value in decimal(), up in proptest::option::of(any::<bool>())) {
        let direction = up.map_or(Direction::Hold, |up| if up { Direction::Up } else { Direction::Down });
        let (it, aim, now) = (indicator(Some(direction), None), target(Condition::Maintain(Some(kept))), actual(YEAR, value));
        let judged = |hold| rule(hold).judge(&it, Some(&aim), Some(&now)).outcome;
        if judged(None) != Outcome::Undecided(Undecided::CannotTell) {
            prop_assert_eq!(judged(Some(Hold::AtMost)), judged(None));
        } else {
            prop_assert!(judged(Some(Hold::AtMost)) != judged(Some(Hold::AtLeast)), "one of the two holds it");
        }
    }
}
