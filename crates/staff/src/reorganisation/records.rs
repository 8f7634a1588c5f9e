//! 2 誰が引き継ぐか: every record that moves, by organisation and kind; where there are several heirs, a choice each.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::reorganising::{Amendment, Progress, Prospect};
use plan::record::{Kind, RecordId};
use plan::reorganisation::{Choice as Chosen, Effect, Matter, Moved};

use super::steps::names;
use super::{Head, Id, amend, foreseen, revision, said};
use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "reorganisation/records.html")]
struct Show {
    frame: Frame,
    head: Head,
    problem: Option<String>,
    groups: Vec<Group>,
    count: usize,
    /// Whether it can be made a draft as it is.
    is_sound: bool,
}

/// Everything of one organisation.
struct Group {
    id: String,
    name: String,
    heirs: Vec<Choice>,
    matters: Vec<(&'static str, Vec<Row>)>,
    open: usize,
}

struct Row {
    /// The name of its field.
    key: String,
    anchor: String,
    title: String,
    address: Option<String>,
    heir: String,
    heirs: Vec<Choice>,
}

/// What the field of a record is called.
fn key(it: &Moved) -> String {
    format!("to:{}:{}", it.of, it.record)
}

/// `GET /{code}/reorganisations/{id}/records`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let foreseen = foreseen(&office, &clerk, &id).await?;
    Ok(Html(page(&office, &clerk, &foreseen, &Typed::default(), None).render()?))
}

fn page(office: &Office, clerk: &Clerk, foreseen: &Prospect, typed: &Typed, problem: Option<String>) -> Show {
    let effect = foreseen.effect.as_ref().and_then(|it| it.as_ref().ok());
    let head = Head::of(&foreseen.standing, clerk);
    let mut groups: Vec<Group> = vec![];
    for it in effect.iter().flat_map(|it| &it.moved) {
        let row = row(it, foreseen, typed, clerk);
        let name = clerk.lang.of_pair(it.matter.name());
        let at = groups.iter().position(|group| group.id == it.of.as_str()).unwrap_or_else(|| {
            groups.push(group(it, foreseen, clerk));
            groups.len() - 1
        });
        let group = &mut groups[at];
        group.open += usize::from(it.is_open() && !head.is_decided);
        match group.matters.last_mut().filter(|(last, _)| *last == name) {
            Some((_, rows)) => rows.push(row),
            None => group.matters.push((name, vec![row])),
        }
    }
    number(&mut groups);
    let town = office.town_name(&foreseen.edition);
    Show {
        frame: Frame::new(office, clerk, &town, head.title.clone()),
        count: effect.map_or(0, |it| it.moved.len()),
        is_sound: effect.is_some(),
        head,
        problem,
        groups,
    }
}

/// Every field its own anchor.
fn number(groups: &mut [Group]) {
    let rows = groups.iter_mut().flat_map(|it| &mut it.matters).flat_map(|(_, rows)| rows);
    rows.enumerate().for_each(|(at, row)| row.anchor = format!("r-{at}"));
}

fn group(it: &Moved, foreseen: &Prospect, clerk: &Clerk) -> Group {
    let names = names(foreseen, clerk.lang, clerk);
    let mut heirs = it.heirs.clone();
    heirs.sort();
    Group {
        id: it.of.to_string(),
        name: names.of(&it.of),
        heirs: heirs.iter().map(|id| Choice::new(id.to_string(), names.of(id), "")).collect(),
        matters: vec![],
        open: 0,
    }
}

fn row(it: &Moved, foreseen: &Prospect, typed: &Typed, clerk: &Clerk) -> Row {
    let (l, names, key) = (clerk.lang, names(foreseen, clerk.lang, clerk), key(it));
    let chosen = if typed.has(&key) { typed.get(&key) } else { it.heir.as_str() };
    let words = |id: &RecordId| {
        let stays = if *id == it.of { l.say("（そのまま）", " (stays)") } else { "" };
        let default =
            if it.heirs.first() == Some(id) && it.is_open() { l.say("　案", " — proposed") } else { "" };
        format!("{}{stays}{default}", names.of(id))
    };
    Row {
        anchor: String::new(),
        title: web::title_on(&foreseen.edition, &it.record, names.before),
        address: address(it, clerk),
        heir: if it.matter == Matter::Stage { all_heirs(it, foreseen, clerk) } else { names.of(&it.heir) },
        heirs: if it.is_open() && foreseen.standing.progress != Progress::Decided {
            it.heirs.iter().map(|id| Choice::new(id.to_string(), words(id), chosen)).collect()
        } else {
            vec![]
        },
        key,
    }
}

/// Of a stage every heir owes a sheet.
fn all_heirs(it: &Moved, foreseen: &Prospect, clerk: &Clerk) -> String {
    let names = names(foreseen, clerk.lang, clerk);
    it.heirs.iter().map(|id| names.of(id)).collect::<Vec<_>>().join(clerk.lang.say("、", ", "))
}

/// Its page, as the public will see it.
fn address(it: &Moved, clerk: &Clerk) -> Option<String> {
    let kind = match it.matter {
        Matter::Section => Kind::Organisation,
        Matter::Indicator => Kind::Indicator,
        Matter::Stage => return None,
        Matter::Plan | Matter::Issue | Matter::Priority | Matter::Element => Kind::Plan,
    };
    let part = match kind {
        Kind::Organisation => "departments",
        Kind::Indicator => "indicators",
        _ => "plan",
    };
    Some(clerk.to(&format!("/preview/{part}/{}", web::encode(it.record.as_str()))))
}

/// `POST /{code}/reorganisations/{id}/records`.
pub(crate) async fn choose(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let found = foreseen(&office, &clerk, &id).await?;
    let effect = found.effect.as_ref().and_then(|it| it.as_ref().ok());
    let done = match effect.map_or(Ok(vec![]), |effect| chosen(effect, &typed)) {
        Ok(choices) => amend(&office, &clerk, &id, revision(&typed), Amendment::Choose(choices)).await,
        Err(error) => Err(Fault::Desk(error)),
    };
    let next = if typed.has("next") { "confirm" } else { "records" };
    match done {
        Ok(()) => {
            Ok(Redirect::to(&clerk.to(&format!("/reorganisations/{id}/{next}?done=kept"))).into_response())
        }
        Err(fault) => {
            let (status, problem) = said(fault, clerk.lang)?;
            let now = foreseen(&office, &clerk, &id).await?;
            let page = page(&office, &clerk, &now, &typed, Some(problem));
            Ok((status, Html(page.render()?)).into_response())
        }
    }
}

/// What was chosen record by record, or for all of one organisation at once. Only what is asked for is read: nothing that was forged
/// finds a record.
fn chosen(effect: &Effect, typed: &Typed) -> Result<Vec<Chosen>, desk::Error> {
    let mut chosen = vec![];
    for it in effect.moved.iter().filter(|it| it.is_open()) {
        let all =
            (typed.get("all") == it.of.as_str()).then(|| typed.get(&format!("all:{}", it.of)).to_owned());
        let own = Some(typed.get(&key(it)).to_owned());
        let Some(heir) = all.or(own).filter(|it| !it.is_empty()) else { continue };
        let heir = RecordId::new(heir);
        if it.heirs.contains(&heir) {
            chosen.push(Chosen { record: it.record.clone(), of: it.of.clone(), heir });
        } else if typed.get("all") != it.of.as_str() {
            return Err(desk::Error::invalid(
                "heir",
                "引継先は、示された組織から選んでください",
                "choose one of the organisations that are offered",
            ));
        }
    }
    Ok(chosen)
}
