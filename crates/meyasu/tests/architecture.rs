//! The laws of the house that the compiler does not keep: arrows between crates, sizes, names, reasons.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Which of our crates a crate may use. A new arrow is a change of its own.
const ALLOWED: &[(&str, &[&str])] = &[
    ("plan", &[]),
    ("ledger", &["plan"]),
    ("reading", &["plan"]),
    ("writing", &["plan"]),
    ("configuration", &[]),
    ("mail", &["configuration"]),
    ("desk", &["ledger", "plan", "reading"]),
    ("web", &["desk", "plan", "writing"]),
    ("openid", &["configuration", "plan"]),
    ("staff", &["desk", "openid", "plan", "web", "writing"]),
    (
        "meyasu",
        &["configuration", "desk", "ledger", "mail", "openid", "plan", "reading", "staff", "web", "writing"],
    ),
    ("bench", &["desk", "ledger", "plan", "staff", "web"]),
    ("xtask", &[]),
];

/// Lines of a source file, its inline tests left out.
const LONGEST_FILE: usize = 500;
/// Lines of a template.
const LONGEST_TEMPLATE: usize = 120;

/// Lines of a function.
const LONGEST_FUNCTION: usize = 60;
/// 表: functions that are one list from their first line to their last. To divide one would hide what it leaves out.
const LISTS: &[(&str, &str, &str)] = &[
    ("crates/plan/src/facet.rs", "framework", "what of each kind of record is told: its frame"),
    ("crates/plan/src/rating/unrated.rs", "say", "one sentence for each reason why there is no verdict"),
    ("crates/plan/src/record.rs", "references", "what each kind of record names"),
    ("crates/staff/src/frame.rs", "said", "one sentence for each word that an address may end with"),
    ("crates/writing/src/tables/amounts.rs", "money", "columns of a table, each with its heads and sentence"),
    (
        "crates/writing/src/tables/elements.rs",
        "place",
        "columns of a table, each with its heads and sentence",
    ),
    (
        "crates/writing/src/tables/organisations.rs",
        "fields",
        "columns of a table, each with its heads and sentence",
    ),
    ("crates/writing/src/tables/rules.rs", "decided", "columns of a table, each with its heads and sentence"),
];

/// Names under which anything could hide.
const CATCH_ALL: &[&str] =
    &["common", "helper", "helpers", "manager", "misc", "service", "services", "types", "util", "utils"];

/// The one room of `plan` that may estimate: its results leave it rounded, as decimals.
const ESTIMATES: &str = "crates/plan/src/statistics";

/// Words that a crate's own code (tests and comments aside) must not contain, and why.
const ABSENT: &[(&str, &[&str], &str)] = &[
    ("plan", &["std::fs", "std::env", "std::net", "std::process", "::now()", "async "], "it is pure"),
    ("plan", &["f32", "f64"], "promised and counted quantities are exact"),
    ("reading", &["std::fs", "std::env", "std::net", "::now()"], "bytes in, a reading out"),
    ("writing", &["std::fs", "std::env", "std::net", "Timestamp::now()"], "an edition in, bytes out"),
    (
        "desk",
        &["rusqlite", "postgres::", "axum", "clap"],
        "it knows neither HTTP nor SQL nor the command line",
    ),
    (
        "web",
        &["rusqlite", "postgres::", "std::fs", "std::env", "Timestamp::now", "Zoned::now"],
        "it asks the desk",
    ),
    ("ledger", &["axum", "askama", "clap"], "it knows only SQL"),
    (
        "staff",
        &["rusqlite", "postgres::", "std::fs", "std::env", "Timestamp::now", "Zoned::now", "getrandom"],
        "it asks the desk, and time and chance are given to it",
    ),
];

#[test]
fn arrows_run_down_only() {
    for folder in crates() {
        let name = name(&folder);
        let row = ALLOWED.iter().find(|row| row.0 == name);
        let allowed = row.unwrap_or_else(|| panic!("crate {name} has no row in the table of arrows")).1;
        for used in
            ["dependencies", "build-dependencies"].iter().flat_map(|table| keys(&manifest(&folder), table))
        {
            let is_ours = ALLOWED.iter().any(|row| row.0 == used);
            assert!(!is_ours || allowed.contains(&used.as_str()), "{name} reaches {used}, where it may not");
        }
    }
}

