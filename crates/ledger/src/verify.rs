//! 検証: whether the ledger is what was decided, to the last byte.
//!
//! What this cannot find: someone who may write the file can make all of it anew from some decision on, or cut off
//! its end. That shows against a size and a root kept elsewhere ([`crate::tree::extends`]).

use std::collections::HashSet;
use std::path::Path;

use plan::decision::{Decision, DecisionNumber};
use plan::municipality::MunicipalityCode;

use crate::error::LedgerError;
use crate::fault::Fault;
use crate::ledger::{Ledger, Store};
use crate::municipality::Head;
use crate::progress::Progress;
use crate::tree::{self, Peaks};
use crate::tx::{Row, Tx};
use crate::{decision, draft, file, municipality, publication, source};

/// What was looked at and what was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How far each municipality's ledger goes, and the root of its tree.
    pub heads: Vec<Head>,
    /// Decisions read and hashed.
    pub decisions: u64,
    /// Files read and hashed.
    pub sources: u64,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The report, unless something is wrong.
    pub(crate) fn sound(self) -> Result<Self, LedgerError> {
        match self.faults.first() {
            None => Ok(self),
            Some(fault) => Err(LedgerError::Unsound(fault.clone())),
        }
    }
}

/// Reads every byte of the ledger. Damage is a fault in the report; an error means that it could not be looked at.
pub fn verify(ledger: &Ledger, progress: impl FnMut(Progress)) -> Result<Report, LedgerError> {
    let mut check = Check::new(progress);
    if let Store::Sqlite(store) = ledger.store() {
        ledger.read(|tx| check.engine(tx, store.path())).or_else(|error| check.unreadable(error))?;
    }
    check.all(|check, part| ledger.read(|tx| check.part(tx, part)))?;
    Ok(check.report)
}

/// The same within one transaction, without the checks of the engine.
pub(crate) fn verify_inside(tx: &mut Tx<'_>, progress: impl FnMut(Progress)) -> Result<Report, LedgerError> {
    let mut check = Check::new(progress);
    check.all(|check, part| check.part(tx, part))?;
    Ok(check.report)
}

struct Check<P> {
    report: Report,
    progress: P,
    done: u64,
    of: u64,
    /// The files that are kept.
    kept: HashSet<String>,
}

/// What is looked at in one transaction, so that one damaged page hides no more than one of them.
#[derive(Clone, Copy)]
enum Part<'p> {
    List,
    Town(&'p MunicipalityCode),
    Sources,
}

impl<P: FnMut(Progress)> Check<P> {
    fn new(progress: P) -> Self {
        Self { report: Report::default(), progress, done: 0, of: 0, kept: HashSet::new() }
    }

