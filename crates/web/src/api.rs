//! `/{code}/api/v1/`: the published edition as JSON, read only, in no language: every word stands in both.
//!
//! One table of operations (`operations.rs`) makes the addresses, the answers and their description (OpenAPI 3.1), so that none of
//! them can say what another does not.

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

mod account;
mod ask;
mod description;
mod framework;
mod history;
mod measure;
mod operation;
mod operations;
mod page;
mod parameter;
mod problem;
mod search;
mod value;

pub(crate) use page::show as page;

use crate::pages;
use crate::site::Site;
use ask::Ask;
use operation::Operation;
use problem::Problem;

/// What every answer is.
const JSON: &str = "application/json";

/// All addresses of the API.
pub(crate) fn router() -> Router<Site> {
    let of_towns = operations::OF_TOWNS.iter().fold(Router::new(), |router, operation| {
        let serve = move |site, request| serve(operation, site, request);
        router.route(&operation.told.address(), with_preflight(get(serve)))
    });
    of_towns
        .route(&operations::TOWNS.address(), with_preflight(get(towns)))
        .route(description::ADDRESS, with_preflight(get(openapi)))
}

/// Pages of other sites may ask; any other method than reading is refused in the form of the API.
fn with_preflight(route: MethodRouter<Site>) -> MethodRouter<Site> {
    route.options(preflight).fallback(not_allowed)
}

/// An operation on the edition of a municipality.
async fn serve(operation: &'static Operation, State(site): State<Site>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let answer = match Ask::of(&mut parts, &site, &operation.told).await {
        Ok(ask) => (operation.answer)(&ask),
        Err(problem) => Err(problem),
    };
    match answer {
        Ok(answer) => open(answer.response(&parts.uri)),
        Err(problem) => problem.at(&parts.uri).into_response(),
    }
}

/// `GET /api/v1/municipalities`.
async fn towns(State(site): State<Site>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    match history::towns(&site, &parts).await {
        Ok(answer) => marked(&parts, open(answer.response(&parts.uri))).await,
        Err(problem) => problem.at(&parts.uri).into_response(),
    }
}

/// `GET /api/v1/openapi.json`.
async fn openapi(request: Request) -> Response {
    let (parts, _) = request.into_parts();
    match ask::only(&parts, &[]) {
        Ok(_) => {
            let json = ([(header::CONTENT_TYPE, JSON)], description::bytes()).into_response();
            marked(&parts, open(json)).await
        }
        Err(problem) => problem.at(&parts.uri).into_response(),
    }
}

/// An answer that belongs to no municipality: marked and packed as the others are, but not kept.
async fn marked(parts: &Parts, response: Response) -> Response {
    pages::once(&parts.method, &parts.headers, response).await
}

/// `OPTIONS`: what pages of other sites may ask (CORS).
async fn preflight() -> Response {
    let heads = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, if-none-match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        (header::ALLOW, "GET, HEAD, OPTIONS"),
    ];
    open((StatusCode::NO_CONTENT, heads).into_response())
}

async fn not_allowed(request: Request) -> Response {
    Problem::not_allowed(request.method()).at(request.uri()).into_response()
}

/// An address below the API that leads nowhere.
pub(crate) fn lost(request: &Request) -> Response {
    let problem = if request.method() == Method::GET || request.method() == Method::HEAD {
        Problem::not_found()
    } else {
        Problem::not_allowed(request.method())
    };
    problem.at(request.uri()).into_response()
}

/// Whether an address is one of the API, though it may lead nowhere.
pub(crate) fn is_below(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let first = parts.next().unwrap_or_default();
    let next = if first == "api" { Some("api") } else { parts.next() };
    next == Some("api")
}

/// Pages of every site may read it, with the heads that they need.
fn open(mut response: Response) -> Response {
    let heads = response.headers_mut();
    heads.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    heads.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, link"));
    response
}

/// The parts of an address that stand for something, decoded.
async fn path_of(parts: &mut Parts) -> Result<Vec<(String, String)>, Problem> {
    use axum::extract::FromRequestParts;
    let params = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Problem::not_found())?;
    Ok(params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}
