//! 概要の下書き: what the staff write while they answer. It is paper until the results are drafted.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::decision::{DecisionNumber, StaffId};
use crate::opinion::Answer;
use crate::record::RecordId;

/// 概要と考え方の下書き.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its place in the table.
    pub order: u32,
    /// 箇所.
    #[serde(default)]
    pub place: String,
    /// 意見の概要.
    #[serde(default)]
    pub summary: String,
    /// 考え方の区分, once somebody chose.
    #[serde(default)]
    pub answer: Option<Answer>,
    /// 区の考え方.
    #[serde(default)]
    pub thinking: String,
    /// 反映先.
    #[serde(default)]
    pub changed: Vec<RecordId>,
    /// The decision that changed them.
    #[serde(default)]
    pub decision: Option<DecisionNumber>,
    /// Who wrote it, for 職務の分離. Never published.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<StaffId>,
}
