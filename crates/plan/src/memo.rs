//! 覚え: answers that an edition gives again and again, kept when they were found once. An edition never changes, so neither do
//! they.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::fiscal_year::FiscalYear;
use crate::rating::{Below, Judgement, Outcome};
use crate::record::RecordId;
use crate::selection::Traits;
use crate::tally::Tallies;

/// What was asked of an edition and is worth keeping. Editions that differ never share one, not even where only what was
/// published differs: a verdict rests on that too.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// The year that the pages report on.
    pub(crate) reported: OnceLock<Option<FiscalYear>>,
    /// The years that a list can speak of.
    pub(crate) begun: OnceLock<BTreeSet<FiscalYear>>,
    /// 指標の性質 in a year, of every indicator.
    pub(crate) traits: Kept<FiscalYear, Traits>,
    /// 達成の集計 of every element and plan that has any.
    pub(crate) tallies: OnceLock<Tallies>,
    /// 数えられる結果 of an indicator, by year.
    pub(crate) counted: Kept<RecordId, BTreeMap<FiscalYear, Outcome>>,
    /// 判定 of an indicator in a year.
    pub(crate) judgements: Kept<(RecordId, FiscalYear), Judgement>,
    /// 要素の判定 in a year, and what it rests on; none where no rule applies.
    pub(crate) elements: Kept<(RecordId, FiscalYear), Option<(Judgement, Below)>>,
}

/// One answer for each key.
#[derive(Debug)]
pub(crate) struct Kept<K, T>(RwLock<HashMap<K, Arc<T>>>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash, T> Kept<K, T> {
    /// The answer for a key, made where nobody asked before. Two who ask at once may both make it.
    pub(crate) fn of(&self, key: K, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(found) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return found.clone();
        }
        let made = Arc::new(make());
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        made
    }
}
