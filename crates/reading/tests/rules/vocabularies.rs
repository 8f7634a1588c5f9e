//! The vocabularies of municipalities, each with figures of its own.

use plan::rating::{Outcome, RatingRule, Tone};
use plan::record::{Body, Record, RecordId};

use crate::town::{Story, all, said};

const UP: Story<'_> =
    Story { rules: "rates", rule: "abcd", unit: "人", direction: "上向き", baseline: "" };

#[test]
fn every_vocabulary_holds_together_and_comes_back_from_its_json() {
    let all = all();
    assert_eq!(all.len(), 25);
    for (id, rule) in all {
        assert_eq!(rule.contradictions(), [], "{id}");
        let record = Record::new(RecordId::new(&id), rule);
        let stored = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&stored).unwrap(), record, "{stored}");
    }
}

#[test]
fn the_shape_of_older_ledgers_is_read_as_it_was() {
    let stored = r#"{"id":"rule-ab","body":{"rating_rule":{"name":"A/B","shape":{"meets_target":{"met":{"mark":"A","words":"達成"},"missed":{"mark":"B","words":"未達成"}}},"description":null}}}"#;
    let record: Record = serde_json::from_str(stored).unwrap();
    let Body::RatingRule(rule) = &record.body else { panic!("{record:?}") };
    assert_eq!(
        rule.grades().iter().map(plan::rating::Grade::tone).collect::<Vec<_>>(),
        [Tone::Reached, Tone::Missed]
    );
    assert_eq!(serde_json::to_string(&record).unwrap(), stored, "nothing is added to it either");
}

#[test]
fn met_or_missed_is_a_or_b() {
    let story = Story { rules: "plain", rule: "ab", ..UP };
    assert_eq!(story.said("48以上", "48"), "A");
    assert_eq!(story.said("48以上", "47.9"), "B");
    let judgement = story.judged(&[(2024, "48以上", "未定")]);
    assert_eq!(
        (judgement.grade, said(&story.judged(&[(2024, "48以上", "未定")])).as_str()),
        (None, "（実績未報告）")
    );
}

#[test]
fn below_by_any_amount_is_late_and_an_explanation_is_for_people() {
    let story = Story { rules: "plain", rule: "late-but-on-the-way", baseline: "40", ..UP };
    assert_eq!(story.said("50以上", "50"), "① 達成率100%");
    assert_eq!(story.said("50以上", "49.9"), "②(i) 達成率99%");
    assert_eq!(story.said("50以上", "40"), "③ 達成率0%");
    assert_eq!(story.said("50以上", "39"), "③ 達成率-10%");
    let edition = story.told(&[(2024, "50以上", "39")]);
    let rule: &RatingRule = edition.find(&RecordId::new("late-but-on-the-way")).unwrap();
    assert_eq!(rule.grade("②(ii)").unwrap().tone(), Tone::Slow);
}

#[test]
fn beyond_the_plan_is_another_grade_than_on_it() {
    let story = Story { rules: "plain", rule: "as-planned", ..UP };
    let marks = ["101", "100", "99.99"].map(|actual| story.said("100以上", actual));
    assert_eq!(marks, ["A 達成率101%", "B 達成率100%", "C 達成率99.99%"]);
}

#[test]
fn achievement_of_100_80_and_50_percent_is_a_to_d() {
    assert_eq!(UP.said("32,000", "31,862"), "B 達成率99.6%");
    assert_eq!(UP.said("600,000", "519,109"), "B 達成率86.5%");
    assert_eq!(UP.said("5.5", "5.15"), "B 達成率93.6%");
    assert_eq!(UP.said("30,000", "16,987"), "C 達成率56.6%");
    assert_eq!(UP.said("100", "49.999"), "D 達成率49.999%", "rounding gives nobody a better grade");
    assert_eq!(UP.said("100", "100"), "A 達成率100%");
}

