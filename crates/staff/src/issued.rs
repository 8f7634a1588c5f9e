//! 設定用アドレスのお知らせ: a one-time address, shown once, to be copied or printed and handed over.

use askama::Template;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use desk::ticket::Issued;
use plan::staff::Account;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

#[derive(Template)]
#[template(path = "person/issued.html")]
struct Show {
    frame: Frame,
    account: Account,
    address: String,
    until: String,
    page: String,
}

/// The answer to the deed that made it: nothing leads back here, for nobody knows the secret any more.
pub(crate) fn page(
    office: &Office,
    clerk: &Clerk,
    headers: &HeaderMap,
    (town, account, issued): (&str, Account, &Issued),
) -> Result<Response, Refused> {
    let l = clerk.lang;
    let path = clerk.to(&format!("/invitation/{}", issued.secret.text()));
    let show = Show {
        frame: Frame::new(office, clerk, town, l.say("設定用アドレスのお知らせ", "One-time address")),
        address: format!("{}{path}", own_site(office, headers)),
        until: moment(issued.until, l),
        page: clerk.to(&format!("/people/{}", account.id.0)),
        account,
    };
    Ok((StatusCode::OK, Html(show.render()?)).into_response())
}

/// This site, as the browser that asks knows it.
pub(crate) fn own_site(office: &Office, headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|it: &axum::http::HeaderValue| it.to_str().ok());
    let host = text(HOST).unwrap_or_default();
    let origin = text(ORIGIN).filter(|it| it.split_once("://").is_some_and(|(_, of)| of == host));
    let is_here = host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
    let scheme = if office.is_secure() && !is_here { "https" } else { "http" };
    origin.map_or_else(|| format!("{scheme}://{host}"), str::to_owned)
}
