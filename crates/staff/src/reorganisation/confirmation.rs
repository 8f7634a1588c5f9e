//! 3 確認: what changes and what does not; then it is a draft.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::reorganising::{self, Prospect};
use plan::opening::{Sentence, Weight};
use plan::reorganisation::PostMove;
use plan::reorganisation::refusal::Refusal;
use web::Lang;

use super::steps::{self, names};
use super::{Head, Id, foreseen, revision};
use crate::clerk::Clerk;
use crate::difference::{self, Changed};
use crate::findings::{self, Found};
use crate::frame::Frame;
use crate::office::Office;
use crate::person::words;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "reorganisation/confirmation.html")]
struct Show {
    frame: Frame,
    head: Head,
    /// Why it cannot be yet.
    wrong: Vec<String>,
    steps: Vec<String>,
    sentences: Vec<(&'static str, Vec<String>)>,
    posts: Vec<(String, String, String)>,
    findings: Vec<Found>,
    changes: Vec<Changed>,
    count: usize,
    moved: usize,
}

/// Changes of one page.
const SHOWN: usize = 300;

/// `GET /{code}/reorganisations/{id}/confirm`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let foreseen = foreseen(&office, &clerk, &id).await?;
    let posts = posts(&office, &clerk, &foreseen).await?;
    Ok(Html(page(&office, &clerk, &foreseen, posts).render()?))
}

/// Posts that would need another organisation, told as they would be.
async fn posts(
    office: &Office,
    clerk: &Clerk,
    foreseen: &Prospect,
) -> Result<Vec<(String, String, String)>, Refused> {
    let Some(ahead) = &foreseen.ahead else { return Ok(vec![]) };
    let (actor, after) = (clerk.actor().clone(), ahead.after.clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((reorganising::posts_in(desk, &actor, &after)?, desk::names::of(desk, &actor)?))
    });
    let (moves, people) = found.await.map_err(|fault| fault.page(clerk.lang))?;
    let (l, names) = (clerk.lang, names(foreseen, clerk.lang, clerk));
    let one = |it: &PostMove| {
        let heirs = it.heirs.iter().map(|id| names.of(id)).collect::<Vec<_>>().join(l.say("、", ", "));
        let to = if heirs.is_empty() { l.say("終わる", "ends").to_owned() } else { heirs };
        (people.of(&it.staff), words::post(&foreseen.edition, &it.post, it.post.from, l), to)
    };
    Ok(moves.iter().map(one).collect())
}

fn page(office: &Office, clerk: &Clerk, foreseen: &Prospect, posts: Vec<(String, String, String)>) -> Show {
    let (l, names, head) =
        (clerk.lang, names(foreseen, clerk.lang, clerk), Head::of(&foreseen.standing, clerk));
    let effect = foreseen.effect.as_ref().and_then(|it| it.as_ref().ok());
    let ahead = foreseen.ahead.as_ref();
    let mut changes =
        ahead.map_or(vec![], |it| difference::of_draft(&foreseen.edition, &it.after, &it.draft, clerk));
    changes.truncate(SHOWN);
    Show {
        frame: Frame::new(office, clerk, &office.town_name(&foreseen.edition), head.title.clone()),
        wrong: wrong(foreseen, clerk),
        steps: foreseen.standing.prepared.steps.iter().map(|it| names.step(it)).collect(),
        sentences: sentences(effect.map_or(&[][..], |it| &it.told), l),
        posts,
        findings: ahead.map_or(vec![], |it| findings::told(&it.after, &it.findings, false, l)),
        count: ahead.map_or(0, |it| it.draft.edits.len()),
        moved: effect.map_or(0, |it| it.moved.iter().filter(|it| it.goes()).count()),
        changes,
        head,
    }
}

fn wrong(foreseen: &Prospect, clerk: &Clerk) -> Vec<String> {
    let (l, names) = (clerk.lang, names(foreseen, clerk.lang, clerk));
    match &foreseen.effect {
        None if foreseen.standing.prepared.effective.is_none() => {
            vec![l.say("施行日を入力してください", "Type the day on which it takes effect").to_owned()]
        }
        Some(Err(refused)) => refused.iter().map(|it: &Refusal| steps::why(it, &names)).collect(),
        _ => vec![],
    }
}

fn sentences(told: &[Sentence], l: Lang) -> Vec<(&'static str, Vec<String>)> {
    let of = |weight: Weight| {
        let own = told.iter().filter(|it| it.weight == weight);
        (l.of_pair(weight.name()), own.map(|it| l.say(&it.ja, &it.en).clone()).collect::<Vec<_>>())
    };
    [Weight::Look, Weight::Done, Weight::Kept]
        .map(of)
        .into_iter()
        .filter(|(_, all)| !all.is_empty())
        .collect()
}

/// `POST /{code}/reorganisations/{id}/draft`.
pub(crate) async fn propose(
    State(office): State<Office>,
    Path((_, id)): Id,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, seen, own) = (clerk.actor().clone(), revision(&typed), id.clone());
    let work = move |office: &Office| reorganising::propose(office.desk(), &actor, &own, seen, office.now());
    match office.deed(work).await {
        Ok(draft) => Ok(Redirect::to(&clerk.to(&format!("/drafts/{}?done=opened", draft.0))).into_response()),
        Err(fault) => steps::again(&office, &clerk, &id, &typed, fault).await,
    }
}
