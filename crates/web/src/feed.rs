//! `/{code}/feed.xml`, `/{code}/feed.json`: what was published and which results came with it.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use plan::edition::Edition;
use writing::feed::{self, Place, country};

use crate::address::{Address, Unkept};
use crate::error::PageError;
use crate::here::Here;
use crate::lang::Lang;
use crate::site::Site;
use crate::visit::Visit;

/// `GET /{code}/feed.xml`: Atom.
pub(crate) async fn atom(
    State(site): State<Site>,
    Visit { edition, here }: Visit,
    address: Address,
) -> Response {
    let place = Place { site: address.site.clone(), path: here.action() };
    answer(
        "application/atom+xml; charset=utf-8",
        feed::atom(&edition, &place, today(&site, &here, &edition)),
        &address,
    )
}

/// `GET /{code}/feed.json`: JSON Feed.
pub(crate) async fn json(
    State(site): State<Site>,
    Visit { edition, here }: Visit,
    address: Address,
) -> Result<Response, PageError> {
    let place = Place { site: address.site.clone(), path: here.action() };
    let feed = feed::json(&edition, &place, today(&site, &here, &edition))
        .map_err(|error| unwritten(&error, here.lang))?;
    Ok(answer("application/feed+json; charset=utf-8", feed, &address))
}

/// The day up to which something is told; where no clock is, and nothing was decided, nothing of rounds.
fn today(site: &Site, here: &Here, edition: &Edition) -> Date {
    crate::comment::day(site, here, edition).unwrap_or(Date::MIN)
}

/// `GET /feed.xml`: the newest publications of all municipalities.
pub(crate) async fn atom_of_all(State(site): State<Site>, address: Address) -> Response {
    let towns = site.nation().await.towns();
    let feed = country::atom(towns.values().map(|it| &it.digest), &address.site);
    answer("application/atom+xml; charset=utf-8", feed, &address)
}

/// `GET /feed.json`: the same as JSON Feed.
pub(crate) async fn json_of_all(State(site): State<Site>, address: Address) -> Result<Response, PageError> {
    let towns = site.nation().await.towns();
    let feed = country::json(towns.values().map(|it| &it.digest), &address.site);
    let feed = feed.map_err(|error| unwritten(&error, Lang::Ja))?;
    Ok(answer("application/feed+json; charset=utf-8", feed, &address))
}

/// A feed could not be written; the log has why.
fn unwritten(error: &serde_json::Error, lang: Lang) -> PageError {
    tracing::error!(%error, "a feed could not be written");
    PageError::internal(lang)
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
