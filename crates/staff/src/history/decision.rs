//! `…/history/decisions/{number}`: one decision: who, when, why, on what, and all that it changed.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Html;
use desk::looking_back::History;
use plan::decision::{Decision, DecisionNumber};
use plan::diff;

use super::Reader;
use super::index::{counts, signed};
use super::origin::{self, Behind};
use super::part::Part;
use crate::account::moment;
use crate::difference::Changed;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// Changes of one part.
const AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "history/decision.html")]
struct Show {
    frame: Frame,
    back: String,
    at: String,
    recorded: Option<String>,
    by: String,
    reason: String,
    erratum: Option<String>,
    /// The decision by which all of it was undone, and its address.
    undone: Option<(String, String)>,
    counts: String,
    sources: Vec<(String, String)>,
    published: Option<(String, String)>,
    origin: Option<Behind>,
    changes: Vec<Changed>,
    part: Part,
    as_of: Option<String>,
    undo: Option<String>,
    before: Option<String>,
    after: Option<String>,
}

/// `GET …/history/decisions/{number}`.
pub(crate) async fn show(
    State(office): State<Office>,
    reader: Reader,
    query: RawQuery,
) -> Result<Html<String>, Refused> {
    let (history, asked) = reader.asked(&office, query).await?;
    let decision = history.decision(reader.number()?).map_err(|error| reader.refused(&error))?;
    Ok(Html(view(&office, &reader, &history, decision, &asked).render()?))
}

fn view(office: &Office, reader: &Reader, history: &History, it: &Decision, asked: &Typed) -> Show {
    let (l, number) = (reader.clerk.lang, it.number);
    let title = l.say(format!("決裁第{number}号"), format!("Decision {number}"));
    let (changes, part) = changes(reader, history, it, asked);
    let beside = |number: Option<u64>| {
        let number = DecisionNumber(number?);
        history.decision(number).ok().map(|_| reader.to_decision(number))
    };
    let undone = plan::draft::undone_by(&history.edition, number);
    let stands = plan::draft::reversals(&history.edition, number).is_ok_and(|it| !it.is_empty());
    Show {
        frame: Frame::new(office, &reader.clerk, &office.town_name(&history.edition), title),
        back: reader.to("/"),
        at: moment(it.at, l),
        recorded: it.recorded_at.map(|at| moment(at, l)),
        by: signed(history, it),
        reason: it.reason.clone(),
        erratum: it.erratum.clone(),
        counts: counts(history, it, l),
        sources: it.sources.iter().map(|it| (it.name.clone(), it.sha256.clone())).collect(),
        undone: undone.map(|it| (it.to_string(), reader.to_decision(it))),
        published: published(reader, history, number),
        origin: origin::of(reader, history, number),
        changes,
        part,
        as_of: reader.as_of(number, history),
        undo: (stands && reader.may_restore(history))
            .then(|| reader.clerk.to(&format!("/history/decisions/{number}/undo"))),
        before: beside(number.0.checked_sub(1)),
        after: beside(number.0.checked_add(1)),
    }
}

/// What it changed, as far as it is read here.
fn changes(reader: &Reader, history: &History, it: &Decision, asked: &Typed) -> (Vec<Changed>, Part) {
    let edition = &history.edition;
    let shown: Vec<usize> =
        (0..it.edits.len()).filter(|at| history.is_shown(it.edits[*at].change.id())).collect();
    let part = Part::of(&reader.to_decision(it.number), asked, shown.len(), AT_ONCE);
    let one = |at: usize| diff::of_decision(edition, it.number, at..at + 1);
    let differences = part.take(shown).flat_map(one);
    let changed = |it: plan::diff::Difference| {
        Changed::of(&it, edition, &reader.clerk).remembered_at(reader.to_record(&it.id))
    };
    (differences.map(changed).collect(), part)
}

/// 公表: when and as what, with the sentence for the reader.
pub(super) fn published(
    reader: &Reader,
    history: &History,
    number: DecisionNumber,
) -> Option<(String, String)> {
    let it = history.shown_by(number)?;
    let by = history.names.of(&it.by);
    let said = format!("{}　{by}", reader.clerk.lang.published(it.date(), &it.label));
    Some((said, it.told().unwrap_or_default()))
}
