//! Saving: the whole page by its button, or one field by the script while somebody types.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use desk::filling::{self, Page, Saved};
use desk::growing::{self, Growth};
use plan::decision::DecisionNumber;
use plan::form::{About, FieldId};
use plan::record::RecordId;
use serde_json::{Value, json};

use super::Here;
use super::shown::Shown;
use super::told::Told;
use crate::account::clock;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// `POST /{code}/sheets/{stage}/{organisation}`: every field of the page. What did not change is left alone.
pub(crate) async fn save(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let fields = fields(&typed, "f:");
    let (actor, place) = (here.clerk.actor().clone(), here.place.clone());
    let page = Page { decided: shown(&typed), merges: false };
    let saved = office
        .deed(move |office| filling::save(office.desk(), &actor, &place, (page, fields), office.now()))
        .await;
    let saved = saved.map_err(|fault| fault.page(here.clerk.lang).keeping(&typed))?;
    if let Some(growth) = growth(&typed, &office) {
        let (actor, place) = (here.clerk.actor().clone(), here.place.clone());
        let grown = office
            .deed(move |office| growing::grow(office.desk(), &actor, &place, &growth, office.now()))
            .await;
        grown.map_err(|fault| fault.page(here.clerk.lang).keeping(&typed))?;
    }
    let overtaken = saved.iter().any(|(_, it)| matches!(it, Saved::Overtaken { .. }));
    if !overtaken && typed.has("evidence") {
        let field = web::encode(typed.get("evidence"));
        return Ok(Redirect::to(&here.to(&format!("/evidence?field={field}"))));
    }
    Ok(Redirect::to(&here.to(if overtaken { "/merge?done=overtaken" } else { "?done=saved" })))
}

/// What was asked of the subjects by a button: 「add-element 計画」, 「end 課題」.
fn growth(typed: &Typed, office: &Office) -> Option<Growth> {
    let (word, id) = typed.get("grow").split_once(' ')?;
    let target = RecordId::new(id);
    let new = |about, sort: &str| {
        let id = RecordId::new(desk::secret::id(sort, office.chance()));
        Growth::Add { about, under: target.clone(), id }
    };
    Some(match word {
        "add-element" => new(About::Element, "e"),
        "add-indicator" => new(About::Indicator, "i"),
        "end" => Growth::End(target),
        "stay" => Growth::Stay(target),
        _ => return None,
    })
}

/// The fields of a form: what is named with `f:` (or `m:`) and an id is a text, with `r:` what the page showed there.
pub(super) fn fields(typed: &Typed, sort: &str) -> Vec<filling::Typed> {
    let field = |(name, text): &(String, String)| {
        let field = FieldId::parse(name.strip_prefix(sort)?)?;
        let Shown { revision, decided, .. } = typed.shown(field.as_str());
        Some(filling::Typed { decided, ..filling::Typed::new(field, text.clone(), revision) })
    };
    typed.pairs().iter().filter_map(field).collect()
}

/// Up to which decision the page showed what is decided, where a field does not say it.
pub(super) fn shown(typed: &Typed) -> Option<DecisionNumber> {
    typed.get("decided").parse().ok().map(DecisionNumber)
}

/// `POST /{code}/sheets/{stage}/{organisation}/field`: one field, for the script. 「保存済み」 only once it is on disk.
pub(crate) async fn save_field(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Response, Refused> {
    let l = here.clerk.lang;
    let field = FieldId::parse(typed.get("field")).ok_or_else(|| Refused::not_found(l))?;
    let Shown { revision, decided, .. } = Shown::read(typed.get("seen"));
    let base = typed.has("base").then(|| plan::sheet::entry::one_line_end(typed.get("base")));
    let (key, after) = (typed.get("key").to_owned(), typed.all("after").map(str::to_owned).collect());
    let one = filling::Typed::new(field, typed.get("text").to_owned(), revision);
    let one = vec![filling::Typed { key, after, base, decided, ..one }];
    let (actor, place) = (here.clerk.actor().clone(), here.place.clone());
    let (now, page) = (office.now(), Page { decided: shown(&typed), merges: false });
    let saved =
        office.deed(move |office| filling::save(office.desk(), &actor, &place, (page, one), now)).await;
    let saved = saved.map_err(|fault| fault.page(l))?.pop();
    let body = saved.map_or(Value::Null, |(_, it)| told(&it, (&typed, decided), &here, now));
    Ok(([(CONTENT_TYPE, "application/json")], body.to_string()).into_response())
}

/// What became of a field. What its page shows from now on is what it sent.
fn told(
    saved: &Saved,
    (typed, decided): (&Typed, Option<DecisionNumber>),
    here: &Here,
    now: jiff::Timestamp,
) -> Value {
    let l = here.clerk.lang;
    match saved {
        Saved::Kept { revision, meaning } | Saved::Same { revision, meaning } => {
            let told = Told::of(meaning, l);
            let shown = Shown::new(*revision, decided, typed.get("text")).to_string();
            json!({
                "revision": revision, "shown": shown, "at": clock(now), "ends": here.clerk.signed_in.session.ends().as_second(),
                "problem": told.problem, "echo": told.echo, "notice": told.notice,
            })
        }
        Saved::Overtaken { revision, .. } => json!({
            "revision": revision,
            "overtaken": l.say(
                "ほかの人が先に保存しました。あなたの記入は別に残してあります。",
                "Somebody else saved this first. What you typed is kept beside it.",
            ),
            "merge": here.to("/merge"),
            "words": l.say("見比べて一つにする", "Compare and merge"),
        }),
    }
}
