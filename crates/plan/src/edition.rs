//! 版: every record as of one decision, and how each came to be. All reading is a pure function of an edition.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::decision::{Change, Decision, DecisionNumber, Edit, Written};
use crate::fiscal_year::FiscalYear;
use crate::municipality::{Municipality, MunicipalityCode};
use crate::publication::Publication;
use crate::record::{Body, Kind, Record, RecordId, Recorded};

/// 版: an immutable value, shared by `Arc`.
#[derive(Clone, Debug)]
pub struct Edition {
    municipality: MunicipalityCode,
    decisions: Vec<Arc<Decision>>,
    entries: Arc<BTreeMap<RecordId, Arc<[Version]>>>,
    index: Arc<OnceLock<Index>>,
    publications: Arc<[Publication]>,
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
        Self { decisions, entries: entries.into(), index: Arc::default(), ..self.clone() }
    }

    /// The same edition, knowing what of it the public saw when. The records are shared.
    pub fn with_publications(&self, publications: &[Publication]) -> Self {
        let known = publications.iter().filter(|it| it.decision <= self.number()).cloned();
        Self { publications: known.collect(), ..self.clone() }
    }

    /// 公表 of this edition and of what came before it, in the order in which the public saw them; empty where nobody told.
    pub fn publications(&self) -> &[Publication] {
        &self.publications
    }

    /// ある時点の版: this edition as it stood after decision `number`.
    pub fn as_of(&self, number: DecisionNumber) -> Self {
        let upto = self.decisions.iter().take_while(|decision| decision.number <= number);
        Self::fold(self.municipality.clone(), upto.cloned()).with_publications(&self.publications)
    }

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
        let edition = if self.number() == latest { self.clone() } else { self.as_of(latest) };
        let public = if edition.has_internal() { edition.public() } else { edition };
        public.with_publications(publications)
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
        let first = RecordId::new(format!("{id}/{word}/"));
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

    /// The id as the edition holds it, if there ever was such a record.
    pub(crate) fn known(&self, id: &RecordId) -> Option<&RecordId> {
        self.entries.get_key_value(id).map(|(id, _)| id)
    }

    /// 団体の基本情報; none before the ledger was founded.
    pub fn profile(&self) -> Option<&Municipality> {
        self.find(&RecordId::municipality())
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }
}

/// Who names whom, and who is of which kind: made once an edition, on the first question.
#[derive(Clone, Debug, Default)]
struct Index {
    kinds: HashMap<Kind, Vec<Arc<Record>>>,
    referrers: HashMap<RecordId, Vec<Arc<Record>>>,
    ruled: Ruled,
}

/// 判定基準 of an edition: asked for with every verdict, so found once.
#[derive(Clone, Debug, Default)]
struct Ruled {
    /// Those that are or were in force, by id.
    ever: Vec<RecordId>,
    /// The last decision that changed one of them, or the municipality that names one.
    since: DecisionNumber,
}

impl Ruled {
    fn of(edition: &Edition) -> Self {
        let is_rule = |it: &Version| it.record.as_ref().is_some_and(|it| it.body.kind() == Kind::RatingRule);
        let since = edition.since(&RecordId::municipality()).unwrap_or_default();
        let mut ruled = Self { since, ever: vec![] };
        for (id, versions) in edition.entries.iter().filter(|(_, versions)| versions.iter().any(is_rule)) {
            ruled.ever.push(id.clone());
            ruled.since = ruled.since.max(versions.last().map_or(since, |it| it.decision));
        }
        ruled
    }
}

impl Index {
    fn of(edition: &Edition) -> Self {
        let current = edition.entries.values().filter_map(|versions| versions.last()?.record.as_ref());
        let mut ranked: Vec<_> = current.map(|record| (rank(record), record)).collect();
        ranked.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));
        let mut index = Self { ruled: Ruled::of(edition), ..Self::default() };
        for (_, record) in ranked {
            index.kinds.entry(record.body.kind()).or_default().push(record.clone());
            for reference in record.body.references() {
                let list = index.referrers.entry(reference.id.clone()).or_default();
                if list.last().is_none_or(|last| last.id != record.id) {
                    list.push(record.clone());
                }
            }
        }
        index
    }
}

fn typed<T: Recorded>(records: Option<&Vec<Arc<Record>>>) -> impl Iterator<Item = (&RecordId, &T)> {
    records.into_iter().flatten().filter_map(|record| Some((&record.id, T::of(&record.body)?)))
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

/// What orders records of one kind in a list: place, year, then number as people count (2 before 10).
type Rank = (Kind, u32, Option<FiscalYear>, Vec<u64>);

fn rank(record: &Record) -> Rank {
    let (order, number) = match &record.body {
        Body::Organisation(it) => (it.order, vec![]),
        Body::Element(it) => (it.order, counted(&it.number)),
        Body::Indicator(it) => (it.order, vec![]),
        Body::Plan(it) => (u32::from(it.first_year.year().unsigned_abs()), vec![]),
        _ => (0, vec![]),
    };
    (record.body.kind(), order, record.body.fiscal_year(), number)
}

/// The numbers in a number: 「1-(10)」 is 1, 10.
fn counted(number: &str) -> Vec<u64> {
    let folded = crate::key::key(number);
    let digits = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    digits.filter_map(|part| part.parse().ok()).collect()
}
