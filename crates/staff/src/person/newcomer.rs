//! `/{code}/people/new`: somebody new, with a first post.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use desk::{directory, inviting};

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::person::deeds::names;
use crate::post_form::{self, PostForm};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "person/new.html")]
struct New {
    frame: Frame,
    post: PostForm,
    to: String,
}

/// `GET /{code}/people/new`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    page(&office, &clerk, Typed::default(), None).await
}

/// `POST /{code}/people/new`.
pub(crate) async fn invite(
    State(office): State<Office>,
    clerk: Clerk,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Refused> {
    let (who, sent) = (clerk.signed_in.clone(), typed.clone());
    let invited = office.deed(move |office| {
        let (desk, now) = (office.desk(), office.now());
        let people = directory::list(desk, &who, now)?;
        let posts =
            if sent.get("role").is_empty() { vec![] } else { vec![post_form::asked(&sent, &people)?] };
        let issued = inviting::invite(desk, &who, &names(&sent), posts, office.chance(), now)?;
        let account = directory::show(desk, &who, &issued.staff, now)?.person.account;
        Ok((issued, account, office.town_name(&*desk.edition(&who.actor.town)?)))
    });
    match invited.await {
        Ok((issued, account, town)) => {
            crate::issued::page(&office, &clerk, &headers, (&town, account, &issued))
        }
        Err(fault) => {
            let problem = Problem::of(fault, clerk.lang)?;
            page(&office, &clerk, typed, Some(problem)).await
        }
    }
}

async fn page(
    office: &Office,
    clerk: &Clerk,
    typed: Typed,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let (l, town) = (clerk.lang, clerk.town().clone());
    let edition = office.deed(move |office| office.desk().edition(&town)).await;
    let edition = edition.map_err(|fault| fault.page(l))?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let title = l.say("職員を招待する", "Invite somebody");
    let new = New {
        frame: Frame::new(office, clerk, &office.town_name(&edition), title),
        post: PostForm::new(l, &edition, clerk.actor().today, typed, problem),
        to: clerk.to("/people"),
    };
    Ok((status, Html(new.render()?)).into_response())
}
