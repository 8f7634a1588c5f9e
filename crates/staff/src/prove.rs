//! `/{code}/prove`: the password again, before a deed of weight. What was about to be sent is kept and sent after it.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use desk::session::SignedIn;
use web::{Lang, Peer};

use crate::clerk::{self, Clerk};
use crate::entrance::own_path;
use crate::office::{Fault, Office};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::{sign_in, sign_out, vouched};

#[derive(Template)]
#[template(path = "prove/show.html")]
struct Show {
    l: Lang,
    code: String,
    name: String,
    token: String,
    action: String,
    kept: String,
    /// What the accounts of the municipality's identity provider are called, where it has one.
    provider: Option<String>,
    problem: Option<Problem>,
}

impl Show {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().and_then(|it| it.about(field))
    }
}

fn page(
    office: &Office,
    lang: Lang,
    who: &SignedIn,
    (action, kept): (String, String),
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let (code, name) = (who.actor.town.to_string(), who.actor.name.clone());
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::FORBIDDEN };
    let provider = vouched::label(office, &code);
    let show = Show { l: lang, code, name, token: clerk::token(who), action, kept, provider, problem };
    Ok((status, Html(show.render()?)).into_response())
}

/// For whoever showed the password too long ago: nothing is done yet, and nothing of what was sent is lost.
pub(crate) fn asked(office: &Office, uri: &Uri, lang: Lang, typed: &Typed, who: &SignedIn) -> Response {
    let told = sign_in::told(typed);
    let kept = form_urlencoded::Serializer::new(String::new()).extend_pairs(told).finish();
    page(office, lang, who, (uri.path().to_owned(), kept), None).unwrap_or_else(IntoResponse::into_response)
}

/// `POST /{code}/prove`.
pub(crate) async fn prove(
    State(office): State<Office>,
    peer: Option<Extension<Peer>>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    if typed.has("already") {
        return already(&office, &clerk, &typed);
    }
    let (who, password) = (clerk.signed_in.clone(), typed.get("password").to_owned());
    let address = address(peer);
    let work = move |office: &Office| {
        let typed = (password.as_str(), address.as_str());
        let (attempts, chance) = (office.attempts(), office.chance());
        desk::proving::prove(office.desk(), &who, typed, attempts, chance, office.now())
    };
    let action = own_path(typed.get("action")).unwrap_or_else(|| clerk.to("/"));
    match office.slow_deed(work).await {
        Ok(who) => {
            let fields = Typed::decode(typed.get("kept").as_bytes());
            let mut response = sign_in::resend(clerk.lang, action, &fields, &who, false)?.into_response();
            response.headers_mut().append(SET_COOKIE, sign_out::cookie_of(&office, &who));
            Ok(response)
        }
        Err(fault) => {
            let problem = Problem::of(fault, clerk.lang)?;
            page(&office, clerk.lang, &clerk.signed_in, (action, typed.get("kept").to_owned()), Some(problem))
        }
    }
}

/// For whoever has shown it meanwhile, in another tab: what was kept goes on.
fn already(office: &Office, clerk: &Clerk, typed: &Typed) -> Result<Response, Refused> {
    let action = own_path(typed.get("action")).unwrap_or_else(|| clerk.to("/"));
    if clerk.signed_in.session.is_proven(office.now()) {
        let fields = Typed::decode(typed.get("kept").as_bytes());
        return Ok(sign_in::resend(clerk.lang, action, &fields, &clerk.signed_in, false)?.into_response());
    }
    let error = desk::Error::invalid(
        "",
        "まだ確かめられていません。別のタブで確かめてから、もう一度押してください",
        "it was not shown yet: show it in the other tab, then press it again",
    );
    let problem = Problem::of(Fault::Desk(error), clerk.lang)?;
    page(office, clerk.lang, &clerk.signed_in, (action, typed.get("kept").to_owned()), Some(problem))
}

/// Where a request comes from, as failures are counted.
pub(crate) fn address(peer: Option<Extension<Peer>>) -> String {
    peer.map_or(String::new(), |peer| peer.0.source())
}
