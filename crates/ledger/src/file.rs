//! Files and folders: opening a SQLite file as we want it, and names that outlast a power cut.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::error::LedgerError;
use crate::pool::PATIENCE;
use crate::schema;
use crate::tx::{Engine, Tx};

/// Opens a file, and says in our words why it cannot be.
pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, LedgerError> {
    // SQLite would take the stump of a file for an empty one, and begin anew.
    if fs::metadata(path).is_ok_and(|file| (1..512).contains(&file.len())) {
        return Err(about(path, LedgerError::NotALedger(String::new())));
    }
    let connection = Connection::open_with_flags(path, flags).map_err(|error| about(path, error.into()))?;
    set_up(&connection).map_err(|error| about(path, error))?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> Result<(), LedgerError> {
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
         PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(())
}

/// A connection that reads only.
pub(crate) fn reader(path: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::default().difference(OpenFlags::SQLITE_OPEN_CREATE);
    let connection = connect(path, flags)?;
    connection.execute_batch("PRAGMA query_only = ON").map_err(|error| about(path, error.into()))?;
    Ok(connection)
}

/// Makes sure that the file is a ledger of our schema, with a write-ahead log.
///
/// SQLite does not wait for others who switch to the log at the same moment, so we do.
pub(crate) fn prepare(connection: &mut Connection) -> Result<(), LedgerError> {
    const PAUSE: Duration = Duration::from_millis(20);
    let began = Instant::now(); // A try may itself wait as long as we are willing to.
    loop {
        match prepare_now(connection) {
            Err(LedgerError::Busy) if began.elapsed() < PATIENCE => thread::sleep(PAUSE),
            done => return done,
        }
    }
}

fn prepare_now(connection: &mut Connection) -> Result<(), LedgerError> {
    refuse_strangers(connection)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(LedgerError::Database(format!("this folder allows no write-ahead log, only “{mode}”")));
    }
    if schema::version(&mut Tx::new(Engine::Sqlite(connection)))? == schema::NEWEST {
        return Ok(()); // Whoever only reads need not wait for whoever writes.
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::advance(&mut Tx::new(Engine::Sqlite(&transaction)))?;
    transaction.commit()?;
    Ok(())
}

/// The schema of a ledger in a file. Changes nothing; refuses what is no ledger, and that of a newer program.
pub(crate) fn version(path: &Path) -> Result<u64, LedgerError> {
    if !path.is_file() {
        return Err(LedgerError::NoFile(path.to_owned()));
    }
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let found = refuse_strangers(&connection)
        .and_then(|()| schema::version(&mut Tx::new(Engine::Sqlite(&connection))))
        .map_err(|error| about(path, error))?;
    match found {
        0 => Err(about(path, LedgerError::NotALedger(String::new()))),
        _ if found > schema::NEWEST => Err(LedgerError::Newer { found, known: schema::NEWEST }),
        _ => Ok(found),
    }
}

/// The database of another program is not ours to add tables to.
fn refuse_strangers(connection: &Connection) -> Result<(), LedgerError> {
    let sql = "SELECT COUNT(*), COUNT(CASE WHEN name = 'schema_step' THEN 1 END) FROM sqlite_master";
    let (tables, ours): (i64, i64) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if tables > 0 && ours == 0 { Err(LedgerError::NotALedger(String::new())) } else { Ok(()) }
}

/// Whether a file ends within a page: its end was cut off. SQLite would take what is missing for zeros, and miss nothing where the
/// page is an empty one. After a power cut the log may still hold the page, so that with a log the file says nothing.
pub(crate) fn is_cut(path: &Path, page: u64) -> bool {
    let length = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    length(Path::new(&log)) == 0 && page > 0 && length(path) % page != 0
}

/// Puts the name of the file into an error that tells of it.
pub(crate) fn about(path: &Path, error: LedgerError) -> LedgerError {
    let unwritable = |reason| LedgerError::Unwritable { path: path.to_owned(), reason };
    match error {
        LedgerError::NotALedger(_) | LedgerError::Damaged(_) => {
            LedgerError::NotALedger(path.display().to_string())
        }
        LedgerError::Database(reason) if is_about_writing(&reason) => unwritable(reason),
        other => other,
    }
}

fn is_about_writing(reason: &str) -> bool {
    ["unable to open", "readonly", "access permission", "authorization"].iter().any(|it| reason.contains(it))
}

pub(crate) fn make_folder(path: &Path) -> Result<(), LedgerError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)
        .map_err(|error| LedgerError::Unwritable { path: folder.to_owned(), reason: error.to_string() })
}

pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a new name in a folder outlast a power cut. Windows keeps names by itself and opens no folders.
pub(crate) fn sync_folder(path: &Path) -> Result<(), LedgerError> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = folder_of(path);
    fs::File::open(folder)
        .and_then(|it| it.sync_all())
        .map_err(|error| LedgerError::Unwritable { path: folder.to_owned(), reason: error.to_string() })
}
