//! ある時点: records as they stood after one decision, looked up in an edition without folding another one.

use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version, rank};
use crate::element::Element;
use crate::indicator::Indicator;
use crate::record::{Record, RecordId, Recorded};

/// ある時点 of an edition. Cheap to make: it holds no record.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    edition: &'a Edition,
    after: DecisionNumber,
}

impl Edition {
    /// The edition as it stands.
    pub fn now(&self) -> Moment<'_> {
        self.at(self.number())
    }

    /// The edition as it stood after a decision.
    pub fn at(&self, after: DecisionNumber) -> Moment<'_> {
        Moment { edition: self, after }
    }
}

impl<'a> Moment<'a> {
    /// The edition that is looked at.
    pub fn edition(&self) -> &'a Edition {
        self.edition
    }

    /// Whether a decision had been made by then.
    pub(crate) fn is_after(&self, decision: DecisionNumber) -> bool {
        decision <= self.after
    }

    /// The version in force then, if it was of the kind asked for.
    pub fn find<T: Recorded>(&self, id: &RecordId) -> Option<&'a T> {
        self.among(self.edition.history(id))
    }

    /// The records that hung on another then: `{id}/target/2023`.
    pub fn hanging<T: Recorded>(&self, id: &RecordId, word: &str) -> impl Iterator<Item = &'a T> {
        let moment = *self;
        self.edition.hanging(id, word).filter_map(move |(_, versions)| moment.among(versions))
    }

    /// The elements that stood right below an element then, in the order in which pages show them.
    pub fn below(&self, element: &RecordId) -> Vec<(&'a RecordId, &'a Element)> {
        self.right_below(element, |it: &Element| it.parent.as_ref() == Some(element))
    }

    /// 指標 of an element then, in the order in which pages show them.
    pub fn indicators(&self, element: &RecordId) -> Vec<(&'a RecordId, &'a Indicator)> {
        self.right_below(element, |it: &Indicator| it.elements.contains(element))
    }

    fn right_below<T: Recorded>(
        &self,
        element: &RecordId,
        is_below: impl Fn(&T) -> bool,
    ) -> Vec<(&'a RecordId, &'a T)> {
        let records =
            self.edition.ever_below(element).filter_map(|id| self.version(self.edition.history(id)));
        let mut list: Vec<_> = records
            .filter_map(|it| Some((rank(it), &it.id, T::of(&it.body)?)))
            .filter(|(_, _, it)| is_below(it))
            .collect();
        list.sort_by(|(a, x, _), (b, y, _)| a.cmp(b).then_with(|| x.cmp(y)));
        list.into_iter().map(|(_, id, it)| (id, it)).collect()
    }

    /// The version in force then of those of one record, if it was of the kind asked for.
    pub(crate) fn among<T: Recorded>(&self, versions: &'a [Version]) -> Option<&'a T> {
        T::of(&self.version(versions)?.body)
    }

    /// The version in force then; none where there was none yet, or where it was retired.
    fn version(&self, versions: &'a [Version]) -> Option<&'a Record> {
        let then = versions.iter().rev().find(|version| version.decision <= self.after)?;
        then.record.as_deref()
    }
}
