//! CSV: RFC 4180, one record a line, in two kinds: with Japanese heads for people, with ASCII heads for programs.

use std::borrow::Cow;

use crate::cell::Cell;
use crate::column::Column;
use crate::table::Row;

/// For whom a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// 人: Japanese heads and words, with the mark by which spreadsheets know UTF-8.
    Person,
    /// プログラム: ASCII heads and codes, without a mark.
    Program,
}

/// U+FEFF: without it spreadsheets take the file for Shift_JIS.
const MARK: &str = "\u{FEFF}";

/// Writes rows under their head. Lines end with CRLF; what is missing is empty.
pub fn write(columns: &[Column], rows: &[Row<'_>], reader: Reader) -> Vec<u8> {
    let mut out = String::with_capacity(64 * columns.len() * (rows.len() + 1) / 4);
    if reader == Reader::Person {
        out.push_str(MARK);
    }
    line(&mut out, columns.iter().map(|column| Cow::Borrowed(column.head(reader))));
    for row in rows {
        line(&mut out, row.iter().map(|cell| value(cell, reader)));
    }
    out.into_bytes()
}

impl Column {
    /// What stands above the column.
    pub fn head(&self, reader: Reader) -> &'static str {
        match reader {
            Reader::Person => self.ja,
            Reader::Program => self.name,
        }
    }
}

fn line<'a>(out: &mut String, values: impl Iterator<Item = Cow<'a, str>>) {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if value.contains([',', '"']) {
            out.push('"');
            out.push_str(&value.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&value);
        }
    }
    out.push_str("\r\n");
}

/// A cell as the file has it.
fn value<'a>(cell: &'a Cell<'_>, reader: Reader) -> Cow<'a, str> {
    match cell {
        Cell::Blank => Cow::Borrowed(""),
        Cell::Text(text) => guarded(one_line(text)),
        Cell::Code(code) => Cow::Borrowed(match reader {
            Reader::Person => code.ja,
            Reader::Program => code.code,
        }),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Whole(number) => Cow::Owned(number.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}

/// A text on one line: breaks and other control characters become spaces, and none stand at its ends.
fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let parts = text.split(char::is_control).map(str::trim).filter(|it| !it.is_empty());
    Cow::Owned(parts.collect::<Vec<_>>().join(" "))
}

/// What a spreadsheet would take for the beginning of a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Puts `'` before a text that a spreadsheet would run. Whoever reads it back takes one `'` off where only `'` and such a
/// sign follow.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { text }
}
