use std::{fs, path::PathBuf};

use super::*;

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap_or_else(|| panic!("{text} is a unit"))
}

#[test]
fn spellings_of_one_unit_compare_as_equal() {
    let check = |one: &str, other: &str| assert!(unit(one).is_same(&unit(other)), "{one} {other}");
    for percent in ["%", "％", "パーセント", "㌫"] {
        check(percent, "%");
    }
    for place in ["箇所", "か所", "カ所", "ヶ所", "ヵ所", "ケ所", "個所"] {
        check(place, "箇所");
    }
    for (one, other) in [
        ("人", "名"),
        ("件", "件数"),
        ("㏊", "ｈａ"),
        ("㎡", "m²"),
        ("㎥", "m3"),
        ("ｔ", "㌧"),
        ("トン", "t"),
        ("㎢", "k㎡"),
    ] {
        check(one, other);
    }
}

#[test]
fn units_that_look_alike_stay_apart() {
    let check = |one: &str, other: &str| assert!(!unit(one).is_same(&unit(other)), "{one} {other}");
    for (one, other) in [
        ("%", "ポイント"),
        ("%", "‰"),
        ("%", "割"),
        ("人", "人日"),
        ("人", "人泊"),
        ("人", "千人"),
        ("件", "件/年"),
        ("t", "t-CO2"),
    ] {
        check(one, other);
    }
}

#[test]
fn marks_of_no_unit_are_none() {
    for text in ["", " ", "-", "－", "‐", "―", "0", "０", "None", "なし"] {
        assert_eq!(Unit::parse(text), None, "{text}");
    }
}

#[test]
fn scales_multiply() {
    let check = |text: &str, factor: i64, base: &str| {
        assert_eq!(unit(text).scale(), (Decimal::from(factor), Unit::parse(base)), "{text}");
    };
    check("円", 1, "円");
    check("千円", 1_000, "円");
    check("万円", 10_000, "円");
    check("百万円", 1_000_000, "円");
    check("千万円", 10_000_000, "円");
    check("億円", 100_000_000, "円");
    check("十億円", 1_000_000_000, "円");
    check("兆円", 1_000_000_000_000, "円");
    check("千人", 1_000, "人");
    check("万トン", 10_000, "トン");
    check("百分率", 1, "百分率");
    check("（単位：百万円）", 1_000_000, "円");
    check("万", 10_000, "");
}

#[test]
fn every_unit_of_the_national_sheets_survives_a_round_trip() {
    let shared =
        std::env::var_os("MEYASU_SHARED").map_or_else(|| PathBuf::from("../../../shared"), PathBuf::from);
    let Ok(table) = fs::read_to_string(shared.join("data/notation/units_counts.tsv")) else {
        eprintln!("skipped: shared/data not found");
        return;
    };
    let spellings =
        table.lines().filter_map(|line| line.split_once('\t')?.1.strip_prefix('"')?.strip_suffix('"'));
    let mut seen = 0;
    for written in spellings.map(|text| text.replace("\\n", "\n")) {
        let Some(unit) = Unit::parse(&written) else { continue };
        assert_eq!(Unit::parse(unit.as_str()).as_ref(), Some(&unit), "{written}");
        assert!(!unit.canonical().is_empty(), "{written}");
        let json = serde_json::to_string(&unit).unwrap();
        assert_eq!(serde_json::from_str::<Unit>(&json).unwrap(), unit, "{written}");
        seen += 1;
    }
    assert!(seen > 2000, "only {seen} units");
}
