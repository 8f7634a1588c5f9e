//! 根拠資料: the files on which what a sheet says rests. Whoever checks a figure later finds what it was taken from.
//!
//! The bytes lie in the ledger under their hash; here stands what is decided about them, and what can be taken at all.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decision::StaffId;
use crate::fiscal_year::FiscalYear;
use crate::form::FieldId;
use crate::record::{Record, RecordId};

mod admission;
mod kind;
mod not_kept;

pub use admission::{LARGEST, LARGEST_SHEET, LONGEST_NAME, MOST_OF_FIELD, MOST_OF_SHEET, Room, admit};
pub use kind::ending;
pub use not_kept::NotKept;

/// 根拠資料の一覧 of one sheet, decided with it. Its records are internal, always: an auditor finds them, the public never.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The stage of the year.
    pub stage: RecordId,
    /// Whose sheet.
    pub organisation: RecordId,
    /// The year in whose round it was written.
    pub fiscal_year: FiscalYear,
    /// The files, by field and then in the order in which they came.
    pub files: Vec<Attachment>,
}

/// 添付: one file beside one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name on its sheet; chance enters at the edge.
    pub id: String,
    /// Beside which field.
    pub field: FieldId,
    /// ファイル名, to the code point; it is never used as a path.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex, under which the ledger keeps the bytes.
    pub sha256: String,
    /// Who attached it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Evidence {
    /// The name of the list of a sheet.
    pub fn id(stage: &RecordId, organisation: &RecordId) -> RecordId {
        RecordId::new(format!("{stage}/evidence/{organisation}"))
    }

    /// As a record, which is internal: there is no other way to make one.
    pub fn into_record(mut self) -> Record {
        self.files.sort_by(|a, b| (&a.field, a.at, &a.id).cmp(&(&b.field, b.at, &b.id)));
        let id = Self::id(&self.stage, &self.organisation);
        Record { internal: true, ..Record::new(id, self) }
    }

    /// Whether a file is named here: then it is kept for ever.
    pub fn names(&self, id: &str) -> bool {
        self.files.iter().any(|it| it.id == id)
    }
}

impl Attachment {
    /// Whether it is this very file beside this very field: sent twice, it is one.
    pub fn is_same(&self, field: &FieldId, name: &str, sha256: &str) -> bool {
        self.field == *field && self.name == name && self.sha256 == sha256
    }
}

/// 「1.2 MB」: a size as people read it, rounded up, so that nothing ever is 「0 KB」.
/// ```
/// use plan::evidence::readable_size;
/// assert_eq!([1, 1024, 1025, 10 * 1024 * 1024].map(readable_size), ["1 KB", "1 KB", "2 KB", "10.0 MB"]);
/// ```
pub fn readable_size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    if bytes < MEGA {
        return format!("{} KB", bytes.div_ceil(KILO));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MEGA);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests;
