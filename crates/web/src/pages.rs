//! 頁の控え: bytes of pages by their address, good for one publication; compressed once, when they come in.

use std::io::Write;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::error::PageError;
use crate::lang::Lang;
use crate::site::Site;

/// Bytes that all kept pages may take together.
const ROOM: u64 = 24 * 1024 * 1024;
/// A page larger than this is not kept: it would push out too many others.
const LARGEST: usize = 512 * 1024;
/// No page of ours comes near it.
const IMPOSSIBLE: usize = 64 * 1024 * 1024;

/// Pages in memory. One that an older publication made is made anew when it is asked for.
pub(crate) struct Pages(Cache<Arc<str>, Arc<Page>, Weight>);

/// 公表の番号 for which a page is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(pub(crate) u64);

/// One page, ready to send.
struct Page {
    stamp: Stamp,
    etag: HeaderValue,
    plain: (HeaderMap, Bytes),
    gzip: (HeaderMap, Bytes),
}

#[derive(Clone)]
struct Weight;

impl Weighter<Arc<str>, Arc<Page>> for Weight {
    fn weight(&self, key: &Arc<str>, page: &Arc<Page>) -> u64 {
        (key.len() + page.plain.1.len() + page.gzip.1.len() + 1024) as u64
    }
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self(Cache::with_weighter(1000, ROOM, Weight))
    }
}

/// The kept answer to a request, without any other work; none where the page must be made.
pub(crate) fn kept(site: &Site, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if !is_read(method) {
        return None;
    }
    let page = site.pages().0.get(address(uri))?;
    (site.stamp(uri)? == page.stamp).then(|| page.answer(method, headers))
}

/// Middleware: keeps a page when it was made.
pub(crate) async fn keep(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    if let Some(response) = kept(&site, &method, &uri, &headers) {
        return response;
    }
    // The stamp is taken before the page is made: a page that turns out newer is made once more, never kept too long.
    let stamp = if is_read(&method) { site.stamp_or_load(&uri).await } else { None };
    let Some(stamp) = stamp else { return next.run(request).await };
    *request.method_mut() = Method::GET; // HEAD asks for the head of the same page.
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    match Page::of(stamp, response).await {
        Ok(page) => {
            let page = Arc::new(page);
            if page.plain.1.len() <= LARGEST && is_asked_again(&uri) {
                site.pages().0.insert(address(&uri).into(), page.clone());
            }
            page.answer(&method, &headers)
        }
        Err(error) => error.into_response(),
    }
}

fn is_read(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

/// Whether others will ask for the same: a search, or an address with words that no page knows, would only push pages out.
fn is_asked_again(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    query
        .split('&')
        .all(|it| it.is_empty() || ["asof=", "lang=", "page="].iter().any(|name| it.starts_with(name)))
}

fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", |it| it.as_str())
}

/// Whether the visitor's browser takes gzip.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|it| {
        let mut parts = it.split(';').map(str::trim);
        let refused = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        parts.next() == Some("gzip") && !parts.any(refused)
    })
}

/// Whether the visitor's browser has the page already.
fn knows(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
    known.trim() == "*" || known.split(',').any(|it| it.trim().as_bytes() == etag.as_bytes())
}

impl Page {
    /// Takes a whole answer in.
    async fn of(stamp: Stamp, response: Response) -> Result<Self, PageError> {
        let (parts, body) = response.into_parts();
        let plain =
            axum::body::to_bytes(body, IMPOSSIBLE).await.map_err(|_| PageError::internal(Lang::Ja))?;
        let etag = format!("W/\"{}\"", crate::hash::short(&plain));
        let etag = HeaderValue::try_from(etag).map_err(|_| PageError::internal(Lang::Ja))?;
        let mut headers = parts.headers;
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::ETAG, etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        crate::headers::guard(&mut headers);
        let mut packed = headers.clone();
        packed.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        let gzip = compressed(&plain).map_err(|_| PageError::internal(Lang::Ja))?;
        Ok(Self { stamp, etag, plain: (headers, plain), gzip: (packed, gzip) })
    }

    fn answer(&self, method: &Method, asked: &HeaderMap) -> Response {
        let (headers, bytes) = if takes_gzip(asked) { &self.gzip } else { &self.plain };
        let known = knows(asked, &self.etag);
        let body = if known || method == Method::HEAD { Body::empty() } else { Body::from(bytes.clone()) };
        let mut response = Response::new(body);
        *response.headers_mut() = headers.clone();
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            response.headers_mut().remove(header::CONTENT_ENCODING);
        } else if method == Method::HEAD {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        }
        response
    }
}

fn compressed(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.into())
}
