//! 頁の控え: bytes of pages, keyed by municipality, edition and address; compressed once, when they come in.

use std::io::Write;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::site::Site;

/// Bytes that all kept pages may take together.
const ROOM: u64 = 24 * 1024 * 1024;
/// A page larger than this is not kept: it would push out too many others.
const LARGEST: usize = 512 * 1024;

/// Pages in memory. A page of an older edition is never asked for again and leaves by itself.
pub(crate) struct Pages(Cache<Arc<str>, Arc<Page>, Weight>);

/// One page, ready to send.
pub(crate) struct Page {
    kind: HeaderValue,
    etag: HeaderValue,
    plain: Bytes,
    gzip: Bytes,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Arc<str>, Arc<Page>> for Weight {
    fn weight(&self, key: &Arc<str>, page: &Arc<Page>) -> u64 {
        (key.len() + page.plain.len() + page.gzip.len() + 256) as u64
    }
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self(Cache::with_weighter(1000, ROOM, Weight))
    }
}

/// Middleware: answers a page from memory, or keeps it when it was made.
pub(crate) async fn keep(State(site): State<Site>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let uri = request.uri().clone();
    let Some(key) = site.key(&uri).await else { return next.run(request).await };
    let wanted = Wanted::of(request.headers());
    if let Some(page) = site.pages().0.get(key.as_str()) {
        site.metrics().hit();
        return page.answer(&wanted);
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    match Page::of(response).await {
        Ok(page) => {
            let page = Arc::new(page);
            if page.plain.len() <= LARGEST {
                site.pages().0.insert(key.into(), page.clone());
            }
            page.answer(&wanted)
        }
        Err(response) => response,
    }
}

/// What the visitor's browser can take, and what it has already.
struct Wanted {
    gzip: bool,
    known: Option<HeaderValue>,
}

impl Wanted {
    fn of(headers: &HeaderMap) -> Self {
        let accepted =
            headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let gzip = accepted.split(',').any(|it| {
            let mut parts = it.split(';').map(str::trim);
            parts.next() == Some("gzip")
                && !parts.any(|it| matches!(it, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        });
        Self { gzip, known: headers.get(header::IF_NONE_MATCH).cloned() }
    }

    fn knows(&self, etag: &HeaderValue) -> bool {
        let known = self.known.as_ref().and_then(|it| it.to_str().ok()).unwrap_or_default();
        known.trim() == "*" || known.split(',').any(|it| it.trim().as_bytes() == etag.as_bytes())
    }
}

impl Page {
    /// Takes a whole answer in.
    async fn of(response: Response) -> Result<Self, Response> {
        let (parts, body) = response.into_parts();
        let broken = || crate::error::PageError::internal(crate::lang::Lang::Ja);
        let plain = axum::body::to_bytes(body, 64 * 1024 * 1024)
            .await
            .map_err(|_| axum::response::IntoResponse::into_response(broken()))?;
        let kind = parts.headers.get(header::CONTENT_TYPE).cloned();
        let etag = format!("W/\"{}\"", crate::hash::short(&plain));
        Ok(Self {
            kind: kind.unwrap_or(HeaderValue::from_static("text/html; charset=utf-8")),
            etag: HeaderValue::try_from(etag).unwrap_or(HeaderValue::from_static("W/\"0\"")),
            gzip: compressed(&plain),
            plain,
        })
    }

    fn answer(&self, wanted: &Wanted) -> Response {
        let known = wanted.knows(&self.etag);
        let body = match (known, wanted.gzip) {
            (true, _) => Body::empty(),
            (false, true) => Body::from(self.gzip.clone()),
            (false, false) => Body::from(self.plain.clone()),
        };
        let mut response = Response::new(body);
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            headers.insert(header::CONTENT_TYPE, self.kind.clone());
            if wanted.gzip {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
        }
        response
    }
}

fn compressed(plain: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.map_or(Bytes::copy_from_slice(plain), Bytes::from)
}
