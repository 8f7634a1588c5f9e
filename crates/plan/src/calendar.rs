//! 年間予定: the year of PLAN, DO, CHECK, ACTION.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;
use crate::role::Role;

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
    /// 作業: what each of them writes until the deadline; none for a mere date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
}

/// 作業: a stage of the year in which every organisation in charge fills in one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// 公表の区分: as what its result is published: 素案, 案, 確定, 中間, 速報 …
    pub label: String,
    /// 様式.
    pub form: RecordId,
    /// 回付: who passes a sheet on its way from its author to the planning section, in order, e.g. 課長, 部長.
    #[serde(default)]
    pub route: Vec<Role>,
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
