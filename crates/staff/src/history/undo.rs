//! `…/history/decisions/{number}/undo`: 決裁の取消: record by record, with what was decided on each since; the person chooses.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::restoring::{self, ForeseenReturn, Picked};
use plan::decision::{Change, DecisionNumber};
use plan::draft::Reversal;
use plan::edition::Edition;
use plan::record::RecordId;

use super::Reader;
use super::restore::{drafted, refusal};
use crate::account::moment;
use crate::difference::Changed;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// Records that are chosen one by one. Of more, those that nobody changed since are chosen together.
const ONE_BY_ONE: usize = 200;

#[derive(Template)]
#[template(path = "history/undo.html")]
struct Show {
    frame: Frame,
    back: String,
    action: String,
    /// 件名, as it is offered.
    title: String,
    /// Of so many records nothing was decided since.
    count: usize,
    untouched: Vec<Row>,
    /// Whether these are chosen together.
    together: bool,
    overtaken: Vec<Row>,
    /// Overtaken records that the page does not hold.
    more: usize,
    refusal: Option<String>,
}

/// One record that would be brought back.
struct Row {
    /// What choosing it sends: the version that was seen, and the record.
    pick: String,
    change: Changed,
    /// その後の決裁: address and words.
    since: Vec<(String, String)>,
}

/// `GET …/history/decisions/{number}/undo`.
pub(crate) async fn foresee(State(office): State<Office>, reader: Reader) -> Result<Html<String>, Refused> {
    let (number, actor) = (reader.number()?, reader.clerk.actor().clone());
    let found = office.deed(move |office| {
        let foreseen = restoring::foresee_undo(office.desk(), &actor, number, office.now())?;
        Ok((foreseen, desk::names::of(office.desk(), &actor)?))
    });
    let ((foreseen, reversals), names) = found.await.map_err(|fault| fault.page(reader.clerk.lang))?;
    Ok(Html(view(&office, &reader, number, &foreseen, &reversals, &names).render()?))
}

fn view(
    office: &Office,
    reader: &Reader,
    number: DecisionNumber,
    it: &ForeseenReturn,
    reversals: &[Reversal],
    names: &desk::names::Names,
) -> Show {
    let l = reader.clerk.lang;
    let (untouched, overtaken): (Vec<_>, Vec<_>) = reversals.iter().partition(|it| it.since.is_empty());
    let row = |one: &&Reversal| row(reader, it, one, names);
    let title = l.say(format!("決裁第{number}号の取消"), format!("Undo decision {number}"));
    Show {
        frame: Frame::new(office, &reader.clerk, &office.town_name(&it.before), title),
        back: reader.to_decision(number),
        action: reader.to(&format!("/decisions/{number}/undo")),
        title: format!("決裁第{number}号の取消"),
        count: untouched.len(),
        together: untouched.len() > ONE_BY_ONE,
        untouched: untouched.iter().take(ONE_BY_ONE).filter_map(row).collect(),
        more: overtaken.len().saturating_sub(ONE_BY_ONE),
        overtaken: overtaken.iter().take(ONE_BY_ONE).filter_map(row).collect(),
        refusal: refusal(it, l),
    }
}

fn row(reader: &Reader, it: &ForeseenReturn, one: &Reversal, names: &desk::names::Names) -> Option<Row> {
    let id = one.edit.change.id();
    let seen = it.before.since(id)?;
    let after = match &one.edit.change {
        Change::Put(record) => Some(record.as_ref()),
        Change::Retire(_) => None,
    };
    let difference = plan::diff::difference(id, it.before.get(id), after)?;
    Some(Row {
        pick: format!("{seen} {id}"),
        change: Changed::of(&difference, &it.before, &reader.clerk).remembered_at(reader.to_record(id)),
        since: one.since.iter().filter_map(|number| later(reader, &it.before, *number, names)).collect(),
    })
}

/// 「決裁第12号　令和8年7月10日 10:02　佐藤 花子　外部評価の反映」.
fn later(
    reader: &Reader,
    edition: &Edition,
    number: DecisionNumber,
    names: &desk::names::Names,
) -> Option<(String, String)> {
    let (l, it) = (reader.clerk.lang, edition.decision(number)?);
    let name = l.say(format!("決裁第{number}号"), format!("Decision {number}"));
    let words = format!("{name}　{}　{}　{}", moment(it.at, l), names.of(&it.by), it.reason);
    Some((reader.to_decision(number), words))
}

/// `POST …/history/decisions/{number}/undo`.
pub(crate) async fn undo(
    State(office): State<Office>,
    reader: Reader,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (number, actor) = (reader.number()?, reader.clerk.actor().clone());
    let (picked, together) = (picked(&typed), typed.has("all"));
    let title = typed.get("title").to_owned();
    let made = office.deed(move |office| {
        let now = office.now();
        let mut all = picked;
        if together {
            let (_, reversals) = restoring::foresee_undo(office.desk(), &actor, number, now)?;
            let untouched = reversals.into_iter().filter(|it| it.since.is_empty());
            all.extend(untouched.map(|it| Picked { record: it.edit.change.id().clone(), seen: number }));
        }
        restoring::undo(office.desk(), &actor, number, all, &title, now)
    });
    let id = made.await.map_err(|fault| fault.page(reader.clerk.lang).keeping(&typed))?;
    Ok(Redirect::to(&drafted(&reader, &id)))
}

/// The records that were ticked, each with the version that was seen.
fn picked(typed: &Typed) -> Vec<Picked> {
    let one = |text: &str| {
        let (seen, record) = text.split_once(' ')?;
        Some(Picked { record: RecordId::new(record), seen: DecisionNumber(seen.parse().ok()?) })
    };
    typed.all("pick").filter_map(one).collect()
}
