//! 公表: the public sees a decision, and what came before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decision::{DecisionNumber, StaffId};

/// 公表: who let the public see which decision, when, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// From 1, without gaps, in one municipality.
    pub number: u64,
    /// The last decision that the public sees. A later publication may name an earlier decision: it takes back.
    pub decision: DecisionNumber,
    /// When.
    pub at: Timestamp,
    /// 記録した時, where that is another time than `at`: old publications are taken over under their own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Timestamp>,
    /// Who.
    pub by: StaffId,
    /// 確定, 速報, 訂正 …: as what.
    pub label: String,
    /// A sentence for the reader.
    #[serde(default)]
    pub note: Option<String>,
}

impl Publication {
    /// 公表日, by the calendar of Japan.
    pub fn date(&self) -> jiff::civil::Date {
        crate::decision::date_in_japan(self.at)
    }
}
