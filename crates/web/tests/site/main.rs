//! The public site, asked in process: one program, so that it is linked once.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod answer;
mod api;
mod bad_input;
mod office;
mod pages;
