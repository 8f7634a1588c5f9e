//! `/{code}/manual/`: 操作の手引き, a chapter a task. Every page of the staff's side leads to the chapter about it, and the steps of
//! the chapters are carried out by the browser tests as they stand.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use plan::role::Role;
use web::Lang;

use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;

mod chapter;
mod rendered;

pub(crate) use chapter::{Chapter, about, chapters};

/// The contents, by whose work the chapters are about.
#[derive(Template)]
#[template(path = "manual/index.html")]
struct Index {
    frame: Frame,
    /// Of the reader's own posts, and of everybody.
    own: Vec<Part>,
    /// Of the others.
    others: Vec<Part>,
}

/// The chapters of a role.
struct Part {
    name: &'static str,
    chapters: Vec<&'static Chapter>,
}

#[derive(Template)]
#[template(path = "manual/chapter.html")]
struct Show {
    frame: Frame,
    chapter: &'static Chapter,
    before: Option<&'static Chapter>,
    after: Option<&'static Chapter>,
}

#[derive(Template)]
#[template(path = "manual/all.html")]
struct All {
    frame: Frame,
    parts: Vec<Part>,
}

/// `GET /{code}/manual/`.
pub(crate) async fn index(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let roles: Vec<Role> = clerk.actor().roles().collect();
    let (own, others) = groups()
        .into_iter()
        .partition::<Vec<_>, _>(|it| it.is_empty() || it.iter().any(|of| roles.contains(of)));
    let l = clerk.lang;
    let in_words = |groups: Vec<&'static [Role]>| groups.into_iter().map(|it| part(it, l)).collect();
    let frame = frame(&office, &clerk, title(l)).await?;
    Ok(Html(Index { frame, own: in_words(own), others: in_words(others) }.render()?))
}

/// `GET /{code}/manual/all`: everything as one document, to print.
pub(crate) async fn all(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let parts = groups().into_iter().map(|it| part(it, clerk.lang)).collect();
    let words = clerk.lang.say("操作の手引き（全体）", "The whole manual");
    let frame = frame(&office, &clerk, words).await?;
    Ok(Html(All { frame, parts }.render()?))
}

/// `GET /{code}/manual/{chapter}`.
pub(crate) async fn show(
    State(office): State<Office>,
    clerk: Clerk,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, Refused> {
    let at = chapters().iter().position(|it| it.id == id);
    let (at, chapter) =
        at.and_then(|at| Some((at, chapters().get(at)?))).ok_or_else(|| Refused::not_found(clerk.lang))?;
    let before = at.checked_sub(1).and_then(|at| chapters().get(at));
    let frame = frame(&office, &clerk, chapter.title).await?;
    Ok(Html(Show { frame, chapter, before, after: chapters().get(at + 1) }.render()?))
}

fn title(l: Lang) -> &'static str {
    l.say("操作の手引き", "Manual")
}

async fn frame(office: &Office, clerk: &Clerk, title: &str) -> Result<Frame, Refused> {
    Ok(Frame::new(office, clerk, &office.town_of(clerk).await?, title))
}

/// Whose work the chapters are about, in the order of the chapters; nobody's in particular is everybody's.
fn groups() -> Vec<&'static [Role]> {
    let mut groups: Vec<&[Role]> = chapters().iter().map(|it| it.roles.as_slice()).collect();
    groups.dedup();
    groups
}

fn part(roles: &'static [Role], l: Lang) -> Part {
    let name = roles.first().map_or(l.say("どの人にも", "Everybody"), |first| match first {
        Role::SectionChief => l.say("課長・部長", "section chief, department head"),
        role => l.of_pair(role.name()),
    });
    Part { name, chapters: chapters().iter().filter(|it| it.roles == roles).collect() }
}
