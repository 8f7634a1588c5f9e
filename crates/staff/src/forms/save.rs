//! `POST /{code}/forms/{form}`: everything on the page, and the step of the button that was pressed.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use desk::shaping::{self, Altered};
use plan::decision::DecisionNumber;
use plan::form::{About, Alteration, Asks, Field, FormClash, Part, Slip, Typed as Sent, Way};
use plan::record::RecordId;
use serde_json::json;
use web::Lang;

use super::{address, edit, words};
use crate::account::clock;
use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// What was typed and is not saved: it stands on the page again, with why.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlay {
    /// The name and the scope of the form.
    pub(super) form: Option<(String, String)>,
    /// Whether the form was left without a name.
    pub(super) nameless: bool,
    /// Title, help and growing of parts.
    pub(super) heads: HashMap<usize, (String, String, bool)>,
    /// Fields, by the sort of subject and by what they ask.
    pub(super) fields: HashMap<(About, String), NotSaved>,
    /// What has no place on the page any more, in words.
    pub(super) lost: Vec<String>,
}

/// A field that was typed and not saved.
#[derive(Clone, Debug)]
pub(crate) struct NotSaved {
    pub(super) typed: Sent,
    /// What is wrong with it; none where somebody else was faster.
    pub(super) wrong: Option<String>,
}

