//! `…/history/find`: 記録をさがす: by name or id, those that are no more among them.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Html;
use desk::looking_back::History;
use plan::key::squeeze;
use plan::record::RecordId;

use super::Reader;
use super::part::Part;
use crate::difference::titled;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// Records of one part.
const AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "history/find.html")]
struct Find {
    frame: Frame,
    to: String,
    back: String,
    asked: Typed,
    rows: Vec<Row>,
    part: Part,
}

struct Row {
    address: String,
    title: String,
    kind: &'static str,
    id: String,
    versions: usize,
    is_retired: bool,
}

/// `GET …/history/find`.
pub(crate) async fn find(
    State(office): State<Office>,
    reader: Reader,
    query: RawQuery,
) -> Result<Html<String>, Refused> {
    let (history, asked) = reader.asked(&office, query).await?;
    let (l, to) = (reader.clerk.lang, reader.to("/find"));
    let found = matching(&reader, &history, asked.get("q"));
    let part = Part::of(&to, &asked, found.len(), AT_ONCE);
    let page = Find {
        frame: Frame::new(
            &office,
            &reader.clerk,
            &office.town_name(&history.edition),
            l.say("記録をさがす", "Find a record"),
        ),
        back: reader.to("/"),
        rows: part.take(found).map(|id| row(&reader, &history, id)).collect(),
        part,
        to,
        asked,
    };
    Ok(Html(page.render()?))
}

/// The records whose name or id holds the words, by id. Without words there are none: nobody reads a list of everything.
fn matching<'a>(reader: &Reader, history: &'a History, words: &str) -> Vec<&'a RecordId> {
    let words = squeeze(words).to_lowercase();
    if words.is_empty() {
        return vec![];
    }
    let edits = history.edition.decisions().iter().flat_map(|it| &it.edits);
    let ids: BTreeSet<&RecordId> = edits.map(|it| it.change.id()).collect();
    let says = |text: &str| squeeze(text).to_lowercase().contains(&words);
    let found = |id: &&RecordId| says(id.as_str()) || says(&reader.title(history, id));
    ids.into_iter().filter(found).filter(|id| history.is_shown(id)).collect()
}

fn row(reader: &Reader, history: &History, id: &RecordId) -> Row {
    let versions = history.edition.history(id);
    let last = versions.iter().rev().find_map(|it| it.record.as_ref());
    Row {
        address: reader.to_record(id),
        title: titled(&history.edition, id, &reader.clerk),
        kind: last.map_or("", |it| reader.clerk.lang.of_pair(it.body.kind().name())),
        id: id.to_string(),
        versions: versions.len(),
        is_retired: history.edition.get(id).is_none(),
    }
}
