//! `/{code}/feed.xml`, `/{code}/feed.json`: what was published and which results came with it.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use writing::feed::{self, Place};

use crate::address::{Address, Unkept};
use crate::error::PageError;
use crate::visit::Visit;

/// `GET /{code}/feed.xml`: Atom.
pub(crate) async fn atom(Visit { edition, here }: Visit, address: Address) -> Response {
    let place = Place { site: address.site.clone(), path: here.action() };
    answer("application/atom+xml; charset=utf-8", feed::atom(&edition, &place), &address)
}

/// `GET /{code}/feed.json`: JSON Feed.
pub(crate) async fn json(Visit { edition, here }: Visit, address: Address) -> Result<Response, PageError> {
    let place = Place { site: address.site.clone(), path: here.action() };
    let feed = feed::json(&edition, &place).map_err(|error| {
        tracing::error!(%error, "a feed could not be written");
        PageError::internal(here.lang)
    })?;
    Ok(answer("application/feed+json; charset=utf-8", feed, &address))
}

/// A document that names whole addresses.
pub(crate) fn answer(kind: &'static str, body: impl IntoResponse, address: &Address) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    if !address.is_known {
        response.extensions_mut().insert(Unkept);
    }
    response
}
