//! 欄ID: names one field of one subject, on whatever sheet it is asked.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::record::RecordId;

/// 欄ID: the record that keeps the answer and which part of it, as `i-walk/actual/2025#figure`.
///
/// It is the same on every sheet that asks the same, so that two sheets cannot disagree in silence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(String);

impl FieldId {
    /// An id as it came from a page or the ledger; none where it names no part.
    pub fn parse(text: &str) -> Option<Self> {
        let (record, part) = text.rsplit_once('#')?;
        (!record.is_empty() && !part.is_empty()).then(|| Self(text.to_owned()))
    }

    /// A part of a record.
    pub fn of(record: &RecordId, part: &str) -> Self {
        Self(format!("{record}#{part}"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The record that keeps the answer.
    pub fn record(&self) -> RecordId {
        RecordId::new(self.0.rsplit_once('#').map_or("", |(record, _)| record))
    }

    /// Which part of it.
    pub fn part(&self) -> &str {
        self.0.rsplit_once('#').map_or("", |(_, part)| part)
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
