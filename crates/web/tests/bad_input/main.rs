//! What is asked out of order: every answer says what is wrong and how to go on, and none is a fault of ours.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod anything;
mod crowd;
mod heads;
mod table;
mod town;
