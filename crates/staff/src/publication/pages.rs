//! 変わる画面: the public pages on which something will stand otherwise, each with its preview.

use plan::decision::DecisionNumber;
use plan::diff::How;
use plan::edition::Edition;

use crate::clerk::Clerk;
use crate::difference::titled;

/// One page.
pub(super) struct Page {
    pub(super) title: String,
    /// Its preview.
    pub(super) address: String,
    /// Records on it that differ.
    pub(super) records: usize,
    /// なくなる: residents find it no more.
    pub(super) goes: bool,
}

/// Pages that are named one by one.
pub(super) const NAMED: usize = 100;

/// The pages that change by what was decided after a decision.
pub(super) fn changed(edition: &Edition, seen: Option<DecisionNumber>, clerk: &Clerk) -> Vec<Page> {
    let before = edition.as_of(seen.unwrap_or(DecisionNumber(0)));
    let page = |it: web::Changed| {
        let goes = it.how == How::Retired;
        Page {
            title: titled(if goes { &before } else { edition }, &it.record, clerk),
            address: clerk.to(&format!("/preview{}", it.address)),
            records: it.records,
            goes,
        }
    };
    let mut pages: Vec<Page> = web::changed_pages(&before, edition).into_iter().map(page).collect();
    pages.sort_by_key(|it| !it.goes); // Stable: those that go are named first.
    pages
}
