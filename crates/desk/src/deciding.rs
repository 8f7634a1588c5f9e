//! 決裁する: a draft becomes the next decision, or is given up.

use jiff::Timestamp;
use ledger::Tx;
use plan::decision::{Decision, DecisionNumber, StaffId};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;

use plan::sheet::life::may_be_decided_by;

use crate::policy::Deed;
use crate::proposing::Version;
use crate::settling::office;
use crate::{Actor, Desk, Error, proposing, reorganising, shaping};

/// Approves a draft decided now: it becomes the next decision and leaves the drafts, in one transaction.
pub fn approve(
    desk: &Desk,
    town: &MunicipalityCode,
    draft: &DraftId,
    by: &StaffId,
    reason: &str,
    at: Timestamp,
) -> Result<DecisionNumber, Error> {
    take_over(desk, town, draft, by, reason, at.into())
}

/// The day of a deed, and when it was recorded where that is another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When it was done.
    pub at: Timestamp,
    /// When it came into the ledger.
    pub recorded_at: Option<Timestamp>,
}

impl From<Timestamp> for Dated {
    /// Done and recorded at once.
    fn from(at: Timestamp) -> Self {
        Self { at, recorded_at: None }
    }
}

/// 引き継ぐ: approves a draft under the day on which it was decided elsewhere. When it was recorded is kept beside that.
pub fn take_over(
    desk: &Desk,
    town: &MunicipalityCode,
    draft: &DraftId,
    by: &StaffId,
    reason: &str,
    dated: Dated,
) -> Result<DecisionNumber, Error> {
    let (here, town, id) = (desk.clone(), town.clone(), draft.clone());
    let (by, reason) = (by.clone(), reason.to_owned());
    crate::again(move || {
        let (inner, town, id, by, reason) =
            (here.clone(), town.clone(), id.clone(), by.clone(), reason.clone());
        here.ledger.write(move |tx| {
            let edition = inner.reserved(tx, &town)?;
            let saved = ledger::draft::find(tx, &town, &id)?.ok_or(Error::NotFound)?;
            let decision = saved.draft.clone().decide(&edition, by, &reason, dated.at)?;
            let decision = Decision { recorded_at: dated.recorded_at, ..decision };
            become_decided(tx, &edition, &saved.draft, &decision)
        })
    })
}

/// 決裁の理由, and the 正誤 where it corrects what the public had seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// Why.
    pub reason: String,
    /// What was wrong and what is right; blank where it corrects nothing.
    pub erratum: String,
}

impl Grounds {
    /// A decision that corrects nothing.
    pub fn of(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), erratum: String::new() }
    }

    /// 正誤, if something was said.
    pub(crate) fn erratum(&self) -> Option<String> {
        Some(self.erratum.trim().to_owned()).filter(|it| !it.is_empty())
    }
}

/// 起案を決裁する: as somebody who may, and who did not write it alone. The text that was seen, where that is named, and no other.
pub fn settle(
    desk: &Desk,
    actor: &Actor,
    (draft, seen): (&DraftId, Option<&Version>),
    grounds: &Grounds,
    at: Timestamp,
) -> Result<DecisionNumber, Error> {
    let (here, actor, id, grounds) = (desk.clone(), actor.clone(), draft.clone(), grounds.clone());
    let seen = seen.cloned();
    crate::again(move || {
        let (inner, actor, id, grounds, seen) =
            (here.clone(), actor.clone(), id.clone(), grounds.clone(), seen.clone());
        here.ledger.write(move |tx| {
            let edition = inner.reserved(tx, &actor.town)?;
            actor.may(Deed::Decide, None, &edition)?;
            let saved = proposing::seen(tx, &actor.town, &id, seen.as_ref())?;
            let alone = edition.profile().is_some_and(|it| it.one_person_decides);
            if !may_be_decided_by(&saved.draft.writers(), &actor.id, alone) {
                return Err(plan::sheet::refusal::Refusal::OnlyAuthor.into());
            }
            let decision = saved.draft.clone().decide(&edition, actor.id.clone(), &grounds.reason, at)?;
            let decision =
                Decision { office: Some(office(&actor, &edition)), erratum: grounds.erratum(), ..decision };
            become_decided(tx, &edition, &saved.draft, &decision)
        })
    })
}

/// The decision is appended, its draft gone, and the papers that this was made of are done with, or know their decision. The edition is the
/// one before it. Somebody who still writes on such a paper in the same moment makes it all be looked at again.
fn become_decided(
    tx: &mut Tx<'_>,
    before: &Edition,
    draft: &Draft,
    decision: &Decision,
) -> Result<DecisionNumber, Error> {
    ledger::decision::append(tx, decision)?;
    ledger::draft::remove(tx, before.municipality(), &draft.id)?;
    shaping::settled(tx, before.municipality(), draft, decision.number)?;
    reorganising::settled(tx, before, draft, decision.number)?;
    Ok(decision.number)
}

/// 取り下げる, as somebody who may decide: the text that was seen and no other.
pub fn give_up(desk: &Desk, actor: &Actor, (draft, seen): (&DraftId, &Version)) -> Result<(), Error> {
    let (here, actor, id, seen) = (desk.clone(), actor.clone(), draft.clone(), seen.clone());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::Decide, None, &edition)?;
        proposing::seen(tx, &actor.town, &id, Some(&seen))?;
        ledger::draft::remove(tx, &actor.town, &id)?;
        Ok(())
    })
}

/// 取り下げる: gives a draft up. Nothing that was decided changes.
pub fn withdraw(desk: &Desk, town: &MunicipalityCode, draft: &DraftId) -> Result<(), Error> {
    let (town, id) = (town.clone(), draft.clone());
    desk.ledger.write(move |tx| {
        let was_there = ledger::draft::remove(tx, &town, &id)?;
        if was_there { Ok(()) } else { Err(Error::NotFound) }
    })
}
