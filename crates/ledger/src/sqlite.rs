//! One file: many readers, and one writer on a thread of its own.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::error::LedgerError;
use crate::file;
use crate::pool::Pool;
use crate::schema;
use crate::tx::{Engine, Tx};

/// Pages in the write-ahead log before they are moved into the file.
const CHECKPOINT_PAGES: i64 = 1000;

/// Readers at a time: more would only wait for the same two or four cores.
const READERS: usize = 8;

/// A ledger in a file.
pub(crate) struct Store {
    path: PathBuf,
    readers: Pool<Connection>,
    /// Why nothing is written any more.
    stopped: Arc<OnceLock<LedgerError>>,
    followers: Arc<Mutex<Vec<Sender<()>>>>,
    jobs: Option<Sender<Job>>,
    writer: Option<JoinHandle<()>>,
}

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

impl Store {
    pub(crate) fn open(path: &Path) -> Result<Self, LedgerError> {
        file::make_folder(path)?;
        let mut connection = file::connect(path, OpenFlags::default())?;
        file::prepare(&mut connection).map_err(|error| file::about(path, error))?;
        file::sync_folder(path)?;

        let (jobs, queue) = channel::<Job>();
        let writer = thread::Builder::new()
            .name("ledger-writer".to_owned())
            .spawn(move || work_off(&queue, connection))
            .map_err(|error| LedgerError::Database(error.to_string()))?;
        let readers = Pool::new(READERS, {
            let path = path.to_owned();
            move || file::reader(&path)
        });
        let (stopped, followers) = Default::default();
        Ok(Self {
            path: path.to_owned(),
            readers,
            stopped,
            followers,
            jobs: Some(jobs),
            writer: Some(writer),
        })
    }

    /// A file that is looked at and left as it is, for instance a backup on a medium that cannot be written.
    pub(crate) fn inspect(path: &Path) -> Result<Self, LedgerError> {
        let found = file::version(path)?;
        if found < schema::NEWEST {
            return Err(LedgerError::Older { found, known: schema::NEWEST });
        }
        let readers = Pool::new(READERS, {
            let path = path.to_owned();
            move || file::connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        });
        let stopped = Arc::new(OnceLock::from(LedgerError::ReadOnly));
        Ok(Self {
            path: path.to_owned(),
            readers,
            stopped,
            followers: Arc::default(),
            jobs: None,
            writer: None,
        })
    }

    /// Runs `work` on one unchanging state of the ledger.
    pub(crate) fn read<T, E: From<LedgerError>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.readers.take()?;
        let tx = lent.connection().transaction().map_err(LedgerError::from)?;
        work(&mut Tx::new(Engine::Sqlite(&tx)))
    }

    /// Runs `work` on the writer's thread, after all the work that came before it.
    pub(crate) fn write<T: Send + 'static, E: From<LedgerError> + Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let (answer, answered) = sync_channel(1);
        let (stopped, followers) = (self.stopped.clone(), self.followers.clone());
        let job = move |connection: &mut Connection| {
            let mut announced = false;
            let done =
                catch_unwind(AssertUnwindSafe(|| transact(connection, &stopped, &mut announced, work)));
            let _ = answer.send(done); // Whoever asked may be gone.
            if announced {
                wake(&followers);
            }
        };
        self.hand_over(Box::new(job))?;
        match answered.recv() {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Err(self.gone().into()),
        }
    }

    fn hand_over(&self, job: Job) -> Result<(), LedgerError> {
        if self.writer.as_ref().is_some_and(|it| it.thread().id() == thread::current().id()) {
            return Err(LedgerError::Busy); // A write inside a write would wait for itself.
        }
        let jobs = self.jobs.as_ref().ok_or_else(|| self.gone())?;
        jobs.send(job).map_err(|_| self.gone())
    }

    fn gone(&self) -> LedgerError {
        let ended =
            || LedgerError::Stopped(Box::new(LedgerError::Database("the writer has ended".to_owned())));
        self.stopped().unwrap_or_else(ended)
    }

    pub(crate) fn stopped(&self) -> Option<LedgerError> {
        self.stopped.get().cloned()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Rings after every decision and publication of this process.
    pub(crate) fn bell(&self) -> Receiver<()> {
        let (ring, bell) = channel();
        self.followers.lock().unwrap_or_else(PoisonError::into_inner).push(ring);
        bell
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.jobs = None; // Ends the writer once it has done what it was given.
        if let Some(writer) = self.writer.take().filter(|it| it.thread().id() != thread::current().id()) {
            let _: Result<(), Box<dyn Any + Send>> = writer.join();
        }
    }
}

fn work_off(queue: &Receiver<Job>, mut connection: Connection) {
    for job in queue {
        job(&mut connection);
    }
}

/// BEGIN IMMEDIATE, work, COMMIT. The first commit that fails is the last that was tried.
fn transact<T, E: From<LedgerError>>(
    connection: &mut Connection,
    stopped: &OnceLock<LedgerError>,
    announced: &mut bool,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    if let Some(why) = stopped.get() {
        return Err(why.clone().into());
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(LedgerError::from)?;
    let mut tx = Tx::new(Engine::Sqlite(&transaction));
    let value = work(&mut tx)?;
    tx.is_whole()?;
    *announced = tx.is_announced();
    let stop = |error: LedgerError| stopped.get_or_init(|| LedgerError::Stopped(Box::new(error))).clone();
    transaction.commit().map_err(|error| stop(error.into()))?;
    if let Err(error) = checkpoint(connection) {
        let _ = stop(error); // What was just committed stands, for it is in the log; no later write is trusted to a disk that fails.
    }
    Ok(value)
}

/// Moves the log into the file when it has grown.
///
/// SQLite would do so by itself, but in silence: after a failed flush the system may call its pages clean, and the
/// next checkpoint would then forget a log that never reached the disk.
fn checkpoint(connection: &Connection) -> Result<(), LedgerError> {
    let waiting = |mode: &str| {
        let sql = format!("PRAGMA wal_checkpoint({mode})");
        connection.query_row(&sql, [], |row| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?))
    };
    let busy = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy) => Ok(0), // Another process is at it.
        _ => Err(error),
    };
    if waiting("NOOP").or_else(busy)? >= CHECKPOINT_PAGES {
        waiting("PASSIVE").or_else(busy)?;
    }
    Ok(())
}

fn wake(followers: &Mutex<Vec<Sender<()>>>) {
    followers.lock().unwrap_or_else(PoisonError::into_inner).retain(|ring| ring.send(()).is_ok());
}
