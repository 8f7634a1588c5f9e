//! `…/history/`: 決裁の一覧, narrowed by year, person, kind and words.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Html;
use desk::looking_back::{History, Sieve};
use plan::decision::{Decision, StaffId};
use plan::diff;
use plan::fiscal_year::FiscalYear;
use plan::record::Kind;
use web::Lang;

use super::Reader;
use super::part::Part;
use crate::account::moment;
use crate::choices::Choice;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// Decisions of one part.
const AT_ONCE: usize = 50;

#[derive(Template)]
#[template(path = "history/index.html")]
struct Index {
    frame: Frame,
    to: String,
    find: String,
    asked: Typed,
    /// Whose, where it is not everybody's.
    organisation: Option<String>,
    /// Other organisations of theirs, each with its history.
    others: Vec<(String, String)>,
    years: Vec<Choice>,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    part: Part,
}

struct Row {
    number: u64,
    address: String,
    reason: String,
    at: String,
    by: String,
    counts: String,
    published: Option<String>,
    corrects: bool,
}

/// `GET …/history/`.
pub(crate) async fn index(
    State(office): State<Office>,
    reader: Reader,
    query: RawQuery,
) -> Result<Html<String>, Refused> {
    let (history, asked) = reader.asked(&office, query).await?;
    Ok(Html(view(&office, &reader, &history, asked).render()?))
}

fn view(office: &Office, reader: &Reader, history: &History, asked: Typed) -> Index {
    let (l, edition) = (reader.clerk.lang, &history.edition);
    let found = history.decisions(&sieve(&asked), |id| reader.title(history, id));
    let to = reader.to("/");
    let part = Part::of(&to, &asked, found.len(), AT_ONCE);
    let organisation = history.organisation.as_ref().map(|id| reader.title(history, id));
    Index {
        frame: Frame::new(office, &reader.clerk, &office.town_name(edition), l.say("履歴", "History")),
        find: reader.to("/find"),
        organisation,
        others: reader.others(history),
        years: years(history, &asked, l),
        people: people(history, &asked, l),
        kinds: kinds(&asked, l),
        rows: part.take(found).map(|it| row(reader, history, it)).collect(),
        part,
        to,
        asked,
    }
}

fn sieve(asked: &Typed) -> Sieve {
    let by = Some(asked.get("by")).filter(|it| !it.is_empty());
    Sieve {
        year: asked.get("year").parse().ok().map(FiscalYear::new),
        by: by.map(|it| StaffId(it.to_owned())),
        kind: Kind::ALL.iter().copied().find(|it| it.name().1 == asked.get("kind")),
        words: asked.get("q").to_owned(),
    }
}

fn row(reader: &Reader, history: &History, it: &Decision) -> Row {
    let l = reader.clerk.lang;
    Row {
        number: it.number.0,
        address: reader.to_decision(it.number),
        reason: it.reason.clone(),
        at: moment(it.at, l),
        by: signed(history, it),
        counts: counts(history, it, l),
        published: history.shown_by(it.number).map(|it| l.published(it.date(), &it.label)),
        corrects: it.erratum.is_some(),
    }
}

/// 「佐藤 花子（企画課）」.
pub(super) fn signed(history: &History, it: &Decision) -> String {
    let name = history.names.of(&it.by);
    it.office.as_ref().map_or(name.clone(), |office| format!("{name}（{office}）"))
}

/// 「追加 3、変更 1」.
pub(super) fn counts(history: &History, it: &Decision, l: Lang) -> String {
    let counts = diff::counts(&history.edition, it.number).into_iter().filter(|(_, count)| *count > 0);
    let words = counts.map(|(how, count)| format!("{} {count}", l.of_pair(how.name())));
    words.collect::<Vec<_>>().join(l.say("、", ", "))
}

fn years(history: &History, asked: &Typed, l: Lang) -> Vec<Choice> {
    let decisions = history.edition.decisions().iter();
    let years: BTreeSet<_> = decisions.map(|it| FiscalYear::containing(it.date())).collect();
    let choice = |it: FiscalYear| Choice::new(it.year().to_string(), l.year(it), asked.get("year"));
    all(asked, "year", l).into_iter().chain(years.into_iter().rev().map(choice)).collect()
}

fn people(history: &History, asked: &Typed, l: Lang) -> Vec<Choice> {
    let ids: BTreeSet<&StaffId> = history.edition.decisions().iter().map(|it| &it.by).collect();
    let choice = |id: &StaffId| Choice::new(id.0.clone(), history.names.of(id), asked.get("by"));
    all(asked, "by", l).into_iter().chain(ids.into_iter().map(choice)).collect()
}

fn kinds(asked: &Typed, l: Lang) -> Vec<Choice> {
    let choice = |it: &Kind| Choice::new(it.name().1, l.of_pair(it.name()), asked.get("kind"));
    all(asked, "kind", l).into_iter().chain(Kind::ALL.iter().map(choice)).collect()
}

fn all(asked: &Typed, name: &str, l: Lang) -> Option<Choice> {
    Some(Choice::new("", l.say("すべて", "all"), asked.get(name)))
}
