//! `/{code}/sheets/{stage}/{organisation}/merge`: 行き違い: mine, theirs, merged. Works without scripts.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::filling::{self, Page, Saved};
use desk::sheet::{Clash, Opened};
use plan::form::FieldId;
use plan::sheet::changes::{Stretch, changes};
use plan::sheet::merge::{Merged, merge as merged};

use super::Here;
use super::field::anchor;
use super::head::Head;
use super::marked::tag;
use super::save::{fields, shown};
use super::shown::Shown;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "sheet/merge.html")]
struct Show {
    frame: Frame,
    head: Head,
    decided: u64,
    action: String,
    sheet: String,
    rows: Vec<Row>,
}

/// One field that two people changed.
struct Row {
    id: String,
    anchor: String,
    label: String,
    by: String,
    shown: Shown,
    mine: Vec<Stretch>,
    theirs: Vec<Stretch>,
    /// 統合案.
    proposal: String,
    clashes: usize,
}

/// `GET …/merge`.
pub(crate) async fn merge(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let (l, today) = (here.clerk.lang, here.clerk.actor().today);
    let actor = here.clerk.actor().clone();
    let names =
        office.deed(move |office| desk::names::of(office.desk(), &actor)).await.map_err(|it| it.page(l))?;
    let layout = opened.layout();
    let rows = opened.clashes.iter().filter_map(|(id, clash)| {
        let (subject, asked) = layout.field(id)?;
        let label = format!("{}　{}", subject.title, l.of_pair(asked.label.clone()));
        let row = row(&opened, id, clash, label, &names);
        let mine = opened.filled.get(id).is_some_and(|it| it.value.entry.by == here.clerk.actor().id);
        let elsewhere = || l.say("あなたの別の画面", "another page of yours").to_owned();
        Some(if mine { Row { by: elsewhere(), ..row } } else { row })
    });
    let rows: Vec<Row> = rows.collect();
    let title = l.say("行き違いを一つにする", "Merge what was typed at once");
    let frame = Frame::new(&office, &here.clerk, &office.town_name(&opened.edition), title);
    let head = Head::of(&opened, today, l);
    let (decided, action, sheet) = (opened.edition.number().0, here.to("/merge"), here.to(""));
    Ok(Html(Show { frame, head, decided, action, sheet, rows }.render()?))
}

fn row(opened: &Opened, id: &FieldId, clash: &Clash, label: String, names: &desk::names::Names) -> Row {
    let now = opened.filled.get(id);
    let theirs = now.map_or(clash.base.as_str(), |it| &it.value.entry.text);
    let merged: Merged = merged(&clash.base, &clash.entry.text, theirs);
    Row {
        id: id.to_string(),
        anchor: anchor(id),
        label,
        by: now.map_or(String::new(), |it| names.of(&it.value.entry.by)),
        shown: Shown::new(now.map_or(0, |it| it.revision.0), Some(opened.edition.number()), &merged.text()),
        mine: changes(&clash.base, &clash.entry.text),
        theirs: changes(&clash.base, theirs),
        clashes: merged.clashes(),
        proposal: merged.text(),
    }
}

/// `POST …/merge`: the merged texts are saved over what stands there now.
pub(crate) async fn settle(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let fields = fields(&typed, "m:");
    let (actor, place) = (here.clerk.actor().clone(), here.place.clone());
    let page = Page { decided: shown(&typed), merges: true };
    let saved = office
        .deed(move |office| filling::save(office.desk(), &actor, &place, (page, fields), office.now()))
        .await;
    let saved = saved.map_err(|fault| fault.page(here.clerk.lang).keeping(&typed))?;
    let again = saved.iter().any(|(_, it)| matches!(it, Saved::Overtaken { .. }));
    Ok(Redirect::to(&here.to(if again { "/merge?done=overtaken" } else { "?done=merged" })))
}
