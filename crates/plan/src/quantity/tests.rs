use proptest::prelude::*;

use super::*;

/// Text, then value and unit.
const FORMS: &[(&str, &str, &str)] = &[
    ("54.2%", "54.2", "%"),
    ("54.2％", "54.2", "%"),
    ("54.2 %", "54.2", "%"),
    ("５４．２パーセント", "54.2", "パーセント"),
    ("1,234世帯", "1234", "世帯"),
    ("3団体", "3", "団体"),
    ("68万人", "680000", "人"),
    ("12千人", "12000", "人"),
    ("1万2600回", "12600", "回"),
    ("0件", "0", "件"),
    ("ゼロ", "0", ""),
    ("ゼロ件", "0", "件"),
    ("ゼロカーボン", "", ""),
    ("3か所", "3", "か所"),
    ("3ヶ所", "3", "ヶ所"),
    ("3カ所", "3", "カ所"),
    ("3箇所", "3", "箇所"),
    ("5.9‰", "5.9", "‰"),
    ("8割", "8", "割"),
    ("2倍", "2", "倍"),
    ("5ポイント", "5", "ポイント"),
    ("5pt", "5", "pt"),
    ("12.5t-CO2", "12.5", "t-CO2"),
    ("30㎡", "30", "m2"),
    ("30m²", "30", "m2"),
    ("12㏊", "12", "ha"),
    ("5㎥", "5", "m3"),
    ("3件/年", "3", "件/年"),
    ("2回／月", "2", "回/月"),
    ("500g/人・日", "500", "g/人・日"),
    ("150kWh", "150", "kWh"),
    ("3㌧", "3", "トン"),
    ("10人日", "10", "人日"),
    ("5か月", "5", "か月"),
    ("30分", "30", "分"),
    ("2時間", "2", "時間"),
    ("1,234千円", "1234000", "円"),
    ("1.2億円", "120000000", "円"),
    ("-5.2℃", "-5.2", "°C"),
    ("▲3件", "-3", "件"),
    ("約50", "50", ""),
    ("約50人", "50", "人"),
    ("50程度", "50", ""),
    ("50人程度", "50", "人"),
    ("概ね50", "50", ""),
    ("延べ200人", "200", "人"),
    ("累計1,000件", "1000", "件"),
    ("各年度100回", "100", "回"),
    ("年間12回", "12", "回"),
    ("年4回", "4", "回"),
    ("29（4）", "29", ""),
    ("23(8)", "23", ""),
    ("43（16）件", "43", "件"),
    ("43件（16件）", "43", "件"),
    ("4,722（10,488）", "4722", ""),
    ("1,234※2", "1234", ""),
    ("1,234人※", "1234", "人"),
    ("1,234（速報値）", "1234", ""),
    ("三件", "3", "件"),
    ("十二回", "12", "回"),
    ("百二十三", "123", ""),
    ("12クール", "12", "クール"),
    ("¥500", "500", "円"),
    ("3校区", "3", "校区"),
    ("5町会", "5", "町会"),
    ("7自治会", "7", "自治会"),
    ("10品目", "10", "品目"),
    ("1/133", "", ""),
    ("94/107", "", ""),
    ("832.2 839.8", "", ""),
    ("29 年度 3030 年度 30年度 3030.5達成", "", ""),
    ("696～890", "", ""),
    ("3～5回", "", ""),
    ("50%以上", "", ""),
    ("±10%", "", ""),
    ("全員取得", "", ""),
    ("実施", "", ""),
    ("A", "", ""),
    ("十分", "", ""),
    ("一部", "", ""),
    ("一定", "", ""),
    ("2024年", "", ""),
    ("令和5年度", "", ""),
    ("R5", "", ""),
    ("2024/6/10", "", ""),
    ("10:30", "", ""),
    ("円157,864,681", "", ""),
    ("30.5達成", "", ""),
    ("1,23件", "", ""),
    ("5件、3件", "", ""),
    ("国際3.8", "", ""),
    ("千円", "", ""),
    ("百万円", "", ""),
    ("-", "", ""),
    ("", "", ""),
    ("①", "", ""),
    ("3①", "", ""),
    ("○%", "", ""),
    ("1時間30分", "", ""),
    ("3歳児健診", "", ""),
    ("50%増", "", ""),
    ("第3位", "3", "位"),
    ("2回目", "", ""),
];

