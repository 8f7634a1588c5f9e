//! 折り返しの結合: a line that was broken by the width of a page goes back to the text before it.

use crate::{
    dictionary::Meaning,
    furniture::Furniture,
    mark::{Style, leading},
    outline::{Entry, Kind},
    words::{glue, is_digit, trim, width},
};

/// How many lines one text may take: more is no wrapped paragraph.
const LINES: usize = 60;

/// Joins wrapped lines to the text before them, across the furniture of a page break.
pub fn join(entries: Vec<Entry>) -> Vec<Entry> {
    let typical = typical_width(&entries);
    let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let before = joined.iter().rposition(|held| held.kind != Kind::Furniture(Furniture::Plain));
        let across = before.is_some_and(|at| at + 1 < joined.len());
        if let Some(last) = before.and_then(|at| joined.get_mut(at))
            && continues(last, &entry, typical, across)
        {
            append(last, &entry);
            last.lines.append(&mut entry.lines);
            last.blank_after = entry.blank_after;
            continue;
        }
        joined.push(entry);
    }
    joined
}

/// The width at which this document seems to wrap: of its text lines, the 90th percentile.
fn typical_width(entries: &[Entry]) -> usize {
    let mut widths: Vec<usize> = entries
        .iter()
        .filter(|entry| matches!(entry.kind, Kind::Text(_)))
        .map(|entry| entry.indent + width(&entry.text))
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0).min(120)
}

fn continues(last: &Entry, next: &Entry, typical: usize, across: bool) -> bool {
    if last.lines.len() >= LINES || !across && (next.blank_before || last.blank_after) {
        return false;
    }
    let last_width = last.indent + width(&last.text);
    let full = last_width >= 40 && last_width * 100 >= typical * 75;
    if !(is_unmarked(next) || is_torn_word(last, next, full)) || !holds(last, next, full) {
        return false;
    }
    let quoted = trim(&last.text).ends_with(['」', '』'])
        && !next.text.starts_with(['を', 'に', 'が', 'は', 'の', 'と', 'で', 'も', 'や', '、', 'へ']);
    let ends =
        quoted || trim(&last.text).ends_with(['。', '！', '？', '!', '?']) || ends_in_figure(&last.text);
    let marked = matches!(last.kind, Kind::Text(Some(_)));
    let hangs =
        next.indent > last.indent && (marked || matches!(last.kind, Kind::Row { .. } | Kind::Heading(_)));
    let open = trim(&last.text).ends_with(['、', '，', '：', ':', '・', '（', '(', '「'])
        || has_open_bracket(&last.text);
    if across { !ends && full } else { hangs || open || (!ends && full) }
}

/// `指導` at the end of a full line and `・支援` below: the dot joins words, when the list has other bullets.
fn is_torn_word(last: &Entry, next: &Entry, full: bool) -> bool {
    let dot =
        next.text.starts_with('・') && !next.text.starts_with("・ ") && !next.text.starts_with("・\u{3000}");
    let other = matches!(last.kind, Kind::Text(Some(style)) if style != Style::Sign('・'));
    dot && other && full && next.indent == 0 && matches!(next.kind, Kind::Text(_))
}

/// Text without a mark, or a candidate for a heading that may be the tail of a wrapped line.
fn is_unmarked(next: &Entry) -> bool {
    match &next.kind {
        Kind::Text(None) => true,
        Kind::Heading(heading) => {
            heading.style == Style::Bare
                && heading.named.meanings.is_empty()
                && heading.organisation.is_none()
        }
        _ => false,
    }
}

/// Whether the entry has text that can go on.
fn holds(last: &Entry, next: &Entry, full: bool) -> bool {
    match &last.kind {
        Kind::Text(_) => true,
        Kind::Heading(heading) if heading.organisation.is_some() => false,
        // An enumerated sentence that looked like a heading because its end was on the next line.
        Kind::Heading(heading) if heading.named.meanings.is_empty() => {
            full && heading.style != Style::Bare && heading.named.value.is_empty()
        }
        Kind::Heading(heading) => {
            !heading.named.value.is_empty() && heading.named.meanings.first() != Some(&Meaning::Head)
        }
        Kind::Row { tabbed, .. } => !tabbed && next.indent >= 6,
        _ => false,
    }
}

/// `…の割合：60％以上`: an indicator that has its target is complete.
fn ends_in_figure(text: &str) -> bool {
    let text = trim(trim(text).trim_end_matches(['）', ')', '】', ']']));
    let bare = ["以上", "以下", "以内", "未満", "超", "を維持", "維持", "程度"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let unit = bare.trim_end_matches(is_digit);
    let percent = bare.ends_with(['％', '%']);
    let close: String = bare.chars().rev().take(6).collect();
    let figure = close.chars().any(is_digit);
    figure && (percent || bare.len() < text.len() || (unit.len() < bare.len() && text.contains(['：', ':'])))
}

fn has_open_bracket(text: &str) -> bool {
    let count = |marks: [char; 2]| text.chars().filter(|c| marks.contains(c)).count();
    count(['（', '(']) > count(['）', ')']) && leading(text).is_none_or(|marked| marked.style != Style::Paren)
        || text.matches('「').count() > text.matches('」').count()
}

/// Appends the words of a wrapped line to the last value of an entry.
fn append(last: &mut Entry, next: &Entry) {
    glue(&mut last.text, &next.text);
    match &mut last.kind {
        Kind::Heading(heading) if heading.named.meanings.is_empty() => {
            last.kind = Kind::Text(Some(heading.style));
        }
        Kind::Heading(heading) => glue(&mut heading.named.value, &next.text),
        Kind::Row { cells, .. } => {
            if let Some(cell) = cells.last_mut() {
                glue(cell, &next.text);
            }
        }
        _ => {}
    }
}
