use proptest::prelude::*;

use super::*;
use crate::fiscal_year::written::range;

fn check(text: &str, context: Option<i16>, expected: Option<i16>) {
    let read = FiscalYear::parse(text, context.map(FiscalYear)).map(FiscalYear::year);
    assert_eq!(read, expected, "{text} in {context:?}");
}

#[test]
fn years_with_an_era_or_four_digits_need_no_context() {
    let forms: &[(&str, i16)] = &[
        ("令和5年度", 2023),
        ("令和５", 2023),
        ("R5", 2023),
        ("R05", 2023),
        ("Ｒ５", 2023),
        ("R５年度", 2023),
        ("令5", 2023),
        ("令５年度", 2023),
        ("㋿5年度", 2023),
        ("R.5", 2023),
        ("R 5年度", 2023),
        ("令和 5 年度", 2023),
        ("令和五年度", 2023),
        ("令和5年", 2023),
        ("r5", 2023),
        ("令和元年度", 2019),
        ("R元", 2019),
        ("R1", 2019),
        ("令和1年度", 2019),
        ("平成31年度", 2019),
        ("H31", 2019),
        ("2019年度(平成31年度)", 2019),
        ("平成31年度（令和元年度）", 2019),
        ("平成31・令和元年度", 2019),
        ("令和元（平成31）年度", 2019),
        ("令和元年度（2019年度）", 2019),
        ("平成元年度", 1989),
        ("平成二十五年度", 2013),
        ("平成35年度", 2023),
        ("H39", 2027),
        ("平成42", 2030),
        ("H30年度", 2018),
        ("平25", 2013),
        ("昭和63年度", 1988),
        ("S55", 1980),
        ("昭55年度", 1980),
        ("大正10年度", 1921),
        ("T10年", 1921),
        ("明治33年度", 1900),
        ("2020(R2)年度", 2020),
        ("令和2（2020）年度", 2020),
        ("令和2年度（2020年度）", 2020),
        ("2024年度", 2024),
        ("２０２４年度", 2024),
        ("2024年", 2024),
        ("2024", 2024),
        ("西暦2024年度", 2024),
        ("FY2024", 2024),
        ("H30見込", 2018),
        ("R元計画", 2019),
        ("R6（見込）", 2024),
        ("R6実績", 2024),
        ("令和6年度当初予算", 2024),
        ("R6予算", 2024),
        ("令和7年度末", 2025),
        ("令和7年度末までに", 2025),
        ("2024年度までに", 2024),
        ("R7目標", 2025),
        ("令和5年度実績値", 2023),
        ("R5決算額", 2023),
        ("【令和5年度】", 2023),
        ("（R5）", 2023),
        ("年度：令和5年度", 2023),
        ("H28.3", 2015),
        ("平成28年3月", 2015),
        ("平成28年4月", 2016),
        ("R6.6.10", 2024),
        ("R6.3.31", 2023),
        ("令和6年3月31日", 2023),
        ("令和6年4月1日", 2024),
        ("2024/3/31", 2023),
        ("2024-04-01", 2024),
    ];
    for (text, year) in forms {
        check(text, None, Some(*year));
        check(text, Some(2023), Some(*year));
    }
}

#[test]
fn bare_digits_take_the_era_nearest_to_the_document() {
    for (text, context, year) in [
        ("3決算額", 2023, 2021),
        ("4予算額", 2023, 2022),
        ("5予算額", 2023, 2023),
        ("29決算額", 2019, 2017),
        ("5年度実績", 2023, 2023),
        ("５年度実績", 2023, 2023),
        ("元年度", 2019, 2019),
        ("元年度", 1990, 1989),
        ("30年度", 2019, 2018),
        ("27", 2016, 2015),
        ("2", 2020, 2020),
        ("62年度", 1990, 1987),
        ("元決算", 2020, 2019),
        ("7年度目標", 2023, 2025),
        ("3年度決算見込", 2021, 2021),
        ("前年度", 2023, 2022),
        ("前年度実績", 2023, 2022),
        ("当年度", 2023, 2023),
        ("今年度", 2023, 2023),
        ("本年度", 2023, 2023),
        ("翌年度", 2023, 2024),
        ("次年度", 2023, 2024),
        ("昨年度", 2023, 2022),
        ("来年度", 2023, 2024),
        ("前々年度", 2023, 2021),
        ("翌々年度", 2023, 2025),
    ] {
        check(text, Some(context), Some(year));
        check(text, None, None);
    }
}

