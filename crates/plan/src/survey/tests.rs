use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::actual::{Actual, Figure, Status};
use crate::condition::Condition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator, IndicatorKind};
use crate::rating::{ChangeBy, Hold, Tolerance};
use crate::record::RecordId;
use crate::sketch::number;
use crate::target::Target;
use crate::unit::Unit;

fn asked(sampling: Sampling) -> Indicator {
    let indicator = Indicator::new("指標", IndicatorKind::Perception, Unit::new("%"));
    Indicator { survey: Some(SurveyDesign::new(sampling)), direction: Some(Direction::Up), ..indicator }
}

fn actual(value: &str, valid: u32) -> Actual {
    Actual {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(2024),
        figure: Figure::Value(number(value)),
        status: Status::Final,
        sample: (valid > 0).then_some(Sample { sent: None, valid, counted: None }),
        explanation: None,
    }
}

fn target(condition: Condition) -> Target {
    let (indicator, fiscal_year) = (RecordId::new("i"), FiscalYear::new(2024));
    Target { indicator, fiscal_year, condition, words: "目標".to_owned(), revision_reason: None }
}

/// surely reached, surely missed, within the error, or why not known: one letter or word each.
fn sure(indicator: &Indicator, condition: Condition, value: &str) -> &'static str {
    match certainty(indicator, Some(&target(condition)), &actual(value, 1_000), None) {
        Certainty::SurelyReached(_) => "reached",
        Certainty::SurelyMissed(_) => "missed",
        Certainty::WithinError(_) => "within",
        Certainty::Unknown(_) => "unknown",
        Certainty::NoTarget(_) => "no target",
    }
}

#[test]
fn every_figure_has_an_interval_or_a_reason_of_its_own() {
    let reason = |indicator: &Indicator, actual: &Actual| interval(indicator, actual).unwrap_err();
    for sampling in [Sampling::Panel, Sampling::Visitors, Sampling::Members, Sampling::Other] {
        assert_eq!(reason(&asked(sampling), &actual("54.2", 1_167)), NoInterval::NotRandom(sampling));
    }
    let random = asked(Sampling::Probability);
    assert_eq!(reason(&asked(Sampling::Census), &actual("54.2", 1_167)), NoInterval::Census);
    assert_eq!(reason(&random, &actual("54.2", 0)), NoInterval::NoSample);
    assert_eq!(reason(&random, &actual("154.2", 100)), NoInterval::NotAShare);
    let scored = Indicator { unit: Unit::new("点"), ..random.clone() };
    assert_eq!(reason(&scored, &actual("3.2", 100)), NoInterval::NotAShare);
    let counted = Indicator { survey: None, ..random.clone() };
    assert_eq!(reason(&counted, &actual("54.2", 100)), NoInterval::NotASurvey);
    let missing = Actual { figure: Figure::NotYet, ..actual("1", 100) };
    assert_eq!(reason(&random, &missing), NoInterval::NoFigure);
    let found = interval(&random, &actual("54.2", 1_167)).unwrap();
    assert_eq!((found.low, found.high, found.margin()), (number("51.2"), number("57.1"), number("3.0")));
}

#[test]
fn a_sample_that_is_much_of_a_small_population_is_surer() {
    let of = |population_size| {
        let design = SurveyDesign { population_size, ..SurveyDesign::new(Sampling::Probability) };
        let found = interval(
            &Indicator { survey: Some(design), ..asked(Sampling::Probability) },
            &actual("50.0", 400),
        );
        found.unwrap().margin()
    };
    assert_eq!((of(None), of(Some(300_000)), of(Some(800))), (number("4.9"), number("4.9"), number("3.5")));
    assert_eq!(of(Some(400)), number("0.0"), "everybody answered");
    assert_eq!(of(Some(100)), of(None), "more answers than people: the number is not believed");
}

