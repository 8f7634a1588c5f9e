//! 取消と復元: the edits that bring back what stood before, as a draft like any other.

use std::collections::BTreeSet;

use crate::decision::{Change, DecisionNumber, Edit};
use crate::edition::{Edition, Version};
use crate::record::RecordId;
use crate::refusal::Refusal;

/// 取消 of what a decision did to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Reversal {
    /// Brings back what stood before the decision, over what stands now.
    pub edit: Edit,
    /// その後の決裁: those that changed the record since. What they did would go as well.
    pub since: Vec<DecisionNumber>,
}

/// What the undoing of a decision would do, record by record in the order of its edits. What stands now as it stood before is left out.
pub fn reversals(edition: &Edition, number: DecisionNumber) -> Result<Vec<Reversal>, Refusal> {
    let decision = edition.decision(number).ok_or(Refusal::NoSuchDecision(number.0))?;
    let reversal = |id: &RecordId| {
        let history = edition.history(id);
        let before = history.iter().rev().find(|version| version.decision < number);
        let later = history.iter().map(|version| version.decision).filter(|it| *it > number);
        Some(Reversal { edit: back_to(edition, id, before)?, since: later.collect() })
    };
    Ok(decision.edits.iter().filter_map(|edit| reversal(edit.change.id())).collect())
}

/// 取り消した決裁: the first after which nothing of a decision stood any more; none while something of it always did.
pub fn undone_by(edition: &Edition, number: DecisionNumber) -> Option<DecisionNumber> {
    let histories: Vec<&[Version]> =
        edition.decision(number)?.edits.iter().map(|edit| edition.history(edit.change.id())).collect();
    let at = |history: &[Version], day: DecisionNumber| {
        history.iter().rev().find(|it| it.decision <= day).and_then(|it| it.record.clone())
    };
    let before = DecisionNumber(number.0.checked_sub(1)?);
    let stands_as_before = |then| histories.iter().all(|it| at(it, then) == at(it, before));
    if stands_as_before(number) {
        return None; // It changed nothing.
    }
    let later: BTreeSet<DecisionNumber> =
        histories.iter().copied().flatten().map(|it| it.decision).filter(|it| *it > number).collect();
    later.into_iter().find(|then| stands_as_before(*then))
}

/// 復元: the edit that brings a record back as it stood after a decision, whatever came since.
pub fn restored(edition: &Edition, id: &RecordId, number: DecisionNumber) -> Result<Edit, Refusal> {
    let (record, number_said) = (id.clone(), number.0);
    let then = edition.history(id).iter().rev().find(|version| version.decision <= number);
    let then = then.ok_or_else(|| Refusal::NoSuchVersion { record: record.clone(), number: number_said })?;
    back_to(edition, id, Some(then)).ok_or(Refusal::NothingToRestore { record, number: number_said })
}

/// The edit from what stands now to a version; none where that is the same.
fn back_to(edition: &Edition, id: &RecordId, version: Option<&Version>) -> Option<Edit> {
    let record = version.and_then(|it| it.record.clone());
    if record.as_deref() == edition.get(id) {
        return None;
    }
    let change = record.map_or_else(|| Change::Retire(id.clone()), Change::Put);
    Some(Edit { change, seen: edition.since(id), written: version.and_then(|it| it.written.clone()) })
}
