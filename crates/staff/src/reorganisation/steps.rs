//! 1 何が起きるか: title, day, note and steps of one reorganisation.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::reorganising::{Amendment, Prospect};
use plan::edition::Edition;
use plan::reorganisation::Step;
use plan::reorganisation::refusal::Refusal;
use web::Lang;

use super::words::Names;
use super::{Head, Id, amend, foreseen, revision, said, sent};
use crate::choices::{self, Choice};
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::post_form::day;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "reorganisation/steps.html")]
struct Show {
    frame: Frame,
    head: Head,
    /// What was wrong with what was sent.
    problem: Option<String>,
    effective: String,
    title: String,
    note: String,
    steps: Vec<Told>,
    /// 直すこと about the whole.
    wrong: Vec<String>,
    moved: usize,
    /// Organisations that can be chosen, those that this reorganisation founds among them.
    organisations: Vec<Choice>,
    kept: BTreeMap<String, String>,
    /// 送られた内容 that could not be taken, where there is no form to show it in.
    sent: Vec<String>,
}

/// One step in words.
struct Told {
    at: usize,
    name: &'static str,
    words: String,
    wrong: Vec<String>,
}

impl Show {
    /// What stands half typed in a field of one kind of step.
    fn typed(&self, kind: &str, field: &str) -> &str {
        let own = self.kept.get("kind").is_some_and(|it| it == kind);
        self.kept.get(field).filter(|_| own).map_or("", String::as_str)
    }

    fn is_open(&self, kind: &str) -> bool {
        self.kept.get("kind").is_some_and(|it| it == kind)
    }

    /// The organisations, with what was chosen in a field of one kind of step.
    fn choices(&self, kind: &str, field: &str) -> Vec<Choice> {
        let chosen: Vec<&str> = self.typed(kind, field).lines().collect();
        let choice = |it: &Choice| Choice { chosen: chosen.contains(&it.value.as_str()), ..it.clone() };
        self.organisations.iter().map(choice).collect()
    }
}

/// `GET /{code}/reorganisations/{id}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let foreseen = foreseen(&office, &clerk, &id).await?;
    let kept = foreseen.standing.prepared.half_typed.clone();
    Ok(Html(page(&office, &clerk, &foreseen, kept, None).render()?))
}

fn page(
    office: &Office,
    clerk: &Clerk,
    foreseen: &Prospect,
    kept: BTreeMap<String, String>,
    problem: Option<String>,
) -> Show {
    let (l, prepared, edition) = (clerk.lang, &foreseen.standing.prepared, &*foreseen.edition);
    let head = Head::of(&foreseen.standing, clerk);
    let is_frame = kept.contains_key("effective");
    let raw = |name: &str, saved: String| match kept.get(name) {
        Some(typed) if is_frame => typed.clone(),
        _ => saved,
    };
    let refused = foreseen.effect.as_ref().and_then(|it| it.as_ref().err()).map_or(&[][..], Vec::as_slice);
    Show {
        frame: Frame::new(office, clerk, &office.town_name(edition), head.title.clone()),
        problem,
        effective: raw("effective", prepared.effective.map_or(String::new(), plan::era::day_name)),
        title: raw("title", prepared.title.clone()),
        note: raw("note", prepared.note.clone()),
        steps: told(foreseen, refused, l, clerk),
        wrong: of_the_whole(foreseen, refused, l, clerk),
        moved: foreseen.effect.as_ref().and_then(|it| it.as_ref().ok()).map_or(0, |it| it.moved.len()),
        organisations: organisations(edition, foreseen, l, clerk),
        sent: sent::words(&kept).map(str::to_owned).collect(),
        head,
        kept,
    }
}

pub(super) fn names<'a>(foreseen: &'a Prospect, l: Lang, clerk: &Clerk) -> Names<'a> {
    let prepared = &foreseen.standing.prepared;
    let before = prepared.effective.and_then(|day| day.yesterday().ok()).unwrap_or(clerk.actor().today);
    Names { edition: &foreseen.edition, steps: &prepared.steps, before, l }
}

fn told(foreseen: &Prospect, refused: &[Refusal], l: Lang, clerk: &Clerk) -> Vec<Told> {
    let names = names(foreseen, l, clerk);
    let wrong = |step: &Step| {
        let about = refused.iter().filter(|it| it.about().is_some_and(|id| names_it(step, id)));
        about.map(|it| why(it, &names)).collect::<Vec<_>>()
    };
    let one = |(at, it): (usize, &Step)| Told {
        at,
        name: l.of_pair(it.name()),
        words: names.step(it),
        wrong: wrong(it),
    };
    foreseen.standing.prepared.steps.iter().enumerate().map(one).collect()
}

