//! 書きかけの票への影響: what a new version of a form means for sheets that were begun with the old one. It is told before the decision.

use std::collections::{BTreeMap, HashSet};

use ledger::{Tx, paper};
use plan::calendar::CalendarEntry;
use plan::decision::Change;
use plan::draft::Draft;
use plan::edition::Edition;
use plan::form::{FieldId, Form};
use plan::record::{Body, RecordId};
use plan::sheet::entry::Entries;
use plan::sheet::layout::layout;

use crate::policy::Deed;
use crate::sheet::{Filled, Place};
use crate::{Actor, Desk, Error};

/// A field that goes although people have typed into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// 欄の名前, in Japanese and in English.
    pub label: (String, String),
    /// Whose sheets they are, by name.
    pub organisations: Vec<String>,
    /// How many entries lose their place. They stay readable on their sheets.
    pub entries: usize,
}

/// What the forms of a draft take from the sheets that were begun with them.
pub fn touched(desk: &Desk, actor: &Actor, draft: &Draft) -> Result<Vec<Touched>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        let may = |deed| actor.may(deed, None, &edition).is_ok();
        if !may(Deed::EditForms) && !may(Deed::Decide) {
            return Err(Error::Forbidden(Deed::EditForms));
        }
        let mut found = vec![];
        for edit in &draft.edits {
            let form = match &edit.change {
                Change::Put(record) => match &record.body {
                    Body::Form(form) => Some(form),
                    _ => continue,
                },
                Change::Retire(_) => None,
            };
            found.extend(of_form(tx, actor, &edition, edit.change.id(), form)?);
        }
        Ok(found)
    })
}

fn of_form(
    tx: &mut Tx<'_>,
    actor: &Actor,
    edition: &Edition,
    id: &RecordId,
    next: Option<&Form>,
) -> Result<Vec<Touched>, Error> {
    let Some(form) = edition.find::<Form>(id) else { return Ok(vec![]) };
    let mut found: BTreeMap<(String, String), (Vec<String>, usize)> = BTreeMap::new();
    let stages = edition.all::<CalendarEntry>();
    let stages = stages.filter(|(_, it)| it.work.as_ref().is_some_and(|work| work.form == *id));
    for (stage, organisation) in stages.flat_map(|(stage, it)| sheets(edition, stage, it, form)) {
        let place = Place { stage, organisation };
        let entries: Entries = paper::list::<Filled>(tx, &actor.town, &place.folder())?
            .into_iter()
            .filter_map(|it| Some((FieldId::parse(&it.id)?, it.value.entry)))
            .collect();
        for label in going(edition, (form, next), &place.organisation, &entries) {
            let (organisations, count) = found.entry(label).or_default();
            let name = edition.name_on(&place.organisation, actor.today);
            if !organisations.contains(&name) {
                organisations.push(name);
            }
            *count += 1;
        }
    }
    let touched = |(label, (organisations, entries))| Touched { label, organisations, entries };
    Ok(found.into_iter().map(touched).collect())
}

fn sheets(edition: &Edition, stage: &RecordId, it: &CalendarEntry, form: &Form) -> Vec<(RecordId, RecordId)> {
    let owing = plan::sheet::layout::owing(edition, it, form);
    owing.into_iter().map(|organisation| (stage.clone(), organisation)).collect()
}

/// The names of the fields that stand on the sheet now, were typed into, and would stand there no more.
fn going(
    edition: &Edition,
    (form, next): (&Form, Option<&Form>),
    organisation: &RecordId,
    entries: &Entries,
) -> Vec<(String, String)> {
    if entries.is_empty() {
        return vec![];
    }
    let next = next.map(|next| layout(edition, next, organisation, entries));
    let stays: HashSet<&FieldId> = next.iter().flat_map(|it| it.fields().map(|(_, it)| &it.id)).collect();
    let now = layout(edition, form, organisation, entries);
    let is_typed = |id: &FieldId| entries.get(id).is_some_and(|it| !it.is_blank());
    let goes = now.fields().filter(|(_, it)| is_typed(&it.id) && !stays.contains(&it.id));
    goes.map(|(_, it)| it.label.clone()).collect()
}
