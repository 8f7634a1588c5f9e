//! `…/review`: what changed, what is asked about it, and on or back it goes.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::checking::Noted;
use desk::policy::Deed;
use desk::reviewing::{self, whose};
use desk::sheet::{Opened, Seen, changes_since};
use plan::form::FieldId;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::changes::{Stretch, changes};
use plan::sheet::life::{Back, Event};
use web::Lang;

use super::Here;
use super::field::anchor;
use super::head::Head;
use super::marked::tag;
use super::proof::{Proof, Proofs};
use super::requests::{self, Asked, Begun};
use super::told::Told;
use super::way::turn;
use crate::account::moment;
use crate::alone::who_else;
use crate::clerk::Clerk;
use crate::difference::titled;
use crate::findings::Found;
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

#[derive(Template)]
#[template(path = "sheet/review.html")]
struct Show {
    frame: Frame,
    head: Head,
    sheet: String,
    /// What the reader is to do; none where it is not their turn.
    turn: Option<&'static str>,
    /// Whether passing it on is deciding it.
    decides: bool,
    /// Why the reader does not decide it, and who does.
    instead: Option<String>,
    /// Whether it can go back one step instead of all the way.
    by_step: bool,
    /// Since when changes are shown.
    since: Option<String>,
    rows: Vec<Row>,
    /// What ends with the sheet.
    ended: Vec<String>,
    requests: Vec<Asked>,
    /// 定型文.
    canned: Vec<String>,
    /// Where those who keep them edit them.
    phrases: Option<String>,
    /// What somebody is writing, whom a sentence was put in for.
    begun: Begun,
    /// 指摘 that the sheet would bring, and those that were there before.
    fresh: Vec<Found>,
    old: Vec<Found>,
}

impl Show {
    /// What was asked about fields that did not change: what was answered there is not lost among what did.
    fn elsewhere(&self) -> Vec<&Asked> {
        let of_row = |it: &Asked| self.rows.iter().any(|row| it.is_of(&row.id));
        self.requests.iter().filter(|it| it.field.is_some() && !of_row(it)).collect()
    }
}

/// A field that changed.
struct Row {
    id: String,
    anchor: String,
    label: String,
    by: String,
    marked: Vec<Stretch>,
    told: Told,
    /// Whether nothing of it is taken, for its subject ends with the sheet.
    past: bool,
    /// 根拠資料, each with whether it came since the reader saw the sheet.
    proofs: Vec<(Proof, bool)>,
    /// 指摘 about it that would be new.
    findings: Vec<Found>,
}

/// `GET …/review`.
pub(crate) async fn review(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    page(&office, &here, Begun::default()).await
}

/// The page, with what somebody began to write on it.
pub(super) async fn page(office: &Office, here: &Here, begun: Begun) -> Result<Html<String>, Refused> {
    let opened = here.open(office).await?;
    let (l, actor) = (here.clerk.lang, here.clerk.actor().clone());
    let names = here.names(office).await?;
    let reviewed = whose(&opened.sheet).and_then(|role| opened.sheet.reviewed_by(role));
    let seen = reviewed.map(|it| it.version);
    let noted = here.noted(office, &opened).await?;
    let (asker, sheet) = (actor.clone(), opened.clone());
    let found = office
        .deed(move |office| {
            let changed = changes_since(office.desk(), &asker, &sheet, seen.unwrap_or(0))?;
            Ok((changed, crate::phrases::offered(office, &asker, l)?))
        })
        .await;
    let (changed, canned) = found.map_err(|fault| fault.page(l))?;
    let mut rows = rows(&opened, &changed, (&names, &noted), seen.is_some(), l);
    prove(&mut rows, &opened, here.proofs(office).await?, seen.unwrap_or(0), l);
    in_order(&mut rows, &opened);
    let (fresh, old) = here.parted(&noted);
    let title = l.say("内容の確認", "Review");
    let page = Show {
        frame: Frame::new(office, &here.clerk, &office.town_name(&opened.edition), title),
        head: Head::of(&opened, actor.today, l),
        sheet: here.to(""),
        turn: turn(&opened, &actor).map(|words| l.of_pair(words)),
        decides: whose(&opened.sheet) == Some(Role::Planning),
        instead: who_else(opened.sheet.authors(), &actor, (&here.roster(office).await?, &opened.edition), l),
        by_step: !opened.work.route.is_empty() && whose(&opened.sheet) != opened.work.route.first().copied(),
        since: reviewed.map(|it| since(it, l)),
        rows,
        ended: ended(&opened, &here.clerk),
        requests: requests::of(&opened, &names, here, l),
        canned,
        phrases: actor.may(Deed::EditForms, None, &opened.edition).is_ok().then(|| here.clerk.to("/phrases")),
        begun,
        fresh,
        old,
    };
    Ok(Html(page.render()?))
}

