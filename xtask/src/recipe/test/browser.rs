//! The pages in a real browser: the program serves the sample, the tests visit it.

use crate::browser;
use crate::command::run_keeping;
use crate::site::Site;

pub(super) fn run() -> Result<Vec<String>, (String, Vec<String>)> {
    let files = browser::tests().map_err(plain)?;
    browser::prepare().map_err(plain)?;
    let site = Site::start().map_err(plain)?;
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let words = [&["--test", "--test-reporter=spec"], &files[..]].concat();
    let mut node = browser::node(&words, &site).map_err(plain)?;
    let keep = |line: &str| {
        let line = line.trim_start_matches(['#', 'ℹ', ' ']);
        ["tests ", "pass ", "fail ", "skipped ", "skipped:"].iter().any(|word| line.starts_with(word))
    };
    let closing = |lines: Vec<String>| {
        let (mut said, counts): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|it| it.starts_with("skipped:"));
        let counts: Vec<&str> = counts.iter().map(|it| it.trim_start_matches(['#', 'ℹ', ' '])).collect();
        said.push(format!("browser tests: {}", counts.join(", ")));
        said
    };
    let said = run_keeping(&mut node, keep).map(closing).map_err(|(why, lines)| (why, closing(lines)))?;
    match site.stop() {
        Ok(()) => Ok(said),
        Err(why) => Err((why, said)),
    }
}

/// A failure that has nothing more to say.
pub(super) fn plain(why: String) -> (String, Vec<String>) {
    (why, vec![])
}
