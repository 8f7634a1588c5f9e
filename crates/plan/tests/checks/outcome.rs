//! Outcomes: whether there is one, and whether it is one.

use plan::indicator::{Indicator, IndicatorKind};
use plan::link::{Link, LinkKind};
use plan::record::Record;

use crate::town::{element, figure, id, indicator, of_edition, plan};

fn of_kind(kind: IndicatorKind, name: &str, element: &str) -> Indicator {
    Indicator { kind, elements: vec![id(element)], ..indicator(name, "件") }
}

#[test]
fn outputs_alone_do_not_say_what_changed() {
    let output = || Record::new(id("o"), of_kind(IndicatorKind::Output, "開いた講座の数", "b"));
    let tree = || vec![plan(), element("a", 0, None), element("b", 1, Some("a")), output()];
    assert_eq!(of_edition("no-outcome", tree()).len(), 1);
    let above = Record::new(id("r"), of_kind(IndicatorKind::Perception, "満足した人", "a"));
    assert_eq!(of_edition("no-outcome", tree().into_iter().chain([above])), [], "it is measured above");
    let tied = Link { from: id("b"), to: id("c"), kind: LinkKind::Related, note: None };
    let there = Record::new(id("r"), of_kind(IndicatorKind::Outcome, "働けた人", "c"));
    let tied = [element("c", 0, None), there, Record::new(tied.id(), tied)];
    assert_eq!(of_edition("no-outcome", tree().into_iter().chain(tied)), [], "or where it is tied to");
    let none = vec![plan(), element("a", 0, None)];
    assert_eq!(of_edition("no-outcome", none), [], "no indicator is another question");
}

#[test]
fn an_outcome_counts_something_else_than_the_output_beside_it() {
    let pair = |output: &str, outcome: &str| {
        vec![
            plan(),
            element("e", 0, None),
            Record::new(id("o"), of_kind(IndicatorKind::Output, output, "e")),
            Record::new(id("i"), of_kind(IndicatorKind::Outcome, outcome, "e")),
        ]
    };
    assert_eq!(of_edition("output-as-outcome", pair("相談件数", "年間相談の件数")).len(), 1);
    assert_eq!(of_edition("output-as-outcome", pair("相談件数", "解決した相談の割合")), []);
    let same = |value: &str| {
        let mut output = figure(2023, value);
        let other = plan::actual::Actual { indicator: id("o"), ..crate::town::actual(2023, "789") };
        output.id = id("i/actual/2023");
        let records = pair("申請件数", "交付件数").into_iter();
        of_edition("output-as-outcome", records.chain([output, Record::new(other.id(), other)])).len()
    };
    assert_eq!((same("789"), same("512")), (1, 0));
}

#[test]
fn what_was_done_is_no_outcome_by_its_name() {
    let of = |kind, name: &str| {
        let records = vec![plan(), element("e", 0, None), Record::new(id("i"), of_kind(kind, name, "e"))];
        of_edition("output-by-name", records).len()
    };
    assert_eq!(of(IndicatorKind::Outcome, "防災講座の開催回数"), 1);
    assert_eq!(of(IndicatorKind::Output, "防災講座の開催回数"), 0);
    assert_eq!(of(IndicatorKind::Outcome, "待機児童数"), 0);
}
