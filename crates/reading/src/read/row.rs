//! 表の行: a row is a head, a record under a head, a label with values, amounts of money, or plain cells.

use super::{Reader, budget, grid::Grid, place::Class};
use crate::{
    dictionary::Meaning,
    label::{numbered, whole},
    mark::{Style, leading},
    organisation::headed,
    outline::{Entry, Heading},
    words::{has_digit, is_sentence, trim},
};

/// The meanings of a cell as a label, with or without a mark.
pub(super) fn meanings(cell: &str) -> Vec<Meaning> {
    let bare = leading(cell)
        .filter(|marked| !marked.style.is_bullet() && marked.after.is_empty())
        .map_or(cell, |marked| marked.text);
    if let Some(found) = numbered(bare) {
        return found.meanings;
    }
    whole(bare).map(|found| found.meanings).unwrap_or_default()
}

/// `コード 0812`, `課長 山田 太郎` in one cell: the label and its value are two.
fn labelled_word((at, cell): (usize, &str)) -> Vec<(usize, &str)> {
    let cut = cell.find(char::is_whitespace).map(|place| cell.split_at(place));
    let Some((label, value)) = cut.map(|(label, value)| (label, trim(value))) else {
        return vec![(at, cell)];
    };
    let known = meanings(label);
    let person = known.contains(&Meaning::Head) && crate::organisation::is_person(value);
    let code = known.contains(&Meaning::IssueNumber)
        && has_digit(value)
        && value.chars().all(|c| c.is_ascii_alphanumeric() || crate::words::is_digit(c) || c == '-');
    if at > 0 && (person || code) { vec![(at, label), (at, value)] } else { vec![(at, cell)] }
}

