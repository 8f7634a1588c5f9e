//! 判定基準: which rule judges what.

use std::collections::BTreeMap;

use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, Window};
use plan::rating::{Outcome, RatingRule};

use super::chain::on_level;
use super::town::{LAST, id, indicator, town};

#[test]
fn every_indicator_is_judged_by_a_rule_that_is_published() {
    assert!(town().all::<Indicator>().all(|(_, it)| town().rule(it).is_some()));
    assert_eq!(town().profile().unwrap().rule, Some(id("rule-ab")));
}

#[test]
fn four_rules_of_four_sorts_are_in_use() {
    let indicators = town().all::<Indicator>().filter_map(|(_, it)| town().rule(it));
    let elements = on_level(1).into_iter().filter_map(|(_, it)| town().now().element_rule(it));
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for (rule, _) in indicators.chain(elements) {
        *used.entry(rule.as_str()).or_default() += 1;
    }
    assert_eq!(used.keys().copied().collect::<Vec<_>>(), ["rule-ab", "rule-feel", "rule-pace", "rule-share"]);
    assert_eq!(town().all::<RatingRule>().count(), used.len());
    assert_eq!((used["rule-feel"], used["rule-pace"], used["rule-share"]), (10, 4, 30));
}

/// The mark of an indicator's grade in a year.
fn mark(name: &str, year: i16) -> Option<String> {
    let judged = town().judge(&id(name), indicator(name), FiscalYear::new(year));
    judged.grade.map(|it| it.mark)
}

#[test]
fn a_total_is_held_against_the_way_to_its_last_target() {
    assert!(matches!(indicator("dementia-team").window, Window::Cumulative));
    let marks: Vec<_> = (2021..=2025).map(|year| mark("dementia-team", year).unwrap()).collect();
    assert_eq!(marks, ["③", "③", "②", "②", "①"]);
}

#[test]
fn a_feeling_is_judged_by_its_change_and_not_by_noise() {
    assert_eq!(mark("feel-vitality", 2021).as_deref(), Some("低下"));
    assert_eq!(mark("feel-vitality", 2022).as_deref(), Some("向上"));
    assert_eq!(mark("feel-walkable", 2025).as_deref(), Some("横ばい"));
    // Whether the target was reached is said beside it.
    let outcome = town().judge(&id("feel-walkable"), indicator("feel-walkable"), LAST).outcome;
    assert_eq!(outcome, Outcome::Missed);
}

#[test]
fn lists_count_every_indicator_in_every_year_as_its_own_page_does() {
    let mut open = 0;
    for (id, it) in town().all::<Indicator>() {
        for year in (2010..=2032).map(FiscalYear::new) {
            let counted = town().judge(id, it, year).counted();
            assert_eq!(town().outcome(id, it, year), counted, "{id} {}", year.year());
            open += usize::from(matches!(counted, Outcome::Undecided(_)));
        }
    }
    assert!(open > 0 && open < town().all::<Indicator>().count() * 23, "{open}");
}

#[test]
fn programmes_have_every_grade_and_one_cannot_be_judged() {
    let mut grades: BTreeMap<String, usize> = BTreeMap::new();
    for (programme, _) in on_level(1) {
        let grade = town().judge_element(programme, LAST).unwrap().judgement.grade;
        *grades.entry(grade.map_or(String::new(), |it| it.words)).or_default() += 1;
    }
    for grade in ["順調", "概ね順調", "やや遅れ", "遅れ", ""] {
        assert!(grades.contains_key(grade), "{grade}: {grades:?}");
    }
}
