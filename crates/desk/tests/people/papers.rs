//! Every paper that a ledger can hold, whatever kind it is: what was erased must be in none.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ledger::paper::{self, Kept, Paper};
use ledger::{LedgerError, Tx};
use serde::{Deserialize, Serialize};

use crate::office::{Office, town};

/// Every kind of paper that the desk and the ledger name.
const KINDS: [&str; 23] = [
    "account",
    "automatic_reminders",
    "clash",
    "credential",
    "entry",
    "evidence",
    "extension",
    "form",
    "letter",
    "login",
    "outgoing",
    "outside",
    "phrases",
    "reminded",
    "reorganisation",
    "scheduled",
    "session",
    "sheet",
    "subscription",
    "summary",
    "ticket",
    "transfer",
    "transfer_receipt",
];

/// A paper of one of them, whatever it says.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Any<const KIND: usize>(serde_json::Value);

impl<const KIND: usize> Paper for Any<KIND> {
    const KIND: &'static str = KINDS[KIND];
}

/// The papers of one kind and what they said before, a line each.
type Lines = Result<Vec<String>, LedgerError>;

fn of<const KIND: usize>(tx: &mut Tx<'_>) -> Lines {
    let kind = KINDS[KIND];
    let line =
        |when: &str, it: &Kept<Any<KIND>>| format!("{kind}{when} {} {} {}", it.folder, it.id, it.value.0);
    let now = paper::all(tx, &town())?;
    let before = paper::past_of_kind(tx, &town())?;
    Ok(now.iter().map(|it| line("", it)).chain(before.iter().map(|it| line(" past", it))).collect())
}

/// One for each kind.
const EACH: [fn(&mut Tx<'_>) -> Lines; KINDS.len()] = [
    of::<0>, of::<1>, of::<2>, of::<3>, of::<4>, of::<5>, of::<6>, of::<7>, of::<8>, of::<9>, of::<10>,
    of::<11>, of::<12>, of::<13>, of::<14>, of::<15>, of::<16>, of::<17>, of::<18>, of::<19>, of::<20>,
    of::<21>, of::<22>,
];

impl Office {
    /// Every paper and what it said before.
    pub(crate) fn papers(&self) -> Vec<String> {
        let read = |tx: &mut Tx<'_>| EACH.iter().map(|of| of(tx)).collect::<Result<Vec<_>, LedgerError>>();
        self.ledger.read(read).unwrap().concat()
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { sources(&path, found) } else { found.push(path) }
    }
}

#[test]
fn no_kind_of_paper_is_forgotten_where_what_was_erased_is_looked_for() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = vec![];
    ["desk/src", "ledger/src", "staff/src"].iter().for_each(|it| sources(&crates.join(it), &mut files));
    let mut named = BTreeSet::new();
    for text in files.iter().map(|it| fs::read_to_string(it).unwrap_or_default()) {
        for line in text.lines().map(str::trim) {
            let kind =
                line.strip_prefix("const KIND: &'static str = \"").and_then(|it| it.strip_suffix("\";"));
            named.extend(kind.map(str::to_owned));
        }
    }
    assert_eq!(named, KINDS.iter().map(|it| (*it).to_owned()).collect());
}
