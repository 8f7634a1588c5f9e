//! Every page that links lead to, one of each kind told apart: its CPU time where it must be made.

use std::collections::BTreeMap;

use crate::crawl::Page;
use crate::table::Table;
use crate::visitor::Visitor;

/// The middle CPU time of every page, and the slowest of each kind.
pub(crate) fn measure(what: &str, visitor: &Visitor, pages: &[Page], table: &mut Table) {
    println!("pages of {what}, one by one, uncached: the slowest of each kind");
    let mut kinds: BTreeMap<String, (f64, &str)> = BTreeMap::new();
    for page in pages {
        let cpu = visitor.uncached(&page.path, 1);
        let slowest = kinds.entry(kind(&page.path)).or_insert((cpu, &page.path));
        if cpu >= slowest.0 {
            *slowest = (cpu, &page.path);
        }
    }
    for (kind, (cpu, path)) in &kinds {
        println!("    {cpu:6.2} ms  {kind}: {path}");
    }
    let slowest = kinds.values().map(|(cpu, _)| *cpu).fold(0.0, f64::max);
    table.at_most(
        &format!("the slowest of {} pages of {what}, uncached, CPU", pages.len()),
        slowest,
        5.0,
        "ms",
    );
}

/// `/990019/plan/p1` is of the kind `plan/*`, `/990019/plan/` is `plan`.
fn kind(path: &str) -> String {
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').skip(2).collect();
    match parts.as_slice() {
        [] => "home".to_owned(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] => format!("{first}{}", "/*".repeat(rest.len())),
    }
}
