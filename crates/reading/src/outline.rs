//! 文書の骨組み: each line becomes a heading, a row, text or furniture; wrapped lines are joined.

use crate::{
    block::Line,
    dictionary::Meaning,
    furniture::{Furniture, furniture},
    label::{Named, named, numbered, whole},
    mark::{Marked, Style, leading},
    organisation::{Headed, head_of, headed, is_name, is_person},
    words::{is_digit, is_sentence, key, trim, width},
    wrap::join,
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
    join(running_heads(lines.iter().map(entry).collect()))
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
    if crate::ticked::is_choice(text) && !line.tabbed {
        return Kind::Text(None);
    }
    let filled = line.filled().count();
    if filled >= 2 || (line.tabbed && line.cells.first().is_some_and(String::is_empty)) {
        return match spread_heading(line, text) {
            Some(heading) => Kind::Heading(heading),
            None => Kind::Row { cells: line.cells.clone(), tabbed: line.tabbed },
        };
    }
    let text = line.filled().next().map_or("", |(_, cell)| cell);
    if let Some(cells) = labelled_cells(text) {
        return Kind::Row { cells, tabbed: true };
    }
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
    if named.meanings.contains(&Meaning::IndicatorName) {
        return None;
    }
    Some(Heading { style, named, organisation: None })
}

fn plain(text: &str) -> Named {
    Named { meanings: Vec::new(), number: None, label: trim(text).to_owned(), value: String::new() }
}

/// Reads a line as a heading: known by its words, or a candidate by its form.
pub fn heading(text: &str) -> Option<Heading> {
    if let Some(heading) = paren_label(text) {
        return Some(heading);
    }
    match leading(text) {
        Some(marked) => marked_heading(&marked),
        None => bare_heading(text),
    }
}

fn marked_heading(marked: &Marked<'_>) -> Option<Heading> {
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
        || (after.is_empty()
            && (is_title(body) || style.is_enumerator() && is_title(body.trim_end_matches("する"))))
        || (is_title(after) && matches!(style, Style::Bracket(_)) && counted(body).is_some());
    let mut named = plain(body);
    named.number = number;
    // 【視点2】安全: the title stands behind the bracket.
    if let Some(number) = counted(body).filter(|_| candidate && !after.is_empty() && organisation.is_none()) {
        named = Named { number: Some(number.to_owned()), ..plain(after) };
    }
    candidate.then_some(Heading { style, named, organisation })
}

/// `(目標)甲を行う。`: a known label in round brackets.
fn paren_label(text: &str) -> Option<Heading> {
    let inner = text.strip_prefix(['(', '（'])?;
    let (label, after) = inner.split_once([')', '）'])?;
    let named = whole(label).filter(|_| {
        label.chars().count() <= 12 && (!label.chars().any(is_digit) || label.contains("年度"))
    })?;
    let value = trim(after.trim_start_matches(['：', ':'])).to_owned();
    Some(Heading { style: Style::Bracket('('), named: Named { value, ..named }, organisation: None })
}

/// A word with a number at its end: `視点2`.
fn counted(text: &str) -> Option<&str> {
    let word = text.trim_end_matches(|c: char| is_digit(c) || "①②③④⑤⑥⑦⑧⑨-－".contains(c));
    let number = text.get(word.len()..).filter(|number| !number.is_empty())?;
    (word.chars().count() <= 8).then_some(number)
}

/// `必要性：Ａ　有効性：Ａ`: several labels with their values on one line.
fn labelled_cells(text: &str) -> Option<Vec<String>> {
    let cells: Vec<&str> = text.split_whitespace().collect();
    let labelled = |cell: &&str| {
        cell.split_once(['：', ':']).is_some_and(|(label, value)| !value.is_empty() && whole(label).is_some())
    };
    (cells.len() > 1 && cells.iter().all(labelled)).then(|| cells.into_iter().map(str::to_owned).collect())
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
    let labelled = (text.contains(['：', ':']) || is_labelled_organisation(text))
        .then(|| named(text))
        .flatten()
        .filter(|it| !it.value.is_empty());
    let bracketed = inner.filter(|inner| is_name(inner)).and_then(headed);
    let organisation = headed(text).or(bracketed).filter(|_| labelled.is_none());
    if organisation.is_some() {
        return Some(Heading { style: Style::Bare, named: plain(text), organisation });
    }
    if let Some(named) = labelled.or_else(|| named(text)) {
        let style = if named.value.is_empty() { Style::Bare } else { Style::Label };
        return Some(Heading { style, named, organisation: None });
    }
    (is_title(text) && width(text) <= 60 && !is_person(text)).then(|| Heading {
        style: Style::Bare,
        named: plain(text),
        organisation: None,
    })
}

/// `部課名　産業部　農林課`: the first word is a label.
fn is_labelled_organisation(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    first.len() < text.len()
        && whole(first).is_some_and(|it| it.meanings.first() == Some(&Meaning::Organisation))
}

/// A title that comes back on later pages, with its year, is furniture there.
fn running_heads(mut entries: Vec<Entry>) -> Vec<Entry> {
    let Some(title) = entries.iter().find(|entry| is_dated_title(entry)).map(|entry| key(&entry.text)) else {
        return entries;
    };
    let again = entries.iter_mut().filter(|entry| key(&entry.text) == title).skip(1);
    for entry in again {
        entry.kind = Kind::Furniture(Furniture::Plain);
    }
    entries
}

fn is_dated_title(entry: &Entry) -> bool {
    !matches!(entry.kind, Kind::Furniture(_) | Kind::Rule)
        && (8..=60).contains(&entry.text.chars().count())
        && crate::year::year_span(&entry.text).is_some()
}

/// Short words without the marks of a sentence or of a figure.
fn is_title(text: &str) -> bool {
    let text = trim(text);
    let count = text.chars().count();
    (2..=45).contains(&count)
        && !is_sentence(text)
        && !text.ends_with(['、', '，', '・', '：', ':', '」', '%', '％'])
        && !text.contains(['。', '：', ':', '%', '％', '\u{FFFD}'])
        && (count <= 15 || !text.contains('、'))
        && !["以上", "以下", "以内", "未満", "する", "した", "ます", "です"]
            .iter()
            .any(|end| text.ends_with(end))
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
