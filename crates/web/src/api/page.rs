//! `/{code}/data/api`: the API for people: every address with an example.

use askama::Template;
use axum::response::Html;

use super::description::{self, ADDRESS};
use super::operation::Told;
use super::parameter::{ASOF, Parameter};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "api/show.html")]
struct Show {
    frame: Frame,
    description: &'static str,
    operations: Vec<Row>,
}

/// One address.
struct Row {
    /// The address with its parts in braces.
    address: String,
    /// An address to try, where no id has to be known.
    example: Option<String>,
    about: &'static str,
    /// What may be asked: name, what it does.
    parameters: Vec<(&'static str, &'static str)>,
}

/// `GET /{code}/data/api`.
pub(crate) async fn show(Visit { edition, here, .. }: Visit) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let frame = Frame::new(&here, &edition, lang.say("APIの使い方", "How to use the API"), Part::Data)
        .via(lang.say("オープンデータ", "Open data"), here.to("/data/"));
    let operations = description::all().map(|it| row(&here, it)).collect();
    Ok(Html(Show { frame, description: ADDRESS, operations }.render()?))
}

fn row(here: &Here, it: &Told) -> Row {
    let address = it.address().replace("{code}", here.code.as_str());
    let needs_more = address.contains('{') || it.parameters().iter().any(|it| it.is_required);
    let example = (!needs_more).then(|| {
        let asked = here.asof.as_ref().filter(|_| it.of_town);
        asked.map_or(address.clone(), |asof| format!("{address}?{}={}", ASOF.name, crate::here::encode(asof)))
    });
    let lang: Lang = here.lang;
    let parameters = it.parameters();
    let parameter = |it: &Parameter| (it.name, lang.of_pair(it.about));
    Row {
        address,
        example,
        about: lang.of_pair(it.about),
        parameters: parameters.iter().map(parameter).collect(),
    }
}
