//! 差分 as staff see it: record by record, field by field, before and after.

use plan::decision::Edit;
use plan::diff::{Difference, difference};
use plan::draft::Draft;
use plan::edition::Edition;
use web::Lang;

/// One record that changes.
pub(crate) struct Changed {
    pub(crate) how: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) fields: Vec<Field>,
    /// The page of its history, for those who may read it.
    pub(crate) history: Option<String>,
}

/// One field of it.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

impl Changed {
    pub(crate) fn of(it: &Difference, edition: &Edition, l: Lang) -> Self {
        let value =
            |text: &Option<String>| text.as_ref().map_or(String::new(), |text| web::readable(edition, text));
        let field = |it: &plan::diff::FieldChange| Field {
            name: l.say(&it.ja, &it.en).clone(),
            before: value(&it.before),
            after: value(&it.after),
        };
        Self {
            how: l.of_pair(it.how.name()),
            kind: l.of_pair(it.kind.name()),
            title: web::title(edition, &it.id),
            fields: it.fields.iter().map(field).collect(),
            history: None,
        }
    }

    /// The same with the address of its history.
    pub(crate) fn remembered_at(self, address: impl Into<Option<String>>) -> Self {
        Self { history: address.into(), ..self }
    }
}

/// What a draft would change, in the order of its edits.
pub(crate) fn of_draft(before: &Edition, after: &Edition, draft: &Draft, l: Lang) -> Vec<Changed> {
    of_edits(before, after, &draft.edits).map(|it| Changed::of(&it, after, l)).collect()
}

/// What edits would change, in their order.
pub(crate) fn of_edits(
    before: &Edition,
    after: &Edition,
    edits: &[Edit],
) -> impl Iterator<Item = Difference> {
    edits.iter().filter_map(|edit| {
        let id = edit.change.id();
        difference(id, before.get(id), after.get(id))
    })
}
