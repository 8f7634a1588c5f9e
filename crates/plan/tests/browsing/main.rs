//! What readers of an edition ask, over a small town made by hand.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod logic_model;
mod priority;
mod selection;
mod tally;
mod topic;
mod town;
