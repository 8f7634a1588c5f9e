//! The open data, looked at as those who take it away see it: bytes.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod heads;
mod law;
mod self_check;
mod spreadsheet;
mod town;
