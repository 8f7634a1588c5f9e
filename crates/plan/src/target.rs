//! 目標値: what was promised for a year.

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
    /// The id under which it is recorded.
    pub fn id(&self) -> RecordId {
        self.indicator.target(self.fiscal_year)
    }
}
