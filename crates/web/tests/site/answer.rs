//! What a site answers.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use tower::ServiceExt;
use web::Site;

/// An answer: status, heads, and the bytes of its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) heads: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// Asks a site anything.
pub(crate) async fn ask_of(site: &Site, request: Request<Body>) -> Answer {
    let response = web::router(site.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status.as_u16(), heads: parts.headers, body }
}

/// Asks for what is at an address.
pub(crate) fn get(address: &str) -> Request<Body> {
    with(address, &[])
}

/// The same with heads of its own.
pub(crate) fn with(address: &str, heads: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::get(address);
    for (name, value) in heads {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

impl Answer {
    /// A head; empty where there is none.
    pub(crate) fn head(&self, name: &str) -> &str {
        self.heads.get(name).map_or("", |it| it.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
