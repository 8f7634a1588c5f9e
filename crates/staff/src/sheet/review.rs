//! `…/review`: what changed, what is asked about it, and on or back it goes.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Redirect};
use desk::reviewing::{self, whose};
use desk::sheet::{Opened, Seen, changes_since};
use plan::form::FieldId;
use plan::role::Role;
use plan::sheet::changes::{Stretch, changes};
use plan::sheet::life::Back;
use web::Lang;

use super::Here;
use super::field::anchor;
use super::head::Head;
use super::marked::tag;
use super::proof::{Proof, Proofs};
use super::requests::{self, Asked};
use super::told::Told;
use super::way::turn;
use crate::account::moment;
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
    /// Whether it can go back one step instead of all the way.
    by_step: bool,
    /// Since when changes are shown.
    since: Option<String>,
    rows: Vec<Row>,
    requests: Vec<Asked>,
    canned: Vec<&'static str>,
}

/// A field that changed.
struct Row {
    id: String,
    anchor: String,
    label: String,
    by: String,
    marked: Vec<Stretch>,
    told: Told,
    /// 根拠資料, each with whether it came since the reader saw the sheet.
    proofs: Vec<(Proof, bool)>,
}

/// 定型文, in both languages.
const CANNED: [(&str, &str); 6] = [
    ("数値の根拠（調査名、基準日）を書いてください。", "Please name the source and the day of the figure."),
    ("前年度からの増減の理由を書いてください。", "Please say why it rose or fell since last year."),
    (
        "活動の量ではなく、区民にとっての成果で書いてください。",
        "Please tell the outcome for people, not the amount of work.",
    ),
    ("目標値を下げる理由を書いてください。", "Please say why the target is lowered."),
    (
        "前年度と同じ文です。今年度の状況に合わせてください。",
        "This is last year's text. Please fit it to this year.",
    ),
    ("回答者の割合であることがわかる書き方にしてください。", "Please word it as a share of respondents."),
];

/// `GET …/review`.
pub(crate) async fn review(State(office): State<Office>, here: Here) -> Result<Html<String>, Refused> {
    let opened = here.open(&office).await?;
    let (l, actor) = (here.clerk.lang, here.clerk.actor().clone());
    let names = here.names(&office).await?;
    let seen = whose(&opened.sheet).and_then(|role| opened.sheet.seen_by(role));
    let (asker, sheet) = (actor.clone(), opened.clone());
    let changed = office
        .deed(move |office| changes_since(office.desk(), &asker, &sheet, seen.unwrap_or(0)))
        .await
        .map_err(|fault| fault.page(l))?;
    let mut rows: Vec<Row> =
        changed.iter().filter_map(|it| row(&opened, it, &names, seen.is_some(), l)).collect();
    prove(&mut rows, &opened, here.proofs(&office).await?, seen.unwrap_or(0), l);
    let title = l.say("内容の確認", "Review");
    let page = Show {
        frame: Frame::new(&office, &here.clerk, &office.town_name(&opened.edition), title),
        head: Head::of(&opened, actor.today, l),
        sheet: here.to(""),
        turn: turn(&opened, &actor).map(|words| l.of_pair(words)),
        decides: whose(&opened.sheet) == Some(Role::Planning),
        by_step: !opened.work.route.is_empty() && whose(&opened.sheet) != opened.work.route.first().copied(),
        since: since(&opened, seen, l),
        rows,
        requests: requests::of(&opened, &names, &here, l),
        canned: CANNED.iter().map(|words| l.of_pair(*words)).collect(),
    };
    Ok(Html(page.render()?))
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
    let id: &FieldId = &asked.id;
    Some(Row {
        id: id.to_string(),
        anchor: anchor(id),
        label: format!("{}　{}", subject.title, l.of_pair(asked.label.clone())),
        by: names.of(&changed.now.entry.by),
        marked: changes(before, now),
        told: Told::of(&opened.meaning(&opened.entries(), (subject, asked), now), l),
        proofs: vec![],
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
            told: Told::default(),
            proofs: since(files),
        });
    }
}

/// 「…の確認のあとに変わったところ」.
fn since(opened: &Opened, seen: Option<u64>, l: Lang) -> Option<String> {
    let event = opened
        .sheet
        .events()
        .iter()
        .rev()
        .find(|it| Some(it.version) == seen && Some(it.role) == whose(&opened.sheet))?;
    let (at, act) = (moment(event.at, l), l.of_pair(event.act.name()));
    Some(l.say(format!("{at}の{act}のあとに変わったところ"), format!("Changed since: {act}, {at}")))
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
        reviewing::reopen(office.desk(), actor, place, typed.get("reason"), seen.at)
    })
    .await
}