#[test]
fn lower_is_better_has_a_rate_of_its_own_and_none_for_a_target_of_zero() {
    let down = Story { direction: "下向き", ..UP };
    assert_eq!(down.said("80以下", "100"), "B 達成率80%");
    assert_eq!(down.said("80以下", "64"), "A 達成率125%");
    // 目標0 実績6: met or missed can be said, a rate cannot.
    let accidents = down.judged(&[(2024, "0", "6")]);
    assert_eq!(
        (accidents.outcome, said(&accidents).as_str()),
        (Outcome::Missed, "＊ （目標が0のため、率を計算できない）")
    );
    assert_eq!(down.said("0", "0"), "＊ （目標が0のため、率を計算できない）");
    assert_eq!(down.said("5", "0"), "＊ （実績が0のため、率を計算できない）");
    assert_eq!(UP.said("100", "-5"), "＊ （0より小さい値があり、率が意味を持たない）");
}

#[test]
fn holding_and_staying_within_a_range_are_met_or_not() {
    let hold = Story { direction: "維持", ..UP };
    assert_eq!(hold.said("80を維持", "80"), "A 達成率100%");
    let within = Story { direction: "範囲内", ..UP };
    assert_eq!(within.said("10～15", "11.4"), "A 達成率100%");
    assert_eq!(within.said("10～15", "15.1"), "D 達成率0%");
}

#[test]
fn words_and_no_measurement_have_no_rate_and_are_never_zero() {
    assert_eq!(UP.said("全校で実施", "12"), "＊ （目標が一つの数値ではない）");
    assert_eq!(UP.said("100", "―"), "－ （未測定）");
    assert_eq!(
        UP.said("100超", "100"),
        "＊ （目標は「超」「未満」で、実績はちょうどその値であり、率では決められない）"
    );
    let nobody = Story { direction: "", ..UP };
    assert_eq!(nobody.said("100", "90"), "＊ （望ましい方向が示されていない）");
    assert_eq!(UP.said("100以下", "90"), "＊ （目標の言葉と指標の方向が食い違っている）");
}

#[test]
fn the_way_from_the_baseline_falls_in_bands_of_80_50_and_20_percent() {
    let story = Story { rule: "bands", baseline: "40", ..UP };
    let marks = ["48", "47.99", "45", "42", "41.9"].map(|actual| story.said("50以上", actual));
    assert_eq!(marks, ["a 達成率80%", "b 達成率79.9%", "b 達成率50%", "c 達成率20%", "d 達成率19%"]);
    // 転入－転出: a baseline below zero is a place to start from like any other.
    let migration = Story { rule: "bands", baseline: "-1577", ..UP };
    assert_eq!(migration.said("0", "-789"), "c 達成率49.97%");
    let down = Story { rule: "bands", direction: "下向き", baseline: "10", ..UP };
    assert_eq!(down.said("0", "6"), "c 達成率40%");
    assert_eq!(Story { rule: "bands", ..UP }.said("50以上", "45"), "（基準値がない）");
    assert_eq!(story.said("40以上", "45"), "（目標が基準値と同じで、進む道のりがない）");
    assert_eq!(story.said("30以上", "35"), "（目標が基準値より後ろにあり、道のりを計算できない）");
}

#[test]
fn five_points_and_words_without_letters() {
    let five = Story { rule: "five", ..UP };
    let marks =
        ["120", "100", "80", "60", "59"].map(|it| five.judged(&[(2024, "100", it)]).grade.unwrap().mark);
    assert_eq!(marks, ["5", "4", "3", "2", "1"]);
    let effective = Story { rule: "effective", ..UP };
    let words =
        ["100", "70", "69.9", "0"].map(|it| effective.judged(&[(2024, "100", it)]).grade.unwrap().words);
    assert_eq!(words, ["非常に効果的であった", "相当程度効果があった", "効果があった", "効果がなかった"]);
    let course = Story { rule: "course", baseline: "40", ..UP };
    let grade = course.judged(&[(2024, "50", "48.5")]).grade.unwrap();
    assert_eq!((grade.mark.as_str(), grade.tone()), ("概ね順調", Tone::Nearly));
}

