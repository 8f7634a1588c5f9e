//! 成果1単位当たりの費用: computed where it says something, refused with its reason where it would mislead.

use plan::actual::{Actual, Figure, Status};
use plan::indicator::{Direction, Indicator, IndicatorKind, Window};
use plan::means::NoUnitCost;
use plan::record::Record;
use plan::survey::{Sampling, SurveyDesign};
use rust_decimal::Decimal;

use super::town::{self, YEAR, actual, element, id, indicator, plan, settled, value};

/// The cost of one `i` at `p/1`, where `settled` is known and `i` is 40.
fn cost_of(it: Indicator, others: Vec<Record>) -> Result<Decimal, NoUnitCost> {
    cost_at(it, settled("p/1", 1_000, &[]), actual("i", 2024, value(40)), others)
}

fn cost_at(it: Indicator, money: Record, result: Record, others: Vec<Record>) -> Result<Decimal, NoUnitCost> {
    let frame =
        [plan("p", 2021, 2025), plan("q", 2021, 2025), element("p/1"), element("p/2"), element("q/1")];
    let records = frame.into_iter().chain([Record::new(id("i"), it), money, result]).chain(others);
    town::town(records.collect()).unit_cost(&id("p/1"), &id("i"), YEAR).map(|it| it.per_one)
}

/// With the ground on which a year's money may be divided by it.
fn declared(it: Indicator) -> Indicator {
    Indicator {
        cost_unit: Some("決算は相談の委託料で、人数はその年度の相談による".to_owned()), ..it
    }
}

fn counted() -> Indicator {
    declared(indicator("相談から就労につながった人数", "人", &["p/1"]))
}

#[test]
fn settled_money_by_what_was_reached() {
    assert_eq!(cost_of(counted(), vec![]), Ok(25.into()));
}

#[test]
fn what_is_no_count_of_results_has_no_cost() {
    let survey = Some(SurveyDesign::new(Sampling::Probability));
    let check = |it: Indicator, why| assert_eq!(cost_of(it, vec![]), Err(why));

    check(indicator("満足した人の割合", "%", &["p/1"]), NoUnitCost::Rate);
    check(indicator("自殺死亡率（人口10万人当たり）", "人", &["p/1"]), NoUnitCost::Rate);
    check(indicator("1人1日当たりのごみ", "g", &["p/1"]), NoUnitCost::Rate);
    check(indicator("市税の収入", "億円", &["p/1"]), NoUnitCost::NoCount);
    check(indicator("満足度", "点", &["p/1"]), NoUnitCost::NoCount);
    check(indicator("何か", "", &["p/1"]), NoUnitCost::NoCount);
    check(Indicator { survey, ..counted() }, NoUnitCost::Survey);
    check(Indicator { kind: IndicatorKind::Target, ..counted() }, NoUnitCost::NotAResult);
    check(Indicator { window: Window::Cumulative, ..counted() }, NoUnitCost::Cumulative);
    check(Indicator { direction: Some(Direction::Down), ..counted() }, NoUnitCost::MoreIsNotBetter);
    check(Indicator { direction: None, ..counted() }, NoUnitCost::MoreIsNotBetter);
}

#[test]
fn without_a_final_result_or_settled_money_there_is_no_cost() {
    let money = || settled("p/1", 1_000, &[]);
    let check = |money, result, why| assert_eq!(cost_at(counted(), money, result, vec![]), Err(why));
    let early = Actual {
        indicator: id("i"),
        fiscal_year: YEAR,
        figure: value(40),
        status: Status::Provisional,
        sample: None,
        explanation: None,
    };

    check(money(), actual("i", 2024, Figure::NotYet), NoUnitCost::NoResult);
    check(money(), Record::new(early.id(), early), NoUnitCost::NoResult);
    check(money(), actual("i", 2024, value(0)), NoUnitCost::NothingReached);
    check(settled("p/2", 5, &[]), actual("i", 2024, value(40)), NoUnitCost::NotSettled);
    check(settled("p/1", 0, &[]), actual("i", 2024, value(40)), NoUnitCost::NothingSpent);
    let below = settled("p/1/1", 5, &[]);
    let cost =
        cost_at(counted(), below, actual("i", 2024, value(40)), vec![element("p/1/1"), element("p/1/2")]);
    assert_eq!(cost, Err(NoUnitCost::NotCovered));
}

#[test]
fn money_that_serves_several_results_is_not_divided_by_one() {
    let rival = |kind| Record::new(id("j"), Indicator { kind, ..indicator("ほかの成果", "件", &["p/1"]) });
    let elsewhere = declared(indicator("二つの計画の成果", "件", &["p/1", "q/1"]));

    assert_eq!(cost_of(counted(), vec![rival(IndicatorKind::Outcome)]), Err(NoUnitCost::SeveralIndicators));
    assert_eq!(cost_of(counted(), vec![rival(IndicatorKind::Output)]), Ok(25.into()));
    assert_eq!(cost_of(elsewhere, vec![]), Err(NoUnitCost::SeveralElements));
}

#[test]
fn every_refusal_is_a_sentence_in_both_languages() {
    let all = [NoUnitCost::NotAResult, NoUnitCost::NotCovered, NoUnitCost::SeveralElements];
    assert!(all.iter().all(|it| it.name().0.ends_with("ため") && it.name().1.is_ascii()));
}

#[test]
fn where_nobody_said_that_the_money_serves_just_what_is_counted_nothing_is_divided() {
    let undeclared = |ground: Option<&str>| Indicator { cost_unit: ground.map(str::to_owned), ..counted() };

    // 休日の歩行者 by the money of a building site, 耐震診断 by the subsidies of rebuilding: nothing in them tells.
    assert_eq!(cost_of(undeclared(None), vec![]), Err(NoUnitCost::NoGround));
    assert_eq!(cost_of(undeclared(Some("　")), vec![]), Err(NoUnitCost::NoGround));
    assert_eq!(cost_of(undeclared(Some("運行の委託料のみ")), vec![]), Ok(25.into()));
}

#[test]
fn a_ground_makes_no_flow_of_a_level_and_no_count_of_an_estimate() {
    let defined = |text: &str| Indicator { definition: Some(text.to_owned()), ..counted() };
    let breaks = vec![plan::indicator::Break { year: YEAR, note: "数え方を改めた".to_owned() }];
    let check = |it: Indicator, why| assert_eq!(cost_of(it, vec![]), Err(why));

    check(defined("居場所の登録の数。年度末現在。"), NoUnitCost::Stock);
    check(defined("4月1日現在の実人数。"), NoUnitCost::Stock);
    check(defined("令和3年度からの累計の実人数。"), NoUnitCost::Stock);
    check(defined("主催者の発表による概数。"), NoUnitCost::Estimate);
    check(Indicator { breaks: breaks.clone(), ..counted() }, NoUnitCost::Break);
    assert_eq!(cost_of(defined("年度内に相談した人の延べ人数。"), vec![]), Ok(25.into()));
    let earlier = vec![plan::indicator::Break { year: YEAR.previous(), ..breaks[0].clone() }];
    assert_eq!(cost_of(Indicator { breaks: earlier, ..counted() }, vec![]), Ok(25.into()));
}

#[test]
fn the_money_of_several_works_is_not_that_of_one_count() {
    let below = vec![element("p/1/1"), element("p/1/2"), settled("p/1/2", 500, &[])];
    let cost = cost_at(counted(), settled("p/1/1", 500, &[]), actual("i", 2024, value(40)), below);
    assert_eq!(cost, Err(NoUnitCost::SeveralWorks));
}
