//! 様式を直す: the planning section edits the form of a year. What it edits is paper until it is proposed, and a fact when it is decided.
//!
//! Several people may edit one form at once: each step names the revision that its author saw, and is met with what others did since.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use ledger::draft::Revision;
use ledger::paper::{Kept, Paper};
use ledger::{Tx, paper};
use plan::decision::{DecisionNumber, StaffId};
use plan::draft::DraftId;
use plan::edition::Edition;
use plan::form::{Alteration, Form, FormClash, Met};
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use serde::{Deserialize, Serialize};

use crate::policy::Deed;
use crate::proposing::Waiting;
use crate::{Actor, Desk, Error};

mod beginning;
mod example;
mod proposing;
mod touched;

pub use beginning::{Begun, begin};
pub use example::{Example, example};
pub(crate) use proposing::settled;
pub use proposing::{ForeseenForm, foresee, give_up, go_on, propose};
pub use touched::{Touched, touched};

/// 様式の下書き: a form as somebody edits it, before it is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The form.
    pub form: Form,
    /// The decision of the version that it was begun from; none for a new form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<DecisionNumber>,
    /// Who edited it.
    pub authors: BTreeSet<StaffId>,
    /// Who edited it last.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Paper for Shape {
    const KIND: &'static str = "form";
}

/// A form on the desk: as decided, as edited, as proposed.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub id: RecordId,
    /// The newest edition.
    pub edition: Arc<Edition>,
    /// 下書き; none where nobody edits it.
    pub shape: Option<Kept<Shape>>,
    /// 起案 that waits; none where none does.
    pub waiting: Option<Waiting>,
}

impl Opened {
    /// The form as it is decided; none for one that is new.
    pub fn decided(&self) -> Option<&Form> {
        self.edition.find::<Form>(&self.id)
    }

    /// The form as it is edited, else as it is decided.
    pub fn form(&self) -> Option<&Form> {
        self.shape.as_ref().map(|it| &it.value.form).or_else(|| self.decided())
    }

    /// What a step has to name; 0 where nobody edits it.
    pub fn revision(&self) -> u64 {
        self.shape.as_ref().map_or(0, |it| it.revision.0)
    }

    /// The decision that the form stands by; none for one that is new.
    pub fn since(&self) -> Option<DecisionNumber> {
        self.edition.since(&self.id)
    }

    /// Whether the form was decided otherwise after its editing began.
    pub fn is_overtaken(&self) -> bool {
        self.shape.as_ref().is_some_and(|it| it.value.seen != self.edition.since(&self.id))
    }

    /// Whether the draft that waits proposes something else than what is edited now.
    pub fn has_moved_on(&self) -> bool {
        let proposed = self.waiting.as_ref().and_then(|it| proposing::form(&it.draft, &self.id));
        proposed.is_some() && proposed != self.form()
    }
}

/// 様式の起案: the name of the draft of a form. One a form waits.
pub(crate) fn draft_id(form: &RecordId) -> DraftId {
    DraftId(format!("form-{form}"))
}

/// The form of a draft, by its name.
pub(crate) fn form_id(draft: &DraftId) -> Option<RecordId> {
    draft.0.strip_prefix("form-").map(RecordId::new)
}

/// Every form that is decided or edited, with what is known of it.
pub fn all(desk: &Desk, actor: &Actor) -> Result<Vec<Opened>, Error> {
    desk.ledger.read(|tx| {
        let edition = permit(tx, desk, actor)?;
        let mut ids: BTreeSet<RecordId> = edition.all::<Form>().map(|(id, _)| id.clone()).collect();
        ids.extend(paper::all::<Shape>(tx, &actor.town)?.into_iter().map(|it| RecordId::new(it.id)));
        ids.into_iter().map(|id| load(tx, &actor.town, edition.clone(), id)).collect()
    })
}

/// One form.
pub fn open(desk: &Desk, actor: &Actor, id: &RecordId) -> Result<Opened, Error> {
    desk.ledger.read(|tx| {
        let edition = permit(tx, desk, actor)?;
        found(tx, &actor.town, edition, id)
    })
}

fn permit(tx: &mut Tx<'_>, desk: &Desk, actor: &Actor) -> Result<Arc<Edition>, Error> {
    let edition = desk.current(tx, &actor.town)?;
    actor.may(Deed::EditForms, None, &edition)?;
    Ok(edition)
}

