//! Addresses, pages, charts: the only HTTP and the only HTML.
//!
//! One folder a page: handler, view, template. A page is a pure function of an edition and an address; it holds no rule.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};

mod about;
mod accept;
mod address;
mod api;
mod assets;
mod badge;
mod budget;
mod calendar;
mod chain;
mod change;
mod changed;
mod chart;
mod choice;
mod comment;
mod compare;
mod correction;
mod data;
mod decision;
mod department;
mod difference;
mod doubt;
mod element;
mod erratum;
mod error;
mod evaluation;
mod feed;
mod frame;
mod gate;
mod hash;
mod headers;
mod health;
mod here;
mod home;
mod indicator;
mod lang;
mod left_open;
mod lost;
mod matrix;
mod means;
mod metrics;
mod nation;
mod origin;
mod pager;
mod pages;
mod pdca;
mod plan;
mod priority;
mod proxies;
mod record;
mod remark;
mod routes;
mod rows;
mod said;
mod search;
mod sentence;
mod server;
mod site;
mod sitemap;
mod statement;
mod status;
mod tally;
mod topic;
mod visit;
mod words;
mod works;
mod wrap;
mod yearbook;

pub use address::parse as parse_address;
pub use assets::HOUSE_STYLE;
pub use changed::{Changed, pages as changed_pages};
pub use difference::{readable_on, title_on};
pub use headers::guard as guard_headers;
pub use here::encode;
pub use lang::Lang;
pub use origin::is_our_own;
pub use proxies::{Network, Proxies};
pub use server::{Peer, listen, serve};
pub use site::Site;

use error::PageError;

/// How long one answer may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// All addresses of the site.
pub fn router(site: Site) -> Router {
    routes::all()
        .merge(api::router())
        .fallback(lost::show)
        .method_not_allowed_fallback(not_allowed)
        .layer(from_fn(lang::japanese::say))
        .layer(from_fn_with_state(site.clone(), pages::keep))
        .layer(from_fn_with_state(site.clone(), gate::watch))
        .layer(from_fn(patience))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(fell))
        .layer(from_fn_with_state(site.clone(), around))
        .with_state(site)
}

/// Around every answer: headers, log, counts.
async fn around(State(site): State<Site>, request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = next.run(request).await;
    headers::guard(response.headers_mut());
    site.answered(&method, uri.path(), response.status().as_u16(), began.elapsed());
    response
}

/// No answer takes for ever.
async fn patience(request: Request, next: Next) -> Response {
    let (lang, uri) = (site::lang_of(&request), request.uri().clone());
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => gate::told(PageError::busy(lang), &uri),
    }
}

/// A panic is a 500 without a stack trace; the log has the rest.
#[expect(clippy::needless_pass_by_value, reason = "the signature that the layer asks for")]
fn fell(panic: Box<dyn std::any::Any + Send + 'static>) -> Response {
    log_panic(panic.as_ref());
    PageError::internal(lang::Lang::Ja).into_response()
}

fn log_panic(panic: &(dyn std::any::Any + Send)) {
    let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = said.unwrap_or("unknown"), "a handler panicked");
}

async fn not_allowed(request: Request) -> Response {
    PageError::not_allowed(site::lang_of(&request)).into_response()
}
