//! 文書の骨組み: each line becomes a heading, a row, text or furniture; wrapped lines are joined.

use crate::{
    block::Line,
    dictionary::Meaning,
    furniture::{Furniture, furniture},
    label::{Named, named, numbered, whole},
    mark::{Marked, Style, leading},
    organisation::{Headed, head_of, headed, is_person},
    words::{glue, is_sentence, trim, width},
};

/// 骨組みの一つ: one logical line, which may stand on several lines of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line numbers that it took.
    pub lines: Vec<usize>,
    /// Columns of white space before it.
    pub indent: usize,
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub text: String,
    /// A blank line stands before.
    pub blank_before: bool,
    /// A blank line stands after.
    pub blank_after: bool,
}

impl Entry {
    /// The first of its lines.
    pub fn line(&self) -> usize {
        self.lines.first().copied().unwrap_or(0)
    }
}

/// 行の種類.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `-----`
    Rule,
    /// Page furniture.
    Furniture(Furniture),
    /// A heading or label, or what may be one.
    Heading(Heading),
    /// Two or more cells: blank ones stay.
    Row {
        /// By column.
        cells: Vec<String>,
        /// The columns are certain.
        tabbed: bool,
    },
    /// A paragraph or list item, with its mark.
    Text(Option<Style>),
}

/// 見出し.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// How it is marked.
    pub style: Style,
    /// Its meaning, number and words; without a meaning it is a candidate, which the place decides.
    pub named: Named,
    /// The organisation that it names.
    pub organisation: Option<Headed>,
}

/// Classifies all lines, then joins wrapped ones.
pub fn outline(lines: &[Line]) -> Vec<Entry> {
    join(lines.iter().map(entry).collect())
}

fn entry(line: &Line) -> Entry {
    let text = line.text();
    Entry {
        lines: vec![line.number],
        indent: line.indent,
        kind: kind(line, &text),
        text,
        blank_before: line.blank_before,
        blank_after: line.blank_after,
    }
}

fn kind(line: &Line, text: &str) -> Kind {
    if line.rule {
        return Kind::Rule;
    }
    if let Some(found) = furniture(text) {
        return Kind::Furniture(found);
    }
    let filled = line.filled().count();
    if filled >= 2 || (line.tabbed && line.cells.first().is_some_and(String::is_empty)) {
        return match spread_heading(line, text) {
            Some(heading) => Kind::Heading(heading),
            None => Kind::Row { cells: line.cells.clone(), tabbed: line.tabbed },
        };
    }
    let text = line.filled().next().map_or("", |(_, cell)| cell);
    heading(text).map_or_else(|| Kind::Text(leading(text).map(|marked| marked.style)), Kind::Heading)
}

/// A heading whose words stand apart: `経営課題１   安全なまち`, `■  総務部`.
fn spread_heading(line: &Line, text: &str) -> Option<Heading> {
    if line.tabbed && line.cells.first().is_some_and(String::is_empty) {
        return None;
    }
    let joined = line.filled().count() == 2 && !line.cells.iter().any(|cell| whole(cell).is_some());
    let organisation =
        joined.then(|| headed(text)).flatten().filter(|it| it.year.is_some() || it.head.is_some());
    if let Some(organisation) = organisation {
        return Some(Heading { style: Style::Bare, named: plain(text), organisation: Some(organisation) });
    }
    let (style, bare) = leading(text).map_or((Style::Bare, text), |marked| (marked.style, marked.text));
    let named = joined.then(|| numbered(bare)).flatten()?;
    Some(Heading { style, named, organisation: None })
}

fn plain(text: &str) -> Named {
    Named { meanings: Vec::new(), number: None, label: trim(text).to_owned(), value: String::new() }
}

/// Reads a line as a heading: known by its words, or a candidate by its form.
pub fn heading(text: &str) -> Option<Heading> {
    match leading(text) {
        Some(marked) => marked_heading(text, &marked),
        None => bare_heading(text),
    }
}

