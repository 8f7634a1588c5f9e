//! What drives the browser: Node.js and two packages, pinned by the lock file beside the tests.

use std::process::Command;

use crate::command::{program, run};
use crate::places::browser_tests;
use crate::site::Site;
use crate::tools::chromium;

/// The test files, in the order of their names.
pub(crate) fn tests() -> Result<Vec<String>, String> {
    let folder = std::fs::read_dir(browser_tests()).map_err(|error| format!("tests/browser: {error}"))?;
    let names = folder.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let mut tests: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
    tests.sort();
    if tests.is_empty() { Err("tests/browser holds no test".to_owned()) } else { Ok(tests) }
}

/// Installs the packages, unless exactly these are there already.
pub(crate) fn prepare() -> Result<(), String> {
    let wanted =
        std::fs::read(browser_tests().join("package-lock.json")).map_err(|error| error.to_string())?;
    let mark = browser_tests().join("node_modules/.installed");
    if std::fs::read(&mark).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    // No package may run anything of its own while it is installed.
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(program("npm", &words).current_dir(browser_tests()))?;
    std::fs::write(&mark, wanted).map_err(|error| format!("{}: {error}", mark.display()))
}

/// Node.js beside the tests, told where site and browser are.
pub(crate) fn node(words: &[&str], site: &Site) -> Result<Command, String> {
    let chromium = chromium().ok_or("Chromium is not installed")?;
    let mut node = program("node", words);
    node.current_dir(browser_tests()).env("MEYASU_SITE", site.address()).env("MEYASU_CHROMIUM", chromium);
    node.env("MEYASU_PROGRAM", crate::places::target().join("debug/meyasu"));
    Ok(node)
}
