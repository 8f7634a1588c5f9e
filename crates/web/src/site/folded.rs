//! 検索の文: texts of editions, folded for searching, as far as memory is left for them.

use std::sync::Arc;

use plan::edition::Edition;

use super::Site;
use crate::search::Texts;

impl Site {
    /// The texts of an edition, folded for searching when they are first asked for.
    pub(crate) async fn texts(&self, edition: &Arc<Edition>) -> Arc<Texts> {
        let known = self.0.texts.get(edition.municipality().as_str());
        if let Some((_, texts)) = known.filter(|(number, _)| *number == edition.number()) {
            return texts;
        }
        let (site, edition) = (self.clone(), edition.clone());
        tokio::task::spawn_blocking(move || site.fold(&edition)).await.unwrap_or_default()
    }

    pub(super) fn fold(&self, edition: &Edition) -> Arc<Texts> {
        let town = edition.municipality();
        let known = self.0.texts.get(town.as_str());
        let texts = Arc::new(Texts::of(edition, known.as_ref().map(|(_, texts)| texts.as_ref())));
        self.0.texts.put(town, texts.weight(), (edition.number(), texts.clone()));
        texts
    }
}
