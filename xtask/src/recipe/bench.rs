//! `cargo xtask bench`: speed and size as ratios in one run, and how well outlooks foresaw what came. No test depends on it.

use std::process::Command;

use crate::Words;
use crate::command::{self, cargo};
use crate::places::target;

pub(crate) fn run(words: &Words) -> Result<(), String> {
    let known = |part: &String| ["backtest", "nation", "pages", "editors"].contains(&part.as_str());
    match words {
        [] => {}
        [part] if known(part) => {}
        [part, minutes] if part == "editors" && minutes.parse::<u64>().is_ok() => {}
        _ => {
            return Err("usage: cargo xtask bench [backtest | nation | pages | editors [MINUTES]]".to_owned());
        }
    }
    command::run(&mut cargo(&["build", "--release", "--package", "meyasu", "--package", "bench"]))?;
    let built = target().join("release");
    let mut bench = Command::new(built.join("bench"));
    bench.arg(built.join("meyasu")).args(words);
    command::run(&mut bench)
}
