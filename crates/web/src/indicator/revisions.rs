//! 目標値の改定履歴: a target that moved shows that it moved, when, why, and whether the result was known already.

use plan::decision::DecisionNumber;
use plan::edition::{Edition, Version};
use plan::record::{Body, RecordId, Recorded};
use plan::target::Target;

use crate::here::Here;

/// One move of one year's target.
pub(crate) struct Revision {
    pub(crate) year: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) reason: String,
    pub(crate) date: String,
    pub(crate) decision: String,
    /// 結果判明後.
    pub(crate) after_result: bool,
}

/// All moves of an indicator's targets, newest first.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId) -> Vec<Revision> {
    let mut revisions: Vec<(DecisionNumber, Revision)> = Vec::new();
    for (target, _) in edition.naming::<Target>(id) {
        for pair in edition.history(target).windows(2) {
            if let [old, new] = pair {
                revisions.extend(moved(here, edition, old, new).map(|it| (new.decision, it)));
            }
        }
    }
    revisions.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    revisions.into_iter().map(|(_, it)| it).collect()
}

fn moved(here: &Here, edition: &Edition, old: &Version, new: &Version) -> Option<Revision> {
    let (before, after) = (target(old)?, target(new)?);
    if before.condition == after.condition && before.words == after.words {
        return None;
    }
    let decision = edition.decision(new.decision)?;
    let actual = after.indicator.actual(after.fiscal_year);
    let known = edition.history(&actual).first().is_some_and(|first| {
        first.decision < new.decision && first.record.as_ref().is_some_and(|it| is_measured(&it.body))
    });
    Some(Revision {
        year: here.lang.short_year(after.fiscal_year),
        before: before.words.clone(),
        after: after.words.clone(),
        reason: after.revision_reason.clone().unwrap_or_else(|| decision.reason.clone()),
        date: here.lang.date(decision.date()),
        decision: here.to(&format!("/decisions/{}", new.decision)),
        after_result: known,
    })
}

fn target(version: &Version) -> Option<&Target> {
    Target::of(&version.record.as_ref()?.body)
}

fn is_measured(body: &Body) -> bool {
    matches!(body, Body::Actual(actual) if actual.value().is_some())
}
