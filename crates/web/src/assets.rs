//! The style sheet and the icon: compiled in, served under an address that changes with their content.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::error::PageError;
use crate::lang::Lang;
use crate::pages;

/// The look of the house: colours, type, links, tables. The staff's pages begin from it.
pub const HOUSE_STYLE: &str = concat!(include_str!("style/base.css"), include_str!("style/content.css"));

/// What all pages share, then what belongs to some of them: one file a sort of page, so that each is easy to find.
const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/frame.css"),
    include_str!("style/content.css"),
    include_str!("style/charts.css"),
    include_str!("style/records.css"),
    include_str!("style/screens.css"),
    include_str!("style/lists.css"),
    include_str!("style/nation.css"),
    include_str!("style/overviews.css"),
    include_str!("style/accounts.css"),
    include_str!("style/comments.css"),
);
const ICON: &str = include_str!("icon.svg");

static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/assets/{}.css", crate::hash::short(STYLE.as_bytes())));

/// Where the style sheet of this build stands.
pub(crate) fn style_address() -> String {
    STYLE_ADDRESS.clone()
}

/// The style sheet packed, once; nothing where it could not be, and it goes out plain.
static PACKED: LazyLock<Option<Bytes>> = LazyLock::new(|| pages::compressed(STYLE.as_bytes()).ok());

/// `GET /assets/{name}`. An address of an older build still gets a style sheet, but nobody may keep it.
pub(crate) async fn show(
    axum::extract::Path(name): axum::extract::Path<String>,
    asked: HeaderMap,
) -> Response {
    match name.as_str() {
        "icon.svg" => file("image/svg+xml", "public, max-age=86400", ICON.into()),
        name if STYLE_ADDRESS.strip_prefix("/assets/") == Some(name) => {
            style(&asked, "public, max-age=31536000, immutable")
        }
        name if name.ends_with(".css") => style(&asked, "no-store"),
        _ => PageError::not_found(Lang::Ja).into_response(),
    }
}

fn style(asked: &HeaderMap, cache: &'static str) -> Response {
    let packed = PACKED.as_ref().filter(|_| pages::takes_gzip(asked));
    let bytes = packed.cloned().unwrap_or(Bytes::from_static(STYLE.as_bytes()));
    let mut response = file("text/css; charset=utf-8", cache, bytes);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

fn file(kind: &'static str, cache: &'static str, body: Bytes) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    (headers, body).into_response()
}
