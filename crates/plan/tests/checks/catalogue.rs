//! The list of checks: each has a name that stays, a sentence, a test, and its row in the documents.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plan::check::{self, Check};

#[test]
fn every_check_has_its_own_name_and_both_languages() {
    let mut codes = BTreeSet::new();
    for it in check::all() {
        assert!(codes.insert(it.code), "{} stands twice", it.code);
        assert!(it.code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", it.code);
        assert!(!it.ja.is_empty() && !it.en.is_empty() && !it.example.is_empty(), "{}", it.code);
    }
}

#[test]
fn every_check_is_tried_in_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let files = fs::read_dir(folder).unwrap().map(|it| fs::read_to_string(it.unwrap().path()).unwrap());
    let tests: String = files.collect();
    for it in check::all() {
        assert!(tests.contains(&format!("\"{}\"", it.code)), "no test names {}", it.code);
    }
}

/// Run with `MEYASU_WRITE_DOCS=1` to write the table anew.
#[test]
fn the_documents_list_the_checks_as_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats/checks.md");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once("<!-- checks -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- /checks -->").unwrap();
    let table = table();
    let whole = format!("{head}<!-- checks -->\n{table}<!-- /checks -->{tail}");
    if std::env::var_os("MEYASU_WRITE_DOCS").is_some() {
        fs::write(&path, &whole).unwrap();
    }
    assert!(text == whole, "write it anew: MEYASU_WRITE_DOCS=1 cargo test -p plan --test checks documents");
}

fn table() -> String {
    let row = |it: &Check| {
        let (ja, en) = it.severity.name();
        let cell = |text: &str| text.replace('|', "\\|");
        format!(
            "| `{}` | {ja} ({en}) | {}<br>{} | {} |\n",
            it.code,
            cell(it.ja),
            cell(it.en),
            cell(it.example)
        )
    };
    let head = "| code | severity | what it looks for | example |\n|---|---|---|---|\n";
    head.to_owned() + &check::all().map(row).collect::<String>()
}
