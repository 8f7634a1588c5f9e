//! 金額の行: amounts under a head row of years, or under columns of 予算 and 決算.

use plan::fiscal_year::FiscalYear;

use super::{
    Reader, budget,
    grid::{Column, Grid},
};
use crate::{
    dictionary::Meaning,
    document::{Budget, BudgetKind},
    outline::Entry,
    words::{has_digit, key},
};

/// What an amount is that does not say it: of a year after that of the document a budget, else settled.
fn usual_kind(year: Option<FiscalYear>, document: Option<FiscalYear>) -> BudgetKind {
    match (year, document) {
        (Some(year), Some(document)) if year > document => BudgetKind::Budgeted,
        _ => BudgetKind::Settled,
    }
}

impl Reader<'_> {
    /// Rows of money: a label of money before years, or a year before columns of money.
    pub(super) fn money_row(&mut self, entry: &Entry, grid: &Grid, filled: &[(usize, &str)]) -> bool {
        let document = self.statement_year();
        let head = filled.first().map(|(_, cell)| *cell).unwrap_or("");
        let in_money = self.field() == Some(Meaning::Budgets)
            || grid.columns.iter().any(|column| column.money.is_some());
        let own = budget::label(head, document).filter(|it| it.kind.is_some());
        let known = super::row::meanings(head).contains(&Meaning::Budgets);
        let other = !known && super::row::meanings(head).contains(&Meaning::Section);
        if is_part(head) {
            self.keep_section(entry, head.to_owned(), entry.line(), &filled_text(filled));
            return true;
        }
        if other || grid.counts() || !(in_money || own.is_some() || known) {
            return false;
        }
        let found = self.amounts(head, grid, filled);
        if found.is_empty() {
            return false;
        }
        self.titles_of_money_row(entry, grid, filled);
        self.budgets(entry, found);
        true
    }

    /// Every amount of a row. What the cell does not say itself is said by the row, its column, the table or what stands above.
    fn amounts(&self, head: &str, grid: &Grid, filled: &[(usize, &str)]) -> Vec<Budget> {
        let document = self.statement_year();
        let mut row = budget::label(head, document).unwrap_or_default();
        row.unit = row.unit.or_else(|| budget::unit(&key(head)));
        let block = self.budget_context();
        let cells = grid.place(filled);
        let written = cells.iter().find(|(column, _)| column.is(Meaning::Unit)).map(|(_, cell)| key(cell));
        let amount = |(column, cell): (&Column, &str)| {
            let money = column.money.clone().unwrap_or_default();
            let units = [&row.unit, &written, &money.unit, &grid.unit, &block.unit];
            let unit = units.into_iter().flatten().next().map(String::as_str);
            let is_of_money = column.year.is_some() || money.kind.is_some();
            if !is_of_money || !has_digit(cell) || !budget::is_amount(cell, unit) {
                return None;
            }
            let year = column.year.or(money.year).or(row.year);
            let kind = row.kind.or(money.kind).or(block.kind).unwrap_or_else(|| usual_kind(year, document));
            let yen = plan::money::yen(cell, unit)?;
            Some(Budget { fiscal_year: year.or(document), kind, yen, raw: cell.to_owned(), line: 0 })
        };
        cells.into_iter().filter_map(amount).collect()
    }

    /// `有害鳥獣対策事業 | 12,300 | 11,845`: the row names its issue, and may say more behind the money.
    fn titles_of_money_row(&mut self, entry: &Entry, grid: &Grid, filled: &[(usize, &str)]) {
        use Meaning as M;
        if !grid.titles() {
            return;
        }
        let cells = grid.place(filled);
        let label = |column: &Column| [M::IssueNumber, M::IssueTitle].into_iter().find(|it| column.is(*it));
        for (column, cell) in &cells {
            if let Some(meaning) = label(column) {
                self.issue_label(entry, meaning, cell);
            }
        }
        for (column, cell) in cells.into_iter().filter(|(it, _)| label(it).is_none() && it.money.is_none()) {
            self.keep_section(entry, column.label.clone(), entry.line(), cell);
        }
    }
}

/// 「うち一般財源」: a part of the amounts above.
fn is_part(head: &str) -> bool {
    let head = head.trim_start_matches(['（', '(', '・', '　', ' ']);
    head.starts_with("うち") || head.starts_with("内、") || head.starts_with("内訳")
}

fn filled_text(filled: &[(usize, &str)]) -> String {
    filled.iter().skip(1).map(|(_, cell)| *cell).collect::<Vec<_>>().join(" ")
}
