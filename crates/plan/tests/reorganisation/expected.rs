//! What a record of old must be after a reorganisation: said once more, without the code that does it.

use plan::handover::{Handover, Stood};
use plan::organisation::{Ended, Name, Organisation};
use plan::record::{Body, Record, RecordId};
use plan::reorganisation::{Effect, Moved, Reorganisation, Step};

use crate::town::DAY;

/// By the steps, and by who was told to get what; whatever they do not speak of stays to the letter.
pub(crate) fn expected(old: &Record, wanted: &Reorganisation, effect: &Effect) -> Record {
    let goes: Vec<&Moved> =
        effect.moved.iter().filter(|it| it.record == old.id && it.of != it.heir).collect();
    let heir = |own: &RecordId| Some(vec![goes.iter().find(|it| it.of == *own)?.heir.clone()]);
    let mut new = old.clone();
    match &mut new.body {
        Body::Element(it) if !goes.is_empty() => {
            it.handed_over.push(handover(&it.organisations, wanted));
            it.organisations = put_in(&it.organisations, heir);
        }
        Body::Plan(it) if !goes.is_empty() => {
            it.handed_over.push(handover(it.organisation.as_slice(), wanted));
            it.organisation = Some(goes[0].heir.clone());
        }
        Body::CalendarEntry(it) if DAY <= it.from => {
            it.organisations = put_in(&it.organisations, |own| heirs(own, wanted));
        }
        Body::Organisation(it) => reorganise(&old.id, it, &goes, wanted),
        _ => {}
    }
    new
}

/// A stage as it is compared: who owes a sheet is a set. Of all other records the order counts: the first owner answers.
pub(crate) fn in_any_order(mut record: Record) -> Record {
    if let Body::CalendarEntry(it) = &mut record.body {
        it.organisations.sort();
    }
    record
}

fn handover(from: &[RecordId], wanted: &Reorganisation) -> Handover {
    Handover { on: DAY, from: from.to_vec(), note: wanted.note.clone() }
}

/// The list with the heirs where the organisation stood that ended; nobody twice.
fn put_in(list: &[RecordId], heirs: impl Fn(&RecordId) -> Option<Vec<RecordId>>) -> Vec<RecordId> {
    let mut new = vec![];
    for it in list.iter().flat_map(|own| heirs(own).unwrap_or_else(|| vec![own.clone()])) {
        if !new.contains(&it) {
            new.push(it);
        }
    }
    new
}

/// Who shares the work of an organisation by the steps; none where nothing happens to it.
fn heirs(id: &RecordId, wanted: &Reorganisation) -> Option<Vec<RecordId>> {
    wanted.steps.iter().find_map(|it| match it {
        Step::Merge { from, into } if from.contains(id) => Some(vec![into.clone()]),
        Step::Split { organisation, into } if organisation == id => Some(put_in(into, |_| None)),
        Step::Abolish { organisation } if organisation == id => Some(vec![]),
        _ => None,
    })
}

fn reorganise(id: &RecordId, it: &mut Organisation, goes: &[&Moved], wanted: &Reorganisation) {
    let mut under = goes.first().map(|it| Some(it.heir.clone()));
    for step in wanted.steps.iter().filter(|step| step.about().contains(id)) {
        match step {
            Step::Rename { name, .. } => it.names.push(Name { text: name.clone(), since: Some(DAY) }),
            Step::Move { under: to, .. } => under = Some(to.clone()),
            _ => {}
        }
    }
    if let Some(under) = under {
        it.stood.push(Stood { until: DAY, under: std::mem::replace(&mut it.parent, under) });
    }
    if let Some(into) = heirs(id, wanted).filter(|heirs| !heirs.contains(id)) {
        it.ended = Some(Ended { on: DAY, into });
    }
}
