//! `/{code}/drafts/`: 起案 that wait for their decision: from files, from the opening of a year, from an undo.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::awaiting::{Roster, roster};
use desk::proposing::{self, Version};
use desk::{checking, deciding, shaping};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;

use crate::account::moment;
use crate::alone::who_else;
use crate::clerk::Clerk;
use crate::difference::{self, Changed};
use crate::findings::{self, Found};
use crate::forms::Warned;
use crate::frame::Frame;
use crate::office::{Fault, Office};
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "draft/index.html")]
struct Index {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    title: String,
    address: String,
    by: String,
    begun: String,
    changes: usize,
}

#[derive(Template)]
#[template(path = "draft/show.html")]
struct Show {
    frame: Frame,
    row: Row,
    sources: Vec<String>,
    overtaken: usize,
    findings: Vec<Found>,
    /// What goes although people have typed into it.
    touched: Vec<Warned>,
    changes: Vec<Changed>,
    /// Changes beyond those that one page shows.
    more: usize,
    /// Which text of the draft this is.
    seen: String,
    /// The reason as it stands in the form.
    reason: String,
    typed: Typed,
    /// Why nothing was done.
    said: Option<String>,
    /// Why the reader does not decide it, and who does.
    instead: Option<String>,
}

/// Changes of one page.
const SHOWN: usize = 200;

/// `GET /{code}/drafts/`.
pub(crate) async fn index(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, actor) = (clerk.lang, clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let drafts = proposing::list(desk, &actor)?;
        Ok((desk.edition(&actor.town)?, drafts, desk::names::of(desk, &actor)?))
    });
    let (edition, drafts, names) = found.await.map_err(|fault| fault.page(l))?;
    let rows = drafts.iter().map(|it| row(it, &names, &clerk)).collect();
    let frame =
        Frame::new(&office, &clerk, &office.town_name(&edition), l.say("決裁を待つ起案", "Drafts that wait"));
    Ok(Html(Index { frame, rows }.render()?))
}

fn row(draft: &plan::draft::Draft, names: &desk::names::Names, clerk: &Clerk) -> Row {
    let id = web::encode(&draft.id.0);
    Row {
        title: draft.title.clone(),
        address: clerk.to(&format!("/drafts/{id}")),
        by: names.of(&draft.by),
        begun: moment(draft.begun, clerk.lang),
        changes: draft.edits.len(),
    }
}

/// `GET /{code}/drafts/{id}`: what it would change, and what the checks say of it.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    page(&office, &clerk, DraftId(id), Typed::default(), None).await
}

/// A draft as it waits, with what was typed below it.
async fn page(
    office: &Office,
    clerk: &Clerk,
    id: DraftId,
    typed: Typed,
    said: Option<String>,
) -> Result<Html<String>, Refused> {
    let found = found(office, clerk, id).await?;
    let (l, before, draft, checked) = (clerk.lang, &found.before, &found.draft, &found.checked);
    let row = row(draft, &found.names, clerk);
    let page = Show {
        frame: Frame::new(office, clerk, &office.town_name(before), draft.title.clone()),
        sources: draft.sources.iter().map(|it| it.name.clone()).collect(),
        overtaken: draft.overtaken(before).len(),
        touched: found.touched.iter().map(|it| Warned::of(it, l)).collect(),
        findings: findings::told(&checked.edition, &checked.findings, false, l),
        changes: changes(clerk, &found),
        more: draft.edits.len().saturating_sub(SHOWN),
        seen: found.version.to_string(),
        reason: if typed.has("reason") { typed.get("reason").to_owned() } else { row.title.clone() },
        instead: who_else(&draft.writers(), clerk.actor(), (&found.roster, before), l),
        row,
        typed,
        said,
    };
    Ok(Html(page.render()?))
}

/// A draft with all that its page says of it.
struct Known {
    before: Arc<Edition>,
    draft: Draft,
    version: Version,
    checked: checking::Checked,
    names: desk::names::Names,
    touched: Vec<shaping::Touched>,
    roster: Roster,
}

