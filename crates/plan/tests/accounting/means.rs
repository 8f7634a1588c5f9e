//! Money through shares and trees: nothing is lost, nothing is counted twice, and what is not said is listed.

use plan::amount::{Amount, AmountKind, Share};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::means::{Basis, NoExecution, ShareFault};
use plan::record::{Record, RecordId};
use plan::resource::{Resource, ResourceKind};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::town::{self, YEAR, amount, element, id, plan, settled};

/// Two plans: in one a tree of three levels, in the other two elements.
fn tree() -> Vec<Record> {
    let elements = PLACES.iter().filter(|it| it.contains('/'));
    [plan("p", 2021, 2025), plan("q", 2021, 2025)].into_iter().chain(elements.map(|it| element(it))).collect()
}

const PLACES: &[&str] = &["p", "p/1", "p/1/1", "p/1/2", "p/2", "p/2/1", "p/2/1/1", "q", "q/1", "q/2"];

fn with(amounts: Vec<Record>) -> Edition {
    town::town(tree().into_iter().chain(amounts).collect())
}

fn total(edition: &Edition, place: &str) -> Option<i64> {
    edition.roll_up(&id(place), YEAR, AmountKind::Settled).total()
}

#[test]
fn a_share_moves_money_and_leaves_the_rest_at_home() {
    let edition = with(vec![settled("p/1/1", 1_000, &[("q/1", "0.3"), ("p/2", "0.2")])]);

    let home = edition.money(&id("p/1/1"), YEAR, AmountKind::Settled);
    let there = edition.money(&id("q/1"), YEAR, AmountKind::Settled);

    assert_eq!((home.own.unwrap().yen, home.total()), (1_000, Some(500)));
    assert_eq!(home.given.iter().map(|it| it.yen).collect::<Vec<_>>(), [300, 200]);
    assert_eq!((there.own, there.total()), (None, Some(300)));
    assert_eq!(there.received[0].amount.element, id("p/1/1"));
    assert_eq!((total(&edition, "p"), total(&edition, "q")), (Some(700), Some(300)));
}

#[test]
fn thirds_of_a_yen_are_not_lost() {
    let third = [("q/1", "0.3333333333"), ("q/2", "0.3333333333"), ("p/2", "0.3333333334")];
    let edition = with(vec![settled("p/1", 100, &third)]);

    assert_eq!(["q/1", "q/2", "p/2"].map(|place| total(&edition, place)), [Some(33), Some(33), Some(34)]);
    assert_eq!(total(&edition, "p/1"), Some(0), "all of it is given away, and that is known");
}

#[test]
fn what_is_below_an_amount_is_its_breakdown() {
    let edition = with(vec![settled("p/1", 90, &[]), settled("p/1/1", 60, &[]), settled("p/2/1", 5, &[])]);

    let whole = edition.roll_up(&id("p"), YEAR, AmountKind::Settled);

    assert_eq!(whole.total(), Some(95));
    assert_eq!(whole.breakdown.iter().map(|it| it.yen).collect::<Vec<_>>(), [60]);
    assert_eq!(whole.silent, Vec::<&RecordId>::new());
    assert_eq!(total(&edition, "p/1/1"), Some(60));
}

#[test]
fn an_element_without_an_amount_is_listed_and_is_not_zero() {
    let edition = with(vec![settled("p/1/1", 60, &[]), settled("q/1", 10, &[("p/2/1/1", "0.5")])]);

    let whole = edition.roll_up(&id("p"), YEAR, AmountKind::Settled);

    assert_eq!(whole.total(), Some(65));
    assert_eq!(whole.silent, [&id("p/1/2")]);
    assert_eq!(total(&edition, "p/1/2"), None);
}

#[test]
fn shares_that_cannot_be_are_refused_and_the_amount_stays_whole() {
    let fault = |records: Vec<Record>, of: &str| {
        let edition = with(records);
        let amount = edition.amount(&id(of), YEAR, AmountKind::Settled).unwrap();
        assert_eq!(edition.pieces(amount).len(), 1);
        assert_eq!(edition.money(&id(of), YEAR, AmountKind::Settled).total(), Some(amount.yen));
        edition.share_fault(amount).unwrap()
    };

    let over = fault(vec![settled("q/1", 10, &[("q/2", "0.7"), ("p/1", "0.4")])], "q/1");
    assert_eq!(over, ShareFault::OverWhole("1.1".parse().unwrap()));
    assert_eq!(over.ja(), "按分割合の合計が110%で、100%を超えています");
    let none = fault(vec![settled("q/1", 10, &[("q/2", "-0.1")])], "q/1");
    assert!(matches!(none, ShareFault::NotAPart { .. }));
    let leaves = fault(vec![settled("p/1", 90, &[]), settled("p/1/1", 60, &[("q/1", "0.5")])], "p/1/1");
    assert_eq!(leaves, ShareFault::LeavesWhole(id("p/1")));
    let down = fault(vec![settled("p/1", 90, &[("p/1/2", "0.5")]), settled("p/1/1", 60, &[])], "p/1");
    assert_eq!(down, ShareFault::BrokenDown(id("p/1")));
}

