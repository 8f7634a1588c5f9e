//! `/{code}/approve`: 一括承認: sheets that wait for the reader, ticked elsewhere, shown once more together, and approved as they were seen.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::approving::{self, Candidate, Outcome};
use desk::sheet::{Opened, Place};
use plan::calendar::CalendarEntry;
use plan::check::Severity;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::layout::{Asked, Subject};
use web::Lang;

use crate::clerk::Clerk;
use crate::findings::Found;
use crate::frame::Frame;
use crate::office::Office;
use crate::problem::Problem;
use crate::refused::Refused;
use crate::sheet::{due, path, seen, seen_of};
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "approve/show.html")]
struct Show {
    frame: Frame,
    done: String,
    /// What can be approved.
    open: Vec<Row>,
    /// What cannot.
    shut: Vec<Row>,
    /// The reason of the decisions to begin with; none where nothing is decided.
    reason: Option<String>,
    /// What keeps all of it from being done.
    problem: Option<Problem>,
}

/// One sheet.
struct Row {
    /// Its place on the page.
    anchor: String,
    /// What its box says.
    value: String,
    title: String,
    address: String,
    stand: String,
    version: u64,
    due: String,
    /// What approving it would change: each field, as it stands and as it would be.
    changes: Vec<(String, String, String)>,
    demands: usize,
    findings: Vec<Found>,
    /// Whether it is ticked to begin with: not where something should be looked at first.
    ticked: bool,
    /// Why it cannot be approved.
    against: Option<String>,
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

/// `POST /{code}/approve`: what was ticked, or all that was offered, once more together. Nothing is done yet.
pub(crate) async fn show(
    State(office): State<Office>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let name = if typed.has("all") { "offered" } else { "sheet" };
    page(&office, &clerk, places(&typed, name), |it| !it.wants_a_look(), None).await
}

/// The sheets that a form names.
fn places(typed: &Typed, name: &str) -> Vec<Place> {
    typed.all(name).filter_map(parsed).map(|(place, _)| place).collect()
}

/// The page, with what is ticked on it.
async fn page(
    office: &Office,
    clerk: &Clerk,
    places: Vec<Place>,
    ticked: impl Fn(&Candidate) -> bool,
    problem: Option<Problem>,
) -> Result<Response, Refused> {
    let (l, actor, at) = (clerk.lang, clerk.actor().clone(), office.now());
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((desk.edition(&actor.town)?, approving::look(desk, &actor, &places, at)?))
    });
    let (edition, candidates) = found.await.map_err(|fault| fault.page(l))?;
    let reason = reason(&candidates);
    let rows = candidates.into_iter().zip(0_usize..);
    let rows = rows.map(|(it, at)| Row { ticked: ticked(&it), ..row(&it, at, clerk) });
    let (open, shut) = rows.partition(|it| it.against.is_none());
    let title = l.say("まとめて承認する前の確認", "Before approving together");
    let frame = Frame::new(office, clerk, &office.town_name(&edition), title);
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let show = Show { frame, done: clerk.to("/approve/done"), open, shut, reason, problem };
    Ok((status, Html(show.render()?)).into_response())
}

/// What the decisions are for, where any of the sheets is decided: the titles of their stages.
fn reason(candidates: &[Candidate]) -> Option<String> {
    let decided = candidates.iter().filter(|it| it.role == Some(Role::Planning));
    let mut titles: Vec<&str> = decided.map(|it| it.opened.stage.title.as_str()).collect();
    titles.dedup();
    (!titles.is_empty()).then(|| titles.join("、"))
}

fn row(it: &Candidate, at: usize, clerk: &Clerk) -> Row {
    let (l, opened) = (clerk.lang, &it.opened);
    let sheet = clerk.to(&path(&opened.place));
    let told = it.findings.iter().filter(|it| it.severity() != Severity::Hint);
    let place = |finding| plan::check::place(&opened.edition, finding);
    Row {
        anchor: format!("s{at}"),
        value: value(&opened.place, Some(&seen_of(&opened.sheet))),
        title: title(&opened.edition, &opened.place, l),
        address: format!("{sheet}/review"),
        stand: l.of_pair(opened.sheet.stand().name()),
        version: opened.sheet.version(),
        due: due(opened.due(), clerk.actor().today, l),
        changes: changes(opened, l),
        demands: it.open_demands(),
        findings: told.map(|it| Found::of(it, place(it), l)).collect(),
        ticked: !it.wants_a_look(),
        against: it.against.as_ref().map(|error| l.say(error.ja(), error.to_string())),
    }
}

/// What would be decided in each field that says something else than what is decided.
fn changes(opened: &Opened, l: Lang) -> Vec<(String, String, String)> {
    let (layout, entries) = (opened.layout(), opened.entries());
    let changed = layout.fields().filter(|(_, asked)| asked.text(&entries) != asked.current);
    let label =
        |subject: &Subject, asked: &Asked| format!("{}　{}", subject.title, l.of_pair(asked.label.clone()));
    changed.map(|(of, it)| (label(of, it), short(&it.current), short(it.text(&entries)))).collect()
}

/// The beginning of a text: the whole stands in the sheet.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    let cut: String = text.chars().take(MOST).collect();
    if cut.len() < text.len() { cut + "…" } else { cut }
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
    let (l, actor, at) = (clerk.lang, clerk.actor().clone(), office.now());
    let reason = typed.get("reason").to_owned();
    if typed.has("reason") && reason.trim().is_empty() {
        let (chosen, said) = (places(&typed, "sheet"), l.say("理由を書いてください", "write the reason"));
        let problem = Some(Problem::at("reason", said));
        return page(
            &office,
            &clerk,
            places(&typed, "offered"),
            |it| chosen.contains(&it.opened.place),
            problem,
        )
        .await;
    }
    let asked =
        typed.all("sheet").filter_map(parsed).map(|(place, it)| (place, seen(&it, at))).collect::<Vec<_>>();
    let found = office.deed(move |office| {
        let desk = office.desk();
        let outcomes = approving::approve(desk, &actor, &asked, &reason)?;
        Ok((desk.edition(&actor.town)?, outcomes))
    });
    let (edition, outcomes) = found.await.map_err(|fault| fault.page(l))?;
    let title = l.say("まとめて承認した結果", "What was approved together");
    let frame = Frame::new(&office, &clerk, &office.town_name(&edition), title);
    let (mut done, mut left) = (vec![], vec![]);
    for it in &outcomes {
        let list = if it.done.is_ok() { &mut done } else { &mut left };
        list.push(told(it, &edition, &clerk));
    }
    Ok(Html(Done { frame, done, left }.render()?).into_response())
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
