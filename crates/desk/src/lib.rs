//! What people do: one function a deed, each in the same order: permit, load, decide, append.
//!
//! The rules are in `plan`, the rows in `ledger`; here is who may do what, and when. Knows no HTTP, no SQL, no command line.
#![warn(missing_docs)]

pub mod anomalies;
pub mod approving;
pub mod attaching;
pub mod attempts;
pub mod auditing;
pub mod awaiting;
pub mod checking;
pub mod consulting;
pub mod deciding;
pub mod digesting;
pub mod directory;
pub mod filling;
pub mod founding;
pub mod growing;
pub mod hearing;
pub mod importing;
pub mod inviting;
pub mod leaving;
pub mod looking_back;
pub mod mailing;
pub mod names;
pub mod opening;
pub mod password;
pub mod phrasing;
pub mod policy;
pub mod posting;
pub mod proposing;
pub mod proving;
pub mod publishing;
pub mod reminding;
pub mod reorganising;
pub mod restoring;
pub mod reviewing;
pub mod scheduling;
pub mod second_factor;
pub mod secret;
pub mod securing;
pub mod session;
pub mod setting_up;
mod settings;
pub mod settling;
pub mod shaping;
pub mod sheet;
pub mod signing_in;
pub mod staffing;
pub mod subscribing;
pub mod ticket;
pub mod transferring;
pub mod vouching;

mod actor;
mod again;
mod desk;
mod error;
mod shelf;

pub use actor::Actor;
pub(crate) use actor::{belongs, is_by_share};
pub(crate) use again::again;
pub use desk::{Desk, Trouble};
pub use error::{Error, Invalid};
pub use shelf::Shelf;
