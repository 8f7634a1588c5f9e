//! 変わる画面: the pages of records on which something will stand otherwise once an edition is published. Other pages show the same
//! records too: a renamed organisation or another rule is seen wherever it is named or judges.

use std::collections::{BTreeMap, BTreeSet};

use plan::diff::{How, in_public};
use plan::edition::Edition;
use plan::record::RecordId;

use crate::search::page_of;

/// One page that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its address, below the municipality.
    pub address: String,
    /// Whose page it is.
    pub record: RecordId,
    /// Whether it comes, changes or goes.
    pub how: How,
    /// How many of the records that are shown on it differ.
    pub records: usize,
}

/// The pages that change for the public between what it sees, `before`, and a later edition of the same municipality, by address.
pub fn pages(before: &Edition, after: &Edition) -> Vec<Changed> {
    let mut pages: BTreeMap<String, Changed> = BTreeMap::new();
    for (id, _) in in_public(after, before.number()) {
        // What moves from one page to another changes both.
        let places: BTreeSet<_> = [before, after].into_iter().filter_map(|it| public_page(it, id)).collect();
        for (address, record) in places {
            let how = how(before, after, record);
            let new = || Changed { address: address.clone(), record: record.clone(), how, records: 0 };
            pages.entry(address.clone()).or_insert_with(new).records += 1;
        }
    }
    pages.into_values().collect()
}

/// The page on which the public finds a record in an edition.
fn public_page<'a>(edition: &'a Edition, id: &'a RecordId) -> Option<(String, &'a RecordId)> {
    page_of(edition, id).filter(|(_, whose)| is_public(edition, id) && is_public(edition, whose))
}

fn is_public(edition: &Edition, id: &RecordId) -> bool {
    edition.get(id).is_some_and(|it| it.for_public().is_some())
}

fn how(before: &Edition, after: &Edition, record: &RecordId) -> How {
    match (is_public(before, record), is_public(after, record)) {
        (false, _) => How::Added,
        (true, true) => How::Changed,
        (true, false) => How::Retired,
    }
}
