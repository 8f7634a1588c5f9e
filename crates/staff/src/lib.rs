//! 職員の画面: addresses, pages, sessions of those who work at the desk. It holds no rule and changes things through `desk` only.
//!
//! Every address is a door ([`doors()`]) that names the deed behind it; a router cannot be made of anything else. The public site is
//! another crate, which knows nothing of accounts, drafts or sheets.

use std::convert::Infallible;
use std::future::Future;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use tokio::net::TcpListener;
use tower::ServiceExt;

mod account;
mod alone;
mod approve;
mod assets;
mod audit;
mod back;
mod board;
mod choices;
mod clerk;
mod comment;
mod difference;
mod door;
mod doors;
mod draft;
mod entrance;
mod findings;
mod forms;
mod frame;
mod history;
mod home;
mod invitation;
mod issued;
mod manual;
mod office;
mod opening;
mod people;
mod person;
mod phrases;
mod post_form;
mod problem;
mod prove;
mod publication;
mod refused;
mod reorganisation;
mod setup;
mod sheet;
mod sign_in;
mod sign_out;
mod tongue;
mod transfer;
mod typed;
mod vouched;
mod waiting;

pub use door::{Access, Door};
pub use doors::doors;
pub use office::{Edge, Office, Reader};

/// All addresses of the staff's side.
pub fn router(office: Office) -> Router {
    let doors: Router = doors::router(&office).with_state(office);
    let anew = doors.clone();
    doors
        .layer(from_fn_with_state(anew, back::lead))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(refused::fell))
        .layer(from_fn(around))
}

/// Around every answer: strict headers, and nothing of it is kept by browsers or proxies unless it says so itself.
async fn around(request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    web::guard_headers(headers);
    if !headers.contains_key(axum::http::header::CACHE_CONTROL) {
        headers.insert(axum::http::header::CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    }
    let status = response.status().as_u16();
    tracing::info!(target: "staff::access", %method, path = door::without_secret(&path), status, micros = began.elapsed().as_micros() as u64);
    response
}

/// Serves the staff's side until `stop` completes.
pub async fn serve(listener: TcpListener, office: Office, stop: impl Future<Output = ()>) {
    let proxies = office.proxies();
    let router = router(office);
    let answer = move |request: hyper::Request<hyper::body::Incoming>| {
        let router = router.clone();
        async move {
            Ok::<_, Infallible>(
                router.oneshot(request.map(Body::new)).await.unwrap_or_else(|never| match never {}),
            )
        }
    };
    web::listen(listener, proxies, answer, stop).await;
}
