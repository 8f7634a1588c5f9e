//! Jumps: powers of ten, units, signs, zeros, years to come.

use plan::actual::{Actual, Figure, Status};
use plan::amount::{Amount, AmountKind};
use plan::draft::Proposal;
use plan::indicator::{Baseline, Break, Indicator, Window};
use plan::record::Record;
use plan::unit::Unit;

use crate::town::{
    TODAY, actual, decided, empty, figure, fixes, id, indicator, ja, measured, named, of_draft, of_edition,
    saying, target, told, with, year,
};

fn count() -> Vec<Record> {
    measured(indicator("相談の数", "件"))
}

#[test]
fn ten_times_last_year_is_asked_about_and_nine_times_is_not() {
    let next = |last: &str, now: &str| {
        let old = count().into_iter().chain([figure(2022, last)]);
        of_draft("order-of-magnitude", old, [figure(2023, now)])
    };
    assert!(ja(&next("40", "400"))[0].contains("10倍以上"));
    assert!(ja(&next("1250", "1.25"))[0].contains("1,000倍前後"));
    assert!(ja(&next("12000", "120000000"))[0].contains("1万倍前後"));
    assert_eq!(next("40", "399"), []);
    assert_eq!(next("2", "21"), [], "few jump by chance");
    assert_eq!(next("40", "0"), [], "zero is a figure, not a slip of digits");
    let gap = of_draft("order-of-magnitude", count(), [figure(2024, "4000")]);
    assert_eq!(gap, [], "there is nothing to compare it with");
}

#[test]
fn running_totals_begin_small_and_do_not_fall() {
    let total = || measured(Indicator { window: Window::Cumulative, ..indicator("作成した数", "件") });
    let run = |a: &str, b: &str| total().into_iter().chain([figure(2022, a), figure(2023, b)]);
    assert_eq!(of_edition("order-of-magnitude", run("4", "96")), []);
    assert_eq!(of_edition("cumulative-fell", run("96", "288")), []);
    assert_eq!(of_edition("cumulative-fell", run("1206", "858")).len(), 1);
}

#[test]
fn the_target_and_the_baseline_tell_the_order_of_the_first_figure() {
    let first = count().into_iter().chain([target(2023, "50,000件以上"), figure(2023, "49.8")]);
    assert!(ja(&of_edition("order-of-magnitude", first))[0].contains("目標値50,000"));
    let from = Some(Baseline { year: year(2020), value: 48_000.into() });
    let based = measured(Indicator { baseline: from, ..indicator("数", "件") });
    let based = based.into_iter().chain([figure(2023, "49.8")]);
    assert!(ja(&of_edition("order-of-magnitude", based))[0].contains("基準値48,000"));
}

#[test]
fn money_is_asked_about_where_it_looks_like_a_slip_of_thousands() {
    let paid = |budget: i64, settled: i64| {
        let amount = |kind, yen| {
            let amount = Amount::new(id("e"), year(2023), kind, yen);
            Record::new(amount.id(), amount)
        };
        let amounts = [amount(AmountKind::Initial, budget), amount(AmountKind::Settled, settled)];
        of_edition("order-of-magnitude", saying("").into_iter().chain(amounts)).len()
    };
    assert_eq!(paid(73_000_000, 71_234), 1);
    assert_eq!(paid(73_000_000, 73_100_000_000), 1);
    assert_eq!(paid(73_000_000, 730_000_000), 1, "ten times to the yen");
    assert_eq!(paid(73_000_000, 12_000_000), 0, "a project may be put off");
    assert_eq!(paid(73_000_000, 900_000_000), 0, "or grow");
}

#[test]
fn another_unit_is_said_and_another_spelling_is_not() {
    let of = |unit: &str, breaks: Vec<Break>| {
        let it = Indicator { unit: Unit::new(unit), breaks, ..indicator("数", "箇所") };
        of_draft("unit-changed", measured(indicator("数", "箇所")), [Record::new(id("i"), it)])
    };
    assert_eq!(of("人", vec![]).len(), 1);
    assert_eq!(of("か所", vec![]), []);
    let told = Break { year: year(2023), note: "数え方を改めた".to_owned() };
    assert_eq!(of("人", vec![told]), [], "a break that is told is no slip");
}

#[test]
fn a_minus_that_was_lost_is_found_in_the_source() {
    let town = with(&empty(), count());
    let read = |words: &str, value: &str| {
        let proposal = Proposal::put(figure(2023, value)).from_words(words, "3行");
        named("sign-lost", plan::check::edition(&decided(&town, vec![proposal]), TODAY))
    };
    assert_eq!(fixes(&read("▲1,577人", "1577")), [("1577", "-1577")]);
    assert_eq!(read("▲1,577人", "-1577"), []);
    assert_eq!(read("1,577人", "1577"), []);
    let baseline = |value: i64| {
        let baseline = Some(Baseline { year: year(2020), value: value.into() });
        Indicator { baseline, ..indicator("転入超過", "人") }
    };
    let turned = of_draft("sign-lost", measured(baseline(-1577)), [Record::new(id("i"), baseline(1577))]);
    assert_eq!(turned.len(), 1);
}

#[test]
fn zero_is_not_blank() {
    let said = |words: &str| {
        let others = [figure(2021, "186000"), figure(2022, "118000"), told(2023, "0", words)];
        of_edition("zero-for-blank", count().into_iter().chain(others)).len()
    };
    assert_eq!((said("感染症のため、すべて中止した。"), said("")), (1, 1));
    let few = [figure(2021, "2"), figure(2022, "1"), told(2023, "0", "待機児童はいなくなった。")];
    assert_eq!(of_edition("zero-for-blank", count().into_iter().chain(few)), []);
    let town = with(&empty(), count());
    let dash = decided(&town, vec![Proposal::put(figure(2023, "0")).from_words("－", "3行")]);
    assert_eq!(named("zero-for-blank", plan::check::edition(&dash, TODAY)).len(), 1);
}

#[test]
fn a_final_figure_changes_as_a_correction_only() {
    let becomes = |status: Status| {
        let new = Actual { status, figure: Figure::Value(48.into()), ..actual(2023, "45") };
        let old = count().into_iter().chain([figure(2023, "45")]);
        of_draft("silent-correction", old, [Record::new(new.id(), new)])
    };
    assert_eq!(becomes(Status::Corrected), []);
    assert_eq!(fixes(&becomes(Status::Final)), [("確定", "訂正")]);
}

#[test]
fn a_figure_of_a_year_that_has_not_begun_is_asked_about() {
    let of = |year| of_draft("future-actual", count(), [figure(year, "1")]);
    assert_eq!(ja(&of(2025)), ["まだ始まっていない2025年度の実績値です"]);
    assert_eq!(of(2024), []);
}
