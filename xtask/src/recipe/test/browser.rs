//! The pages in a real browser: the program serves the sample, the tests visit it.

use crate::browser;
use crate::command::run_keeping;
use crate::site::Site;

use super::Summary;

pub(super) fn run(summary: &mut Summary) -> Result<(), String> {
    let files = browser::tests()?;
    browser::prepare()?;
    let site = Site::start()?;
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let mut node = browser::node(&[&["--test", "--test-reporter=spec"], &files[..]].concat(), &site)?;
    let mut lines = vec![];
    let keep = |line: &str| {
        ["tests ", "pass ", "fail ", "skipped "]
            .iter()
            .any(|word| line.strip_prefix("ℹ ").is_some_and(|it| it.starts_with(word)))
    };
    let done = run_keeping(&mut node, keep, &mut lines);
    let counts: Vec<&str> = lines.iter().map(|line| line.trim_start_matches("ℹ ")).collect();
    summary.push(format!("browser tests: {}", counts.join(", ")));
    done?;
    site.stop()
}
