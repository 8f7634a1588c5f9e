//! 意見と対応: what was said about the work, and what was done about it.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 意見: said by someone outside the section, about one record, in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The element, indicator or plan it speaks of.
    pub subject: RecordId,
    /// The year in whose evaluation it was said.
    pub fiscal_year: FiscalYear,
    /// Who said it, by role.
    pub by: Speaker,
    /// The body's name, e.g. 行政評価委員会. Never a private person's.
    #[serde(default)]
    pub by_name: Option<String>,
    /// What was said.
    pub text: Vec<String>,
    /// When.
    #[serde(default)]
    pub said_on: Option<PartialDate>,
}

/// 意見者種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// 外部評価委員.
    ExternalEvaluator,
    /// 議会.
    Council,
    /// 監査.
    Auditor,
    /// 住民.
    Residents,
    /// 区政会議, 市民会議.
    ResidentsMeeting,
}

impl Speaker {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::ExternalEvaluator => ("外部評価委員", "external evaluator"),
            Self::Council => ("議会", "council"),
            Self::Auditor => ("監査", "auditor"),
            Self::Residents => ("住民", "residents"),
            Self::ResidentsMeeting => ("区政会議", "residents' meeting"),
        }
    }
}

/// 対応: the answer to one remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The remark it answers.
    pub remark: RecordId,
    /// How far it has come.
    pub status: ResponseStatus,
    /// What was done, or why not.
    pub text: Vec<String>,
    /// 対応年度: in which year it takes effect.
    #[serde(default)]
    pub fiscal_year: Option<FiscalYear>,
    /// 反映額: what the budget changed by, in whole yen.
    #[serde(default)]
    pub reflected_yen: Option<i64>,
    /// 反映先: the elements, indicators and plans in which the change shows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reflected_in: Vec<RecordId>,
    /// 回答日.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responded_on: Option<PartialDate>,
}

/// 対応状況.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseStatus {
    /// 対応済.
    Done,
    /// 対応中.
    Doing,
    /// 検討中.
    Considering,
    /// 対応しない, with the reason in the text.
    Declined,
}

impl ResponseStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Done, Self::Doing, Self::Considering, Self::Declined];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("対応済", "done"),
            Self::Doing => ("対応中", "under way"),
            Self::Considering => ("検討中", "under consideration"),
            Self::Declined => ("対応しない", "declined"),
        }
    }
}

impl Response {
    /// The id under which it is recorded: one a remark.
    pub fn id(&self) -> RecordId {
        RecordId::new(format!("{}/response", self.remark))
    }
}
