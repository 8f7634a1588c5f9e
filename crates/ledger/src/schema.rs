//! The steps by which a ledger came to its present shape: numbered, forward only, all or nothing.

use crate::error::LedgerError;
use crate::tx::{Engine, Tx};

/// Never edited once released.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_ledger.sql"),
    include_str!("../migrations/0002_digest.sql"),
    include_str!("../migrations/0003_paper.sql"),
    include_str!("../migrations/0004_outgoing.sql"),
    include_str!("../migrations/0005_letter_state.sql"),
    include_str!("../migrations/0006_source_kept.sql"),
    include_str!("../migrations/0007_source_gone.sql"),
];

/// The step after which what lies in the ledger is counted.
const LETTER_STATE: u64 = 5;

/// How many there are.
pub(crate) const NEWEST: u64 = STEPS.len() as u64;

/// Brings the tables to the newest shape; refuses those of a newer program.
///
/// Touches nothing where nothing is to be done: a process that only reads needs no right to make tables.
pub(crate) fn advance(tx: &mut Tx<'_>) -> Result<(), LedgerError> {
    let known = NEWEST;
    let found = version(tx)?;
    if found > known {
        return Err(LedgerError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    tx.build("CREATE TABLE IF NOT EXISTS schema_step (\n  number BIGINT NOT NULL PRIMARY KEY\n);")?;
    for (number, step) in (1..).zip(STEPS).skip(found as usize) {
        tx.build(step)?;
        if number == LETTER_STATE {
            crate::letter::count_anew(tx)?;
        }
        tx.execute("INSERT INTO schema_step (number) VALUES ($1)", &[number.into()])?;
    }
    Ok(())
}

/// How many steps the ledger has taken; 0 where there is none.
pub(crate) fn version(tx: &mut Tx<'_>) -> Result<u64, LedgerError> {
    let exists = match tx.engine() {
        Engine::Sqlite(_) => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_step'",
        Engine::Postgres(_) => "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('schema_step')",
    };
    if tx.query(exists, &[], |row| row.number(0))? == [0] {
        return Ok(0);
    }
    let newest = tx.query("SELECT COALESCE(MAX(number), 0) FROM schema_step", &[], |row| row.number(0))?;
    Ok(newest.first().copied().unwrap_or(0))
}

/// A table, for those who copy all of it.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [(&'static str, Column)],
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Text,
    Number,
    Bytes,
}

use Column::{Bytes, Number, Text};

/// Every table, those first that others refer to.
pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "municipality",
        columns: &[("code", Text), ("head", Number), ("peaks", Bytes), ("published", Number)],
    },
    Table {
        name: "decision",
        columns: &[
            ("municipality", Text),
            ("number", Number),
            ("body", Text),
            ("leaf", Bytes),
            ("root", Bytes),
        ],
    },
    Table {
        name: "publication",
        columns: &[("municipality", Text), ("number", Number), ("decision", Number), ("body", Text)],
    },
    Table {
        name: "draft",
        columns: &[("municipality", Text), ("id", Text), ("revision", Number), ("body", Text)],
    },
    Table {
        name: "digest",
        columns: &[("municipality", Text), ("publication", Number), ("form", Number), ("body", Text)],
    },
    Table { name: "paper", columns: PAPER },
    Table { name: "past_paper", columns: PAPER },
    Table {
        name: "letter_state",
        columns: &[
            ("municipality", Text),
            ("round", Text),
            ("letter", Text),
            ("state", Text),
            ("detail", Text),
            ("day", Text),
            ("way", Text),
            ("opinions", Number),
        ],
    },
    Table {
        name: "source",
        columns: &[("sha256", Text), ("size", Number), ("bytes", Bytes), ("kept", Number)],
    },
    Table { name: "source_gone", columns: &[("sha256", Text), ("kept", Number)] },
];

const PAPER: &[(&str, Column)] = &[
    ("municipality", Text),
    ("kind", Text),
    ("folder", Text),
    ("id", Text),
    ("revision", Number),
    ("body", Text),
];

impl Table {
    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn select(&self) -> String {
        format!("SELECT {} FROM {}", self.names(), self.name)
    }

    pub(crate) fn insert(&self) -> String {
        let values: Vec<_> = (1..=self.columns.len()).map(|number| format!("${number}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.names(), values.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_and_no_column_is_forgotten_when_copying() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let mut tx = Tx::new(Engine::Sqlite(&connection));
        advance(&mut tx).unwrap();
        let sql = "SELECT t.name || ' ' || c.name || ' ' || c.type FROM sqlite_master t, pragma_table_info(t.name) c
                   WHERE t.type = 'table' AND t.name <> 'schema_step' ORDER BY 1";
        let found = tx.query(sql, &[], |row| Ok(row.text(0)?.to_owned())).unwrap();

        let kind = |column: &Column| match column {
            Text => "TEXT",
            Number => "INTEGER",
            Bytes => "BLOB",
        };
        let line = |table: &Table, (name, column): &(&str, Column)| {
            format!("{} {name} {}", table.name, kind(column))
        };
        let mut listed: Vec<_> =
            TABLES.iter().flat_map(|table| table.columns.iter().map(move |it| line(table, it))).collect();
        listed.sort();
        assert_eq!(found, listed);
    }

    #[test]
    fn tables_of_sqlite_keep_their_types() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let mut tx = Tx::new(Engine::Sqlite(&connection));
        advance(&mut tx).unwrap();
        let sql = "SELECT COUNT(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite%'";
        assert_eq!(tx.query(sql, &[], |row| row.number(0)), Ok(vec![0]));
    }
}
