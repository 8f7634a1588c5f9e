//! 見出し行のある表: each cell is read with its column's meaning, year and unit.

use plan::fiscal_year::FiscalYear;

use super::{budget, figure};
use crate::{
    dictionary::Meaning,
    words::{has_digit, is_digit, key, trim, without_tail_bracket},
};

/// 列: what a head cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub at: usize,
    pub meanings: Vec<Meaning>,
    pub year: Option<FiscalYear>,
    pub money: Option<budget::Context>,
    pub label: String,
}

/// 表: its columns and the unit of its amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub columns: Vec<Column>,
    tabbed: bool,
    pub unit: Option<String>,
}

impl Column {
    fn read(at: usize, cell: &str, document: Option<FiscalYear>) -> Self {
        let label = crate::label::without_note(cell).to_owned();
        let (year, rest) = year_of(&label, document);
        let mut meanings = super::row::meanings(&label);
        if meanings.is_empty() && !rest.is_empty() {
            meanings = super::row::meanings(&rest);
        }
        if year.is_some() && rest.is_empty() {
            meanings.clear();
        }
        let money = budget::label(&label, document).filter(|it| it.kind.is_some());
        Self { at, meanings, year, money, label }
    }

    pub(super) fn is(&self, meaning: Meaning) -> bool {
        self.meanings.contains(&meaning)
    }

    pub(super) fn is_known(&self) -> bool {
        !self.meanings.is_empty() || self.year.is_some() || self.money.is_some()
    }
}

/// `R5目標`, `令和5年度実績`, `実績（R4）`, `5年度`: the year, and the rest of the words.
fn year_of(label: &str, document: Option<FiscalYear>) -> (Option<FiscalYear>, String) {
    if let Some((head, inside)) = without_tail_bracket(label)
        && let Some(year) = figure::year(inside, document).filter(|_| has_digit(inside))
    {
        return (Some(year), head.to_owned());
    }
    if let (Some(year), rest) = crate::year::without_year(label) {
        return (Some(year), trim(rest.trim_start_matches('の')).to_owned());
    }
    let folded = key(label);
    if let Some((digits, rest)) = folded.split_once("年度")
        && let Some(year) = figure::year(&format!("{digits}年度"), document).filter(|_| has_digit(digits))
    {
        return (Some(year), rest.to_owned());
    }
    (None, label.to_owned())
}

impl Grid {
    /// Reads a head row: nearly all cells name something, and none is a figure or a sentence.
    pub(super) fn head(filled: &[(usize, &str)], tabbed: bool, document: Option<FiscalYear>) -> Option<Self> {
        if filled.len() < 2
            || filled.iter().any(|(_, cell)| {
                cell.chars().count() > 40 || cell.contains('。') || figure_like(cell, document)
            })
        {
            return None;
        }
        let columns: Vec<Column> =
            filled.iter().map(|(at, cell)| Column::read(*at, cell, document)).collect();
        let known = columns.iter().filter(|column| column.is_known()).count();
        let figures = |column: &Column| {
            column.year.is_some() || column.money.is_some() || column.meanings.iter().any(|it| is_column(*it))
        };
        let behind = columns.iter().skip(1).filter(|column| figures(column)).count();
        let fields = |column: &Column| column.meanings.iter().any(|it| is_field_column(*it));
        let useful = columns.iter().filter(|column| fields(column) || figures(column)).count();
        let enough = known >= 2 && known * 3 >= columns.len() * 2;
        let unit = filled.iter().find_map(|(_, cell)| budget::unit(&key(cell)));
        let fits =
            behind >= 1 && behind * 2 >= columns.len() - 1 || useful >= 2 && useful * 3 >= columns.len() * 2;
        (enough && fits).then_some(Self { columns, tabbed, unit })
    }

    /// Whether it is about figures, not about money.
    pub(super) fn counts(&self) -> bool {
        let money = self.columns.iter().any(|column| column.money.is_some());
        let is = |meaning| self.columns.iter().any(|column| column.is(meaning));
        is(Meaning::IndicatorName) || is(Meaning::Unit) && !money
    }

    /// Whether a column names the indicators.
    pub(super) fn names(&self) -> bool {
        let name = |column: &Column| {
            column.is(Meaning::IndicatorName)
                || (column.is(Meaning::Outcomes) || column.is(Meaning::Processes))
                    && !column.is(Meaning::Target)
        };
        self.columns.iter().any(name)
    }

