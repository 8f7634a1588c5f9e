//! What it cost, what was said about it, and what became of that: sums that lose nothing, answers that are missing.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod comparison;
mod follow_up;
mod lineage;
mod means;
mod round;
mod town;
mod unit_cost;
mod yearbook;
