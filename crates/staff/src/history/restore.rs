//! `…/history/restore/{number}/{id}`: この版に戻す: what it would change, said first; then a draft, which somebody else decides.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::restoring::{self, ForeseenReturn, Picked};
use plan::decision::DecisionNumber;
use plan::record::RecordId;
use web::Lang;

use super::Reader;
use crate::difference::{Changed, of_edits};
use crate::findings::{self, Found};
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "history/restore.html")]
struct Show {
    frame: Frame,
    back: String,
    action: String,
    /// 件名, as it is offered.
    title: String,
    /// The decision that made what stands now.
    seen: u64,
    changes: Vec<Changed>,
    findings: Vec<Found>,
    /// Why it cannot be done; none: it can.
    refusal: Option<String>,
}

/// `GET …/history/restore/{number}/{*id}`.
pub(crate) async fn foresee(State(office): State<Office>, reader: Reader) -> Result<Html<String>, Refused> {
    let (number, id) = (reader.number()?, reader.id()?.clone());
    let (actor, asked) = (reader.clerk.actor().clone(), id.clone());
    let foreseen = office
        .deed(move |office| restoring::foresee(office.desk(), &actor, &asked, number, office.now()))
        .await
        .map_err(|fault| fault.page(reader.clerk.lang))?;
    Ok(Html(view(&office, &reader, number, &id, &foreseen).render()?))
}

fn view(
    office: &Office,
    reader: &Reader,
    number: DecisionNumber,
    id: &RecordId,
    it: &ForeseenReturn,
) -> Show {
    let l = reader.clerk.lang;
    let name = web::title_on(&it.before, id, reader.clerk.actor().today);
    let title = l.say(
        format!("「{name}」を決裁第{number}号の内容に戻す"),
        format!("Bring “{name}” back as of decision {number}"),
    );
    Show {
        frame: Frame::new(office, &reader.clerk, &office.town_name(&it.before), title),
        back: reader.to_record(id),
        action: reader.to(&format!("/restore/{number}/{}", super::encoded(id))),
        title: format!("「{name}」を決裁第{number}号の内容に戻す"),
        seen: it.before.since(id).map_or(0, |it| it.0),
        changes: of_edits(&it.before, &it.after, &it.edits)
            .map(|one| Changed::of(&one, &it.after, &reader.clerk))
            .collect(),
        findings: findings::told(&it.after, &it.findings, false, l),
        refusal: refusal(it, l),
    }
}

/// Why it could not be decided, in a sentence.
pub(super) fn refusal(it: &ForeseenReturn, l: Lang) -> Option<String> {
    it.refusal.as_ref().map(|why| l.say(why.ja(), why.to_string()))
}

/// `POST …/history/restore/{number}/{*id}`.
pub(crate) async fn restore(
    State(office): State<Office>,
    reader: Reader,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (number, record) = (reader.number()?, reader.id()?.clone());
    let (actor, title) = (reader.clerk.actor().clone(), typed.get("title").to_owned());
    let seen = DecisionNumber(typed.get("seen").parse().unwrap_or(0));
    let made = office.deed(move |office| {
        restoring::restore(office.desk(), &actor, &Picked { record, seen }, number, &title, office.now())
    });
    let id = made.await.map_err(|fault| fault.page(reader.clerk.lang).keeping(&typed))?;
    Ok(Redirect::to(&drafted(&reader, &id)))
}

/// The page of the draft that was made.
pub(super) fn drafted(reader: &Reader, id: &plan::draft::DraftId) -> String {
    reader.clerk.to(&format!("/drafts/{}?done=restoring", web::encode(&id.0)))
}
