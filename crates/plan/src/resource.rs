//! 経営資源: what a work is done with, beside its money: people, facilities, property, information.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;
use crate::unit::Unit;

/// 経営資源 of one element or plan for one fiscal year. 予算 is an `Amount`: money has kinds of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// The element, or the plan of an organisation, that uses it.
    pub element: RecordId,
    /// The year in which it is used.
    pub fiscal_year: FiscalYear,
    /// Which of the resources.
    pub kind: ResourceKind,
    /// What it is, e.g. 防災備蓄倉庫.
    pub name: String,
    /// How much of it, where it is counted.
    #[serde(default)]
    pub quantity: Option<Decimal>,
    /// 単位 of the quantity.
    #[serde(default)]
    pub unit: Unit,
    /// 説明: how it is used.
    #[serde(default)]
    pub note: Option<String>,
}

/// 経営資源の種別. The fifth, 予算, is `Amount`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// 職員: people.
    Staff,
    /// 施設.
    Facility,
    /// 財産: land, equipment, funds.
    Property,
    /// 情報: data and systems.
    Information,
}

impl ResourceKind {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Staff => ("職員", "staff"),
            Self::Facility => ("施設", "facilities"),
            Self::Property => ("財産", "property"),
            Self::Information => ("情報", "information"),
        }
    }
}
