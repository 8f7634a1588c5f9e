//! ラベルと値: a label opens a field or fills one fact, in a row or on a line of its own.

use super::{Reader, budget, heading::Frame, place::Class, row::meanings};
use crate::{
    dictionary::{Meaning, dictionary},
    label::Named,
    mark::Style,
    organisation::headed,
    outline::{Entry, Heading},
    words::{has_digit, trim},
};

impl Reader<'_> {
    /// A label and its values; labels may alternate with values.
    pub(super) fn labelled(&mut self, entry: &Entry, filled: &[(usize, &str)], known: &[Meaning]) {
        let mut at = 0;
        let mut known = known.to_vec();
        while let Some((_, label)) = filled.get(at) {
            let end = (at + 2..filled.len())
                .find(|next| filled.get(*next).is_some_and(|(_, cell)| is_inner_label(cell)))
                .unwrap_or(filled.len());
            let values: Vec<&str> =
                filled.get(at + 1..end).unwrap_or_default().iter().map(|(_, cell)| *cell).collect();
            self.label_cells(entry, label, &known, &values);
            at = end;
            known = filled.get(at).map(|(_, cell)| meanings(cell)).unwrap_or_default();
        }
    }

    pub(super) fn label_cells(&mut self, entry: &Entry, label: &str, known: &[Meaning], values: &[&str]) {
        let meaning = self.resolve(known, values.first().copied().unwrap_or(""));
        if let (Meaning::Organisation, Some((first, rest))) = (meaning, values.split_first())
            && headed(first).is_some()
        {
            rest.iter().for_each(|more| self.keep_section(entry, label.to_owned(), entry.line(), more));
            return self.label_value_of(entry, meaning, label, first);
        }
        if super::heading::is_record_label(meaning) {
            return self.label_value_of(entry, meaning, label, &values.join(" "));
        }
        let found = budget::amounts(&[&[label], values].concat(), self.statement_year(), &self.money());
        self.open_label(entry, label, meaning);
        if meaning == Meaning::Budgets && !found.is_empty() {
            return self.budgets(entry, found);
        }
        if self.name_and_target(entry, values) {
            return;
        }
        for value in values {
            if !self.cell_label(entry, value) {
                self.fill(entry, value);
            }
        }
    }

    /// A cell that is itself a label changes the field for the cells behind it.
    fn cell_label(&mut self, entry: &Entry, cell: &str) -> bool {
        let Some(found) = crate::label::named(cell) else { return false };
        let meaning =
            found.meanings.into_iter().find(|it| matches!(it, Meaning::Previous | Meaning::Results));
        let inside = matches!(self.field(), Some(Meaning::Results | Meaning::Previous));
        let Some(meaning) = meaning.filter(|_| found.value.is_empty() || inside) else { return false };
        self.open_label(entry, &found.label, meaning);
        if !found.value.is_empty() {
            self.fill(entry, &found.value);
        }
        true
    }

    pub(super) fn open_label(&mut self, entry: &Entry, label: &str, meaning: Meaning) {
        let named =
            Named { meanings: vec![meaning], number: None, label: label.to_owned(), value: String::new() };
        let heading = Heading { style: Style::Label, named, organisation: None };
        self.heading(usize::MAX - 20, entry, &heading);
    }

    /// A label with one value.
    pub(super) fn label_value_of(&mut self, entry: &Entry, meaning: Meaning, label: &str, value: &str) {
        use Meaning as M;
        if trim(value).is_empty() {
            self.place(entry, Class::Markup);
            if matches!(
                meaning,
                M::Actual | M::Target | M::IndicatorName | M::Judgement | M::Unit | M::Baseline
            ) {
                self.pending(entry, meaning, label);
            }
            return;
        }
        match meaning {
            M::Organisation => self.organisation_label(entry, label, value),
            M::Head => self.head(entry, value),
            M::Year => self.year_label(entry, value),
            M::IssueTitle if self.is_level_above(label) => {
                self.keep_section(entry, label.to_owned(), entry.line(), value);
            }
            M::IssueNumber | M::IssueTitle => self.issue_label(entry, meaning, value),
            M::Rate => self.keep_section(entry, label.to_owned(), entry.line(), value),
            _ => {
                for item in crate::item::items(value) {
                    self.record(entry, meaning, &item.text);
                }
                if meaning == M::Target {
                    self.due_of_label(label);
                }
            }
        }
    }

    /// 施策名 on a sheet of one 事業 says where the 事業 belongs.
    fn is_level_above(&self, label: &str) -> bool {
        label.contains("施策") && self.names_projects
    }

    /// A label on a line of its own: its value follows.
    fn pending(&mut self, entry: &Entry, meaning: Meaning, label: &str) {
        self.stack.retain(|frame| frame.rank < 800);
        self.stack.push(Frame {
            rank: 800,
            style: Style::Label,
            meaning: Some(meaning),
            number: None,
            label: label.to_owned(),
            line: entry.line(),
            filled: false,
        });
    }

    pub(super) fn head(&mut self, entry: &Entry, value: &str) {
        self.place(entry, Class::Value);
        let at = self.statement_at(entry.line());
        if let Some(statement) = self.document.statements.get_mut(at) {
            let person = crate::organisation::head_of(value).unwrap_or_else(|| trim(value).to_owned());
            statement.head.get_or_insert(person);
            let named = statement.organisation.is_none().then(|| headed(value)).flatten();
            statement.organisation =
                statement.organisation.take().or(named.filter(|it| it.head.is_some()).map(|it| it.name));
        }
    }

    pub(super) fn year_label(&mut self, entry: &Entry, value: &str) {
        let Some(year) = super::figure::year(value, self.year) else {
            return self.keep_section(entry, "年度".to_owned(), entry.line(), value);
        };
        self.place(entry, Class::Value);
        self.year = self.year.or(Some(year));
        let at = self.statement_at(entry.line());
        if let Some(statement) = self.document.statements.get_mut(at) {
            statement.fiscal_year = Some(year);
        }
    }
}

/// `計画 35.0　実績 36.2`: labels of a record, each with its value behind a space.
pub(super) fn pairs(cell: &str) -> Vec<(String, Vec<Meaning>, String)> {
    let mut found: Vec<(String, Vec<Meaning>, String)> = Vec::new();
    for word in cell.split_whitespace() {
        let known = dictionary().meanings(word);
        let record = known.iter().any(|it| super::heading::is_record_label(*it));
        match found.last_mut() {
            _ if record && !has_digit(word) => found.push((word.to_owned(), known, String::new())),
            Some((_, _, value)) => {
                if !value.is_empty() {
                    value.push(' ');
                }
                value.push_str(word);
            }
            None => return Vec::new(),
        }
    }
    found.retain(|(_, _, value)| !value.is_empty());
    found
}

/// Inside a row only plain short labels count, so that a value such as 目標 is rarely taken for one.
pub(super) fn is_inner_label(cell: &str) -> bool {
    let found = dictionary().meanings(cell);
    cell.chars().count() <= 10
        && !found.is_empty()
        && found.iter().any(|meaning| {
            super::heading::is_record_label(*meaning)
                || matches!(meaning, Meaning::Budgets | Meaning::Section)
        })
}
