//! 記入の仕事: fields that somebody writes on sheets that others hand in: amounts, opinions, and a section's part of its department's
//! sheet.

use ledger::Tx;
use plan::edition::Edition;
use plan::form::{Asks, FieldId, Form};
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::layout::{Asked, Layout, Subject, SubjectState};
use plan::sheet::life::Stand;

use super::owed::every;
use super::{Opened, Owed, Share, load};
use crate::filling::{WRITING, deed as deed_of};
use crate::policy::{Deed, Relation};
use crate::{Actor, Desk, Error, is_by_share};

/// What of a sheet waits for somebody who does not hand it in.
#[derive(Clone, Debug)]
pub struct Task {
    /// Whose sheet.
    pub owed: Owed,
    /// By which of the deeds they write.
    pub deed: Deed,
    /// How many fields are theirs.
    pub fields: usize,
    /// Those in which nothing stands.
    pub blank: Vec<FieldId>,
    /// The first of theirs: where they begin.
    pub first: FieldId,
}

/// Every sheet under way in which somebody may write now, and which others hand in.
pub fn tasks(desk: &Desk, actor: &Actor) -> Result<Vec<Task>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::ReadWork, None, &edition)?;
        let owed = every(tx, &actor.town, &edition, |_, id| {
            WRITING.into_iter().any(|deed| writes(actor, deed, id, &edition))
        })?;
        let mut tasks = vec![];
        for owed in owed.into_iter().filter(|it| is_under_way(it, actor)) {
            tasks.extend(task(tx, desk, actor, owed)?);
        }
        Ok(tasks)
    })
}

/// Whether somebody writes on sheets that others hand in: of other organisations, or of one above their own.
fn only_writes(role: Role, relation: Relation) -> bool {
    matches!(role, Role::Finance | Role::Evaluator) || is_by_share(role, relation)
}

fn writes(actor: &Actor, deed: Deed, id: &RecordId, edition: &Edition) -> bool {
    actor.stands(deed, Some(id), edition).is_ok_and(|(role, relation)| only_writes(role, relation))
}

/// Whether a sheet can be written in and its stage has begun, or somebody has begun it.
fn is_under_way(owed: &Owed, actor: &Actor) -> bool {
    match owed.sheet.stand() {
        Stand::NotBegun => owed.stage.from <= actor.today,
        Stand::Decided { .. } => false,
        _ => true,
    }
}

/// What of a sheet waits for them; none where it has no field that they may write in now.
fn task(tx: &mut Tx<'_>, desk: &Desk, actor: &Actor, owed: Owed) -> Result<Option<Task>, Error> {
    let edition = desk.current(tx, &actor.town)?;
    let found = WRITING.into_iter().find(|deed| writes(actor, *deed, &owed.place.organisation, &edition));
    let form = owed.stage.work.as_ref().and_then(|work| edition.find::<Form>(&work.form));
    let Some(deed) = found.filter(|deed| form.is_some_and(|form| asks_for(form, *deed))) else {
        return Ok(None); // No sheet is laid out for nothing.
    };
    let opened = load(tx, edition.clone(), actor, &owed.place)?;
    let layout = opened.layout();
    let open = open(actor, &opened, &layout, deed);
    let Some(first) = open.first().map(|(id, _)| id.clone()) else { return Ok(None) };
    let blank = open.iter().filter(|(_, blank)| *blank).map(|(id, _)| id.clone()).collect();
    Ok(Some(Task { owed, deed, fields: open.len(), blank, first }))
}

fn asks_for(form: &Form, deed: Deed) -> bool {
    form.parts.iter().flat_map(|part| &part.fields).any(|it| deed_of(it.asks) == deed)
}

/// The fields of a deed in which somebody may write now, each with whether nothing stands in it.
fn open(actor: &Actor, opened: &Opened, layout: &Layout, deed: Deed) -> Vec<(FieldId, bool)> {
    let (share, entries) = (Share::of(actor, opened, layout), opened.entries());
    let may = |subject: &Subject, asked: &Asked| {
        share.may_write(actor, opened, (Some(&subject.id), asked.asks)).is_ok()
    };
    let open = wanted(layout, deed).filter(|(subject, asked)| may(subject, asked));
    open.map(|(_, asked)| (asked.id.clone(), asked.text(&entries).trim().is_empty())).collect()
}

/// The fields of a deed. What ends needs nothing more, and notes within the house are nobody's duty.
fn wanted(layout: &Layout, deed: Deed) -> impl Iterator<Item = (&Subject, &Asked)> {
    layout.fields().filter(move |(subject, asked)| {
        let ends = matches!(subject.standing, SubjectState::Ended { .. });
        deed_of(asked.asks) == deed && asked.asks != Asks::StaffNote && !ends
    })
}

/// 空いている金額: the fields of a sheet that the finance section has still to fill in.
pub fn blank_amounts(opened: &Opened) -> Vec<FieldId> {
    let (layout, entries) = (opened.layout(), opened.entries());
    let blank = wanted(&layout, Deed::WriteMoney).filter(|(_, it)| it.text(&entries).trim().is_empty());
    blank.map(|(_, asked)| asked.id.clone()).collect()
}
