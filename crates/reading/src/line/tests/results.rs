use super::*;

/// Text, document's year, then year, figure, unit and judgement.
type Case = (&'static str, i16, Option<i16>, &'static str, &'static str, &'static str);

#[test]
fn results_are_read_or_asked_about() {
    let mut wrong = Vec::new();
    for (text, context, year, actual, unit, judgement) in RESULTS {
        let line = result(text, Some(FiscalYear::new(*context)), None);
        let read = (
            line.fiscal_year.map(FiscalYear::year),
            line.actual.map(|actual| actual.to_string()).unwrap_or_default(),
            line.unit.map(|unit| unit.to_string()).unwrap_or_default(),
            line.judgement.unwrap_or_default(),
        );
        let expected = (*year, (*actual).to_owned(), (*unit).to_owned(), (*judgement).to_owned());
        if read != expected {
            wrong.push(format!("{text}: {read:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

const RESULTS: &[Case] = &[
    ("5年度 1,234世帯：A", 2023, Some(2023), "1234", "世帯", "A"),
    ("54.2％ A", 2023, None, "54.2", "%", "A"),
    ("R5実績：48.5%（A）", 2023, Some(2023), "48.5", "%", "A"),
    ("令和5年度実績　48.5％　Ａ", 2023, Some(2023), "48.5", "%", "A"),
    ("5年度実績：54.2%　達成状況：A", 2023, Some(2023), "54.2", "%", "A"),
    ("５年度　７８.３％：Ｂ", 2023, Some(2023), "78.3", "%", "B"),
    ("元年度 95%：A", 2019, Some(2019), "95", "%", "A"),
    ("29年度 3回：B", 2019, Some(2017), "3", "回", "B"),
    ("前年度実績 50%", 2023, Some(2022), "50", "%", ""),
    ("H30 1,000人 ○", 2019, Some(2018), "1000", "人", "○"),
    ("2023年度：12か所（達成）", 2023, Some(2023), "12", "か所", "達成"),
    ("令和5年度：未実施", 2023, Some(2023), "", "", ""),
    ("R5：集計中", 2023, Some(2023), "", "", ""),
    ("A", 2023, None, "", "", "A"),
    ("Ｂ", 2023, None, "", "", "B"),
    ("達成", 2023, None, "", "", "達成"),
    ("未達成", 2023, None, "", "", "未達成"),
    ("概ね達成", 2023, None, "", "", "概ね達成"),
    ("○", 2023, None, "", "", "○"),
    ("◎（105%）", 2023, None, "105", "%", "◎"),
    ("A（54.2%）", 2023, None, "54.2", "%", "A"),
    ("A：54.2%", 2023, None, "54.2", "%", "A"),
    ("○ 54.2%", 2023, None, "54.2", "%", "○"),
    ("△ 3件", 2023, None, "3", "件", "△"),
    ("▲3件：B", 2023, None, "-3", "件", "B"),
    ("54.2%達成", 2023, None, "54.2", "%", "達成"),
    ("54.2%（未達成）", 2023, None, "54.2", "%", "未達成"),
    ("1,234世帯A", 2023, None, "1234", "世帯", "A"),
    ("1,234世帯【A】", 2023, None, "1234", "世帯", "A"),
    ("54.2% A（達成）", 2023, None, "54.2", "%", "A"),
    ("54.2%　A評価", 2023, None, "54.2", "%", "A"),
    ("54.2% 評価：B", 2023, None, "54.2", "%", "B"),
    ("54.2%　判定　Ｓ", 2023, None, "54.2", "%", "S"),
    ("4,722（10,488）", 2023, None, "4722", "", ""),
    ("達成率 85%", 2023, None, "85", "%", ""),
    ("目標56%　実績54.2%　B", 2023, None, "54.2", "%", "B"),
    ("目標値：56%以上　実績値：54.2%　評価：B", 2023, None, "54.2", "%", "B"),
    ("講座の参加者 54人 B", 2023, None, "54", "人", "B"),
    ("65歳以上の参加者：54人：A", 2023, None, "54", "人", "A"),
    ("R4 52.1% R5 54.2%", 2023, None, "", "", ""),
    ("1/133", 2023, None, "", "", ""),
    ("3回／5回", 2023, None, "", "", ""),
    ("全校で実施：A", 2023, None, "", "", "A"),
    ("令和5年度　全員取得　達成", 2023, Some(2023), "", "", "達成"),
    ("54.2%（前年度52.1%）：B", 2023, None, "54.2", "%", "B"),
    ("約500人　A", 2023, None, "500", "人", "A"),
    ("延べ1,200人（A）", 2023, None, "1200", "人", "A"),
    ("－", 2023, None, "", "", ""),
    ("令和5年度末時点　87.5%　順調", 2023, Some(2023), "87.5", "%", "順調"),
    ("R5年度末 12団体：やや遅れ", 2023, Some(2023), "12", "団体", "やや遅れ"),
    ("５年度実績：73.5％（Ａ）", 2023, Some(2023), "73.5", "%", "A"),
    ("3年度 20件 A", 2021, Some(2021), "20", "件", "A"),
    ("S 54人", 2023, None, "54", "人", "S"),
    ("※A：達成 B：未達成", 2023, None, "", "", ""),
    ("68万人 A", 2023, None, "680000", "人", "A"),
    ("1億3,000万円：A", 2023, None, "130000000", "円", "A"),
    ("12クール：A", 2023, None, "12", "クール", "A"),
    ("0件：A", 2023, None, "0", "件", "A"),
    ("50%以上：A", 2023, None, "", "", "A"),
    ("54.2％　Ａ’", 2023, None, "54.2", "%", "A’"),
    ("令和5(2023)年度：54.2%", 2023, Some(2023), "54.2", "%", ""),
    ("R5（見込） 54.2%", 2023, Some(2023), "54.2", "%", ""),
    ("実績：12,345人、評価：○", 2023, None, "12345", "人", "○"),
];

#[test]
fn a_running_sum_in_brackets_is_kept_apart() {
    let line = result("4,722人（累計10,488人）", None, None);
    assert_eq!((line.actual, line.cumulative_actual), (Some(4722.into()), Some(10488.into())));
    let line = result("29（4）", None, None);
    assert_eq!((line.actual, line.cumulative_actual), (Some(29.into()), None));
}

#[test]
fn the_unit_of_the_table_is_that_of_bare_numbers() {
    let line = result("54.2 B", None, Some("%"));
    assert_eq!(line.unit.map(|unit| unit.to_string()).as_deref(), Some("%"));
}
