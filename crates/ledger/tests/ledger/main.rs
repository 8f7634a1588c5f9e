//! The ledger, on both engines.

mod backup;
mod deeds;
mod following;
mod killing;
mod opening;
mod racing;
mod support;
mod tampering;
