use proptest::prelude::*;

use super::*;
use crate::actual::{Figure, Status};
use crate::indicator::{Baseline, Break, IndicatorKind};
use crate::survey::{Sample, Sampling, SurveyDesign};
use crate::unit::Unit;

fn indicator(unit: &str, direction: Option<Direction>) -> Indicator {
    Indicator { direction, ..Indicator::new("指標", IndicatorKind::Outcome, Unit::new(unit)) }
}

fn survey(sampling: Sampling) -> Indicator {
    Indicator { survey: Some(SurveyDesign::new(sampling)), ..indicator("%", Some(Direction::Up)) }
}

fn actual(year: i16, value: &str, valid: Option<u32>) -> Actual {
    Actual {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(year),
        figure: Figure::Value(value.parse().unwrap()),
        status: Status::Final,
        sample: valid.map(|valid| Sample { sent: None, valid, counted: None }),
        explanation: None,
    }
}

fn target(words: &str) -> Target {
    Target {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(2024),
        condition: Condition::parse(words, None).unwrap().condition,
        words: words.to_owned(),
        revision_reason: None,
    }
}

fn meaning(indicator: &Indicator, old: &str, new: &str, valid: Option<u32>, words: Option<&str>) -> Meaning {
    let (before, after) = (actual(2023, old, valid), actual(2024, new, valid));
    between(indicator, Some(&before), &after, words.map(target).as_ref()).unwrap().meaning
}

#[test]
fn two_points_among_1200_answers_are_within_the_error_and_six_are_not() {
    let asked = survey(Sampling::Probability);
    assert_eq!(meaning(&asked, "60.8", "63.1", Some(1_203), None), Meaning::WithinError);
    assert_eq!(meaning(&asked, "57.2", "63.1", Some(1_203), None), Meaning::Better);
    assert_eq!(meaning(&asked, "63.1", "57.2", Some(1_203), None), Meaning::Worse);
}

#[test]
fn the_same_step_means_less_where_fewer_answered() {
    let asked = survey(Sampling::Probability);
    assert_eq!(meaning(&asked, "50.0", "56.0", Some(2_000), None), Meaning::Better);
    assert_eq!(meaning(&asked, "50.0", "56.0", Some(200), None), Meaning::WithinError);
}

#[test]
fn a_sample_that_is_most_of_its_population_shows_smaller_changes() {
    let few = SurveyDesign { population_size: Some(420), ..SurveyDesign::new(Sampling::Probability) };
    let asked = Indicator { survey: Some(few), ..survey(Sampling::Probability) };
    assert_eq!(meaning(&asked, "50.0", "56.0", Some(400), None), Meaning::Better);
    assert_eq!(
        meaning(&survey(Sampling::Probability), "50.0", "56.0", Some(400), None),
        Meaning::WithinError
    );
}

#[test]
fn the_answers_of_volunteers_show_no_change_of_anybody_else() {
    for sampling in [Sampling::Panel, Sampling::Visitors, Sampling::Members, Sampling::Other] {
        let found = meaning(&survey(sampling), "40.0", "80.0", Some(500), None);
        assert_eq!(found, Meaning::Unknown(Unclear::Untested(NoInterval::NotRandom(sampling))));
    }
    let nobody_knows = meaning(&survey(Sampling::Probability), "40.0", "80.0", None, None);
    assert_eq!(nobody_knows, Meaning::Unknown(Unclear::Untested(NoInterval::NoSample)));
}

#[test]
fn what_is_counted_changes_as_it_changes() {
    let fewer = indicator("件", Some(Direction::Down));
    assert_eq!(meaning(&fewer, "35", "28", None, None), Meaning::Better);
    assert_eq!(meaning(&fewer, "28", "35", None, None), Meaning::Worse);
    assert_eq!(meaning(&fewer, "28", "28.0", None, None), Meaning::Same);
    assert_eq!(meaning(&survey(Sampling::Census), "81.0", "81.6", Some(26), None), Meaning::Better);
    assert_eq!(meaning(&indicator("人", None), "1", "2", None, None), Meaning::Unknown(Unclear::NoDirection));
}

#[test]
fn a_total_only_grows() {
    let total = Indicator { window: Window::Cumulative, ..indicator("棟", Some(Direction::Up)) };
    assert_eq!(meaning(&total, "7", "9", None, None), Meaning::Unknown(Unclear::Cumulative));
}

