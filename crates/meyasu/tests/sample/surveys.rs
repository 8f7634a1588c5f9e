//! 調査: whole designs, honest counts, changes within the error and beyond it.

use std::collections::HashSet;

use plan::change::{Evidence, Meaning};
use plan::indicator::Indicator;
use plan::survey::Certainty;
use plan::survey::{Sampling, SurveyDesign};
use rust_decimal::{Decimal, RoundingStrategy};

use super::town::{LAST, actual, id, indicator, measured, town};

fn surveys()
-> impl Iterator<Item = (&'static plan::record::RecordId, &'static Indicator, &'static SurveyDesign)> {
    town().all::<Indicator>().filter_map(|(id, it)| Some((id, it, it.survey.as_ref()?)))
}

#[test]
fn every_survey_says_who_was_asked_how_and_what() {
    for (id, _, design) in surveys() {
        let said = [&design.population, &design.frame, &design.mode, &design.question, &design.choices];
        assert!(said.iter().all(|it| it.is_some()), "{id}: {design:?}");
        assert_eq!(design.sampling == Sampling::Probability, is_random(id), "{id}");
    }
}

fn is_random(id: &plan::record::RecordId) -> bool {
    let design = indicator(id.as_str()).survey.as_ref().unwrap();
    let is_drawn = design.frame.as_deref() == Some("住民基本台帳");
    assert!(!is_drawn || design.population_size.is_some(), "{id} does not say how many there are");
    is_drawn
}

#[test]
fn every_way_of_choosing_people_occurs() {
    let ways: HashSet<Sampling> = surveys().map(|(_, _, design)| design.sampling).collect();
    for way in
        [Sampling::Probability, Sampling::Census, Sampling::Panel, Sampling::Visitors, Sampling::Members]
    {
        assert!(ways.contains(&way), "{way:?}");
    }
}

#[test]
fn every_printed_percentage_is_the_quotient_of_its_counts() {
    let mut checked = 0;
    for (id, _, design) in surveys().filter(|(_, _, design)| design.weighting.is_none()) {
        for figure in measured(id) {
            let sample =
                figure.sample.unwrap_or_else(|| panic!("{id} {:?} has no answers", figure.fiscal_year));
            let counted = sample.counted.unwrap_or_else(|| panic!("{id} {:?}", figure.fiscal_year));
            let share = Decimal::from(counted) * Decimal::ONE_HUNDRED / Decimal::from(sample.valid);
            let printed = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
            assert_eq!(Some(printed), figure.value(), "{id} {:?} {design:?}", figure.fiscal_year);
            checked += 1;
        }
    }
    assert!(checked > 150, "{checked}");
}

#[test]
fn the_answers_to_a_weighted_survey_are_not_counted_as_if_they_were_not() {
    let weighted: Vec<_> = surveys().filter(|(_, _, design)| design.weighting.is_some()).collect();
    assert!(!weighted.is_empty());
    for (id, ..) in weighted {
        assert!(measured(id).iter().all(|it| it.sample.is_none_or(|it| it.counted.is_none())), "{id}");
    }
}

/// Whether the last year's result can be told from its target.
fn certainty(name: &str) -> Certainty {
    let (it, hold) = (indicator(name), town().hold(indicator(name)));
    plan::survey::certainty(it, town().target(&id(name), LAST), actual(name, LAST.year()), hold)
}

#[test]
fn some_targets_lie_inside_the_interval_and_some_outside() {
    for name in ["feel-environment", "feel-vitality", "feel-cityhall"] {
        assert!(matches!(certainty(name), Certainty::WithinError(_)), "{name}: {:?}", certainty(name));
    }
    assert!(matches!(certainty("hazard-map"), Certainty::SurelyReached(_)));
    assert!(matches!(certainty("feel-community"), Certainty::SurelyMissed(_)));
    assert!(matches!(certainty("emonitor-web"), Certainty::Unknown(_)));
}

#[test]
fn one_change_is_beyond_the_error_and_others_are_not() {
    let change = |name| town().change(&id(name), LAST).unwrap();
    let clear = change("hazard-map");
    assert!(matches!(clear.evidence, Evidence::BeyondError { .. }) && clear.meaning == Meaning::Better);
    for name in ["feel-walkable", "household-stock", "kw-stock", "feel-support"] {
        assert_eq!(change(name).meaning, Meaning::WithinError, "{name}");
    }
}

/// An explanation must not say otherwise than the arithmetic does.
#[test]
fn whoever_speaks_of_the_error_is_right_about_it() {
    let mut spoke = 0;
    for (id, _, design) in surveys().filter(|(_, _, design)| design.sampling == Sampling::Probability) {
        for figure in measured(id) {
            let Some(words) = &figure.explanation else { continue };
            if words.contains("前年度との差") && words.contains("誤差の範囲")
                || words.contains("誤差の範囲の変化")
            {
                let change = town().change(id, figure.fiscal_year).unwrap();
                assert_eq!(change.meaning, Meaning::WithinError, "{id}: {words} {design:?}");
                spoke += 1;
            }
            if words.contains("誤差を明らかに超える") {
                assert!(town().change(id, figure.fiscal_year).unwrap().is_sure(), "{id}: {words}");
            }
        }
    }
    assert!(spoke >= 8, "{spoke}");
}

#[test]
fn a_council_of_eighteen_is_shown_by_its_counts() {
    let figure = actual("kw-feedback", 2024);
    let counts = plan::survey::small_count(indicator("kw-feedback"), figure);
    assert_eq!(counts, Some((Some(14), 17)));
    assert_eq!(figure.sample.unwrap().sent, Some(18));
}

#[test]
fn what_called_itself_a_share_of_residents_was_put_right() {
    let versions = town().history(&id("kw-safe"));
    let name = |at: usize| match &versions[at].record.as_deref().unwrap().body {
        plan::record::Body::Indicator(it) => it.name.clone(),
        other => panic!("{other:?}"),
    };
    assert!(name(0).ends_with("感じる区民の割合"));
    assert!(surveys().all(|(_, it, _)| !it.name.ends_with("民の割合")));
}
