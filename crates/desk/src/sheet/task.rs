//! 記入の仕事: fields that somebody writes on sheets that others hand in: amounts, opinions, and a section's part of its department's
//! sheet.

use std::sync::Arc;

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
use crate::policy::Deed;
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

/// Every sheet under way in which somebody may write now, and which others hand in: once for each deed by which they write in it.
pub fn tasks(desk: &Desk, actor: &Actor) -> Result<Vec<Task>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::ReadWork, None, &edition)?;
        let owed = every(tx, &actor.town, &edition, |_, id| {
            WRITING.into_iter().any(|deed| writes(actor, deed, id, &edition))
        })?;
        let mut tasks = vec![];
        for owed in owed.into_iter().filter(|it| is_under_way(it, actor)) {
            tasks.extend(tasks_of(tx, &edition, actor, &owed)?);
        }
        Ok(tasks)
    })
}

/// Whether somebody writes on sheets that others hand in: by a post that has fields on every sheet, whatever other posts are held; or on
/// that of an organisation above their own, unless all of it is theirs by another post.
fn writes(actor: &Actor, deed: Deed, id: &RecordId, edition: &Edition) -> bool {
    let on_all = |(role, _)| matches!(role, Role::Finance | Role::Evaluator);
    let stands = actor.stands(deed, Some(id), edition);
    actor.open_by(deed, Some(id), edition).any(on_all) || stands.is_ok_and(|(role, it)| is_by_share(role, it))
}

/// Whether a sheet can be written in and its stage has begun, or somebody has begun it.
fn is_under_way(owed: &Owed, actor: &Actor) -> bool {
    match owed.sheet.stand() {
        Stand::NotBegun => owed.stage.from <= actor.today,
        Stand::Decided { .. } => false,
        _ => true,
    }
}

/// What of a sheet waits for them: one task for each deed of theirs that it has a field for now.
fn tasks_of(tx: &mut Tx<'_>, edition: &Arc<Edition>, actor: &Actor, owed: &Owed) -> Result<Vec<Task>, Error> {
    let form = owed.stage.work.as_ref().and_then(|work| edition.find::<Form>(&work.form));
    let is_theirs = |deed: &Deed| writes(actor, *deed, &owed.place.organisation, edition);
    let asked = |deed: &Deed| form.is_some_and(|form| asks_for(form, *deed));
    let deeds: Vec<Deed> = WRITING.into_iter().filter(is_theirs).filter(asked).collect();
    if deeds.is_empty() {
        return Ok(vec![]); // No sheet is laid out for nothing.
    }
    let opened = load(tx, edition.clone(), actor, &owed.place)?;
    let layout = opened.layout();
    let share = Share::of(actor, &opened, &layout);
    let task = |deed: Deed| {
        let open = open((actor, &share), &opened, &layout, deed);
        let first = open.first()?.0.clone();
        let blank = open.iter().filter(|(_, blank)| *blank).map(|(id, _)| id.clone()).collect();
        Some(Task { owed: owed.clone(), deed, fields: open.len(), blank, first })
    };
    Ok(deeds.into_iter().filter_map(task).collect())
}

fn asks_for(form: &Form, deed: Deed) -> bool {
    form.parts.iter().flat_map(|part| &part.fields).any(|it| deed_of(it.asks) == deed)
}

/// The fields of a deed in which somebody may write now, each with whether nothing stands in it.
fn open(
    (actor, share): (&Actor, &Share),
    opened: &Opened,
    layout: &Layout,
    deed: Deed,
) -> Vec<(FieldId, bool)> {
    let entries = opened.entries();
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
