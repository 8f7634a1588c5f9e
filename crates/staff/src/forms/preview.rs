//! `GET /{code}/forms/{form}/preview`: the form as an author of an organisation will see it, by the very page that authors write on.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Html;
use desk::shaping::{self, Example};
use plan::record::RecordId;

use super::address;
use crate::choices::{self, Choice};
use crate::clerk::Clerk;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::{Block, Head, Proofs, blocks};
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "forms/preview.html")]
struct Show {
    frame: Frame,
    head: Head,
    form: String,
    organisations: Vec<Choice>,
    blocks: Vec<Block>,
}

/// `GET /{code}/forms/{form}/preview?organisation=…`.
pub(crate) async fn preview(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    clerk: Clerk,
) -> Result<Html<String>, Refused> {
    let (l, actor, id) = (clerk.lang, clerk.actor().clone(), RecordId::new(id));
    let form = address(&clerk, &id);
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    let wanted = Some(query.get("organisation")).filter(|it| !it.is_empty()).map(RecordId::new);
    let found = office.deed(move |office| {
        let opened = shaping::open(office.desk(), &actor, &id)?;
        shaping::example(&opened, &actor, wanted.as_ref())
    });
    let example = found.await.map_err(|fault| fault.page(l))?;
    Ok(Html(page(&office, &clerk, &example, form).render()?))
}

fn page(office: &Office, clerk: &Clerk, example: &Example, form: String) -> Show {
    let (l, Example { sheet, layout, author }) = (clerk.lang, example);
    let title = l.say(format!("下見：{}", sheet.form.name), format!("Preview: {}", sheet.form.name));
    let chosen = sheet.place.organisation.as_str();
    let mut organisations = choices::organisations(&sheet.edition, author.today, "", chosen);
    organisations.retain(|it| !it.value.is_empty());
    Show {
        frame: Frame::new(office, clerk, &office.town_name(&sheet.edition), title),
        head: Head::of(sheet, author.today, l),
        blocks: blocks(sheet, layout, author, &Proofs::new(), l),
        organisations,
        form,
    }
}
