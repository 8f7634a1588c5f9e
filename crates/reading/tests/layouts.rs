//! Many layouts of similar content, each with its exact reading. Invented towns and figures; a new layout is two new files.

use std::{fs, path::PathBuf};

use reading::text::{Hint, read};
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layouts")
}

/// Keys that are compared everywhere; a key that the expected file leaves out means null or an empty list.
const PAGE: &[&str] = &["title", "id", "updated_on", "contact"];
const STATEMENT: &[&str] = &[
    "organisation",
    "head",
    "fiscal_year",
    "vision",
    "mission",
    "policy",
    "self_evaluation",
    "future_direction",
];
const ISSUE: &[&str] = &["number", "title", "problems", "strategies"];
const BUDGET: &[&str] = &["fiscal_year", "kind", "yen"];
const PLAN: &[&str] = &["kind", "name", "adopted_on", "revised_on"];
const INDICATOR: &[&str] =
    &["name", "comparator", "target", "unit", "actual", "judgement", "previous_actual"];
/// Compared only where the expected file has them.
const EXTRA: &[&str] = &["stage", "baseline", "due_year", "cumulative_actual", "text"];

#[test]
fn every_layout_reads_to_its_records() {
    let mut failures = Vec::new();
    for (name, text, expected) in layouts() {
        let document = read(text.as_bytes(), &Hint::default()).expect("a text");
        let got = serde_json::to_value(&document).expect("JSON");
        let mut differences = Vec::new();
        compare_document(&expected, &got, &mut differences);
        failures.extend(differences.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn widths_encodings_and_line_ends_do_not_matter() {
    for (name, text, _) in layouts() {
        let plain = read(text.as_bytes(), &Hint::default()).expect("a text");
        let windows = text.replace('\n', "\r\n");
        let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&windows);
        assert_eq!(read(windows.as_bytes(), &Hint::default()).expect("a text"), plain, "{name}");
        if !lost {
            assert_eq!(read(&bytes, &Hint::default()).expect("a text"), plain, "{name} in Shift_JIS");
        }
    }
}

#[test]
fn every_line_is_in_exactly_one_place() {
    for (name, text, _) in layouts() {
        let placed = read(text.as_bytes(), &Hint::default()).expect("a text").placed;
        let mut lines = [placed.value, placed.markup, placed.narrative, placed.unread].concat();
        lines.sort_unstable();
        let expected: Vec<usize> = text
            .split('\n')
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(at, _)| at + 1)
            .collect();
        assert_eq!(lines, expected, "{name}");
    }
}

fn layouts() -> Vec<(String, String, Value)> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("tests/layouts")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".txt").map(str::to_owned))
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("the document");
            let json = fs::read_to_string(folder().join(format!("{name}.json"))).expect("its reading");
            let expected = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}.json: {error}"));
            (name, text, expected)
        })
        .collect()
}

fn compare_document(expected: &Value, got: &Value, out: &mut Vec<String>) {
    compare_keys("page", PAGE, &expected["page"], &got["page"], out);
    compare_keys("", &["municipality"], expected, got, out);
    compare_lists("plans", &expected["plans"], &got["plans"], out, |path, a, b, out| {
        compare_keys(path, PLAN, a, b, out);
    });
    compare_lists("statements", &expected["statements"], &got["statements"], out, |path, a, b, out| {
        compare_keys(path, STATEMENT, a, b, out);
        compare_lists(&format!("{path}.issues"), &a["issues"], &b["issues"], out, compare_issue);
    });
    if !expected["unread"].is_null() {
        let lines =
            got["unread"].as_array().map(|list| list.iter().map(|it| it["line"].clone()).collect::<Vec<_>>());
        let wanted = expected["unread"].as_array().cloned();
        if lines != wanted {
            out.push(format!("unread: expected {wanted:?}, got {lines:?}"));
        }
    }
}

fn compare_issue(path: &str, a: &Value, b: &Value, out: &mut Vec<String>) {
    compare_keys(path, ISSUE, a, b, out);
    compare_lists(&format!("{path}.budgets"), &a["budgets"], &b["budgets"], out, |path, a, b, out| {
        compare_keys(path, BUDGET, a, b, out);
    });
    compare_lists(
        &format!("{path}.indicators"),
        &a["indicators"],
        &b["indicators"],
        out,
        |path, a, b, out| {
            compare_keys(path, INDICATOR, a, b, out);
            let extra: Vec<&str> = EXTRA.iter().copied().filter(|key| !a[*key].is_null()).collect();
            compare_keys(path, &extra, a, b, out);
        },
    );
}

fn compare_keys(path: &str, keys: &[&str], expected: &Value, got: &Value, out: &mut Vec<String>) {
    for key in keys {
        let (wanted, found) = (plain(&expected[*key]), plain(&got[*key]));
        if wanted != found {
            out.push(format!("{path}.{key}\n    expected {}\n    got      {}", expected[*key], got[*key]));
        }
    }
}

fn plain(value: &Value) -> Value {
    if value.as_array().is_some_and(Vec::is_empty) { Value::Null } else { value.clone() }
}

fn compare_lists(
    path: &str,
    expected: &Value,
    got: &Value,
    out: &mut Vec<String>,
    each: impl Fn(&str, &Value, &Value, &mut Vec<String>),
) {
    let none = Vec::new();
    let (a, b) = (expected.as_array().unwrap_or(&none), got.as_array().unwrap_or(&none));
    if a.len() != b.len() {
        out.push(format!("{path}: expected {} entries, got {}: {got}", a.len(), b.len()));
        return;
    }
    for (at, (a, b)) in a.iter().zip(b).enumerate() {
        each(&format!("{path}[{at}]"), a, b, out);
    }
}
