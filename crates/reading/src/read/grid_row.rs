//! 表の各行: records and amounts under a head row.

use plan::fiscal_year::FiscalYear;

use super::{
    Reader, fact, figure,
    grid::{Column, Grid},
    place::Class,
};
use crate::{
    dictionary::Meaning,
    document::Indicator,
    outline::Entry,
    words::{has_digit, key},
};

impl Reader<'_> {
    /// Reads a row under the open head row; `false` when it does not belong there.
    pub(super) fn grid_row(&mut self, entry: &Entry, filled: &[(usize, &str)], tabbed: bool) -> bool {
        let Some(grid) = self.grid.clone() else { return false };
        if Grid::head(filled, tabbed, self.statement_year()).is_some() {
            return false;
        }
        if self.money_row(entry, &grid, filled) {
            return true;
        }
        let cells = grid.place(filled);
        if !cells.iter().any(|(column, _)| column.is_known()) || self.is_other_label(&grid, filled) {
            self.grid = None;
            return false;
        }
        if let Some((_, number)) =
            filled.first().filter(|(at, cell)| grid.titles() && grid.is_count(*at, cell))
        {
            self.issue_label(entry, Meaning::IssueNumber, number);
        }
        self.grid_records(entry, &cells);
        true
    }

    /// A first cell that opens another field ends the table.
    fn is_other_label(&self, grid: &Grid, filled: &[(usize, &str)]) -> bool {
        let Some((0, head)) = filled.first() else { return false };
        let first = grid.columns.first();
        let found = super::row::meanings(head);
        let kind_cell = found.iter().any(|it| matches!(it, Meaning::Target | Meaning::Actual));
        let named = first.is_some_and(|column| {
            column.is(Meaning::IndicatorName)
                || column.is(Meaning::Outcomes)
                || column.is(Meaning::IssueTitle)
        });
        let record = named && filled.len() > 2;
        !(found.is_empty() || kind_cell || record)
    }

    fn grid_records(&mut self, entry: &Entry, cells: &[(&Column, &str)]) {
        use Meaning as M;
        self.place(entry, Class::Markup);
        let kind = cells.iter().find_map(|(column, cell)| {
            (column.year.is_none() && !column.is(M::IndicatorName)).then(|| row_kind(cell)).flatten()
        });
        let cells = self.named_result(entry, cells);
        for (column, cell) in cells {
            if row_kind(cell).is_some() && column.year.is_none() {
                continue;
            }
            self.grid_cell(entry, column, cell, kind);
        }
    }

    /// Rows of results that begin with the name of their indicator: the cells behind it are its figures.
    fn named_result<'c, 'g>(
        &mut self,
        entry: &Entry,
        cells: &'c [(&'g Column, &'g str)],
    ) -> &'c [(&'g Column, &'g str)] {
        let named = self.grid.as_ref().is_some_and(Grid::names);
        let Some(((column, name), rest)) = cells.split_first() else { return cells };
        let results = column.is(Meaning::Results)
            && rest
                .iter()
                .any(|(it, _)| it.is(Meaning::Results) || it.is(Meaning::Actual) || it.is(Meaning::Previous));
        if named || !results || figure::is_result(name) && has_digit(name) {
            return cells;
        }
        let Some(at) = self.by_name(name).0 else { return cells };
        self.indicator = Some(at);
        self.place(entry, Class::Value);
        for (column, cell) in rest {
            let meaning = if column.is(Meaning::Previous) {
                Meaning::Previous
            } else {
                column.meanings.first().copied().unwrap_or(Meaning::Results)
            };
            self.record(entry, meaning, cell);
        }
        &[]
    }

    fn grid_cell(&mut self, entry: &Entry, column: &Column, cell: &str, kind: Option<Meaning>) {
        use Meaning as M;
        let has = |meaning| column.is(meaning);
        let results = has(M::Results) || has(M::Actual) || has(M::Previous);
        if let Some(field) = self.statement_column(column) {
            return self.fill_as(entry, field, cell);
        }
        if has(M::Organisation) {
            return self.organisation_label(entry, &column.label, cell);
        }
        if has(M::Head) {
            return self.label_value_of(entry, M::Head, &column.label, cell);
        }
        let named = self.grid.as_ref().is_some_and(Grid::names);
        let titled = self.grid.as_ref().is_some_and(Grid::titles);
        if has(M::IssueNumber) && named && !titled {
            return;
        }
        if has(M::IssueTitle) || has(M::IssueList) || has(M::IssueNumber) {
            let meaning = if !has(M::IssueNumber) { M::IssueTitle } else { M::IssueNumber };
            return self.issue_label(entry, meaning, cell);
        }
        if has(M::IndicatorName) || (has(M::Outcomes) || has(M::Processes)) && !has(M::Target) {
            return self.grid_name(entry, column, cell);
        }
        if results && !named || column.money.is_some() && self.field() == Some(M::Results) {
            let meaning = if has(M::Previous) { M::Previous } else { M::Results };
            return self.fill_as(entry, meaning, cell);
        }
        if let Some(year) = column.year.filter(|_| self.indicator.is_some()) {
            return self.yearly(entry, year, column, cell, kind);
        }
        let meaning = [M::Target, M::Previous, M::Actual, M::Judgement, M::Unit, M::Baseline, M::Due]
            .into_iter()
            .find(|meaning| has(*meaning));
        match meaning.or(column.meanings.first().copied()) {
            Some(meaning)
                if self.indicator.is_some()
                    && (super::heading::is_record_label(meaning) || meaning == M::Previous) =>
            {
                self.record(entry, meaning, cell);
            }
            Some(meaning) => self.fill_as(entry, meaning, cell),
            None => self.keep_section(entry, column.label.clone(), entry.line(), cell),
        }
    }

    /// 目標 beside 部名 and 使命 is a vision; beside 指標名 it is a target.
    fn statement_column(&self, column: &Column) -> Option<Meaning> {
        let grid = self.grid.as_ref()?;
        let figures = grid.columns.iter().any(|it| {
            it.is(Meaning::IndicatorName)
                || it.is(Meaning::Actual)
                || it.is(Meaning::Unit)
                || (it.is(Meaning::Outcomes) && !it.is(Meaning::Vision))
        });
        let whole = grid
            .columns
            .iter()
            .any(|it| it.is(Meaning::Organisation) || it.is(Meaning::Mission) || it.is(Meaning::Policy));
        column
            .meanings
            .iter()
            .copied()
            .find(|it| super::heading::is_statement_field(*it))
            .filter(|_| whole && !figures)
    }

    fn grid_name(&mut self, entry: &Entry, column: &Column, cell: &str) {
        self.indicator = None;
        let stage = match (column.is(Meaning::Processes), column.is(Meaning::Outcomes)) {
            (true, _) => Some(crate::document::Stage::Process),
            (_, true) => Some(crate::document::Stage::Outcome),
            _ => self.stage(),
        };
        for item in crate::item::items(cell) {
            let promise = figure::promise(&item.text, None);
            let held = if promise.name.is_some() {
                promise
            } else {
                Indicator { text: item.text.clone(), name: Some(item.text.clone()), ..Indicator::default() }
            };
            self.add_indicator(entry, Indicator { stage, ..held }, item.number.as_deref());
        }
    }

    /// A cell of a year's column: target or actual by the column's or the row's word.
    fn yearly(
        &mut self,
        entry: &Entry,
        year: FiscalYear,
        column: &Column,
        cell: &str,
        kind: Option<Meaning>,
    ) {
        use Meaning as M;
        let own =
            [M::Target, M::Actual, M::Judgement, M::Baseline].into_iter().find(|meaning| column.is(*meaning));
        let meaning =
            own.or(kind).or_else(|| column.is(M::Results).then_some(M::Actual)).unwrap_or(M::Actual);
        let document = self.statement_year();
        let unit = self.unit();
        self.place(entry, Class::Value);
        match meaning {
            M::Target if document.is_none_or(|document| document == year) => {
                if let Some(held) = self.indicator_mut() {
                    fact::set_target(held, cell, unit.as_deref());
                }
            }
            M::Target if document.is_some_and(|document| year > document) => self.later_target(cell, year),
            M::Actual if Some(year) == document => self.set_actual(entry, cell, unit.as_deref()),
            M::Actual if document.is_some_and(|document| year.next() == document) => {
                self.set_previous(cell, unit.as_deref());
            }
            M::Judgement if Some(year) == document => self.record(entry, M::Judgement, cell),
            M::Baseline => self.record(entry, M::Baseline, cell),
            _ => self.keep_section(entry, column.label.clone(), entry.line(), cell),
        }
    }

    /// The target of a later year counts where none is set for the document's own.
    fn later_target(&mut self, cell: &str, year: FiscalYear) {
        let unit = self.unit();
        if let Some(held) =
            self.indicator_mut().filter(|held| held.target.is_none() && held.condition.is_none())
        {
            fact::set_target(held, cell, unit.as_deref());
            held.due_year = held.due_year.or(Some(year));
        }
    }
}

/// 目標 or 実績 as the label of a row.
fn row_kind(cell: &str) -> Option<Meaning> {
    match key(cell).as_str() {
        "目標" | "目標値" | "計画" | "計画値" | "見込" | "目標(値)" => Some(Meaning::Target),
        "実績" | "実績値" | "実績(値)" | "結果" => Some(Meaning::Actual),
        "達成率" | "達成率(%)" | "達成度" | "進捗率" => Some(Meaning::Rate),
        _ => None,
    }
}
