//! 組織: departments, sections and ward offices, through their reorganisations.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::handover::Stood;
use crate::record::RecordId;

/// 組織: 部, 課, 区役所. Old years keep old names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// 上位組織: the department of a section.
    #[serde(default)]
    pub parent: Option<RecordId>,
    /// 所属替え: where it stood before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stood: Vec<Stood>,
    /// Its names, each with the day from which it was called so; oldest first, at least one.
    pub names: Vec<Name>,
    /// 設置日, where known.
    #[serde(default)]
    pub founded: Option<Date>,
    /// 廃止・統合, when it happened.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// 建制順: its place in lists.
    #[serde(default)]
    pub order: u32,
}

/// 組織名 from a day on. No day: since the first records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// What it is called.
    pub text: String,
    /// The first day of the name.
    #[serde(default)]
    pub since: Option<Date>,
}

/// 廃止・統合: the end of an organisation and what took its work over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The first day on which it no longer is.
    pub on: Date,
    /// 統合先.
    #[serde(default)]
    pub into: Vec<RecordId>,
}

impl Organisation {
    /// An organisation of which only its name is known.
    pub fn new(name: impl Into<String>) -> Self {
        let names = vec![Name { text: name.into(), since: None }];
        Self { parent: None, stood: vec![], names, founded: None, ended: None, order: 0 }
    }

    /// What it was called on a day; the oldest name for days before all names.
    pub fn name_on(&self, date: Date) -> &str {
        let current = self.names.iter().rev().find(|name| name.since.is_none_or(|since| since <= date));
        current.or(self.names.first()).map_or("", |name| &name.text)
    }

    /// What it was called when the fiscal year ended (a change on 1 April belongs to the new year).
    pub fn name_in(&self, year: FiscalYear) -> &str {
        self.name_on(year.ends())
    }

    /// Its newest name.
    pub fn name(&self) -> &str {
        self.names.last().map_or("", |name| &name.text)
    }

    /// Whether it existed on a day.
    pub fn is_active(&self, date: Date) -> bool {
        self.founded.is_none_or(|day| day <= date) && self.ended.as_ref().is_none_or(|end| date < end.on)
    }
}
