//! `/{code}/comments/{id}/paper`: 意見書の用紙: for those who write by hand. It prints on one sheet.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::consultation::Consultation;
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "comment/paper.html")]
struct Paper {
    frame: Frame,
    name: String,
    until: String,
    ways: Vec<(&'static str, String)>,
    promise: String,
}

/// `GET /{code}/comments/{id}/paper`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let asked = visit.find::<Consultation>(&id)?;
    let Visit { edition, here } = &visit;
    let lang = here.lang;
    let ways = asked.ways.iter().filter(|it| it.by != plan::consultation::By::Form);
    let title =
        lang.say(format!("意見書：{}", asked.title), format!("Sheet for an opinion: {}", asked.title));
    let page = Paper {
        frame: Frame::new(here, edition, title, Part::Comments)
            .via(lang.say("意見募集", "Public comments"), here.to("/comments/"))
            .via(asked.title.clone(), here.record("comments", &id)),
        name: asked.title.clone(),
        until: lang.date(asked.to),
        ways: ways.map(|it| (lang.of_pair(it.by.name()), it.to.clone())).collect(),
        promise: super::show::promise(here, asked),
    };
    Ok(Html(page.render()?))
}
