//! Looks: at what of the files a rule asks its question.

use super::Found;
use super::sheet::{At, Sheet};

/// One look a file.
pub(super) fn whole(sheets: &[Sheet<'_>], is_right: impl Fn(&Sheet<'_>) -> bool) -> Found {
    let mut found = Found::default();
    for sheet in sheets {
        found.look(is_right(sheet), || sheet.place(""));
    }
    found
}

/// One look a line under the head.
pub(super) fn each_line(sheets: &[Sheet<'_>], is_right: impl Fn(&Sheet<'_>, &[String]) -> bool) -> Found {
    let mut found = Found::default();
    for sheet in sheets {
        for (line, row) in sheet.rows() {
            found.look(is_right(sheet, row), || sheet.line(line, row.join(" ")));
        }
    }
    found
}

/// One look a head.
pub(super) fn each_head(sheets: &[Sheet<'_>], is_right: impl Fn(&str) -> bool) -> Found {
    let mut found = Found::default();
    for sheet in sheets {
        for head in sheet.head() {
            found.look(is_right(head), || sheet.column(head));
        }
    }
    found
}

/// One look a cell, heads included.
pub(super) fn each_cell(sheets: &[Sheet<'_>], is_right: impl Fn(&str) -> bool) -> Found {
    let heads = each_head(sheets, &is_right);
    heads.and(each(sheets, |_| true, |it| is_right(it.cell)))
}

/// One look at every cell of a kind.
pub(super) fn each<'s>(
    sheets: &'s [Sheet<'s>],
    is_asked: impl Fn(&At<'s>) -> bool,
    is_right: impl Fn(&At<'s>) -> bool,
) -> Found {
    let mut found = Found::default();
    for at in sheets.iter().flat_map(Sheet::cells).filter(|it| is_asked(it)) {
        found.look(is_right(&at), || at.place());
    }
    found
}
