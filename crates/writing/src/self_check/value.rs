//! L2: whether values are what their columns say.

use std::collections::HashSet;

use super::look::{each, each_head};
use super::sheet::{At, Sheet};
use super::{Found, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "L2-01",
        asks: (
            "数値は数値だけで、単位や区切りや注を付けない",
            "numbers are numbers: no units, separators or notes",
        ),
        look: |sheets| {
            each(sheets, |it| it.column.is_number() && !it.cell.is_empty(), |it| is_number(it.cell))
        },
    },
    Rule {
        id: "L2-02",
        asks: ("「同上」などで値を省かない", "no value is left out by a ditto mark"),
        look: |sheets| {
            each(
                sheets,
                |_| true,
                |it| !(DITTO.contains(&it.cell) || it.column.is_required && it.cell.is_empty()),
            )
        },
    },
    Rule {
        id: "L2-03", asks: ("列の名前が重ならない", "no two columns have one name"), look: unique_heads
    },
    Rule {
        id: "L2-04",
        asks: ("選択肢のある列では、決めた言葉だけを使う", "columns with choices hold no other words"),
        look: |sheets| each(sheets, is_chosen, |it| it.column.words.iter().any(|word| word == it.cell)),
    },
    Rule {
        id: "L2-05",
        asks: (
            "「その他」の内容を、選択肢の列に書き込まない",
            "what “other” means stands in a column of its own",
        ),
        look: |sheets| {
            each(sheets, is_chosen, |it| {
                let other = ["その他", "other"].iter().find(|word| it.cell.starts_with(*word));
                other.is_none_or(|_| it.column.words.iter().any(|word| word == it.cell))
            })
        },
    },
    Rule {
        id: "L2-06",
        asks: ("計算式が残っていない", "no formula is left"),
        look: |sheets| {
            each(
                sheets,
                |it| !it.cell.is_empty(),
                |it| {
                    !it.cell.starts_with(['=', '+', '@', '＝', '＋', '＠'])
                        && (is_number(it.cell) || !it.cell.starts_with(['-', '－']))
                },
            )
        },
    },
];

/// Words that stand for what the line above says.
const DITTO: &[&str] = &["同上", "〃", "々", "″", "\"", "〻", "同じ", "上に同じ", "〃〃"];

fn is_chosen(it: &At<'_>) -> bool {
    !it.column.words.is_empty() && !it.cell.is_empty()
}

/// Digits, with a sign and a point at most.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all = |text: &str| !text.is_empty() && text.chars().all(|it| it.is_ascii_digit());
    all(whole) && part.is_none_or(all)
}

fn unique_heads(sheets: &[Sheet<'_>]) -> Found {
    let mut found = each_head(sheets, |_| true);
    for sheet in sheets {
        let mut seen = HashSet::new();
        let twice = sheet.head().iter().filter(|it| !seen.insert(*it));
        found.wrong.extend(twice.map(|it| sheet.column(it)));
    }
    found
}
