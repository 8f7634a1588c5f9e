//! 戻り道: whatever is refused leads back to where it was asked, with what was typed in the fields where it was typed.
//!
//! Around all doors, so that no page does it by itself: where a form of ours is refused, its page is made anew, says why above, and
//! carries what was typed. Nothing of it is saved by that. What the page said of versions goes on to say what was seen when it was typed, and
//! over a page that has moved on since nothing is put: nobody is overwritten unseen.

use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LENGTH, COOKIE, HOST, REFERER};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use dom_query::Document;
use tower::ServiceExt;

use crate::entrance::{TOKEN, own_path};
use crate::refused::Refused;
use crate::typed::Typed;
use refill::{Refilled, Was, refill, written};

mod hidden;
mod refill;

/// No page of ours comes near it.
const LARGEST_PAGE: usize = 32 * 1024 * 1024;

/// What was refused, above the page on which it was asked.
#[derive(Template)]
#[template(path = "back/said.html")]
struct Said<'a> {
    refused: &'a Refused,
    became: Refilled,
}

/// Middleware: a refusal leads back. `doors` are all addresses, to make the page anew.
pub(crate) async fn lead(State(doors): State<Router>, request: Request, next: Next) -> Response {
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let response = next.run(request).await;
    let Some(refused) = response.extensions().get::<Refused>().cloned() else { return response };
    let from =
        referer(&headers).filter(|it| it.split('?').next() != Some(uri.path()) || method == Method::POST);
    if method == Method::POST && !headers.contains_key(TOKEN) && refused.is_ours() {
        let typed = response.extensions().get::<Typed>().cloned().unwrap_or_default();
        for place in places(from.as_deref(), &uri) {
            if let Some(page) = made_anew(&doors, &headers, &place).await {
                return with(response, above(&page, &refused, uri.path(), &typed));
            }
        }
        return refused.leading(None, &home(&uri)).keeping(&typed).into_response();
    }
    refused.leading(from, &home(&uri)).into_response()
}

/// The same answer with another page.
fn with(response: Response, page: String) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

/// The page with what is said above it, and what was typed in it.
fn above(page: &str, refused: &Refused, action: &str, typed: &Typed) -> String {
    let page = Document::from(page);
    let became = refill(&page, action, (typed, refused.refills()));
    page.select_single("h1").after_html(Said { refused, became }.render().unwrap_or_default());
    written(&page)
}

/// Where it may have been asked: the page that the browser names, else the address itself, else what is above it.
fn places(from: Option<&str>, uri: &Uri) -> Vec<String> {
    let parts: Vec<&str> = uri.path().trim_matches('/').split('/').collect();
    let above = (2..=parts.len()).rev().map(|count| format!("/{}", parts[..count].join("/")));
    let mut places: Vec<String> = from.map(str::to_owned).into_iter().chain(above).collect();
    places.dedup();
    places.truncate(4);
    places
}

/// 自分の仕事 of the municipality that the address names.
fn home(uri: &Uri) -> String {
    let code =
        uri.path().split('/').nth(1).filter(|it| it.len() == 6 && it.bytes().all(|c| c.is_ascii_digit()));
    code.map_or_else(|| "/".to_owned(), |code| format!("/{code}/"))
}

/// The page of ours from which it was asked, as the browser tells, without what an earlier deed came to.
fn referer(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|it| it.to_str().ok());
    let from: Uri = text(REFERER)?.parse().ok()?;
    if from.authority()?.as_str() != text(HOST)? {
        return None;
    }
    let query =
        from.query().unwrap_or_default().split('&').filter(|it| !it.is_empty() && !it.starts_with("done="));
    let query = query.collect::<Vec<_>>().join("&");
    let path = own_path(from.path())?;
    Some(if query.is_empty() { path } else { format!("{path}?{query}") })
}

/// A page as whoever asks would get it; none where there is none for them.
async fn made_anew(doors: &Router, headers: &HeaderMap, place: &str) -> Option<String> {
    let mut request = axum::http::Request::get(place).body(Body::empty()).ok()?;
    for name in [COOKIE, ACCEPT_LANGUAGE, HOST] {
        for value in headers.get_all(&name) {
            request.headers_mut().append(name.clone(), value.clone());
        }
    }
    let response = doors.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
    let kind = response.headers().get(axum::http::header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    if response.status() != StatusCode::OK || !kind.is_some_and(|it| it.starts_with("text/html")) {
        return None;
    }
    let bytes = to_bytes(response.into_body(), LARGEST_PAGE).await.ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}
