//! The ledger as a whole: opening it, reading and writing it.

use std::path::Path;
use std::sync::Arc;

use crate::error::LedgerError;
use crate::place::Place;
use crate::tx::Tx;
use crate::{postgresql, sqlite};

/// 台帳: cheap to clone, shared by all threads.
#[derive(Clone)]
pub struct Ledger {
    store: Arc<Store>,
}

/// Where it is kept.
pub(crate) enum Store {
    Sqlite(sqlite::Store),
    Postgres(postgresql::Store),
}

impl Ledger {
    /// Opens the ledger at a place, makes it where there is none, and brings an older one to the present shape.
    ///
    /// Blocks, as all of this crate does: from asynchronous code, call it where blocking is allowed.
    pub fn open(place: &Place) -> Result<Self, LedgerError> {
        let store = match place {
            Place::File(path) => Store::Sqlite(sqlite::Store::open(path)?),
            Place::Postgres(url) => Store::Postgres(postgresql::Store::open(url)?),
        };
        Ok(Self { store: Arc::new(store) })
    }

    /// Opens a file and leaves it as it is: a backup, also on a medium that cannot be written. It takes no changes.
    pub fn inspect(path: &Path) -> Result<Self, LedgerError> {
        Ok(Self { store: Arc::new(Store::Sqlite(sqlite::Store::inspect(path)?)) })
    }

    /// Runs `work` on one unchanging state of the ledger, whatever others write meanwhile.
    pub fn read<T, E: From<LedgerError>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.store() {
            Store::Sqlite(store) => store.read(work),
            Store::Postgres(store) => store.read(work),
        }
    }

    /// Runs `work` as one transaction: all of it is on disk when this returns `Ok`, none of it when `work` fails.
    ///
    /// `work` must not call `write` again: the inner one would wait for the outer.
    ///
    /// When a commit fails, what became of it is unknown. A file is then not written again by this process
    /// ([`LedgerError::Stopped`]), for a disk that failed once may forget in silence. PostgreSQL guards its own disk,
    /// so only the connection is given up ([`LedgerError::Unacknowledged`]).
    pub fn write<T: Send + 'static, E: From<LedgerError> + Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        match self.store() {
            Store::Sqlite(store) => store.write(work),
            Store::Postgres(store) => store.write(work),
        }
    }

    /// Why the ledger takes no more changes; none while all is well.
    pub fn stopped(&self) -> Option<LedgerError> {
        match self.store() {
            Store::Sqlite(store) => store.stopped(),
            Store::Postgres(_) => None,
        }
    }

    /// The file it is kept in; none on PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        match self.store() {
            Store::Sqlite(store) => Some(store.path()),
            Store::Postgres(_) => None,
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }
}
