//! A CSV text as rows under a head of known columns.

use std::collections::HashMap;

use super::columns;
use super::row::Row;
use crate::problem::Problem;

/// Rows under a head.
pub(super) struct Sheet {
    columns: HashMap<&'static str, usize>,
    /// Cells of the head.
    width: usize,
    unknown: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    broken: Vec<Problem>,
}

/// Of so many unknown heads it is asked what they were meant to be: no table has more columns.
const MOST_HEADS: usize = 64;

impl Sheet {
    /// Takes a CSV text apart; none where its first row holds no column that we know.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut records = reader.records();
        let head = records.next()?.ok()?;
        let mut columns = HashMap::new();
        let mut unknown = Vec::new();
        for (index, cell) in head.iter().enumerate() {
            let mut meanings = columns::meanings(cell).peekable();
            if meanings.peek().is_none() && !cell.trim().is_empty() {
                unknown.push(cell.trim().to_owned());
            }
            meanings.for_each(|name| {
                columns.entry(name).or_insert(index);
            });
        }
        let known =
            |heads: &[String]| heads.iter().take(MOST_HEADS).filter(|it| columns::near(it).is_some()).count();
        let nearly = |heads: &[String]| known(heads) > 1;
        if columns.is_empty() && !nearly(&unknown) {
            return None;
        }
        let mut sheet = Self { columns, width: head.len(), unknown, rows: vec![], broken: vec![] };
        records.for_each(|record| sheet.take(record));
        Some(sheet)
    }

    /// Adds a row, or what is wrong with it; a blank one is none.
    fn take(&mut self, record: Result<csv::StringRecord, csv::Error>) {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cells: Vec<String> = record.iter().map(unescaped).collect();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    self.rows.push((line, cells));
                }
            }
            Err(error) => self.broken.push(Problem::new(
                "CSV",
                format!("CSVとして読めない行があります（{error}）"),
                format!("a row is not CSV: {error}"),
            )),
        }
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row::new(*line, cells, &self.columns, self.width))
    }

    /// Whether it is a table at all: a first line of several cells with rows below, not a sentence with a comma in it.
    pub(super) fn is_table(&self) -> bool {
        self.width > 1 && !self.rows.is_empty()
    }

    /// Heads that no table knows.
    pub(super) fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// Columns that nobody knows and rows that are no rows.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let unknown = self.unknown.iter().map(|name| {
            let near = columns::near(name).filter(|it| !self.has(it)).map(columns::japanese);
            let (ja, en) = near.map_or_else(Default::default, |near| {
                (format!("（「{near}」ではありませんか）"), format!(" (is it “{near}”?)"))
            });
            Problem::new(
                "1行",
                format!("列「{name}」は知らない名前なので読みません{ja}"),
                format!("column “{name}” is unknown and was not read{en}"),
            )
        });
        unknown.chain(self.broken.iter().cloned()).collect()
    }
}

/// Takes off the white space around a cell, and the `'` that guards a text against being run as a formula.
fn unescaped(cell: &str) -> String {
    let cell = cell.trim();
    let inner = cell.trim_start_matches('\'');
    let is_guarded =
        inner.len() < cell.len() && inner.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']);
    if is_guarded { cell[1..].to_owned() } else { cell.to_owned() }
}
