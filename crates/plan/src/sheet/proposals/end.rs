//! 取りやめ: what ends with an element or an indicator. Its past stays in the ledger.

use std::collections::HashSet;

use super::Ground;
use crate::draft::Proposal;
use crate::form::{About, FieldId};
use crate::record::{Body, Record, RecordId};
use crate::sheet::entry::ending;
use crate::sheet::layout::SubjectState;

/// The ends of everything that was ended on the sheet, what hangs on it first.
pub(super) fn endings(ground: &mut Ground<'_>) -> Vec<Proposal> {
    let layout = ground.layout;
    let ours: HashSet<&RecordId> =
        layout.subjects.iter().filter(|it| it.about == About::Element).map(|it| &it.id).collect();
    let mut seen = HashSet::new();
    let ended = layout.subjects.iter().filter(|it| matches!(it.standing, SubjectState::Ended { .. }));
    let mut list = vec![];
    for subject in ended.filter(|it| seen.insert(&it.id)) {
        let mut end = End { ground, field: ending(&subject.id), list: &mut list };
        match subject.about {
            About::Element => end.record(&subject.id),
            About::Indicator => end.measure(&subject.id, |it| ours.contains(it)),
            About::Plan | About::Remark => {}
        }
        if subject.about == About::Element || ground.edition.get(&subject.id).is_none() {
            ground.gone.insert(subject.id.clone());
        }
    }
    // What was added under it goes too; the subjects of a sheet stand behind those that they hang on.
    for subject in layout.subjects.iter().filter(|it| matches!(it.standing, SubjectState::Added { .. })) {
        if subject.under.as_ref().is_some_and(|it| ground.gone.contains(it)) {
            ground.gone.insert(subject.id.clone());
        }
    }
    list
}

/// One end, with the field in which it stands.
struct End<'g, 'a, 'l> {
    ground: &'g mut Ground<'a>,
    field: FieldId,
    list: &'l mut Vec<Proposal>,
}

impl End<'_, '_, '_> {
    /// Ends a record and everything that only makes sense with it.
    fn record(&mut self, id: &RecordId) {
        let edition = self.ground.edition;
        if edition.get(id).is_none() || !self.ground.gone.insert(id.clone()) {
            return;
        }
        for namer in edition.namers(id) {
            self.namer(namer, id);
        }
        self.ground.changed.remove(id);
        self.list.push(Proposal::retire(id.clone()));
    }

    /// A record that names one that ends.
    fn namer(&mut self, namer: &Record, id: &RecordId) {
        match &namer.body {
            Body::Indicator(_) => self.measure(&namer.id, |it| it == id),
            Body::Amount(it) if it.element != *id => {
                let ja = format!(
                    "按分で「{}」の金額を受けているため、取りやめられません。先に按分を直してください",
                    it.element
                );
                let en = format!("it has a share in the money of “{}”: change the shares first", it.element);
                self.ground.problem(&self.field.clone(), ja, en);
            }
            Body::Response(it) if it.reflected_in.contains(id) => self.forget(namer, id),
            _ => self.record(&namer.id),
        }
    }

    /// An indicator measures some elements no longer; one that measures none ends.
    fn measure(&mut self, id: &RecordId, lost: impl Fn(&RecordId) -> bool) {
        let edition = self.ground.edition;
        let record = self.ground.changed.get(id).or_else(|| edition.get(id)).cloned();
        let Some(Record { body: Body::Indicator(mut it), internal, .. }) = record else { return };
        it.elements.retain(|it| !lost(it));
        if it.elements.is_empty() {
            self.record(id);
        } else {
            self.ground.changed.insert(id.clone(), Record { internal, ..Record::new(id.clone(), it) });
        }
    }

    /// An answer no longer says that it shows in what ends.
    fn forget(&mut self, record: &Record, id: &RecordId) {
        let mut changed = self.ground.changed.get(&record.id).unwrap_or(record).clone();
        if let Body::Response(it) = &mut changed.body {
            it.reflected_in.retain(|it| it != id);
        }
        self.ground.changed.insert(record.id.clone(), changed);
    }
}
