//! Rates of achievement: recomputed, and refused where there is none.

use plan::check::Finding;
use plan::indicator::{Baseline, Direction, Indicator};

use crate::town::{fixes, indicator, measured, of_edition, saying, target, told, year};

fn of(code: &str, it: Indicator, asked: &str, value: &str, words: &str) -> Vec<Finding> {
    let records = measured(it).into_iter().chain([target(2023, asked), told(2023, value, words)]);
    of_edition(code, records)
}

#[test]
fn the_rates_of_published_sheets_are_right_or_found() {
    let rate = |asked: &str, value: &str, words: &str| {
        of("achievement-rate", indicator("受診者数", "人"), asked, value, words)
    };
    assert_eq!(rate("32,000人", "31862", "達成率は99.6％だった。"), []);
    assert_eq!(rate("600,000人", "519109", "達成率：86.5％"), []);
    assert_eq!(rate("5.5人", "5.15", "達成率 約93.6％"), []);
    assert_eq!(fixes(&rate("30,000人", "16987", "達成率は56.70％である。")), [("56.70％", "56.62％")]);
}

#[test]
fn the_way_from_the_baseline_is_a_rate_too() {
    let baseline = Some(Baseline { year: year(2020), value: 40.into() });
    let it = || Indicator { baseline, ..indicator("割合", "%") };
    assert_eq!(of("achievement-rate", it(), "60%以上", "50", "達成率は50％"), []);
    assert_eq!(of("achievement-rate", it(), "60%以上", "50", "達成率は83.3％"), []);
    assert_eq!(of("achievement-rate", it(), "60%以上", "50", "達成率は90％").len(), 1);
}

#[test]
fn a_rate_is_offered_by_the_formula_that_somebody_named_and_names_it() {
    use plan::rating::{Achievement, Formula, Grade, Measure, RatingRule, RuleShape, Scale, Step};
    let baseline = Some(Baseline { year: year(2020), value: 40.into() });
    let it = || Indicator { baseline, direction: Some(Direction::Up), ..indicator("割合", "%") };
    let of = |it, words: &str| of("achievement-rate", it, "60%以上", "50", words);

    let unnamed = of(it(), "達成率は90％");
    assert_eq!(fixes(&unnamed), [], "which formula was meant nobody knows");
    assert!(
        unnamed[0].ja.contains("実績÷目標 83％、（実績－基準値）÷（目標－基準値） 50％"),
        "{}",
        unnamed[0].ja
    );
    let named = of(it(), "達成率（実績÷目標）は90％、達成率は90％");
    assert_eq!(fixes(&named), [("90％", "83％")]);
    assert!(named[0].ja.contains("計算式「実績÷目標」では83％"), "{}", named[0].ja);

    let measure =
        Measure::Achievement(Achievement { up: Some(Formula::WayFromBaseline), ..Achievement::default() });
    let steps = ["A", "B"]
        .map(|mark| Step { grade: Grade::new(mark, mark), from: None, of: plan::rating::Of::Whole })
        .to_vec();
    let rule =
        RatingRule::new("達成率", RuleShape::Scale(Scale { measure, steps, order: None, expected: vec![] }));
    let ruled = Indicator { rule: Some(crate::town::id("rate")), ..it() };
    let records =
        measured(ruled).into_iter().chain([target(2023, "60%以上"), told(2023, "50", "達成率は90％")]);
    let found = of_edition(
        "achievement-rate",
        records.chain([plan::record::Record::new(crate::town::id("rate"), rule)]),
    );
    assert_eq!(fixes(&found), [("90％", "50％")]);
    assert!(found[0].ja.contains("計算式「（実績－基準値）÷（目標－基準値）」では50％"), "{}", found[0].ja);
}

#[test]
fn where_lower_is_better_actual_over_target_is_no_achievement() {
    let fewer = || Indicator { direction: Some(Direction::Down), ..indicator("事故件数", "件") };
    assert_eq!(of("rate-against-direction", fewer(), "20件以下", "30", "達成率150％").len(), 1);
    assert_eq!(of("rate-against-direction", fewer(), "20件以下", "30", "達成率66.6％"), []);
    assert_eq!(of("achievement-rate", fewer(), "20件以下", "30", "達成率66.7％"), []);
}

#[test]
fn a_target_of_zero_has_no_rate() {
    let fewer = || Indicator { direction: Some(Direction::Down), ..indicator("事故件数", "件") };
    assert_eq!(of("rate-without-base", fewer(), "0件", "6", "達成率は0％とした。").len(), 1);
    assert_eq!(of("rate-without-base", fewer(), "0件", "6", "6件発生した。"), []);
}

#[test]
fn rates_are_not_averaged() {
    assert_eq!(of_edition("averaged-rates", saying("二つの指標の平均達成率は148.5％である。")).len(), 1);
    assert_eq!(of_edition("averaged-rates", saying("二つの指標のうち一つが達成した。")), []);
}
