//! L1: whether a program can take the file apart at all.

use super::look::{each, each_cell, each_head, each_line, whole};
use super::sheet::{At, Sheet};
use super::{Found, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "L1-01",
        asks: ("機械が読める形式のファイルである", "the file is in a format that machines read"),
        look: |sheets| {
            whole(sheets, |it| {
                it.is_csv() && it.text.is_some_and(|it| !it.contains('\0')) && !it.lines.is_empty()
            })
        },
    },
    Rule {
        id: "L1-02",
        asks: ("一つのファイルに一つの表だけがある", "one file holds one table"),
        look: |sheets| {
            each_line(sheets, |sheet, row| {
                row.len() == sheet.head().len() && row.iter().any(|it| !it.is_empty())
            })
        },
    },
    Rule {
        id: "L1-03",
        asks: ("一つの表が途中で分かれていない", "a table is not torn into pieces"),
        look: |sheets| each_line(sheets, |sheet, row| row != sheet.head()),
    },
    Rule {
        id: "L1-04",
        asks: ("表題や注など、表ではないものがない", "nothing but the table: no titles, no notes"),
        look: |sheets| each_line(sheets, |sheet, row| sheet.head().len() < 3 || filled(row) > 1),
    },
    Rule {
        id: "L1-05",
        asks: ("すべての列に名前がある", "every column has a name"),
        look: |sheets| each_head(sheets, |head| !head.trim().is_empty()),
    },
    Rule {
        id: "L1-06",
        asks: ("体裁を整えるための空白や改行がない", "no blanks or breaks for the sake of looks"),
        look: |sheets| {
            each_cell(sheets, |it| it.trim() == it && !it.contains(['\n', '\r']) && !is_spaced_out(it))
        },
    },
    Rule {
        id: "L1-07",
        asks: ("一つのセルに一つのデータだけがある", "one cell holds one datum"),
        look: one_datum,
    },
    Rule {
        id: "L1-08",
        asks: (
            "機種によって異なる文字を使わない（固有の名称を除く）",
            "no characters that differ from machine to machine, names excepted",
        ),
        look: plain_characters,
    },
    Rule {
        id: "L1-09",
        asks: ("空欄と0を区別できる", "blank and zero can be told apart"),
        look: blank_and_zero,
    },
    Rule {
        id: "L1-10",
        asks: ("表計算ファイルに図形や画像を置かない", "workbooks hold no drawings"),
        look: workbooks,
    },
    Rule {
        id: "L1-11",
        asks: ("表計算ファイルで、色だけで意味を表さない", "in workbooks colour alone says nothing"),
        look: workbooks,
    },
    Rule {
        id: "L1-12",
        asks: ("表計算ファイルでセルを結合しない", "workbooks have no merged cells"),
        look: workbooks,
    },
    Rule {
        id: "L1-13",
        asks: ("表計算ファイルで行や列を隠さない", "workbooks hide no rows or columns"),
        look: workbooks,
    },
    Rule {
        id: "L1-14",
        asks: ("CSVで、一つのレコードが一つの行である", "in CSV one record is one line"),
        look: |sheets| whole(sheets, |it| it.text.is_some_and(|text| text.lines().count() == it.lines.len())),
    },
    Rule {
        id: "L1-15",
        asks: ("CSVで、区切り文字を含む値を引用符で囲む", "in CSV values with a comma are quoted"),
        look: |sheets| whole(sheets, |it| it.text.is_some_and(is_quoted_well)),
    },
];

fn filled(row: &[String]) -> usize {
    row.iter().filter(|it| !it.is_empty()).count()
}

/// 「日　付」: every letter apart from the next.
fn is_spaced_out(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', '　']).collect();
    parts.len() > 1 && parts.iter().all(|it| it.chars().count() == 1 && !it.is_ascii())
}

/// Names of things stand alone in their cell; so do the words of a list and numbers.
fn one_datum(sheets: &[Sheet<'_>]) -> Found {
    let is_one = |it: &At<'_>| {
        let is_id = it.column.name == "id" || it.column.name.ends_with("_id");
        is_id || it.column.is_number() || !it.column.words.is_empty()
    };
    let many = [';', '；', '、', '，', ',', '／', ' ', '　', '\n'];
    each(sheets, |it| !it.cell.is_empty() && is_one(it), |it| !it.cell.contains(many))
}

/// Circled and squared letters, half-width katakana, letters that somebody made up.
fn is_machine_bound(letter: char) -> bool {
    matches!(letter,
        '\u{2116}' | '\u{2121}' | '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24FF}' | '\u{3200}'..='\u{33FF}'
        | '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' | '\u{F0000}'..='\u{10FFFD}')
}

fn plain_characters(sheets: &[Sheet<'_>]) -> Found {
    let is_name = |it: &At<'_>| it.column.name.ends_with("_name");
    each(sheets, |_| true, |it| is_name(it) || !it.cell.contains(is_machine_bound))
}

/// Where a state stands beside a value, it says whether there is one, and the value is blank just where there is none.
fn blank_and_zero(sheets: &[Sheet<'_>]) -> Found {
    let without = ["M", "S", "W", "未測定", "集計中", "数値なし"];
    let mut found = Found::default();
    for sheet in sheets {
        for (line, row) in sheet.rows() {
            if let (Some(value), Some(status)) = (sheet.cell(row, "value"), sheet.cell(row, "status")) {
                let is_told = !status.is_empty() && value.is_empty() == without.contains(&status);
                found.look(is_told, || sheet.line(line, format!("{value} {status}")));
            }
        }
    }
    found
}

/// Rules for workbooks: none is published; one that is would have to be looked into, and nothing here can.
fn workbooks(sheets: &[Sheet<'_>]) -> Found {
    let mut found = Found::nothing();
    for sheet in sheets.iter().filter(|it| !it.is_csv()) {
        found.look(false, || sheet.place(sheet.name));
    }
    found
}

/// Quotes open and close at the ends of values only, and every line has as many values as the head.
fn is_quoted_well(text: &str) -> bool {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut widths = text.lines().map(width);
    let first = widths.next().flatten();
    first.is_some() && widths.all(|it| it == first)
}

/// How many values a line has; none where a quote stands where none may.
fn width(line: &str) -> Option<usize> {
    let (mut count, mut rest) = (1, line);
    loop {
        let after = match rest.strip_prefix('"') {
            Some(inside) => closed(inside)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                if rest[..end].contains('"') {
                    return None;
                }
                &rest[end..]
            }
        };
        match after.strip_prefix(',') {
            Some(next) => (count, rest) = (count + 1, next),
            None if after.is_empty() => return Some(count),
            None => return None,
        }
    }
}

/// What follows the closing quote.
fn closed(mut inside: &str) -> Option<&str> {
    loop {
        let after = &inside[inside.find('"')? + 1..];
        match after.strip_prefix('"') {
            Some(next) => inside = next,
            None => return Some(after),
        }
    }
}
