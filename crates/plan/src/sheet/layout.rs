//! 紙面: the subjects of a sheet in order, and each field with what is decided now.

use std::collections::HashSet;

use crate::decision::StaffId;
use crate::edition::Edition;
use crate::form::{About, Asks, FieldId, Form};
use crate::record::RecordId;

use super::entry::Entries;

mod current;
mod last_year;
mod scope;
mod walk;

pub use current::{current, yen_unit};
pub use last_year::last_year;
pub use scope::{Whose, organisations, owing};

/// 紙面 of one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Layout {
    /// The plan, then each element with its indicators and the remarks that wait for an answer.
    pub subjects: Vec<Subject>,
}

/// 対象: a record that the fields of one part of the form are asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The record.
    pub id: RecordId,
    /// What sort of record it is.
    pub about: About,
    /// What people call it: number and title, the name of an indicator, who said a remark.
    pub title: String,
    /// Which part of the form asks, as an index.
    pub part: usize,
    /// The plan or the element that it stands under.
    pub under: Option<RecordId>,
    /// Whether it stood before the sheet, comes with it, or goes with it.
    pub standing: SubjectState,
    /// 欄, in order.
    pub fields: Vec<Asked>,
}

/// 対象の状態.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubjectState {
    /// Decided before.
    Decided,
    /// 追加 on this sheet.
    Added {
        /// Who added it.
        by: StaffId,
    },
    /// 取りやめ on this sheet; its fields are shown, and nothing of them is taken.
    Ended {
        /// Who ended it.
        by: StaffId,
    },
}

/// 欄 of one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name for ever.
    pub id: FieldId,
    /// What it asks.
    pub asks: Asks,
    /// Which field of the part, as an index.
    pub field: usize,
    /// 欄の名前, in Japanese and in English.
    pub label: (String, String),
    /// What is decided now, in the very writing in which it would be typed; blank where there is nothing.
    pub current: String,
}

/// 紙面 of an organisation's sheet. What was added or ended on the sheet itself stands in its place.
pub fn layout<'a>(edition: &Edition, form: &Form, whose: impl Into<Whose<'a>>, entries: &Entries) -> Layout {
    walk::Walk::new(edition, form, whose.into(), entries).whole()
}

/// 見本の対象: a part of a form as it is asked of something that nobody has decided yet, for a preview before the year is there.
pub fn example(form: &Form, part: usize) -> Option<Subject> {
    let it = form.parts.get(part)?;
    let id = RecordId::new(format!("example-{part}"));
    let asked = |(field, it): (usize, &crate::form::Field)| Asked {
        id: it.asks.field(&id, form.fiscal_year),
        asks: it.asks,
        field,
        label: it.name(form.fiscal_year),
        current: String::new(),
    };
    let fields = it.fields.iter().enumerate().map(asked).collect();
    let standing = SubjectState::Decided;
    Some(Subject { about: it.about, title: String::new(), part, under: None, standing, fields, id })
}

impl Layout {
    /// 欄, in order, each with its subject.
    pub fn fields(&self) -> impl Iterator<Item = (&Subject, &Asked)> {
        self.subjects.iter().flat_map(|subject| subject.fields.iter().map(move |it| (subject, it)))
    }

    /// Everything that stands under a subject, at any depth.
    pub fn below(&self, id: &RecordId) -> HashSet<&RecordId> {
        let mut found = HashSet::new();
        // The subjects of a sheet stand behind those that they hang on.
        for subject in &self.subjects {
            if subject.under.as_ref().is_some_and(|it| it == id || found.contains(it)) {
                found.insert(&subject.id);
            }
        }
        found
    }

    /// One field.
    pub fn field(&self, id: &FieldId) -> Option<(&Subject, &Asked)> {
        self.fields().find(|(_, it)| it.id == *id)
    }
}

impl Asked {
    /// What stands in the field: what was typed, else what is decided.
    pub fn text<'a>(&'a self, entries: &'a Entries) -> &'a str {
        entries.get(&self.id).map_or(&self.current, |it| &it.text)
    }
}
