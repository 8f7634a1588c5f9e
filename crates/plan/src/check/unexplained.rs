//! 理由の記載: a target was missed, and nobody wrote why.

use super::scene::{Notes, Scene};
use super::text::{EXPLANATION, Subject};
use super::{Check, Severity};
use crate::actual::Status;
use crate::indicator::Indicator;
use crate::rating::Outcome;
use crate::record::Body;

pub(super) const CHECKS: &[&Check] = &[&MISSED_WITHOUT_REASON];

const MISSED_WITHOUT_REASON: Check = Check {
    code: "missed-without-reason",
    severity: Severity::Hint,
    ja: "確定した実績が目標に届かなかったのに、理由がどこにも書かれていない（実績の説明にも、その年度の評価にも）",
    en: "a final figure missed its target and no reason is written, neither with the figure nor in an evaluation of its year",
    example: "目標240件以上に226件、説明も評価も空欄",
};

/// Asked of final figures only: one that is still provisional may be explained with the final one.
pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let Body::Actual(actual) = &subject.record.body else { return };
    let (id, year) = (&actual.indicator, actual.fiscal_year);
    let is_final = matches!(actual.status, Status::Final | Status::Corrected);
    let Some(indicator) = scene.edition.find::<Indicator>(id).filter(|_| is_final) else { return };
    if scene.edition.outcome(id, indicator, year) != Outcome::Missed
        || scene.edition.told_why(id, year).is_some()
    {
        return;
    }
    let ja = "目標に届きませんでしたが、理由の記載がありません（公開ページにそう表示されます）";
    notes
        .say(
            &MISSED_WITHOUT_REASON,
            ja,
            "the target was missed and no reason is recorded; the public page says so",
        )
        .at(EXPLANATION);
}
