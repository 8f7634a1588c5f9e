//! 目標値: what was promised for a year.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::condition::Condition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 目標値 of one indicator for one fiscal year. Revised by a new version with a reason, never overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The indicator it belongs to.
    pub indicator: RecordId,
    /// The year in which it is to be reached.
    pub fiscal_year: FiscalYear,
    /// What the actual figure must do.
    pub condition: Condition,
    /// 原文, e.g. 「48％以上」.
    pub words: String,
    /// 改定理由: why it differs from the version before.
    #[serde(default)]
    pub revision_reason: Option<String>,
}

impl Target {
    /// The figure at which the target stands: of an increase or a decrease, the baseline moved by that amount.
    /// None for words, ranges, and changes of a baseline that nobody knows.
    pub fn level(&self, baseline: Option<Decimal>) -> Option<Decimal> {
        match &self.condition {
            Condition::Increase(by) => baseline?.checked_add((*by)?),
            Condition::Decrease(by) => baseline?.checked_sub((*by)?),
            Condition::Maintain(kept) => (*kept).or(baseline),
            other => other.target(),
        }
    }

    /// The id under which it is recorded.
    pub fn id(&self) -> RecordId {
        self.indicator.target(self.fiscal_year)
    }
}
