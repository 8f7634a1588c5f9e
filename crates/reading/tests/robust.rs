//! Nothing is lost and nothing panics, whatever is read.

use std::{fs, path::PathBuf, time::Instant};

use proptest::prelude::*;
use reading::{
    decode::Unreadable,
    document::Document,
    text::{Hint, read},
};

fn check(text: &str) -> Result<(), TestCaseError> {
    let document =
        match read(text.as_bytes(), &Hint { encoding: Some("utf-8".to_owned()), ..Hint::default() }) {
            Ok(document) => document,
            Err(Unreadable::Empty | Unreadable::Binary { .. } | Unreadable::TooManyLines { .. }) => {
                return Ok(());
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        };
    prop_assert_eq!(lines(&document), non_blank(text));
    serde_json::to_string(&document).map_err(|error| TestCaseError::fail(error.to_string()))?;
    Ok(())
}

/// The lines of the four classes together, in order: a line in two classes would stand twice.
fn lines(document: &Document) -> Vec<usize> {
    let placed = &document.placed;
    let mut lines =
        [&placed.value[..], &placed.markup[..], &placed.narrative[..], &placed.unread[..]].concat();
    lines.sort_unstable();
    lines
}

fn non_blank(text: &str) -> Vec<usize> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let blank = |c: char| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}';
    let broken = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    broken
        .split('\n')
        .enumerate()
        .filter(|(_, line)| !line.trim_matches(blank).is_empty())
        .map(|(at, _)| at + 1)
        .collect()
}

fn layouts() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let files = fs::read_dir(folder).expect("tests/layouts").filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).expect("a layout")).collect()
}

/// Pieces that documents are made of, and pieces that break readers.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\t",
    "  ",
    "　",
    "【",
    "】",
    "（",
    "）",
    "(1)",
    "①",
    "②",
    "・",
    "■",
    "：",
    ":",
    "|",
    "<ul>",
    "&#x3042;",
    "経営課題1-(1)",
    "課題認識",
    "主な戦略",
    "アウトカム指標",
    "達成状況",
    "前年度実績",
    "3決算額",
    "73百万円",
    "（単位：千円）",
    "令和5年度",
    "R元",
    "総務部",
    "部長",
    "目標",
    "48％以上",
    "54.2％：A",
    "－",
    "－－－",
    "お問い合わせ",
    "更新日：令和6年4月1日",
    "指標名",
    "目標値",
    "実績値",
    "様式2",
    "。",
    "、",
    "の",
    "割合",
    "99999999999999999999999999999",
    "▲",
    "\u{FFFD}",
    "\u{200B}",
    "𠮷",
    "e\u{301}",
    "第1章",
    "1.",
    "1-1-1",
    "#",
    "##",
    "-",
    "ー",
    "＜",
    "%",
    "_x000D_",
    "区",
    "市",
    "計画（令和3年9月策定）",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_line_is_in_one_place(text in "\\PC{0,200}(\n\\PC{0,40}){0,8}") {
        check(&text)?;
    }

    #[test]
    fn any_mixture_of_pieces_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(&pieces.concat())?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &Hint::default());
    }

    #[test]
    fn damaged_documents_are_read(which in 0..1000_usize, cuts in prop::collection::vec((any::<u32>(), 0..12_usize, prop::sample::select(PIECES)), 1..12)) {
        let documents = layouts();
        let mut text: Vec<char> = documents[which % documents.len()].chars().collect();
        for (place, length, piece) in cuts {
            let at = place as usize % (text.len() + 1);
            let end = (at + length).min(text.len());
            text.splice(at..end, piece.chars());
        }
        check(&text.into_iter().collect::<String>())?;
    }
}

#[test]
fn a_line_of_ten_megabytes_and_a_long_document_are_read_in_time() {
    let started = Instant::now();
    let line = "あ".repeat(3_500_000);
    let document = read(line.as_bytes(), &Hint::default()).expect("text");
    assert_eq!(document.problems.len(), 1);
    let unmarked = "経営の方針を進める ".repeat(20) + "\n";
    let document = read(unmarked.repeat(2_000).as_bytes(), &Hint::default()).expect("text");
    assert_eq!(lines(&document).len(), 2_000);
    let issues = "経営課題1-(1) 水辺\n課題認識\n・甲を行う。\nアウトカム指標\n・参加者数：10人以上\n達成状況\n・12人：A\n";
    let document = read(issues.repeat(1_000).as_bytes(), &Hint::default()).expect("text");
    assert_eq!(lines(&document).len(), 7_000);
    let listed: String = (0..4_000).map(|at| format!("・指標{at}の割合：{at}件以上\n")).collect();
    let many = format!("経営課題1 水辺\nアウトカム指標\n{listed}");
    let document = read(many.as_bytes(), &Hint::default()).expect("text");
    assert_eq!(document.statements[0].issues[0].indicators.len(), 4_000);
    let many: String =
        (0..3_000).map(|at| format!("経営課題{} 名前{at}\n課題認識\n・甲{at}\n", at % 90)).collect();
    let document = read(many.as_bytes(), &Hint::default()).expect("text");
    assert_eq!(document.statements[0].issues.len(), 3_000);
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}
