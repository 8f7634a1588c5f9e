//! The ledger, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod backup;
mod deeds;
mod digests;
mod following;
mod killing;
mod letters;
mod meeting;
mod opening;
mod papers;
mod racing;
mod support;
mod tampering;
