//! 戻す: a record as it stood, or all that a decision did, by a new draft. Nothing is decided here, and nothing is overwritten unseen.

use std::sync::Arc;

use jiff::Timestamp;
use plan::check::Finding;
use plan::decision::{DecisionNumber, Edit};
use plan::draft::{self, Draft, DraftId, Reversal, restored, reversals};
use plan::edition::Edition;
use plan::record::RecordId;
use plan::refusal::Refusal;

use crate::importing::unused;
use crate::policy::Deed;
use crate::{Actor, Desk, Error, checking};

/// What a restoring would come to.
#[derive(Clone, Debug)]
pub struct ForeseenReturn {
    /// What stands now.
    pub before: Arc<Edition>,
    /// What would stand after it.
    pub after: Arc<Edition>,
    /// The changes.
    pub edits: Vec<Edit>,
    /// 指摘 that it would bring.
    pub findings: Vec<Finding>,
    /// Why it could not be decided; none: it could.
    pub refusal: Option<Refusal>,
}

/// A record to be brought back: the version that its reader saw in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Which record.
    pub record: RecordId,
    /// The decision that made what stands now, as the page showed it.
    pub seen: DecisionNumber,
}

/// 戻すと何が変わるか: shown before anything is made.
pub fn foresee(
    desk: &Desk,
    actor: &Actor,
    record: &RecordId,
    number: DecisionNumber,
    at: Timestamp,
) -> Result<ForeseenReturn, Error> {
    let edition = permitted(desk, actor)?;
    let edit = restored(&edition, record, number)?;
    Ok(foreseen(edition, vec![edit], actor, at))
}

fn permitted(desk: &Desk, actor: &Actor) -> Result<Arc<Edition>, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Restore, None, &edition)?;
    Ok(edition)
}

fn foreseen(before: Arc<Edition>, edits: Vec<Edit>, actor: &Actor, at: Timestamp) -> ForeseenReturn {
    let after = before.imagined(edits.clone(), &actor.id, at);
    let findings = checking::brought(&before, &after, &edits, at);
    let refusal = draft_of(actor, "-", edits.clone(), at).decide(&before, actor.id.clone(), "-", at).err();
    ForeseenReturn { before, after: Arc::new(after), edits, findings, refusal }
}

fn draft_of(actor: &Actor, title: &str, edits: Vec<Edit>, at: Timestamp) -> Draft {
    let id = DraftId(format!("restore-{}", at.as_nanosecond()));
    Draft {
        id,
        title: title.trim().to_owned(),
        by: actor.id.clone(),
        begun: at,
        sources: vec![],
        authors: [].into(),
        edits,
    }
}

/// この版に戻す: makes the draft. Refused where the record changed since the page was shown, or where the rest would not hold with it.
pub fn restore(
    desk: &Desk,
    actor: &Actor,
    picked: &Picked,
    number: DecisionNumber,
    title: &str,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (record, picks) = (picked.record.clone(), vec![picked.clone()]);
    let edits = move |edition: &Edition| Ok(vec![restored(edition, &record, number)?]);
    propose(desk, actor, edits, picks, title, at)
}

/// 取消で何が変わるか: record by record, with what was decided on each since.
pub fn foresee_undo(
    desk: &Desk,
    actor: &Actor,
    number: DecisionNumber,
    at: Timestamp,
) -> Result<(ForeseenReturn, Vec<Reversal>), Error> {
    let edition = permitted(desk, actor)?;
    let reversals = reversals(&edition, number)?;
    if reversals.is_empty() {
        return Err(Refusal::NothingToUndo(number.0).into());
    }
    let untouched = reversals.iter().filter(|it| it.since.is_empty()).map(|it| it.edit.clone());
    let edits = untouched.collect();
    Ok((foreseen(edition, edits, actor, at), reversals))
}

/// 決裁を取り消す: makes the draft of the records that were picked. What was decided on them since goes only where it was seen and picked.
pub fn undo(
    desk: &Desk,
    actor: &Actor,
    number: DecisionNumber,
    picked: Vec<Picked>,
    title: &str,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let edits = move |edition: &Edition| -> Result<Vec<Edit>, Refusal> {
        Ok(reversals(edition, number)?.into_iter().map(|it| it.edit).collect())
    };
    propose(desk, actor, edits, picked, title, at)
}

/// Keeps the draft, after trying whether it could be decided. The same form sent twice makes one.
fn propose(
    desk: &Desk,
    actor: &Actor,
    edits: impl FnOnce(&Edition) -> Result<Vec<Edit>, Refusal> + Send + 'static,
    picked: Vec<Picked>,
    title: &str,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (here, actor, title) = (desk.clone(), actor.clone(), title.to_owned());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::Restore, None, &edition)?;
        let edits = as_picked(edits(&edition)?, &picked);
        let mut draft = draft_of(&actor, &title, edits, at);
        draft.clone().decide(&edition, actor.id.clone(), &title, at)?;

        let drafts = ledger::draft::list(tx, &actor.town)?;
        if let Some(same) = drafts.iter().find(|it| is_same(&it.draft, &draft)) {
            return Ok(same.draft.id.clone());
        }
        draft.id = unused(tx, &actor.town, &draft.id)?;
        ledger::draft::save(tx, &actor.town, &draft, None)?;
        Ok(draft.id)
    })
}

/// The edits of the records that were picked, each over the version that was seen: a later one is refused as stale.
fn as_picked(edits: Vec<Edit>, picked: &[Picked]) -> Vec<Edit> {
    let of = |edit: Edit| {
        let pick = picked.iter().find(|it| it.record == *edit.change.id())?;
        Some(Edit { seen: Some(pick.seen), ..edit })
    };
    edits.into_iter().filter_map(of).collect()
}

fn is_same(one: &draft::Draft, other: &draft::Draft) -> bool {
    one.by == other.by && one.title == other.title && one.edits == other.edits
}
