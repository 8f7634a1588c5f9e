//! `/{code}/account/password`: one's own password.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::securing::{self, NewPassword};
use web::Peer;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::problem::Problem;
use crate::prove::address;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "account/password.html")]
struct Show {
    frame: Frame,
    problem: Option<Problem>,
}

impl Show {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

/// `GET /{code}/account/password`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    page(&office, &clerk, None).await
}

/// `POST /{code}/account/password`.
pub(crate) async fn change(
    State(office): State<Office>,
    peer: Option<Extension<Peer>>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let who = clerk.signed_in.clone();
    let new = NewPassword {
        old: typed.get("old").to_owned(),
        password: typed.get("password").to_owned(),
        again: typed.get("again").to_owned(),
        address: address(peer),
    };
    let work = move |office: &Office| {
        let (attempts, chance) = (office.attempts(), office.chance());
        securing::change_password(office.desk(), &who, &new, attempts, chance, office.now())
    };
    match office.slow_deed(work).await {
        Ok(()) => Ok(Redirect::to(&clerk.to("/account?done=password")).into_response()),
        Err(fault) => page(&office, &clerk, Some(Problem::of(fault, clerk.lang)?)).await,
    }
}

async fn page(office: &Office, clerk: &Clerk, problem: Option<Problem>) -> Result<Response, Refused> {
    let town = office.town_of(clerk).await?;
    let title = clerk.lang.say("パスワードを変える", "Change the password");
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let show = Show { frame: Frame::new(office, clerk, &town, title), problem };
    Ok((status, Html(show.render()?)).into_response())
}
