//! 推移: trends, holes, breaks, targets that moved.

use plan::actual::{Figure, Status};
use plan::change::NoChange;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind, Window};
use plan::rating::Outcome;
use plan::record::{Body, RecordId};
use plan::target::Target;

use super::town::{LAST, actual, id, indicator, measured, target, town};

#[test]
fn most_indicators_have_six_measured_years_or_more() {
    let long = town().all::<Indicator>().filter(|(id, _)| measured(id).len() >= 6).count();
    assert!(long >= 40, "only {long}");
}

#[test]
fn some_rise_some_fall_and_for_some_falling_is_better() {
    let moved = |name: &str| {
        let all = measured(&id(name));
        (all[0].value().unwrap(), all[all.len() - 1].value().unwrap(), indicator(name).direction.unwrap())
    };
    for (name, direction, has_risen) in [
        ("feel-childcare", Direction::Up, true),
        ("neighborhood-rate", Direction::Up, false),
        ("childcare-waiting", Direction::Down, false),
        ("shop-vacancy", Direction::Down, true),
    ] {
        let (first, last, stated) = moved(name);
        assert_eq!((stated, last > first), (direction, has_risen), "{name}");
    }
}

#[test]
fn one_is_to_be_held_and_one_to_stay_within_a_range() {
    assert_eq!(indicator("library-loans").direction, Some(Direction::Hold));
    assert_eq!(indicator("reserve-fund").direction, Some(Direction::Within));
    let of =
        |year| town().judge(&id("reserve-fund"), indicator("reserve-fund"), FiscalYear::new(year)).outcome;
    assert_eq!((of(2022), of(2025)), (Outcome::Missed, Outcome::Reached));
}

#[test]
fn what_is_added_up_never_falls() {
    let totals = town().all::<Indicator>().filter(|(_, it)| it.window == Window::Cumulative);
    let mut count = 0;
    for (id, _) in totals {
        let figures: Vec<_> = measured(id).iter().filter_map(|it| it.value()).collect();
        assert!(figures.is_sorted(), "{id}: {figures:?}");
        count += 1;
    }
    assert!(count >= 5, "only {count}");
}

#[test]
fn one_series_has_a_break_across_which_no_change_is_told() {
    let year = indicator("absence-support").breaks[0].year;
    assert!(matches!(town().change(&id("absence-support"), year), Err(NoChange::Broken { .. })));
    assert!(town().change(&id("absence-support"), year.next()).is_ok());
}

#[test]
fn what_was_not_measured_says_why_and_zero_is_a_figure() {
    for (name, year) in [("frailty-check", 2021), ("river-festival", 2021), ("foreign-consult", 2024)] {
        let figure = &actual(name, year).figure;
        assert!(matches!(figure, Figure::NotMeasured { because } if because.chars().count() > 10), "{name}");
    }
    assert!(actual("frailty-participants", 2021).value().unwrap().is_zero());
    assert_eq!(actual("suicide-rate", 2025).figure, Figure::NotYet);
}

#[test]
fn one_figure_of_the_last_year_is_still_an_early_one() {
    assert_eq!(actual("recycling-rate", 2025).status, Status::Provisional);
}

#[test]
fn one_reached_its_last_target_a_year_early() {
    let last = target("postpartum-support", LAST.year());
    let met = last.condition.met_by(actual("postpartum-support", 2024).value().unwrap(), None, Some(true));
    assert_eq!(met, Some(true));
}

/// The target as it stood after each decision.
fn targets(name: &str, year: i16) -> Vec<(u64, &'static Target)> {
    let versions = town().history(&id(name).target(FiscalYear::new(year)));
    let target = |it: &'static plan::edition::Version| match &it.record.as_deref()?.body {
        Body::Target(target) => Some((it.decision.0, target)),
        _ => None,
    };
    versions.iter().filter_map(target).collect()
}

/// The first decision after which a figure was known.
fn known_since(id: &RecordId) -> u64 {
    town().history(id)[0].decision.0
}

#[test]
fn one_target_was_eased_when_its_result_was_known_and_says_so() {
    let versions = targets("neighborhood-rate", 2023);
    let [(_, old), (decision, new)] = versions[..] else { panic!("{versions:?}") };
    let result = id("neighborhood-rate").actual(FiscalYear::new(2023));
    assert!(known_since(&result) < decision);
    assert!(new.level(None) < old.level(None));
    assert!(new.revision_reason.as_ref().unwrap().contains("既に分かっていた"));
}

#[test]
fn every_target_that_moved_has_its_reason() {
    let mut moved = 0;
    for (target, it) in town().all::<Target>() {
        if town().history(target).len() > 1 {
            assert!(it.revision_reason.is_some(), "{target}");
            moved += 1;
        }
    }
    assert!(moved >= 10, "only {moved}");
}

#[test]
fn a_correction_turned_a_grade() {
    let waste = id("waste-per-person");
    assert_eq!(actual("waste-per-person", 2024).status, Status::Corrected);
    let year = FiscalYear::new(2024);
    let before = town().since(&waste.actual(year)).unwrap().0 - 1;
    let before = town().as_of(plan::decision::DecisionNumber(before));
    let outcome =
        |edition: &plan::edition::Edition| edition.judge(&waste, indicator("waste-per-person"), year).outcome;
    assert_eq!((outcome(&before), outcome(town())), (Outcome::Reached, Outcome::Missed));
}

#[test]
fn counts_and_rates_outcomes_and_outputs_are_all_there() {
    let kinds = |kind| town().all::<Indicator>().filter(|(_, it)| it.kind == kind).count();
    for (kind, least) in [
        (IndicatorKind::Outcome, 20),
        (IndicatorKind::Perception, 15),
        (IndicatorKind::Output, 8),
        (IndicatorKind::Target, 1),
    ] {
        assert!(kinds(kind) >= least, "{kind:?}: {}", kinds(kind));
    }
    let rates = town().all::<Indicator>().filter(|(_, it)| it.unit.is_percent()).count();
    assert!((20..50).contains(&rates), "{rates}");
}

#[test]
fn whoever_missed_a_target_in_the_last_year_says_why() {
    for (name, it) in town().all::<Indicator>() {
        if town().judge(name, it, LAST).outcome == Outcome::Missed {
            assert!(town().actual(name, LAST).unwrap().explanation.is_some(), "{name}");
        }
    }
}
