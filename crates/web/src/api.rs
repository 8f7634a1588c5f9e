//! `/{code}/api/v1/`: the published edition as JSON, read only, in no language: every word stands in both.
//!
//! One table of operations (`operations.rs`) makes the addresses, the answers and their description (OpenAPI 3.1), so that none of
//! them can say what another does not.

use std::any::Any;

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get};
use tower_http::catch_panic::CatchPanicLayer;

mod account;
mod ask;
mod consultation;
mod description;
mod element_judgement;
mod framework;
mod history;
mod indicator;
mod judgement;
mod operation;
mod operations;
mod page;
mod parameter;
mod problem;
mod search;
mod series;
mod value;

pub(crate) use page::show as page;

use crate::error::PageError;
use crate::pages;
use crate::site::Site;
use ask::Ask;
use operation::Operation;
use problem::Problem;

/// What every answer is.
const JSON: &str = "application/json";

/// All addresses of the API.
pub(crate) fn router() -> Router<Site> {
    let all = routes().into_iter().fold(Router::new(), |router, (address, answer)| {
        router.route(&address, answer.options(preflight).fallback(not_allowed))
    });
    // Else it would be taken for the page of a municipality of this name.
    all.route("/api/", any(nowhere)).layer(CatchPanicLayer::custom(fell))
}

async fn nowhere(uri: Uri) -> Response {
    lost(&uri)
}

/// Each address with what answers it.
fn routes() -> Vec<(String, MethodRouter<Site>)> {
    let of_town = |operation: &'static Operation| {
        (operation.told.address(), get(move |site, request| serve(operation, site, request)))
    };
    let of_site =
        [(operations::TOWNS.address(), get(towns)), (description::ADDRESS.to_owned(), get(openapi))];
    operations::OF_TOWNS.iter().map(of_town).chain(of_site).collect()
}

/// A panic is a problem like any other: programs that cannot read pages learn of it, too.
#[expect(clippy::needless_pass_by_value, reason = "the signature that the layer asks for")]
fn fell(panic: Box<dyn Any + Send + 'static>) -> Response {
    crate::log_panic(panic.as_ref());
    Problem::internal().into_response()
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

/// Any other method than reading is refused in the form of the API.
async fn not_allowed(request: Request) -> Response {
    Problem::not_allowed(request.method()).at(request.uri()).into_response()
}

/// An address below the API that leads nowhere.
pub(crate) fn lost(uri: &Uri) -> Response {
    Problem::not_found().at(uri).into_response()
}

/// What the rest of the site would say on a page, as a problem.
pub(crate) fn refused(why: PageError, uri: &Uri) -> Response {
    Problem::from(why).at(uri).into_response()
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_routed_is_described_and_what_is_described_is_routed() {
        let routed: BTreeSet<String> = routes().into_iter().map(|(address, _)| address).collect();
        let description: serde_json::Value = serde_json::from_slice(description::bytes()).unwrap();
        let described = description["paths"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(routed, described);
        assert_eq!(routed.len(), routes().len(), "an address has two answers");
    }
}