#[test]
fn what_is_to_be_held_is_better_where_it_is_nearer() {
    let hold = indicator("点", Some(Direction::Hold));
    assert_eq!(meaning(&hold, "5.1", "5.3", None, Some("5.4を維持")), Meaning::Better);
    assert_eq!(meaning(&hold, "5.5", "5.3", None, Some("5.4を維持")), Meaning::Same);
    assert_eq!(meaning(&hold, "5.1", "5.3", None, None), Meaning::Unknown(Unclear::NoLevel));
    let range = indicator("%", Some(Direction::Within));
    assert_eq!(meaning(&range, "16.2", "12.0", None, Some("10～15")), Meaning::Better);
    assert_eq!(meaning(&range, "11.0", "12.0", None, Some("10～15")), Meaning::Same);
    assert_eq!(meaning(&range, "12.0", "8.0", None, Some("10～15")), Meaning::Worse);
    let baseline = Some(Baseline { year: FiscalYear::new(2020), value: 5.into() });
    assert_eq!(meaning(&Indicator { baseline, ..hold }, "4", "7", None, None), Meaning::Worse);
}

#[test]
fn nothing_is_compared_across_a_break_or_with_nothing() {
    let broken = Indicator {
        breaks: vec![Break { year: FiscalYear::new(2024), note: "定義の変更".to_owned() }],
        ..indicator("件", Some(Direction::Up))
    };
    let (before, after) = (actual(2023, "1", None), actual(2024, "2", None));
    let found = between(&broken, Some(&before), &after, None);
    assert_eq!(found, Err(NoChange::Broken { since: FiscalYear::new(2023) }));
    assert_eq!(between(&broken, None, &after, None), Err(NoChange::NothingBefore));
    let missing = Actual { figure: Figure::NotYet, ..after };
    assert_eq!(between(&broken, Some(&before), &missing, None), Err(NoChange::NoFigure));
}

#[test]
fn percentages_differ_by_points_and_changes_rank_by_their_share_of_the_larger_figure() {
    let change = |unit, old, new| {
        between(
            &indicator(unit, Some(Direction::Up)),
            Some(&actual(2023, old, None)),
            &actual(2024, new, None),
            None,
        )
        .unwrap()
    };
    assert_eq!(change("%", "40", "50").measure, Measure::Points);
    assert_eq!(change("件", "40", "50").measure, Measure::Units);
    assert_eq!(change("件", "40", "50").relative(), change("件", "50", "40").relative());
    assert_eq!(change("件", "40", "50").relative(), Some("0.2".parse().unwrap()));
    assert_eq!(change("件", "0", "0").relative(), None);
}

proptest! {
    #[test]
    fn turning_the_direction_turns_the_meaning(old in 0_u32..1_000, new in 0_u32..1_000, valid in 30_u32..3_000) {
        let figure = |it: u32| Decimal::new(it.into(), 1).to_string();
        let asked = |direction| Indicator { direction: Some(direction), ..survey(Sampling::Probability) };
        let up = meaning(&asked(Direction::Up), &figure(old), &figure(new), Some(valid), None);
        let down = meaning(&asked(Direction::Down), &figure(old), &figure(new), Some(valid), None);
        let turned = match up {
            Meaning::Better => Meaning::Worse,
            Meaning::Worse => Meaning::Better,
            other => other,
        };
        prop_assert_eq!(down, turned);
    }

    #[test]
    fn no_figure_makes_it_panic(old in any::<i128>(), new in any::<i128>(), scale in 0_u32..=28, valid in any::<u32>()) {
        let decimal = |it: i128| Decimal::from_i128_with_scale(it >> 32, scale).to_string();
        for indicator in [survey(Sampling::Probability), indicator("件", Some(Direction::Hold)), indicator("%", None)] {
            let (before, after) = (actual(2023, &decimal(old), Some(valid)), actual(2024, &decimal(new), Some(valid)));
            let found = between(&indicator, Some(&before), &after, Some(&target("5を維持")));
            if let Some(part) = found.ok().and_then(|it| it.relative()) {
                prop_assert!((Decimal::ZERO..=Decimal::TWO).contains(&part));
            }
        }
    }
}
