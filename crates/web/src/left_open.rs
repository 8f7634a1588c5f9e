//! 残した指摘: what was found before publication and published all the same, and why, on the pages that it is about.

use plan::edition::Edition;
use plan::publication::Publication;
use plan::record::RecordId;

use crate::here::Here;

/// One finding with its reason.
pub(crate) struct LeftOpen {
    /// What was found, as the list of checks says it.
    pub(crate) what: String,
    /// The record, with its history.
    pub(crate) about: (String, String),
    /// 公表した理由.
    pub(crate) because: String,
    /// 「令和8年7月10日公表（訂正）」, with the decision that was published.
    pub(crate) published: (String, String),
}

/// Those about a record and what hangs on it.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId) -> Vec<LeftOpen> {
    edition.left_open_of(id).iter().map(|it| one(here, edition, it)).collect()
}

/// Those that went out with a publication.
pub(crate) fn with(here: &Here, edition: &Edition, publication: &Publication) -> Vec<LeftOpen> {
    edition.left_open(publication).iter().map(|it| one(here, edition, it)).collect()
}

fn one(here: &Here, edition: &Edition, it: &plan::left_open::LeftOpen<'_>) -> LeftOpen {
    let lang = here.lang;
    let unknown = || lang.say("今は行っていない点検", "a check that is no longer made").to_owned();
    let unsaid = lang.say("理由の記載なし", "no reason stated");
    LeftOpen {
        what: it.check.map_or_else(unknown, |it| lang.of_pair((it.ja, it.en)).to_owned()),
        about: (crate::difference::title(edition, it.record), here.record("records", it.record)),
        because: it.because.unwrap_or(unsaid).to_owned(),
        published: (said(here, it.publication), here.to(&format!("/decisions/{}", it.publication.decision))),
    }
}

/// 「令和8年7月10日公表（訂正）」.
pub(crate) fn said(here: &Here, it: &Publication) -> String {
    here.lang.published(it.date(), &it.label)
}
