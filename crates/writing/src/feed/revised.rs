//! 改定された目標値: a target that the public had seen otherwise. It was no mistake, so it is called no correction.

use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::{Body, RecordId};
use plan::target::Target;

/// 改定: a target that was raised, lowered or withdrawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Revised {
    /// Of which indicator.
    pub indicator: RecordId,
    /// Its name.
    pub name: String,
    /// For which year.
    pub year: FiscalYear,
    /// The target that the public had seen, as pages write it.
    pub before: String,
    /// The one of now; none where it was withdrawn.
    pub after: Option<String>,
}

impl Revised {
    /// What became, between two decisions, of the target that a record tells; none where it is no target, a new one, or the
    /// same in other words.
    pub(super) fn of(
        edition: &Edition,
        id: &RecordId,
        before: DecisionNumber,
        upto: DecisionNumber,
    ) -> Option<Self> {
        let (was, now) = (seen(edition, id, before)?, seen(edition, id, upto));
        if now.is_some_and(|now| now.asks_the_same(was)) {
            return None;
        }
        Some(Self {
            indicator: was.indicator.clone(),
            name: edition.find::<Indicator>(&was.indicator)?.name.clone(),
            year: was.fiscal_year,
            before: was.said(),
            after: now.map(Target::said),
        })
    }

    /// 「公園面積　令和6年度の目標 3.1ha以上 → 3.0ha以上」.
    pub fn words(&self) -> String {
        let after = self.after.as_deref().unwrap_or("取下げ");
        format!("{}　{}の目標 {} → {after}", self.name, self.year.japanese(), self.before)
    }
}

/// The target that a record told the public at a decision.
fn seen<'a>(edition: &'a Edition, id: &RecordId, number: DecisionNumber) -> Option<&'a Target> {
    let version = edition.history(id).iter().rev().find(|it| it.decision <= number)?;
    match &version.record.as_ref()?.body {
        Body::Target(it) => Some(it),
        _ => None,
    }
}