async fn found(office: &Office, clerk: &Clerk, id: DraftId) -> Result<Known, Refused> {
    let (town, actor) = (clerk.town().clone(), clerk.actor().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let before = desk.edition(&town)?;
        // Read first: whoever is faster than the rest of this page makes what it names out of date.
        let (draft, version) = proposing::waiting(desk, &actor, &id)?;
        let checked = checking::draft(desk, &town, &id, office.now())?;
        let touched = shaping::touched(desk, &actor, &draft)?;
        let (names, roster) = (desk::names::of(desk, &actor)?, roster(desk, &actor)?);
        Ok(Known { before, draft, version, checked, names, touched, roster })
    });
    found.await.map_err(|fault| not_waiting(fault, clerk.lang))
}

/// Why there is no such page; of a draft that is no more, where to look for what became of it.
fn not_waiting(fault: Fault, l: web::Lang) -> Refused {
    if !matches!(fault, Fault::Desk(desk::Error::NotFound)) {
        return fault.page(l);
    }
    let advice = l.say(
        "決裁されたか、取り下げられたか、はじめから無い起案です。いま何かが変わったわけではありません。決裁されたものは「履歴」に、待っているものは「決裁を待つ起案」にあります。",
        "It was decided, was withdrawn, or never was; nothing was changed just now. What was decided stands in the history, what waits in the list of drafts.",
    );
    Refused::new(
        StatusCode::NOT_FOUND,
        l,
        ("この起案は決裁を待っていません", "This draft does not wait"),
        advice,
    )
}

fn changes(clerk: &Clerk, found: &Known) -> Vec<Changed> {
    let (before, after) = (&found.before, &found.checked.edition);
    let known = |id: &plan::record::RecordId| {
        crate::history::of_record(clerk, before, None, id).filter(|_| before.since(id).is_some())
    };
    let changed = |it: plan::diff::Difference| Changed::of(&it, after, clerk).remembered_at(known(&it.id));
    difference::of_edits(before, after, &found.draft.edits).take(SHOWN).map(changed).collect()
}

/// `POST /{code}/drafts/{id}/decide`.
pub(crate) async fn decide(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, grounds) = (clerk.actor().clone(), crate::sheet::grounds(&typed));
    let (draft, seen) = (DraftId(id.clone()), Version::named(typed.get("seen")));
    let decided = office.deed(move |office| {
        deciding::settle(office.desk(), &actor, (&draft, Some(&seen)), &grounds, office.now()).map(drop)
    });
    let decided = decided.await;
    answer(&office, &clerk, (decided, "decided"), DraftId(id), typed).await
}

/// `POST /{code}/drafts/{id}/withdraw`.
pub(crate) async fn withdraw(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (actor, draft) = (clerk.actor().clone(), DraftId(id.clone()));
    let seen = Version::named(typed.get("seen"));
    let done = office.deed(move |office| deciding::give_up(office.desk(), &actor, (&draft, &seen))).await;
    answer(&office, &clerk, (done, "withdrawn"), DraftId(id), typed).await
}

/// On to the list; or the draft as it is now, where it is not the one that was seen.
async fn answer(
    office: &Office,
    clerk: &Clerk,
    (done, word): (Result<(), Fault>, &str),
    id: DraftId,
    typed: Typed,
) -> Result<Response, Refused> {
    match done {
        Ok(()) => Ok(Redirect::to(&clerk.to(&format!("/drafts/?done={word}"))).into_response()),
        Err(Fault::Desk(error)) if error.is_overtaken() => {
            let said = clerk.lang.say(
                "表示してから、ほかの人がこの起案を作り直しました。決裁も取下げもしていません。いまの内容は下のとおりです。確かめてから、もう一度押してください。",
                "Somebody proposed this anew after it was shown. Nothing was decided or withdrawn. Below it stands as it is now: look through it, then press again.",
            );
            let page = page(office, clerk, id, typed, Some(said.to_owned())).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(fault) => Err(not_waiting(fault, clerk.lang).keeping(&typed)),
    }
}
