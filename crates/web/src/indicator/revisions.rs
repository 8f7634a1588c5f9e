//! 目標値の改定履歴 as it is shown.

use plan::edition::Edition;
use plan::moves::TargetMove;
use plan::record::RecordId;

use crate::here::Here;

/// One move of one year's target.
pub(crate) struct Revision {
    pub(crate) year: String,
    pub(crate) before: String,
    /// None where the target was retired.
    pub(crate) after: Option<String>,
    pub(crate) reason: String,
    pub(crate) date: String,
    pub(crate) decision: String,
    /// 結果判明後.
    pub(crate) after_result: bool,
}

/// All moves of an indicator's targets, newest first.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId) -> Vec<Revision> {
    edition.target_moves(id).into_iter().filter_map(|it| revision(here, edition, it)).collect()
}

fn revision(here: &Here, edition: &Edition, it: TargetMove<'_>) -> Option<Revision> {
    let decision = edition.decision(it.decision)?;
    let own_reason = it.after.and_then(|after| after.revision_reason.clone());
    Some(Revision {
        year: here.lang.short_year(it.fiscal_year()),
        before: it.before.said(),
        after: it.after.map(plan::target::Target::said),
        reason: own_reason.unwrap_or_else(|| decision.reason.clone()),
        date: here.lang.date(decision.date()),
        decision: here.to(&format!("/decisions/{}", it.decision)),
        after_result: it.result_known,
    })
}
