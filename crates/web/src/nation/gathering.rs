//! 概要を集める: all kept digests at once, those that are missing one after another, and each again when it publishes.

use std::sync::atomic::Ordering;

use desk::{Desk, digesting};
use plan::municipality::MunicipalityCode;

use crate::nation::Nation;
use crate::site::Site;

impl Site {
    /// All municipalities. Who asks first waits until the kept digests are read; missing ones join as they are made.
    pub(crate) async fn nation(&self) -> &Nation {
        let site = self.clone();
        let gather = || async {
            let gathered = tokio::task::spawn_blocking(move || site.gather()).await;
            if let Ok(Err(error)) = gathered {
                tracing::error!(%error, "the municipalities could not be gathered");
            }
        };
        self.gathered().get_or_init(gather).await;
        self.country()
    }

    /// Reads what is kept, and begins to make what is not. Blocks.
    fn gather(&self) -> Result<(), desk::Error> {
        let mut kept = Vec::new();
        digesting::kept(self.desk(), |digest| kept.push(digest))?;
        self.country().put(kept);
        let known = self.country().towns();
        let mut missing = self.desk().published()?;
        missing.retain(|code| !known.contains_key(code));
        if missing.is_empty() {
            return Ok(());
        }
        tracing::info!(count = missing.len(), "digests are missing and will be made");
        self.country().await_more(missing.len());
        let site = self.clone();
        let make = move || missing.iter().for_each(|town| site.country().make(site.desk(), town));
        if let Err(error) = std::thread::Builder::new().name("digests".to_owned()).spawn(make) {
            tracing::error!(%error, "no thread for making digests");
        }
        Ok(())
    }

    /// Takes in what a municipality has published since, wherever that was done. Blocks.
    pub(crate) fn look_again(&self, town: &MunicipalityCode) {
        let nation = self.country();
        match digesting::newer(self.desk(), town, nation.publication(town)) {
            Ok(digest) if digest.is_some() => nation.put(digest),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, code = %town, "the digest could not be renewed"),
        }
    }
}

impl Nation {
    /// Makes one digest that was missing.
    fn make(&self, desk: &Desk, town: &MunicipalityCode) {
        match digesting::digest(desk, town) {
            Ok(digest) => self.put(digest),
            Err(error) => tracing::error!(%error, code = %town, "a digest could not be made"),
        }
        self.awaited.fetch_sub(1, Ordering::Relaxed);
    }
}