#[test]
fn the_current_budget_is_initial_and_supplementary_and_the_rate_needs_a_settlement() {
    let of = |kind, yen| {
        let amount = amount("q/1", kind, yen, &[]);
        Record::new(amount.id(), amount)
    };
    let open = with(vec![
        of(AmountKind::Initial, 80),
        of(AmountKind::Supplementary, 20),
        of(AmountKind::Expected, 95),
    ]);
    let closed =
        town::decided(&open, jiff::civil::date(2025, 9, 1), town::put(vec![of(AmountKind::Settled, 90)]));
    let purse = |edition: &Edition| edition.account(&id("q/1"), YEAR).purse();

    assert_eq!(purse(&open).budget(), Some(100));
    assert_eq!(purse(&open).spent(), Some((95, AmountKind::Expected)));
    assert_eq!(purse(&open).execution(), Err(NoExecution::NotSettled));
    assert_eq!(purse(&closed).execution(), Ok("0.9".parse().unwrap()));
}

#[test]
fn no_rate_where_budget_and_settlement_speak_of_different_things() {
    let initial = amount("q/1", AmountKind::Initial, 80, &[]);
    let uneven = with(vec![
        Record::new(initial.id(), initial.clone()),
        settled("q/1", 90, &[]),
        settled("q/2", 5, &[]),
    ]);
    let shared = with(vec![Record::new(initial.id(), initial), settled("q/1", 90, &[("q/2", "0.5")])]);

    assert_eq!(uneven.purse(&id("q"), YEAR).execution(), Err(NoExecution::Uneven));
    let lacking = [(&id("q/2"), AmountKind::Initial)];
    assert_eq!(uneven.uneven(&id("q"), YEAR), lacking, "the one that spent without a budget is named");
    assert_eq!(shared.uneven(&id("q/1"), YEAR), [], "both are there, in other parts");
    assert!(uneven.purse(&id("q/1"), YEAR).execution().is_ok());
    assert_eq!(shared.account(&id("q/1"), YEAR).purse().execution(), Err(NoExecution::Uneven));
}

#[test]
fn three_years_are_named_from_the_year_and_say_why_the_budget_changed() {
    let of = |year: i16, kind, yen, explanation: Option<&str>| {
        let explanation = explanation.map(str::to_owned);
        let amount = Amount { explanation, ..Amount::new(id("q/1"), FiscalYear::new(year), kind, yen) };
        Record::new(amount.id(), amount)
    };
    let budgets =
        [of(2023, AmountKind::Initial, 80, None), of(2024, AmountKind::Initial, 95, Some("単価の上昇"))];
    let edition = with([of(2022, AmountKind::Expected, 70, None)].into_iter().chain(budgets).collect());

    let years = edition.three_years(&id("q/1"), YEAR);

    let names = years.columns.each_ref().map(|it| it.name().0);
    assert_eq!(names, ["令和4年度決算見込", "令和5年度予算", "令和6年度予算"]);
    assert_eq!(years.columns[0].basis, Basis::Expected);
    assert_eq!((years.change(), years.explanation), (Some(15), Some("単価の上昇")));
}

