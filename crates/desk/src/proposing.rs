//! 起案を置く: drafts that wait, and which text of them somebody saw. Nobody decides or replaces what was not shown.

use std::fmt;

use ledger::draft::Saved;
use ledger::{LedgerError, Tx};
use plan::draft::{Draft, DraftId};
use plan::municipality::MunicipalityCode;
use plan::refusal::Refusal;

use crate::policy::Deed;
use crate::{Actor, Desk, Error};

/// 起案の版: which text of a draft somebody saw, as a form carries it. One that was given up and proposed again is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl Version {
    /// As a form names it.
    pub fn named(word: &str) -> Self {
        Self(word.to_owned())
    }

    /// As a form sends it that was made while a draft waited; none where none waited.
    pub fn sent(word: &str) -> Option<Self> {
        (!word.is_empty()).then(|| Self::named(word))
    }

    /// Revisions begin anew where a draft is proposed again: the moment tells the two apart.
    pub(crate) fn of(saved: &Saved) -> Self {
        Self(format!("{}-{}", saved.revision.0, saved.draft.begun.as_microsecond()))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 待っている起案: what a new one of the same name would take the place of.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// As it waits.
    pub draft: Draft,
    /// Which text of it that is.
    pub version: Version,
}

/// The draft that waits under a name, if any does.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    id: &DraftId,
) -> Result<Option<Waiting>, LedgerError> {
    let found = ledger::draft::find(tx, town, id)?;
    Ok(found.map(|it| Waiting { version: Version::of(&it), draft: it.draft }))
}

/// A draft that waits, and which text of it that is.
pub fn waiting(desk: &Desk, actor: &Actor, id: &DraftId) -> Result<(Draft, Version), Error> {
    desk.ledger.read(|tx| {
        actor.may(Deed::Decide, None, &*desk.current(tx, &actor.town)?)?;
        let saved = seen(tx, &actor.town, id, None)?;
        Ok((saved.draft.clone(), Version::of(&saved)))
    })
}

/// 決裁を待つ起案: all drafts of a municipality, oldest first, for those who decide them.
pub fn list(desk: &Desk, actor: &Actor) -> Result<Vec<Draft>, Error> {
    desk.ledger.read(|tx| {
        actor.may(Deed::Decide, None, &*desk.current(tx, &actor.town)?)?;
        Ok(ledger::draft::list(tx, &actor.town)?.into_iter().map(|it| it.draft).collect())
    })
}

/// A draft as somebody saw it: refused as overtaken where it is another text by now.
pub(crate) fn seen(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    id: &DraftId,
    version: Option<&Version>,
) -> Result<Saved, Error> {
    let saved = ledger::draft::find(tx, town, id)?.ok_or(Error::NotFound)?;
    match version.is_none_or(|it| *it == Version::of(&saved)) {
        true => Ok(saved),
        false => Err(LedgerError::StaleDraft.into()),
    }
}

/// Keeps a draft under its name: as a new version of the one that waits there, where that is the one its proposer saw. What somebody
/// else proposed meanwhile is never replaced; the same form sent twice makes one draft.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    draft: Draft,
    over: Option<&Version>,
) -> Result<DraftId, Error> {
    if draft.edits.is_empty() {
        return Err(Refusal::NothingToDecide.into());
    }
    let waiting = ledger::draft::find(tx, town, &draft.id)?;
    if waiting.as_ref().is_some_and(|it| is_same(&it.draft, &draft)) {
        return Ok(draft.id);
    }
    if waiting.as_ref().map(Version::of).as_ref() != over {
        return Err(LedgerError::StaleDraft.into());
    }
    ledger::draft::save(tx, town, &draft, waiting.map(|it| it.revision))?;
    Ok(draft.id)
}

fn is_same(there: &Draft, new: &Draft) -> bool {
    (&there.by, &there.authors, &there.title, &there.edits) == (&new.by, &new.authors, &new.title, &new.edits)
}
