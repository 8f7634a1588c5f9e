//! 版: every record as of one decision, and how each came to be. All reading is a pure function of an edition.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::decision::{Change, Decision, DecisionNumber, Edit, StaffId, Written};
use crate::memo::Memo;
use crate::municipality::{Municipality, MunicipalityCode};
use crate::publication::Publication;
use crate::record::{Record, RecordId, Recorded};

mod index;
mod public;

pub(crate) use index::rank;
use index::{Index, typed};

/// 版: an immutable value, shared by `Arc`.
#[derive(Clone, Debug)]
pub struct Edition {
    municipality: MunicipalityCode,
    decisions: Vec<Arc<Decision>>,
    entries: Arc<BTreeMap<RecordId, Arc<[Version]>>>,
    index: Arc<OnceLock<Index>>,
    publications: Arc<[Publication]>,
    memo: Arc<Memo>,
}

/// One version of one record.
#[derive(Clone, Debug)]
pub struct Version {
    /// The decision that made it.
    pub decision: DecisionNumber,
    /// The record; none where the decision retired it.
    pub record: Option<Arc<Record>>,
    /// The document's words that it was read from.
    pub written: Option<Arc<Written>>,
}

impl Edition {
    /// The edition before the first decision.
    pub fn empty(municipality: MunicipalityCode) -> Self {
        Self::fold(municipality, [])
    }

    /// Folds decisions, in the order of their numbers, into the edition after the last of them.
    pub fn fold(municipality: MunicipalityCode, decisions: impl IntoIterator<Item = Arc<Decision>>) -> Self {
        let mut versions: BTreeMap<RecordId, Vec<Version>> = BTreeMap::new();
        let decisions: Vec<_> = decisions.into_iter().collect();
        for decision in &decisions {
            for (id, version) in versions_of(decision) {
                versions.entry(id.clone()).or_default().push(version);
            }
        }
        let entries: BTreeMap<_, _> =
            versions.into_iter().map(|(id, versions)| (id, versions.into())).collect();
        Self {
            municipality,
            decisions,
            entries: entries.into(),
            index: Arc::default(),
            publications: [].into(),
            memo: Arc::default(),
        }
    }

    /// The edition after one more decision. The rest is shared.
    pub fn with(&self, decision: Arc<Decision>) -> Self {
        let mut entries = self.entries.as_ref().clone();
        for (id, version) in versions_of(&decision) {
            let past = entries.get(id).map_or(&[][..], |versions| versions);
            let versions = past.iter().cloned().chain([version]).collect();
            entries.insert(id.clone(), versions);
        }
        let decisions = self.decisions.iter().cloned().chain([decision]).collect();
        let (index, memo) = (Arc::default(), Arc::default());
        Self { decisions, entries: entries.into(), index, memo, ..self.clone() }
    }

    /// The edition as it would be if these edits were decided. Nobody sees it but who asks.
    pub fn imagined(&self, edits: Vec<Edit>, by: &StaffId, at: Timestamp) -> Self {
        self.with(Arc::new(Decision {
            municipality: self.municipality.clone(),
            number: self.number().next(),
            at,
            recorded_at: None,
            office: None,
            erratum: None,
            by: by.clone(),
            reason: String::new(),
            sources: vec![],
            edits,
        }))
    }

    /// The same edition, knowing what of it the public saw when. The records are shared.
    pub fn with_publications(&self, publications: &[Publication]) -> Self {
        let known = publications.iter().filter(|it| it.decision <= self.number()).cloned();
        Self { publications: known.collect(), memo: Arc::default(), ..self.clone() }
    }

    /// 公表 of this edition and of what came before it, in the order in which the public saw them; empty where nobody told.
    pub fn publications(&self) -> &[Publication] {
        &self.publications
    }

    /// ある時点の版: this edition as it stood after decision `number`.
    pub fn as_of(&self, number: DecisionNumber) -> Self {
        if number >= self.number() {
            return self.clone();
        }
        let upto = self.decisions.iter().take_while(|decision| decision.number <= number);
        Self::fold(self.municipality.clone(), upto.cloned()).with_publications(&self.publications)
    }

    /// Whose edition.
    pub fn municipality(&self) -> &MunicipalityCode {
        &self.municipality
    }

    /// The number of its last decision; 0 before the first.
    pub fn number(&self) -> DecisionNumber {
        self.decisions.last().map_or(DecisionNumber(0), |decision| decision.number)
    }

    /// The day of its last decision, in Japan.
    pub fn date(&self) -> Option<Date> {
        self.decisions.last().map(|decision| decision.date())
    }

    /// いま: the day on which it speaks: that of its last decision, or of its last publication where that is later. What is to change
    /// on a day to come, such as the name of an organisation, has not changed yet.
    pub fn today(&self) -> Option<Date> {
        self.date().max(self.publications.last().map(Publication::date))
    }

    /// How many versions of records it holds: what it weighs in memory.
    pub fn size(&self) -> usize {
        self.entries.values().map(|versions| versions.len()).sum()
    }

    /// 決裁, oldest first.
    pub fn decisions(&self) -> &[Arc<Decision>] {
        &self.decisions
    }

