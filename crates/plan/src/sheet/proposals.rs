//! 票から起案へ: what was typed becomes whole new versions of records, on top of the newest edition. Only what was touched
//! changes; whatever cannot be decided is a problem at its field, and the rest goes on.

use std::collections::{HashMap, HashSet};

use crate::decision::Change;
use crate::draft::Proposal;
use crate::edition::Edition;
use crate::form::{Asks, Field, FieldId, Form};
use crate::record::{Record, RecordId, Recorded};

use super::entry::{Addition, Entries, Entry, GONE, NEW, ending};
use super::layout::{Asked, Layout, Subject, SubjectState, Whose, layout};
use super::life::Lacks;
use super::understood::{Answer, Context, NotUnderstood, understood};

mod answered;
mod end;
mod evaluated;
mod figures;
mod group;
mod own;

/// What a sheet comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compiled {
    /// For a draft.
    pub proposals: Vec<Proposal>,
    /// What cannot be decided as it is, field by field.
    pub problems: Vec<Problem>,
    /// Fields in whose place others decided something since they were typed.
    pub overtaken: Vec<FieldId>,
    /// Entries for which the sheet has no place: the form or who is in charge changed. They stay, and nobody takes them for
    /// something that they are not; they keep nothing from its decision, for nobody could mend them on the sheet.
    pub outside: Vec<FieldId>,
    /// 反映されない記入: what was typed of things that end with the sheet. Nothing of it is taken.
    pub past: Vec<FieldId>,
    /// 追加の取りやめ: things that were added on the sheet under others that end with it: they never come.
    pub dropped: Vec<RecordId>,
}

/// 決裁できない記入: a sentence at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: FieldId,
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

impl Problem {
    fn new(field: &FieldId, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { field: field.clone(), ja: ja.into(), en: en.into() }
    }

    fn unread(field: &FieldId, why: NotUnderstood) -> Self {
        Self::new(field, why.ja, why.en)
    }
}

/// A field in which something else stands than what is decided.
struct Touched<'a> {
    subject: &'a Subject,
    asked: &'a Asked,
    entry: &'a Entry,
    answer: Answer,
}

/// Everything that a proposal is made of.
struct Ground<'a> {
    edition: &'a Edition,
    form: &'a Form,
    organisation: &'a RecordId,
    layout: &'a Layout,
    /// Records that change because something else ends.
    changed: HashMap<RecordId, Record>,
    /// Records that end.
    gone: HashSet<RecordId>,
    /// What was typed of them.
    past: Vec<FieldId>,
    problems: Vec<Problem>,
}

/// Compiles the entries of a sheet.
pub fn proposals<'a>(
    edition: &Edition,
    form: &Form,
    whose: impl Into<Whose<'a>>,
    entries: &Entries,
) -> Compiled {
    let whose = whose.into();
    let (organisation, layout) = (whose.organisation, layout(edition, form, whose, entries));
    let mut ground = Ground::new((edition, form), organisation, &layout);
    let ended = end::endings(&mut ground);
    let touched = touched(&mut ground, entries);
    let groups = group::groups(&ground, &touched);
    let mut list: Vec<Proposal> = vec![];
    let (graded, plain): (Vec<_>, Vec<_>) = groups.into_iter().partition(group::Group::is_graded);
    for group in &plain {
        list.extend(group.proposal(&mut ground));
    }
    list.extend(ended);
    list.extend(ground.changed.drain().map(|(_, record)| Proposal::put(record)));
    if !graded.is_empty() {
        let after = evaluated::imagined(edition, &list, &graded);
        list.extend(graded.iter().filter_map(|it| evaluated::graded(it, &mut ground, &after)));
    }
    list.retain(|it| changes_something(edition, it));
    let overtaken = overtaken(&touched, &list);
    let (dropped, outside) = (dropped(&ground), outside(edition, &layout, entries));
    Compiled { proposals: list, problems: ground.problems, overtaken, outside, past: ground.past, dropped }
}

/// What was added under something that ends, each once.
fn dropped(ground: &Ground<'_>) -> Vec<RecordId> {
    let added = ground.layout.subjects.iter().filter(|it| matches!(it.standing, SubjectState::Added { .. }));
    let mut list: Vec<RecordId> =
        added.filter(|it| ground.gone.contains(&it.id)).map(|it| it.id.clone()).collect();
    list.dedup();
    list
}

impl Compiled {
    /// What keeps the sheet from being submitted.
    pub fn lacks(&self, form: &Form, layout: &Layout, entries: &Entries) -> Lacks {
        let asked =
            layout.fields().filter(|(subject, _)| !matches!(subject.standing, SubjectState::Ended { .. }));
        let missing = asked.filter(|(subject, it)| {
            let required = form.parts.get(subject.part).and_then(|part| part.fields.get(it.field));
            required.is_some_and(|field| field.required) && it.text(entries).trim().is_empty()
        });
        let missing = missing.map(|(_, it)| it.id.clone()).collect();
        let mut unread: Vec<FieldId> = self.problems.iter().map(|it| it.field.clone()).collect();
        unread.dedup();
        Lacks { missing, unread }
    }
}

