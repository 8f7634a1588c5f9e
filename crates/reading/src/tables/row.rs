//! One row, asked for its cells by name. A cell that cannot be read names its place.

use std::collections::HashMap;

use jiff::civil::Date;
use plan::date::PartialDate;
use plan::fiscal_year::FiscalYear;
use plan::quantity::Quantity;
use plan::record::RecordId;
use rust_decimal::Decimal;

use super::columns;
use crate::problem::{Gap, Problem};

/// A row under the head of its table.
pub(super) struct Row<'a> {
    line: u64,
    cells: &'a [String],
    columns: &'a HashMap<&'static str, usize>,
    /// How many cells the head has.
    width: usize,
}

/// Words in a cell, ASCII or Japanese, and what they stand for.
pub(super) type Words<T> = [(&'static str, T)];

impl<'a> Row<'a> {
    pub(super) fn new(
        line: u64,
        cells: &'a [String],
        columns: &'a HashMap<&'static str, usize>,
        width: usize,
    ) -> Self {
        Self { line, cells, columns, width }
    }

    /// The row as written, its cells apart.
    pub(super) fn text(&self) -> String {
        self.cells.join("｜")
    }

    pub(super) fn place(&self) -> String {
        format!("{}行", self.line)
    }

    /// Cells beyond the head: a comma too many, or a quote that was never closed.
    pub(super) fn surplus(&self) -> Option<Problem> {
        let surplus = self.cells.get(self.width..).unwrap_or_default();
        let words = surplus.iter().find(|cell| !cell.is_empty())?;
        Some(Problem::new(
            self.place(),
            format!("見出しより右に「{words}」があります（読んでいません）"),
            format!("“{words}” stands right of the head and was not read"),
        ))
    }

    /// The cell, or none where it is blank: blank is not zero.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        let cell = self.cells.get(*self.columns.get(column)?)?;
        (!cell.is_empty()).then_some(cell.as_str())
    }

    /// What the row says in a column; where the table has no such column, what is known already: silence changes nothing.
    pub(super) fn or_known<T>(&self, column: &str, said: T, known: Option<T>) -> T {
        match known {
            Some(known) if !self.has(column) => known,
            _ => said,
        }
    }

    /// Whether the table has the column, blank or not.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    pub(super) fn owned(&self, column: &str) -> Option<String> {
        self.get(column).map(str::to_owned)
    }

    pub(super) fn need(&self, column: &str) -> Result<&'a str, Problem> {
        self.get(column).ok_or_else(|| self.blank(column))
    }

    /// 「12行 実績値」: the place of a cell.
    pub(super) fn cell(&self, column: &str) -> String {
        format!("{} {}", self.place(), columns::japanese(column))
    }

    /// A cell without which the row says nothing, and which is blank.
    pub(super) fn blank(&self, column: &str) -> Problem {
        if !self.has(column) {
            let name = columns::japanese(column);
            let (ja, en) = (format!("「{name}」の列がありません"), format!("there is no column “{column}”"));
            return Problem::new(self.place(), ja, en).of(Gap::NoColumn);
        }
        self.problem(column, "空欄です", "is blank").of(Gap::Blank)
    }

    /// A sentence about one cell.
    pub(super) fn problem(&self, column: &str, ja: &str, en: &str) -> Problem {
        let (name, place) = (columns::japanese(column), self.cell(column));
        match self.get(column) {
            Some(cell) => Problem::new(place, format!("「{cell}」は{ja}"), format!("“{cell}” {en}")),
            None => Problem::new(place, format!("「{name}」が{ja}"), format!("“{column}” {en}")),
        }
    }

    pub(super) fn id(&self, column: &str) -> Result<RecordId, Problem> {
        Ok(RecordId::new(self.need(column)?))
    }

    pub(super) fn maybe_id(&self, column: &str) -> Option<RecordId> {
        self.get(column).map(RecordId::new)
    }

    pub(super) fn ids(&self, column: &str) -> Vec<RecordId> {
        self.parts(column).map(RecordId::new).collect()
    }

    /// Several values in one cell.
    pub(super) fn list(&self, column: &str) -> Vec<String> {
        self.parts(column).map(str::to_owned).collect()
    }

    fn parts(&self, column: &str) -> impl Iterator<Item = &'a str> {
        let cell = self.get(column).unwrap_or_default();
        cell.split([';', '；']).map(str::trim).filter(|it| !it.is_empty())
    }

    /// One string a line.
    pub(super) fn paragraphs(&self, column: &str) -> Vec<String> {
        let cell = self.get(column).unwrap_or_default();
        cell.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn year(&self, column: &str) -> Result<FiscalYear, Problem> {
        let cell = self.need(column)?;
        FiscalYear::parse(cell, None)
            .ok_or_else(|| self.problem(column, "年度として読めません", "is not a fiscal year"))
    }

    pub(super) fn maybe_year(&self, column: &str) -> Result<Option<FiscalYear>, Problem> {
        self.get(column).map(|_| self.year(column)).transpose()
    }

    pub(super) fn partial_date(&self, column: &str) -> Result<Option<PartialDate>, Problem> {
        let read = |cell| {
            PartialDate::parse(cell)
                .ok_or_else(|| self.problem(column, "日付として読めません", "is not a date"))
        };
        self.get(column).map(read).transpose()
    }

    pub(super) fn date(&self, column: &str) -> Result<Option<Date>, Problem> {
        match self.partial_date(column)? {
            None => Ok(None),
            Some(PartialDate::Day(date)) => Ok(Some(date)),
            Some(_) => Err(self.problem(column, "日まで書かれていません", "does not name a day")),
        }
    }

    pub(super) fn decimal(&self, column: &str) -> Result<Option<Decimal>, Problem> {
        let about = |cell| Quantity::parse(cell, None).is_some_and(|it| it.approximate);
        let read = |cell| match plan::number::parse(cell) {
            Some(number) => Ok(number),
            None if about(cell) => Err(self.about(column)),
            None => Err(self.problem(column, "数値として読めません", "is not a number")),
        };
        self.get(column).map(read).transpose()
    }

    /// A number that calls itself inexact: it is not taken for an exact one.
    pub(super) fn about(&self, column: &str) -> Problem {
        let name = columns::japanese(column);
        let ja = format!("およその数です。{name}は正確な数で書いてください（取り込みませんでした）");
        let en = format!("is approximate; {column} takes exact figures only, so it was not taken in");
        self.problem(column, &ja, &en).of(Gap::About)
    }

    /// A whole number, zero or more.
    pub(super) fn count(&self, column: &str) -> Result<Option<u32>, Problem> {
        let whole = |number: Decimal| {
            let whole = number.is_integer().then(|| u32::try_from(number).ok()).flatten();
            whole.ok_or_else(|| self.problem(column, "0以上の整数ではありません", "is not a whole number"))
        };
        self.decimal(column)?.map(whole).transpose()
    }

    pub(super) fn yen(&self, column: &str) -> Result<Option<i64>, Problem> {
        let read = |cell| match plan::money::written(cell, None) {
            Some(amount) if amount.approximate => Err(self.about(column)),
            Some(amount) => Ok(amount.yen),
            None => Err(self.problem(column, "金額として読めません", "is not an amount of money")),
        };
        self.get(column).map(read).transpose()
    }

    /// One of the words that the column may hold; none where the cell is blank.
    pub(super) fn word<T: Copy>(&self, column: &str, words: &Words<T>) -> Result<Option<T>, Problem> {
        let Some(cell) = self.get(column) else { return Ok(None) };
        let key = plan::key::squeeze(cell);
        match words.iter().find(|(word, _)| *word == key) {
            Some((_, meaning)) => Ok(Some(*meaning)),
            None => {
                let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
                let ja = format!("知らない言葉です（{}のいずれか）", all.join("、"));
                Err(self.problem(column, &ja, &format!("is none of: {}", all.join(", "))))
            }
        }
    }

    pub(super) fn need_word<T: Copy>(&self, column: &str, words: &Words<T>) -> Result<T, Problem> {
        self.need(column)?;
        self.word(column, words)?.ok_or_else(|| self.blank(column))
    }
}
