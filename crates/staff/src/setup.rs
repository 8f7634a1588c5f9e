//! `/setup/{secret}`: the first account. The address is printed when the program starts, and is good once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::setting_up::{self, First};
use plan::municipality::MunicipalityCode;
use web::Lang;

use crate::office::{Fault, Office};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::{sign_in, sign_out, tongue};

#[derive(Template)]
#[template(path = "setup/show.html")]
struct Show {
    l: Lang,
    action: String,
    /// Municipalities of the ledger.
    towns: Vec<(String, String)>,
    typed: Typed,
    /// A field's name and what is wrong with it.
    problem: Option<Problem>,
}

/// `GET /setup/{secret}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    page(&office, tongue::of(&headers), &secret, Typed::default(), None).await
}

/// `POST /setup/{secret}`.
pub(crate) async fn begin(
    State(office): State<Office>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Refused> {
    let l = tongue::of(&headers);
    open(&office, &secret, l)?;
    let (first, asked) = (first(&typed, &headers), typed.get("code").to_owned());
    let begun = office
        .slow_deed(move |office| {
            let town = MunicipalityCode::parse(&asked)
                .map_err(|why| desk::Error::invalid("code", why.ja(), why.to_string()))?;
            setting_up::begin(office.desk(), &town, first, office.chance(), office.now())
        })
        .await;
    match begun {
        Ok(who) => {
            office.close_setup();
            let mut response = Redirect::to(&format!("/{}/?done=begun", who.actor.town)).into_response();
            response.headers_mut().append(SET_COOKIE, sign_out::cookie_of(&office, &who));
            Ok(response)
        }
        Err(Fault::Desk(error)) => {
            let problem = Problem::of(Fault::Desk(error), l)?;
            page(&office, l, &secret, typed, Some(problem)).await
        }
        Err(fault) => Err(fault.page(l)),
    }
}

fn first(typed: &Typed, headers: &HeaderMap) -> First {
    let name = typed.get("town").trim();
    First {
        founding: (!name.is_empty()).then(|| name.to_owned()),
        login: typed.get("login").to_owned(),
        name: typed.get("name").to_owned(),
        password: typed.get("password").to_owned(),
        again: typed.get("again").to_owned(),
        plans: typed.has("plans"),
        alone: typed.has("alone"),
        organisation: None,
        browser: sign_in::browser(headers),
    }
}

fn open(office: &Office, secret: &str, l: Lang) -> Result<(), Refused> {
    if office.is_setup(secret) { Ok(()) } else { Err(Refused::of(l, &desk::Error::Spent)) }
}

async fn page(
    office: &Office,
    l: Lang,
    secret: &str,
    typed: Typed,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    open(office, secret, l)?;
    let towns = office.deed(Office::named_towns).await.map_err(|fault| fault.page(l))?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Show { l, action: format!("/setup/{secret}"), towns, typed, problem };
    Ok((status, Html(page.render()?)).into_response())
}

impl Show {
    /// What is wrong with a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }

    fn code(&self) -> &str {
        match (self.typed.get("code"), &self.towns[..]) {
            ("", [(code, _)]) => code,
            (typed, _) => typed,
        }
    }
}
