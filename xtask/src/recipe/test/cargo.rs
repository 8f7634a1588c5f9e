//! The steps that cargo does.

use std::process::Command;

use crate::command::{answer, cargo, run, run_keeping};
use crate::postgres::Cluster;

use super::Summary;

pub(super) fn format(_: &mut Summary) -> Result<(), String> {
    component("fmt", "rustfmt")?;
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

pub(super) fn clippy(_: &mut Summary) -> Result<(), String> {
    component("clippy", "clippy")?;
    run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

pub(super) fn docs(_: &mut Summary) -> Result<(), String> {
    let mut doc = cargo(&["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Unit, integration and documentation tests. One failure does not hide the next.
pub(super) fn tests(summary: &mut Summary) -> Result<(), String> {
    let mut test = cargo(&["test", "--locked", "--workspace", "--no-fail-fast"]);
    let own = match std::env::var("TEST_POSTGRES_URL") {
        Ok(_) => {
            println!("PostgreSQL for the tests: the one that TEST_POSTGRES_URL names");
            None
        }
        Err(_) => Some(Cluster::start()?),
    };
    if let Some(cluster) = &own {
        test.envs(cluster.variables());
    }
    let mut lines = vec![];
    let keep = |line: &str| line.starts_with("test result:") || line.starts_with("skipped:");
    let done = run_keeping(&mut test, keep, &mut lines);
    drop(own); // The server is needed until here.
    summary.extend(closing(lines));
    done
}

/// One line for all test programs together, and what was skipped.
fn closing(lines: Vec<String>) -> Vec<String> {
    let (results, mut said): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|line| line.starts_with("test result:"));
    let count = |what: &str| -> u64 { results.iter().filter_map(|line| number_before(line, what)).sum() };
    let (passed, failed, ignored) = (count(" passed"), count(" failed"), count(" ignored"));
    let result = if failed == 0 { "ok" } else { "FAILED" };
    let programs = results.len();
    said.push(format!(
        "test result of all {programs} test programs: {result}. {passed} passed; {failed} failed; {ignored} ignored"
    ));
    said
}

fn number_before(line: &str, what: &str) -> Option<u64> {
    line.split(what).next()?.rsplit(' ').next()?.parse().ok()
}

/// Says what is missing where the toolchain came without this part.
fn component(subcommand: &str, name: &str) -> Result<(), String> {
    let here = answer(Command::new("cargo").args([subcommand, "--version"]));
    here.map(drop).map_err(|_| format!("{name} is not installed. Please run: rustup component add {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_test_programs_are_added_up() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "skipped: TEST_POSTGRES_URL not set",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        ];
        let said = closing(lines.map(str::to_owned).to_vec());
        assert_eq!(said[0], "skipped: TEST_POSTGRES_URL not set");
        assert_eq!(said[1], "test result of all 2 test programs: FAILED. 15 passed; 2 failed; 1 ignored");
    }
}
