//! `/{code}/reorganisations/`: 組織改正: what happens, who gets what, what it comes to; then a draft. Each page can be left and come back to.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::reorganising::{self, Amendment, Preparation, Progress, Prospect, Revision};
use plan::decision::DecisionNumber;
use web::Lang;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;

pub(crate) mod confirmation;
pub(crate) mod posts;
pub(crate) mod records;
mod sent;
pub(crate) mod steps;
mod words;

type Id = Path<(String, String)>;

#[derive(Template)]
#[template(path = "reorganisation/index.html")]
struct Index {
    frame: Frame,
    to: String,
    rows: Vec<Row>,
    posts: String,
}

struct Row {
    title: String,
    address: String,
    day: String,
    steps: usize,
    progress: &'static str,
    by: String,
    at: String,
}

/// What every page of one preparation shows.
struct Head {
    title: String,
    to: String,
    day: Option<String>,
    revision: u64,
    progress: &'static str,
    /// Where its draft waits.
    draft: Option<String>,
    is_abandoned: bool,
    is_decided: bool,
    /// 決裁第n号, and where it is read.
    decision: Option<(String, String)>,
    /// The same of an earlier text of it.
    earlier: Option<(String, String)>,
}

impl Head {
    fn of(standing: &Preparation, clerk: &Clerk) -> Self {
        let (l, prepared) = (clerk.lang, &standing.prepared);
        Self {
            title: title(standing, l),
            to: clerk.to(&format!("/reorganisations/{}", web::encode(&standing.id))),
            day: prepared.effective.map(|day| l.date(day)),
            revision: standing.revision.0,
            progress: progress(standing.progress, l),
            draft: (standing.progress == Progress::Drafted).then(|| {
                clerk.to(&format!("/drafts/{}", web::encode(&reorganising::draft_id(&standing.id).0)))
            }),
            is_abandoned: standing.progress == Progress::Abandoned,
            is_decided: standing.progress == Progress::Decided,
            decision: prepared.decided.map(|number| decision(number, clerk)),
            earlier: prepared.decided_earlier.map(|number| decision(number, clerk)),
        }
    }
}

fn decision(number: DecisionNumber, clerk: &Clerk) -> (String, String) {
    let words = clerk.lang.say(format!("決裁第{number}号"), format!("decision {number}"));
    (words, clerk.to(&format!("/history/decisions/{number}")))
}

fn title(standing: &Preparation, l: Lang) -> String {
    match standing.prepared.title.trim() {
        "" => l.say("（件名なし）", "(no title)").to_owned(),
        title => title.to_owned(),
    }
}

fn progress(it: Progress, l: Lang) -> &'static str {
    match it {
        Progress::Preparing => l.say("準備中", "in preparation"),
        Progress::Drafted => l.say("起案済み・決裁待ち", "drafted, waits for its decision"),
        Progress::Decided => l.say("決裁済み", "decided"),
        Progress::Abandoned => l.say("中止", "put aside"),
    }
}

/// `GET /{code}/reorganisations/`.
pub(crate) async fn index(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((desk.edition(&actor.town)?, reorganising::list(desk, &actor)?, desk::names::of(desk, &actor)?))
    });
    let (edition, list, names) = found.await.map_err(|fault| fault.page(l))?;
    let row = |it: &Preparation| Row {
        title: title(it, l),
        address: clerk.to(&format!("/reorganisations/{}", web::encode(&it.id))),
        day: it
            .prepared
            .effective
            .map_or_else(|| l.say("施行日は未定", "no day yet").to_owned(), |day| l.date(day)),
        steps: it.prepared.steps.len(),
        progress: progress(it.progress, l),
        by: names.of(&it.prepared.by),
        at: moment(it.prepared.at, l),
    };
    let rows = list.iter().map(row).collect();
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), l.say("組織改正", "Reorganisation"));
    let (to, posts) = (clerk.to("/reorganisations/"), clerk.to("/people/handover"));
    Ok(Html(Index { frame, to, rows, posts }.render()?))
}

/// `POST /{code}/reorganisations/`: begins one.
pub(crate) async fn begin(State(office): State<Office>, clerk: Clerk) -> Result<Redirect, Refused> {
    let actor = clerk.actor().clone();
    let begun = office.deed(move |office| reorganising::begin(office.desk(), &actor, office.now())).await;
    let id = begun.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&clerk.to(&format!("/reorganisations/{id}"))))
}

/// `POST /{code}/reorganisations/{id}/abandon`: puts it aside, or takes it up again.
pub(crate) async fn abandon(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let amendment = if typed.has("again") { Amendment::TakeUp } else { Amendment::Abandon };
    match amend(&office, &clerk, &id, revision(&typed), amendment).await {
        Ok(()) => Ok(Redirect::to(&clerk.to(&format!("/reorganisations/{id}?done=kept"))).into_response()),
        Err(fault) => steps::again(&office, &clerk, &id, &typed, fault).await,
    }
}

/// What the page was made from.
fn revision(typed: &Typed) -> Revision {
    Revision(typed.get("revision").parse().unwrap_or_default())
}

async fn amend(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    seen: Revision,
    amendment: Amendment,
) -> Result<(), Fault> {
    let (actor, id) = (clerk.actor().clone(), id.to_owned());
    let work =
        move |office: &Office| reorganising::amend(office.desk(), &actor, &id, seen, amendment, office.now());
    office.deed(work).await
}

async fn foreseen(office: &Office, clerk: &Clerk, id: &str) -> Result<Prospect, Refused> {
    let (actor, id) = (clerk.actor().clone(), id.to_owned());
    let work = move |office: &Office| reorganising::foresee(office.desk(), &actor, &id, office.now());
    office.deed(work).await.map_err(|fault| fault.page(clerk.lang))
}

/// Why it was not done, where the page can be shown again with what was typed; any other fault is a page of its own.
fn said(fault: Fault, l: Lang) -> Result<(StatusCode, String), Refused> {
    let Fault::Desk(error) = fault else { return Err(fault.page(l)) };
    match &error {
        desk::Error::Invalid(it) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, l.say(it.ja.clone(), it.en.clone())))
        }
        error if reorganising::is_overtaken(error) => Ok((
            StatusCode::CONFLICT,
            l.say(
                "この画面を開いたあとに、ほかの人がこの組織改正を変えました。いまの内容を下に示します。入力したものは残してあります。確かめて、もう一度送ってください",
                "Somebody else changed this reorganisation after you opened the page. Below it stands as it is now, with what you typed: look, and send it again",
            )
            .to_owned(),
        )),
        _ => Err(Refused::of(l, &error)),
    }
}
