//! 様式: what one sheet of a year asks for, as data. The planning section makes it, each year anew; no programmer is needed.

use serde::{Deserialize, Serialize};

use crate::fiscal_year::{FiscalYear, rolled};
use crate::record::RecordId;

mod alteration;
mod asks;
mod difference;
mod field_id;
mod key;
mod met;
mod suits;
#[cfg(test)]
mod tests;
mod typed;

pub use alteration::{Alteration, Way};
pub use asks::Asks;
pub use difference::{FormChange, FormChanged};
pub use field_id::FieldId;
pub use met::{FormClash, Met};
pub use typed::{Slip, Typed};

/// 様式 of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The year whose round it belongs to; the years of its fields are counted from it.
    pub fiscal_year: FiscalYear,
    /// 様式名, e.g. 「様式1 運営方針」.
    pub name: String,
    /// What one sheet is about.
    pub scope: Scope,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// 票の対象: which part of the plans one sheet covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The organisation's own statement (運営方針) of so many years from the form's year: 0 the year itself, -1 the year before.
    Statement {
        /// Years from the form's year.
        year: i8,
    },
    /// The elements of one level of a plan that the organisation, or one below it, is in charge of.
    InCharge {
        /// The plan.
        plan: RecordId,
        /// 階層, 0 at the top.
        level: u8,
    },
}

/// 様式の部: fields that are asked for each subject of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Of what they are asked.
    pub about: About,
    /// 見出し.
    pub title: String,
    /// 記入要領: a sentence for whoever fills it in.
    #[serde(default)]
    pub help: String,
    /// 欄, in order.
    pub fields: Vec<Field>,
    /// Whether the author may add and retire subjects of this sort.
    #[serde(default)]
    pub grows: bool,
}

/// 対象の種類. A sheet lists the plan, then each element with its indicators and the remarks on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The plan as a whole.
    Plan,
    /// Each element: 経営課題, 施策.
    Element,
    /// Each indicator of an element.
    Indicator,
    /// Each remark on an element that the form's year has to answer.
    Remark,
}

/// 欄: one thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What it asks, and so where the answer is kept.
    pub asks: Asks,
    /// 欄の名前; empty: the usual name.
    #[serde(default)]
    pub label: String,
    /// 記入要領.
    #[serde(default)]
    pub help: String,
    /// 字数の目安: a soft limit in characters; what is longer is told, never cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// 必須: a sheet without it cannot be submitted.
    #[serde(default)]
    pub required: bool,
    /// 庁内限り: the answer never leaves the staff side.
    #[serde(default)]
    pub internal: bool,
}

/// So many years from a form's year.
pub fn shifted(form: FiscalYear, years: i8) -> FiscalYear {
    FiscalYear::new(form.year().saturating_add(i16::from(years)))
}

impl Field {
    /// A field under its usual name.
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            label: String::new(),
            help: String::new(),
            limit: None,
            required: false,
            internal: false,
        }
    }

    /// 欄の名前: its own, or the usual one with the year that it speaks of: 「令和5年度予算」. In both languages.
    pub fn name(&self, form: FiscalYear) -> (String, String) {
        if self.label.is_empty() { self.asks.name(form) } else { (self.label.clone(), self.label.clone()) }
    }
}

impl Form {
    /// 様式の繰上げ: the same form for another year. Years counted from the form's roll by themselves (3決算, 4予算, 5予算); names and
    /// sentences that say a year are moved with it.
    pub fn rolled(&self, year: FiscalYear) -> Self {
        let text = |text: &str| rolled(text, self.fiscal_year, year);
        let field =
            |it: &Field| Field { label: text(&it.label), help: text(&it.help), asks: it.asks, ..it.clone() };
        let part = |it: &Part| Part {
            title: text(&it.title),
            help: text(&it.help),
            fields: it.fields.iter().map(field).collect(),
            ..it.clone()
        };
        let parts = self.parts.iter().map(part).collect();
        Self { fiscal_year: year, name: text(&self.name), scope: self.scope.clone(), parts }
    }

    /// Every field with the part in which it stands, in order.
    pub fn fields(&self) -> impl Iterator<Item = (&Part, &Field)> {
        self.parts.iter().flat_map(|part| part.fields.iter().map(move |field| (part, field)))
    }
}

impl About {
    /// Every sort of subject, in the order in which a sheet lists them.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Element, Self::Indicator, Self::Remark];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Plan => ("運営方針全体", "the plan as a whole"),
            Self::Element => ("要素ごと", "each element"),
            Self::Indicator => ("指標ごと", "each indicator"),
            Self::Remark => ("意見ごと", "each remark"),
        }
    }

    /// As it stands in forms and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Element => "element",
            Self::Indicator => "indicator",
            Self::Remark => "remark",
        }
    }
}
