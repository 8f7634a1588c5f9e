//! `/{code}/approve`: 一括承認: sheets that wait for the reader, ticked elsewhere, shown once more together, and approved as they were seen.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::approving::{self, Candidate, Outcome};
use desk::sheet::Place;
use plan::calendar::CalendarEntry;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::problem::Problem;
use crate::refused::Refused;
use crate::sheet::{path, seen};
use crate::typed::Typed;
use row::{Row, Shown};

mod row;

#[derive(Template)]
#[template(path = "approve/show.html")]
struct Show {
    frame: Frame,
    done: String,
    /// What can be approved.
    open: Vec<Row>,
    /// What cannot.
    shut: Vec<Row>,
    /// The reason of the decisions; none where nothing is decided.
    reason: Option<String>,
    /// What keeps all of it from being done.
    problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "approve/done.html")]
struct Done {
    frame: Frame,
    done: Vec<(String, String, String)>,
    left: Vec<(String, String, String)>,
}

/// What the box of a sheet says: which it is and, once it was shown, as which version.
pub(crate) fn value(place: &Place, seen: Option<&str>) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("stage", place.stage.as_str()).append_pair("organisation", place.organisation.as_str());
    if let Some(seen) = seen {
        form.append_pair("seen", seen);
    }
    form.finish()
}

/// The other way round; none where it is no such value.
fn parsed(value: &str) -> Option<(Place, String)> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(value.as_bytes()).into_owned().collect();
    let get = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let id = |name| get(name).filter(|it| !it.is_empty()).map(RecordId::new);
    let seen = get("seen").unwrap_or_default().to_owned();
    Some((Place { stage: id("stage")?, organisation: id("organisation")? }, seen))
}

/// The sheets that a form names, each as it was shown.
fn boxes(typed: &Typed, name: &str) -> Vec<(Place, String)> {
    typed.all(name).filter_map(parsed).collect()
}

/// `POST /{code}/approve`: what was ticked, or all that was offered, once more together. Nothing is done yet.
pub(crate) async fn show(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let offered = boxes(&typed, if typed.has("all") { "offered" } else { "sheet" });
    page(&office, &clerk, &offered, None).await
}

/// The sheets as they are now; once more, with what was ticked and what is wrong with it, where they were shown before.
async fn page(
    office: &Office,
    clerk: &Clerk,
    offered: &[(Place, String)],
    again: Option<(Shown, Problem)>,
) -> Result<Response, Refused> {
    let (reader, at) = (clerk.clone(), office.now());
    let places: Vec<Place> = offered.iter().map(|(place, _)| place.clone()).collect();
    let (before, problem) = again.unzip();
    let found = office.deed(move |office| {
        let (desk, actor) = (office.desk(), reader.actor());
        let row = |it: Candidate| {
            let title = it.opened.stage.title.clone();
            (title, Row::of(&it, before.as_ref(), &reader))
        };
        Ok((desk.edition(&actor.town)?, approving::look(desk, actor, &places, at, row)?))
    });
    let (edition, rows) = found.await.map_err(|fault| fault.page(clerk.lang))?;
    let title = clerk.lang.say("まとめて承認する前の確認", "Before approving together");
    let frame = Frame::new(office, clerk, &office.town_name(&edition), title);
    let reason = reason(&rows);
    let (open, shut) = rows.into_iter().map(|(_, it)| it).partition(|it: &Row| it.against.is_none());
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let show = Show { frame, done: clerk.to("/approve/done"), open, shut, reason, problem };
    Ok((status, Html(show.render()?)).into_response())
}

/// What the decisions are for, where any of the sheets can be decided: the titles of their stages.
fn reason(rows: &[(String, Row)]) -> Option<String> {
    let decided = rows.iter().filter(|(_, it)| it.decides && it.against.is_none());
    let mut titles: Vec<&str> = decided.map(|(title, _)| title.as_str()).collect();
    titles.dedup();
    (!titles.is_empty()).then(|| titles.join("、"))
}

/// 「部の目標の作成　福祉部」.
fn title(edition: &Edition, place: &Place, l: Lang) -> String {
    let stage = edition.find::<CalendarEntry>(&place.stage);
    let organisation = edition.find::<Organisation>(&place.organisation);
    let name = organisation.zip(stage).map(|(it, stage)| it.name_on(stage.to));
    let words = [stage.map(|it| it.title.as_str()), name].map(|it| it.unwrap_or(l.say("？", "?")));
    words.join("　")
}

/// `POST /{code}/approve/done`: each as it was seen; what changed meanwhile is left and told.
pub(crate) async fn approve(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, at, sent) = (clerk.actor().clone(), office.now(), typed.clone());
    let done = office.deed(move |office| {
        let asked = boxes(&sent, "sheet").into_iter().map(|(place, it)| (place, seen(&it, at)));
        let asked: Vec<_> = asked.collect();
        let outcomes = approving::approve(office.desk(), &actor, &asked, sent.get("reason"))?;
        Ok((office.desk().edition(&actor.town)?, outcomes))
    });
    match done.await {
        Ok((edition, outcomes)) => results(&office, &clerk, &edition, &outcomes),
        Err(fault) => once_more(&office, &clerk, fault, &typed).await,
    }
}

/// What was done and what was not.
fn results(
    office: &Office,
    clerk: &Clerk,
    edition: &Edition,
    outcomes: &[Outcome],
) -> Result<Response, Refused> {
    let title = clerk.lang.say("まとめて承認した結果", "What was approved together");
    let frame = Frame::new(office, clerk, &office.town_name(edition), title);
    let (done, left): (Vec<_>, Vec<_>) = outcomes.iter().partition(|it| it.done.is_ok());
    let [done, left] = [done, left].map(|list| list.iter().map(|it| told(it, edition, clerk)).collect());
    Ok(Html(Done { frame, done, left }.render()?).into_response())
}

/// The same page with what is wrong, nothing having been done: with all that was on it, and what is still as it was shown ticked as it was.
async fn once_more(office: &Office, clerk: &Clerk, fault: Fault, typed: &Typed) -> Result<Response, Refused> {
    let problem = Problem::of(fault, clerk.lang).map_err(|page| page.keeping(typed))?;
    let shown = Shown { offered: boxes(typed, "offered"), ticked: boxes(typed, "sheet") };
    let offered = if shown.offered.is_empty() { &shown.ticked } else { &shown.offered }.clone();
    page(office, clerk, &offered, Some((shown, problem))).await
}

/// Which sheet, where it is, and what became of it.
fn told(outcome: &Outcome, edition: &Edition, clerk: &Clerk) -> (String, String, String) {
    let l = clerk.lang;
    let words = match &outcome.done {
        Ok(Role::Planning) => l.say("決裁しました", "decided").to_owned(),
        Ok(_) => l.say("次の段階へ進めました", "went on to the next step").to_owned(),
        Err(error) => l.say(error.ja(), error.to_string()),
    };
    (title(edition, &outcome.place, l), clerk.to(&path(&outcome.place)), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_says_which_sheet_whatever_its_name() {
        for id in ["goals", "目標/2026", "a&b=c", "空 白+％", "#?"] {
            let place = Place { stage: RecordId::new(id), organisation: RecordId::new(format!("{id}2")) };
            assert_eq!(parsed(&value(&place, Some("7.3"))), Some((place.clone(), "7.3".to_owned())));
            assert_eq!(parsed(&value(&place, None)).unwrap().1, "", "no version was seen");
        }
        for bad in ["", "stage=a", "organisation=b", "stage=&organisation=b", "なにか"] {
            assert_eq!(parsed(bad), None, "{bad}");
        }
    }
}
