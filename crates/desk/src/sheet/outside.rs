//! 票の外の記入: what was typed into fields that the form asks for no more. Nothing of it is lost: it can be read as long as the sheet.

use std::collections::HashSet;

use plan::form::{FieldId, Form};
use plan::sheet::entry::Entry;
use plan::sheet::layout::layout;

use super::Opened;

/// An entry for which the sheet has no place any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Which field it was.
    pub field: FieldId,
    /// What it was called, in Japanese and in English.
    pub label: (String, String),
    /// What was typed, by whom, when.
    pub entry: Entry,
}

/// Every entry of a sheet for which it has no place any more, under the name that the field had.
pub fn outside(opened: &Opened) -> Vec<Outside> {
    let (entries, layout) = (opened.entries(), opened.layout());
    let known: HashSet<&FieldId> = layout.fields().map(|(_, it)| &it.id).collect();
    if entries.iter().all(|(id, it)| known.contains(id) || it.is_blank()) {
        return vec![]; // As nearly always; what a sheet comes to is not worked out for that.
    }
    let ids = opened.compiled().outside;
    let named = |field: FieldId| {
        let entry = entries.get(&field)?.clone();
        Some(Outside { label: label(opened, &field), field, entry })
    };
    ids.into_iter().filter_map(named).collect()
}

/// 欄の名前 with its subject, by the form as it is, else by the newest that asked for it.
pub fn label(opened: &Opened, field: &FieldId) -> (String, String) {
    let (edition, entries) = (&opened.edition, opened.entries());
    let history = edition.history(&opened.work.form).iter().rev();
    let older = history.filter_map(|it| match &it.record.as_deref()?.body {
        plan::record::Body::Form(form) => Some(form),
        _ => None,
    });
    let asked = |form: &Form| {
        let layout = layout(edition, form, opened.whose(), &entries);
        let (subject, asked) = layout.field(field)?;
        let of = |label: &str| format!("{}　{label}", subject.title);
        Some((of(&asked.label.0), of(&asked.label.1)))
    };
    let found = std::iter::once(&opened.form).chain(older).find_map(asked);
    found.unwrap_or_else(|| (field.to_string(), field.to_string()))
}
