//! The program as people and scripts meet it: words, exit codes, and nothing lost.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod checking;
mod crowded;
mod damaged;
mod documents;
mod exits;
mod folders;
mod hostile;
mod killed;
mod lines;
mod mistyped;
mod office;
mod outputs;
mod rules;
mod server;
mod serving;
mod story;
mod tables;
mod typing;
