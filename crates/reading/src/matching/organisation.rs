//! Whose statement it is: an organisation that the edition knows under any of its names, or a new one.

use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};

use super::id;
use crate::file::Reading;

/// Finds the organisation of a name, or proposes it.
pub(super) fn find(name: &str, at: usize, edition: &Edition, reading: &mut Reading) -> RecordId {
    let key = plan::key::squeeze(name);
    let named =
        |it: &Organisation| it.names.iter().any(|name| is_same(&plan::key::squeeze(&name.text), &key));
    let mut known: Vec<_> = edition.all::<Organisation>().filter(|(_, it)| named(it)).collect();
    known.sort_by_key(|(_, it)| (it.ended.is_some(), plan::key::squeeze(it.name()) != key));
    if let Some((id, _)) = known.first() {
        return (*id).clone();
    }
    let id = RecordId::new(format!("o-{}", id::short(&key)));
    let proposed = reading.proposals.iter().filter(|it| it.change.id().as_str().starts_with("o-")).count();
    let order = u32::try_from(edition.all::<Organisation>().count() + proposed + 1).unwrap_or(u32::MAX);
    let organisation = Organisation { order, ..Organisation::new(name) };
    reading.put(Record::new(id.clone(), organisation), name, at);
    id
}

/// The same name, or the area and its office: 若葉区 states what 若葉区役所 does.
fn is_same(known: &str, written: &str) -> bool {
    let office = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| matches!(rest, "役所" | "役場"))
    };
    known == written || office(known, written) || office(written, known)
}