#[test]
fn crates_inherit_what_all_share() {
    for folder in crates() {
        let manifest = manifest(&folder);
        let lints = manifest.get("lints").and_then(|it| it.get("workspace")).and_then(toml::Value::as_bool);
        assert_eq!(lints, Some(true), "{} goes without the lints of the workspace", name(&folder));
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (dependency, value) in
                manifest.get(table).and_then(toml::Value::as_table).into_iter().flatten()
            {
                let shared = value.get("workspace").and_then(toml::Value::as_bool);
                assert_eq!(shared, Some(true), "{}: {dependency} has a version of its own", name(&folder));
            }
        }
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let text = read(&root().join("Cargo.toml"));
    let table = text.split("[workspace.dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let lines =
        table.lines().filter(|line| !line.is_empty() && !line.starts_with('#') && !line.contains("path ="));
    for line in lines {
        let reason = line.split_once(" # ").map_or("", |(_, reason)| reason.trim());
        assert!(reason.len() > 10, "no reason is given for: {line}");
    }
}

#[test]
fn files_stay_small() {
    for file in sources("rs").into_iter().filter(|file| !is_test(file)) {
        let lines = own(&read(&file)).lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines; {LONGEST_FILE} are the most", file.display());
    }
    for file in sources("html") {
        let lines = read(&file).lines().count();
        assert!(
            lines <= LONGEST_TEMPLATE,
            "{} has {lines} lines; {LONGEST_TEMPLATE} are the most",
            file.display()
        );
    }
}

#[test]
fn functions_stay_small() {
    let mut lists: Vec<_> = LISTS.iter().collect();
    for file in sources("rs").into_iter().filter(|file| !is_test(file)) {
        let path = file.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        for (function, lines) in functions(own(&read(&file))) {
            let known = lists.iter().position(|list| list.0 == path && list.1 == function);
            match (lines > LONGEST_FUNCTION, known) {
                (true, Some(at)) => drop(lists.remove(at)),
                (long, _) => {
                    assert!(!long, "{path}: `{function}` has {lines} lines; {LONGEST_FUNCTION} are the most");
                }
            }
        }
    }
    assert!(lists.is_empty(), "short by now, or gone: {lists:?}");
}

/// The functions of a formatted text with their lines: from the word `fn` to the brace that closes them at the same indent.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = vec![];
    for (at, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let Some((before, after)) = line.split_once("fn ") else { continue };
        let is_head = before.split_whitespace().all(|word| {
            ["const", "async", "unsafe", "extern", "pub"].contains(&word) || word.starts_with("pub(")
        });
        if !is_head {
            continue;
        }
        let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        let body =
            lines[at..].iter().position(|it| it.ends_with('{') || it.ends_with('}') || it.ends_with(';'));
        let opens = body.filter(|body| lines[at + body].ends_with('{'));
        let closes = opens.and_then(|_| lines[at..].iter().position(|it| *it == format!("{indent}}}")));
        found.push((name.to_owned(), closes.map_or(1, |closes| closes + 1)));
    }
    found
}

#[test]
fn names_say_what_is_inside() {
    for file in sources("rs") {
        for part in file.strip_prefix(root()).unwrap().with_extension("").components() {
            let part = part.as_os_str().to_string_lossy();
            assert!(!CATCH_ALL.contains(&part.as_ref()), "{}: '{part}' could hold anything", file.display());
        }
    }
}