impl<'a> Ground<'a> {
    fn new((edition, form): (&'a Edition, &'a Form), organisation: &'a RecordId, layout: &'a Layout) -> Self {
        let (changed, gone) = (HashMap::new(), HashSet::new());
        Self { edition, form, organisation, layout, changed, gone, past: vec![], problems: vec![] }
    }

    /// The field of the form behind one of the sheet.
    fn field(&self, subject: &Subject, asked: &Asked) -> Option<&'a Field> {
        self.form.parts.get(subject.part)?.fields.get(asked.field)
    }

    /// A record of a kind, without what ends on the sheet.
    fn find<T: Recorded + Clone>(&self, id: &RecordId) -> Option<T> {
        let record = self.changed.get(id).or_else(|| self.edition.get(id))?;
        T::of(&record.body).cloned()
    }

    fn problem(&mut self, field: &FieldId, ja: impl Into<String>, en: impl Into<String>) {
        self.problems.push(Problem::new(field, ja, en));
    }

    /// The field of a subject that asks this, where the sheet has one; else another.
    fn place(&self, subject: &RecordId, asks: Asks, other: &FieldId) -> FieldId {
        let id = asks.field(subject, self.form.fiscal_year);
        if self.layout.field(&id).is_some() { id } else { other.clone() }
    }
}

/// Whether a proposal would change the edition at all.
fn changes_something(edition: &Edition, proposal: &Proposal) -> bool {
    match &proposal.change {
        Change::Put(record) => edition.get(&record.id) != Some(record.as_ref()),
        Change::Retire(id) => edition.get(id).is_some(),
    }
}

/// Entries for which the sheet has no place; what was typed of a thing that ended is none of them.
fn outside(edition: &Edition, layout: &Layout, entries: &Entries) -> Vec<FieldId> {
    let known: HashSet<&FieldId> = layout.fields().map(|(_, it)| &it.id).collect();
    let standing: HashMap<&RecordId, &SubjectState> =
        layout.subjects.iter().map(|it| (&it.id, &it.standing)).collect();
    let is_outside = |(id, entry): &(&FieldId, &Entry)| {
        let record = id.record();
        let subject = standing.get(&record);
        let has_place = match id.part() {
            NEW => subject.is_some(),
            GONE => subject.is_none_or(|it| matches!(it, SubjectState::Ended { .. })),
            _ => known.contains(id),
        };
        let past = || id.part() != GONE && has_ended(edition, entries, &record);
        !has_place && !entry.is_blank() && !past()
    };
    entries.iter().filter(is_outside).map(|(id, _)| id.clone()).collect()
}

/// So many additions may hang on each other; levels are counted in a byte.
const DEEPEST: usize = 255;

/// Whether a record, or what it hangs on, ended: what was typed of it is past.
fn has_ended(edition: &Edition, entries: &Entries, record: &RecordId) -> bool {
    let mut next = Some(record.clone());
    for _ in 0..=DEEPEST {
        let Some(record) = next else { return false };
        let text = record.as_str();
        let above = text.match_indices('/').map(|(at, _)| RecordId::new(&text[..at]));
        let is_gone = |it: &RecordId| {
            let retired = edition.get(it).is_none() && !edition.history(it).is_empty();
            retired || entries.get(&ending(it)).is_some_and(|entry| !entry.is_blank())
        };
        let chain: Vec<RecordId> = above.chain([record.clone()]).collect();
        if chain.iter().any(is_gone) {
            return true;
        }
        let added = chain.iter().filter_map(|it| entries.get(&Addition::field(it)));
        next = added.filter_map(|it| Addition::parse(&it.text)).map(|it| it.under).next();
    }
    false
}

/// What was typed over what is decided, understood. What is not becomes a problem.
fn touched<'a>(ground: &mut Ground<'a>, entries: &'a Entries) -> Vec<Touched<'a>> {
    let mut list = vec![];
    for (subject, asked) in ground.layout.fields() {
        let Some(entry) = entries.get(&asked.id).filter(|it| it.text.trim() != asked.current.trim()) else {
            continue;
        };
        let ended =
            matches!(subject.standing, SubjectState::Ended { .. }) || ground.gone.contains(&subject.id);
        if ended {
            ground.past.push(asked.id.clone());
        }
        let Some(field) = ground.field(subject, asked).filter(|_| !ended) else { continue };
        let context = Context::new(ground.edition, ground.form, field, &subject.id, entries);
        match understood(&entry.text, &context) {
            Ok(it) => list.push(Touched { subject, asked, entry, answer: it.answer }),
            Err(why) => ground.problems.push(Problem::unread(&asked.id, why)),
        }
    }
    list
}

/// Entries that would change something, over something else than their author saw.
fn overtaken(touched: &[Touched<'_>], list: &[Proposal]) -> Vec<FieldId> {
    let changed: HashSet<&RecordId> = list.iter().map(|it| it.change.id()).collect();
    let is_overtaken = |it: &&Touched<'_>| {
        let seen = it.entry.seen.as_deref();
        seen.is_some_and(|seen| seen.trim() != it.asked.current.trim())
            && changed.contains(&it.asked.id.record())
    };
    touched.iter().filter(is_overtaken).map(|it| it.asked.id.clone()).collect()
}
