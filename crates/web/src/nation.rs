//! 全国: what the site knows of every municipality that has published, whether or not anybody visits it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use plan::digest::{Digest, Named};
use plan::municipality::MunicipalityCode;
use plan::prefecture::Prefecture;

use crate::here::encode;
use crate::lang::Lang;
use crate::search::Question;

pub(crate) mod compare;
mod gathering;
pub(crate) mod home;
pub(crate) mod prefecture;
pub(crate) mod search;
#[cfg(test)]
mod tests;
mod there;
mod town;

pub(crate) use there::There;
pub(crate) use town::{Town, TownHits};

/// All municipalities, by code. Read by every national page, replaced as a whole when one of them publishes.
#[derive(Default)]
pub(crate) struct Nation {
    towns: RwLock<Arc<BTreeMap<MunicipalityCode, Arc<Town>>>>,
    /// Grows with every change: for which state a kept page is good.
    stamp: AtomicU64,
    /// How many digests are still being made.
    awaited: AtomicUsize,
}

/// The municipalities at one moment.
pub(crate) type Towns = Arc<BTreeMap<MunicipalityCode, Arc<Town>>>;

impl Nation {
    pub(crate) fn towns(&self) -> Towns {
        self.towns.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes digests in. One of an older publication than what is known changes nothing.
    pub(crate) fn put(&self, digests: impl IntoIterator<Item = Digest>) {
        let new: Vec<Arc<Town>> = digests.into_iter().map(|it| Arc::new(Town::new(it))).collect();
        let mut towns = self.towns.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = towns.as_ref().clone();
        for town in new {
            let known = changed.get(town.code()).map_or(0, |it| it.digest.publication);
            if known < town.digest.publication {
                changed.insert(town.code().clone(), town);
            }
        }
        *towns = Arc::new(changed);
        self.stamp.fetch_add(1, Ordering::Release);
    }

    pub(crate) fn stamp(&self) -> u64 {
        self.stamp.load(Ordering::Acquire)
    }

    /// Says how many digests are still being made.
    pub(crate) fn await_more(&self, count: usize) {
        self.awaited.store(count, Ordering::Relaxed);
        self.stamp.fetch_add(1, Ordering::Release);
    }

    pub(crate) fn awaited(&self) -> usize {
        self.awaited.load(Ordering::Relaxed)
    }

    /// The publication that is known of a municipality; 0 where none is.
    pub(crate) fn publication(&self, town: &MunicipalityCode) -> u64 {
        self.towns().get(town).map_or(0, |it| it.digest.publication)
    }

    /// The municipality that a former code now belongs to.
    pub(crate) fn successor(&self, former: &MunicipalityCode) -> Option<MunicipalityCode> {
        let towns = self.towns();
        let town = towns.values().find(|it| it.digest.former.iter().any(|it| it.code == *former))?;
        Some(town.code().clone())
    }
}

/// What all municipalities answer to a question: those that are meant themselves first, then by code. Nothing is ranked.
pub(crate) fn find<'a>(
    towns: &'a Towns,
    question: &Question,
    prefecture: Option<Prefecture>,
    of: Option<Named>,
) -> Vec<TownHits<'a>> {
    if question.is_empty() {
        return vec![];
    }
    let asked = towns.values().filter(|it| prefecture.is_none_or(|prefecture| it.prefecture() == prefecture));
    let mut found: Vec<_> = asked.filter_map(|it| it.find(question, of)).collect();
    found.sort_by_key(|it| !it.whole); // Stable.
    found
}

/// The address of the search over all municipalities.
pub(crate) fn search_address(lang: Lang, words: &str) -> String {
    match words {
        "" => format!("/search{}", lang.say("", "?lang=en")),
        words => format!("/search?q={}{}", encode(words), lang.say("", "&lang=en")),
    }
}
