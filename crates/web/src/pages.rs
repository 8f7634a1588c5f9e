//! 頁の控え: bytes of pages by their address, good for one publication; packed once, when somebody first takes them packed.

use std::io::{Read, Write};
use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::address::Unkept;
use crate::error::PageError;
use crate::lang::Lang;
use crate::site::Site;

mod again;

use again::is_asked_again;

/// Bytes that all kept pages may take together: those that many ask for. Making a page costs a fraction of a millisecond.
const ROOM: u64 = 4 * 1024 * 1024;
/// A page larger than this, packed, is not kept: it would push out too many others.
const LARGEST: usize = 512 * 1024;
/// A page larger than this is kept in its packed form only, a tenth of it: for the few who do not take that, it is unpacked.
const LARGE: usize = 256 * 1024;
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
    heads: HeaderMap,
    /// None of a large page.
    plain: Option<Bytes>,
    /// The heads of the packed form: its mark is another one where marks vouch for every byte.
    packed: HeaderMap,
    gzip: OnceLock<Bytes>,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Arc<str>, Arc<Page>> for Weight {
    fn weight(&self, key: &Arc<str>, page: &Arc<Page>) -> u64 {
        // The packed form may come later: a quarter is more than it takes.
        let packed = page.gzip.get().map_or(0, Bytes::len);
        let bytes = page.plain.as_ref().map_or(packed, |plain| plain.len() + plain.len() / 4);
        (key.len() + bytes + 1024) as u64
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
    (site.stamp(uri)? == page.stamp && page.is_taken(headers)).then(|| page.answer(method, headers))
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
    let is_for_all = response.extensions().get::<Unkept>().is_none();
    match Page::of(stamp, response).await {
        Ok(page) if is_for_all && is_asked_again(&uri) => {
            let page = Arc::new(page.for_keeping());
            if page.gzip.get().is_none_or(|it| it.len() <= LARGEST) {
                site.pages().0.insert(address(&uri).into(), page.clone());
            }
            page.answer(&method, &headers)
        }
        Ok(page) => page.answer(&method, &headers),
        Err(error) => error.into_response(),
    }
}

/// An answer that is not kept, marked and packed as those are that are.
pub(crate) async fn once(method: &Method, headers: &HeaderMap, response: Response) -> Response {
    match Page::of(Stamp(0), response).await {
        Ok(page) => page.answer(method, headers),
        Err(error) => error.into_response(),
    }
}

fn is_read(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", |it| it.as_str())
}

/// Whether the visitor's browser takes gzip.
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|it| {
        let mut parts = it.split(';').map(str::trim);
        let refused = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        parts.next() == Some("gzip") && !parts.any(refused)
    })
}

/// Whether the visitor's browser has the page already. For this question a weak mark is as good as a strong one (RFC 9110 §13.1.2).
fn knows(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let etag = opaque(etag.to_str().unwrap_or_default());
    known.trim() == "*" || (!known.is_empty() && known.split(',').any(|it| opaque(it) == etag))
}

/// A mark without saying how strong it is.
fn opaque(mark: &str) -> &str {
    let mark = mark.trim();
    mark.strip_prefix("W/").unwrap_or(mark)
}

/// What a page is: HTML is marked weakly, for it may be wrapped anew; data are vouched for byte by byte.
fn is_html(heads: &HeaderMap) -> bool {
    let kind = heads.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    kind.is_some_and(|it| it.starts_with("text/html"))
}

impl Page {
    /// Takes a whole answer in.
    async fn of(stamp: Stamp, response: Response) -> Result<Self, PageError> {
        let (parts, body) = response.into_parts();
        let broken = || PageError::internal(Lang::Ja);
        let plain = axum::body::to_bytes(body, IMPOSSIBLE).await.map_err(|_| broken())?;
        let mut heads = parts.headers;
        let hash = crate::hash::short(&plain);
        let [etag, packed_etag] = match is_html(&heads) {
            true => [format!("W/\"{hash}\""), format!("W/\"{hash}\"")],
            false => [format!("\"{hash}\""), format!("\"{hash}-gzip\"")],
        };
        let mark = |text| HeaderValue::try_from(text).map_err(|_| broken());
        heads.remove(header::CONTENT_LENGTH);
        heads.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
        heads.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        // A page is sent whole: a part of it would have to be a part of one of its two forms (RFC 9110 §14.2 lets us).
        heads.insert(header::ACCEPT_RANGES, HeaderValue::from_static("none"));
        crate::headers::guard(&mut heads);
        let mut packed = heads.clone();
        packed.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        packed.insert(header::ETAG, mark(packed_etag)?);
        heads.insert(header::ETAG, mark(etag)?);
        Ok(Self { stamp, heads, plain: Some(plain), packed, gzip: OnceLock::new() })
    }

    /// A large page is kept packed and in no other form.
    fn for_keeping(mut self) -> Self {
        if self.plain.as_ref().is_some_and(|it| it.len() > LARGE) && self.packed().is_ok() {
            self.plain = None;
        }
        self
    }

    /// The packed form, made for whoever takes it first.
    fn packed(&self) -> std::io::Result<Bytes> {
        if let Some(made) = self.gzip.get() {
            return Ok(made.clone());
        }
        let made = compressed(self.plain.as_deref().unwrap_or_default())?;
        Ok(self.gzip.get_or_init(|| made).clone())
    }

    /// Whether the visitor's program takes it: pages and data have one form, and whoever takes none of it is told so elsewhere.
    fn is_taken(&self, asked: &HeaderMap) -> bool {
        let kind = self.heads.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default();
        !["text/html", "application/json"].contains(&kind) || crate::accept::takes(asked, kind)
    }

    fn answer(&self, method: &Method, asked: &HeaderMap) -> Response {
        let is_packed = takes_gzip(asked);
        let heads = if is_packed { &self.packed } else { &self.heads };
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = heads.clone();
        if heads.get(header::ETAG).is_some_and(|it| knows(asked, it)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            response.headers_mut().remove(header::CONTENT_ENCODING);
            return response;
        }
        let Ok(bytes) = self.bytes(is_packed) else { return PageError::internal(Lang::Ja).into_response() };
        if method == Method::HEAD {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        } else {
            *response.body_mut() = Body::from(bytes);
        }
        response
    }

    fn bytes(&self, is_packed: bool) -> std::io::Result<Bytes> {
        match &self.plain {
            _ if is_packed => self.packed(),
            Some(plain) => Ok(plain.clone()),
            None => unpacked(&self.packed()?),
        }
    }
}

fn unpacked(gzip: &[u8]) -> std::io::Result<Bytes> {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(gzip).read_to_end(&mut plain)?;
    Ok(plain.into())
}

/// Bytes packed as gzip.
pub(crate) fn compressed(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.into())
}
