//! `GET /{code}/sheets/{stage}/{organisation}/live`: who else has the sheet open, and what they saved meanwhile.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::extract::{RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use desk::sheet::Place;
use jiff::Timestamp;
use plan::decision::StaffId;
use serde_json::json;

use super::Here;
use super::field::anchor;
use super::head::stand;
use super::shown::Shown;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// Whoever was not heard of for so many seconds has gone.
const GONE: i64 = 40;

/// 在席: who has which sheet open. Kept in memory only: it is worth nothing a minute later.
#[derive(Default)]
pub(crate) struct Presence(Mutex<HashMap<(String, Place), Vec<Seat>>>);

struct Seat {
    staff: StaffId,
    name: String,
    at: Timestamp,
}

impl Presence {
    /// Notes that somebody is at a sheet, and tells who else is.
    pub(crate) fn sit(&self, here: &Here, now: Timestamp) -> Vec<String> {
        let actor = here.clerk.actor();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, seats| {
            seats.retain(|seat| now.as_second() - seat.at.as_second() < GONE);
            !seats.is_empty()
        });
        let seats = all.entry((actor.town.to_string(), here.place.clone())).or_default();
        seats.retain(|seat| seat.staff != actor.id);
        let others = seats.iter().map(|seat| seat.name.clone()).collect();
        seats.push(Seat { staff: actor.id.clone(), name: actor.name.clone(), at: now });
        others
    }
}

/// `GET …/live?version=3`: what was saved by others after a version.
pub(crate) async fn look(
    State(office): State<Office>,
    here: Here,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    let version: u64 = query.get("version").parse().unwrap_or(0);
    let opened = here.open(&office).await?;
    let others = office.presence().sit(&here, office.now());
    let l = here.clerk.lang;
    let newer = opened.filled.iter().filter(|(_, it)| it.value.version > version);
    let fields = newer.filter(|(_, it)| it.value.entry.by != here.clerk.actor().id).map(|(id, it)| {
        let text = &it.value.entry.text;
        let shown = Shown::new(it.revision.0, None, text).to_string();
        json!({ "anchor": anchor(id), "field": id.as_str(), "text": text, "revision": it.revision.0, "shown": shown })
    });
    let said = (!others.is_empty()).then(|| {
        let names = others.join(l.say("さん、", ", "));
        l.say(format!("{names}さんが同じ票を開いています"), format!("{names} also has this sheet open"))
    });
    let stand = stand(&opened.sheet, &opened.edition, l);
    let body = json!({
        "version": opened.sheet.version(), "others": said, "stand": stand,
        "fields": fields.collect::<Vec<_>>(),
        "ends": here.clerk.signed_in.session.ends().as_second(),
    });
    Ok(([(CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}
