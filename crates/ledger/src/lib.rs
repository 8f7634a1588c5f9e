//! 台帳: everything that was decided, kept for ever. The only SQL of the house.
//!
//! One schema and one set of statements on SQLite and on PostgreSQL. No SQL type leaves this crate and no rule is
//! decided in it: [`Ledger::read`] and [`Ledger::write`] lend a transaction, and the functions of the modules below
//! take it.
//! ```
//! use ledger::{Ledger, LedgerError, Place, municipality};
//! use plan::municipality::MunicipalityCode;
//!
//! let folder = tempfile::tempdir().unwrap();
//! let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db")))?;
//! let town = MunicipalityCode::parse("131148").unwrap();
//!
//! let new = town.clone();
//! ledger.write(move |tx| municipality::found(tx, &new))?;
//! assert_eq!(ledger.read(municipality::list)?[0].municipality, town);
//! # Ok::<(), LedgerError>(())
//! ```
#![warn(missing_docs)]

pub mod backup;
pub mod decision;
pub mod digest;
pub mod draft;
pub mod letter;
pub mod municipality;
pub mod paper;
pub mod publication;
pub mod source;
pub mod tree;

mod error;
mod fault;
mod file;
mod follow;
mod ledger;
mod place;
mod pool;
mod postgresql;
mod progress;
mod schema;
mod sqlite;
mod tls;
mod tx;
mod verify;

pub use backup::{Existing, restore};
pub use error::LedgerError;
pub use fault::Fault;
pub use follow::Follower;
pub use ledger::Ledger;
pub use place::Place;
pub use progress::Progress;
pub use tx::Tx;
pub use verify::{Report, verify};