    fn all(
        &mut self,
        mut look: impl FnMut(&mut Self, Part<'_>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        look(self, Part::List).or_else(|error| self.unreadable(error))?;
        for head in self.report.heads.clone() {
            look(self, Part::Town(&head.municipality)).or_else(|error| self.unreadable(error))?;
        }
        look(self, Part::Sources).or_else(|error| self.unreadable(error))
    }

    fn part(&mut self, tx: &mut Tx<'_>, part: Part<'_>) -> Result<(), LedgerError> {
        match part {
            Part::List => self.list(tx),
            Part::Town(code) => self.town(tx, code),
            Part::Sources => self.sources(tx),
        }
    }

    /// Damage is what we look for; any other error is the caller's.
    fn unreadable(&mut self, error: LedgerError) -> Result<(), LedgerError> {
        match error {
            LedgerError::Damaged(why) | LedgerError::NotALedger(why) => {
                self.found(Fault::Unreadable(why));
                Ok(())
            }
            other => Err(other),
        }
    }

    fn found(&mut self, fault: Fault) {
        self.report.faults.push(fault);
    }

    fn step(&mut self) {
        self.done += 1;
        (self.progress)(Progress { done: self.done, of: self.of.max(self.done) });
    }

    /// SQLite looks at its own pages, indexes and references.
    fn engine(&mut self, tx: &mut Tx<'_>, path: &Path) -> Result<(), LedgerError> {
        let pages = tx.query("PRAGMA page_size", &[], |row| row.number(0))?;
        if pages.first().is_some_and(|page| file::is_cut(path, *page)) {
            self.found(Fault::File("it ends within a page".to_owned()));
        }
        let lines = tx.query("PRAGMA integrity_check", &[], |row| Ok(row.text(0)?.to_owned()))?;
        lines.into_iter().filter(|line| line != "ok").for_each(|line| self.found(Fault::File(line)));
        tx.each("PRAGMA foreign_key_check", &[], |row| {
            self.found(Fault::File(format!("{} → {}", row.text(0)?, row.text(2)?)));
            Ok(())
        })
    }

    fn list(&mut self, tx: &mut Tx<'_>) -> Result<(), LedgerError> {
        let sources = source::list(tx)?;
        self.report.heads = municipality::list(tx)?;
        self.of = sources.len() as u64 + self.report.heads.iter().map(|head| head.number.0).sum::<u64>();
        self.kept = sources.into_iter().map(|(sha256, _)| sha256).collect();
        Ok(())
    }

    fn town(&mut self, tx: &mut Tx<'_>, code: &MunicipalityCode) -> Result<(), LedgerError> {
        let Some(head) = municipality::find(tx, code)? else { return Ok(()) };
        let mut walk = Walk { town: code.clone(), peaks: Peaks::default(), next: 1, split: false };
        decision::rows(tx, code, DecisionNumber(0), |row| self.decision(row, &mut walk))?;
        if !walk.split && (walk.next != head.number.next().0 || walk.peaks != head.peaks) {
            self.found(Fault::Head(code.clone()));
        }
        self.publications(tx, &head)?;
        draft::list(tx, code).map(drop)
    }

    fn decision(&mut self, row: &Row<'_>, walk: &mut Walk) -> Result<(), LedgerError> {
        let number = row.number(0)?;
        let (town, at) = (walk.town.clone(), DecisionNumber(number));
        if number != walk.next {
            self.found(Fault::Missing(town.clone(), DecisionNumber(walk.next)));
        }
        walk.next = number.saturating_add(1);

        let body = row.text(1)?;
        let leaf = decision::hash(row, 2)?;
        if tree::leaf(body.as_bytes()) != leaf {
            self.found(Fault::Altered(town.clone(), at));
        }
        walk.peaks.push(leaf);
        if walk.peaks.root() != decision::hash(row, 3)? && !walk.split {
            walk.split = true; // All that follow differ too; the first is where to look.
            self.found(Fault::Tree(town.clone(), at));
        }
        self.body(&town, at, body);
        self.report.decisions += 1;
        self.step();
        Ok(())
    }

    fn body(&mut self, town: &MunicipalityCode, number: DecisionNumber, body: &str) {
        match serde_json::from_str::<Decision>(body) {
            Err(error) => self.found(Fault::Body(town.clone(), number, error.to_string())),
            Ok(decision) if (&decision.municipality, decision.number) != (town, number) => {
                let named = format!("{} {}", decision.municipality, decision.number);
                self.found(Fault::Body(town.clone(), number, named));
            }
            Ok(decision) => {
                for source in decision.sources.into_iter().filter(|it| !self.kept.contains(&it.sha256)) {
                    self.report.faults.push(Fault::NoSource(town.clone(), number, source.name));
                }
            }
        }
    }

    fn publications(&mut self, tx: &mut Tx<'_>, head: &Head) -> Result<(), LedgerError> {
        let mut next = 1;
        publication::rows(tx, &head.municipality, |number, decision, publication| {
            let agrees = (publication.number, publication.decision) == (number, decision);
            if number != next || !agrees || decision > head.number || decision == DecisionNumber(0) {
                self.found(Fault::Publication(head.municipality.clone(), number));
            }
            next = number + 1;
            Ok(())
        })?;
        if next != head.published + 1 {
            self.found(Fault::Publication(head.municipality.clone(), head.published));
        }
        Ok(())
    }

    fn sources(&mut self, tx: &mut Tx<'_>) -> Result<(), LedgerError> {
        source::rows(tx, |sha256, bytes| {
            if tree::sha256(bytes).to_string() != sha256 {
                self.found(Fault::Source(sha256.to_owned()));
            }
            self.report.sources += 1;
            self.step();
            Ok(())
        })
    }
}

/// Where the reading of one municipality's decisions stands.
struct Walk {
    town: MunicipalityCode,
    peaks: Peaks,
    next: u64,
    /// Whether a root differed already.
    split: bool,
}
