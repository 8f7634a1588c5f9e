//! Every check, with what it must find and what it must leave alone.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod arithmetic;
mod town;
