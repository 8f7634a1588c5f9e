//! 年度を開く: what a new year takes over, what it does not, and what people are told before anything is done.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod dates;
mod forms;
mod laws;
mod reorganised;
mod statements;
mod town;