fn names_it(step: &Step, id: &plan::record::RecordId) -> bool {
    let heirs = match step {
        Step::Merge { into, .. } => std::slice::from_ref(into),
        Step::Split { into, .. } => into,
        _ => &[],
    };
    step.about().contains(id) || heirs.contains(id)
}

pub(super) fn why(refused: &Refusal, names: &Names<'_>) -> String {
    let name = refused.about().map_or(String::new(), |id| names.of(id));
    let told = names.l.say(refused.ja(&name), refused.en(&name));
    let titles = refused.left().iter().map(|id| web::title_on(names.edition, id, names.before));
    let named: Vec<String> =
        titles.take(NAMED).map(|it| names.l.say(format!("「{it}」"), format!("“{it}”"))).collect();
    if named.is_empty() {
        return told;
    }
    let more = refused.left().len() - named.len();
    let rest = if more == 0 {
        String::new()
    } else {
        names.l.say(format!(" ほか{more}件"), format!(" and {more} more"))
    };
    names.l.say(format!("{told}：{}{rest}", named.concat()), format!("{told}: {}{rest}", named.join(", ")))
}

/// 引継先のない記録 named in a sentence; of more of them their number.
const NAMED: usize = 5;

/// What is wrong and about no step that is there.
fn of_the_whole(foreseen: &Prospect, refused: &[Refusal], l: Lang, clerk: &Clerk) -> Vec<String> {
    let (names, steps) = (names(foreseen, l, clerk), &foreseen.standing.prepared.steps);
    let apart = refused.iter().filter(|it| {
        let about = it.about();
        !steps.iter().any(|step| about.is_some_and(|id| names_it(step, id)))
    });
    // Nothing is wrong with a page on which nothing was begun.
    apart.filter(|it| !matches!(it, Refusal::NothingHappens)).map(|it| why(it, &names)).collect()
}

fn organisations(edition: &Edition, foreseen: &Prospect, l: Lang, clerk: &Clerk) -> Vec<Choice> {
    let prepared = &foreseen.standing.prepared;
    let day = prepared.effective.unwrap_or(clerk.actor().today);
    let mut all = choices::organisations(edition, day, "", "");
    all.remove(0);
    let new = prepared.steps.iter().filter_map(|it| match it {
        Step::Establish { organisation, name, .. } => {
            let words = l.say(format!("{name}（新設）"), format!("{name} (new)"));
            Some(Choice::new(organisation.to_string(), words, ""))
        }
        _ => None,
    });
    all.extend(new);
    all
}

/// The page once more, with why it was not done and all that was typed.
pub(super) async fn again(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    typed: &Typed,
    fault: Fault,
) -> Result<Response, Refused> {
    let (status, problem) = said(fault, clerk.lang)?;
    let kept = sent::kept(typed);
    if status == StatusCode::UNPROCESSABLE_ENTITY {
        // 書きかけ: it is there tomorrow too. Where somebody else was faster, the page still shows it.
        let _ = amend(office, clerk, id, revision(typed), Amendment::Keep(kept.clone())).await;
    }
    let foreseen = foreseen(office, clerk, id).await?;
    Ok((status, Html(page(office, clerk, &foreseen, kept, Some(problem)).render()?)).into_response())
}

async fn settled(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    typed: &Typed,
    amendment: Result<Amendment, desk::Error>,
) -> Result<Response, Refused> {
    let done = match amendment {
        Ok(amendment) => amend(office, clerk, id, revision(typed), amendment).await,
        Err(error) => Err(Fault::Desk(error)),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&clerk.to(&format!("/reorganisations/{id}?done=kept"))).into_response()),
        Err(fault) => again(office, clerk, id, typed, fault).await,
    }
}

/// `POST /{code}/reorganisations/{id}/frame`.
pub(crate) async fn frame(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (title, note) = (typed.get("title").to_owned(), typed.get("note").to_owned());
    let framed = day(&typed, "effective").map(|effective| Amendment::Frame { title, effective, note });
    settled(&office, &clerk, &id, &typed, framed).await
}

/// `POST /{code}/reorganisations/{id}/steps`.
pub(crate) async fn add(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    settled(&office, &clerk, &id, &typed, sent::adding(&typed).map(Amendment::Add)).await
}

/// `POST /{code}/reorganisations/{id}/steps/{at}/remove`.
pub(crate) async fn remove(
    State(office): State<Office>,
    Path((_, id, at)): Path<(String, String, usize)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    settled(&office, &clerk, &id, &typed, Ok(Amendment::Remove(at))).await
}
