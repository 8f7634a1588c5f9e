//! `…/submit`: before a sheet is handed in: what is missing, what was asked and not answered, what happens next.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::reviewing;
use desk::sheet::Seen;
use plan::form::FieldId;
use plan::role::Role;
use plan::sheet::life::Stand;
use web::Lang;

use super::Here;
use super::field::anchor;
use super::head::Head;
use super::next::Next;
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
    /// Who gets it, and what it means that the stage is yet to begin.
    next: String,
    early: Option<String>,
    /// What to do where nobody is there to get it.
    nobody: Option<&'static str>,
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
    let role = opened.work.route.first().copied().unwrap_or(Role::Planning);
    let next = Next::of(&here.roster(&office).await?, role, &opened, l);
    let page = Show {
        action: here.to("/submit"),
        sheet: here.to(""),
        early: early(&head, l),
        nobody: next.nobody.then(|| Next::remedy(l)),
        next: goes_to(role, &next.words, l),
        frame,
        head,
        missing,
        unread,
        open,
        ready,
    };
    Ok(Html(page.render()?))
}

/// Who gets it next.
fn goes_to(role: Role, whom: &str, l: Lang) -> String {
    let deed = if role == Role::Planning { "審査" } else { "確認" };
    l.say(format!("提出すると、{whom}の{deed}に進みます。"), format!("It goes to the {whom} next."))
}

/// 開始前の提出: it is taken, and lies at once with whoever acts next: nobody is made to wait for a day.
fn early(head: &Head, l: Lang) -> Option<String> {
    let begins = head.begins.as_ref()?;
    Some(l.say(
        format!(
            "この段階は{begins}に始まります。その前でも提出できます。提出すると、始まる日を待たずに、すぐ次の人の「自分の仕事」に出ます。"
        ),
        format!(
            "This stage begins on {begins}. It can be submitted before: the next person finds it among their work at once."
        ),
    ))
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
