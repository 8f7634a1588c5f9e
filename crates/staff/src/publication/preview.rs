//! `/{code}/preview/…`: 下見: the public pages as they would be if the newest decision were published now.
//!
//! The pages are made by the public site itself, over an edition that nobody outside sees. Their addresses begin at the root of that site,
//! so they are led back here.

use axum::body::{Body, to_bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use tower::ServiceExt;
use web::Lang;

use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;

/// No page of ours comes near it.
const IMPOSSIBLE: usize = 64 * 1024 * 1024;
/// Begins the addresses of what belongs to no municipality: style sheets, the start page.
const ROOT: &str = "-";

/// `GET /{code}/preview/{*path}`.
pub(crate) async fn show(
    State(office): State<Office>,
    clerk: Clerk,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let l = clerk.lang;
    let asked = wanted(&clerk);
    let query = query.map_or(String::new(), |it| format!("?{it}"));
    let request = Request::get(format!("{asked}{query}")).body(Body::empty());
    let request = request.map_err(|_| Refused::not_found(l))?;
    let router = router(&office, &clerk).await?;
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    Ok(led_back(response, &clerk).await)
}

/// The address on the public site.
fn wanted(clerk: &Clerk) -> String {
    let own = format!("/{}/preview/", clerk.town());
    let rest = clerk.path.strip_prefix(&own).unwrap_or_default();
    match rest.strip_prefix(ROOT).filter(|it| it.is_empty() || it.starts_with('/')) {
        Some("") => "/".to_owned(),
        Some(address) => address.to_owned(),
        None => format!("/{}/{rest}", clerk.town()),
    }
}

/// The public site as it would be, kept until another decision is made.
async fn router(office: &Office, clerk: &Clerk) -> Result<axum::Router, Refused> {
    let who = clerk.actor().clone();
    let made = office.deed(move |office| {
        let desk = office.desk();
        let edition = desk.edition(&who.town)?;
        let number = edition.number();
        if let Some(known) = office.previews().get(&who.town, number) {
            return Ok(known);
        }
        let mut publications = desk.publications(&who.town)?;
        publications.push(Publication {
            number: publications.last().map_or(1, |it| it.number + 1),
            decision: number,
            at: office.now(),
            recorded_at: None,
            by: who.id.clone(),
            label: "下見".to_owned(),
            note: None,
            despite: None,
            unsolved: vec![],
        });
        let router = web::router(web::Site::preview(desk.clone(), &edition, publications));
        office.previews().put(&who.town, number, router.clone());
        Ok(router)
    });
    made.await.map_err(|fault| fault.page(clerk.lang))
}

/// An answer of the public site, with its addresses leading back into the preview.
async fn led_back(response: Response, clerk: &Clerk) -> Response {
    let (mut parts, body) = response.into_parts();
    let lead = |address: &str| led(address, clerk.town());
    if let Some(to) = parts.headers.get(header::LOCATION).and_then(|it| it.to_str().ok()).map(lead) {
        parts
            .headers
            .insert(header::LOCATION, HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/")));
    }
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    parts.headers.remove(header::ETAG);
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("text/html") || parts.headers.contains_key(header::CONTENT_ENCODING) {
        return Response::from_parts(parts, body);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    match to_bytes(body, IMPOSSIBLE).await.map(|bytes| String::from_utf8(bytes.to_vec())) {
        Ok(Ok(page)) => Response::from_parts(parts, Body::from(page_led_back(&page, clerk))),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page with a word at its top that nobody outside sees it, and with its addresses led back. The pages are our own: their addresses
/// stand in double quotes.
fn page_led_back(page: &str, clerk: &Clerk) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some((at, mark)) = [" href=\"/", " action=\"/", " src=\"/"]
        .into_iter()
        .filter_map(|mark| Some((rest.find(mark)?, mark)))
        .min()
    {
        let begin = at + mark.len() - 1;
        out.push_str(&rest[..begin]);
        let end = rest[begin..].find('"').map_or(rest.len(), |it| begin + it);
        out.push_str(&led(&rest[begin..end], clerk.town()));
        rest = &rest[end..];
    }
    out.push_str(rest);
    let body = out.find("<body").and_then(|at| Some(at + out[at..].find('>')? + 1));
    if let Some(at) = body {
        out.insert_str(at, &notice(clerk));
    }
    out
}

fn notice(clerk: &Clerk) -> String {
    let (words, back) = match clerk.lang {
        Lang::Ja => ("公表前の下見です。住民にはまだ見えていません。", "公表の画面に戻る"),
        Lang::En => ("A preview: residents do not see this yet.", "Back to publishing"),
    };
    let address = clerk.to("/publish");
    let link = format!("<a href=\"{address}\">{back}</a>");
    format!(
        "<div class=\"notice\" role=\"note\"><span class=\"wrap\"><strong>{words}</strong> {link}</span></div>"
    )
}

/// An address of the public site, as it is within the preview.
fn led(address: &str, town: &MunicipalityCode) -> String {
    if !address.starts_with('/') || address.starts_with("//") {
        return address.to_owned();
    }
    match address.strip_prefix(&format!("/{town}/")) {
        Some(rest) => format!("/{town}/preview/{rest}"),
        None => format!("/{town}/preview/{ROOT}{address}"),
    }
}

/// 下見の控え: one a municipality, while its newest decision is the newest.
#[derive(Default)]
pub(crate) struct Previews(
    std::sync::Mutex<Option<(MunicipalityCode, plan::decision::DecisionNumber, axum::Router)>>,
);

impl Previews {
    fn get(&self, town: &MunicipalityCode, number: plan::decision::DecisionNumber) -> Option<axum::Router> {
        let kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        kept.as_ref().filter(|it| it.0 == *town && it.1 == number).map(|it| it.2.clone())
    }

    fn put(&self, town: &MunicipalityCode, number: plan::decision::DecisionNumber, router: axum::Router) {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *kept = Some((town.clone(), number, router));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_into_the_preview() {
        let town = MunicipalityCode::parse("990019").unwrap();
        assert_eq!(led("/990019/plan/a?x=1", &town), "/990019/preview/plan/a?x=1");
        assert_eq!(led("/assets/a.css", &town), "/990019/preview/-/assets/a.css");
        assert_eq!(led("/", &town), "/990019/preview/-/");
        for other in ["https://example.jp/", "//example.jp/", "#main", "?x"] {
            assert_eq!(led(other, &town), other);
        }
    }
}
