//! 概要の下書き: what the staff write while they answer. It is paper until the results are drafted.

use serde::{Deserialize, Serialize};

use crate::decision::DecisionNumber;
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
}