#[test]
fn crates_do_not_do_what_is_not_theirs() {
    for file in sources("rs").into_iter().filter(|file| !is_test(file)) {
        let path = file.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        let text = read(&file);
        let code: Vec<&str> =
            own(&text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (krate, words, why) in
            ABSENT.iter().filter(|row| path.starts_with(&format!("crates/{}/src/", row.0)))
        {
            for word in words.iter().filter(|it| !(**it == "f64" && path.starts_with(ESTIMATES))) {
                let line = code.iter().find(|line| line.contains(word));
                assert!(line.is_none(), "{path}: `{word}` has no place in {krate}: {why}");
            }
        }
        if !path.starts_with("crates/ledger/") && path.starts_with("crates/") {
            let sql = code.iter().find(|line| {
                ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "]
                    .iter()
                    .any(|it| line.contains(it))
            });
            assert!(sql.is_none(), "{path}: SQL stands in the ledger only");
        }
    }
}

#[test]
fn only_a_door_leads_to_the_staff() {
    for file in sources("rs").into_iter().filter(|file| !is_test(file)) {
        let path = file.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        if path.starts_with("crates/staff/src/") && path != "crates/staff/src/door.rs" {
            let text = read(&file);
            for word in [".route(", ".nest(", ".route_service(", ".nest_service("] {
                assert!(!own(&text).contains(word), "{path}: `{word}` would pass by the guard");
            }
        }
    }
}

#[test]
fn no_two_kinds_of_paper_share_a_name() {
    let mut kinds: Vec<(String, String)> = vec![];
    for file in sources("rs").into_iter().filter(|file| !is_test(file)) {
        let text = read(&file);
        let code = own(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        for rest in code.split("Paper for ").skip(1) {
            let paper = rest.split_whitespace().next().unwrap();
            let value =
                rest.split("const KIND: &'static str = \"").nth(1).and_then(|it| it.split('"').next());
            let kind = value.unwrap_or_else(|| panic!("{}: what is {paper} called?", file.display()));
            let other = kinds.iter().find(|it| it.0 == kind).map(|it| &it.1);
            assert_eq!(
                other, None,
                "{paper} and another paper are both called `{kind}`: each gets the other's rows"
            );
            kinds.push((kind.to_owned(), paper.to_owned()));
        }
    }
    assert!(kinds.len() > 15, "only these were found: {kinds:?}");
}

#[test]
fn the_glossary_names_what_the_code_names() {
    let glossary = root().join("docs/glossary.md");
    let Ok(text) = fs::read_to_string(glossary) else {
        // Not `eprintln!`: that would be kept back, for the test passes.
        std::io::stderr().write_all(b"skipped: docs/glossary.md not found\n").unwrap();
        return;
    };
    let code: String = sources("rs").iter().map(|file| own(&read(file)).to_owned()).collect();
    let words: std::collections::HashSet<&str> =
        code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut terms = vec![];
    for row in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let is_head = cells[0] == "日本語" || cells[0].starts_with("--") || cells[0].starts_with(":--");
        if is_head {
            continue;
        }
        assert_eq!(cells.len(), 5, "a row of the glossary has five cells: {row}");
        assert!(!terms.contains(&cells[0]), "{} stands twice in the glossary", cells[0]);
        terms.push(cells[0]);
        let names: Vec<&str> = cells[2].split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{} has no code name", cells[0]);
        for part in names.iter().flat_map(|name| name.split("::")) {
            assert!(words.contains(part), "{}: the code knows no `{part}`", cells[0]);
        }
    }
    assert!(!terms.is_empty(), "the glossary has no table");
}

/// The code of a file without the tests at its end.
fn own(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

fn is_test(file: &Path) -> bool {
    let path = file.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
    path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.contains("/examples/")
        || path.contains("/benches/")
}

/// All files of our crates with this ending.
fn sources(ending: &str) -> Vec<PathBuf> {
    let mut found = vec![];
    let mut folders: Vec<PathBuf> = crates();
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty());
    found.sort();
    found
}

/// The folders of our crates.
fn crates() -> Vec<PathBuf> {
    let folders = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let others = ["bench", "xtask"].map(|name| root().join(name));
    folders.chain(others).filter(|folder| folder.join("Cargo.toml").is_file()).collect()
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

fn manifest(folder: &Path) -> toml::Table {
    read(&folder.join("Cargo.toml")).parse().unwrap()
}

fn keys(manifest: &toml::Table, table: &str) -> Vec<String> {
    manifest
        .get(table)
        .and_then(toml::Value::as_table)
        .into_iter()
        .flat_map(|it| it.keys().cloned())
        .collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}
