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
        for place in places(from.as_deref(), &uri, &typed) {
            if let Some(page) = made_anew(&doors, &headers, &place).await {
                return with(response, above(&page, &refused, (uri.path(), &place), &typed));
            }
        }
        return refused.leading(None, &home(&uri)).keeping(&typed).into_response();
    }
    refused.leading(from.filter(|it| !is_way_in(it)), &home(&uri)).into_response()
}

/// The same answer with another page.
fn with(response: Response, page: String) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

/// The page with what is said above it, and what was typed in it.
fn above(page: &str, refused: &Refused, (action, place): (&str, &str), typed: &Typed) -> String {
    let page = Document::from(page);
    stand_on(&page, place);
    let became = refill(&page, action, (typed, refused.refills()));
    page.select_single("h1").after_html(Said { refused, became }.render().unwrap_or_default());
    written(&page)
}

/// The hidden field by which a form says on which page it stands. A page that was made anew has the address of the deed that was refused:
/// whoever is refused on it again is led back to the same page, and not to what lies above that address.
const STANDS_ON: &str = "stands-on";

/// Has every form of a page say on which page it stands.
fn stand_on(page: &Document, place: &str) {
    for form in page.select("form[method=post]").nodes() {
        form.append_html(format!("<input type=\"hidden\" name=\"{STANDS_ON}\">"));
    }
    page.select(&format!("input[name={STANDS_ON}]")).set_attr("value", place);
}

/// Where it may have been asked: the page that the form names, the one that the browser names, else the address itself, else what is
/// above it, and at last 自分の仕事 for whoever comes from where one signs in.
fn places(from: Option<&str>, uri: &Uri, typed: &Typed) -> Vec<String> {
    let parts: Vec<&str> = uri.path().trim_matches('/').split('/').collect();
    let above = (2..=parts.len()).rev().map(|count| format!("/{}", parts[..count].join("/")));
    let stood = own_path(typed.get(STANDS_ON)).filter(|it| it.starts_with(&home(uri)));
    // What was asked on the page of a review goes back to it: its sentences are put in at the address of the deed itself.
    let beside = || Some(format!("{}/review", uri.path().rsplit_once('/')?.0));
    let review = Some(typed.get("back")).filter(|it| *it == "review").and_then(|_| beside());
    let comes_in = from.is_some_and(is_way_in);
    let from = from.filter(|it| !is_way_in(it)).map(str::to_owned);
    let mut places: Vec<String> = stood.into_iter().chain(review).chain(from).chain(above).collect();
    places.dedup();
    places.truncate(5);
    places.extend(comes_in.then(|| home(uri)));
    places
}

/// Whether one shows on a page who one is: nobody who has done so is led back to it.
fn is_way_in(page: &str) -> bool {
    let path = page.split('?').next().unwrap_or_default();
    ["/sign-in", "/prove"].iter().any(|it| path.ends_with(it))
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
