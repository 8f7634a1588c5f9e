//! `GET /{code}/forms/{form}`: one form, to be edited.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, IntoResponse, Response};
use desk::names::Names;
use desk::shaping::{self, ForeseenForm, Opened, Touched};
use plan::form::{About, Form};
use plan::record::RecordId;
use web::Lang;

use super::save::Overlay;
use super::view::{PartView, parts};
use super::{address, words};
use crate::choices::Choice;
use crate::clerk::Clerk;
use crate::findings::{self, Found};
use crate::frame::Frame;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::waiting::Waits;

#[derive(Template)]
#[template(path = "forms/edit.html")]
struct Show {
    frame: Frame,
    action: String,
    forms: String,
    /// Who edits: a script that goes on under a new session asks whether it is theirs.
    who: String,
    name: String,
    year: String,
    state: String,
    uses: Vec<String>,
    scopes: Vec<Choice>,
    revision: u64,
    /// The decision that the form stands by; empty for one that is new.
    decided: String,
    /// Whether there is something that was edited and not decided.
    edited: bool,
    /// Whether it was decided otherwise meanwhile.
    overtaken: bool,
    /// The draft that waits, and whether the form was edited further since.
    waiting: Option<(Waits, bool)>,
    parts: Vec<PartView>,
    sorts: Vec<(&'static str, &'static str)>,
    /// What is typed on the page and not saved.
    lost: Vec<String>,
    form_clash: bool,
    nameless: bool,
    not_saved: usize,
    /// What deciding it would change, in sentences.
    changes: Vec<String>,
    /// Last year's form, and what is other than in it.
    last: Option<(String, String, Vec<String>)>,
    touched: Vec<Warned>,
    findings: Vec<Found>,
}

/// A field that goes although people have typed into it, in words.
pub(crate) struct Warned {
    pub(crate) label: String,
    pub(crate) sheets: usize,
    pub(crate) entries: usize,
    pub(crate) organisations: String,
}

impl Warned {
    pub(crate) fn of(it: &Touched, l: Lang) -> Self {
        Self {
            label: l.of_pair(it.label.clone()),
            sheets: it.organisations.len(),
            entries: it.entries,
            organisations: it.organisations.join(l.say("、", ", ")),
        }
    }
}

/// `GET /{code}/forms/{form}`.
pub(crate) async fn show(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    clerk: Clerk,
) -> Result<Response, Refused> {
    let query = Typed::decode(query.unwrap_or_default().as_bytes());
    page(&office, &clerk, &RecordId::new(id), query.get("open"), Overlay::default()).await
}

/// The page, with what was typed and not saved.
pub(super) async fn page(
    office: &Office,
    clerk: &Clerk,
    id: &RecordId,
    open: &str,
    overlay: Overlay,
) -> Result<Response, Refused> {
    let (l, actor, id, now) = (clerk.lang, clerk.actor().clone(), id.clone(), office.now());
    let found = office.deed(move |office| {
        let desk = office.desk();
        let opened = shaping::open(desk, &actor, &id)?;
        let foreseen = shaping::foresee(&opened, &actor, now).ok_or(desk::Error::NotFound)?;
        let touched = shaping::touched(desk, &actor, &foreseen.draft)?;
        Ok((opened, foreseen, touched, desk::names::of(desk, &actor)?))
    });
    let (opened, foreseen, touched, names) = found.await.map_err(|fault| fault.page(l))?;
    let form = opened.form().ok_or_else(|| Refused::not_found(l))?;
    let status = overlay.status();
    let page = Known { office, clerk, opened: &opened, form, names: &names, l };
    let page = page.show(&foreseen, &touched, open, overlay);
    Ok((status, Html(page.render()?)).into_response())
}

/// What the page is told from.
struct Known<'a> {
    office: &'a Office,
    clerk: &'a Clerk,
    opened: &'a Opened,
    form: &'a Form,
    names: &'a Names,
    l: Lang,
}

impl Known<'_> {
    fn show(&self, foreseen: &ForeseenForm, touched: &[Touched], open: &str, overlay: Overlay) -> Show {
        let Self { office, clerk, opened, form, names, l } = *self;
        let edition = &opened.edition;
        let title = l.say(format!("様式：{}", form.name), format!("Form: {}", form.name));
        let after = edition.imagined(foreseen.draft.edits.clone(), &clerk.actor().id, office.now());
        let scope = overlay.form.as_ref().and_then(|(_, word)| words::scope_of(word));
        Show {
            frame: Frame::new(office, clerk, &office.town_name(edition), title),
            action: address(clerk, &opened.id),
            forms: clerk.to("/forms"),
            who: clerk.actor().id.0.clone(),
            name: overlay.form.as_ref().map_or(&form.name, |(name, _)| name).clone(),
            year: l.year(form.fiscal_year),
            state: words::state(opened, names, l),
            uses: words::uses(edition, &opened.id, l),
            scopes: words::scopes(edition, scope.as_ref().unwrap_or(&form.scope), l),
            revision: opened.revision(),
            decided: opened.since().map_or(String::new(), |it| it.0.to_string()),
            edited: opened.shape.is_some(),
            overtaken: opened.is_overtaken(),
            waiting: self.waiting(),
            parts: parts(form, &overlay, open, l),
            sorts: About::ALL.map(|it| (it.word(), l.of_pair(it.name()))).to_vec(),
            form_clash: overlay.form.is_some() && !overlay.nameless,
            nameless: overlay.nameless,
            not_saved: overlay.fields.len() + overlay.heads.len() + usize::from(overlay.form.is_some()),
            lost: overlay.lost,
            changes: opened.decided().map_or_else(Vec::new, |before| difference(form, before, l)),
            last: self.last(),
            touched: touched.iter().map(|it| Warned::of(it, l)).collect(),
            findings: findings::told(&after, &foreseen.findings, false, l),
        }
    }

    fn waiting(&self) -> Option<(Waits, bool)> {
        let waits = Waits::of(self.opened.waiting.as_ref(), self.names, self.clerk)?;
        Some((waits, self.opened.has_moved_on()))
    }

    fn last(&self) -> Option<(String, String, Vec<String>)> {
        let Self { clerk, opened, form, l, .. } = *self;
        let (id, before) = plan::opening::form_before(&opened.edition, &opened.id, form)?;
        Some((address(clerk, id), before.name.clone(), difference(form, before, l)))
    }
}

fn difference(now: &Form, before: &Form, l: Lang) -> Vec<String> {
    now.difference(before).into_iter().map(|it| l.say(it.ja, it.en)).collect()
}
