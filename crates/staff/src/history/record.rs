//! `…/history/records/{id}`: every version of one record: what, who, when, why, and what only staff see of it.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::looking_back::History;
use plan::diff;
use plan::edition::Version;
use plan::record::RecordId;

use super::Reader;
use super::decision::published;
use super::index::signed;
use super::origin::{self, Behind};
use crate::account::moment;
use crate::difference::{Changed, titled};
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

#[derive(Template)]
#[template(path = "history/record.html")]
struct Show {
    frame: Frame,
    back: String,
    id: String,
    kind: &'static str,
    /// Whether it is for internal use only, or is no more.
    is_internal: bool,
    is_retired: bool,
    versions: Vec<Past>,
    notes: Vec<Note>,
    related: Vec<(String, String)>,
}

/// One version.
struct Past {
    number: u64,
    address: String,
    at: String,
    by: String,
    reason: String,
    erratum: Option<String>,
    published: Option<(String, String)>,
    change: Changed,
    /// 原文: its place and words.
    written: Option<(String, String)>,
    origin: Option<Behind>,
    /// Where it is brought back; none where it stands, or where the reader may not.
    restore: Option<String>,
}

/// 庁内メモ.
struct Note {
    address: String,
    year: String,
    text: String,
}

/// `GET …/history/records/{*id}`.
pub(crate) async fn show(State(office): State<Office>, reader: Reader) -> Result<Html<String>, Refused> {
    let history = reader.open(&office).await?;
    let versions = history.versions(reader.id()?).map_err(|error| reader.refused(&error))?;
    Ok(Html(view(&office, &reader, &history, reader.id()?, versions).render()?))
}

fn view(office: &Office, reader: &Reader, history: &History, id: &RecordId, versions: &[Version]) -> Show {
    let (l, edition) = (reader.clerk.lang, &history.edition);
    let name = titled(edition, id, &reader.clerk);
    let title = l.say(format!("{name}の履歴"), format!("History of {name}"));
    let last = versions.iter().rev().find_map(|it| it.record.as_ref());
    let past = (0..versions.len()).rev().filter_map(|at| version(reader, history, id, versions, at));
    Show {
        frame: Frame::new(office, &reader.clerk, &office.town_name(edition), title),
        back: reader.to("/"),
        id: id.to_string(),
        kind: last.map_or("", |it| l.of_pair(it.body.kind().name())),
        is_internal: last.is_some_and(|it| it.for_public().is_none()),
        is_retired: edition.get(id).is_none(),
        versions: past.collect(),
        notes: notes(reader, history, id),
        related: related(reader, history, id),
    }
}

fn version(
    reader: &Reader,
    history: &History,
    id: &RecordId,
    versions: &[Version],
    at: usize,
) -> Option<Past> {
    let (l, edition, it) = (reader.clerk.lang, &history.edition, versions.get(at)?);
    let before = at.checked_sub(1).and_then(|at| versions[at].record.as_deref());
    let difference = diff::difference(id, before, it.record.as_deref())?;
    let decision = edition.decision(it.decision)?;
    let number = decision.number;
    let is_now = it.record.as_deref() == edition.get(id);
    let restore = || reader.clerk.to(&format!("/history/restore/{number}/{}", super::encoded(id)));
    Some(Past {
        number: number.0,
        address: reader.to_decision(number),
        at: moment(decision.at, l),
        by: signed(history, decision),
        reason: decision.reason.clone(),
        erratum: decision.erratum.clone(),
        published: published(reader, history, number),
        change: Changed::of(&difference, edition, &reader.clerk),
        written: it.written.as_ref().map(|it| (it.place.clone(), it.text.clone())),
        origin: origin::of(reader, history, number),
        restore: (!is_now && reader.may_restore(history)).then(restore),
    })
}

fn notes(reader: &Reader, history: &History, id: &RecordId) -> Vec<Note> {
    let note = |(id, it): (&RecordId, &plan::staff_note::StaffNote)| Note {
        address: reader.to_record(id),
        year: reader.clerk.lang.short_year(it.fiscal_year),
        text: it.text.join("\n"),
    };
    history.notes(id).into_iter().map(note).collect()
}

/// The records that hang on this one, whatever their kind.
fn related(reader: &Reader, history: &History, id: &RecordId) -> Vec<(String, String)> {
    let edition = &history.edition;
    let named = edition.namers(id).filter(|it| history.is_shown(&it.id)).map(|it| {
        let kind = reader.clerk.lang.of_pair(it.body.kind().name());
        (format!("{kind}　{}", reader.title(history, &it.id)), reader.to_record(&it.id))
    });
    named.collect()
}