#[test]
fn years_are_added_up_and_a_missing_year_is_no_zero() {
    let story = Story { rule: "sum-of-years", ..UP };
    let years = [(2021, "", "3,200"), (2022, "", "3,488"), (2023, "10,000", "3,800")];
    let judgement = story.judged(&years);
    assert_eq!(
        (judgement.outcome, said(&judgement).as_str()),
        (Outcome::Reached, "○ 達成率104.88%".replace("104.88", "104.9").as_str())
    );
    let gap = story.judged(&[(2021, "", "3,200"), (2023, "10,000", "3,800")]);
    assert_eq!(said(&gap), "（令和4年度の実績がなく、合計できない）");
    let rates = Story { rule: "sum-of-years", unit: "%", ..UP };
    assert_eq!(said(&rates.judged(&[(2021, "", "50"), (2022, "90", "45")])), "（割合どうしは足せない）");
}

#[test]
fn three_points_either_way_are_no_change() {
    let story = Story { rules: "change", rule: "feeling", unit: "%", ..UP };
    let marks = ["54.2", "53.1", "48.0", "47.9", "53.0"]
        .map(|now| said(&story.judged(&[(2023, "", "50.0"), (2024, "60%以上", now)])));
    assert_eq!(
        marks,
        [
            "向上 変化+4.2",
            "向上 変化+3.1",
            "現状維持 変化は±3以内",
            "現状維持 変化は±3以内",
            "現状維持 変化は±3以内"
        ]
    );
    assert_eq!(said(&story.judged(&[(2023, "", "50.0"), (2024, "", "46.9")])), "低下 変化-3.1");
    assert_eq!(said(&story.judged(&[(2024, "60%以上", "50")])), "（前年度の実績がない）");
    let down = Story { direction: "下向き", ..story };
    assert_eq!(said(&down.judged(&[(2023, "", "50.0"), (2024, "", "46.9")])), "向上 変化+3.1");
}

#[test]
fn ten_percent_around_the_baseline_are_no_change() {
    let story = Story { rules: "change", rule: "baseline-abc", baseline: "200", ..UP };
    let marks = ["221", "220", "180", "179"].map(|now| story.judged(&[(2024, "", now)]).grade.unwrap().mark);
    assert_eq!(marks, ["A", "B", "B", "C"]);
    let four = Story { rule: "baseline-sabc", ..story };
    assert_eq!(four.said("", "261"), "S 増減率+30.5%");
    assert_eq!(four.said("", "－"), "－ （未測定）");
    assert_eq!(Story { baseline: "0", ..four }.said("", "5"), "（もとの値が0のため、増減率を計算できない）");
}

#[test]
fn a_fifth_of_the_way_a_year_is_the_pace_of_five_years() {
    let story = Story { rules: "pace", rule: "pace", baseline: "40", ..UP };
    let end = (2025, "60以上", "");
    let judged = |year: i16, actual: &str| {
        let edition = story.told(&[(year, "", actual), end]);
        let (id, year) = (RecordId::new("i"), plan::fiscal_year::FiscalYear::new(year));
        said(&edition.judge(&id, edition.find(&id).unwrap(), year))
    };
    assert_eq!(judged(2021, "44"), "① 最終目標に対し20%（期待される進み20%）");
    assert_eq!(judged(2023, "51.9"), "② 最終目標に対し59.5%（期待される進み60%）");
    assert_eq!(judged(2023, "46"), "② 最終目標に対し30%（期待される進み60%）");
    assert_eq!(judged(2024, "47.9"), "③ 最終目標に対し39.5%（期待される進み80%）");
    assert_eq!(judged(2026, "60"), "（計画の最終年度の目標値がない）");
}
