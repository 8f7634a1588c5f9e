//! 起案: changes proposed against an edition. The one door through which anything becomes a fact.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::check::{self, Severity};
use crate::decision::{Change, Decision, DecisionNumber, Edit, Source, StaffId, Written};
use crate::edition::Edition;
use crate::record::{Record, RecordId};
use crate::refusal::Refusal;

mod reversal;

pub use reversal::{Reversal, restored, reversals, undone_by};

/// 起案ID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub String);

/// 起案: made alike by a form, a workbook, a document that was read, or the API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Its name until it is decided.
    pub id: DraftId,
    /// 件名.
    pub title: String,
    /// 起案者: who made it a draft.
    pub by: StaffId,
    /// 作成者: everybody who wrote what it was made of; empty where that is the one who proposed it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<StaffId>,
    /// When it was begun.
    pub begun: Timestamp,
    /// The files it rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The changes.
    pub edits: Vec<Edit>,
}

/// A change before it is compared with what is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Put or retire.
    pub change: Change,
    /// The document's own words and their place.
    pub written: Option<Written>,
}

impl Proposal {
    /// Proposes a record as it should be.
    pub fn put(record: Record) -> Self {
        Self { change: Change::Put(Arc::new(record)), written: None }
    }

    /// Proposes the end of a record.
    pub fn retire(id: RecordId) -> Self {
        Self { change: Change::Retire(id), written: None }
    }

    /// Adds the words it was read from.
    pub fn from_words(self, text: impl Into<String>, place: impl Into<String>) -> Self {
        Self { written: Some(Written { text: text.into(), place: place.into() }), ..self }
    }
}

/// Compares proposals with an edition: what is the same already is left out, the rest notes the version it saw.
///
/// A later proposal for the same record takes the place of an earlier one.
pub fn edits(proposals: Vec<Proposal>, edition: &Edition) -> Vec<Edit> {
    let mut taken = HashSet::new();
    let mut edits: Vec<Edit> = proposals
        .into_iter()
        .rev()
        .filter(|proposal| taken.insert(proposal.change.id().clone()))
        .filter(|proposal| match &proposal.change {
            Change::Put(record) => edition.get(&record.id) != Some(record.as_ref()),
            Change::Retire(id) => edition.get(id).is_some(),
        })
        .map(|proposal| {
            let seen = edition.since(proposal.change.id());
            Edit { change: proposal.change, seen, written: proposal.written.map(Arc::new) }
        })
        .collect();
    edits.reverse();
    edits
}

impl Draft {
    /// 決裁する: the next decision, if nobody changed the same records meanwhile and the plan holds together.
    pub fn decide(
        self,
        edition: &Edition,
        by: StaffId,
        reason: &str,
        at: Timestamp,
    ) -> Result<Decision, Refusal> {
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason);
        }
        if self.edits.is_empty() {
            return Err(Refusal::NothingToDecide);
        }
        let mut ids = HashSet::new();
        if let Some(edit) = self.edits.iter().find(|edit| !ids.insert(edit.change.id())) {
            return Err(Refusal::Twice(edit.change.id().clone()));
        }
        let stale = self.overtaken(edition);
        if let Some(first) = stale.first() {
            return Err(Refusal::Stale { count: stale.len(), first: first.change.id().clone() });
        }
        let decision = Decision {
            municipality: edition.municipality().clone(),
            number: edition.number().next(),
            at,
            recorded_at: None,
            office: None,
            erratum: None,
            by,
            reason: reason.trim().to_owned(),
            sources: self.sources,
            edits: self.edits,
        };
        let after = edition.with(Arc::new(decision.clone()));
        let mut broken = check::structure(&after, decision.edits.iter().map(|edit| edit.change.id()));
        broken.retain(|finding| finding.severity() == Severity::Error);
        if broken.is_empty() { Ok(decision) } else { Err(Refusal::Broken(broken)) }
    }
}

impl Draft {
    /// 職務の分離: those who wrote it, who may not decide it alone.
    pub fn writers(&self) -> BTreeSet<StaffId> {
        if self.authors.is_empty() { BTreeSet::from([self.by.clone()]) } else { self.authors.clone() }
    }

    /// 追い越された変更: the edits whose records were decided on after the draft was begun. With any of them it cannot be decided.
    pub fn overtaken(&self, edition: &Edition) -> Vec<&Edit> {
        self.edits.iter().filter(|edit| edit.is_stale(edition)).collect()
    }
}

impl Edit {
    /// Whether the record has changed since its author saw it.
    pub fn is_stale(&self, edition: &Edition) -> bool {
        edition.since(self.change.id()) != self.seen
    }
}

/// 取消: the edits that bring back what stood before a decision, for the records nobody changed since.
pub fn inverse(edition: &Edition, number: DecisionNumber) -> Result<Vec<Edit>, Refusal> {
    let untouched = reversals(edition, number)?.into_iter().filter(|it| it.since.is_empty());
    let edits: Vec<Edit> = untouched.map(|it| it.edit).collect();
    if edits.is_empty() { Err(Refusal::NothingToUndo(number.0)) } else { Ok(edits) }
}
