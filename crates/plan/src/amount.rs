//! 予算・決算: what it was to cost and what it cost.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 金額 of one element for one fiscal year, in whole yen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The element that it pays for.
    pub element: RecordId,
    /// The fiscal year of the money.
    pub fiscal_year: FiscalYear,
    /// 予算 or 決算.
    pub kind: AmountKind,
    /// Whole yen; negative for a reduction.
    pub yen: i64,
    /// 人件費 in whole yen, where known.
    #[serde(default)]
    pub staff_cost: Option<i64>,
    /// 職員数: full-time staff, where known.
    #[serde(default)]
    pub staff: Option<Decimal>,
    /// 増減の説明.
    #[serde(default)]
    pub explanation: Option<String>,
    /// 予算科目: 会計・款・項・目・事業, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// 按分: the elements that the money serves, each with its stated share. Empty: it all serves `element`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Share>,
    /// 按分の方法: how the shares were found; it is published with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_method: Option<String>,
}

/// 按分割合: how much of an amount serves one element, as staff stated it. Never guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The element that is served.
    pub element: RecordId,
    /// The part of the whole, from 0 to 1.
    pub part: Decimal,
}

/// 金額の区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountKind {
    /// 当初予算.
    Initial,
    /// 補正予算: the change, not the new total.
    Supplementary,
    /// 決算見込.
    Expected,
    /// 決算.
    Settled,
}

impl AmountKind {
    /// Every kind, in the order in which a year brings them.
    pub const ALL: [Self; 4] = [Self::Initial, Self::Supplementary, Self::Expected, Self::Settled];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Initial => ("当初予算", "initial budget"),
            Self::Supplementary => ("補正予算", "supplementary budget"),
            Self::Expected => ("決算見込", "expected settlement"),
            Self::Settled => ("決算", "settlement"),
        }
    }

    /// The last part of an amount's id.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Supplementary => "supplementary",
            Self::Expected => "expected",
            Self::Settled => "settled",
        }
    }
}

impl Amount {
    /// An amount of which nothing is known but the money.
    pub fn new(element: RecordId, fiscal_year: FiscalYear, kind: AmountKind, yen: i64) -> Self {
        Self {
            element,
            fiscal_year,
            kind,
            yen,
            staff_cost: None,
            staff: None,
            explanation: None,
            account: None,
            shares: vec![],
            share_method: None,
        }
    }

    /// The id under which it is recorded: `{element}/amount/2023/settled`.
    pub fn id(&self) -> RecordId {
        let year = self.element.of_year("amount", self.fiscal_year);
        RecordId::new(format!("{year}/{}", self.kind.word()))
    }
}
