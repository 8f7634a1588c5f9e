//! 公表: the public sees a decision, and what came before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decision::{DecisionNumber, StaffId};
use crate::record::RecordId;

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
    /// 指摘を残して公表する理由: why it was published although the checks found what should be solved first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<String>,
    /// 残した指摘: all that should have been solved first and goes out with it, whether said today or with an earlier one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsolved: Vec<Unsolved>,
}

/// 残した指摘: one thing that the checks found and that was published all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsolved {
    /// The name of the check.
    pub check: String,
    /// The record it spoke of.
    pub record: RecordId,
}

impl Publication {
    /// 公表日, by the calendar of Japan.
    pub fn date(&self) -> jiff::civil::Date {
        crate::decision::date_in_japan(self.at)
    }

    /// What the reader is told with it: the sentence, then the reason for publishing all the same.
    pub fn told(&self) -> Option<String> {
        let told: Vec<&str> = [&self.note, &self.despite].into_iter().flatten().map(String::as_str).collect();
        (!told.is_empty()).then(|| told.join("　"))
    }
}
