//! The index of an edition: what is asked for again and again, found once.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{Edition, Version};
use crate::decision::DecisionNumber;
use crate::fiscal_year::FiscalYear;
use crate::record::{Body, Kind, Record, RecordId, Recorded};

/// Who names whom, and who is of which kind: made once an edition, on the first question.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) kinds: HashMap<Kind, Vec<Arc<Record>>>,
    pub(super) referrers: HashMap<RecordId, Vec<Arc<Record>>>,
    pub(super) ruled: Ruled,
    /// 要素 and 指標 that ever stood right below an element, by id.
    pub(super) ever_below: HashMap<RecordId, BTreeSet<RecordId>>,
}

/// 判定基準 of an edition: asked for with every verdict, so found once.
#[derive(Clone, Debug, Default)]
pub(super) struct Ruled {
    /// Those that are or were in force, by id.
    pub(super) ever: Vec<RecordId>,
    /// The last decision that changed one of them, or the municipality that names one.
    pub(super) since: DecisionNumber,
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
    pub(super) fn of(edition: &Edition) -> Self {
        let current = edition.entries.values().filter_map(|versions| versions.last()?.record.as_ref());
        let mut ranked: Vec<_> = current.map(|record| (rank(record), record)).collect();
        ranked.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.id.cmp(&y.id)));
        let mut index =
            Self { ruled: Ruled::of(edition), ever_below: ever_below(edition), ..Self::default() };
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

/// Whom a record of any time stood right below, whatever became of it.
fn ever_below(edition: &Edition) -> HashMap<RecordId, BTreeSet<RecordId>> {
    let mut ever: HashMap<RecordId, BTreeSet<RecordId>> = HashMap::new();
    let records = edition.entries.values().flat_map(|versions| versions.iter());
    for record in records.filter_map(|it| it.record.as_ref()) {
        let above = match &record.body {
            Body::Element(it) => it.parent.as_slice(),
            Body::Indicator(it) => &it.elements[..],
            _ => continue,
        };
        for element in above {
            ever.entry(element.clone()).or_default().insert(record.id.clone());
        }
    }
    ever
}

pub(super) fn typed<T: Recorded>(
    records: Option<&Vec<Arc<Record>>>,
) -> impl Iterator<Item = (&RecordId, &T)> {
    records.into_iter().flatten().filter_map(|record| Some((&record.id, T::of(&record.body)?)))
}

/// What orders records of one kind in a list: place, year, then number as people count (2 before 10).
pub(crate) type Rank = (Kind, u32, Option<FiscalYear>, Vec<u64>);

/// The place of a record in the list of its kind.
pub(crate) fn rank(record: &Record) -> Rank {
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
