//! What the public may see of an edition, and what it saw after a publication.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::Edition;
use crate::calendar::CalendarEntry;
use crate::decision::{Change, Decision, DecisionNumber, Edit};
use crate::publication::Publication;
use crate::record::{Body, Record, RecordId};

impl Record {
    /// What the public may see of it: none where it is internal or staff matter by its kind (様式, 庁内メモ, 根拠資料), whoever made it so.
    ///
    /// Of a calendar entry the public sees the date and not the work (作業) that staff have with it.
    pub fn for_public(&self) -> Option<Cow<'_, Self>> {
        if self.internal {
            return None;
        }
        match &self.body {
            Body::Form(_) | Body::StaffNote(_) | Body::Evidence(_) => None,
            Body::CalendarEntry(CalendarEntry { work: Some(_), .. }) => Some(Cow::Owned(self.without_work())),
            Body::CalendarEntry(_)
            | Body::Municipality(_)
            | Body::Organisation(_)
            | Body::Plan(_)
            | Body::Element(_)
            | Body::Link(_)
            | Body::Indicator(_)
            | Body::Target(_)
            | Body::Actual(_)
            | Body::Amount(_)
            | Body::Resource(_)
            | Body::Evaluation(_)
            | Body::Remark(_)
            | Body::Response(_)
            | Body::RatingRule(_)
            | Body::Consultation(_)
            | Body::Opinion(_) => Some(Cow::Borrowed(self)),
        }
    }

    /// Whether the public may see no part of it, or not all of it.
    pub fn has_internal(&self) -> bool {
        let works = matches!(&self.body, Body::CalendarEntry(CalendarEntry { work: Some(_), .. }));
        self.internal || works || matches!(&self.body, Body::Form(_) | Body::StaffNote(_) | Body::Evidence(_))
    }

    /// The same entry as a mere date.
    fn without_work(&self) -> Self {
        let mut entry = self.clone();
        if let Body::CalendarEntry(it) = &mut entry.body {
            it.work = None;
        }
        entry
    }
}

/// What the public knows of one record while the decisions are gone through.
#[derive(Default)]
struct Known {
    /// The record as the public sees it; none where it is not, or no more.
    record: Option<Arc<Record>>,
    /// Whether staff see more of it than that.
    partly: bool,
    /// The last decision that the public saw change it.
    since: Option<DecisionNumber>,
}

impl Known {
    /// What the public may see of the next edit of the record; none where it sees no change.
    ///
    /// The version that its author saw is told as the public knew it: else its number would tell of a hidden one.
    fn follow(&mut self, edit: &Edit, number: DecisionNumber) -> Option<Edit> {
        let (record, partly) = match &edit.change {
            Change::Put(record) => (shared(record), record.has_internal()),
            Change::Retire(_) => (None, false),
        };
        let hidden = partly || self.partly;
        let unseen = record == self.record && (hidden || record.is_none());
        let seen = edit.seen.and(self.since);
        let change = record.clone().map_or_else(|| Change::Retire(edit.change.id().clone()), Change::Put);
        (self.record, self.partly) = (record, partly);
        if unseen {
            return None;
        }
        self.since = Some(number);
        let open = !partly && matches!(edit.change, Change::Put(_));
        Some(Edit { change, seen, written: edit.written.clone().filter(|_| open) })
    }
}

/// What the public may see of a record, without a copy where that is all of it.
fn shared(record: &Arc<Record>) -> Option<Arc<Record>> {
    match record.for_public()? {
        Cow::Borrowed(_) => Some(record.clone()),
        Cow::Owned(part) => Some(Arc::new(part)),
    }
}

impl Edition {
    /// Whether any version of any record holds what is for internal use only.
    pub fn has_internal(&self) -> bool {
        let mut versions = self.entries.values().flat_map(|versions| versions.iter());
        versions.any(|it| it.record.as_ref().is_some_and(|it| it.has_internal()))
    }

    /// What the public may see of it: nothing internal, nor any trace of it in the decisions.
    ///
    /// A record that becomes internal is retired for the public; one that always was does not exist.
    pub fn public(&self) -> Self {
        let mut known: HashMap<&RecordId, Known> = HashMap::new();
        let decisions = self.decisions.iter().map(|decision| {
            let edits = decision.edits.iter();
            let edits: Vec<Edit> = edits
                .filter_map(|edit| known.entry(edit.change.id()).or_default().follow(edit, decision.number))
                .collect();
            let kept = decision.as_ref().clone();
            // Nothing of it is public: then its reason and its files are not either.
            let hidden = edits.is_empty() && !decision.edits.is_empty();
            let (reason, erratum, sources) = match hidden {
                true => (String::new(), None, vec![]),
                false => (kept.reason, kept.erratum, kept.sources),
            };
            Arc::new(Decision { edits, reason, erratum, sources, ..kept })
        });
        let decisions: Vec<_> = decisions.collect();
        Self::fold(self.municipality.clone(), decisions).with_publications(&self.publications)
    }

    /// What the public sees after the last of these publications; this edition must hold what they name.
    pub fn shown(&self, publications: &[Publication]) -> Self {
        let latest = publications.last().map_or(DecisionNumber(0), |it| it.decision);
        self.public_at(latest).with_publications(publications)
    }

    /// What the public may see of it as it stood after a decision; nothing is copied where that is all of it.
    pub(crate) fn public_at(&self, number: DecisionNumber) -> Self {
        let edition = self.as_of(number);
        if edition.has_internal() { edition.public() } else { edition }
    }
}
