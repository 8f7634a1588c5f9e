//! 庁内アカウント: where a browser is sent to the municipality's own identity provider, and where it comes back.
//!
//! All that a try needs follows from one secret in a cookie of the browser that began it. Nothing of it is kept here, so nobody can fill
//! the ledger with tries, and an answer that was made for another browser fits nowhere.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::session::{Pass, SignedIn};
use desk::vouching::{self, Witness};
use openid::{Back, Person, Provider};
use plan::municipality::MunicipalityCode;
use plan::staff::Outside;
use web::Lang;

use crate::clerk::Clerk;
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;
use crate::{sign_in, sign_out, tongue};

mod attempt;

use attempt::{Attempt, Purpose};

/// 再確認できた: the tab in which it was shown is not needed any more.
#[derive(Template)]
#[template(path = "vouched/proven.html")]
struct Proven {
    l: Lang,
    code: String,
}

/// Why a try came to nothing.
enum Failed {
    Provider(openid::Fault),
    House(Fault),
}

impl Failed {
    fn said(&self, l: Lang) -> String {
        match self {
            Self::Provider(fault) => l.say(fault.ja(), fault.en()).to_owned(),
            Self::House(Fault::Desk(error)) => l.say(error.ja(), error.to_string()),
            Self::House(Fault::Fell) => l
                .say("こちらの不具合です。もう一度お試しください。", "The fault is ours. Please try again.")
                .to_owned(),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Provider(openid::Fault::Untrusted(_)) => StatusCode::BAD_REQUEST,
            Self::Provider(openid::Fault::Refused(_)) | Self::House(Fault::Desk(_)) => StatusCode::FORBIDDEN,
            Self::Provider(_) => StatusCode::BAD_GATEWAY,
            Self::House(Fault::Fell) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What the sign-in page calls the accounts of a municipality's provider.
pub(crate) fn label(office: &Office, code: &str) -> Option<String> {
    let town = MunicipalityCode::parse(code).ok()?;
    Some(office.provider(&town)?.settings().label.clone())
}

/// `GET /{code}/sign-in/openid`: to the provider.
pub(crate) async fn begin(
    State(office): State<Office>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let l = tongue::of(&headers);
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    let attempt = Attempt::new(office.chance(), Purpose::SignIn, query.get("next"));
    send(&office, l, &sign_in::town(&code, l)?, &attempt).await
}

/// `GET /{code}/prove/openid`: to the provider, which asks anew who sits there.
pub(crate) async fn again(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    let attempt = Attempt::new(office.chance(), Purpose::Prove, "");
    send(&office, clerk.lang, clerk.town(), &attempt).await
}

async fn send(
    office: &Office,
    l: Lang,
    town: &MunicipalityCode,
    attempt: &Attempt,
) -> Result<Response, Refused> {
    let (asked, of) = (attempt.asking(), town.clone());
    let address = ask(office, &of, move |provider, now| provider.address(&asked, now)).await;
    match address {
        Ok(address) => {
            let mut response = Redirect::to(&address).into_response();
            response.headers_mut().append(SET_COOKIE, attempt.cookie(office));
            Ok(response)
        }
        Err(failed) => refuse(office, l, town.as_str(), &failed).await,
    }
}

/// `GET /{code}/sign-in/openid/back`: from the provider.
pub(crate) async fn back(
    State(office): State<Office>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let l = tongue::of(&headers);
    let town = sign_in::town(&code, l)?;
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    let came = match Attempt::of(&office, &headers) {
        Some(attempt) => came(&office, l, &town, (&attempt, &query), &headers).await,
        None => Err(Failed::Provider(openid::Fault::Untrusted("no try in this browser".to_owned()))),
    };
    let mut response = match came {
        Ok(response) => response,
        Err(failed) => refuse(&office, l, &code, &failed).await?,
    };
    response.headers_mut().append(SET_COOKIE, attempt::over(&office));
    Ok(response)
}

async fn came(
    office: &Office,
    l: Lang,
    town: &MunicipalityCode,
    (attempt, query): (&Attempt, &Typed),
    headers: &HeaderMap,
) -> Result<Response, Failed> {
    let (asked, back) = (attempt.asking(), answer(query));
    let person = ask(office, town, move |provider, now| provider.person(&asked, &back, now)).await?;
    match attempt.purpose {
        Purpose::SignIn => {
            let who = enter(office, town, person, sign_in::browser(headers)).await?;
            let mut response = Redirect::to(&attempt.next(town)).into_response();
            response.headers_mut().append(SET_COOKIE, sign_out::cookie_of(office, &who));
            Ok(response)
        }
        Purpose::Prove => {
            let who = prove(office, town, person, headers).await?;
            let page = Proven { l, code: town.to_string() }.render();
            let page = page.map_err(|_| Failed::House(Fault::Fell))?;
            let mut response = Html(page).into_response();
            response.headers_mut().append(SET_COOKIE, sign_out::cookie_of(office, &who));
            Ok(response)
        }
    }
}

fn answer(query: &Typed) -> Back {
    let said = |name: &str| query.get(name).to_owned();
    Back { state: said("state"), code: said("code"), error: said("error"), issuer: said("iss") }
}

async fn enter(
    office: &Office,
    town: &MunicipalityCode,
    person: Person,
    browser: String,
) -> Result<SignedIn, Failed> {
    let town = town.clone();
    let (login, shown) = (person.login.clone(), person.shown);
    let witness = Witness { login, shown, outside: outside(person), browser };
    let work = move |office: &Office| {
        vouching::sign_in(office.desk(), &town, &witness, office.chance(), office.now())
    };
    office.deed(work).await.map_err(Failed::House)
}

async fn prove(
    office: &Office,
    town: &MunicipalityCode,
    person: Person,
    headers: &HeaderMap,
) -> Result<SignedIn, Failed> {
    let pass = tongue::cookie(headers, sign_out::name(office)).and_then(Pass::parse);
    let town = town.clone();
    let work = move |office: &Office| {
        let pass = pass.ok_or(desk::Error::NotSignedIn)?;
        let who = desk::session::resume(office.desk(), &town, &pass, office.now())?;
        let (who, outside) = (who.ok_or(desk::Error::NotSignedIn)?, outside(person));
        vouching::prove(office.desk(), &who, &outside, office.chance(), office.now())
    };
    office.deed(work).await.map_err(Failed::House)
}

fn outside(person: Person) -> Outside {
    Outside { issuer: person.issuer, subject: person.subject }
}

/// Asks the municipality's provider.
async fn ask<T: Send + 'static>(
    office: &Office,
    town: &MunicipalityCode,
    work: impl FnOnce(&Provider, jiff::Timestamp) -> Result<T, openid::Fault> + Send + 'static,
) -> Result<T, Failed> {
    let of = town.clone();
    let asked = office.asking(town, move |office| {
        let provider = office.provider(&of).ok_or(Failed::House(Fault::Desk(desk::Error::NotFound)))?;
        work(provider, office.now()).map_err(Failed::Provider)
    });
    let too_many = || Failed::Provider(openid::Fault::Unreachable("too many ask it at once".to_owned()));
    asked.await.map_err(Failed::House)?.ok_or_else(too_many)?
}

/// The page on which one signs in, with why it came to nothing. The log has the details.
async fn refuse(office: &Office, l: Lang, code: &str, failed: &Failed) -> Result<Response, Refused> {
    if let Failed::House(Fault::Desk(desk::Error::NotFound)) = failed {
        return Err(Refused::not_found(l));
    }
    if let Failed::Provider(fault) = failed {
        tracing::warn!(target: "staff::openid", municipality = code, %fault, "nobody was vouched for");
    }
    sign_in::page(office, l, code, &Typed::default(), Some(failed.said(l)), failed.status()).await
}
