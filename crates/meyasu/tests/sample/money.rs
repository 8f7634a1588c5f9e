//! お金: three years side by side, staff, shares, accounts; everything adds up.

use std::collections::{BTreeMap, HashSet};

use plan::amount::{Amount, AmountKind};
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::RecordId;
use rust_decimal::Decimal;

use super::chain::on_level;
use super::town::{LAST, id, town};

const KINDS: [(i16, AmountKind); 5] = [
    (2024, AmountKind::Settled),
    (2025, AmountKind::Initial),
    (2025, AmountKind::Expected),
    (2025, AmountKind::Settled),
    (2026, AmountKind::Initial),
];

fn amount(element: &RecordId, year: i16, kind: AmountKind) -> &'static Amount {
    let found = town().amount(element, FiscalYear::new(year), kind);
    found.unwrap_or_else(|| panic!("{element} has no {kind:?} of {year}"))
}

#[test]
fn every_project_has_its_three_years_with_an_account() {
    for (project, _) in on_level(2) {
        for (year, kind) in KINDS {
            let it = amount(project, year, kind);
            assert!(it.yen > 0, "{project} {year}");
            assert!(kind == AmountKind::Expected || it.account.is_some(), "{project} {year} {kind:?}");
        }
    }
}

#[test]
fn staff_cost_is_staff_times_the_cost_of_the_year() {
    let mut unit_costs: BTreeMap<FiscalYear, HashSet<i64>> = BTreeMap::new();
    for (name, it) in town().all::<Amount>() {
        let (Some(cost), Some(staff)) = (it.staff_cost, it.staff) else {
            assert_eq!(it.staff_cost.is_some(), it.staff.is_some(), "{name}");
            continue;
        };
        let each = Decimal::from(cost) / staff;
        let thousands = (each / Decimal::from(10_000)).round();
        unit_costs.entry(it.fiscal_year).or_default().insert(i64::try_from(thousands).unwrap());
    }
    assert!(unit_costs.values().all(|costs| costs.len() == 1), "{unit_costs:?}");
    assert!(unit_costs.len() >= 6);
}

#[test]
fn nobody_spent_more_than_the_budget_but_where_it_is_explained() {
    for (project, _) in on_level(2) {
        for year in 2021..=2025 {
            let purse = town().account(project, FiscalYear::new(year));
            let settled = purse.settled.own.unwrap();
            let budget = purse.initial.own.unwrap().yen + purse.supplementary.own.map_or(0, |it| it.yen);
            assert!(settled.yen <= budget || settled.explanation.is_some(), "{project} {year}");
        }
    }
}

#[test]
fn one_project_serves_two_programmes_sixty_to_forty() {
    let it = amount(&id("p6-1-2"), 2025, AmountKind::Settled);
    let pieces: Vec<_> = town().pieces(it).iter().map(|it| (it.element.as_str(), it.yen)).collect();
    assert_eq!(pieces, [("p6-1-2", 27_408_000), ("p5-1", 18_272_000)]);
    assert!(it.share_method.is_some());
}

#[test]
fn stated_shares_are_carried_out_and_say_how_they_were_found() {
    for (name, it) in town().all::<Amount>().filter(|(_, it)| !it.shares.is_empty()) {
        assert_eq!(town().share_fault(it), None, "{name}");
        assert!(it.share_method.is_some(), "{name}");
        assert_eq!(it.shares.iter().map(|share| share.part).sum::<Decimal>(), Decimal::ONE, "{name}");
    }
}

#[test]
fn a_priority_project_is_paid_from_three_departments() {
    let money = town().money(&id("focus-green"), LAST, AmountKind::Settled);
    let payers =
        money.received.iter().filter_map(|it| town().department(town().in_charge(&it.amount.element)?));
    assert_eq!(payers.map(|(id, _)| id.as_str()).collect::<HashSet<_>>().len(), 3);
    assert_eq!(money.total(), Some(4_248_000 + 1_812_000 + 3_730_000));
}

#[test]
fn the_whole_plan_is_the_sum_of_its_projects() {
    let sum: i64 = on_level(2).iter().map(|(id, _)| amount(id, 2025, AmountKind::Settled).yen).sum();
    let plan = town().roll_up(&id("basic-plan"), LAST, AmountKind::Settled);
    // What serves the priority project leaves the plan and is shown there.
    let left = town().money(&id("focus-green"), LAST, AmountKind::Settled).total().unwrap();
    assert_eq!(plan.total(), Some(sum - left));
    assert!(plan.silent.is_empty(), "{:?}", plan.silent);
}

#[test]
fn a_ward_states_last_year_as_it_stated_it_then() {
    for issue in ["1-1", "1-2", "2-1", "3-1"] {
        for (old, new, year) in [("kw24", "kw25", 2024), ("kw25", "kw26", 2025)] {
            let [old, new] =
                [old, new].map(|it| amount(&id(&format!("{it}-{issue}")), year, AmountKind::Initial).yen);
            assert_eq!(old, new, "{issue} {year}");
        }
    }
}

#[test]
fn a_supplementary_budget_may_take_away() {
    let less = town().all::<Amount>().filter(|(_, it)| it.kind == AmountKind::Supplementary && it.yen < 0);
    assert!(less.count() >= 3);
}

#[test]
fn only_what_someone_gave_a_ground_for_has_a_unit_cost() {
    let indicators = || town().all::<Indicator>();
    let of =
        |id| indicators().filter(move |(_, it)| it.elements.contains(id)).map(|(indicator, _)| indicator);
    let all = town().all::<Element>().flat_map(|(id, _)| of(id).map(move |it| (id, it)));
    let computed = all.filter_map(|(id, it)| Some((id, it, town().unit_cost(id, it, LAST).ok()?.per_one)));
    let computed: Vec<_> =
        computed.map(|(id, it, yen)| (id.as_str(), it.as_str(), yen.to_string())).collect();
    // The bus by what it cost to run it for a passenger; never a square by those who crossed it on one Sunday.
    assert_eq!(
        computed,
        [("p4-2-2", "frailty-participants", "12245".to_owned()), ("p8-2-1", "bus-riders", "328".to_owned())]
    );
}