fn marked_heading(text: &str, marked: &Marked<'_>) -> Option<Heading> {
    let style = marked.style;
    // 【経営課題1】安全なまち, 【課題】甲を行う。
    let inner = leading(marked.text).filter(|inner| {
        !style.is_bullet() && (matches!(inner.style, Style::Bracket(_)) || inner.style.is_enumerator())
    });
    let (body, after) = match &inner {
        Some(inner) if marked.after.is_empty() => (inner.text, inner.after),
        _ => (marked.text, marked.after),
    };
    let number = marked.number.or(inner.as_ref().and_then(|inner| inner.number)).map(str::to_owned);
    if style.is_bullet() {
        let found = named(body).filter(|found| body.contains(['：', ':']) && !found.meanings.is_empty());
        return found.map(|named| Heading { style, named, organisation: None });
    }
    if let Some(mut found) = named(body) {
        let fits = after.is_empty() || found.value.is_empty();
        if !after.is_empty() && found.label.is_empty() {
            found.label = trim(after).to_owned();
        } else if !after.is_empty() {
            found.value = format!("{}{}", found.value, trim(after.trim_start_matches(['：', ':'])));
        }
        if found.number.is_none() {
            found.number = number;
        }
        return fits.then_some(Heading { style, named: found, organisation: None });
    }
    let organisation = headed(body).filter(|_| after.is_empty() || head_of(after).is_some()).map(|mut it| {
        it.head = it.head.or_else(|| head_of(after));
        it
    });
    let candidate = organisation.is_some()
        || (after.is_empty() && is_title(body))
        || (is_title(after)
            && matches!(style, Style::Bracket(_))
            && crate::dictionary::dictionary().numbered(body).is_some());
    let mut named = plain(body);
    named.number = number;
    let _ = text;
    candidate.then_some(Heading { style, named, organisation })
}

fn bare_heading(text: &str) -> Option<Heading> {
    // （所属長：山田 太郎）
    let inner = text.strip_prefix(['(', '（']).and_then(|inner| inner.strip_suffix([')', '）']));
    if let Some(person) = inner.or(Some(text)).and_then(head_of) {
        let line_is_title = headed(text).is_some();
        if !line_is_title && width(text) <= 50 {
            let named = Named {
                meanings: vec![Meaning::Head],
                number: None,
                label: "所属長".to_owned(),
                value: person,
            };
            return Some(Heading { style: Style::Label, named, organisation: None });
        }
    }
    let organisation = headed(text);
    if organisation.is_some() {
        return Some(Heading { style: Style::Bare, named: plain(text), organisation });
    }
    if let Some(named) = named(text) {
        let style = if named.value.is_empty() { Style::Bare } else { Style::Label };
        return Some(Heading { style, named, organisation: None });
    }
    (is_title(text) && width(text) <= 60 && !is_person(text)).then(|| Heading {
        style: Style::Bare,
        named: plain(text),
        organisation: None,
    })
}

/// Short words without the marks of a sentence or of a figure.
fn is_title(text: &str) -> bool {
    let text = trim(text);
    let count = text.chars().count();
    (2..=45).contains(&count)
        && !is_sentence(text)
        && !text.ends_with(['、', '，', '・', '：', ':', '」', '%', '％'])
        && !text.contains(['。', '：', ':', '%', '％', '\u{FFFD}'])
        && !["以上", "以下", "以内", "未満", "する", "した", "ます", "です"]
            .iter()
            .any(|end| text.ends_with(end))
}

/// Joins wrapped lines to the text before them.
fn join(entries: Vec<Entry>) -> Vec<Entry> {
    let typical = typical_width(&entries);
    let mut joined: Vec<Entry> = Vec::with_capacity(entries.len());
    for mut entry in entries {
        if let Some(last) = joined.last_mut() {
            if continues(last, &entry, typical) && append(last, &entry) {
                last.lines.append(&mut entry.lines);
                last.blank_after = entry.blank_after;
                continue;
            }
        }
        joined.push(entry);
    }
    joined
}

/// The width at which this document seems to wrap: among its unmarked text lines, the 90th percentile.
fn typical_width(entries: &[Entry]) -> usize {
    let mut widths: Vec<usize> = entries
        .iter()
        .filter(|entry| matches!(entry.kind, Kind::Text(_)))
        .map(|entry| entry.indent + width(&entry.text))
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(0).min(120)
}

