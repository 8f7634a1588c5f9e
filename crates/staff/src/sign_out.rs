//! `/{code}/sign-out`, and the cookie that a session lives in.

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use desk::session::{LONGEST, SignedIn};

use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;
use crate::sign_in::header;

/// The one deed that is open to whoever is signed in, whatever posts they hold.
pub(crate) const PATH: &str = "/{code}/sign-out";

/// The cookie's name: with the prefix that browsers guard, wherever the connection allows it.
pub(crate) fn name(office: &Office) -> &'static str {
    if office.is_secure() { "__Host-meyasu" } else { "meyasu" }
}

/// The cookie of a session.
pub(crate) fn cookie_of(office: &Office, who: &SignedIn) -> HeaderValue {
    cookie(office, &who.pass.text(), LONGEST * 3600)
}

fn cookie(office: &Office, value: &str, seconds: i64) -> HeaderValue {
    let secure = if office.is_secure() { "; Secure" } else { "" };
    header(format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(office)))
}

/// Where somebody signs out.
pub(crate) fn of(who: &SignedIn) -> String {
    PATH.replace("{code}", who.actor.town.as_str())
}

/// `POST /{code}/sign-out`.
pub(crate) async fn leave(State(office): State<Office>, clerk: Clerk) -> Result<Response, Refused> {
    let who = clerk.signed_in.clone();
    let left = office.deed(move |office| desk::signing_in::sign_out(office.desk(), &who)).await;
    left.map_err(|fault| fault.page(clerk.lang))?;
    let mut response = Redirect::to(&clerk.to("/sign-in")).into_response();
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, cookie(&office, "", 0));
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}
