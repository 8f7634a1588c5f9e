//! 引継先: who has the work of an organisation on the first day of the new year.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::edition::Edition;
use crate::organisation::Organisation;
use crate::record::RecordId;

/// The organisation itself where it still is, else what took its work over, through as many reorganisations as there were.
pub(super) fn heirs(edition: &Edition, organisation: &RecordId, on: Date) -> Vec<RecordId> {
    let (mut found, mut seen, mut open) = (vec![], HashSet::new(), vec![organisation.clone()]);
    while let Some(id) = open.pop() {
        let Some(it) = edition.find::<Organisation>(&id).filter(|_| seen.insert(id.clone())) else {
            continue;
        };
        match &it.ended {
            _ if it.is_active(on) => found.push(id),
            Some(ended) => open.extend(ended.into.iter().rev().cloned()),
            None => {}
        }
    }
    found
}

/// Each organisation, or who has its work, once.
pub(super) fn all_heirs<'a>(
    edition: &Edition,
    organisations: impl IntoIterator<Item = &'a RecordId>,
    on: Date,
) -> Vec<RecordId> {
    let mut seen = HashSet::new();
    let all = organisations.into_iter().flat_map(|id| heirs(edition, id, on));
    all.filter(|id| seen.insert(id.clone())).collect()
}

/// Whether an organisation is another one or belongs to it.
pub(super) fn belongs(edition: &Edition, organisation: &RecordId, to: &RecordId) -> bool {
    edition.organisation_and_below(to).contains(organisation)
}

/// What an organisation was called in a year, and what it is called on the first day of another.
pub(super) fn name_on(edition: &Edition, organisation: &RecordId, on: Date) -> String {
    edition.find::<Organisation>(organisation).map_or_else(String::new, |it| it.name_on(on).to_owned())
}
