//! 庁内メモ: what staff keep with a record for themselves. Its records are internal, always.

use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::{Record, RecordId};

/// 庁内メモ on one record in one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffNote {
    /// What it is about.
    pub subject: RecordId,
    /// The year in whose round it was written.
    pub fiscal_year: FiscalYear,
    /// One string a paragraph.
    pub text: Vec<String>,
}

impl StaffNote {
    /// As a record, which is internal: there is no other way to make one.
    pub fn into_record(self) -> Record {
        let id = self.subject.of_year("note", self.fiscal_year);
        Record { internal: true, ..Record::new(id, self) }
    }
}
