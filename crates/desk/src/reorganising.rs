//! 組織改正を準備する: it is put together over days as a paper, foreseen with every record that moves, and becomes one draft.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
pub use ledger::draft::Revision;
use ledger::paper::{Kept, Paper};
use ledger::{LedgerError, Tx, paper};
use plan::check::Finding;
use plan::decision::{DecisionNumber, StaffId};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::reorganisation::refusal::Refusal as Why;
use plan::reorganisation::{Choice, Effect, Reorganisation, Step};
use serde::{Deserialize, Serialize};

use crate::policy::Deed;
use crate::{Actor, Desk, Error, proposing};

mod amending;
mod content;
mod foresight;
mod posts;
mod settled;

use foresight::{foreseen, standing};

use settled::is_open;
pub(crate) use settled::settled;

pub use amending::{Adding, Amendment, Target};
pub use content::Content;
pub use foresight::draft_id;
pub use posts::{Handed, hand_over_posts, posts, posts_in};

/// 準備中の組織改正.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// 件名.
    #[serde(default)]
    pub title: String,
    /// 施行日, once it is known.
    #[serde(default)]
    pub effective: Option<Date>,
    /// 注記 that goes with every record.
    #[serde(default)]
    pub note: String,
    /// What happens.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Who gets what, where somebody chose.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// 書きかけ: a step that was typed and could not be taken, field by field.
    #[serde(default)]
    pub half_typed: BTreeMap<String, String>,
    /// How many organisations it has named: their ids are never given twice.
    #[serde(default)]
    pub named: u32,
    /// Whether it was made a draft.
    #[serde(default)]
    pub drafted: bool,
    /// What it held when it was made a draft last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Content>,
    /// 中止: put aside; it can be taken up again.
    #[serde(default)]
    pub abandoned: bool,
    /// The decision that its draft became, as it stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<DecisionNumber>,
    /// The decision of an earlier text of it, which was changed after it was made a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_earlier: Option<DecisionNumber>,
    /// Everybody who changed what would be decided, for 職務の分離.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<StaffId>,
    /// Who began it or changed it last.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Paper for Prepared {
    const KIND: &'static str = "reorganisation";
}

impl Prepared {
    /// As the rules ask for it; none until its day is known.
    pub fn wanted(&self) -> Option<Reorganisation> {
        Content::of(self).wanted()
    }
}

/// 準備の段階.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// 準備中.
    Preparing,
    /// 起案済み: its draft waits.
    Drafted,
    /// 決裁済み.
    Decided,
    /// 中止.
    Abandoned,
}

/// One that is prepared, as it stands.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// Its name.
    pub id: String,
    /// Named at the next save.
    pub revision: Revision,
    /// What was typed.
    pub prepared: Prepared,
    /// How far it is.
    pub progress: Progress,
}

/// 見通し: what it would do.
#[derive(Clone, Debug)]
pub struct Prospect {
    /// What is prepared.
    pub standing: Preparation,
    /// The edition as it is; of one that is decided, as it was just before.
    pub edition: Arc<Edition>,
    /// What comes of it, or why it cannot be; none until its day is known.
    pub effect: Option<Result<Effect, Vec<Why>>>,
    /// As a draft, with the edition as it would be and what should be looked at; none where it cannot be.
    pub ahead: Option<Ahead>,
}

/// 起案の案, not kept anywhere yet.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The draft.
    pub draft: Draft,
    /// The edition after it.
    pub after: Arc<Edition>,
    /// 点検の結果.
    pub findings: Vec<Finding>,
}

/// 一覧, the newest first.
pub fn list(desk: &Desk, actor: &Actor) -> Result<Vec<Preparation>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::Reorganise, None, &edition)?;
        let mut all = paper::list::<Prepared>(tx, &actor.town, "")?;
        all.sort_by_key(|it| std::cmp::Reverse(it.value.at));
        all.into_iter().map(|it| standing(tx, actor, &edition, it)).collect()
    })
}

/// 準備を始める. Tells under which name it is kept.
pub fn begin(desk: &Desk, actor: &Actor, at: Timestamp) -> Result<String, Error> {
    let (here, actor) = (desk.clone(), actor.clone());
    desk.ledger.write(move |tx| {
        let edition = here.current(tx, &actor.town)?;
        actor.may(Deed::Reorganise, None, &edition)?;
        let all = paper::list::<Prepared>(tx, &actor.town, "")?;
        // A form sent twice begins one: what nobody has touched yet is there for its author.
        let untouched = |it: &Prepared| *it == Prepared::empty(&actor.id, it.at);
        if let Some(there) = all.iter().find(|it| untouched(&it.value)) {
            return Ok(there.id.clone());
        }
        let (id, new) = (format!("r{}", all.len() + 1), Prepared::empty(&actor.id, at));
        paper::save(tx, &actor.town, "", &id, &new, None)?;
        Ok(id)
    })
}

