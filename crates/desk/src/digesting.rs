//! 概要を作る: what a site of many municipalities shows of each, without keeping their editions in memory.

use plan::digest::Digest;
use plan::municipality::MunicipalityCode;

use crate::{Desk, Error};

/// Shows the digest of every municipality for which one is kept, by code.
pub fn kept(desk: &Desk, show: impl FnMut(Digest)) -> Result<(), Error> {
    desk.ledger.read(|tx| Ok(ledger::digest::each(tx, show)?))
}

/// The digest of what a municipality shows now, made anew where none is kept; none where it has published nothing.
///
/// One made anew is kept for the next time. Where it cannot be kept (a ledger that is only read), it is made again then.
pub fn digest(desk: &Desk, town: &MunicipalityCode) -> Result<Option<Digest>, Error> {
    if let Some(kept) = desk.ledger.read(|tx| ledger::digest::find(tx, town))? {
        return Ok(Some(kept));
    }
    let made = desk.ledger.read(|tx| {
        let publications = ledger::publication::list(tx, town)?;
        let Some(newest) = publications.last() else { return Ok(None) };
        let edition = desk.passing(tx, town)?;
        Ok::<_, Error>(Some(Digest::of(&edition.shown(&publications), newest)))
    })?;
    if let Some(made) = made.clone() {
        let _ = desk.ledger.write(move |tx| ledger::digest::save(tx, &made));
    }
    Ok(made)
}

/// The digest of a municipality that has published since the publication that is known; none where it has not.
pub fn newer(desk: &Desk, town: &MunicipalityCode, known: u64) -> Result<Option<Digest>, Error> {
    let head = desk.ledger.read(|tx| ledger::municipality::find(tx, town))?;
    if head.is_some_and(|it| it.published > known) { digest(desk, town) } else { Ok(None) }
}
