//! Elements by what stands below them: shares, sums of points, people.

use plan::decision::StaffId;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;

use crate::town::{rules, town};

const PLANS: &str = "計画ID,計画種別,計画名,開始年度,終了年度,階層,判定基準ID\n";

/// Indicators of one element for one year: how many reach their target, how many miss it, how many were not measured.
fn indicators(element: &str, year: i16, (reached, missed, open): (usize, usize, usize)) -> [String; 3] {
    let mut list = "指標ID,要素ID,指標名,指標種別,単位,方向,判定基準ID\n".to_owned();
    let mut targets = "指標ID,年度,目標値\n".to_owned();
    let mut actuals = "指標ID,年度,実績値,理由\n".to_owned();
    let all = [("10", reached), ("9", missed), ("－", open)];
    let actual = all.into_iter().flat_map(|(actual, count)| std::iter::repeat_n(actual, count));
    for (number, actual) in actual.enumerate() {
        list += &format!("i{number},{element},指標{number},成果,人,上向き,\n");
        targets += &format!("i{number},{year},10以上\n");
        actuals += &format!("i{number},{year},{actual},測れない\n");
    }
    [list, targets, actuals]
}

/// The grade of the reform after a year, what is shown for it, and how many goals were left out.
fn of_reform(year: i16, counts: (usize, usize, usize)) -> (Option<String>, String, usize) {
    let pace = format!("{}\n[municipality]\nelement_rule = \"reform\"\n", rules("pace"));
    let tables = indicators("r", year, counts);
    let edition = town(&pace, &tables.each_ref().map(String::as_str));
    let judged = edition.judge_element(&RecordId::new("r"), FiscalYear::new(year)).unwrap();
    let shown = judged.judgement.shown.map(|it| it.say().0).unwrap_or_default();
    (judged.judgement.grade.map(|it| it.mark), shown, judged.below.open)
}

#[test]
fn a_share_that_is_exactly_what_a_year_asks_for_is_on_pace() {
    let marks = [
        (2021, (167, 333)),
        (2021, (166, 334)),
        (2022, (667, 333)),
        (2022, (666, 334)),
        (2023, (9, 0)),
        (2023, (8, 1)),
    ]
    .map(|(year, (reached, missed))| of_reform(year, (reached, missed, 0)).0.unwrap());
    assert_eq!(
        marks,
        ["予定どおり", "遅れ", "予定どおり", "遅れ", "予定どおり", "遅れ"],
        "33.4%, 66.7%, 100% exactly"
    );
}

#[test]
fn the_share_of_reached_goals_is_held_against_a_third_a_year() {
    let said = of_reform;
    // 64 goals, 13 of them not measurable and left out: 51 are counted.
    assert_eq!(
        said(2021, (18, 33, 13)),
        (Some("予定どおり".to_owned()), "達成した割合35.3%（期待される進み33.4%）".to_owned(), 13)
    );
    assert_eq!(
        said(2021, (17, 34, 13)),
        (Some("遅れ".to_owned()), "達成した割合33.3%（期待される進み33.4%）".to_owned(), 13)
    );
    assert_eq!(
        said(2022, (34, 17, 13)),
        (Some("遅れ".to_owned()), "達成した割合66.67%（期待される進み66.7%）".to_owned(), 13)
    );
    assert_eq!(said(2022, (35, 16, 13)).0.as_deref(), Some("予定どおり"));
    assert_eq!(said(2021, (0, 0, 13)), (None, String::new(), 13));
    assert_eq!(said(2024, (1, 0, 0)).0, None, "the plan of three years has no fourth");
}

/// The judgement of 「e」 from the grades that people gave the works below it.
fn of_works(rules_of_levels: &str, grades: &[(&str, &str)]) -> (Option<String>, String) {
    let plans = format!("{PLANS}p5,基本計画,五年の計画,2021,2025,施策;事業,{rules_of_levels}\n");
    let mut evaluations = "対象ID,年度,評価種別,評価,判定,判定の理由\n".to_owned();
    for (element, grade) in grades {
        evaluations += &format!("{element},2024,自己評価,評価,{grade},理由\n");
    }
    let edition = town(&rules("points"), &[&plans, &evaluations]);
    let judged = edition.judge_element(&RecordId::new("e"), FiscalYear::new(2024)).unwrap().judgement;
    let why = judged.unrated.map(|it| it.say().0).unwrap_or_default();
    (judged.grade.map(|it| it.mark), judged.shown.map_or(why, |it| it.say().0))
}

#[test]
fn points_of_works_are_added_up_and_one_without_points_leaves_no_sum() {
    let said = |grades: &[(&str, &str)]| of_works("sum;seven", grades);
    assert_eq!(said(&[("e1", "7"), ("e2", "6"), ("e3", "5")]), (Some("A".to_owned()), "18点".to_owned()));
    assert_eq!(said(&[("e1", "7"), ("e2", "5"), ("e3", "5")]), (Some("B".to_owned()), "17点".to_owned()));
    assert_eq!(said(&[("e1", "4"), ("e2", "4"), ("e3", "4")]), (Some("B".to_owned()), "12点".to_owned()));
    assert_eq!(said(&[("e1", "4"), ("e2", "4"), ("e3", "3")]), (Some("C".to_owned()), "11点".to_owned()));
    assert_eq!(said(&[("e1", "1"), ("e2", "2"), ("e3", "3")]), (Some("C".to_owned()), "6点".to_owned()));
    assert_eq!(said(&[("e1", "7"), ("e2", "6")]), (None, "まだ判定のないものが1件ある".to_owned()));
    assert_eq!(said(&[]), (None, "まだ判定のないものが3件ある".to_owned()));
}

#[test]
fn points_are_held_against_the_most_and_the_distribution_stands_beside_them() {
    let of = |grades: &[(&str, &str)]| of_works("share;letters", grades);
    let said = |grades| of(grades);
    assert_eq!(
        said(&[("e1", "A"), ("e2", "A"), ("e3", "B")]),
        (Some("高".to_owned()), "満点の96.7%".to_owned())
    );
    assert_eq!(
        said(&[("e1", "B"), ("e2", "B"), ("e3", "B")]),
        (Some("高".to_owned()), "満点の90%".to_owned())
    );
    assert_eq!(
        said(&[("e1", "A"), ("e2", "D"), ("e3", "D")]),
        (Some("中".to_owned()), "満点の60%".to_owned())
    );
    assert_eq!(
        said(&[("e1", "B"), ("e2", "D"), ("e3", "D")]),
        (Some("低".to_owned()), "満点の56.7%".to_owned())
    );
    // Only two of three were judged: the share is that of the two.
    assert_eq!(said(&[("e1", "A"), ("e2", "B")]), (Some("高".to_owned()), "満点の95%".to_owned()));
}

#[test]
fn a_person_who_judges_must_say_why() {
    let new = || Evaluation::new(RecordId::new("e"), FiscalYear::new(2024), EvaluationKind::OwnAssessment);
    let by = || StaffId("s".to_owned());
    let rule = RecordId::new("signs");
    assert!(new().chosen(rule.clone(), "◎", by(), "  ").is_err());
    let chosen = new().chosen(rule, "◎", by(), "全校で実施できた").unwrap();
    let stored = serde_json::to_string(&chosen).unwrap();
    assert_eq!(serde_json::from_str::<Evaluation>(&stored).unwrap(), chosen);
}