#[test]
fn a_target_inside_the_interval_can_be_called_neither() {
    let random = asked(Sampling::Probability); // 50.0 % of 1,000: 46.9 to 53.1
    assert_eq!(sure(&random, Condition::AtLeast(45.into()), "50.0"), "reached");
    assert_eq!(sure(&random, Condition::AtLeast(49.into()), "50.0"), "within");
    assert_eq!(sure(&random, Condition::AtLeast(51.into()), "50.0"), "within");
    assert_eq!(sure(&random, Condition::AtLeast(55.into()), "50.0"), "missed");
    assert_eq!(sure(&random, Condition::AtMost(45.into()), "50.0"), "missed");
    assert_eq!(sure(&random, Condition::AtMost(55.into()), "50.0"), "reached");
    assert_eq!(sure(&random, Condition::Equal(50.into()), "50.0"), "within");
    assert_eq!(sure(&random, Condition::Equal(60.into()), "50.0"), "missed");
    assert_eq!(sure(&random, Condition::Range { from: 40.into(), to: 60.into() }, "50.0"), "reached");
    assert_eq!(sure(&random, Condition::Range { from: 49.into(), to: 51.into() }, "50.0"), "within");
    assert_eq!(sure(&random, Condition::Range { from: 48.into(), to: 49.into() }, "50.0"), "within");
    assert_eq!(sure(&random, Condition::Range { from: 60.into(), to: 70.into() }, "50.0"), "missed");
    assert_eq!(sure(&random, Condition::Words, "50.0"), "no target");
    assert_eq!(sure(&asked(Sampling::Panel), Condition::AtLeast(49.into()), "50.0"), "unknown");
}

#[test]
fn what_is_held_within_a_tolerance_is_sure_only_where_the_whole_interval_lies_in_it() {
    let random = Indicator { direction: Some(Direction::Hold), ..asked(Sampling::Probability) };
    let within = |by, width| Hold::Within(Tolerance { by, width: number(width) });
    let kept = target(Condition::Maintain(Some(50.into())));
    let of = |value, hold| certainty(&random, Some(&kept), &actual(value, 1_000), Some(hold));
    let three = within(ChangeBy::Difference, "3");
    assert!(matches!(of("52.8", three), Certainty::WithinError(_)), "reached, but up to 55.9 it may be");
    assert!(matches!(of("50.0", three), Certainty::WithinError(_)), "both ends lie outside");
    assert!(matches!(of("50.0", within(ChangeBy::Rate, "0.08")), Certainty::SurelyReached(_)), "46 to 54");
    assert!(matches!(of("60.0", three), Certainty::SurelyMissed(_)));
    assert!(matches!(of("60.0", Hold::AtLeast), Certainty::SurelyReached(_)));
    assert!(matches!(of("60.0", Hold::AtMost), Certainty::SurelyMissed(_)));
    let wide = certainty(&random, Some(&kept), &actual("56.0", 100), Some(three));
    assert!(matches!(wide, Certainty::WithinError(_)), "{wide:?}: missed, with the whole tolerance inside");
    let open = certainty(&random, Some(&kept), &actual("52.8", 1_000), None);
    assert!(matches!(open, Certainty::NoTarget(_)), "no rule says it");
    let needed = needed_answers(&random, &kept, &actual("52.8", 1_000), Some(three)).unwrap();
    assert_eq!(needed, 239_236, "the upper end, 53, is the nearer one");
}

#[test]
fn staff_learn_how_many_answers_a_target_needs() {
    let random = asked(Sampling::Probability);
    let near = target(Condition::AtLeast(48.into()));
    assert_eq!(needed_answers(&random, &near, &actual("50.0", 1_000), None), Some(2_398));
    assert_eq!(
        needed_answers(&random, &target(Condition::AtLeast(50.into())), &actual("50.0", 1_000), None),
        None
    );
    let (ja, en) = needed_words(&random, &near, &actual("50.0", 1_000), None).unwrap();
    assert!(
        ja.contains("約2,400人の回答が要りました（実際は1,000人）") && en.contains("about 2,400 answers"),
        "{ja} {en}"
    );
    assert_eq!(needed_words(&random, &near, &actual("50.0", 3_000), None), None, "these were enough");
    assert_eq!(needed_words(&asked(Sampling::Panel), &near, &actual("50.0", 100), None), None);
}

