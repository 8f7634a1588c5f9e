//! 団体を始める: the first decision of a municipality's ledger.

use jiff::Timestamp;
use ledger::Tx;
use plan::decision::{Decision, DecisionNumber, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::{Record, RecordId};
use plan::refusal::Refusal;

use crate::{Desk, Error};

/// Begins a municipality: its name becomes decision 1.
pub fn found(
    desk: &Desk,
    town: &MunicipalityCode,
    municipality: Municipality,
    by: &StaffId,
    at: Timestamp,
) -> Result<DecisionNumber, Error> {
    let first = first(town, municipality, by, at)?;
    desk.ledger.write(move |tx| begin(tx, &first).map(|()| first.number))
}

/// The first decision of a municipality.
pub(crate) fn first(
    town: &MunicipalityCode,
    municipality: Municipality,
    by: &StaffId,
    at: Timestamp,
) -> Result<Decision, Error> {
    let edition = Edition::empty(town.clone());
    let record = Record::new(RecordId::municipality(), municipality);
    let edits = draft::edits(vec![Proposal::put(record)], &edition);
    let draft = Draft {
        id: DraftId("founding".to_owned()),
        title: "団体の登録".to_owned(),
        by: by.clone(),
        begun: at,
        authors: [].into(),
        sources: vec![],
        edits,
    };
    Ok(draft.decide(&edition, by.clone(), "団体の登録", at)?)
}

/// Opens the ledger of a municipality with its first decision.
pub(crate) fn begin(tx: &mut Tx<'_>, first: &Decision) -> Result<(), Error> {
    let town = &first.municipality;
    if ledger::municipality::find(tx, town)?.is_some() {
        return Err(Refusal::FoundedAlready(town.to_string()).into());
    }
    ledger::municipality::found(tx, town)?;
    Ok(ledger::decision::append(tx, first).map(drop)?)
}
