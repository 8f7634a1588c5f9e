//! くらしの分野, ロジックモデル, 経営資源, 年間予定: from what goes in to what changes.

use std::collections::HashSet;

use plan::amount::AmountKind;
use plan::calendar::{CalendarEntry, Phase};
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind, Term};
use plan::link::LinkKind;
use plan::record::RecordId;
use plan::resource::{Resource, ResourceKind};

use super::town::{LAST, id, town};

/// The elements of the basic plan on a level: 0 policies, 1 programmes, 2 projects.
pub(crate) fn on_level(level: u8) -> Vec<(&'static RecordId, &'static Element)> {
    let own = town().all::<Element>().filter(|(_, it)| it.plan == id("basic-plan"));
    own.filter(|(_, it)| it.level == level).collect()
}

#[test]
fn every_programme_and_project_belongs_to_a_field_of_life() {
    let mut named = HashSet::new();
    for (id, it) in [on_level(1), on_level(2)].concat() {
        assert!(!it.topics.is_empty(), "{id}");
        named.extend(&it.topics);
    }
    assert!((8..=10).contains(&named.len()), "{named:?}");
    assert_eq!(town().topics().len(), named.len());
}

/// The indicators of an element and of those right below it.
fn indicators(programme: &RecordId) -> Vec<&'static Indicator> {
    let below = town().below(&programme.clone()).map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let all = std::iter::once(programme.clone()).chain(below);
    all.flat_map(|it| town().indicators(&it).map(|(_, it)| it).collect::<Vec<_>>()).collect()
}

fn has_money_and_activity(programme: &RecordId) -> bool {
    let has_activity = town().below(programme).next().is_some();
    has_activity && town().roll_up(programme, LAST, AmountKind::Settled).total().is_some_and(|yen| yen > 0)
}

#[test]
fn one_programme_has_the_whole_chain_and_several_have_four_stages() {
    let terms = |programme: &RecordId| {
        indicators(programme).iter().filter_map(|it| it.term).collect::<HashSet<Term>>()
    };
    assert_eq!(terms(&id("p6-1")).len(), 3);
    let four = on_level(1).into_iter().filter(|(id, _)| {
        let has_output = indicators(id).iter().any(|it| it.kind == IndicatorKind::Output);
        has_money_and_activity(id) && has_output && !terms(id).is_empty()
    });
    assert!(four.count() >= 6);
}

#[test]
fn one_programme_honestly_lacks_an_outcome() {
    let lacking: Vec<_> = on_level(1)
        .into_iter()
        .filter(|(id, _)| !indicators(id).iter().any(|it| it.kind != IndicatorKind::Output))
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(lacking, ["p3-2"]);
}

#[test]
fn people_facilities_property_and_information_are_named_for_several_programmes() {
    let of = |kind| town().all::<Resource>().filter(|(_, it)| it.kind == kind).count();
    let kinds =
        [ResourceKind::Staff, ResourceKind::Facility, ResourceKind::Property, ResourceKind::Information];
    assert!(kinds.into_iter().all(|kind| of(kind) >= 4));
    let ward = town().means(&id("kawabata-2026"), FiscalYear::new(2026));
    assert!(ward.of(ResourceKind::Staff).next().is_some());
}

#[test]
fn a_priority_project_is_served_by_works_of_three_departments_or_more() {
    for focus in ["focus-children", "focus-together", "focus-green"] {
        let works = town().linked_to(&id(focus), LinkKind::Serves);
        let charged = works.iter().filter_map(|(work, _)| town().department(town().in_charge(work)?));
        let departments: HashSet<_> = charged.map(|(id, _)| id).collect();
        assert!(departments.len() >= 3, "{focus}: {departments:?}");
    }
}

#[test]
fn the_calendar_of_the_running_year_goes_once_round() {
    let year = FiscalYear::new(2026);
    let entries: Vec<_> =
        town().all::<CalendarEntry>().map(|(_, it)| it).filter(|it| it.fiscal_year == year).collect();
    let phases: HashSet<Phase> = entries.iter().map(|it| it.phase).collect();
    assert_eq!(phases.len(), 4);
    assert!(entries.iter().all(|it| it.from <= it.to && (year.starts()..=year.ends()).contains(&it.to)));
}