#[test]
fn groups_under_thirty_show_their_counts() {
    let members = asked(Sampling::Members);
    assert_eq!(small_count(&members, &actual("89.3", 28)), Some((Some(25), 28)));
    assert_eq!(small_count(&members, &actual("89.3", 30)), None);
    assert_eq!(
        small_count(&members, &actual("99.9", 28)),
        Some((None, 28)),
        "no count gives that percentage"
    );
    assert_eq!(small_count(&members, &actual("89.3", 0)), None);
}

proptest! {
    #[test]
    fn the_interval_never_contradicts_the_rule(
        value in 0_i64..=1_000, level in 0_i64..=1_000, valid in 1_u32..5_000, shape in 0_usize..6,
    ) {
        let (figure, level) = (Decimal::new(value, 1), Decimal::new(level, 1));
        let conditions = [
            Condition::AtLeast(level), Condition::AtMost(level), Condition::MoreThan(level),
            Condition::LessThan(level), Condition::Equal(level), Condition::Bare(level),
        ];
        let condition = conditions[shape].clone();
        let met = condition.met_by(figure, None, Some(true)).unwrap();
        let now = actual(&figure.to_string(), valid);
        let found = certainty(&asked(Sampling::Probability), Some(&target(condition)), &now, None);
        prop_assert!(!matches!(found, Certainty::SurelyReached(_)) || met);
        prop_assert!(!matches!(found, Certainty::SurelyMissed(_)) || !met);
        prop_assert!(!matches!(found, Certainty::NoTarget(_) | Certainty::Unknown(_)));
    }

    #[test]
    fn the_needed_answers_that_are_said_are_more_than_there_were_and_never_more_than_there_are_people(
        value in 1_i64..1_000, level in 1_i64..1_000, valid in 1_u32..5_000, spare in proptest::option::of(0_u32..20_000),
        part in 0.0..=1.0_f64, shape in 0_usize..4,
    ) {
        let (figure, level) = (Decimal::new(value, 1), Decimal::new(level, 1));
        let conditions =
            [Condition::AtLeast(level), Condition::AtMost(level), Condition::MoreThan(level), Condition::Equal(level)];
        let target = target(conditions[shape].clone());
        let population_size = spare.map(|it| valid + it);
        let design = SurveyDesign { population_size, ..SurveyDesign::new(Sampling::Probability) };
        let indicator = Indicator { survey: Some(design), ..asked(Sampling::Probability) };
        // One of the counts that may lie behind the percentage, so that the sample is surer than its digits.
        let counted = Some((f64::from(valid) * (value as f64 / 1_000.0 + (part - 0.5) / 1_000.0)) as u32);
        let asked = |valid, counted| {
            let it = actual(&figure.to_string(), valid);
            Actual { sample: it.sample.map(|sample| Sample { counted, ..sample }), ..it }
        };
        let now = asked(valid, counted);
        let said = needed_words(&indicator, &target, &now, None).is_some();
        prop_assert!(!said || matches!(certainty(&indicator, Some(&target), &now, None), Certainty::WithinError(_)));
        if let Some(needed) = needed_answers(&indicator, &target, &now, None).filter(|_| said) {
            let number = super::wording::said_number(&indicator, needed);
            prop_assert!(number >= needed && needed > valid, "{needed} are needed, {number} are said, {valid} answered");
            prop_assert!(population_size.is_none_or(|all| number <= all));
        }
    }

    #[test]
    fn no_figure_makes_it_panic(digits in any::<i128>(), scale in 0_u32..=28, valid in any::<u32>(), level in any::<i64>()) {
        let figure = Decimal::from_i128_with_scale(digits >> 32, scale).to_string();
        let target = target(Condition::AtLeast(level.into()));
        for sampling in [Sampling::Probability, Sampling::Members] {
            let (indicator, actual) = (asked(sampling), actual(&figure, valid));
            let _ = (certainty(&indicator, Some(&target), &actual, None), small_count(&indicator, &actual));
            let _ = needed_words(&indicator, &target, &actual, None);
        }
    }
}
