//! 見出しか項目か: what stands around a line decides whether it is a heading.

use super::{
    Reader,
    heading::{is_issue_field, is_text_field},
};
use crate::{
    dictionary::Meaning,
    mark::Style,
    outline::{Entry, Heading, Kind},
    words::is_sentence,
};

impl Reader<'_> {
    /// Below お問い合わせ: everything up to a known heading; the name of the section in charge looks like a heading too.
    pub(super) fn is_in_furniture(&self, index: usize, entry: &Entry, known: bool) -> bool {
        let Some(expected) = self.furniture else { return false };
        let next_opens = self.entries.get(index + 1).is_some_and(|next| match &next.kind {
            Kind::Heading(next) => !next.named.meanings.is_empty(),
            Kind::Row { .. } | Kind::Text(_) => true,
            _ => false,
        });
        let named = expected
            && self.document.page.contact.is_none()
            && crate::furniture::is_contact_name(&entry.text)
            && !next_opens;
        !known || named
    }

    /// A numbered word inside a list of its own field is an item: 「課題1 …」 under 課題.
    pub(super) fn is_item_after_all(&self, index: usize, heading: &Heading, meaning: Meaning) -> bool {
        let Some(number) = &heading.named.number else { return false };
        let weak =
            matches!(meaning, Meaning::Issue | Meaning::Group | Meaning::StrategyHeading | Meaning::Measure);
        let strong = heading.named.label.is_empty() || self.text_begins_strong(index);
        if !weak || strong || number.chars().count() > 2 {
            return false;
        }
        self.field().is_some_and(is_text_field) && !self.opens_fields(index, heading.style)
    }

    /// 経営課題, 重点課題 … always are headings; 課題, 目標, 取組 may begin an item.
    fn text_begins_strong(&self, index: usize) -> bool {
        let text = self.entries.get(index).map_or("", |entry| entry.text.as_str());
        ["経営", "重点", "主要", "個別", "政策", "組織", "具体的"]
            .iter()
            .any(|word| text.chars().take(4).collect::<String>().contains(word))
    }

    /// Whether the next known heading below is the first field of an issue.
    fn opens_fields(&self, index: usize, style: Style) -> bool {
        for entry in self.entries.iter().skip(index + 1).take(14) {
            let found = match &entry.kind {
                Kind::Heading(next) if next.organisation.is_some() => return false,
                Kind::Heading(next) if !next.named.meanings.is_empty() => next.named.meanings.clone(),
                Kind::Heading(next) if next.style == style => return false,
                Kind::Text(Some(found)) if *found == style => return false,
                Kind::Row { cells, .. } => cells
                    .iter()
                    .find(|cell| !cell.is_empty())
                    .map(|cell| super::row::meanings(cell))
                    .unwrap_or_default(),
                _ => continue,
            };
            if found.is_empty() {
                continue;
            }
            if found.contains(&Meaning::Issue) {
                return true;
            }
            let fresh = self.first_field.is_none_or(|first| found.contains(&first)) || !self.in_issue();
            return found.iter().any(|meaning| is_issue_field(*meaning)) && fresh;
        }
        false
    }

    /// Decides about a candidate: by what stands around it.
    pub(super) fn is_heading(&self, index: usize, entry: &Entry, heading: &Heading) -> bool {
        let style = heading.style;
        if matches!(style, Style::Hash(_) | Style::Chapter)
            || self.opens_fields(index, style)
                && (style != Style::Bare || entry.blank_before || self.top() == Some(Meaning::IssueList))
        {
            return true;
        }
        if self.is_indicator_name(index) {
            return false;
        }
        let sibling = self.stack.iter().rev().find(|frame| frame.style == style);
        let filled = self.stack.last().is_some_and(|frame| frame.filled);
        let in_list = self.field().is_some();
        match style {
            Style::Bare if in_list => entry.blank_before && entry.blank_after && filled && sibling.is_some(),
            Style::Bare => entry.blank_before && !is_sentence(&entry.text),
            Style::Bracket(_) => true,
            style if style.is_enumerator() => match sibling.and_then(|frame| frame.number.as_deref()) {
                Some(before) => follows(before, heading.named.number.as_deref().unwrap_or("")),
                None => !in_list && !self.is_run(index, style),
            },
            _ if in_list => {
                sibling.is_some() || (!self.is_run(index, style) && heading.named.label.chars().count() <= 30)
            }
            _ => !self.is_run(index, style),
        }
    }

    /// In a field of indicators, a line above 目標 and 実績 is the name of one.
    fn is_indicator_name(&self, index: usize) -> bool {
        let inside = matches!(self.field(), Some(Meaning::Outcomes | Meaning::Processes));
        let labelled = self.entries.get(index + 1).is_some_and(|next| match &next.kind {
            Kind::Heading(next) => next.named.meanings.iter().any(|it| {
                matches!(it, Meaning::Target | Meaning::Actual | Meaning::Baseline | Meaning::Unit)
            }),
            _ => false,
        });
        inside && labelled
    }

    /// The line before or after has the same mark: then both are items of a list.
    fn is_run(&self, index: usize, style: Style) -> bool {
        let same = |entry: Option<&Entry>| {
            entry.is_some_and(|entry| match &entry.kind {
                Kind::Text(found) => *found == Some(style),
                Kind::Heading(next) => {
                    next.style == style && next.named.meanings.is_empty() && next.organisation.is_none()
                }
                _ => false,
            })
        };
        same(self.entries.get(index + 1))
            || index.checked_sub(1).is_some_and(|before| same(self.entries.get(before)))
    }

    pub(super) fn top(&self) -> Option<Meaning> {
        self.stack.last().and_then(|frame| frame.meaning)
    }
}

/// `2` follows `1`, `②` follows `①`, `イ` follows `ア`.
fn follows(before: &str, number: &str) -> bool {
    let value = |text: &str| {
        let last = crate::words::folded(text);
        let digits: String = last
            .chars()
            .rev()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .chars()
            .rev()
            .collect();
        digits.parse::<u32>().ok().or_else(|| {
            text.chars()
                .last()
                .map(|c| if crate::words::is_kana(c) { u32::from(c) / 2 } else { u32::from(c) })
        })
    };
    matches!((value(before), value(number)), (Some(before), Some(number)) if number == before + 1)
}
