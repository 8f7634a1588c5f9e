//! `/{code}/account/calendar`: 予定表の購読: the address by which a calendar program reads deadlines, and what it reads there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::policy::Deed;
use desk::secret::Secret;
use desk::sheet::Place;
use desk::subscribing::{self, Deadline, Scope};
use plan::decision::date_in_japan;
use plan::municipality::MunicipalityCode;
use web::Lang;
use writing::calendar_file::{CalendarFile, Event, icalendar};

use super::moment;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "account/calendar.html")]
struct Show {
    frame: Frame,
    /// The address, where it was just made: it is told once.
    address: Option<String>,
    kinds: Vec<Kind>,
}

/// 自分の仕事, or the whole year.
struct Kind {
    word: &'static str,
    title: &'static str,
    /// Since when there is an address.
    made: Option<String>,
}

fn scope(word: &str) -> Scope {
    if word == "town" { Scope::Town } else { Scope::Own }
}

/// `GET /{code}/account/calendar`.
pub(crate) async fn show(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    page(&office, &clerk, None).await
}

async fn page(office: &Office, clerk: &Clerk, address: Option<String>) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| subscribing::list(office.desk(), &actor)).await;
    let known = found.map_err(|fault| fault.page(l))?;
    let made = |of: Scope| known.iter().find(|it| it.of == of).map(|it| moment(it.made, l));
    let mut kinds = vec![Kind {
        word: "own",
        title: l.say("自分の仕事の期限", "The deadlines of your work"),
        made: made(Scope::Own),
    }];
    if clerk.actor().might(Deed::ReadBoard) {
        let title = l.say("全庁の1年の予定", "The year of the whole municipality");
        kinds.push(Kind { word: "town", title, made: made(Scope::Town) });
    }
    let title = l.say("カレンダーで期限を見る", "Deadlines in your calendar");
    let frame = Frame::new(office, clerk, &office.town_of(clerk).await?, title);
    Ok(Html(Show { frame, address, kinds }.render()?))
}

/// `POST /{code}/account/calendar`: a new address, told once.
pub(crate) async fn make(
    State(office): State<Office>,
    clerk: Clerk,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Html<String>, Refused> {
    let (l, actor, of) = (clerk.lang, clerk.actor().clone(), scope(typed.get("of")));
    let made = office
        .deed(move |office| subscribing::make(office.desk(), &actor, of, (office.chance(), office.now())));
    let secret = made.await.map_err(|fault| fault.page(l))?;
    let path = clerk.to(&format!("/calendar/{}/deadlines.ics", secret.text()));
    page(&office, &clerk, Some(format!("{}{path}", site(&headers, &office)))).await
}

/// `POST /{code}/account/calendar/revoke`.
pub(crate) async fn revoke(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (l, actor, of) = (clerk.lang, clerk.actor().clone(), scope(typed.get("of")));
    let done = office.deed(move |office| subscribing::revoke(office.desk(), &actor, of)).await;
    done.map_err(|fault| fault.page(l))?;
    Ok(Redirect::to(&clerk.to("/account/calendar?done=calendar-off")))
}

/// How the reader reaches the staff's side: as their browser says it, where it says so.
fn site(headers: &HeaderMap, office: &Office) -> String {
    let header = |name| headers.get(name).and_then(|it: &HeaderValue| it.to_str().ok()).unwrap_or_default();
    let (origin, host) = (header(ORIGIN), header(HOST));
    if origin.starts_with("http") {
        return origin.to_owned();
    }
    let is_here = ["127.0.0.1", "localhost", "[::1]"].iter().any(|it| host.starts_with(it));
    let scheme = if office.is_secure() && !is_here { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// `GET /{code}/calendar/{secret}/deadlines.ics`: titles and days, for whoever holds the address.
pub(crate) async fn feed(
    State(office): State<Office>,
    Path((code, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let lost = || Refused::not_found(Lang::Ja);
    let town = MunicipalityCode::parse(&code).map_err(|_| lost())?;
    let secret = Secret::parse(&secret).ok_or_else(lost)?;
    let (site, at) = (format!("{}/{town}", site(&headers, &office)), office.now());
    let asked = town.clone();
    let found = office.deed(move |office| subscribing::deadlines(office.desk(), &asked, &secret, at)).await;
    let (edition, of, list) = found.map_err(|_| lost())?;
    let words = if of == Scope::Town { "全庁の予定" } else { "自分の仕事の期限" };
    let today = date_in_japan(at);
    let near = list.iter().filter(|it| it.due.until(today).map_or(0, |span| span.get_days()) <= PAST);
    let file = CalendarFile {
        name: format!("{}　{words}", office.town_name(&edition)),
        events: near.map(|it| event(it, &town, &site)).collect(),
    };
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], icalendar(&file)).into_response())
}

/// What is longer past than so many days is left out.
const PAST: i32 = 400;
/// So many days before, calendars remind of a deadline.
const BEFORE: u8 = 3;

fn event(it: &Deadline, town: &MunicipalityCode, site: &str) -> Event {
    let of = it.organisation.as_ref().map_or_else(String::new, |id| format!(".{id}"));
    let place = it.organisation.clone().map(|organisation| Place { stage: it.stage.clone(), organisation });
    let path = place.map_or_else(|| "/board".to_owned(), |place| crate::sheet::path(&place));
    Event {
        uid: format!("{}{of}@{town}.meyasu", it.stage),
        title: if it.done { format!("済　{}", it.title) } else { format!("期限　{}", it.title) },
        text: String::new(),
        day: it.due,
        address: Some(format!("{site}{path}")),
        changed: it.changed,
        sequence: it.sequence(),
        cancelled: it.cancelled,
        reminds: (!it.done).then_some(BEFORE),
    }
}