fn load(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    edition: Arc<Edition>,
    id: RecordId,
) -> Result<Opened, Error> {
    let shape = paper::find::<Shape>(tx, town, "", id.as_str())?;
    let waiting = crate::proposing::find(tx, town, &draft_id(&id))?;
    Ok(Opened { id, edition, shape, waiting })
}

/// The same of a form that is there.
fn found(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    edition: Arc<Edition>,
    id: &RecordId,
) -> Result<Opened, Error> {
    let opened = load(tx, town, edition, id.clone())?;
    if opened.form().is_some() { Ok(opened) } else { Err(Error::NotFound) }
}

/// What came of the steps of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// The revision to name next.
    pub revision: u64,
    /// Whether somebody else changed the form since the author looked: their page does not show that.
    pub is_news: bool,
    /// What was not done, because somebody else was faster.
    pub clashes: Vec<FormClash>,
}

/// What a page showed of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The revision of what is edited; 0 where nobody edited it then.
    pub revision: u64,
    /// The decision that the form stood by; none for one that was not decided.
    pub decided: Option<DecisionNumber>,
}

/// 直す: steps that somebody chose while looking at a revision. What others did since stays, and what clashes is told.
pub fn alter(
    desk: &Desk,
    actor: &Actor,
    id: &RecordId,
    seen: Seen,
    steps: Vec<Alteration>,
    at: Timestamp,
) -> Result<Altered, Error> {
    let (here, actor, id) = (desk.clone(), actor.clone(), id.clone());
    crate::again(move || {
        let (inner, actor, id, steps) = (here.clone(), actor.clone(), id.clone(), steps.clone());
        here.ledger.write(move |tx| {
            let edition = permit(tx, &inner, &actor)?;
            let opened = found(tx, &actor.town, edition, &id)?;
            let base = base(tx, &actor.town, &opened, seen)?;
            let now = opened.form().ok_or(Error::NotFound)?.clone();
            let is_news = now != base;
            let Met { form, clashes } = now.clone().met(&base, steps).map_err(|it| slip(&it))?;
            if form == now {
                return Ok(Altered { revision: opened.revision(), is_news, clashes });
            }
            let revision = keep(tx, &actor, &opened, form, at)?;
            Ok(Altered { revision: revision.0, is_news, clashes })
        })
    })
}

/// The form as a page showed it: as it was edited then, or else as it was decided then, whatever was decided since.
fn base(tx: &mut Tx<'_>, town: &MunicipalityCode, opened: &Opened, page: Seen) -> Result<Form, Error> {
    let seen = page.revision;
    if seen == 0 {
        let mut history = opened.edition.history(&opened.id).iter().rev();
        let then = history.find(|it| Some(it.decision) <= page.decided);
        return match then.and_then(|it| it.record.as_deref()).map(|it| &it.body) {
            Some(plan::record::Body::Form(form)) => Ok(form.clone()),
            _ => Err(lost()),
        };
    }
    if seen == opened.revision() {
        return opened.form().cloned().ok_or(Error::NotFound);
    }
    let past = paper::past::<Shape>(tx, town, "", opened.id.as_str())?;
    let then = past.into_iter().find(|it| it.revision.0 == seen);
    then.map(|it| it.value.form).ok_or_else(lost)
}

fn lost() -> Error {
    Error::invalid(
        "form",
        "この画面が開かれたときの様式が見つかりません。画面を読み込み直してください",
        "the form that this page showed is not known: load the page again",
    )
}

fn slip(slip: &plan::form::Slip) -> Error {
    Error::invalid("form", slip.ja(), slip.to_string())
}

/// Keeps a form over what was read; every version stays known, so that whoever looked at it can go on from it.
fn keep(
    tx: &mut Tx<'_>,
    actor: &Actor,
    opened: &Opened,
    form: Form,
    at: Timestamp,
) -> Result<Revision, Error> {
    let before = opened.shape.as_ref();
    let mut authors = before.map_or_else(BTreeSet::new, |it| it.value.authors.clone());
    authors.insert(actor.id.clone());
    let seen = before.map_or_else(|| opened.edition.since(&opened.id), |it| it.value.seen);
    let shape = Shape { form, seen, authors, by: actor.id.clone(), at };
    if let Some(before) = before {
        paper::keep(tx, &actor.town, before)?;
    }
    let revision = before.map(|it| it.revision);
    Ok(paper::save(tx, &actor.town, "", opened.id.as_str(), &shape, revision)?)
}
