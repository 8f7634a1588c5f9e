//! 資料を廃棄する: bytes that were attached by mistake and taken away before the sheet was handed in are not kept. Nobody has to think of it.
//!
//! The rule: nothing that was decided, and nothing that was handed in, is lost. Bytes go only where the file was taken away before the
//! sheet was handed in with it, and where no decision, draft or paper of any municipality names the same bytes. Colleagues who may open a
//! sheet that is being written may have looked at the file till then; that does not keep it. That the file was there, its name, size and
//! hash, who attached it and who took it away, and when, stays known for ever.

use std::collections::{BTreeMap, BTreeSet};

use ledger::paper::Paper;
use ledger::{LedgerError, Tx, paper, source};
use plan::municipality::MunicipalityCode;

use super::Attached;
use crate::{Desk, Error};

/// Removes the bytes of files that were taken away before they were handed in, and tells how many. Called now and then.
///
/// `decided` remembers from time to time which of them a decision names, for good: they are not looked for again.
pub fn discard_early(desk: &Desk, decided: &mut BTreeSet<String>) -> Result<usize, Error> {
    let towns = desk.municipalities()?;
    let free = desk.ledger.read(|tx| free(tx, &towns, decided))?;
    let mut removed = 0;
    for (sha256, kept) in free {
        // Whoever attached it again since it was looked at has counted it up.
        removed += usize::from(desk.ledger.write(move |tx| source::remove(tx, &sha256, kept))?);
    }
    Ok(removed)
}

/// The files that nothing needs, each with how often it was kept. Beside the writer, and all in one look: decisions are read only where a
/// file is left that nothing else names.
fn free(
    tx: &mut Tx<'_>,
    towns: &[MunicipalityCode],
    decided: &mut BTreeSet<String>,
) -> Result<BTreeMap<String, u64>, LedgerError> {
    let mut free = withdrawn(tx, towns, decided)?;
    let at_work = source::named_at_work(tx, &free.keys().cloned().collect(), Attached::KIND)?;
    free.retain(|it, _| !at_work.contains(it));
    let for_ever = source::named_by_decisions(tx, &free.keys().cloned().collect())?;
    free.retain(|it, _| !for_ever.contains(it));
    decided.extend(for_ever);
    Ok(free)
}

/// Files that were taken away early everywhere, and whose bytes are still there.
fn withdrawn(
    tx: &mut Tx<'_>,
    towns: &[MunicipalityCode],
    decided: &BTreeSet<String>,
) -> Result<BTreeMap<String, u64>, LedgerError> {
    let (mut gone, mut needed) = (BTreeSet::new(), decided.clone());
    for town in towns {
        for it in paper::past_of_kind::<Attached>(tx, town)? {
            let place = if it.value.may_go() { &mut gone } else { &mut needed };
            place.insert(it.value.file.sha256);
        }
    }
    let mut there = BTreeMap::new();
    for sha256 in gone.difference(&needed) {
        if let Some(kept) = source::times_kept(tx, sha256)? {
            there.insert(sha256.clone(), kept);
        }
    }
    Ok(there)
}

impl Attached {
    /// Whether its bytes need not be kept for it: it was taken away before the sheet was handed in with it.
    pub fn may_go(&self) -> bool {
        self.removed.as_ref().is_some_and(|it| it.unseen)
    }
}
