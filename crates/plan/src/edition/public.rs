//! What the public may see of an edition, and what it saw after a publication.

use std::collections::HashSet;
use std::sync::Arc;

use super::Edition;
use crate::decision::{Change, Decision, DecisionNumber, Edit};
use crate::publication::Publication;
use crate::record::RecordId;

impl Edition {
    /// Whether any version of any record is for internal use only.
    pub fn has_internal(&self) -> bool {
        self.entries
            .values()
            .flat_map(|versions| versions.iter())
            .any(|it| it.record.as_ref().is_some_and(|it| it.internal))
    }

    /// What the public may see of it: no internal record, nor any trace of one in the decisions.
    ///
    /// A record that becomes internal is retired for the public; one that always was does not exist.
    pub fn public(&self) -> Self {
        let mut visible: HashSet<RecordId> = HashSet::new();
        let mut public_edit = |edit: &Edit| {
            let id = edit.change.id();
            let is_public = matches!(&edit.change, Change::Put(record) if !record.internal);
            let was_public = if is_public { !visible.insert(id.clone()) } else { visible.remove(id) };
            match (is_public, was_public) {
                (true, _) => Some(edit.clone()),
                (false, true) => {
                    Some(Edit { change: Change::Retire(id.clone()), seen: edit.seen, written: None })
                }
                (false, false) => None,
            }
        };
        let decisions = self.decisions.iter().map(|decision| {
            let edits: Vec<Edit> = decision.edits.iter().filter_map(&mut public_edit).collect();
            let kept = decision.as_ref().clone();
            // Nothing of it is public: then its reason and its files are not either.
            let hidden = edits.is_empty() && !decision.edits.is_empty();
            let (reason, sources) =
                if hidden { (String::new(), vec![]) } else { (kept.reason, kept.sources) };
            Arc::new(Decision { edits, reason, sources, ..kept })
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
