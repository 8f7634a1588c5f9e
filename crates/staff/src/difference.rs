//! 差分 as staff see it: record by record, field by field, before and after.

use plan::decision::Edit;
use plan::diff::{Difference, difference};
use plan::draft::Draft;
use plan::edition::Edition;
use plan::facet::Value;
use plan::organisation::Organisation;
use plan::record::RecordId;

use crate::clerk::Clerk;

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
    /// In the reader's language, and with the names of their day: what is called otherwise later is told beside it.
    pub(crate) fn of(it: &Difference, edition: &Edition, clerk: &Clerk) -> Self {
        let (l, day) = (clerk.lang, clerk.actor().today);
        let readable = |it: &Value| web::readable_on(edition, it, day, l);
        let value = |it: &Option<Value>| it.as_ref().map_or(String::new(), readable);
        let field = |it: &plan::diff::FieldChange| Field {
            name: l.say(&it.ja, &it.en).clone(),
            before: value(&it.before),
            after: value(&it.after),
        };
        Self {
            how: l.of_pair(it.how.name()),
            kind: l.of_pair(it.kind.name()),
            title: titled(edition, &it.id, clerk),
            fields: it.fields.iter().map(field).collect(),
            history: None,
        }
    }

    /// The same with the address of its history.
    pub(crate) fn remembered_at(self, address: impl Into<Option<String>>) -> Self {
        Self { history: address.into(), ..self }
    }
}

/// What a record is called today; of an organisation also what it will be called, and from when.
pub(crate) fn titled(edition: &Edition, id: &RecordId, clerk: &Clerk) -> String {
    let (l, today) = (clerk.lang, clerk.actor().today);
    let title = web::title_on(edition, id, today);
    let organisation = edition.find::<Organisation>(id);
    let later =
        organisation.and_then(|it| it.names.iter().find(|it| it.since.is_some_and(|day| today < day)));
    match later.and_then(|it| Some((it.since?, it.text.as_str()))) {
        Some((day, name)) if name != title => {
            let day = l.date(day);
            l.say(format!("{title}（{day}から「{name}」）"), format!("{title} (“{name}” from {day})"))
        }
        _ => title,
    }
}

/// What a draft would change, in the order of its edits.
pub(crate) fn of_draft(before: &Edition, after: &Edition, draft: &Draft, clerk: &Clerk) -> Vec<Changed> {
    of_edits(before, after, &draft.edits).map(|it| Changed::of(&it, after, clerk)).collect()
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
