use super::*;

mod indicators;
mod more_amounts;
mod more_dates;
mod more_indicators;
mod more_results;
mod more_values;
mod more_years;
mod results;

/// Context year and unit (0 and empty for none), the text, and what must be printed; empty for null.
type Case = (i16, &'static str, &'static str, &'static [&'static str]);

/// Reads every line as `kind` and compares the `fields` that are printed.
fn agree(kind: &str, fields: &[&str], cases: &[Case]) {
    let said = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut wrong = Vec::new();
    for (year, unit, text, expected) in cases {
        let mut line = json!({ "kind": kind, "text": text });
        if *year != 0 {
            line["context_year"] = json!(year);
        }
        if !unit.is_empty() {
            line["context_unit"] = json!(unit);
        }
        let read = read(&line.to_string());
        let found: Vec<String> = fields.iter().map(|field| said(&read[*field])).collect();
        if found != *expected {
            wrong.push(format!("{text}\n   {found:?}\n   {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_line_that_cannot_be_read_says_why() {
    let check =
        |line: &str, part: &str| assert!(read(line)["error"].as_str().unwrap().contains(part), "{line}");
    check("{", "JSON");
    check("", "JSON");
    check(r#"{"kind": "value"}"#, "text");
    check(r#"{"kind": "colour", "text": "青"}"#, "colour");
}

#[test]
fn the_examples_of_the_contract_hold() {
    let check = |line: Value, expected: Value| {
        let read = read(&line.to_string());
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(&read[field], value, "{field} of {line}: {read}");
        }
    };
    check(
        json!({ "kind": "indicator", "text": "防災対策を講じている割合：56%以上" }),
        json!({ "name": "防災対策を講じている割合", "comparator": "at_least", "target": "56", "unit": "%" }),
    );
    check(
        json!({ "kind": "result", "text": "5年度 1,234世帯：A", "context_year": 2023 }),
        json!({ "fiscal_year": 2023, "actual": "1234", "unit": "世帯", "judgement": "A" }),
    );
    check(json!({ "kind": "amount", "text": "6千2百万円" }), json!({ "yen": 62_000_000 }));
    check(json!({ "kind": "amount", "text": "▲１百万円" }), json!({ "yen": -1_000_000 }));
    check(json!({ "kind": "year", "text": "平成35年度" }), json!({ "fiscal_year": 2023 }));
    check(json!({ "kind": "year", "text": "元年度", "context_year": 2019 }), json!({ "fiscal_year": 2019 }));
    check(json!({ "kind": "year", "text": "元年度" }), json!({ "fiscal_year": null }));
    check(json!({ "kind": "year", "text": "27" }), json!({ "fiscal_year": null }));
    check(json!({ "kind": "date", "text": "R6.6.10" }), json!({ "iso": "2024-06-10" }));
    check(json!({ "kind": "date", "text": "令和3年9月" }), json!({ "iso": "2021-09" }));
    check(json!({ "kind": "value", "text": "－" }), json!({ "value": null, "unit": null, "missing": true }));
    check(json!({ "kind": "value", "text": "104,602\t" }), json!({ "value": "104602", "missing": false }));
    check(
        json!({ "kind": "value", "text": "1/133" }),
        json!({ "value": null, "unit": null, "missing": false }),
    );
}

#[test]
fn values_are_read_or_asked_about() {
    let mut wrong = Vec::new();
    for (text, unit, value, own_unit, missing) in VALUES {
        let read = read(&json!({ "kind": "value", "text": text, "context_unit": unit }).to_string());
        let expected = json!({ "value": value, "unit": own_unit, "missing": missing });
        if read != expected {
            wrong.push(format!("{text}: {read}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

type ValueCase = (&'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>, bool);

const VALUES: &[ValueCase] = &[
    ("0", None, Some("0"), None, false),
    ("０件", None, Some("0"), Some("件"), false),
    ("54.20%", None, Some("54.20"), Some("%"), false),
    ("33, 677. 45", None, Some("33677.45"), None, false),
    ("68万人", None, Some("680000"), Some("人"), false),
    ("1万2600回", None, Some("12600"), Some("回"), false),
    ("1,234", Some("千円"), Some("1234000"), Some("円"), false),
    ("1,234円", Some("千円"), Some("1234"), Some("円"), false),
    ("1,234", Some("（単位：人）"), Some("1234"), Some("人"), false),
    ("12.5", Some("％"), Some("12.5"), Some("%"), false),
    ("12.5", Some("－"), Some("12.5"), None, false),
    ("29（4）", Some("件"), Some("29"), Some("件"), false),
    ("4,722（10,488）", None, Some("4722"), None, false),
    ("約50", None, Some("50"), None, false),
    ("50程度", Some("人"), Some("50"), Some("人"), false),
    ("延べ200人", None, Some("200"), Some("人"), false),
    ("1,234※2", None, Some("1234"), None, false),
    ("▲0.76%", None, Some("-0.76"), Some("%"), false),
    ("△10", Some("ポイント"), Some("-10"), Some("ポイント"), false),
    ("−5.2℃", None, Some("-5.2"), Some("°C"), false),
    ("3ヶ所", None, Some("3"), Some("ヶ所"), false),
    ("12クール", None, Some("12"), Some("クール"), false),
    ("百二十三", None, Some("123"), None, false),
    ("二〇二四", None, Some("2024"), None, false),
    ("三件", None, Some("3"), Some("件"), false),
    ("1,234人（速報値）", None, Some("1234"), Some("人"), false),
    ("1/133", None, None, None, false),
    ("94/107", None, None, None, false),
    ("832.2 839.8", None, None, None, false),
    ("29 年度 3030 年度 30年度 3030.5達成", None, None, None, false),
    ("######", None, None, None, false),
    ("#DIV/0!", None, None, None, false),
    ("#N/A", None, None, None, false),
    ("A", None, None, None, false),
    ("△", None, None, None, false),
    ("○", None, None, None, false),
    ("〇", None, None, None, false),
    ("全員取得", None, None, None, false),
    ("実施", None, None, None, false),
    ("十分", None, None, None, false),
    ("一部実施", None, None, None, false),
    ("①", None, None, None, false),
    ("10²", None, None, None, false),
    ("1,23", None, None, None, false),
    ("696～890", None, None, None, false),
    ("50%以上", None, None, None, false),
    ("2024年", None, None, None, false),
    ("円157,864,681", None, None, None, false),
    ("×30件0円", None, None, None, false),
    ("", None, None, None, true),
    ("　", None, None, None, true),
    ("－", Some("%"), None, None, true),
    ("―", None, None, None, true),
    ("…", None, None, None, true),
    ("x", None, None, None, true),
    ("集計中", None, None, None, true),
    ("未定", None, None, None, true),
    ("データなし", None, None, None, true),
    ("該当なし", None, None, None, true),
    ("設定になじまない", None, None, None, true),
];

mod laws {
    use proptest::prelude::*;

    use super::*;

    /// The same words at full width, with ideographic spaces around.
    fn wide(text: &str) -> String {
        let widened = text.chars().map(|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
            other => other,
        });
        format!("　{}　", widened.collect::<String>())
    }

    proptest! {
        #[test]
        fn no_line_breaks_the_reader(line in ".{0,80}") {
            let _ = read(&line);
        }

        #[test]
        fn no_text_breaks_any_kind(
            kind in "indicator|result|amount|year|date|value",
            text in "[0-9０-９,.%％件人以上下内超未満約延べ累計令和平成RH年度月日から~～→()（）：:、・○ABＡ◎△▲指標目標実績前 ①-]{0,40}",
            year in proptest::option::of(any::<i16>()),
            unit in proptest::option::of("[%千円人－]{0,3}"),
        ) {
            let line = json!({ "kind": kind, "text": text, "context_year": year, "context_unit": unit });
            let read = read(&line.to_string());
            prop_assert!(read["error"].is_null(), "{}", read);
        }

        #[test]
        fn width_does_not_matter(number in 1u32..100_000, unit in "%|件|人|か所", word in "以上|以下|未満|超|") {
            let text = format!("参加した割合:{number}{unit}{word}");
            let (narrow, wide) = (indicator(&text, None), indicator(&wide(&text), None));
            prop_assert_eq!(narrow.name, wide.name);
            prop_assert_eq!(narrow.condition, wide.condition);
            prop_assert_eq!(narrow.unit, wide.unit);
        }

        #[test]
        fn any_joint_gives_the_same_name(number in 1u32..1000, joint in ":|：| |　|は|が|、|…", word in "以上|以下|未満") {
            let line = indicator(&format!("講座の参加者数{joint}{number}人{word}"), None);
            prop_assert_eq!(line.name.as_deref(), Some("講座の参加者数"));
            prop_assert_eq!(line.target(), Some(number.into()));
        }

        #[test]
        fn a_result_keeps_its_year_figure_and_grade(year in 1i16..15, number in 0u32..100_000, grade in "A|B|○|△|達成|未達成", joint in "：| |　| : ") {
            let line = result(&format!("令和{year}年度 {number}件{joint}{grade}"), None, None);
            prop_assert_eq!(line.fiscal_year, Some(FiscalYear::new(2018 + year)));
            prop_assert_eq!(line.actual, Some(number.into()));
            prop_assert_eq!(line.judgement.as_deref(), Some(grade.as_str()));
        }
    }
}
