//! `POST /{code}/sheets/{stage}/{organisation}/extend`: a later deadline for one organisation, with a reason. A day on which offices are
//! closed is asked about once: the person chooses.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::sheet::{self, Extended, Wish};
use jiff::civil::Date;
use plan::sheet::understood::day;
use web::Lang;

use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::{Head, Here};
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "board/extension.html")]
struct Show {
    frame: Frame,
    sheet: String,
    head: Head,
    /// Why the day is closed, and what it is.
    said: String,
    reason: String,
    days: Vec<Day>,
}

/// A day to choose.
struct Day {
    /// As the form sends it.
    value: String,
    words: String,
    /// What it is.
    note: &'static str,
}

/// `POST …/extend`.
pub(crate) async fn extend(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Response, Refused> {
    let l = here.clerk.lang;
    let said = |error: desk::Error| Refused::of(l, &error).keeping(&typed);
    let (to, _) = day(typed.get("to")).map_err(|why| said(desk::Error::invalid("to", why.ja, why.en)))?;
    let wish = Wish { to, reason: typed.get("reason").to_owned(), insists: typed.has("insist") };
    let (actor, place) = (here.clerk.actor().clone(), here.place.clone());
    let done =
        office.deed(move |office| sheet::extend(office.desk(), &actor, &place, wish, office.now())).await;
    match done.map_err(|fault| fault.page(l).keeping(&typed))? {
        Extended::Done => Ok(Redirect::to(&here.to("?done=extended")).into_response()),
        Extended::Closed { why, before, after } => {
            let said = l.say(
                format!("{}は{}で、役所が開いていません。", l.date(to), why.name().0),
                format!("Offices are closed on {} ({}).", l.date(to), why.name().1),
            );
            let days = days(to, (before, after), l);
            page(&office, &here, (said, days), typed.get("reason")).await
        }
    }
}

async fn page(
    office: &Office,
    here: &Here,
    (said, days): (String, Vec<Day>),
    reason: &str,
) -> Result<Response, Refused> {
    let (opened, l) = (here.open(office).await?, here.clerk.lang);
    let title = l.say("新しい期限が休みの日です", "The new deadline is no working day");
    let frame = Frame::new(office, &here.clerk, &office.town_name(&opened.edition), title);
    let head = Head::of(&opened, here.clerk.actor().today, l);
    let page = Show { frame, sheet: here.to(""), head, said, reason: reason.to_owned(), days };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// The closed day and the working days beside it, those that it can be.
fn days(closed: Date, (before, after): (Option<Date>, Option<Date>), l: Lang) -> Vec<Day> {
    let day = |day: Date, note| Day { value: day.to_string(), words: words(day, l), note };
    let after = after.map(|it| day(it, l.say("次の開庁日", "the next working day")));
    let before = before.map(|it| day(it, l.say("前の開庁日", "the working day before")));
    let closed = day(closed, l.say("休みの日のまま延ばす", "although it is no working day"));
    after.into_iter().chain(before).chain([closed]).collect()
}

/// 「令和8年5月22日（金）」.
fn words(day: Date, l: Lang) -> String {
    let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    let ja = ["月", "火", "水", "木", "金", "土", "日"][weekday];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday];
    l.say(format!("{}（{ja}）", l.date(day)), format!("{} ({en})", l.date(day)))
}
