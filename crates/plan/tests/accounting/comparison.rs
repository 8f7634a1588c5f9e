//! 比べる前に: the same question asked in the same way may be compared; anything else says what is different.

use plan::comparison::{Aspect, Comparison};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Break, Indicator, IndicatorKind, Window};
use plan::survey::{Sampling, SurveyDesign};
use plan::unit::Unit;

use super::town::indicator;

fn asked(question: &str, population: &str) -> Indicator {
    let design = SurveyDesign {
        question: Some(question.to_owned()),
        population: Some(population.to_owned()),
        ..SurveyDesign::new(Sampling::Probability)
    };
    Indicator { survey: Some(design), kind: IndicatorKind::Perception, ..indicator("割合", "%", &[]) }
}

fn forbids(a: &Indicator, b: &Indicator) -> Vec<Aspect> {
    Comparison::of(&[a, b]).forbids()
}

#[test]
fn wards_that_ask_the_same_may_be_compared_and_their_populations_are_told() {
    let (a, b) =
        (asked("住み続けたいですか。", "川端区の住民"), asked("住み続けたいですか。", "城下区の住民"));

    assert_eq!(forbids(&a, &b), []);
    assert_eq!(Comparison::of(&[&a, &b]).differs(), [Aspect::Population]);
}

#[test]
fn other_questions_units_kinds_and_samples_must_not() {
    let plain = || asked("住み続けたいですか。", "住民");
    let panel = SurveyDesign { sampling: Sampling::Panel, ..plain().survey.unwrap() };

    assert_eq!(forbids(&plain(), &asked("満足ですか。", "住民")), [Aspect::Question]);
    assert_eq!(forbids(&plain(), &Indicator { unit: Unit::new("点"), ..plain() }), [Aspect::Unit]);
    assert_eq!(forbids(&plain(), &Indicator { unit: Unit::new("パーセント"), ..plain() }), []);
    assert_eq!(forbids(&plain(), &Indicator { window: Window::Cumulative, ..plain() }), [Aspect::Window]);
    assert_eq!(forbids(&plain(), &Indicator { direction: None, ..plain() }), [Aspect::Direction]);
    assert_eq!(forbids(&plain(), &Indicator { survey: Some(panel), ..plain() }), [Aspect::Respondents]);
}

#[test]
fn what_nobody_defined_is_not_taken_for_the_same() {
    let undefined = || indicator("件数", "件", &[]);
    assert_eq!(forbids(&undefined(), &undefined()), [Aspect::Question]);
}

#[test]
fn a_break_is_told_for_the_one_that_has_it() {
    let broken = Break { year: FiscalYear::new(2023), note: "数える範囲を広げた".to_owned() };
    let with_break = Indicator { breaks: vec![broken], ..asked("住み続けたいですか。", "住民") };

    let comparison = Comparison::of(&[&with_break, &asked("住み続けたいですか。", "住民")]);

    let row = comparison.rows.iter().find(|it| it.aspect == Aspect::Breaks).unwrap();
    assert_eq!(row.said[0].as_ref().unwrap().0, "令和5年度から：数える範囲を広げた");
    assert!(!row.is_same && row.said[1].is_none() && comparison.forbids().is_empty());
}
