//! 意見を受けて変わったところ: told on the page of what was changed.

use plan::consultation::Consultation;
use plan::edition::Edition;
use plan::opinion::Opinion;
use plan::record::RecordId;

use crate::here::Here;

/// An opinion by which a record was changed.
pub(crate) struct Changed {
    /// The round, and its page.
    pub(crate) round: (String, String),
    /// The opinion in summary.
    pub(crate) summary: Vec<String>,
    /// The municipality's thinking.
    pub(crate) thinking: Vec<String>,
    /// The decision that changed it: words and address.
    pub(crate) decision: Option<(String, String)>,
}

/// The opinions by which a record was changed, in the order of their rounds.
pub(crate) fn changed_by(here: &Here, edition: &Edition, id: &RecordId) -> Vec<Changed> {
    let lang = here.lang;
    let opinions = edition.naming::<Opinion>(id).filter(|(_, it)| it.has_changed(id));
    let mut all: Vec<_> =
        opinions.filter_map(|(_, it)| Some((edition.find::<Consultation>(&it.consultation)?, it))).collect();
    all.sort_by_key(|(round, it)| (round.from, it.number));
    let changed = |(round, it): (&Consultation, &Opinion)| Changed {
        round: (
            round.title.clone(),
            format!("{}#opinion-{}", here.record("comments", &it.consultation), it.number),
        ),
        summary: it.summary.clone(),
        thinking: it.thinking.clone(),
        decision: it.decision.filter(|it| edition.decision(*it).is_some()).map(|number| {
            let words = lang.say(format!("決裁第{number}号"), format!("decision {number}"));
            (words, here.to(&format!("/decisions/{number}")))
        }),
    };
    all.into_iter().map(changed).collect()
}
