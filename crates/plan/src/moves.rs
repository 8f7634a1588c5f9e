//! 目標値の改定: a target that moved shows that it moved, when, why, and whether the result was known already.

use crate::actual::Actual;
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::fiscal_year::FiscalYear;
use crate::record::{RecordId, Recorded};
use crate::target::Target;

/// One move of one year's target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TargetMove<'a> {
    /// What was promised before; a target that was retired and set again has moved too.
    pub before: &'a Target,
    /// What is promised since; none where the target was retired.
    pub after: Option<&'a Target>,
    /// The decision that moved it.
    pub decision: DecisionNumber,
    /// 結果判明後: a figure of that year was decided before, or in the same decision.
    pub result_known: bool,
}

impl TargetMove<'_> {
    /// The year whose target moved.
    pub fn fiscal_year(&self) -> FiscalYear {
        self.before.fiscal_year
    }
}

impl Edition {
    /// All moves of an indicator's targets, newest first.
    pub fn target_moves(&self, indicator: &RecordId) -> Vec<TargetMove<'_>> {
        let targets = self.hanging(indicator, "target");
        let mut moves: Vec<TargetMove<'_>> = targets.flat_map(|(_, versions)| self.moves(versions)).collect();
        moves.sort_by_key(|it| (std::cmp::Reverse(it.decision), it.fiscal_year()));
        moves
    }

    /// Whether the target of a year has ever moved.
    pub fn has_moved(&self, target: &Target) -> bool {
        !self.moves(self.history(&target.id())).is_empty()
    }

    fn moves<'a>(&'a self, versions: &'a [Version]) -> Vec<TargetMove<'a>> {
        let mut moves = Vec::new();
        let (mut last, mut retired) = (None::<&Target>, false);
        for version in versions {
            let now = version.record.as_ref().and_then(|it| Target::of(&it.body));
            if let Some(before) = last {
                let same = now.is_some_and(|now| now.asks_the_same(before));
                let still_retired = now.is_none() && retired;
                if !same && !still_retired {
                    let decision = version.decision;
                    let result_known = self.is_result_known(before, decision);
                    moves.push(TargetMove { before, after: now, decision, result_known });
                }
            }
            retired = now.is_none();
            last = now.or(last);
        }
        moves
    }

    /// Whether a figure for the target's year had been decided by a decision, that one included.
    pub fn is_result_known(&self, target: &Target, by: DecisionNumber) -> bool {
        let actual = target.indicator.actual(target.fiscal_year);
        let upto = self.history(&actual).iter().take_while(|version| version.decision <= by);
        let is_measured =
            |it: &Version| it.record.as_ref().and_then(|it| Actual::of(&it.body)?.value()).is_some();
        upto.into_iter().any(is_measured)
    }
}
