//! The steps by which a ledger came to its present shape: numbered, forward only, all or nothing.

use crate::error::LedgerError;
use crate::tx::{Engine, Tx};

/// Never edited once released.
const STEPS: &[&str] = &[include_str!("../migrations/0001_ledger.sql")];

/// Brings the tables to the newest shape; refuses those of a newer program.
///
/// Touches nothing where nothing is to be done: a process that only reads needs no right to make tables.
pub(crate) fn advance(tx: &mut Tx<'_>) -> Result<(), LedgerError> {
    let known = STEPS.len() as u64;
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