impl Overlay {
    /// What the page that shows it answers with.
    pub(super) fn status(&self) -> StatusCode {
        let is_wrong = self.nameless || self.fields.values().any(|it| it.wrong.is_some());
        match self.is_empty() {
            true => StatusCode::OK,
            false if is_wrong => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::CONFLICT,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.form.is_none() && self.heads.is_empty() && self.fields.is_empty() && self.lost.is_empty()
    }
}

/// What a page asks for: steps, where to look afterwards, and what of it cannot be taken.
struct Wanted {
    steps: Vec<Alteration>,
    open: String,
    /// The scope of a form that was left without a name.
    nameless: Option<String>,
    wrong: Vec<(About, Sent, Slip)>,
}

/// `POST /{code}/forms/{form}`.
pub(crate) async fn save(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Response, Refused> {
    let (l, id) = (clerk.lang, RecordId::new(id));
    let Wanted { steps, open, nameless, wrong } = wanted(&typed, l);
    let (actor, form, seen) = (clerk.actor().clone(), id.clone(), seen(&typed));
    let page =
        shaping::Seen { revision: seen, decided: typed.get("decided").parse().ok().map(DecisionNumber) };
    let now = office.now();
    let done =
        office.deed(move |office| shaping::alter(office.desk(), &actor, &form, page, steps, now)).await;
    let altered = done.map_err(|fault| fault.page(l).keeping(&typed))?;
    let mut overlay = overlay(&altered.clashes, wrong, l);
    overlay.nameless = nameless.is_some();
    overlay.form = nameless.map(|scope| (String::new(), scope)).or(overlay.form);
    if typed.get("do") == "auto" {
        return Ok(told(&altered, &overlay, seen, now, l));
    }
    if overlay.is_empty() {
        let place = if open.is_empty() { String::new() } else { format!("&open={open}#f-{open}") };
        return Ok(Redirect::to(&format!("{}?done=form-saved{place}", address(&clerk, &id))).into_response());
    }
    edit::page(&office, &clerk, &id, &open, overlay).await
}

/// The revision that a page showed.
pub(super) fn seen(typed: &Typed) -> u64 {
    typed.get("seen").parse().unwrap_or(u64::MAX)
}

/// What the script is told. A page that does not show what others changed goes on naming what it shows.
fn told(altered: &Altered, overlay: &Overlay, seen: u64, now: jiff::Timestamp, l: Lang) -> Response {
    let revision = if altered.is_news { seen } else { altered.revision };
    let said = match (overlay.is_empty(), altered.is_news) {
        (false, _) => l.say(
            "保存できていない欄があります。「保存する」を押すと、どこかがわかります",
            "Some fields are not saved: press Save to see which",
        ),
        (true, true) => l.say(
            "保存しました。ほかの人も直しています。画面を読み込み直すと、両方の直しが見えます",
            "Saved. Somebody else edits this form too: load the page again to see both",
        ),
        (true, false) => "",
    };
    let body = json!({ "revision": revision, "at": clock(now), "said": said });
    ([(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// Everything that the page holds. What did not change is nobody's step, and is left alone.
fn wanted(typed: &Typed, l: Lang) -> Wanted {
    let mut wanted = Wanted { steps: vec![], open: String::new(), nameless: None, wrong: vec![] };
    let (name, scope) = (typed.get("f-name:").trim().to_owned(), typed.get("f-scope:"));
    match words::scope_of(scope) {
        Some(_) if name.is_empty() => wanted.nameless = Some(scope.to_owned()),
        Some(scope) => wanted.steps.push(Alteration::PutForm { name, scope }),
        None => {}
    }
    for (name, text) in typed.pairs() {
        if let Some(at) = name.strip_prefix("fp-title:").and_then(|it| it.parse().ok()) {
            wanted.steps.extend(head(typed, at, text));
        }
        let Some(place) = name.strip_prefix("fl:") else { continue };
        let Some((at, order)) = self::place(place) else { continue };
        let sent = sent(typed, place, text);
        match Field::parse(&sent) {
            Ok(field) => wanted.steps.push(Alteration::PutField(at, order, field)),
            Err(slip) => wanted.wrong.extend(about(typed, at).map(|about| (about, sent, slip))),
        }
    }
    if let Some((step, open)) = step(typed, l) {
        wanted.steps.push(step);
        wanted.open = open;
    }
    wanted
}

fn place(text: &str) -> Option<(usize, usize)> {
    let (at, order) = text.split_once('-')?;
    Some((at.parse().ok()?, order.parse().ok()?))
}

/// Of what a part asks, as the page says.
fn about(typed: &Typed, at: usize) -> Option<About> {
    About::ALL.into_iter().find(|it| it.word() == typed.get(&format!("fp-about:{at}")))
}

fn head(typed: &Typed, at: usize, title: &str) -> Option<Alteration> {
    let about = about(typed, at)?;
    let help = typed.get(&format!("fp-help:{at}")).trim().to_owned();
    let grows = typed.has(&format!("fp-grows:{at}"));
    let title = Some(title.trim()).filter(|it| !it.is_empty()).unwrap_or(about.name().0).to_owned();
    Some(Alteration::PutPart { part: at, about, title, help, grows })
}

fn sent(typed: &Typed, place: &str, label: &str) -> Sent {
    let get = |name: &str| typed.get(&format!("{name}:{place}")).to_owned();
    Sent {
        asks: get("fa"),
        label: label.to_owned(),
        help: plan::sheet::entry::one_line_end(&get("fh")),
        limit: get("fm"),
        required: typed.has(&format!("fr:{place}")),
        internal: typed.has(&format!("fi:{place}")),
    }
}

/// The button that was pressed, and which field to show open afterwards.
fn step(typed: &Typed, l: Lang) -> Option<(Alteration, String)> {
    let button = typed.get("do");
    let (deed, place) = button.split_once(' ').unwrap_or((button, ""));
    let part = || place.parse::<usize>().ok();
    let field = || self::place(place);
    let nowhere = |step| Some((step, String::new()));
    match deed {
        "part-up" => nowhere(Alteration::MovePart(part()?, Way::Up)),
        "part-down" => nowhere(Alteration::MovePart(part()?, Way::Down)),
        "part-remove" => nowhere(Alteration::RemovePart(part()?)),
        "part-add" => nowhere(Alteration::AddPart(new_part(typed, l)?)),
        "up" => field().map(|(at, it)| {
            (Alteration::MoveField(at, it, Way::Up), format!("{at}-{}", it.saturating_sub(1)))
        }),
        "down" => {
            field().map(|(at, it)| (Alteration::MoveField(at, it, Way::Down), format!("{at}-{}", it + 1)))
        }
        "remove" => field().and_then(|(at, it)| nowhere(Alteration::RemoveField(at, it))),
        "add" => {
            let asks = Asks::parse(typed.get(&format!("add:{place}")))?;
            let next =
                typed.pairs().iter().filter(|(name, _)| name.starts_with(&format!("fl:{place}-"))).count();
            Some((Alteration::AddField(part()?, Field::new(asks)), format!("{place}-{next}")))
        }
        _ => None,
    }
}

fn new_part(typed: &Typed, l: Lang) -> Option<Part> {
    let about = About::ALL.into_iter().find(|it| it.word() == typed.get("new-about"))?;
    let title = match typed.get("new-title").trim() {
        "" => l.of_pair(about.name()).to_owned(),
        title => title.to_owned(),
    };
    Some(Part { about, title, help: String::new(), fields: vec![], grows: false })
}

/// What clashes and what is wrong, where the page as it is now shows it.
fn overlay(clashes: &[FormClash], wrong: Vec<(About, Sent, Slip)>, l: Lang) -> Overlay {
    let mut overlay = Overlay::default();
    for (about, typed, slip) in wrong {
        let wrong = Some(l.say(slip.ja(), slip.to_string()));
        overlay.fields.insert((about, typed.asks.clone()), NotSaved { typed, wrong });
    }
    for clash in clashes {
        match clash {
            FormClash::Form(Alteration::PutForm { name, scope }) => {
                overlay.form = Some((name.clone(), words::scope_word(scope)));
            }
            FormClash::Part(Some(at), Alteration::PutPart { title, help, grows, .. }) => {
                overlay.heads.insert(*at, (title.clone(), help.clone(), *grows));
            }
            FormClash::Field { field, is_gone: true, .. } => overlay.lost.push(lost_field(field, l)),
            FormClash::Field { about, field, .. } => {
                let not_saved = NotSaved { typed: field.typed(), wrong: None };
                overlay.fields.insert((*about, field.asks.key()), not_saved);
            }
            FormClash::Part(_, step) | FormClash::Form(step) | FormClash::Step(step) => {
                overlay.lost.push(lost_step(step, l));
            }
        }
    }
    overlay
}

fn lost_field(field: &Field, l: Lang) -> String {
    let (label, help) = (&field.label, &field.help);
    l.say(
        format!("ほかの人が除いた欄への直し：名前「{label}」、記入要領「{help}」"),
        format!("For a field that somebody else removed: name “{label}”, help “{help}”"),
    )
}

fn lost_step(step: &Alteration, l: Lang) -> String {
    let words = match step {
        Alteration::RemovePart(_) => ("部を除く操作", "removing a part"),
        Alteration::RemoveField(..) => ("欄を除く操作", "removing a field"),
        Alteration::PutPart { title, .. } => {
            return l.say(
                format!("ほかの人が除いた部への直し：見出し「{title}」"),
                format!("For a part that somebody else removed: heading “{title}”"),
            );
        }
        _ => ("この操作", "this step"),
    };
    l.say(
        format!("{}は行っていません。ほかの人が同じところを直しています。下のいまの様式を見て、もう一度選んでください", words.0),
        format!("Not done: {}. Somebody else changed the same place: look at the form below and choose again", words.1),
    )
}
