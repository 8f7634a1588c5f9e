//! `/{code}/phrases`: 定型文: the sentences that reviewers insert, kept by the planning section.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::Actor;
use desk::phrasing::{self, LONGEST, MOST, USUAL};
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "phrases/show.html")]
struct Show {
    frame: Frame,
    text: String,
    seen: u64,
    most: usize,
    longest: usize,
    /// Why it was not saved.
    problem: Option<String>,
}

/// What is offered to a reviewer: the municipality's own list, or the usual sentences where it has none.
pub(crate) fn offered(office: &Office, actor: &Actor, l: Lang) -> Result<Vec<String>, desk::Error> {
    match phrasing::list(office.desk(), actor) {
        Ok(Some(kept)) => Ok(kept.value.sentences),
        Ok(None) => Ok(usual(l)),
        Err(desk::Error::Forbidden(_)) => Ok(vec![]),
        Err(error) => Err(error),
    }
}

fn usual(l: Lang) -> Vec<String> {
    USUAL.iter().map(|words| l.of_pair(*words).to_owned()).collect()
}

/// `GET /{code}/phrases`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let kept = office.deed(move |office| phrasing::list(office.desk(), &actor)).await;
    let (sentences, seen) = match kept.map_err(|fault| fault.page(l))? {
        Some(kept) => (kept.value.sentences, kept.revision.0),
        None => (usual(Lang::Ja), 0),
    };
    page(&office, &clerk, (sentences.join("\n"), seen), None).await
}

async fn page(
    office: &Office,
    clerk: &Clerk,
    (text, seen): (String, u64),
    problem: Option<String>,
) -> Result<Html<String>, Refused> {
    let town = office.town_of(clerk).await?;
    let frame = Frame::new(office, clerk, &town, clerk.lang.say("定型文", "Usual sentences"));
    Ok(Html(Show { frame, text, seen, most: MOST, longest: LONGEST, problem }.render()?))
}

/// `POST /{code}/phrases`: saved; what cannot be saved stands on the page again.
pub(crate) async fn save(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (l, actor, sent, at) = (clerk.lang, clerk.actor().clone(), typed.clone(), office.now());
    let seen = typed.get("seen").parse().unwrap_or(u64::MAX);
    let saved = office
        .deed(move |office| phrasing::save(office.desk(), &actor, sent.get("sentences"), seen, at))
        .await;
    match saved {
        Ok(()) => Ok(Redirect::to(&clerk.to("/phrases?done=phrases")).into_response()),
        Err(Fault::Desk(desk::Error::Invalid(why))) => {
            let text = typed.get("sentences").to_owned();
            let page = page(&office, &clerk, (text, seen), Some(l.say(why.ja, why.en))).await?;
            Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(fault) => Err(fault.page(l)),
    }
}
