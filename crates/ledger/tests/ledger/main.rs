//! The ledger, on both engines.

mod deeds;
mod support;
