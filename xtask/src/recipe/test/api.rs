//! The API against its own description: thousands of questions, right and wrong ones, and every answer held to what was said.

use crate::command::{program, run_keeping};
use crate::places::{api_tests, target};
use crate::python;
use crate::site::Site;

use super::Summary;

/// Fewer questions than this prove too little.
const FEWEST: u64 = 10_000;
/// What is asked of each address at the most, besides what its limits ask for.
const EXAMPLES: &str = "430";
/// The same questions every time: what fails once fails again.
const SEED: &str = "1";

pub(super) fn run(summary: &mut Summary) -> Result<(), String> {
    let schemathesis = python::schemathesis()?;
    let site = Site::start()?;
    let settings = api_tests().join("schemathesis.toml");
    let description = format!("{}/api/v1/openapi.json", site.address());
    let words = ["--config-file", &settings.to_string_lossy(), "--no-color", "run", &description];
    let bounds = ["--max-examples", EXAMPLES, "--seed", SEED];
    let mut ask = program(schemathesis, &[&words[..], &bounds].concat());
    let mut lines = vec![];
    // What it notes on its way lies with what is built.
    let done = run_keeping(ask.current_dir(target()), |line| cases(line).is_some(), &mut lines);
    let asked: u64 = lines.iter().filter_map(|line| cases(line)).sum();
    summary.push(format!("questions to the API: {}", lines.join("; ")));
    done?;
    if asked < FEWEST {
        return Err(format!("only {asked} questions were asked; {FEWEST} are the fewest"));
    }
    site.stop()
}

/// How many questions were asked: `  8253 generated, 8253 passed`.
fn cases(line: &str) -> Option<u64> {
    line.trim().split_once(" generated,")?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_questions_is_found_in_the_closing_words() {
        let closing = "Test cases:\n  8253 generated, 8250 passed, 3 failed\n\nSeed: 1";
        let found: Vec<u64> = closing.lines().filter_map(cases).collect();
        assert_eq!(found, [8253]);
        assert_eq!(cases("  ✅ 20 passed"), None);
    }
}
