//! What people do: one function a deed, each in the same order: permit, load, decide, append.
//!
//! The rules are in `plan`, the rows in `ledger`; here is who may do what, and when. Knows no HTTP, no SQL, no command line.
#![warn(missing_docs)]

pub mod checking;
pub mod deciding;
pub mod digesting;
pub mod founding;
pub mod importing;
pub mod publishing;

mod desk;
mod error;
mod shelf;

pub use desk::Desk;
pub use error::Error;
pub use shelf::Shelf;