    /// 決裁第n号.
    pub fn decision(&self, number: DecisionNumber) -> Option<&Arc<Decision>> {
        let index = usize::try_from(number.0.checked_sub(1)?).ok()?;
        self.decisions.get(index).filter(|decision| decision.number == number)
    }

    /// The record as it stands; none where there is none or it was retired.
    pub fn get(&self, id: &RecordId) -> Option<&Record> {
        self.entries.get(id)?.last()?.record.as_deref()
    }

    /// The decision that made the version in force, or retired it; none where there never was one.
    pub fn since(&self, id: &RecordId) -> Option<DecisionNumber> {
        Some(self.entries.get(id)?.last()?.decision)
    }

    /// Every version of a record, oldest first.
    pub fn history(&self, id: &RecordId) -> &[Version] {
        self.entries.get(id).map_or(&[], |versions| versions)
    }

    /// Every record that ever hung on another under a word: `{id}/target/2023`, with its versions.
    pub fn hanging(&self, id: &RecordId, word: &str) -> impl Iterator<Item = (&RecordId, &[Version])> {
        self.beginning(RecordId::new(format!("{id}/{word}/")))
    }

    /// Every record that ever hung on another under whatever word, with its versions: `target/2023` of `{id}/target/2023`.
    pub(crate) fn under(&self, id: &RecordId) -> impl Iterator<Item = (&str, &[Version])> {
        let first = RecordId::new(format!("{id}/"));
        let length = first.as_str().len();
        self.beginning(first).filter_map(move |(id, versions)| Some((id.as_str().get(length..)?, versions)))
    }

    /// A record and all that ever hung on it, each with its versions.
    pub(crate) fn with_hanging(&self, id: &RecordId) -> impl Iterator<Item = (&RecordId, &[Version])> {
        let own = self.entries.get_key_value(id).map(|(id, versions)| (id, versions.as_ref()));
        own.into_iter().chain(self.beginning(RecordId::new(format!("{id}/"))))
    }

    fn beginning(&self, first: RecordId) -> impl Iterator<Item = (&RecordId, &[Version])> {
        let all = self.entries.range(first.clone()..).map(|(id, versions)| (id, versions.as_ref()));
        all.take_while(move |(id, _)| id.as_str().starts_with(first.as_str()))
    }

    /// All records in force, by id.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.entries.values().filter_map(|versions| versions.last()?.record.as_deref())
    }

    /// The record with this id, if it is of the kind asked for.
    pub fn find<T: Recorded>(&self, id: &RecordId) -> Option<&T> {
        T::of(&self.get(id)?.body)
    }

    /// All records of one kind, in the order in which pages show them.
    pub fn all<T: Recorded>(&self) -> impl Iterator<Item = (&RecordId, &T)> {
        typed(self.index().kinds.get(&T::KIND))
    }

    /// The records of one kind that name this one: the targets of an indicator, the elements of a plan.
    pub fn naming<T: Recorded>(&self, id: &RecordId) -> impl Iterator<Item = (&RecordId, &T)> {
        typed(self.index().referrers.get(id))
    }

    /// The records in force that name this one, of whatever kind.
    pub fn namers(&self, id: &RecordId) -> impl Iterator<Item = &Record> {
        self.index().referrers.get(id).into_iter().flatten().map(Arc::as_ref)
    }

    /// Whether any record in force names this one.
    pub fn is_named(&self, id: &RecordId) -> bool {
        self.index().referrers.contains_key(id)
    }

    /// 判定基準 that are or were in force, by id.
    pub(crate) fn rules_ever(&self) -> &[RecordId] {
        &self.index().ruled.ever
    }

    /// The last decision that changed a rule, or which one the municipality names.
    pub(crate) fn rules_since(&self) -> DecisionNumber {
        self.index().ruled.since
    }

    /// 要素 and 指標 that stand or ever stood right below an element.
    pub(crate) fn ever_below(&self, element: &RecordId) -> impl Iterator<Item = &RecordId> {
        self.index().ever_below.get(element).into_iter().flatten()
    }

    /// The id as the edition holds it, if there ever was such a record.
    pub(crate) fn known(&self, id: &RecordId) -> Option<&RecordId> {
        self.entries.get_key_value(id).map(|(id, _)| id)
    }

    /// 団体の基本情報; none before the ledger was founded.
    pub fn profile(&self) -> Option<&Municipality> {
        self.find(&RecordId::municipality())
    }

    /// Answers that are found once.
    pub(crate) fn memo(&self) -> &Memo {
        &self.memo
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }
}

/// Two editions are the same when the same decisions made them.
impl PartialEq for Edition {
    fn eq(&self, other: &Self) -> bool {
        self.municipality == other.municipality && self.decisions == other.decisions
    }
}

fn versions_of(decision: &Decision) -> impl Iterator<Item = (&RecordId, Version)> {
    decision.edits.iter().map(|edit| {
        let record = match &edit.change {
            Change::Put(record) => Some(record.clone()),
            Change::Retire(_) => None,
        };
        (edit.change.id(), Version { decision: decision.number, record, written: edit.written.clone() })
    })
}
