//! `/{code}/invitation/{secret}`: the page of a one-time address, on which its owner chooses a password.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::inviting::{self, Chosen, Opened};
use desk::session::SignedIn;
use plan::municipality::MunicipalityCode;
use web::{Lang, Peer};

use crate::office::{Fault, Office};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::{account, prove, sign_in, sign_out, tongue};

#[derive(Template)]
#[template(path = "invitation/show.html")]
struct Show {
    l: Lang,
    action: String,
    town: String,
    opened: Opened,
    until: String,
    problem: Option<Problem>,
}

impl Show {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

/// `GET /{code}/invitation/{secret}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((code, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    page(&office, tongue::of(&headers), &code, &secret, None).await
}

/// `POST /{code}/invitation/{secret}`.
pub(crate) async fn accept(
    State(office): State<Office>,
    Path((code, secret)): Path<(String, String)>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Refused> {
    let l = tongue::of(&headers);
    let (town, asked, chosen) = (sign_in::town(&code, l)?, secret.clone(), chosen(&typed, &headers, peer));
    match choose(&office, town, asked, chosen).await {
        Ok(who) => {
            let mut response = Redirect::to(&format!("/{code}/?done=welcome")).into_response();
            response.headers_mut().append(SET_COOKIE, sign_out::cookie_of(&office, &who));
            Ok(response)
        }
        Err(fault) => page(&office, l, &code, &secret, Some(Problem::of(fault, l)?)).await,
    }
}

async fn choose(
    office: &Office,
    town: MunicipalityCode,
    secret: String,
    chosen: Chosen,
) -> Result<SignedIn, Fault> {
    let work = move |office: &Office| {
        let (desk, attempts) = (office.desk(), office.attempts());
        inviting::accept(desk, &town, &secret, &chosen, attempts, office.chance(), office.now())
    };
    office.slow_deed(work).await
}

fn chosen(typed: &Typed, headers: &HeaderMap, peer: Option<Extension<Peer>>) -> Chosen {
    Chosen {
        password: typed.get("password").to_owned(),
        again: typed.get("again").to_owned(),
        digits: typed.get("digits").to_owned(),
        address: prove::address(peer),
        browser: sign_in::browser(headers),
    }
}

async fn page(
    office: &Office,
    l: Lang,
    code: &str,
    secret: &str,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let (town, asked): (MunicipalityCode, _) = (sign_in::town(code, l)?, secret.to_owned());
    let found = office.deed(move |office| {
        let opened = inviting::open(office.desk(), &town, &asked, office.now())?;
        Ok((opened, office.town_name(&*office.desk().edition(&town)?)))
    });
    let (opened, town) = found.await.map_err(|fault| fault.page(l))?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (action, until) = (format!("/{code}/invitation/{secret}"), account::moment(opened.until, l));
    let show = Show { l, action, town, opened, until, problem };
    Ok((status, Html(show.render()?)).into_response())
}
