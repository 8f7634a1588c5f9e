//! 団体の設定: what a municipality lets its people do. It is part of its record, so it is decided, and its history is kept.

use jiff::Timestamp;
use plan::decision::{Decision, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::municipality::Municipality;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::Error;

/// The decision by which a municipality lets one person decide what they wrote alone, or lets them no more.
pub(crate) fn alone(
    edition: &Edition,
    allowed: bool,
    by: &StaffId,
    at: Timestamp,
) -> Result<Decision, Error> {
    let town = edition.profile().ok_or(Error::NotFound)?;
    let body = Municipality { one_person_decides: allowed, ..town.clone() };
    let edits = draft::edits(vec![Proposal::put(Record::new(RecordId::municipality(), body))], edition);
    let reason = if allowed { "一人での決裁を認める" } else { "一人での決裁を認めない" };
    let draft = Draft {
        id: DraftId("alone".to_owned()),
        title: reason.to_owned(),
        by: by.clone(),
        begun: at,
        authors: [].into(),
        sources: vec![],
        edits,
    };
    let decision = draft.decide(edition, by.clone(), reason, at)?;
    Ok(Decision { office: Some(Role::Planning.name().0.to_owned()), ..decision })
}
