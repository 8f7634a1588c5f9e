//! Known weaknesses of dependencies, from a copy of the RustSec database: works without a network.
//!
//! Where the database or the tools are missing, a line says so.

use std::path::{Path, PathBuf};

use crate::command::{self, cargo};
use crate::places::{program, root};

use super::Summary;

/// Names the folder of the database; without it, a folder beside the project is looked for.
const VARIABLE: &str = "MEYASU_ADVISORY_DB";

pub(super) fn run(summary: &mut Summary) -> Result<(), String> {
    let mut skip = |line: String| {
        println!("{line}");
        summary.push(line);
    };
    match (database(), program(&["cargo-audit"])) {
        (None, _) => skip(format!(
            "skipped: {VARIABLE} names no advisory database, and ../shared/advisory-db is not there"
        )),
        (_, None) => skip("skipped: cargo-audit is not installed".to_owned()),
        (Some(database), Some(_)) => {
            println!("the newest advisory in the database is of {}", newest(&database));
            let database = database.to_string_lossy();
            command::run(&mut cargo(&[
                "audit",
                "--db",
                &database,
                "--no-fetch",
                "--stale",
                "--deny",
                "warnings",
            ]))?;
        }
    }
    match program(&["cargo-deny"]) {
        None => skip("skipped: cargo-deny is not installed".to_owned()),
        Some(_) => command::run(&mut cargo(&["deny", "--locked", "check", "bans", "licenses", "sources"]))?,
    }
    Ok(())
}

fn database() -> Option<PathBuf> {
    let named = std::env::var_os(VARIABLE).map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root().join("../shared/advisory-db"));
    folder.join("crates").is_dir().then_some(folder)
}

/// The date of the newest advisory: what came later, the check does not know.
fn newest(database: &Path) -> String {
    let entries =
        |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path());
    let files = entries(&database.join("crates")).flat_map(|folder| entries(&folder).collect::<Vec<_>>());
    let date = |file: PathBuf| {
        let text = std::fs::read_to_string(file).ok()?;
        Some(text.lines().find_map(|line| line.strip_prefix("date = "))?.trim_matches('"').to_owned())
    };
    files.filter_map(date).max().unwrap_or_else(|| "an unknown date".to_owned())
}
