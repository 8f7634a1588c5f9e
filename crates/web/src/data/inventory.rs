//! 棚卸し: what there is of the files of an edition, made once and kept: to make and to check them all takes as long as a hundred pages.

use std::sync::Arc;

use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use quick_cache::sync::Cache;
use writing::bundle::Inventory;

use super::unwritten;
use crate::error::PageError;
use crate::lang::Lang;

/// How many editions' inventories stay in memory; each is some kilobytes.
const MOST: usize = 64;

/// Inventories by municipality, by how often it has published (a later publication can freeze a verdict), and by decision.
pub(crate) struct Inventories(Cache<(MunicipalityCode, usize, DecisionNumber), Arc<Inventory>>);

impl Inventories {
    pub(crate) fn new() -> Self {
        Self(Cache::new(MOST))
    }

    /// The inventory of an edition, made off the threads that serve others. Whoever comes meanwhile waits for the same one.
    pub(super) async fn of(&self, edition: &Arc<Edition>) -> Result<Arc<Inventory>, PageError> {
        let key = (edition.municipality().clone(), edition.publications().len(), edition.number());
        self.0.get_or_insert_async(&key, made(edition.clone())).await
    }
}

async fn made(edition: Arc<Edition>) -> Result<Arc<Inventory>, PageError> {
    let made = tokio::task::spawn_blocking(move || Inventory::of(&edition)).await;
    made.map_err(|_| PageError::internal(Lang::Ja))?.map(Arc::new).map_err(unwritten)
}
