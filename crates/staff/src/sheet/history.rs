//! `…/history`: 経過: who did what with the sheet, when, why.

use askama::Template;
use axum::extract::State;
use axum::response::Html;

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
    role: &'static str,
    version: u64,
    reason: String,
}

/// `GET …/history`.
pub(crate) async fn history(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let l = here.clerk.lang;
    let names = here.names(&office).await?;
    let row = |it: &plan::sheet::life::Event| Row {
        at: moment(it.at, l),
        act: l.of_pair(it.act.name()),
        by: names.of(&it.by),
        role: l.of_pair(it.role.name()),
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
