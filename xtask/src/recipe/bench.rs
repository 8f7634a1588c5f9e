//! `cargo xtask bench`: speed and size as ratios in one run. No test depends on it.

use std::process::Command;

use crate::Words;
use crate::command::{self, cargo};
use crate::places::target;

pub(crate) fn run(words: &Words) -> Result<(), String> {
    if !words.is_empty() {
        return Err("usage: cargo xtask bench".to_owned());
    }
    command::run(&mut cargo(&["build", "--release", "--package", "meyasu", "--package", "bench"]))?;
    let built = target().join("release");
    command::run(Command::new(built.join("bench")).arg(built.join("meyasu")))
}