#[test]
fn a_program_has_three_years_summed_from_its_works_and_compares_only_what_speaks_of_the_same() {
    let of = |element: &str, year: i16, kind, yen| {
        let amount = Amount::new(id(element), FiscalYear::new(year), kind, yen);
        Record::new(amount.id(), amount)
    };
    let works = ["q/1", "q/1/1", "q/1/2"].map(element);
    let money = [
        of("q/1/1", 2022, AmountKind::Settled, 30),
        of("q/1/2", 2022, AmountKind::Settled, 40),
        of("q/1/1", 2023, AmountKind::Initial, 35),
        of("q/1/2", 2023, AmountKind::Initial, 45),
        of("q/1/1", 2024, AmountKind::Initial, 50),
    ];
    let last = of("q/1/2", 2024, AmountKind::Initial, 41);
    let town = |records: Vec<Record>| town::town(records);
    let frame = || std::iter::once(plan("q", 2021, 2025)).chain(works.clone()).chain(money.clone());

    let whole = town(frame().chain([last]).collect());
    let years = whole.three_years_below(&id("q/1"), YEAR);
    assert_eq!(years.columns.map(|it| it.yen), [Some(70), Some(80), Some(91)]);
    assert_eq!(years.columns.map(|it| it.name().0), ["令和4年度決算", "令和5年度予算", "令和6年度予算"]);
    assert_eq!(years.change(), Some(11));
    assert_eq!(whole.purses(&id("q/1")).iter().map(|it| it.0.year()).collect::<Vec<_>>(), [2024, 2023, 2022]);
    let means = whole.means(&id("q/1"), YEAR);
    assert_eq!((means.purse.budget(), means.is_summed()), (Some(91), true));
    assert!(!whole.means(&id("q/1/1"), YEAR).is_summed(), "a work states its own money");

    // One work says nothing for 2024: 50 against 80 would be no change of anything.
    let partly = town(frame().collect());
    let years = partly.three_years_below(&id("q/1"), YEAR);
    assert_eq!((years.columns[2].yen, years.change(), years.is_even), (Some(50), None, false));
}

#[test]
fn the_five_resources_stand_side_by_side() {
    let resource = Resource {
        element: id("q/1"),
        fiscal_year: YEAR,
        kind: ResourceKind::Facility,
        name: "防災倉庫".to_owned(),
        quantity: Some(3.into()),
        unit: plan::unit::Unit::new("か所"),
        note: None,
    };
    let staffed = Amount { staff: Some(2.into()), ..amount("q/1", AmountKind::Initial, 5, &[]) };
    let edition = with(vec![Record::new(id("q/1/r"), resource), Record::new(staffed.id(), staffed)]);

    let means = edition.means(&id("q/1"), YEAR);

    assert_eq!(means.of(ResourceKind::Facility).count(), 1);
    assert_eq!(means.account.staff(), Some((Decimal::TWO, AmountKind::Initial)));
    assert_eq!(edition.means_year(&id("q/1"), FiscalYear::new(2030)), Some(YEAR));
}

/// Amounts at random places of both trees, with shares to others: some right, some more than the whole.
fn amounts() -> impl Strategy<Value = Vec<Record>> {
    let share = (0..PLACES.len(), 1u32..70);
    let one = (0..PLACES.len(), -1_000i64..100_000, prop::collection::vec(share, 0..4));
    let record = |(place, yen, shares): (usize, i64, Vec<(usize, u32)>)| {
        let part = |percent: u32| Decimal::from(percent) / Decimal::from(97);
        let share = |(to, percent): (usize, u32)| Share { element: id(PLACES[to]), part: part(percent) };
        let shares = shares.into_iter().map(share).collect();
        let amount = Amount { shares, ..amount(PLACES[place], AmountKind::Settled, yen, &[]) };
        Record::new(amount.id(), amount)
    };
    prop::collection::vec(one.prop_map(record), 0..8)
}

proptest! {
    #[test]
    fn the_pieces_of_an_amount_are_the_amount(records in amounts()) {
        let edition = with(records);
        for (_, amount) in edition.all::<Amount>() {
            let pieces = edition.pieces(amount);
            prop_assert_eq!(pieces.iter().map(|it| it.yen).sum::<i64>(), amount.yen);
        }
    }

    #[test]
    fn all_plans_together_hold_every_amount_once(records in amounts()) {
        let edition = with(records);
        let wholes = edition.all::<Amount>().filter(|(_, it)| edition.whole(it).is_none());
        let recorded: i64 = wholes.map(|(_, it)| it.yen).sum();
        let summed = ["p", "q"].map(|plan| total(&edition, plan).unwrap_or(0));
        prop_assert_eq!(summed.iter().sum::<i64>(), recorded);
    }

    #[test]
    fn the_departments_together_are_the_plan(records in amounts()) {
        let edition = with(records);
        for plan in ["p", "q"] {
            let departments = edition.by_department(&id(plan), YEAR);
            let sum: i64 = departments.values().filter_map(|it| it.settled).sum();
            prop_assert_eq!(sum, total(&edition, plan).unwrap_or(0));
        }
    }

    #[test]
    fn elements_hold_together_what_was_recorded(records in amounts()) {
        let edition = with(records);
        let recorded: i64 = edition.all::<Amount>().map(|(_, it)| it.yen).sum();
        let held = PLACES.iter().filter_map(|it| edition.money(&id(it), YEAR, AmountKind::Settled).total());
        prop_assert_eq!(held.sum::<i64>(), recorded);
    }
}
