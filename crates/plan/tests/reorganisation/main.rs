//! 組織改正: what holds for every town and every reorganisation, and what one town sees of it.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod examples;
mod expected;
mod laws;
mod town;
