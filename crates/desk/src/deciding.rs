//! 決裁する: a draft becomes the next decision, or is given up.

use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};
use plan::draft::DraftId;
use plan::municipality::MunicipalityCode;

use crate::{Desk, Error};

/// Approves a draft: it becomes the next decision and leaves the drafts, in one transaction.
pub fn approve(
    desk: &Desk,
    town: &MunicipalityCode,
    draft: &DraftId,
    by: &StaffId,
    reason: &str,
    at: Timestamp,
) -> Result<DecisionNumber, Error> {
    let (here, town, id) = (desk.clone(), town.clone(), draft.clone());
    let (by, reason) = (by.clone(), reason.to_owned());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &town)?;
        let saved = ledger::draft::find(tx, &town, &id)?.ok_or(Error::NotFound)?;

        let decision = saved.draft.decide(&edition, by, &reason, at)?;

        ledger::decision::append(tx, &decision)?;
        ledger::draft::remove(tx, &town, &id)?;
        Ok(decision.number)
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
