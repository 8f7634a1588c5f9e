//! 変わる画面: the public pages on which something will stand otherwise, each with its preview.

use std::collections::BTreeMap;

use plan::decision::DecisionNumber;
use plan::edition::Edition;

use crate::clerk::Clerk;
use crate::difference::titled;

/// One page.
pub(super) struct Page {
    pub(super) title: String,
    /// Its preview.
    pub(super) address: String,
    /// Records on it that change.
    pub(super) changes: usize,
}

/// Pages that are named one by one.
pub(super) const NAMED: usize = 100;

/// The pages that change by what was decided after a decision; what only staff see changes none.
pub(super) fn changed(edition: &Edition, seen: Option<DecisionNumber>, clerk: &Clerk) -> Vec<Page> {
    let waiting = edition.decisions().iter().rev().take_while(|it| Some(it.number) > seen);
    let ids: std::collections::BTreeSet<_> =
        waiting.flat_map(|it| &it.edits).map(|it| it.change.id()).collect();
    let public = |id: &&&plan::record::RecordId| edition.get(id).is_some_and(|it| it.for_public().is_some());
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    for (path, id) in ids.iter().filter(public).filter_map(|id| web::page_of(edition, id)) {
        let page = || Page {
            title: titled(edition, id, clerk),
            address: clerk.to(&format!("/preview{path}")),
            changes: 0,
        };
        pages.entry(path.clone()).or_insert_with(page).changes += 1;
    }
    pages.into_values().collect()
}
