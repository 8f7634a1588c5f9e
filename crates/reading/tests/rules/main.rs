//! 判定基準: every vocabulary that municipalities use is written as a file of rules, read, and judged with.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod bad_files;
mod documented;
mod edges;
mod elements;
mod people;
mod town;
mod vocabularies;
