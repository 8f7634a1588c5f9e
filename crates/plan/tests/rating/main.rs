//! 判定基準: laws that hold for any rule and any figure, contradictions, and verdicts frozen with their publication.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod any;
mod contradictions;
mod fields;
mod frozen;
mod frozen_elements;
mod hold;
mod laws;
mod sound;
mod story;
