//! Every door of the staff's side, asked as browsers and as strangers ask.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod house;
mod matrix;
mod people;
mod sessions;
mod strangers;
mod town;
mod transfers;
