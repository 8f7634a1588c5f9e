//! バックアップ: a copy that was read again before anyone may rely on it.
//!
//! A backup is a ledger in one SQLite file, whichever engine it comes from and goes to; so a ledger moves between them.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::error::LedgerError;
use crate::ledger::{Ledger, Store};
use crate::place::Place;
use crate::progress::Progress;
use crate::schema::{self, Column, TABLES};
use crate::tx::{Engine, Tx, Value};
use crate::verify::{Report, verify, verify_inside};
use crate::{file, postgresql};

/// What to do about a file of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and refuse.
    Keep,
    /// Put the new one in its place, once that is sound.
    Replace,
}

/// Pages copied between two words of progress: 4 MB.
const PAGES: i32 = 1000;

impl Ledger {
    /// Copies the ledger into a file while others go on writing, reads the copy again, and only then gives it its name.
    ///
    /// The report is that of the copy: sizes and roots to keep elsewhere. Progress counts the copying, then the reading.
    pub fn backup(
        &self,
        target: &Path,
        existing: Existing,
        mut progress: impl FnMut(Progress),
    ) -> Result<Report, LedgerError> {
        put(target, existing, &mut progress, |part, progress| match self.store() {
            Store::Sqlite(store) => copy_pages(store.path(), part, progress),
            Store::Postgres(store) => store.read(|from| fill_file(from, part, progress)),
        })
    }
}

/// Brings a backup back to a place where no ledger is, read again before it is kept.
///
/// A backup of an older program is brought to the present shape on the way to a file; to a server only from there.
pub fn restore(
    backup: &Path,
    place: &Place,
    mut progress: impl FnMut(Progress),
) -> Result<Report, LedgerError> {
    match place {
        Place::File(path) => {
            file::version(backup)?;
            let fill = |part: &Path, progress: &mut _| copy_pages(backup, part, progress);
            put(path, Existing::Keep, &mut progress, fill).map_err(|error| match error {
                LedgerError::InTheWay(_) => LedgerError::NotEmpty(place.to_string()),
                other => other,
            })
        }
        Place::Postgres(url) => {
            let kept = Ledger::inspect(backup)?;
            verify(&kept, &mut progress)?.sound()?;
            postgresql::Store::open(url)?.write(|to| {
                if rows(to)? > 0 {
                    return Err(LedgerError::NotEmpty(place.to_string()));
                }
                kept.read(|from| copy_rows(from, to, &mut progress))?;
                verify_inside(to, &mut progress)?.sound() // Before the commit: what is not sound is not kept.
            })
        }
    }
}

/// Fills a file beside the target, reads it again, and gives it its name only then.
fn put<P: FnMut(Progress)>(
    target: &Path,
    existing: Existing,
    progress: &mut P,
    fill: impl FnOnce(&Path, &mut P) -> Result<(), LedgerError>,
) -> Result<Report, LedgerError> {
    if existing == Existing::Keep && target.exists() {
        return Err(LedgerError::InTheWay(target.to_owned()));
    }
    file::make_folder(target)?;
    let part = beside(target)?;
    discard(&part); // Left by one that was cut off.
    let done = fill(&part, progress).and_then(|()| check(&part, progress));
    let report = done.inspect_err(|_| discard(&part))?;
    fs::rename(&part, target).map_err(|error| unwritable(target, &error))?;
    file::sync_folder(target)?;
    Ok(report)
}

/// Removes what there is of a copy: on a full disk SQLite leaves its journal too.
fn discard(part: &Path) {
    let mut journal = part.as_os_str().to_owned();
    journal.push("-journal");
    let _ = (fs::remove_file(part), fs::remove_file(journal)); // What is not there need not go.
}

fn check(part: &Path, progress: impl FnMut(Progress)) -> Result<Report, LedgerError> {
    fs::File::open(part).and_then(|it| it.sync_all()).map_err(|error| unwritable(part, &error))?;
    verify(&Ledger::inspect(part)?, progress)?.sound()
}

/// `.name.part` in the same folder, so that giving it its name is one step of the file system.
fn beside(target: &Path) -> Result<PathBuf, LedgerError> {
    let name = target.file_name().ok_or_else(|| LedgerError::Unwritable {
        path: target.to_owned(),
        reason: "it is not the name of a file".to_owned(),
    })?;
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(".part");
    Ok(target.with_file_name(part))
}

fn unwritable(path: &Path, error: &std::io::Error) -> LedgerError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => LedgerError::DiskFull,
        _ => LedgerError::Unwritable { path: path.to_owned(), reason: error.to_string() },
    }
}

/// Page by page, out of one reading transaction: writers go on, and the copy does not begin anew when they do.
fn copy_pages(from: &Path, to: &Path, progress: &mut impl FnMut(Progress)) -> Result<(), LedgerError> {
    let source = file::reader(from)?;
    let mut target = file::connect(to, OpenFlags::default())?;
    let transaction = source.unchecked_transaction()?;
    transaction.query_row("SELECT COUNT(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    let backup = Backup::new(&source, &mut target)?;
    loop {
        let step = backup.step(PAGES)?;
        let at = backup.progress();
        let (of, left) = (at.pagecount.unsigned_abs().into(), u64::from(at.remaining.unsigned_abs()));
        progress(Progress { done: u64::saturating_sub(of, left), of });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(LedgerError::Busy),
        }
    }
    drop(backup);
    finish(target, |_| Ok(()))
}

/// Makes the copy one file of the present shape that needs nothing beside it, also on a medium that cannot be written.
fn finish(
    mut target: Connection,
    fill: impl FnOnce(&mut Tx<'_>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    let transaction = target.transaction()?;
    let mut tx = Tx::new(Engine::Sqlite(&transaction));
    schema::advance(&mut tx)?;
    fill(&mut tx)?;
    transaction.commit()?;
    target.close().map_err(|(_, error)| error.into())
}

fn fill_file(from: &mut Tx<'_>, part: &Path, progress: &mut impl FnMut(Progress)) -> Result<(), LedgerError> {
    finish(file::connect(part, OpenFlags::default())?, |to| copy_rows(from, to, progress))
}

/// Row by row: what both engines understand.
fn copy_rows(
    from: &mut Tx<'_>,
    to: &mut Tx<'_>,
    progress: &mut impl FnMut(Progress),
) -> Result<(), LedgerError> {
    let mut at = Progress { done: 0, of: rows(from)? };
    for table in TABLES {
        let insert = table.insert();
        from.each(&table.select(), &[], |row| {
            let cells = (0..).zip(table.columns).map(|(index, (_, column))| match column {
                Column::Text => row.text(index).map(Value::Text),
                Column::Number => row.number(index).map(Value::from),
                Column::Bytes => row.bytes(index).map(Value::Bytes),
            });
            to.execute(&insert, &cells.collect::<Result<Vec<_>, _>>()?)?;
            at.done += 1;
            progress(at);
            Ok(())
        })?;
    }
    Ok(())
}

fn rows(tx: &mut Tx<'_>) -> Result<u64, LedgerError> {
    let count = |table: &schema::Table| {
        let sql = format!("SELECT COUNT(*) FROM {}", table.name);
        Ok(tx.query(&sql, &[], |row| row.number(0))?.into_iter().sum::<u64>())
    };
    TABLES.iter().map(count).sum()
}
