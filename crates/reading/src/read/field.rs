//! 欄への記入: text goes to the field of the innermost heading, item by item.

use super::{MEMORY, Reader, place::Class};
use crate::{
    dictionary::Meaning,
    document::{Passage, Section, Stage},
    furniture::{contact_name, is_contact_name},
    item::{Item, items, paragraphs},
    mark::{Style, leading},
    outline::Entry,
    words::{key, trim},
};

impl Reader<'_> {
    pub(super) fn text(&mut self, entry: &Entry) {
        if let Some(expected) = self.furniture {
            return self.furniture_text(entry, expected);
        }
        if entry.text.contains('\u{FFFD}') {
            let ja = "文字化けした文字があります".to_owned();
            self.problem(entry.line(), "the line holds characters that could not be decoded".to_owned(), ja);
        }
        if self.is_label_tail(entry) {
            return self.place(entry, Class::Markup);
        }
        if let Some(unit) = super::budget::unit_line(&entry.text) {
            self.unit_of_money = Some(unit);
            return self.place(entry, Class::Markup);
        }
        let found = super::budget::line(&entry.text, self.statement_year());
        if !found.is_empty() && self.issue.is_some() {
            return self.budgets(entry, found);
        }
        self.fill(entry, &entry.text.clone());
    }

    /// 「（課題解決の」 below a label in the first column: the label goes on, and ends on a later line.
    fn is_label_tail(&mut self, entry: &Entry) -> bool {
        let labelled = self.stack.last().is_some_and(|frame| frame.style == Style::Label);
        let opens = entry.text.starts_with(['（', '(']) && !entry.text.contains(['）', ')']);
        let closes =
            self.open_label && entry.text.ends_with(['）', ')']) && !entry.text.contains(['（', '(']);
        let tail = labelled && (opens || closes) && entry.text.chars().count() <= 12;
        if tail {
            self.open_label = opens;
        }
        tail
    }

    pub(super) fn furniture_text(&mut self, entry: &Entry, expected: bool) {
        self.place(entry, Class::Markup);
        if expected && self.document.page.contact.is_none() && is_contact_name(&entry.text) {
            self.document.page.contact =
                Some(contact_name(trim(entry.text.trim_matches(['■', '●', '◆', '・', '【', '】']))));
        }
    }

    /// Puts a text where the open headings say.
    pub(super) fn fill(&mut self, entry: &Entry, text: &str) {
        match self.field() {
            Some(meaning) => self.fill_as(entry, meaning, text),
            None => self.fill_without_field(entry, text),
        }
        for frame in &mut self.stack {
            frame.filled = true;
        }
    }

    /// Splits a text into items and assigns each.
    pub(super) fn fill_as(&mut self, entry: &Entry, meaning: Meaning, text: &str) {
        if let Some(chosen) = crate::ticked::ticked(text) {
            let marked = |text: &str| Item { style: None, number: None, text: text.to_owned() };
            return chosen.iter().for_each(|word| self.assign(entry, meaning, &marked(word)));
        }
        for item in items(text) {
            let holds_a_place = matches!(meaning, Meaning::Results | Meaning::Actual | Meaning::Previous)
                && super::figure::is_missing(&item.text);
            if is_markup_item(&item) && !holds_a_place {
                self.place(entry, Class::Markup);
                continue;
            }
            let whole = item.style.is_none() && !matches!(meaning, Meaning::Outcomes | Meaning::Processes);
            let parts = if whole { paragraphs(&item.text) } else { vec![item.text.as_str()] };
            for part in parts {
                let part = Item { text: trim(part).to_owned(), ..item.clone() };
                self.assign(entry, meaning, &part);
            }
        }
        if !entry.lines.iter().all(|line| self.places.holds(*line)) {
            self.place(entry, Class::Markup);
        }
    }

    /// Gives one item to one field.
    pub(super) fn assign(&mut self, entry: &Entry, meaning: Meaning, item: &Item) {
        use Meaning as M;
        match meaning {
            M::Vision | M::Mission | M::Policy | M::SelfEvaluation | M::FutureDirection => {
                self.statement_text(entry, meaning, &item.text);
            }
            M::Problems | M::Strategies => self.issue_text(entry, meaning, &item.text),
            M::Outcomes => self.promise(entry, item, Some(Stage::Outcome)),
            M::Processes => self.promise(entry, item, Some(Stage::Process)),
            M::Results | M::Actual => self.result(entry, item, false),
            M::Previous => self.result(entry, item, true),
            M::Budgets => self.budget_text(entry, &item.text),
            M::Measures => self.action_text(entry, &item.text),
            M::Target | M::Judgement | M::Unit | M::Baseline | M::Due | M::IndicatorName | M::Rate => {
                self.record(entry, meaning, &item.text);
            }
            _ => self.section_text(entry, &item.text),
        }
    }

    fn statement_text(&mut self, entry: &Entry, meaning: Meaning, text: &str) {
        if meaning == Meaning::SelfEvaluation && self.is_grade_of_indicator(text) {
            return self.record(entry, Meaning::Judgement, text);
        }
        let at = self.statement_at(entry.line());
        let text = text.to_owned();
        self.log.push((at, entry.line(), text.clone()));
        self.place(entry, Class::Value);
        let Some(statement) = self.document.statements.get_mut(at) else { return };
        let list = match meaning {
            Meaning::Vision => &mut statement.vision,
            Meaning::Mission => &mut statement.mission,
            Meaning::Policy => &mut statement.policy,
            Meaning::SelfEvaluation => &mut statement.self_evaluation,
            _ => &mut statement.future_direction,
        };
        if !list.iter().rev().take(MEMORY).any(|held| *held == text) {
            list.push(text);
        }
    }

    /// 「【評価】◎」 below an indicator grades it.
    fn is_grade_of_indicator(&self, text: &str) -> bool {
        let waits = self.current_indicator().is_some_and(|held| held.judgement.is_none());
        waits && text.chars().count() <= 4 && super::figure::judgement(text).is_some()
    }

    fn issue_text(&mut self, entry: &Entry, meaning: Meaning, text: &str) {
        self.place(entry, Class::Value);
        let Some(issue) = self.issue_mut(entry.line()) else { return };
        let list = if meaning == Meaning::Problems { &mut issue.problems } else { &mut issue.strategies };
        if !list.iter().rev().take(MEMORY).any(|held| held == text) {
            list.push(text.to_owned());
        }
    }

    /// Text below a heading that the dictionary does not know, or below none.
    fn fill_without_field(&mut self, entry: &Entry, text: &str) {
        let Some(frame) = self.stack.last().cloned() else { return self.narrative(entry) };
        let untitled = self.open_issue_mut().is_some_and(|issue| issue.title.is_none());
        match frame.meaning {
            Some(Meaning::Issue) if untitled => {
                let title = leading(text)
                    .filter(|marked| matches!(marked.style, Style::Bracket(_)) && marked.after.is_empty());
                let title = title.map_or(trim(text), |marked| marked.text).to_owned();
                self.place(entry, Class::Value);
                if let Some(issue) = self.open_issue_mut() {
                    issue.title = Some(title);
                }
            }
            Some(Meaning::Issue) if self.is_result_of_issue(text) => {
                self.fill_as(entry, Meaning::Results, text);
            }
            Some(Meaning::Measure) => self.action_text(entry, text),
            Some(Meaning::IssueList) if leading(text).is_some_and(|marked| marked.style.is_enumerator()) => {
                self.listed_issue(entry, text);
            }
            Some(Meaning::Organisation | Meaning::Organisations | Meaning::Sheet | Meaning::Container) => {
                self.narrative(entry);
            }
            _ if self.statement.is_some() => {
                for item in items(text) {
                    self.section_text(entry, &item.text);
                }
            }
            _ => self.narrative(entry),
        }
    }

    /// Below the heading of an issue that is known already: 「…の割合：54.2％：A」.
    fn is_result_of_issue(&self, text: &str) -> bool {
        let text = crate::item::unmarked(text).text;
        let (named, rest) = self.by_name(&text);
        let figure = rest.chars().any(crate::words::is_digit) || super::figure::is_result(rest);
        figure && (named.is_some() || self.results_part)
    }

    /// An issue that is a mere line of a list.
    fn listed_issue(&mut self, entry: &Entry, text: &str) {
        for item in items(text) {
            self.place(entry, Class::Value);
            self.open_issue(item.number.as_deref(), &item.text, entry.line());
        }
        self.issue = None;
    }

    /// Words under a heading without a field of its own.
    pub(super) fn section_text(&mut self, entry: &Entry, text: &str) {
        let frame = self
            .stack
            .iter()
            .rev()
            .find(|frame| frame.meaning.is_none() || frame.meaning == Some(Meaning::Section));
        let (heading, line) = frame
            .or(self.stack.last())
            .map_or((String::new(), entry.line()), |frame| (frame.label.clone(), frame.line));
        self.keep_section(entry, heading, line, text);
    }

    /// Keeps a heading and one of its texts, in the issue or in the statement.
    pub(super) fn keep_section(&mut self, entry: &Entry, heading: String, line: usize, text: &str) {
        if self.statement.is_none() {
            self.place(entry, Class::Narrative);
            self.document.narrative.push(Passage { line: entry.line(), text: text.to_owned() });
            return;
        }
        self.place(entry, Class::Value);
        let at = self.statement_at(entry.line());
        self.log.push((at, entry.line(), text.to_owned()));
        let sections = match self.issue {
            Some(_) => self.open_issue_mut().map(|issue| &mut issue.sections),
            None => self.document.statements.get_mut(at).map(|statement| &mut statement.sections),
        };
        let Some(sections) = sections else { return };
        match sections.iter_mut().find(|section| section.line == line && section.heading == heading) {
            Some(section) => section.texts.push(text.to_owned()),
            None => sections.push(Section { heading, texts: vec![text.to_owned()], line }),
        }
    }
}

/// Group headings (【防災の取組】), tags of the development goals, and lone dashes are no items.
fn is_markup_item(item: &Item) -> bool {
    let folded = key(&item.text);
    let group = leading(&item.text)
        .is_some_and(|marked| matches!(marked.style, Style::Bracket(_)) && marked.after.is_empty());
    let dash = folded.chars().all(|c| matches!(c, '-' | '/' | '…' | '.' | '|'));
    group
        || dash
        || ["SDGs", "SDGS", "(SDGs", "ゴール", "関連するSDGs"].iter().any(|tag| folded.starts_with(tag))
            && folded.chars().count() < 60
}
