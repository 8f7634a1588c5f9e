//! 覚え: answers that an edition gives again and again, kept when they were found once. An edition never changes, so neither do
//! they.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::fiscal_year::FiscalYear;
use crate::rating::Judgement;
use crate::record::RecordId;
use crate::selection::Traits;
use crate::tally::Tally;

/// What was asked of an edition and is worth keeping. Editions that differ never share one, not even where only what was
/// published differs: a verdict rests on that too.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// The year that the pages report on.
    pub(crate) reported: OnceLock<Option<FiscalYear>>,
    /// The years that a list can speak of.
    pub(crate) begun: OnceLock<BTreeSet<FiscalYear>>,
    /// 指標の性質 in a year, of every indicator.
    pub(crate) traits: ByYear<Traits>,
    /// 達成の集計 in a year, of every element and plan that has any.
    pub(crate) tallies: ByYear<HashMap<RecordId, Tally>>,
    judged: RwLock<HashMap<RecordId, Judged>>,
}

/// 判定 of one indicator, by year.
type Judged = BTreeMap<FiscalYear, Arc<Judgement>>;

/// One answer a year.
#[derive(Debug)]
pub(crate) struct ByYear<T>(RwLock<BTreeMap<FiscalYear, Arc<T>>>);

impl<T> Default for ByYear<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T> ByYear<T> {
    /// The answer of a year, made where nobody asked before. Two who ask at once may both make it.
    pub(crate) fn of(&self, year: FiscalYear, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(found) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&year) {
            return found.clone();
        }
        let made = Arc::new(make());
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(year, made.clone());
        made
    }
}

impl Memo {
    /// 判定 of an indicator for years, those made that nobody asked for before.
    pub(crate) fn judgements(
        &self,
        id: &RecordId,
        years: &[FiscalYear],
        make: impl Fn(FiscalYear) -> Judgement,
    ) -> Vec<Arc<Judgement>> {
        let known = self.known(id, years);
        if known.iter().all(Option::is_some) {
            return known.into_iter().flatten().collect();
        }
        let made = years.iter().zip(known).map(|(year, known)| known.unwrap_or_else(|| make(*year).into()));
        let made: Vec<_> = made.collect();
        let mut judged = self.judged.write().unwrap_or_else(PoisonError::into_inner);
        judged.entry(id.clone()).or_default().extend(years.iter().copied().zip(made.iter().cloned()));
        made
    }

    fn known(&self, id: &RecordId, years: &[FiscalYear]) -> Vec<Option<Arc<Judgement>>> {
        let judged = self.judged.read().unwrap_or_else(PoisonError::into_inner);
        let known = judged.get(id);
        years.iter().map(|year| known?.get(year).cloned()).collect()
    }
}