#[test]
fn what_names_no_year_or_several_is_asked() {
    for text in [
        "",
        "27",
        "18",
        "5",
        "元",
        "5年間",
        "5か年",
        "５ヶ年計画",
        "3年生",
        "5年後",
        "令和5年間",
        "20件",
        "0.5",
        "A",
        "－",
        "R0",
        "R",
        "令和",
        "令和○年度",
        "〇年度",
        "20XX年度",
        "R3～R5",
        "平成25〜28年",
        "令和3年度から5年度",
        "2019年度(平成30年度)",
        "令和2(2021)年度",
        "2020(R3)年度",
        "令和5年度・令和6年度",
        "29 年度 3030 年度 30年度 3030.5達成",
        "1234年度",
        "9999",
        "100年度",
        "令和5年度と6年度実績",
        "令和6年6月31日",
        "R5.13.1",
    ] {
        check(text, None, None);
    }
    for text in ["5年間", "5か年", "5年生", "3ヶ年", "50年度", "60", "R3～R5", "3～5年度"] {
        check(text, Some(2023), None);
    }
}

#[test]
fn the_second_part_of_a_range_inherits_the_era() {
    let check = |text: &str, from: i16, to: i16| {
        let years = FiscalYear::parse_range(text, Some(FiscalYear(2023)));
        assert_eq!(years, Some(FiscalYear(from)..=FiscalYear(to)), "{text}");
    };
    for (text, from, to) in [
        ("R3～R5", 2021, 2023),
        ("平成25〜28年", 2013, 2016),
        ("H27–H31", 2015, 2019),
        ("H27-31", 2015, 2019),
        ("令和3～5年度", 2021, 2023),
        ("令和3年度から令和5年度まで", 2021, 2023),
        ("R3年度～R5年度", 2021, 2023),
        ("平成30年度～令和2年度", 2018, 2020),
        ("H30～2", 2018, 2020),
        ("2019～2023年度", 2019, 2023),
        ("2019～23年度", 2019, 2023),
        ("3～5年度", 2021, 2023),
        ("R3～R5合計", 2021, 2023),
    ] {
        check(text, from, to);
    }
    for text in ["R5", "R5～R3", "5年間", "令和5年度", ""] {
        assert_eq!(range(text, None), None, "{text}");
    }
}

#[test]
fn it_says_itself_in_both_calendars() {
    let check = |year: i16, japanese: &str| assert_eq!(FiscalYear(year).japanese(), japanese);
    check(2024, "令和6年度");
    check(2019, "令和元年度");
    check(2018, "平成30年度");
    check(1989, "平成元年度");
    check(1988, "昭和63年度");
    assert_eq!(FiscalYear(2024).to_string(), "令和6年度（2024年度）");
    assert_eq!((FiscalYear(2024).starts(), FiscalYear(2024).ends()), (date(2024, 4, 1), date(2025, 3, 31)));
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(year in 1868i16..2100) {
        let year = FiscalYear(year);
        prop_assert_eq!(FiscalYear::parse(&year.japanese(), None), Some(year));
        prop_assert_eq!(FiscalYear::parse(&year.to_string(), None), Some(year));
        prop_assert_eq!(FiscalYear::parse(&format!("{}年度", year.year()), None), Some(year));
        prop_assert_eq!(FiscalYear::containing(year.starts()), year);
        prop_assert_eq!(FiscalYear::containing(year.ends()), year);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[RHS令和平成元0-9０-９年度間月日.()~～/ -]{0,24}", context in proptest::option::of(any::<i16>())) {
        let context = context.map(FiscalYear);
        let _ = (FiscalYear::parse(&text, context), FiscalYear::parse_range(&text, context));
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(text in ".{0,40}", context in any::<i16>()) {
        let _ = (FiscalYear::parse(&text, Some(FiscalYear(context))), FiscalYear::parse_range(&text, None));
        let _ = (FiscalYear(context).starts(), FiscalYear(context).ends(), FiscalYear(context).to_string());
    }
}
