//! The sheet: what it asks, what was typed, what that means, and how it becomes proposals.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod growing;
mod laws;
mod layout;
mod life;
mod proposals;
mod texts;
mod town;
mod understood;