impl Prepared {
    /// Everybody who wrote in it; of one kept before they were noted, who did so last. Whoever only began it wrote nothing.
    pub(crate) fn writers(&self) -> BTreeSet<StaffId> {
        match self.authors.is_empty() && Content::of(self) != Content::default() {
            true => BTreeSet::from([self.by.clone()]),
            false => self.authors.clone(),
        }
    }

    fn empty(by: &StaffId, at: Timestamp) -> Self {
        Self {
            title: String::new(),
            effective: None,
            note: String::new(),
            steps: vec![],
            choices: vec![],
            half_typed: BTreeMap::new(),
            named: 0,
            drafted: false,
            proposed: None,
            abandoned: false,
            decided: None,
            decided_earlier: None,
            authors: BTreeSet::new(),
            by: by.clone(),
            at,
        }
    }
}

/// 見通す: what it would do as it is prepared. Nothing is changed.
pub fn foresee(desk: &Desk, actor: &Actor, id: &str, at: Timestamp) -> Result<Prospect, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::Reorganise, None, &edition)?;
        foreseen(tx, actor, edition, id, at)
    })
}

/// 直す: over what was seen; where somebody else saved meanwhile, nothing is overwritten.
pub fn amend(
    desk: &Desk,
    actor: &Actor,
    id: &str,
    seen: Revision,
    amendment: Amendment,
    at: Timestamp,
) -> Result<(), Error> {
    let (here, actor, id) = (desk.clone(), actor.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        let edition = here.current(tx, &actor.town)?;
        actor.may(Deed::Reorganise, None, &edition)?;

        let kept = paper::find::<Prepared>(tx, &actor.town, "", &id)?.ok_or(Error::NotFound)?;
        is_open(&standing(tx, &actor, &edition, kept.clone())?)?;
        let mut new = kept.value.clone();
        amendment.make(&mut new, &id, &edition, actor.today)?;

        new.authors = kept.value.writers();
        // Whoever puts it aside, or leaves words half typed, wrote nothing of what is decided.
        if Content::of(&new).differs(&Content::of(&kept.value), &edition) {
            new.authors.insert(actor.id.clone());
            new.decided = None;
        }
        (new.by, new.at) = (actor.id.clone(), at);
        save(tx, &actor.town, &kept, &new, seen)
    })
}

fn save(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    kept: &Kept<Prepared>,
    new: &Prepared,
    seen: Revision,
) -> Result<(), Error> {
    if kept.revision != seen {
        return Err(LedgerError::StalePaper.into());
    }
    paper::keep(tx, town, kept)?;
    Ok(paper::save(tx, town, "", &kept.id, new, Some(seen)).map(drop)?)
}

/// 起案する: what was foreseen becomes a draft that waits. One draft each: a later one takes the place of an earlier one that nobody
/// decided.
pub fn propose(
    desk: &Desk,
    actor: &Actor,
    id: &str,
    seen: Revision,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (here, actor, id) = (desk.clone(), actor.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::Reorganise, None, &edition)?;

        let foreseen = foreseen(tx, &actor, edition, &id, at)?;
        is_open(&foreseen.standing)?;
        let draft = foreseen.ahead.map(|it| it.draft).ok_or_else(not_yet)?;
        let kept = paper::find::<Prepared>(tx, &actor.town, "", &id)?.ok_or(Error::NotFound)?;
        let proposed = Some(Content::of(&kept.value));
        let new = Prepared { drafted: true, proposed, decided: None, ..kept.value.clone() };
        save(tx, &actor.town, &kept, &new, seen)?;
        // Whoever named the revision saw what was proposed of it before.
        let over = proposing::find(tx, &actor.town, &draft.id)?.map(|it| it.version);
        proposing::put(tx, &actor.town, draft, over.as_ref())
    })
}

/// Whether somebody else was faster: what was typed can be sent again on what is there now.
pub fn is_overtaken(error: &Error) -> bool {
    matches!(error, Error::Ledger(LedgerError::StalePaper))
}

fn not_yet() -> Error {
    Error::invalid(
        "steps",
        "このままでは起案できません。直すことを確かめてください",
        "it cannot be made a draft as it is: see what is to be mended",
    )
}
