//! 門: what is asked out of order is answered before any page is made, by a page that says what is wrong and what would be right.
//!
//! Unknown parameters of pages are left alone: newsletters and search engines add theirs to addresses, and a page does not change
//! by them. One that is a slip of a known one is not, and none of a file is. A known one that cannot be read is not guessed: the
//! page would show something else than its address says.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::PageError;
use crate::lang::Lang;
use crate::site::Site;

mod address;
pub(crate) mod known;

use address::Fault;

/// Bytes of an address. Ours are far shorter; RFC 9110 asks for 8,000 at least.
const LONGEST: usize = 8 * 1024;

/// Middleware: the address is read, a place is free, and what comes is what the visitor's program takes.
pub(crate) async fn watch(State(site): State<Site>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    if is_watched_from(&uri) {
        return next.run(request).await;
    }
    if let Some(why) = refused(&uri) {
        return told(why, &uri);
    }
    let lang = crate::site::lang_of(&request);
    let headers = request.headers().clone();
    let Ok(_place) = site.places().try_acquire() else { return told(PageError::busy(lang), &uri) };
    let response = next.run(request).await;
    let taken = response.status() != StatusCode::OK || is_taken(&headers, response.headers());
    if taken { response } else { PageError::not_acceptable(&uri, lang).into_response() }
}

/// Whether those ask who watch over the crowd: they need no place in it.
fn is_watched_from(uri: &Uri) -> bool {
    ["/healthz", "/metrics"].contains(&uri.path())
}

/// A refusal in the form of its address: a page for people, a problem for programs.
pub(crate) fn told(why: PageError, uri: &Uri) -> Response {
    if crate::api::is_below(uri.path()) { crate::api::refused(why, uri) } else { why.into_response() }
}

/// Whether a page is of a kind that the visitor's program takes. Style sheets, pictures and files are what was asked for by name.
fn is_taken(asked: &HeaderMap, found: &HeaderMap) -> bool {
    let kind = found.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    !kind.starts_with("text/html") || crate::accept::takes(asked, "text/html")
}

/// Why an address cannot be answered; none where it can be.
fn refused(uri: &Uri) -> Option<PageError> {
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let lang = Lang::of(crate::visit::asked(query, "lang").as_deref());
    if path.len() + query.len() > LONGEST {
        return Some(PageError::too_long(lang));
    }
    // What a parameter may be, the API says itself: it knows other ones.
    let fault = if crate::api::is_below(path) {
        address::unreadable(path, query)?
    } else {
        address::fault(path, query)?
    };
    Some(PageError::bad_address(uri, lang, &fault))
}

/// `Retry-After` for those who come when the house is full.
pub(crate) fn retry_after(status: StatusCode, headers: &mut HeaderMap) {
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
}

impl PageError {
    /// 414: the address is longer than any page's.
    fn too_long(lang: Lang) -> Self {
        Self::new(
            StatusCode::URI_TOO_LONG,
            lang,
            ("アドレスが長すぎます", "The address is too long"),
            ("このサイトのアドレスはもっと短いものです。", "No address of this site is as long as that."),
        )
    }

    /// 400: the address cannot be read, or asks two things at once.
    fn bad_address(uri: &Uri, lang: Lang, fault: &Fault) -> Self {
        let (ja, en) = fault.advice();
        let title = ("アドレスを読み取れません", "The address cannot be read");
        let mut page = Self::new(StatusCode::BAD_REQUEST, lang, title, (&ja, &en));
        let ways = fault.remedies(uri, lang);
        page.ways.splice(0..0, ways);
        page
    }

    /// 406: a page is HTML, and the visitor's program takes none.
    fn not_acceptable(uri: &Uri, lang: Lang) -> Self {
        let mut page = Self::new(
            StatusCode::NOT_ACCEPTABLE,
            lang,
            ("求められた形式では出せません", "Not in the form that was asked for"),
            (
                "このアドレスは HTML（text/html）のページです。Accept を text/html か */* にしてください。表やデータは「データ」のページにあります。",
                "This address is a page in HTML (text/html): ask with Accept: text/html or */*. Tables are on the page “Data”.",
            ),
        );
        if let Some(code) = address::town(uri.path()) {
            let data = lang.say(format!("/{code}/data/"), format!("/{code}/data/?lang=en"));
            page.ways.insert(0, (lang.say("データ", "Data").to_owned(), data));
        }
        page
    }
}
