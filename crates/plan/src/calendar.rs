//! 年間予定: the year of PLAN, DO, CHECK, ACTION.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 年間予定の一件: what is due when, and from whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// The fiscal year whose round it belongs to.
    pub fiscal_year: FiscalYear,
    /// Which part of the round.
    pub phase: Phase,
    /// 予定.
    pub title: String,
    /// First day.
    pub from: Date,
    /// Last day, the deadline.
    pub to: Date,
    /// Who owes it; empty: everybody.
    #[serde(default)]
    pub organisations: Vec<RecordId>,
}

/// 段階.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 目標の作成.
    Plan,
    /// 事業の実施.
    Do,
    /// 評価.
    Check,
    /// 改善.
    Action,
}

impl Phase {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Plan => ("計画（PLAN）", "Plan"),
            Self::Do => ("実施（DO）", "Do"),
            Self::Check => ("評価（CHECK）", "Check"),
            Self::Action => ("改善（ACTION）", "Action"),
        }
    }
}
