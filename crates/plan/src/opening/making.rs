//! Collects what opening a year would do.

use std::collections::{BTreeMap, HashSet};

use super::{Carried, Choices, Dated, Opening, Sentence, Weight, identity};
use crate::draft::Proposal;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::{Body, Kind, Record, RecordId};

pub(super) struct Making<'a> {
    pub(super) edition: &'a Edition,
    pub(super) year: FiscalYear,
    pub(super) choices: &'a Choices,
    pub(super) statements: Vec<Carried>,
    pub(super) dates: Vec<Dated>,
    pub(super) left: Vec<RecordId>,
    /// Every element that is taken over, with the one that it becomes.
    pub(super) elements: BTreeMap<RecordId, RecordId>,
    /// Every form of last year, with the one that it becomes.
    pub(super) forms: BTreeMap<RecordId, RecordId>,
    proposals: Vec<Proposal>,
    taken: HashSet<RecordId>,
    sentences: Vec<Sentence>,
}

impl<'a> Making<'a> {
    pub(super) fn new(edition: &'a Edition, year: FiscalYear, choices: &'a Choices) -> Self {
        Self {
            edition,
            year,
            choices,
            statements: vec![],
            dates: vec![],
            left: vec![],
            elements: BTreeMap::new(),
            forms: BTreeMap::new(),
            proposals: vec![],
            taken: HashSet::new(),
            sentences: vec![],
        }
    }

    /// The id of what a record of another year becomes: derived from the old one, free, the same whenever it is asked for.
    pub(super) fn fresh(&mut self, old: &RecordId, from: FiscalYear, kind: Kind) -> RecordId {
        let candidates = identity::candidates(old, from, self.year);
        let free = candidates.into_iter().find(|id| self.is_free(id, kind)).unwrap_or_else(|| old.clone());
        self.taken.insert(free.clone());
        free
    }

    /// Whether a new record may have this id: nothing bears it, nor did anything of another kind that was retired.
    fn is_free(&self, id: &RecordId, kind: Kind) -> bool {
        let past = self.edition.history(id);
        let same = past.iter().filter_map(|it| it.record.as_ref()).all(|it| it.body.kind() == kind);
        same && self.edition.get(id).is_none() && !self.taken.contains(id)
    }

    /// Proposes a record, as internal as the one that it follows.
    pub(super) fn put(&mut self, id: RecordId, body: impl Into<Body>, internal: bool) {
        self.proposals.push(Proposal::put(Record { internal, ..Record::new(id, body) }));
    }

    /// Whether a record is for internal use only.
    pub(super) fn is_internal(&self, id: &RecordId) -> bool {
        self.edition.get(id).is_some_and(|it| it.internal)
    }

    pub(super) fn say(&mut self, weight: Weight, ja: String, en: String) {
        let sentence = Sentence { weight, ja, en };
        if !self.sentences.contains(&sentence) {
            self.sentences.push(sentence);
        }
    }

    pub(super) fn into_opening(self) -> Opening {
        Opening {
            fiscal_year: self.year,
            statements: self.statements,
            dates: self.dates,
            left: self.left,
            sentences: self.sentences,
            proposals: self.proposals,
        }
    }
}