impl Reader<'_> {
    pub(super) fn row(&mut self, entry: &Entry, cells: &[String], tabbed: bool) {
        let filled: Vec<(usize, &str)> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (at, trim(cell)))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        if self.furniture.is_some() && !filled.iter().any(|(_, cell)| !meanings(cell).is_empty()) {
            return self.text(entry);
        }
        self.furniture = None;
        let filled = self.without_label_tail(filled);
        let known = filled.first().is_some_and(|(_, head)| !meanings(head).is_empty());
        let split = |cell: &(usize, _)| if known { labelled_word(*cell) } else { vec![*cell] };
        let filled: Vec<(usize, &str)> = filled.iter().flat_map(split).collect();
        let Some((first, head)) = filled.first().copied() else { return self.place(entry, Class::Markup) };
        let texts: Vec<&str> = filled.iter().map(|(_, cell)| *cell).collect();
        if self.labelled_cells(entry, &texts)
            || self.labelled_indicator(entry, &texts.join("  "))
            || self.titled(entry, head, &texts)
            || self.grid_row(entry, &filled, tabbed)
            || self.head_row(entry, &filled, tabbed)
        {
            return;
        }
        let found = budget::amounts(&texts, self.statement_year(), &self.budget_context());
        if !found.is_empty() && (self.is_money(head) || first > 0) {
            return self.budgets(entry, found);
        }
        let known = meanings(head);
        if !known.is_empty() && (texts.len() > 1 || first == 0) {
            return self.labelled(entry, &filled, &known);
        }
        self.unlabelled(entry, first, &texts);
    }

    /// `部名：総務部 | 部長：山田 太郎`: each cell has a label and a value of its own.
    fn labelled_cells(&mut self, entry: &Entry, texts: &[&str]) -> bool {
        let read = |text: &&str| {
            (!text.contains('。') && !text.starts_with('・'))
                .then(|| crate::outline::heading(text))
                .flatten()
                .filter(|it| !it.named.meanings.is_empty() && !it.named.value.is_empty())
        };
        let cells: Vec<Heading> = texts.iter().filter_map(read).collect();
        let money = cells.iter().all(|cell| cell.named.meanings.contains(&Meaning::Budgets));
        let own = cells.len() == texts.len() && !money;
        if own {
            cells.iter().for_each(|cell| self.heading(usize::MAX - 20, entry, cell));
        }
        own
    }

    /// `方策）   ・甲を行う。`: the end of a label that an earlier line began.
    fn without_label_tail<'c>(&mut self, mut filled: Vec<(usize, &'c str)>) -> Vec<(usize, &'c str)> {
        let ends = |cell: &str| cell.ends_with(['）', ')']) && !cell.contains(['（', '(']);
        let whole =
            |cell: &str| cell.starts_with(['（', '(']) && cell.ends_with(['）', ')']) && !has_digit(cell);
        let fresh = self.stack.last().is_some_and(|frame| !frame.filled && frame.meaning.is_some());
        if fresh && filled.len() > 1 && filled.first().is_some_and(|(at, cell)| *at == 0 && whole(cell)) {
            filled.remove(0);
            return filled;
        }
        if std::mem::take(&mut self.open_label) && filled.first().is_some_and(|(_, cell)| ends(cell)) {
            filled.remove(0);
        }
        filled
    }

    /// Whether a row that begins so can be one of money.
    fn is_money(&self, head: &str) -> bool {
        let known = meanings(head);
        budget::label(head, self.statement_year()).is_some()
            || known.contains(&Meaning::Budgets)
            || self.field() == Some(Meaning::Budgets)
            || (known.is_empty() && !is_sentence(head))
    }

    /// `経営課題1 | 安全なまち | …`, `総務部 | 部長：山田 太郎`.
    fn titled(&mut self, entry: &Entry, head: &str, texts: &[&str]) -> bool {
        let (style, bare) = leading(head)
            .filter(|marked| marked.after.is_empty())
            .map_or((Style::Label, head), |marked| (marked.style, marked.text));
        if let Some(mut named) = numbered(bare).filter(|named| {
            named.meanings.iter().any(|it| {
                matches!(
                    it,
                    Meaning::Issue
                        | Meaning::Measure
                        | Meaning::StrategyHeading
                        | Meaning::Group
                        | Meaning::IndicatorName
                )
            })
        }) {
            let mut rest = texts.get(1..).unwrap_or_default();
            if let (true, Some((title, more))) = (named.label.is_empty(), rest.split_first()) {
                named.label = (*title).to_owned();
                rest = more;
            }
            self.heading(usize::MAX - 20, entry, &Heading { style, named, organisation: None });
            self.cells_behind(entry, rest);
            return true;
        }
        let joined = texts.join(" ");
        let organisation = headed(&joined).filter(|it| {
            texts.len() == 2 && meanings(head).is_empty() && (it.head.is_some() || it.year.is_some())
        });
        match organisation {
            Some(found) => {
                self.organisation(entry, style, &found);
                true
            }
            None => false,
        }
    }

    /// Cells behind a title: money, pairs of label and value, or words.
    fn cells_behind(&mut self, entry: &Entry, cells: &[&str]) {
        let found = budget::amounts(cells, self.statement_year(), &budget::Context::default());
        if !found.is_empty() {
            return self.budgets(entry, found);
        }
        for cell in cells {
            let pairs = super::label_cell::pairs(cell);
            if pairs.is_empty() {
                self.fill(entry, cell);
            }
            for (label, meanings, value) in pairs {
                let meaning = self.resolve(&meanings, &value);
                self.label_value_of(entry, meaning, &label, &value);
            }
        }
    }

    /// A head row names its columns; the rows below are read by it.
    fn head_row(&mut self, entry: &Entry, filled: &[(usize, &str)], tabbed: bool) -> bool {
        let Some(grid) = Grid::head(filled, tabbed, self.statement_year()) else { return false };
        self.place(entry, Class::Markup);
        // 「アウトカム指標の達成状況 | 5年度実績 | 前年度実績」: the first cell is the heading of the block.
        let first = filled.first().map(|(_, cell)| *cell).unwrap_or("");
        let block: Vec<Meaning> = meanings(first)
            .into_iter()
            .filter(|it| {
                matches!(it, Meaning::Results | Meaning::Outcomes | Meaning::Processes | Meaning::Budgets)
            })
            .collect();
        let dated = grid.columns.first().is_some_and(|column| column.year.is_some());
        if let Some(meaning) = block.first().copied().filter(|_| !dated) {
            self.open_label(entry, first, meaning);
        }
        if grid.counts() && self.field() == Some(Meaning::Budgets) {
            self.close(700);
        }
        self.grid = Some(grid);
        true
    }

    /// Cells without a label of their own: they continue the field, or stand under an unknown label.
    fn unlabelled(&mut self, entry: &Entry, first: usize, texts: &[&str]) {
        if let (0, Some((label, values)), true) = (first, texts.split_first(), self.statement.is_some()) {
            let label_like = label.chars().count() <= 20
                && !has_digit(label)
                && !is_sentence(label)
                && leading(label).is_none_or(|marked| !marked.style.is_bullet());
            let in_figures =
                matches!(self.field(), Some(Meaning::Outcomes | Meaning::Processes | Meaning::Results));
            if label_like && !values.is_empty() && !in_figures {
                for value in values {
                    self.keep_section(entry, (*label).to_owned(), entry.line(), value);
                }
                return;
            }
        }
        if self.field().is_none() && self.statement.is_none() {
            return self.unread(entry);
        }
        let figures = matches!(self.field(), Some(Meaning::Outcomes | Meaning::Processes | Meaning::Results));
        if figures && first == 0 && texts.len() > 1 {
            return self.fill(entry, &texts.join(" "));
        }
        if self.name_and_target(entry, texts) {
            return;
        }
        for text in texts {
            self.fill(entry, text);
        }
    }
}
