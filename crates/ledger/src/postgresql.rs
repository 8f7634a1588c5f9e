//! A server: many machines write to one ledger.

use std::sync::Arc;
use std::time::Duration;

use postgres::{Client, Config, NoTls};
use rustls::ClientConfig;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::LedgerError;
use crate::pool::{Lent, Pool};
use crate::schema;
use crate::tls;
use crate::tx::{Engine, Tx};

/// Connections of one process. A transaction holds one for milliseconds.
const CONNECTIONS: usize = 10;

/// One state for all questions of a transaction.
const READING: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// The row of the municipality is what writers queue for; the next one sees what the one before left.
const WRITING: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// Commits flush, unless the server was told to do even more; nobody waits for a lock longer than for a file.
/// The lock keeps two programs that start together from making, or changing, the tables twice.
const SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local');
    SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s'";
const ONE_AT_A_TIME: &str = "SELECT pg_advisory_xact_lock(7310593858020254331)";

/// A ledger on a server.
pub(crate) struct Store {
    server: Arc<Server>,
    pool: Pool<Client>,
}

/// How to reach it.
pub(crate) struct Server {
    config: Config,
    tls: Option<ClientConfig>,
}

impl Store {
    pub(crate) fn open(url: &str) -> Result<Self, LedgerError> {
        let server = Arc::new(Server::at(url)?);
        let own = server.clone();
        let store = Self { server, pool: Pool::new(CONNECTIONS, move || own.connect()) };
        store.prepare()?;
        Ok(store)
    }

    fn prepare(&self) -> Result<(), LedgerError> {
        let found = self.read(|tx| {
            refuse_other_encodings(tx)?;
            schema::version(tx)
        })?;
        self.write(move |tx| {
            if found < schema::NEWEST {
                tx.build(ONE_AT_A_TIME)?; // How far it is now is asked again behind the lock.
            }
            schema::advance(tx)
        })
    }

    /// Runs `work` on one unchanging state of the ledger.
    pub(crate) fn read<T, E: From<LedgerError>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.begin(READING)?;
        let done = work(&mut Tx::new(Engine::Postgres(lent.connection())));
        let _ = end(&mut lent, "ROLLBACK"); // Nothing was to be kept; a connection that cannot say so is spoilt.
        done
    }

    /// Runs `work` and keeps what it did.
    pub(crate) fn write<T, E: From<LedgerError>>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut lent = self.begin(WRITING)?;
        let mut tx = Tx::new(Engine::Postgres(lent.connection()));
        let done = work(&mut tx).and_then(|value| tx.is_whole().map(|()| value).map_err(E::from));
        match done {
            Ok(value) => {
                end(&mut lent, "COMMIT").map_err(unacknowledged)?;
                Ok(value)
            }
            Err(error) => {
                let _ = end(&mut lent, "ROLLBACK"); // The server rolls back a lost connection by itself.
                Err(error)
            }
        }
    }

    /// Begins a transaction; a connection that was lost while nobody used it is replaced.
    fn begin(&self, sql: &str) -> Result<Lent<'_, Client>, LedgerError> {
        for _ in 0..=CONNECTIONS {
            let mut lent = self.pool.take()?;
            lent.spoilt = true; // Until the transaction has ended.
            match lent.connection().batch_execute(sql).map_err(LedgerError::from) {
                Ok(()) => return Ok(lent),
                Err(LedgerError::Unreachable(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Err(LedgerError::Unreachable("every connection was lost".to_owned()))
    }

    pub(crate) fn server(&self) -> &Arc<Server> {
        &self.server
    }
}

fn end(lent: &mut Lent<'_, Client>, sql: &str) -> Result<(), LedgerError> {
    lent.connection().batch_execute(sql)?;
    lent.spoilt = false;
    Ok(())
}

/// A commit that the server refused did not happen; one that it did not answer may have.
fn unacknowledged(error: LedgerError) -> LedgerError {
    match error {
        LedgerError::Unreachable(why) => LedgerError::Unacknowledged(why),
        other => other,
    }
}

/// Another encoding would lose characters, or keep bytes that are no text.
fn refuse_other_encodings(tx: &mut Tx<'_>) -> Result<(), LedgerError> {
    let encodings =
        tx.query("SELECT current_setting('server_encoding')", &[], |row| Ok(row.text(0)?.to_owned()))?;
    match encodings.first().map(String::as_str) {
        Some("UTF8") => Ok(()),
        other => Err(LedgerError::Address(format!(
            "the database must be made with ENCODING 'UTF8', this one has {}",
            other.unwrap_or("none")
        ))),
    }
}

impl Server {
    /// Understands an address; opens nothing.
    pub(crate) fn at(url: &str) -> Result<Self, LedgerError> {
        let (url, tls) = tls::asked_for(url)?;
        let mut config: Config = url.parse().map_err(|error: postgres::Error| {
            let cause =
                std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            LedgerError::Address(cause)
        })?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        if config.get_application_name().is_none() {
            config.application_name("meyasu");
        }
        Ok(Self { config, tls })
    }

    pub(crate) fn connect(&self) -> Result<Client, LedgerError> {
        let mut client = match &self.tls {
            Some(tls) => self.config.connect(MakeRustlsConnect::new(tls.clone())),
            None => self.config.connect(NoTls),
        }?;
        client.batch_execute(SETTINGS)?;
        Ok(client)
    }
}
