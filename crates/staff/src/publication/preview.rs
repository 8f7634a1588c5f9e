//! `/{code}/preview/…`: 下見: the public pages as they would be if the newest decision were published now; `/{code}/as-of/{number}/…`: the
//! same as of an earlier one.
//!
//! The pages are made by the public site itself, over an edition that nobody outside sees. Their addresses begin at the root of that site,
//! so they are led back here.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, RawQuery, State};
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use desk::policy::Deed;
use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use tower::ServiceExt;

use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;

/// No page of ours comes near it.
const IMPOSSIBLE: usize = 64 * 1024 * 1024;
/// Begins the addresses of what belongs to no municipality: style sheets, the start page.
const ROOT: &str = "-";

/// Which pages are shown, and where they stand on the staff's side.
struct Scene {
    clerk: Clerk,
    /// As of which decision; none: the newest.
    number: Option<DecisionNumber>,
    /// The address below which they stand.
    place: String,
}

/// `GET /{code}/preview/{*path}`.
pub(crate) async fn show(
    State(office): State<Office>,
    clerk: Clerk,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let place = clerk.to("/preview/");
    Scene { clerk, number: None, place }.answer(&office, query).await
}

/// `GET /{code}/as-of/{number}/{*path}`: for those who read the history of the whole municipality.
pub(crate) async fn as_of(
    State(office): State<Office>,
    clerk: Clerk,
    params: RawPathParams,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let number = params.iter().find(|(name, _)| *name == "number").map_or("", |(_, value)| value);
    let number = number.parse().map(DecisionNumber).map_err(|_| Refused::not_found(clerk.lang))?;
    let place = clerk.to(&format!("/as-of/{number}/"));
    Scene { clerk, number: Some(number), place }.answer(&office, query).await
}

impl Scene {
    async fn answer(&self, office: &Office, query: Option<String>) -> Result<Response, Refused> {
        let query = query.map_or(String::new(), |it| format!("?{it}"));
        let request = Request::get(format!("{}{query}", self.wanted())).body(Body::empty());
        let request = request.map_err(|_| Refused::not_found(self.clerk.lang))?;
        let router = router(office, &self.clerk, self.number).await?;
        let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
        Ok(led_back(response, self).await)
    }

    /// The address on the public site.
    fn wanted(&self) -> String {
        let town = self.clerk.town();
        let rest = self.clerk.path.strip_prefix(&self.place).unwrap_or_default();
        match rest.strip_prefix(ROOT).filter(|it| it.is_empty() || it.starts_with('/')) {
            Some("") => "/".to_owned(),
            Some(address) => address.to_owned(),
            None => format!("/{town}/{rest}"),
        }
    }

    /// What stands above every page, and the way back.
    fn notice(&self) -> String {
        let l = self.clerk.lang;
        let (words, back, address) = match self.number {
            None => (
                l.say(
                    "公表前の下見です。住民にはまだ見えていません。",
                    "A preview: residents do not see this yet.",
                )
                .to_owned(),
                l.say("公表の画面に戻る", "Back to publishing"),
                self.clerk.to("/publish"),
            ),
            Some(number) => (
                l.say(
                    format!("決裁第{number}号の時点の画面です。公表していない決裁の内容も含みます。"),
                    format!("Pages as of decision {number}, with what was decided and never published."),
                ),
                l.say("この決裁に戻る", "Back to the decision"),
                self.clerk.to(&format!("/history/decisions/{number}")),
            ),
        };
        format!(
            "<div class=\"notice\" role=\"note\"><span class=\"wrap\"><strong>{words}</strong> <a href=\"{address}\">{back}</a></span></div>"
        )
    }
}

