//! 覚え: answers that an edition gives again and again, kept when they were found once. An edition never changes, so neither do
//! they.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::fiscal_year::FiscalYear;
use crate::rating::Judgement;
use crate::record::RecordId;
use crate::selection::Traits;

/// What was asked of an edition and is worth keeping. Editions that differ never share one, not even where only what was
/// published differs: a verdict rests on that too.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// The year that the pages report on.
    pub(crate) reported: OnceLock<Option<FiscalYear>>,
    /// The years that a list can speak of.
    pub(crate) begun: OnceLock<BTreeSet<FiscalYear>>,
    traits: RwLock<BTreeMap<FiscalYear, Arc<[Arc<Traits>]>>>,
    judged: RwLock<HashMap<RecordId, BTreeMap<FiscalYear, Judgement>>>,
}

impl Memo {
    /// 判定 of an indicator for a year, made where nobody asked before.
    pub(crate) fn judgement(
        &self,
        id: &RecordId,
        year: FiscalYear,
        make: impl FnOnce() -> Judgement,
    ) -> Judgement {
        let judged = self.judged.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = judged.get(id).and_then(|years| years.get(&year)) {
            return found.clone();
        }
        drop(judged);
        let made = make();
        let mut judged = self.judged.write().unwrap_or_else(PoisonError::into_inner);
        judged.entry(id.clone()).or_default().insert(year, made.clone());
        made
    }

    /// 指標の性質 in a year, of every indicator.
    pub(crate) fn traits(
        &self,
        year: FiscalYear,
        make: impl FnOnce() -> Vec<Arc<Traits>>,
    ) -> Arc<[Arc<Traits>]> {
        let known = self.traits.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(&year) {
            return found.clone();
        }
        drop(known);
        let made: Arc<[Arc<Traits>]> = make().into();
        self.traits.write().unwrap_or_else(PoisonError::into_inner).insert(year, made.clone());
        made
    }
}
