//! Addresses, pages, charts: the only HTTP and the only HTML.
//!
//! One folder a page: handler, view, template. A page is a pure function of an edition and an address; it holds no rule.

use ::plan::municipality::MunicipalityCode;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

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
mod chart;
mod choice;
mod compare;
mod correction;
mod data;
mod decision;
mod department;
mod difference;
mod element;
mod error;
mod evaluation;
mod feed;
mod frame;
mod gate;
mod hash;
mod headers;
mod here;
mod home;
mod indicator;
mod lang;
mod matrix;
mod means;
mod metrics;
mod nation;
mod pager;
mod pages;
mod pdca;
mod plan;
mod priority;
mod record;
mod remark;
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
pub use server::serve;
pub use site::Site;

use error::PageError;
use here::Here;

/// How long one answer may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// All addresses of the site.
pub fn router(site: Site) -> Router {
    let town = Router::new()
        .route("/{code}/", get(home::show))
        .route("/{code}/topics/", get(topic::index))
        .route("/{code}/topics/{topic}", get(topic::show))
        .route("/{code}/plan/", get(plan::index))
        .route("/{code}/plan/{id}", get(plan::show))
        .route("/{code}/plan/{id}/changes", get(statement::changes::show))
        .route("/{code}/matrix/", get(matrix::index))
        .route("/{code}/matrix/{id}", get(matrix::show))
        .route("/{code}/departments/", get(department::index))
        .route("/{code}/departments/{id}", get(department::show))
        .route("/{code}/departments/{id}/{year}", get(department::in_year))
        .route("/{code}/years/", get(yearbook::index))
        .route("/{code}/years/{year}", get(yearbook::show))
        .route("/{code}/evaluations/", get(evaluation::index))
        .route("/{code}/evaluations/{year}/", get(evaluation::show))
        .route("/{code}/evaluations/{year}/{id}", get(evaluation::sheet))
        .route("/{code}/calendar/", get(calendar::index))
        .route("/{code}/calendar/{year}", get(calendar::show))
        .route("/{code}/status/", get(status::index))
        .route("/{code}/status/{year}", get(status::show))
        .route("/{code}/indicators/", get(indicator::index))
        .route("/{code}/indicators/{id}", get(indicator::show))
        .route("/{code}/indicators.csv", get(indicator::file))
        .route("/{code}/indicators.csv-metadata.json", get(data::list_described))
        .route("/{code}/priority/", get(priority::index))
        .route("/{code}/priority/{id}", get(priority::show))
        .route("/{code}/pdca/", get(pdca::index))
        .route("/{code}/pdca/{year}", get(pdca::show))
        .route("/{code}/budget/", get(budget::index))
        .route("/{code}/budget/{year}", get(budget::show))
        .route("/{code}/remarks/", get(remark::index))
        .route("/{code}/remarks/{id}", get(remark::show))
        .route("/{code}/decisions/", get(decision::index))
        .route("/{code}/decisions/{number}", get(decision::show))
        .route("/{code}/records/{*id}", get(record::show))
        .route("/{code}/data/", get(data::index))
        .route("/{code}/data/api", get(api::page))
        .route("/{code}/data/{name}", get(data::show))
        .route("/{code}/data/ascii/{name}", get(data::ascii))
        .route("/{code}/data/indicators/{name}", get(data::of_indicator))
        .route("/{code}/compare", get(compare::show))
        .route("/{code}/search", get(search::show))
        .route("/{code}/feed.xml", get(feed::atom))
        .route("/{code}/feed.json", get(feed::json))
        .route("/{code}/sitemap.xml", get(sitemap::of_town))
        .route("/{code}/about/", get(about::show));
    Router::new()
        .route("/", get(nation::home::show))
        .route("/prefectures/{digits}/", get(nation::prefecture::show))
        .route("/search", get(nation::search::show))
        .route("/compare", get(nation::compare::show))
        .route("/assets/{name}", get(assets::show))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/.well-known/csvm", get(data::well_known))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics_text))
        .merge(town)
        .merge(api::router())
        .fallback(lost)
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

/// An address without a page: the same with or without its last slash, else a page that helps.
async fn lost(State(site): State<Site>, request: Request) -> Response {
    if api::is_below(request.uri().path()) {
        return api::lost(request.uri());
    }
    let lang = site::lang_of(&request);
    let mut parts = request.uri().path().split('/').skip(1);
    let code =
        parts.next().and_then(|code| MunicipalityCode::parse(code).ok().filter(|it| it.as_str() == code));
    let Some(code) = code else { return PageError::not_found(lang).into_response() };
    let rest: Vec<&str> = parts.collect();
    let listed = [
        "topics",
        "plan",
        "departments",
        "indicators",
        "priority",
        "years",
        "status",
        "calendar",
        "pdca",
        "budget",
        "matrix",
        "remarks",
        "decisions",
        "about",
    ];
    let meant = match rest.as_slice() {
        [] => Some("/".to_owned()),
        [list] if listed.contains(list) => Some(format!("/{list}/")),
        ["search", ""] => Some("/search".to_owned()),
        ["compare", ""] => Some("/compare".to_owned()),
        ["evaluations"] => Some("/evaluations/".to_owned()),
        ["evaluations", year] => Some(format!("/evaluations/{year}/")),
        [list @ ("evaluations" | "departments" | "plan"), a, b, ""] if !b.is_empty() => {
            Some(format!("/{list}/{a}/{b}"))
        }
        [list, id, ""] if listed.contains(list) && !id.is_empty() => Some(format!("/{list}/{id}")),
        _ => None,
    };
    if let Some(path) = meant {
        let query = request.uri().query().map_or(String::new(), |it| format!("?{it}"));
        return Redirect::permanent(&format!("/{code}{path}{query}")).into_response();
    }
    let error = PageError::not_found(lang);
    if site.is_published(&code) { error.on(&Here::at(code, lang)) } else { error }.into_response()
}

async fn not_allowed(request: Request) -> Response {
    PageError::not_allowed(site::lang_of(&request)).into_response()
}

/// `GET /healthz`: whether the ledger answers, for whoever watches the service.
async fn health(State(site): State<Site>) -> Response {
    let healthy = tokio::task::spawn_blocking(move || site.is_healthy()).await.unwrap_or(false);
    let (status, body) = if healthy {
        (StatusCode::OK, r#"{"status":"ok"}"#)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"the ledger does not answer"}"#)
    };
    (status, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// `GET /metrics`.
async fn metrics_text(State(site): State<Site>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], site.metrics().text())
        .into_response()
}
