use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn dates_are_as_precise_as_their_text() {
    for (text, iso) in [
        ("R6.6.10", "2024-06-10"),
        ("令和6年6月10日", "2024-06-10"),
        ("令和６年６月１０日", "2024-06-10"),
        ("令 6.　1.　1", "2024-01-01"),
        ("令和 6年 6月 10日", "2024-06-10"),
        ("2024/6/10", "2024-06-10"),
        ("20240610", "2024-06-10"),
        ("2024-06-10", "2024-06-10"),
        ("2024.6.10", "2024-06-10"),
        ("２０２４年６月１０日", "2024-06-10"),
        ("令和六年六月十日", "2024-06-10"),
        ("二〇二四年六月十日", "2024-06-10"),
        ("R06.06.10", "2024-06-10"),
        ("R6/6/10", "2024-06-10"),
        ("R6-6-10", "2024-06-10"),
        ("Ｒ６．６．１０", "2024-06-10"),
        ("㋿6年6月10日", "2024-06-10"),
        ("令6.6.10", "2024-06-10"),
        ("R6年6月10日", "2024-06-10"),
        ("令和6年6月10日（月）", "2024-06-10"),
        ("更新日：2024年6月10日", "2024-06-10"),
        ("最終更新日 令和6年6月10日", "2024-06-10"),
        ("令和6年6月10日更新", "2024-06-10"),
        ("令和6（2024）年6月10日", "2024-06-10"),
        ("令和6年（2024年）6月10日", "2024-06-10"),
        ("2024年（令和6年）6月10日", "2024-06-10"),
        ("2024-06-10T09:30:00", "2024-06-10"),
        ("2024年6月10日 10時30分", "2024-06-10"),
        ("（令和6年6月10日）", "2024-06-10"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("R元.5.1", "2019-05-01"),
        ("平成31年5月1日", "2019-05-01"),
        ("平成元年1月8日", "1989-01-08"),
        ("S64.1.7", "1989-01-07"),
        ("昭和64年1月7日", "1989-01-07"),
        ("大正15年12月24日", "1926-12-24"),
        ("明治45年7月29日", "1912-07-29"),
        ("2024年2月29日", "2024-02-29"),
        ("1955/1/1", "1955-01-01"),
        ("H28.3", "2016-03"),
        ("平成28年3月", "2016-03"),
        ("令和3年9月", "2021-09"),
        ("令和３年９月", "2021-09"),
        ("R3.9", "2021-09"),
        ("2021/9", "2021-09"),
        ("2021-09", "2021-09"),
        ("2021年9月", "2021-09"),
        ("202109", "2021-09"),
        ("令和3年9月末", "2021-09"),
        ("令和3年9月上旬", "2021-09"),
        ("令和3年9月改定", "2021-09"),
        ("令和3（2021）年9月", "2021-09"),
        ("平成元年4月", "1989-04"),
        ("令和6年", "2024"),
        ("R6", "2024"),
        ("2024年", "2024"),
        ("2024", "2024"),
        ("平成元年", "1989"),
        ("令和6年（2024年）", "2024"),
        ("令和六年", "2024"),
    ] {
        assert_eq!(PartialDate::parse(text).map(|date| date.to_string()).as_deref(), Some(iso), "{text}");
    }
}

#[test]
fn what_is_in_no_calendar_is_none() {
    for text in [
        "",
        "－",
        "未定",
        "令和6年6月31日",
        "令和6年2月30日",
        "2023年2月29日",
        "2024/13/1",
        "令和6年13月",
        "令和6年0月",
        "R6.6.0",
        "20241301",
        "20240631",
        "令和6年度",
        "2024年度",
        "6月10日",
        "6/10",
        "6.6.10",
        "28.3",
        "12345678",
        "R6.6.10～R6.6.20",
        "令和6年6月～8月",
        "令和2（2021）年9月",
        "2021年（令和2年）9月",
        "令和6年6月10日～12日",
        "平成",
        "R",
        "5年",
        "10件",
        "令和6年間",
        "1,234",
    ] {
        assert_eq!(PartialDate::parse(text), None, "{text}");
    }
}

#[test]
fn a_missing_era_comes_from_the_document() {
    let near = |text: &str, year: i16| {
        PartialDate::parse_near(text, FiscalYear::new(year)).map(|date| date.to_string())
    };
    assert_eq!(near("6.6.10", 2024).as_deref(), Some("2024-06-10"));
    assert_eq!(near("28年3月", 2019).as_deref(), Some("2016-03"));
    assert_eq!(near("6月10日", 2024), None);
}

#[test]
fn a_date_lies_in_a_fiscal_year() {
    let check = |text: &str, year: Option<i16>| {
        assert_eq!(PartialDate::parse(text).unwrap().fiscal_year().map(FiscalYear::year), year, "{text}");
    };
    check("H28.3", Some(2015));
    check("H28.4", Some(2016));
    check("2024-03-31", Some(2023));
    check("2024-04-01", Some(2024));
    check("2024", None);
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(year in 1873i16..2100, month in 1i8..13, day in 1i8..29) {
        for written in [PartialDate::Year(year), PartialDate::Month { year, month }, PartialDate::Day(date(year, month, day))] {
            prop_assert_eq!(PartialDate::parse(&written.to_string()), Some(written));
            prop_assert_eq!(PartialDate::parse(&written.japanese()), Some(written), "{}", written.japanese());
            let json = serde_json::to_string(&written).unwrap();
            prop_assert_eq!(serde_json::from_str::<PartialDate>(&json).unwrap(), written);
        }
    }

    #[test]
    fn white_space_does_not_matter(year in 1i16..30, month in 1i8..13, day in 1i8..29) {
        let plain = format!("令和{year}年{month}月{day}日");
        let spaced = format!(" 令和 {year}　年 {month} 月\t{day} 日 ");
        prop_assert_eq!(PartialDate::parse(&spaced), PartialDate::parse(&plain));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[RHS令和平成元0-9０-９年度月日./() ~-]{0,24}", document in any::<i16>()) {
        let _ = (PartialDate::parse(&text), PartialDate::parse_near(&text, FiscalYear::new(document)));
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(text in ".{0,40}") {
        let _ = PartialDate::parse(&text);
    }
}
