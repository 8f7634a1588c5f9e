//! 追随: to hear within a second that another process, or another machine, decided or published.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use plan::municipality::MunicipalityCode;
use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;
use rusqlite::Connection;

use crate::error::LedgerError;
use crate::ledger::{Ledger, Store};
use crate::municipality;
use crate::postgresql::Server;
use crate::{file, sqlite};

/// How long a change may go unseen where no word of it comes.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// Follows until it is dropped.
pub struct Follower {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Ledger {
    /// Calls back with each municipality that was founded, decided or published from now on, by whomever.
    ///
    /// Several changes at once may come as one call: look at the ledger to see what is new.
    pub fn follow(
        &self,
        mut changed: impl FnMut(&MunicipalityCode) + Send + 'static,
    ) -> Result<Follower, LedgerError> {
        let mut watch = match self.store() {
            Store::Sqlite(store) => Watch::file(store)?,
            Store::Postgres(store) => Watch::server(store.server().clone()),
        };
        let mut known = heads(self)?;
        let stop = Arc::new(AtomicBool::new(false));
        let (ledger, stopped) = (self.clone(), stop.clone());
        let follow = move || {
            while !stopped.load(Ordering::Relaxed) {
                if watch.wait() {
                    watch.look(&ledger, &mut known, &mut changed);
                }
            }
        };
        let thread = thread::Builder::new().name("ledger-follower".to_owned()).spawn(follow);
        let thread = thread.map_err(|error| LedgerError::Database(error.to_string()))?;
        Ok(Follower { stop, thread: Some(thread) })
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take().filter(|it| it.thread().id() != thread::current().id()) {
            let _ = thread.join(); // A callback that panicked has ended it already.
        }
    }
}

/// Where a word of change comes from.
enum Watch {
    /// The writer of this process rings; SQLite counts what other processes commit.
    File { bell: Receiver<()>, connection: Connection, seen: i64 },
    /// NOTIFY. A lost connection is made anew, and meanwhile we look from time to time.
    Server { server: Arc<Server>, listening: Option<Client> },
}

/// How far each ledger went when it was last looked at.
type Heads = BTreeMap<MunicipalityCode, (u64, u64)>;

impl Watch {
    fn file(store: &sqlite::Store) -> Result<Self, LedgerError> {
        let connection = file::reader(store.path())?;
        Ok(Self::File { bell: store.bell(), seen: version(&connection)?, connection })
    }

    fn server(server: Arc<Server>) -> Self {
        let listening = listen(&server).ok();
        Self::Server { server, listening }
    }

    /// Waits for a word, not for long, and tells whether it is worth looking.
    fn wait(&mut self) -> bool {
        match self {
            Self::File { bell, connection, seen } => {
                let _ = bell.recv_timeout(LOOK_EVERY);
                while bell.try_recv().is_ok() {}
                let now = version(connection).unwrap_or(-1);
                std::mem::replace(seen, now) != now
            }
            Self::Server { server, listening } => {
                let alive = listening.as_mut().is_some_and(|client| heard(client).is_ok());
                if !alive {
                    thread::sleep(LOOK_EVERY);
                    *listening = listen(server).ok();
                }
                true // Something between us and the server may swallow notices, so we look in any case.
            }
        }
    }

    /// Compares, and calls back with what differs. What cannot be read now is looked at again.
    fn look(&mut self, ledger: &Ledger, known: &mut Heads, changed: &mut impl FnMut(&MunicipalityCode)) {
        let Ok(now) = heads(ledger) else {
            if let Self::File { seen, .. } = self {
                *seen = -1;
            }
            return;
        };
        now.iter().filter(|(code, head)| known.get(*code) != Some(head)).for_each(|(code, _)| changed(code));
        *known = now;
    }
}

fn heads(ledger: &Ledger) -> Result<Heads, LedgerError> {
    let list = ledger.read(municipality::list)?;
    Ok(list.into_iter().map(|head| (head.municipality, (head.number.0, head.published))).collect())
}

fn version(connection: &Connection) -> Result<i64, LedgerError> {
    Ok(connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
}

fn listen(server: &Server) -> Result<Client, LedgerError> {
    let mut client = server.connect()?;
    client.batch_execute("LISTEN meyasu")?;
    Ok(client)
}

fn heard(client: &mut Client) -> Result<(), postgres::Error> {
    client.notifications().timeout_iter(LOOK_EVERY).next()?;
    while client.notifications().iter().next()?.is_some() {}
    Ok(())
}
