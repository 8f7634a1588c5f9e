//! Every check, with what it must find and what it must leave alone.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod achievement;
mod arithmetic;
mod catalogue;
mod form;
mod frame;
mod grades;
mod leap;
mod outcome;
mod points;
mod practice;
mod promise;
mod robust;
mod survey;
mod town;
mod twin;
mod unexplained;
mod writing;
