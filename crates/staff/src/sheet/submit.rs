//! `…/submit`: before a sheet is handed in: what is missing, what was asked and not answered, what happens next.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::reviewing;
use desk::sheet::{Opened, Seen};
use plan::form::FieldId;
use plan::sheet::life::Stand;
use web::Lang;

use super::Here;
use super::field::anchor;
use super::head::Head;
use super::requests::{self, Asked};
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "sheet/submit.html")]
struct Show {
    frame: Frame,
    head: Head,
    action: String,
    sheet: String,
    /// Fields that keep it: words and address.
    missing: Vec<(String, String)>,
    /// Fields that cannot be decided as they are: words, address, and why.
    unread: Vec<(String, String, String)>,
    /// What waits for an answer.
    open: Vec<Asked>,
    next: String,
    ready: bool,
}

/// `GET …/submit`.
pub(crate) async fn confirm(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let l = here.clerk.lang;
    let names = here.names(&office).await?;
    let lacks = reviewing::lacks(&opened);
    let layout = opened.layout();
    let told = |fields: &[FieldId]| {
        let found = fields.iter().filter_map(|id| layout.field(id));
        let told = found.map(|(subject, asked)| {
            let words = format!("{}　{}", subject.title, l.of_pair(asked.label.clone()));
            (words, format!("{}#{}", here.to(""), anchor(&asked.id)))
        });
        told.collect::<Vec<_>>()
    };
    let ready = lacks.is_empty() && matches!(opened.sheet.stand(), Stand::NotBegun | Stand::Writing);
    let missing = told(&lacks.missing);
    let unread = opened.compiled().problems.into_iter().map(|it| {
        let named = told(std::slice::from_ref(&it.field)).pop();
        let (words, address) = named.unwrap_or_else(|| (it.field.to_string(), here.to("")));
        (words, address, l.of_pair((it.ja, it.en)))
    });
    let unread: Vec<_> = unread.collect();
    let mut open = requests::of(&opened, &names, &here, l);
    open.retain(|it| it.open);
    let frame = Frame::new(
        &office,
        &here.clerk,
        &office.town_name(&opened.edition),
        l.say("提出の確認", "Before it is submitted"),
    );
    let head = Head::of(&opened, here.clerk.actor().today, l);
    let next = next(&opened, l);
    let (action, sheet) = (here.to("/submit"), here.to(""));
    Ok(Html(Show { frame, head, action, sheet, missing, unread, open, next, ready }.render()?))
}

/// Who gets it next.
fn next(opened: &Opened, l: Lang) -> String {
    match opened.work.route.first() {
        Some(role) => {
            let name = l.of_pair(role.name());
            l.say(format!("提出すると、{name}の確認に進みます。"), format!("It goes to the {name} next."))
        }
        None => {
            l.say("提出すると、企画課の審査に進みます。", "It goes to the planning section next.").to_owned()
        }
    }
}

/// `POST …/submit`.
pub(crate) async fn submit(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "submitted", |office, actor, place, seen: Seen, _| {
        reviewing::submit(office.desk(), actor, place, seen)
    })
    .await
}

/// `POST …/pull-back`.
pub(crate) async fn pull_back(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "pulled-back", |office, actor, place, seen: Seen, _| {
        reviewing::pull_back(office.desk(), actor, place, seen.at)
    })
    .await
}
