//! 決裁: an approved draft. Appended to the ledger, never changed, never removed.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::municipality::MunicipalityCode;
use crate::record::{Record, RecordId};

/// 決裁番号: from 1, without gaps, in one municipality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DecisionNumber(pub u64);

impl DecisionNumber {
    /// The number of the next decision.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for DecisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// 職員ID: pseudonymous, so that erasing a person's name does not break the proof.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub String);

/// 決裁: who decided what, when, why and on what source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Whose ledger.
    pub municipality: MunicipalityCode,
    /// Its number.
    pub number: DecisionNumber,
    /// When.
    pub at: Timestamp,
    /// 記録した時: when it came into the ledger, where that is another day than it was decided: old documents are taken
    /// over under their own date, and that they were is no secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Timestamp>,
    /// Who.
    pub by: StaffId,
    /// 決裁した課: under what name it is told to the world, where `by` is a person. Whom it was stays in the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Why: shown in the revision history.
    pub reason: String,
    /// 正誤: what was wrong and what is right, where it corrects what the public had seen. It stands beside what it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erratum: Option<String>,
    /// The files it rests on; empty where people typed it.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Whole new versions of records.
    pub edits: Vec<Edit>,
}

/// 原資料: a file, kept in the ledger under its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name when it came.
    pub name: String,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}

/// One change, with the version that its author saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// What is changed.
    pub change: Change,
    /// The decision that made the version which the author saw; none for a new record.
    #[serde(default)]
    pub seen: Option<DecisionNumber>,
    /// 原文 and its place, where it was read from a document.
    #[serde(default)]
    pub written: Option<Arc<Written>>,
}

/// Put or retire: there is nothing else that a decision can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A new record, or a whole new version of one.
    Put(Arc<Record>),
    /// 廃止: the record is no longer; its past stays.
    Retire(RecordId),
}

impl Change {
    /// The record that it changes.
    pub fn id(&self) -> &RecordId {
        match self {
            Self::Put(record) => &record.id,
            Self::Retire(id) => id,
        }
    }
}

/// 原文: the document's own words and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// As written, untouched.
    pub text: String,
    /// Where: 「figures.csv 12行」, 「指標!D2」.
    pub place: String,
}

impl Decision {
    /// Who, as the world is told: the office, or the name that stands in its place.
    pub fn signed(&self) -> &str {
        self.office.as_deref().unwrap_or(&self.by.0)
    }

    /// 決裁日, by the calendar of Japan.
    pub fn date(&self) -> Date {
        date_in_japan(self.at)
    }
}

/// The day in Japan, which has kept one offset (+09:00) since 1951.
pub fn date_in_japan(at: Timestamp) -> Date {
    jiff::tz::offset(9).to_datetime(at).date()
}
