//! 点検: whole documents and a whole town, read as people have them; what is found in them, and what is not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod corpus;
mod publishing;
mod sample;

use desk::importing::File;
use desk::{Desk, checking, deciding, founding, importing};
use jiff::Timestamp;
use ledger::{Ledger, Place};
use plan::check::Finding;
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::{Municipality, MunicipalityCode};
use tempfile::TempDir;

/// A desk in a temporary folder, with one municipality.
struct Office {
    desk: Desk,
    town: MunicipalityCode,
    _folder: TempDir,
}

impl Office {
    fn new(code: &str, name: &str, at: Timestamp) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
        let (desk, town) = (Desk::new(ledger), MunicipalityCode::parse(code).unwrap());
        founding::found(&desk, &town, Municipality::new(name), &staff(), at).unwrap();
        Self { desk, town, _folder: folder }
    }

    /// Takes files in and decides on them; tells what the draft brought.
    fn take(&self, files: Vec<File>, at: Timestamp) -> (DecisionNumber, Vec<Finding>) {
        let imported = importing::propose(&self.desk, &self.town, files, "取込み", &staff(), at).unwrap();
        let draft = imported.draft.unwrap();
        let number = deciding::approve(&self.desk, &self.town, &draft, &staff(), "取込み", at).unwrap();
        (number, imported.findings)
    }

    fn findings(&self, at: Timestamp) -> Vec<Finding> {
        checking::edition(&self.desk, &self.town, None, at).unwrap().findings
    }
}

fn staff() -> StaffId {
    StaffId("企画課".to_owned())
}

/// Noon in Japan.
fn noon(day: &str) -> Timestamp {
    format!("{day}T03:00:00Z").parse().unwrap()
}

#[test]
fn a_waiting_draft_is_told_the_same_as_a_new_one() {
    let at = noon("2024-04-01");
    let office = Office::new("990027", "霞町", at);
    let table = "指標ID,指標名,指標種別,単位\ni,防災講座の開催回数,成果,回\n";
    let file = File { name: "指標.csv".to_owned(), bytes: table.as_bytes().to_vec() };
    let imported =
        importing::propose(&office.desk, &office.town, vec![file], "取込み", &staff(), at).unwrap();
    let codes: Vec<&str> = imported.findings.iter().map(|it| it.check.code).collect();
    assert_eq!(codes, ["no-target", "indicator-without-element", "output-by-name"]);

    let waiting = checking::draft(&office.desk, &office.town, &imported.draft.unwrap(), at).unwrap();
    assert_eq!(waiting.findings, imported.findings);
    assert_eq!(office.findings(at), [], "nothing is decided yet");
}
