//! 取引: all of it is kept, or nothing. One SQL text for both engines.

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::error::LedgerError;

/// 取引: lent by [`crate::Ledger::read`] and [`crate::Ledger::write`].
pub struct Tx<'a> {
    engine: Engine<'a>,
    /// A statement failed. PostgreSQL would answer 「done」 to a commit that keeps nothing, SQLite may have rolled
    /// back already and run the next statement on its own: so nothing more is run, and nothing is committed.
    failed: bool,
    /// Something that others follow was changed: a decision, a publication. Of papers nobody need hear.
    announced: bool,
}

pub(crate) enum Engine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut postgres::Client),
}

/// What a statement is given. The schema knows no NULL.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'v> {
    Text(&'v str),
    Int(i64),
    Bytes(&'v [u8]),
}

/// What a statement gives.
pub(crate) enum Row<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: Engine<'a>) -> Self {
        Self { engine, failed: false, announced: false }
    }

    /// Whether a commit would keep what was done.
    pub(crate) fn is_whole(&self) -> Result<(), LedgerError> {
        if self.failed { Err(LedgerError::Failed) } else { Ok(()) }
    }

    /// Runs one statement and tells how many rows it touched.
    pub(crate) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, LedgerError> {
        self.is_whole()?;
        let done = match &mut self.engine {
            Engine::Sqlite(connection) => execute_sqlite(connection, sql, values),
            Engine::Postgres(client) => client.execute_typed(sql, &typed(values)).map_err(LedgerError::from),
        };
        self.failed = done.is_err();
        done
    }

    /// Asks, and makes a value of each row.
    pub(crate) fn query<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, LedgerError>,
    ) -> Result<Vec<T>, LedgerError> {
        let mut list = Vec::new();
        self.each(sql, values, |row| {
            list.push(read(row)?);
            Ok(())
        })?;
        Ok(list)
    }

    /// Asks, and shows the rows one after another: a long table need not fit into memory.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        self.is_whole()?;
        let done = match &mut self.engine {
            Engine::Sqlite(connection) => each_sqlite(connection, sql, values, read),
            Engine::Postgres(client) => each_postgres(client, sql, values, read),
        };
        self.failed = done.is_err();
        done
    }

    /// Runs statements that make tables, in the words of the engine.
    pub(crate) fn build(&mut self, sql: &str) -> Result<(), LedgerError> {
        match &mut self.engine {
            Engine::Sqlite(connection) => connection.execute_batch(&schema_for_sqlite(sql))?,
            Engine::Postgres(client) => client.batch_execute(sql)?,
        }
        Ok(())
    }

    /// Wakes those who follow this ledger from other machines, once the transaction is committed.
    ///
    /// SQLite needs no word: whoever follows a file looks at its version, those of this process are woken.
    pub(crate) fn announce(&mut self) -> Result<(), LedgerError> {
        self.announced = true;
        match &mut self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(_) => self.execute("NOTIFY meyasu", &[]).map(drop),
        }
    }

    /// Whether followers are to be woken.
    pub(crate) fn is_announced(&self) -> bool {
        self.announced
    }

    pub(crate) fn engine(&mut self) -> &mut Engine<'a> {
        &mut self.engine
    }
}

fn execute_sqlite(
    connection: &rusqlite::Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<u64, LedgerError> {
    let mut statement = connection.prepare_cached(&for_sqlite(sql))?;
    Ok(statement.execute(rusqlite::params_from_iter(values))? as u64)
}

fn each_sqlite(
    connection: &rusqlite::Connection,
    sql: &str,
    values: &[Value<'_>],
    mut read: impl FnMut(&Row<'_>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(&for_sqlite(sql))?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        read(&Row::Sqlite(row))?;
    }
    Ok(())
}

fn each_postgres(
    client: &mut postgres::Client,
    sql: &str,
    values: &[Value<'_>],
    mut read: impl FnMut(&Row<'_>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut rows = client.query_typed_raw(sql, typed(values))?;
    while let Some(row) = rows.next()? {
        read(&Row::Postgres(&row))?;
    }
    Ok(())
}

/// `$1` would be a *named* parameter for SQLite, numbered by first appearance; `?1` is what we mean.
fn for_sqlite(sql: &str) -> String {
    sql.replace('$', "?")
}

/// SQLite keeps types only in STRICT tables, and those know other words.
fn schema_for_sqlite(sql: &str) -> String {
    sql.replace(" BIGINT", " INTEGER").replace(" BYTEA", " BLOB").replace("\n);", "\n) STRICT;")
}

fn typed<'v>(values: &'v [Value<'v>]) -> Vec<(&'v (dyn ToSql + Sync), Type)> {
    let one = |value: &'v Value<'v>| -> (&'v (dyn ToSql + Sync), Type) {
        match value {
            Value::Text(it) => (it, Type::TEXT),
            Value::Int(it) => (it, Type::INT8),
            Value::Bytes(it) => (it, Type::BYTEA),
        }
    };
    values.iter().map(one).collect()
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Text(it) => ValueRef::Text(it.as_bytes()),
            Self::Int(it) => ValueRef::Integer(*it),
            Self::Bytes(it) => ValueRef::Blob(it),
        }))
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(text)
    }
}

impl<'v> From<&'v [u8]> for Value<'v> {
    fn from(bytes: &'v [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

/// No number of ours comes near the limit, so the largest stands for 「beyond」.
impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl Row<'_> {
    /// The text in a column.
    pub(crate) fn text(&self, column: usize) -> Result<&str, LedgerError> {
        match self {
            Self::Sqlite(row) => row.get_ref(column)?.as_str().map_err(|error| wrong(column, error)),
            Self::Postgres(row) => row.try_get(column).map_err(|error| wrong(column, error)),
        }
    }

    /// The count in a column.
    pub(crate) fn number(&self, column: usize) -> Result<u64, LedgerError> {
        let number: i64 = match self {
            Self::Sqlite(row) => row.get_ref(column)?.as_i64().map_err(|error| wrong(column, error))?,
            Self::Postgres(row) => row.try_get(column).map_err(|error| wrong(column, error))?,
        };
        u64::try_from(number).map_err(|error| wrong(column, error))
    }

    /// The bytes in a column.
    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], LedgerError> {
        match self {
            Self::Sqlite(row) => row.get_ref(column)?.as_blob().map_err(|error| wrong(column, error)),
            Self::Postgres(row) => row.try_get(column).map_err(|error| wrong(column, error)),
        }
    }
}

fn wrong(column: usize, error: impl std::fmt::Display) -> LedgerError {
    LedgerError::Damaged(format!("column {column}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_its_number_whichever_comes_first() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let mut tx = Tx::new(Engine::Sqlite(&connection));
        let values = [Value::Text("first"), Value::Text("second")];
        let rows = tx.query("SELECT $2, $1", &values, |row| Ok(format!("{} {}", row.text(0)?, row.text(1)?)));
        assert_eq!(rows.unwrap(), ["second first"]);
    }

    #[test]
    fn after_a_failed_statement_nothing_more_is_run() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let mut tx = Tx::new(Engine::Sqlite(&connection));
        assert!(tx.execute("SELEKT", &[]).is_err());
        assert_eq!(tx.execute("SELECT 1", &[]), Err(LedgerError::Failed));
        assert_eq!(tx.is_whole(), Err(LedgerError::Failed));
    }
}