/// The fields that changed, each with what becomes of it and what the checks say.
fn rows(
    opened: &Opened,
    changed: &[desk::sheet::Changed],
    (names, noted): (&desk::names::Names, &[Noted]),
    again: bool,
    l: Lang,
) -> Vec<Row> {
    let past = opened.compiled().past;
    let rows = changed.iter().filter_map(|it| row(opened, it, names, again, l));
    let rows = rows.map(|it| Row { past: past.iter().any(|id| id.as_str() == it.id), ..it });
    rows.map(|it| with_findings(it, noted, l)).collect()
}

/// What ends with the decision of the sheet: no field says so.
fn ended(opened: &Opened, clerk: &Clerk) -> Vec<String> {
    let record = |id: &RecordId| {
        let kind = opened.edition.get(id).map(|it| clerk.lang.of_pair(it.body.kind().name()));
        format!("{}　{}", kind.unwrap_or_default(), titled(&opened.edition, id, clerk))
    };
    desk::settling::ended(opened).iter().map(record).collect()
}

/// The same row with what the checks say about its field.
fn with_findings(row: Row, noted: &[Noted], l: Lang) -> Row {
    let of_it = |it: &&Noted| it.is_new && it.field.as_ref().is_some_and(|id| id.as_str() == row.id);
    let findings = noted.iter().filter(of_it).map(|it| Found::of_sheet(it, "", l)).collect();
    Row { findings, ..row }
}

fn row(
    opened: &Opened,
    changed: &desk::sheet::Changed,
    names: &desk::names::Names,
    again: bool,
    l: Lang,
) -> Option<Row> {
    let layout = opened.layout();
    let (subject, asked) = layout.field(&changed.field)?;
    let before = match &changed.before {
        Some(text) if again => text,
        _ => &asked.current,
    };
    let now = &changed.now.entry.text;
    if !again && now.trim() == asked.current.trim() {
        return None; // It was decided so before.
    }
    let id: &FieldId = &asked.id;
    Some(Row {
        id: id.to_string(),
        anchor: anchor(id),
        label: format!("{}　{}", subject.title, l.of_pair(asked.label.clone())),
        by: names.of(&changed.now.entry.by),
        marked: changes(before, now),
        past: false,
        told: Told::of(&opened.meaning(&opened.entries(), (subject, asked), now), l),
        proofs: vec![],
        findings: vec![],
    })
}

/// Puts the files beside their fields; a field of which only the files changed gets a row of its own.
fn prove(rows: &mut Vec<Row>, opened: &Opened, mut proofs: Proofs, seen: u64, l: Lang) {
    let since = |files: Vec<Proof>| {
        files
            .into_iter()
            .map(|it| (it.version > seen, it))
            .map(|(is_new, it)| (it, is_new))
            .collect::<Vec<_>>()
    };
    rows.iter_mut().for_each(|row| row.proofs = since(proofs.remove(&row.id).unwrap_or_default()));
    let (layout, entries) = (opened.layout(), opened.entries());
    for (subject, asked) in layout.fields() {
        let Some(files) = proofs.remove(asked.id.as_str()).filter(|it| it.iter().any(|it| it.version > seen))
        else {
            continue;
        };
        let text = asked.text(&entries);
        rows.push(Row {
            id: asked.id.to_string(),
            anchor: anchor(&asked.id),
            label: format!("{}　{}", subject.title, l.of_pair(asked.label.clone())),
            by: String::new(),
            marked: changes(text, text),
            past: false,
            told: Told::default(),
            proofs: since(files),
            findings: vec![],
        });
    }
}

/// As the sheet asks: whoever reads both finds a field at the same place.
fn in_order(rows: &mut [Row], opened: &Opened) {
    let layout = opened.layout();
    let places: HashMap<&str, usize> =
        layout.fields().enumerate().map(|(at, (_, asked))| (asked.id.as_str(), at)).collect();
    rows.sort_by_key(|row| places.get(row.id.as_str()).copied());
}

/// 「…の確認のあとに変わったところ」.
fn since(event: &Event, l: Lang) -> String {
    let (at, act) = (moment(event.at, l), l.of_pair(event.act.name()));
    l.say(format!("{at}の{act}のあとに変わったところ"), format!("Changed since: {act}, {at}"))
}

/// `POST …/pass`: confirmed or approved, as it was seen.
pub(crate) async fn pass(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "passed", |office, actor, place, seen: Seen, _| {
        reviewing::pass(office.desk(), actor, place, seen)
    })
    .await
}

/// `POST …/return`.
pub(crate) async fn send_back(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "returned", |office, actor, place, seen: Seen, typed| {
        let back = if typed.get("back") == "step" { Back::Step } else { Back::Author };
        reviewing::send_back(office.desk(), actor, place, seen, back, typed.get("reason"))
    })
    .await
}

/// `POST …/reopen`.
pub(crate) async fn reopen(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "reopened", |office, actor, place, seen: Seen, typed| {
        reviewing::reopen(office.desk(), actor, place, typed.get("reason"), seen)
    })
    .await
}