/// The public site as it would be, kept until another decision is made.
async fn router(
    office: &Office,
    clerk: &Clerk,
    asked: Option<DecisionNumber>,
) -> Result<axum::Router, Refused> {
    let who = clerk.actor().clone();
    let made = office.deed(move |office| {
        let desk = office.desk();
        let edition = desk.edition(&who.town)?;
        match asked {
            None => who.may(Deed::Publish, None, &edition)?,
            Some(_) => who.may(Deed::ReadHistory, None, &edition)?,
        };
        let number = asked.unwrap_or_else(|| edition.number());
        edition.decision(number).ok_or(desk::Error::NotFound)?;
        let mut publications = desk.publications(&who.town)?;
        let name = Name {
            town: who.town.clone(),
            number,
            as_if_now: asked.is_none(),
            publications: publications.len(),
            day: who.today,
        };
        if let Some(known) = office.previews().get(&name) {
            return Ok(known);
        }
        let edition = edition.as_of(number);
        publications.retain(|it| asked.is_none() || it.decision < number);
        publications.push(foreseen(&publications, number, (&who.id, office.now())));
        let router = web::router(web::Site::preview(desk.clone(), &edition, publications));
        office.previews().put(name, router.clone());
        Ok(router)
    });
    made.await.map_err(|fault| fault.page(clerk.lang))
}

/// 下見の公表: the publication that is looked at before there is one.
fn foreseen(
    publications: &[Publication],
    decision: DecisionNumber,
    (by, at): (&StaffId, Timestamp),
) -> Publication {
    Publication {
        number: publications.last().map_or(1, |it| it.number + 1),
        decision,
        at,
        recorded_at: None,
        by: by.clone(),
        label: "下見".to_owned(),
        note: None,
        despite: None,
        unsolved: vec![],
    }
}

/// An answer of the public site, with its addresses leading back into the preview.
async fn led_back(response: Response, scene: &Scene) -> Response {
    let (mut parts, body) = response.into_parts();
    let lead = |address: &str| led(address, scene.clerk.town(), &scene.place);
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
        Ok(Ok(page)) => Response::from_parts(parts, Body::from(page_led_back(&page, scene))),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page with a word at its top that nobody outside sees it, and with its addresses led back. The pages are our own: their addresses
/// stand in double quotes.
fn page_led_back(page: &str, scene: &Scene) -> String {
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
        out.push_str(&led(&rest[begin..end], scene.clerk.town(), &scene.place));
        rest = &rest[end..];
    }
    out.push_str(rest);
    let body = out.find("<body").and_then(|at| Some(at + out[at..].find('>')? + 1));
    if let Some(at) = body {
        out.insert_str(at, &scene.notice());
    }
    out
}

/// An address of the public site, as it is below the place where its pages stand.
fn led(address: &str, town: &MunicipalityCode, place: &str) -> String {
    if !address.starts_with('/') || address.starts_with("//") {
        return address.to_owned();
    }
    match address.strip_prefix(&format!("/{town}/")) {
        Some(rest) => format!("{place}{rest}"),
        None => format!("{place}{ROOT}{address}"),
    }
}

/// 下見の控え: the last few that were looked at.
#[derive(Default)]
pub(crate) struct Previews(Mutex<VecDeque<Kept>>);

type Kept = (Name, axum::Router);

/// What makes pages what they are.
#[derive(Clone, PartialEq)]
struct Name {
    town: MunicipalityCode,
    /// As of which decision.
    number: DecisionNumber,
    /// Whether as they would be published now.
    as_if_now: bool,
    /// How often anything was published.
    publications: usize,
    /// The day: names and owners may change with it.
    day: jiff::civil::Date,
}

/// Sites that are kept: each holds an edition.
const KEPT: usize = 4;

impl Previews {
    fn get(&self, name: &Name) -> Option<axum::Router> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|it| it.0 == *name).map(|it| it.1.clone())
    }

    fn put(&self, name: Name, router: axum::Router) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|it| it.0 != name);
        kept.push_front((name, router));
        kept.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_into_the_preview() {
        let town = MunicipalityCode::parse("990019").unwrap();
        let led = |address: &str| led(address, &town, "/990019/preview/");
        assert_eq!(led("/990019/plan/a?x=1"), "/990019/preview/plan/a?x=1");
        assert_eq!(led("/assets/a.css"), "/990019/preview/-/assets/a.css");
        assert_eq!(led("/"), "/990019/preview/-/");
        for other in ["https://example.jp/", "//example.jp/", "#main", "?x"] {
            assert_eq!(led(other), other);
        }
    }
}
