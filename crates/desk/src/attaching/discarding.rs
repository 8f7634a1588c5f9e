//! 資料を廃棄する: bytes that were attached by mistake and taken away before anybody else had them are not kept. Nobody has to think of it.
//!
//! The rule: nothing that was decided, and nothing that an auditor may ask for, is lost. Bytes go only where the file was taken away before
//! the sheet was handed on with it, and where no decision, draft or paper of any municipality names the same bytes. That the file was there,
//! its name, size and hash, who attached it and who took it away, and when, stays known for ever.

use ledger::paper::Paper;
use ledger::{paper, source};
use plan::municipality::MunicipalityCode;

use super::Attached;
use crate::{Desk, Error, Trouble};

/// Removes the bytes of files that were taken away unseen, and tells how many. Called now and then.
pub fn discard_unseen(desk: &Desk, trouble: Trouble<'_>) -> Result<usize, Error> {
    let towns = desk.municipalities()?;
    let mut removed = 0;
    for town in &towns {
        match discard_in(desk, &towns, town) {
            Ok(files) => removed += files,
            Err(error) => trouble(town, &error),
        }
    }
    Ok(removed)
}

fn discard_in(desk: &Desk, towns: &[MunicipalityCode], town: &MunicipalityCode) -> Result<usize, Error> {
    let mut removed = 0;
    for sha256 in unseen(desk, town)? {
        removed += usize::from(discard(desk, towns, &sha256)?);
    }
    Ok(removed)
}

/// Files that were taken away unseen and whose bytes are still there.
fn unseen(desk: &Desk, town: &MunicipalityCode) -> Result<Vec<String>, Error> {
    desk.ledger.read(|tx| {
        let past = paper::past_of_kind::<Attached>(tx, town)?;
        let gone = past.into_iter().map(|it| it.value).filter(Attached::may_go);
        let mut all: Vec<String> = gone.map(|it| it.file.sha256).collect();
        all.sort();
        all.dedup();
        let mut there = vec![];
        for sha256 in all {
            if source::is_kept(tx, &sha256)? {
                there.push(sha256);
            }
        }
        Ok(there)
    })
}

/// Removes bytes that nothing names. All is read beside the writer; where anything was made meanwhile, it waits for the next time.
fn discard(desk: &Desk, towns: &[MunicipalityCode], sha256: &str) -> Result<bool, Error> {
    let before = desk.ledger.read(|tx| {
        let mark = source::mark(tx, Attached::KIND)?;
        let mut named = source::is_named(tx, sha256, Attached::KIND)?;
        for town in towns {
            let past = paper::past_of_kind::<Attached>(tx, town)?;
            named |= past.iter().any(|it| it.value.file.sha256 == *sha256 && !it.value.may_go());
        }
        Ok::<_, Error>((!named).then_some(mark))
    })?;
    let Some(before) = before else { return Ok(false) };
    let sha256 = sha256.to_owned();
    desk.ledger.write(move |tx| {
        if source::mark(tx, Attached::KIND)? == before { Ok(source::remove(tx, &sha256)?) } else { Ok(false) }
    })
}

impl Attached {
    /// Whether its bytes need not be kept for it: it was taken away before anybody else had it.
    pub fn may_go(&self) -> bool {
        self.removed.as_ref().is_some_and(|it| it.unseen)
    }
}
