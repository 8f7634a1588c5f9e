//! `/{code}/drafts/`: 起案 that wait for their decision: from files, from the opening of a year, from an undo.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use desk::{checking, deciding, shaping};
use plan::draft::DraftId;

use crate::account::moment;
use crate::clerk::Clerk;
use crate::difference::{self, Changed};
use crate::findings::{self, Found};
use crate::forms::Warned;
use crate::frame::Frame;
use crate::office::Office;
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
}

/// Changes of one page.
const SHOWN: usize = 200;

/// `GET /{code}/drafts/`.
pub(crate) async fn index(State(office): State<Office>, clerk: Clerk) -> Result<Html<String>, Refused> {
    let (l, town) = (clerk.lang, clerk.town().clone());
    let found = office.deed(move |office| {
        let desk = office.desk();
        Ok((desk.edition(&town)?, desk.drafts(&town)?, desk::names::of(desk, &town)?))
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
    let (l, town, actor) = (clerk.lang, clerk.town().clone(), clerk.actor().clone());
    let found = office.deed(move |office| {
        let (desk, id) = (office.desk(), DraftId(id));
        let (before, draft) = (desk.edition(&town)?, desk.draft(&town, &id)?);
        let checked = checking::draft(desk, &town, &id, office.now())?;
        let touched = shaping::touched(desk, &actor, &draft)?;
        Ok((before, draft, checked, desk::names::of(desk, &town)?, touched))
    });
    let (before, draft, checked, names, touched) = found.await.map_err(|fault| fault.page(l))?;
    let changes = difference::of_edits(&before, &checked.edition, &draft.edits);
    let known = |id: &plan::record::RecordId| {
        crate::history::of_record(&clerk, &before, None, id).filter(|_| before.since(id).is_some())
    };
    let changed =
        |it: plan::diff::Difference| Changed::of(&it, &checked.edition, l).remembered_at(known(&it.id));
    let changes: Vec<Changed> = changes.take(SHOWN).map(changed).collect();
    let more = draft.edits.len().saturating_sub(SHOWN);
    let page = Show {
        frame: Frame::new(&office, &clerk, &office.town_name(&before), draft.title.clone()),
        row: row(&draft, &names, &clerk),
        sources: draft.sources.iter().map(|it| it.name.clone()).collect(),
        overtaken: draft.overtaken(&before).len(),
        touched: touched.iter().map(|it| Warned::of(it, l)).collect(),
        findings: findings::told(&checked.edition, &checked.findings, false, l),
        changes,
        more,
    };
    Ok(Html(page.render()?))
}

/// `POST /{code}/drafts/{id}/decide`.
pub(crate) async fn decide(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (actor, grounds) = (clerk.actor().clone(), crate::sheet::grounds(&typed));
    let decided = office
        .deed(move |office| deciding::settle(office.desk(), &actor, &DraftId(id), &grounds, office.now()))
        .await;
    decided.map_err(|fault| fault.page(clerk.lang).keeping(&typed))?;
    Ok(Redirect::to(&clerk.to("/drafts/?done=decided")))
}

/// `POST /{code}/drafts/{id}/withdraw`.
pub(crate) async fn withdraw(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
) -> Result<Redirect, Refused> {
    let actor = clerk.actor().clone();
    let done = office.deed(move |office| deciding::give_up(office.desk(), &actor, &DraftId(id))).await;
    done.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&clerk.to("/drafts/?done=withdrawn")))
}
