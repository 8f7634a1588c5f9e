//! The sample city as the program itself loads it, once for all tests.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use desk::Desk;
use ledger::{Ledger, Place};
use plan::actual::Actual;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use plan::target::Target;

/// What the program said while it loaded, and what it loaded.
static LOADED: LazyLock<(String, Arc<Edition>)> = LazyLock::new(load);

/// 見本の市 as of its last decision.
pub(crate) fn town() -> &'static Edition {
    &LOADED.1
}

/// What the program said while it loaded.
pub(crate) fn said() -> &'static str {
    &LOADED.0
}

fn load() -> (String, Arc<Edition>) {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_meyasu"));
    program.args(["serve", "--sample", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path());
    let mut child = program.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok) {
        said += &(line + "\n");
        if said.contains("http://") {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let desk = Desk::new(Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap());
    let edition = desk.edition(&MunicipalityCode::parse("990019").unwrap()).unwrap();
    (said, edition)
}

/// The last year of the plan, with results.
pub(crate) const LAST: FiscalYear = FiscalYear::new(2025);

pub(crate) fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

pub(crate) fn indicator(name: &str) -> &'static Indicator {
    town().find(&id(name)).unwrap_or_else(|| panic!("no indicator {name}"))
}

pub(crate) fn actual(name: &str, year: i16) -> &'static Actual {
    town().actual(&id(name), FiscalYear::new(year)).unwrap_or_else(|| panic!("no {name} in {year}"))
}

pub(crate) fn target(name: &str, year: i16) -> &'static Target {
    town().target(&id(name), FiscalYear::new(year)).unwrap_or_else(|| panic!("no target {name} in {year}"))
}

/// The measured figures of an indicator, oldest first.
pub(crate) fn measured(id: &RecordId) -> Vec<&'static Actual> {
    let mut all: Vec<_> = town().naming::<Actual>(id).map(|(_, it)| it).collect();
    all.retain(|it| it.indicator == *id && it.value().is_some());
    all.sort_by_key(|it| it.fiscal_year);
    all
}

#[test]
fn the_program_has_nothing_to_complain_about_while_it_loads() {
    assert!(!said().contains("WARN") && !said().contains("sample:"), "{}", said());
}

#[test]
fn it_has_the_size_of_a_city_and_not_more() {
    let count = town().all::<Indicator>().count();
    assert!((40..=75).contains(&count), "{count} indicators");
}

#[test]
fn every_decision_comes_after_the_one_before() {
    let days: Vec<_> = town().decisions().iter().map(|it| it.date()).collect();
    assert!(days.is_sorted(), "{days:?}");
}
