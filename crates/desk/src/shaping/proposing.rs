//! 様式を起案する: what was edited becomes a draft that waits for its decision, as every other.

use jiff::Timestamp;
use ledger::paper::Kept;
use ledger::{Tx, paper};
use plan::check::Finding;
use plan::decision::{Change, DecisionNumber};
use plan::draft::{self, Draft, Proposal};
use plan::form::Form;
use plan::municipality::MunicipalityCode;
use plan::record::{Body, Record, RecordId};

use super::{Opened, Shape, draft_id, form_id, found, permit};
use crate::proposing::Version;
use crate::{Actor, Desk, Error, checking};

/// What deciding a form would bring.
#[derive(Clone, Debug)]
pub struct ForeseenForm {
    /// As a draft, which is not kept anywhere; without edits where nothing changed.
    pub draft: Draft,
    /// What a person should look at before deciding.
    pub findings: Vec<Finding>,
}

/// 見通す: what the form would be as a draft, and what the checks say of it.
pub fn foresee(opened: &Opened, actor: &Actor, at: Timestamp) -> Option<ForeseenForm> {
    let form = opened.form()?.clone();
    let title = format!("{} 様式「{}」", form.fiscal_year.japanese(), form.name);
    let record = Record { internal: true, ..Record::new(opened.id.clone(), form) };
    let mut edits = draft::edits(vec![Proposal::put(record)], &opened.edition);
    // What was decided after the editing began is not overwritten unseen.
    if let Some(shape) = &opened.shape {
        edits.iter_mut().for_each(|edit| edit.seen = shape.value.seen);
    }
    let after = opened.edition.imagined(edits.clone(), &actor.id, at);
    let findings = checking::brought(&opened.edition, &after, &edits, at);
    let (id, by) = (draft_id(&opened.id), actor.id.clone());
    let authors = opened.shape.as_ref().map(|it| it.value.authors.clone()).unwrap_or_default();
    Some(ForeseenForm {
        draft: Draft { id, title, by, begun: at, sources: vec![], authors, edits },
        findings,
    })
}

/// 起案する: the form as its author saw it waits for its decision. A later draft takes the place of an earlier one that its author saw
/// (`over`): a form that was given up and begun anew replaces nothing unseen.
pub fn propose(
    desk: &Desk,
    actor: &Actor,
    id: &RecordId,
    (seen, over): (u64, Option<&Version>),
    at: Timestamp,
) -> Result<Draft, Error> {
    let (here, actor, id, over) = (desk.clone(), actor.clone(), id.clone(), over.cloned());
    desk.ledger.write(move |tx| {
        let edition = permit(tx, &here, &actor)?;
        let opened = found(tx, &actor.town, edition, &id)?;
        as_seen(&opened, seen)?;
        let draft = foresee(&opened, &actor, at).ok_or(Error::NotFound)?.draft;
        crate::proposing::put(tx, &actor.town, draft.clone(), over.as_ref())?;
        Ok(draft)
    })
}

/// What is edited, if it is still what its reader saw.
fn as_seen(opened: &Opened, seen: u64) -> Result<&Kept<Shape>, Error> {
    opened.shape.as_ref().filter(|it| it.revision.0 == seen).ok_or_else(overtaken)
}

fn overtaken() -> Error {
    Error::invalid(
        "form",
        "表示してから、ほかの人が様式を直しました。違いを確かめてから、もう一度起案してください",
        "somebody edited the form meanwhile: look through it, then propose it again",
    )
}

/// 直しをやめる: what was edited goes; what was decided stands. Every version of it stays known.
pub fn give_up(desk: &Desk, actor: &Actor, id: &RecordId, seen: u64) -> Result<(), Error> {
    let (here, actor, id) = (desk.clone(), actor.clone(), id.clone());
    desk.ledger.write(move |tx| {
        let edition = permit(tx, &here, &actor)?;
        let opened = found(tx, &actor.town, edition, &id)?;
        let shape = as_seen(&opened, seen)?;
        paper::keep(tx, &actor.town, shape)?;
        paper::remove::<Shape>(tx, &actor.town, "", id.as_str())?;
        Ok(())
    })
}

/// 続ける: somebody has seen what was decided meanwhile, and goes on with what is edited all the same.
pub fn go_on(desk: &Desk, actor: &Actor, id: &RecordId, seen: u64) -> Result<(), Error> {
    let (here, actor, id) = (desk.clone(), actor.clone(), id.clone());
    desk.ledger.write(move |tx| {
        let edition = permit(tx, &here, &actor)?;
        let opened = found(tx, &actor.town, edition, &id)?;
        let shape = as_seen(&opened, seen)?;
        paper::keep(tx, &actor.town, shape)?;
        let next = Shape { seen: opened.edition.since(&id), ..shape.value.clone() };
        paper::save(tx, &actor.town, "", id.as_str(), &next, Some(shape.revision))?;
        Ok(())
    })
}

/// The form that a draft proposes under a name.
pub(super) fn form<'a>(draft: &'a Draft, id: &RecordId) -> Option<&'a Form> {
    draft.edits.iter().find_map(|edit| match &edit.change {
        Change::Put(record) if record.id == *id => match &record.body {
            Body::Form(form) => Some(form),
            _ => None,
        },
        _ => None,
    })
}

/// The draft was decided: what was edited is done with, or goes on from the decision where it was edited further.
pub(crate) fn settled(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    draft: &Draft,
    number: DecisionNumber,
) -> Result<(), Error> {
    let Some(id) = form_id(&draft.id) else { return Ok(()) };
    let Some(shape) = paper::find::<Shape>(tx, town, "", id.as_str())? else { return Ok(()) };
    paper::keep(tx, town, &shape)?;
    if form(draft, &id) == Some(&shape.value.form) {
        paper::remove::<Shape>(tx, town, "", id.as_str())?;
        return Ok(());
    }
    let next = Shape { seen: Some(number), ..shape.value };
    paper::save(tx, town, "", id.as_str(), &next, Some(shape.revision))?;
    Ok(())
}
