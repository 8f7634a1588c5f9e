//! `…/history`: 経過: who did what with the sheet, when, why.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::names::Names;
use plan::sheet::life::Event;
use web::Lang;

use super::Here;
use super::head::Head;
use super::requests::{self, Asked};
use crate::account::moment;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

#[derive(Template)]
#[template(path = "sheet/history.html")]
struct Show {
    frame: Frame,
    head: Head,
    sheet: String,
    rows: Vec<Row>,
    requests: Vec<Asked>,
}

struct Row {
    at: String,
    act: &'static str,
    by: String,
    role: String,
    version: u64,
    reason: String,
}

/// As what somebody acted, and in whose place.
fn role(it: &Event, names: &Names, l: Lang) -> String {
    let role = l.of_pair(it.role.name());
    match it.stands_in_for.as_ref().map(|whom| names.of(whom)) {
        Some(whom) => l.say(format!("{role}、{whom}さんの代理"), format!("{role}, in the place of {whom}")),
        None => role.to_owned(),
    }
}

/// `GET …/history`.
pub(crate) async fn history(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let l = here.clerk.lang;
    let names = here.names(&office).await?;
    let row = |it: &Event| Row {
        at: moment(it.at, l),
        act: l.of_pair(it.act.name()),
        by: names.of(&it.by),
        role: role(it, &names, l),
        version: it.version,
        reason: it.reason.clone(),
    };
    let rows = opened.sheet.events().iter().rev().map(row).collect();
    let frame = Frame::new(
        &office,
        &here.clerk,
        &office.town_name(&opened.edition),
        l.say("票の経過", "History of the sheet"),
    );
    let head = Head::of(&opened, here.clerk.actor().today, l);
    let requests = requests::of(&opened, &names, &here, l);
    Ok(Html(Show { frame, head, sheet: here.to(""), rows, requests }.render()?))
}