fn continues(last: &Entry, next: &Entry, typical: usize) -> bool {
    if next.blank_before || last.blank_after {
        return false;
    }
    let unmarked = match &next.kind {
        Kind::Text(None) => true,
        // A candidate without a mark may be the tail of a wrapped line.
        Kind::Heading(heading) => {
            heading.style == Style::Bare
                && heading.named.meanings.is_empty()
                && heading.organisation.is_none()
        }
        _ => false,
    };
    let holds = match &last.kind {
        Kind::Text(_) => true,
        Kind::Heading(heading) => {
            !heading.named.value.is_empty()
                && heading.organisation.is_none()
                && heading.named.meanings.first() != Some(&Meaning::Head)
        }
        Kind::Row { tabbed, .. } => !tabbed && next.indent >= 6,
        _ => false,
    };
    if !unmarked || !holds {
        return false;
    }
    let ends = trim(&last.text).ends_with(['。', '！', '？', '」', '』', '!', '?']);
    let marked = matches!(last.kind, Kind::Text(Some(_)));
    let hangs =
        next.indent > last.indent && (marked || matches!(last.kind, Kind::Row { .. } | Kind::Heading(_)));
    let open = trim(&last.text).ends_with(['、', '，', '：', ':', '・', '（', '(', '「'])
        || has_open_bracket(&last.text);
    let last_width = last.indent + width(&last.text);
    let full = last_width >= 40 && last_width * 100 >= typical * 75;
    hangs || open || (!ends && full && last.lines.len() < 200)
}

fn has_open_bracket(text: &str) -> bool {
    let count = |marks: [char; 2]| text.chars().filter(|c| marks.contains(c)).count();
    count(['（', '(']) > count(['）', ')']) && leading(text).is_none_or(|marked| marked.style != Style::Paren)
        || text.matches('「').count() > text.matches('」').count()
}

/// Appends the words of a wrapped line to the last value of an entry.
fn append(last: &mut Entry, next: &Entry) -> bool {
    // One entry never grows without end: a text that never ends a sentence is cut here.
    if last.text.len() > 100_000 {
        return false;
    }
    glue(&mut last.text, &next.text);
    match &mut last.kind {
        Kind::Heading(heading) => glue(&mut heading.named.value, &next.text),
        Kind::Row { cells, .. } => {
            if let Some(cell) = cells.last_mut() {
                glue(cell, &next.text);
            }
        }
        _ => {}
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<String> {
        outline(&crate::block::lines(text))
            .into_iter()
            .map(|entry| match entry.kind {
                Kind::Heading(it) if it.organisation.is_some() => {
                    format!("organisation {}", it.organisation.unwrap_or_default().name)
                }
                Kind::Heading(it) if it.named.meanings.is_empty() => format!("perhaps {}", it.named.label),
                Kind::Heading(it) => {
                    format!("{:?} {}|{}", it.named.meanings[0], it.named.label, it.named.value)
                }
                Kind::Row { cells, .. } => format!("row {}", cells.join("/")),
                Kind::Text(_) => format!("text {}", entry.text),
                Kind::Furniture(_) => "furniture".to_owned(),
                Kind::Rule => "rule".to_owned(),
            })
            .collect()
    }

    #[test]
    fn lines_become_headings_rows_and_text() {
        assert_eq!(
            shapes("■ 総務部\n【使命】市民を支える。\n1 課題認識\n・甲を行う。\n課題\t乙\n-----\n- 3 -"),
            [
                "organisation 総務部",
                "Mission 使命|市民を支える。",
                "Problems 課題認識|",
                "text ・甲を行う。",
                "row 課題/乙",
                "rule",
                "furniture"
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        assert_eq!(
            shapes(
                "・地域の皆さまと力を合わせて防災訓練を行い、いざという時に\n  助け合えるまちをつくる。\n・次の項目を行う。"
            ),
            [
                "text ・地域の皆さまと力を合わせて防災訓練を行い、いざという時に助け合えるまちをつくる。",
                "text ・次の項目を行う。"
            ]
        );
    }
}
