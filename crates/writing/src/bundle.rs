//! 公開データ一式: every file of one edition, made together: what the catalogue counts and the self-check looks at.

use plan::edition::Edition;

use crate::csv::{self, Reader};
use crate::table::Table;
use crate::tables::TABLES;

/// One file as it is published.
#[derive(Clone, Debug)]
pub struct File {
    /// What it holds.
    pub table: &'static Table,
    /// Rows under the head.
    pub rows: usize,
    /// With Japanese heads.
    pub for_people: Vec<u8>,
    /// With ASCII heads.
    pub for_programs: Vec<u8>,
}

impl File {
    /// The file of one table.
    pub fn of(table: &'static Table, edition: &Edition) -> Self {
        let (columns, rows) = (table.columns(), table.rows(edition));
        Self {
            table,
            rows: rows.len(),
            for_people: csv::write(&columns, &rows, Reader::Person),
            for_programs: csv::write(&columns, &rows, Reader::Program),
        }
    }
}

/// All files of an edition.
pub fn files(edition: &Edition) -> Vec<File> {
    TABLES.iter().map(|table| File::of(table, edition)).collect()
}
