//! 公開データ一式: every file of one edition, made together: what the catalogue counts and the self-check looks at.

use plan::edition::Edition;

use crate::csv::{self, Reader};
use crate::csvw::{self, Told};
use crate::self_check::{self, Answer, Published};
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
    pub for_people: Written,
    /// With ASCII heads.
    pub for_programs: Written,
}

/// A file and what describes it.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub csv: Vec<u8>,
    /// Its description (CSV on the Web).
    pub description: Vec<u8>,
}

impl Written {
    fn published<'a>(&'a self, name: &'a str) -> Published<'a> {
        Published { name, bytes: &self.csv, description: &self.description }
    }
}

impl File {
    /// The file of one table.
    ///
    /// # Errors
    /// None that an edition can cause: every key is text.
    pub fn of(table: &'static Table, edition: &Edition) -> Result<Self, serde_json::Error> {
        let (columns, rows) = (table.columns(), table.rows(edition));
        let url = format!("{}.csv", table.name);
        let written = |reader| {
            let description = csvw::write(table, edition, Told { url: &url, reader })?;
            Ok::<_, serde_json::Error>(Written { csv: csv::write(&columns, &rows, reader), description })
        };
        let (for_people, for_programs) = (written(Reader::Person)?, written(Reader::Program)?);
        Ok(Self { table, rows: rows.len(), for_people, for_programs })
    }
}

/// All files of an edition.
///
/// # Errors
/// None that an edition can cause: every key is text.
pub fn files(edition: &Edition) -> Result<Vec<File>, serde_json::Error> {
    TABLES.iter().map(|table| File::of(table, edition)).collect()
}

/// 自己点検 of the files, those for people and those for programs.
pub fn checked(files: &[File]) -> Vec<Answer> {
    let names: Vec<String> = files.iter().map(|it| format!("{}.csv", it.table.name)).collect();
    let ascii: Vec<String> = names.iter().map(|it| format!("ascii/{it}")).collect();
    let people = names.iter().zip(files).map(|(name, it)| it.for_people.published(name));
    let programs = ascii.iter().zip(files).map(|(name, it)| it.for_programs.published(name));
    self_check::check(&people.chain(programs).collect::<Vec<_>>())
}

/// 目録の項目: what is told of a file without the file itself.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it holds.
    pub table: &'static Table,
    /// Rows under the head.
    pub rows: usize,
    /// Bytes with Japanese heads.
    pub people: usize,
    /// Bytes with ASCII heads.
    pub programs: usize,
}

/// 公開データの棚卸し: what there is of every file, and what the self-check found in them. Small, where the files are not.
#[derive(Clone, Debug)]
pub struct Inventory {
    /// In the order of the tables.
    pub entries: Vec<Entry>,
    /// One a rule.
    pub answers: Vec<Answer>,
}

impl Inventory {
    /// Makes every file of an edition, looks into them, and keeps what there is to tell.
    ///
    /// # Errors
    /// As [`files`].
    pub fn of(edition: &Edition) -> Result<Self, serde_json::Error> {
        let files = files(edition)?;
        let entry = |it: &File| Entry {
            table: it.table,
            rows: it.rows,
            people: it.for_people.csv.len(),
            programs: it.for_programs.csv.len(),
        };
        Ok(Self { entries: files.iter().map(entry).collect(), answers: checked(&files) })
    }

    /// What is told of a table's file.
    pub fn entry(&self, table: &Table) -> Option<&Entry> {
        self.entries.iter().find(|it| it.table.name == table.name)
    }
}