#[test]
fn cells_are_read_by_one_grammar() {
    for (text, value, unit) in FORMS {
        let read = Quantity::parse(text, None);
        let said = read.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
        let own = read.and_then(|it| it.unit).map(|it| it.to_string()).unwrap_or_default();
        assert_eq!((said.as_str(), own.as_str()), (*value, *unit), "{text}");
    }
}

#[test]
fn every_number_takes_every_unit() {
    let numbers =
        [("1", "1"), ("１２", "12"), ("1,234", "1234"), ("5.50", "5.50"), ("2万", "20000"), ("▲3", "-3")];
    let units = "件 人 回 % か所 団体 世帯 校 社 台 戸 冊 点 日 時間 ha km 円 ポイント 施設 地区 t-CO2 項目 事業 店舗 名";
    for unit in units.split_whitespace() {
        for (number, value) in numbers {
            let read = Quantity::parse(&format!("{number}{unit}"), Some("箱")).unwrap();
            assert_eq!(
                (read.value.to_string().as_str(), read.unit.unwrap().as_str()),
                (value, unit),
                "{number}{unit}"
            );
        }
    }
}

#[test]
fn small_words_are_kept_as_marks() {
    let read = |text: &str| Quantity::parse(text, None).unwrap();
    assert!(read("約50人").approximate && read("50人程度").approximate && !read("50人").approximate);
    assert!(read("累計50人").cumulative && read("延べ50人").cumulative && read("50人（累計）").cumulative);
    assert_eq!(read("29（4）").part, Some(4.into()));
    assert_eq!(read("4,722（累計10,488）").part, Some(10488.into()));
    assert_eq!(read("1,234（速報値）").note.as_deref(), Some("速報値"));
}

#[test]
fn the_context_is_for_bare_numbers_only() {
    let read = |text: &str, context: &str| {
        let quantity = Quantity::parse(text, Some(context)).unwrap();
        (quantity.value.to_string(), quantity.unit.map(|unit| unit.to_string()).unwrap_or_default())
    };
    assert_eq!(read("12", "千円"), ("12000".to_owned(), "円".to_owned()));
    assert_eq!(read("12円", "千円"), ("12".to_owned(), "円".to_owned()));
    assert_eq!(read("12", "-"), ("12".to_owned(), String::new()));
    assert_eq!(read("12%", "人"), ("12".to_owned(), "%".to_owned()));
}

#[test]
fn broken_cells_are_neither_missing_nor_zero() {
    for text in ["######", "##", "#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "＃ＲＥＦ！"] {
        assert_eq!(Cell::parse(text, None), Cell::Broken, "{text}");
    }
    assert_eq!(Cell::parse("－", None), Cell::Missing(Missing::Dash));
    assert_eq!(Cell::parse("", None), Cell::Missing(Missing::Blank));
    assert_eq!(Cell::parse("全員取得", None), Cell::Words);
    assert!(matches!(Cell::parse("0", None), Cell::Quantity(_)));
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(mantissa in -1_000_000_i64..1_000_000, scale in 0u32..4, unit in "件|人|%|か所|t-CO2|円|ポイント") {
        let value = Decimal::new(mantissa, scale);
        let read = Quantity::parse(&format!("{}{unit}", number::print(value)), None).unwrap();
        prop_assert_eq!((read.value, read.unit.unwrap().to_string()), (value, unit));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[0-9,.千百万億件人%約延べ（）()※/~ -]{0,30}") {
        let _ = Cell::parse(&text, Some("千円"));
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(text in ".{0,60}", unit in ".{0,8}") {
        let _ = Cell::parse(&text, Some(&unit));
    }
}
