//! 行と升目: text becomes numbered lines, each cut into cells by tabs, pipes or runs of spaces.

use crate::{
    markup,
    words::{is_digit, is_han, trim, width},
};

/// How much of one line is looked at; the rest is reported as unread. No line of a document is this long.
pub const LINE_LENGTH: usize = 200_000;

/// 行: one line of the source with its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Line number, from 1.
    pub number: usize,
    /// Columns of white space before the text.
    pub indent: usize,
    /// Cells by column; blank ones stay, so that columns keep their place. Never empty.
    pub cells: Vec<String>,
    /// Cut by tabs or pipes, so that the columns are certain.
    pub tabbed: bool,
    /// A blank line stands before.
    pub blank_before: bool,
    /// A blank line stands after, or the end.
    pub blank_after: bool,
    /// Only rules: `-----`, `=====`.
    pub rule: bool,
}

impl Line {
    /// The words of all cells with single spaces between.
    pub fn text(&self) -> String {
        self.filled().map(|(_, cell)| cell).collect::<Vec<_>>().join(" ")
    }

    /// Cells that hold something, with their column.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells
            .iter()
            .enumerate()
            .map(|(column, cell)| (column, trim(cell)))
            .filter(|(_, cell)| !cell.is_empty())
    }

    /// Width of the text as typed.
    pub fn width(&self) -> usize {
        self.indent + width(&self.text())
    }
}

/// Cuts a text into its non-blank lines.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = true;
    for (index, raw) in text.split('\n').enumerate() {
        if trim(raw).is_empty() {
            if let (false, Some(last)) = (blank, lines.last_mut()) {
                last.blank_after = true;
            }
            blank = true;
            continue;
        }
        lines.push(line(index + 1, raw, blank));
        blank = false;
    }
    if let Some(last) = lines.last_mut() {
        last.blank_after = true;
    }
    lines
}

fn line(number: usize, raw: &str, blank_before: bool) -> Line {
    let untagged = markup::cells_of_tags(clipped(raw));
    let raw = untagged.as_deref().unwrap_or_else(|| clipped(raw));
    let indent =
        raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
    let (cells, tabbed) = cells(raw);
    Line {
        number,
        indent,
        cells,
        tabbed,
        blank_before,
        blank_after: false,
        rule: is_rule(raw) || trim(raw).is_empty(),
    }
}

/// The part of an overlong line that is read.
pub fn clipped(raw: &str) -> &str {
    if raw.len() <= LINE_LENGTH {
        return raw;
    }
    let end = (0..=LINE_LENGTH).rev().find(|end| raw.is_char_boundary(*end)).unwrap_or(0);
    raw.get(..end).unwrap_or("")
}

fn is_rule(raw: &str) -> bool {
    let text = trim(raw);
    let drawn = |c: char| "-=_*~―─━＝－ー—–:|+┌┐└┘├┤┬┴┼│┃＋…・.".contains(c) || c.is_whitespace();
    text.chars().count() >= 3 && text.chars().all(drawn)
}

fn cells(raw: &str) -> (Vec<String>, bool) {
    let text = raw.trim_end();
    let owned = |parts: Vec<&str>| parts.into_iter().map(|part| trim(part).to_owned()).collect::<Vec<_>>();
    let piped = trim(text).trim_start_matches(['|', '｜', '│', '┃']);
    if piped.len() < trim(text).len() && piped.contains(['|', '｜', '│', '┃']) {
        return (
            owned(piped.trim_end_matches(['|', '｜', '│', '┃']).split(['|', '｜', '│', '┃']).collect()),
            true,
        );
    }
    if text.trim_start_matches([' ', '\u{3000}']).contains('\t') {
        let mut parts = owned(text.split('\t').collect());
        while parts.len() > 1 && parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        // Tabs before a lone bullet are an indentation.
        if parts.iter().filter(|part| !part.is_empty()).count() == 1
            && raw.ends_with(|c: char| !c.is_whitespace())
        {
            let only = parts.last().cloned().unwrap_or_default();
            if crate::mark::leading(&only).is_some_and(|marked| marked.style.is_bullet()) && parts.len() <= 3
            {
                return (vec![only], false);
            }
        }
        return (parts, true);
    }
    (spaced(trim(text)), false)
}

/// Runs of two or more spaces cut, but not behind a bullet and not inside a spread word such as 目　　標.
fn spaced(text: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut run = String::new();
    for c in text.chars() {
        if c.is_whitespace() {
            run.push(c);
            continue;
        }
        let cuts = run.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum::<usize>() >= 2
            && run.chars().count() >= 2;
        if cuts && !(cells.is_empty() && is_lone_mark(&cell)) {
            cells.push(std::mem::take(&mut cell));
        } else if !cell.is_empty() {
            cell.push_str(&run);
        }
        run.clear();
        cell.push(c);
    }
    cells.push(cell);
    // 目　　標　　甲を行う。: a spread word before its value.
    let spread =
        cells.iter().take_while(|cell| cell.chars().count() == 1 && cell.chars().all(is_han)).count();
    if spread >= 2 && spread < cells.len() {
        let word: String = cells.drain(..spread).collect();
        cells.insert(0, word);
    }
    if cells.len() > 1 && cells.iter().all(|cell| cell.chars().count() == 1 && !cell.chars().all(is_digit)) {
        return vec![cells.concat()];
    }
    cells
}

/// A bullet or enumerator that waits for its text.
fn is_lone_mark(cell: &str) -> bool {
    let count = cell.chars().count();
    count <= 4 && crate::mark::leading(&format!("{cell} 字")).is_some_and(|marked| marked.text == "字")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(raw: &str) -> Vec<String> {
        cells(raw).0
    }

    #[test]
    fn tabs_pipes_and_runs_of_spaces_cut_cells() {
        assert_eq!(cut("課題\t甲\t\t乙\t\t"), ["課題", "甲", "", "乙"]);
        assert_eq!(cut("\t\t3決算額"), ["", "", "3決算額"]);
        assert_eq!(cut("| 指標 | 目標 | |"), ["指標", "目標", ""]);
        assert_eq!(cut("指標名      目標値   実績値"), ["指標名", "目標値", "実績値"]);
        assert_eq!(cut("  •   甲を行う。"), ["•   甲を行う。"]);
        assert_eq!(cut("目　　標"), ["目標"]);
        assert_eq!(cut("令和5年度 運営方針"), ["令和5年度 運営方針"]);
    }

    #[test]
    fn lines_know_their_number_and_neighbours() {
        let lines = lines("\n甲\n\n  乙\n丙");
        assert_eq!(
            lines.iter().map(|line| (line.number, line.indent)).collect::<Vec<_>>(),
            [(2, 0), (4, 2), (5, 0)]
        );
        assert_eq!(
            lines.iter().map(|line| (line.blank_before, line.blank_after)).collect::<Vec<_>>(),
            [(true, true), (true, false), (false, true)]
        );
    }
}