    /// A bare number left of the first named column counts the rows.
    pub(super) fn is_count(&self, at: usize, cell: &str) -> bool {
        let first = self.columns.first().map_or(0, |column| column.at);
        self.tabbed && at < first && cell.chars().all(is_digit)
    }

    /// Whether a column names the issue of each row.
    pub(super) fn titles(&self) -> bool {
        self.columns.iter().any(|column| column.is(Meaning::IssueTitle) || column.is(Meaning::IssueList))
    }

    /// The column of each cell: by place, or by order where spaces cut the row.
    pub(super) fn place<'c>(&self, filled: &[(usize, &'c str)]) -> Vec<(&Column, &'c str)> {
        let filled = if self.tabbed { filled.to_vec() } else { unglued(filled, self.columns.len()) };
        // Without tabs the first head cell may be blank, or the first cell of the row may be.
        let corner = filled.len().saturating_sub(self.columns.len());
        let missing = self.columns.len().saturating_sub(filled.len()).min(1);
        let column = |order: usize, at: usize| {
            if self.tabbed {
                self.columns.iter().rfind(|column| column.at <= at).or(self.columns.first())
            } else {
                order.checked_sub(corner).and_then(|order| self.columns.get(order + missing))
            }
        };
        filled
            .into_iter()
            .filter(|(at, cell)| !self.is_count(*at, cell))
            .enumerate()
            .filter_map(|(order, (at, cell))| Some((column(order, at)?, cell)))
            .collect()
    }
}

/// `②　知る市民の割合　68.0％`: a figure one space behind the words of a short row is a cell of its own.
fn unglued<'c>(filled: &[(usize, &'c str)], columns: usize) -> Vec<(usize, &'c str)> {
    let mut cells: Vec<(usize, &str)> = Vec::new();
    let mut missing = columns.saturating_sub(filled.len());
    for (at, cell) in filled {
        let cut =
            cell.char_indices().rev().find(|(_, c)| c.is_whitespace()).map(|(place, _)| cell.split_at(place));
        match cut.map(|(head, tail)| (trim(head), trim(tail))) {
            Some((head, tail)) if missing > 0 && tail.starts_with(is_digit) && head.chars().count() > 2 => {
                cells.extend([(*at, head), (*at, tail)]);
                missing -= 1;
            }
            _ => cells.push((*at, *cell)),
        }
    }
    cells
}

fn figure_like(cell: &str, document: Option<FiscalYear>) -> bool {
    let percent =
        cell.find(['％', '%']).and_then(|at| cell.get(..at)).is_some_and(|head| head.ends_with(is_digit));
    if percent || cell.contains('①') {
        return true;
    }
    let pure = |word: &str| {
        word.chars().any(is_digit) && word.chars().all(|c| is_digit(c) || ",.，．▲△-".contains(c))
    };
    let several = cell.split_whitespace().count() > 1 && cell.split_whitespace().any(pure);
    if several || !budget::amounts(&[cell], document, &budget::Context::default()).is_empty() {
        return true;
    }
    if is_promise(cell, document) {
        return true;
    }
    let figure = has_digit(cell)
        && year_of(cell, document).0.is_none()
        && budget::label(cell, document).is_none()
        && super::row::meanings(cell).is_empty();
    figure || budget::is_amount(cell, None) && budget::label(cell, document).is_none()
}

/// `死者数　令和2年度末　10人以下`: a year inside does not make a promise the head of a column.
fn is_promise(cell: &str, document: Option<FiscalYear>) -> bool {
    let (year, rest) = year_of(cell, document);
    let read = figure::promise(cell, None);
    year.is_some()
        && has_digit(&rest)
        && read.target.is_some()
        && read.name.is_some_and(|name| name.chars().count() >= 4)
}

fn is_column(meaning: Meaning) -> bool {
    use Meaning as M;
    matches!(
        meaning,
        M::Target
            | M::Actual
            | M::Previous
            | M::Judgement
            | M::Unit
            | M::Baseline
            | M::Due
            | M::Rate
            | M::Budgets
            | M::Results
    )
}

fn is_field_column(meaning: Meaning) -> bool {
    use Meaning as M;
    matches!(
        meaning,
        M::Organisation
            | M::Vision
            | M::Mission
            | M::Policy
            | M::Problems
            | M::Strategies
            | M::Outcomes
            | M::Processes
            | M::Measures
            | M::IssueTitle
            | M::IssueList
            | M::IssueNumber
            | M::SelfEvaluation
            | M::FutureDirection
            | M::IndicatorName
            | M::Head
            | M::Target
    )
}
