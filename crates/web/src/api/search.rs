//! What is found by words.

use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::operation::Part;
use super::problem::Problem;
use super::value::{Word, id};
use crate::search;

/// A page on which the words stand.
#[derive(Serialize, JsonSchema)]
pub(super) struct Hit {
    /// The record that the page is about.
    record_id: String,
    /// What that is; none for records that are of none of the kinds that pages list.
    kind: Option<Word>,
    /// Its title.
    title: String,
    /// The record in which the words stand.
    found_in_id: String,
    /// The page for people.
    page: String,
}

/// `GET /{code}/api/v1/search?q=…`: the pages on which all words stand.
pub(super) fn hits(ask: &Ask) -> Result<Part<Hit>, Problem> {
    let Some(texts) = &ask.texts else { return Err(Problem::internal()) };
    let found = search::pages(&ask.edition, texts, ask.text("q").unwrap_or_default());
    ask.part(&found, |(place, page, record)| Hit {
        record_id: id(page),
        kind: code::kind_of(&ask.edition, page).map(Word::from),
        title: crate::difference::title(&ask.edition, page),
        found_in_id: id(record),
        page: ask.here.record(place, page),
    })
}
