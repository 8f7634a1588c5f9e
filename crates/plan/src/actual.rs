//! 実績値: what came of it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;
use crate::survey::Sample;

mod reading;

pub use reading::Unreadable;

/// 実績値 of one indicator for one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actual {
    /// The indicator it belongs to.
    pub indicator: RecordId,
    /// The year that was measured.
    pub fiscal_year: FiscalYear,
    /// The figure, or why there is none.
    pub figure: Figure,
    /// How sure the figure is.
    #[serde(default)]
    pub status: Status,
    /// 発送数・回答数, for a survey.
    #[serde(default)]
    pub sample: Option<Sample>,
    /// 増減の説明: why it rose or fell.
    #[serde(default)]
    pub explanation: Option<String>,
}

impl Actual {
    /// The id under which it is recorded.
    pub fn id(&self) -> RecordId {
        self.indicator.actual(self.fiscal_year)
    }

    /// The figure, where there is one.
    pub fn value(&self) -> Option<Decimal> {
        match self.figure {
            Figure::Value(value) => Some(value),
            Figure::NotYet | Figure::NotMeasured { .. } => None,
        }
    }
}

/// A figure, or the honest reason why there is none. Never zero for blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// 集計中, 未定: it will come.
    NotYet,
    /// 未測定: it will not come, because …
    NotMeasured {
        /// The reason, as written.
        because: String,
    },
    /// The figure itself.
    Value(Decimal),
}

/// 実績の状態.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 見込.
    Expected,
    /// 速報.
    Provisional,
    /// 確定.
    #[default]
    Final,
    /// 訂正: it replaces a published figure.
    Corrected,
}

impl Status {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Expected => ("見込", "expected"),
            Self::Provisional => ("速報", "provisional"),
            Self::Final => ("確定", "final"),
            Self::Corrected => ("訂正", "corrected"),
        }
    }
}
