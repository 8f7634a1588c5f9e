//! `/{code}/records/{id}`: every version of one record: what, when, who, why, and the document's own words.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::diff;
use plan::edition::{Edition, Version};
use plan::record::{Kind, RecordId};

use crate::difference::{Field, title};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "record/show.html")]
struct Show {
    frame: Frame,
    id: String,
    kind: &'static str,
    left_open: Vec<crate::left_open::LeftOpen>,
    /// 正誤.
    errata: Vec<crate::erratum::Erratum>,
    versions: Vec<VersionView>,
    related: Vec<(String, String)>,
}

struct VersionView {
    decision: u64,
    address: String,
    date: String,
    by: String,
    reason: String,
    how: &'static str,
    fields: Vec<Field>,
    written: Option<(String, String)>,
}

/// `GET /{code}/records/{*id}`: ids of records that hang on others hold slashes.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let history = edition.history(&id);
    if history.is_empty() {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    let versions = (0..history.len()).rev().filter_map(|index| version(&here, &edition, &id, history, index));
    let kind = history
        .iter()
        .rev()
        .find_map(|it| it.record.as_ref())
        .map_or("", |it| here.lang.of_pair(it.body.kind().name()));
    let lang = here.lang;
    let name = title(&edition, &id);
    let page = Show {
        frame: Frame::new(
            &here,
            &edition,
            lang.say(format!("{name}の履歴"), format!("History of {name}")),
            Part::Decisions,
        )
        .via(lang.say("改訂履歴", "Revisions"), here.to("/decisions/")),
        id: id.to_string(),
        kind,
        errata: crate::erratum::of(&here, &edition, &id),
        left_open: crate::left_open::of(&here, &edition, &id),
        versions: versions.collect(),
        related: related(&here, &edition, &id),
    };
    Ok(Html(page.render()?))
}

fn version(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    history: &[Version],
    index: usize,
) -> Option<VersionView> {
    let lang = here.lang;
    let at = history.get(index)?;
    let before = index.checked_sub(1).and_then(|it| history[it].record.as_deref());
    let difference = diff::difference(id, before, at.record.as_deref())?;
    let decision = edition.decision(at.decision)?;
    Some(VersionView {
        decision: at.decision.0,
        address: here.to(&format!("/decisions/{}", at.decision)),
        date: lang.date(decision.date()),
        by: decision.signed().to_owned(),
        reason: decision.reason.clone(),
        how: lang.of_pair(difference.how.name()),
        fields: difference.fields.iter().map(|it| Field::of(here, edition, it)).collect(),
        written: at.written.as_ref().map(|it| (it.place.clone(), it.text.clone())),
    })
}

/// The records that hang on this one: targets and actuals of an indicator, amounts of an element, remarks.
fn related(here: &Here, edition: &Edition, id: &RecordId) -> Vec<(String, String)> {
    let hangs = |kind| !matches!(kind, Kind::Organisation | Kind::Plan | Kind::Element | Kind::Indicator);
    let hanging = edition.namers(id).filter(|it| hangs(it.body.kind()));
    let named = hanging.map(|it| {
        let kind = here.lang.of_pair(it.body.kind().name());
        (format!("{kind}　{}", title(edition, &it.id)), here.record("records", &it.id))
    });
    named.collect()
}
