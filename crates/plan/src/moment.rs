//! ある時点: records as they stood after one decision, looked up in an edition without folding another one.

use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::record::{RecordId, Recorded};

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

    /// The version in force then, if it was of the kind asked for.
    pub fn find<T: Recorded>(&self, id: &RecordId) -> Option<&'a T> {
        self.among(self.edition.history(id))
    }

    /// The records that hung on another then: `{id}/target/2023`.
    pub fn hanging<T: Recorded>(&self, id: &RecordId, word: &str) -> impl Iterator<Item = &'a T> {
        let moment = *self;
        self.edition.hanging(id, word).filter_map(move |(_, versions)| moment.among(versions))
    }

    fn among<T: Recorded>(&self, versions: &'a [Version]) -> Option<&'a T> {
        let then = versions.iter().rev().find(|version| version.decision <= self.after)?;
        T::of(&then.record.as_ref()?.body)
    }
}
