//! 公表の番号 of an address: for which publication a page that was kept is still good.

use axum::http::Uri;
use plan::municipality::MunicipalityCode;

use super::Site;
use crate::lang::Lang;
use crate::pages::Stamp;

impl Site {
    /// For which publication a page under this address would be good; none where the municipality is not in memory.
    pub(crate) fn stamp(&self, uri: &Uri) -> Option<Stamp> {
        if is_of_all(uri) {
            return self.0.gathered.initialized().then(|| Stamp(self.0.nation.stamp()));
        }
        self.0.published.get(code_in(uri)?).map(|it| it.stamp(self.day()))
    }

    /// The same, with a look into the ledger where the municipality is not in memory yet.
    pub(crate) async fn stamp_or_load(&self, uri: &Uri) -> Option<Stamp> {
        if is_of_all(uri) {
            return Some(Stamp(self.nation().await.stamp()));
        }
        let code = MunicipalityCode::parse(code_in(uri)?).ok()?;
        Some(self.published(&code, Lang::Ja).await.ok()?.stamp(self.day()))
    }
}

impl Site {
    /// The day in Japan as a number; there the clocks never change.
    fn day(&self) -> u64 {
        const NINE_HOURS: i64 = 9 * 3600;
        let seconds = self.now().map_or(0, jiff::Timestamp::as_second);
        u64::try_from((seconds + NINE_HOURS).div_euclid(24 * 3600)).unwrap_or_default()
    }
}

/// Whether an address is one of those pages of all municipalities that are the same for everybody.
fn is_of_all(uri: &Uri) -> bool {
    matches!(uri.path(), "/" | "/compare" | "/sitemap.xml" | "/feed.xml" | "/feed.json")
        || uri.path().starts_with("/prefectures/")
}

/// The first part of an address, where a municipality's code stands.
fn code_in(uri: &Uri) -> Option<&str> {
    uri.path().strip_prefix('/')?.split_once('/').map(|(code, _)| code)
}
