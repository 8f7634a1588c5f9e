//! 決裁を待つ意見募集: how drafts of rounds and of their results are called, and which of them wait.

use plan::draft::{Draft, DraftId};
use plan::record::RecordId;

use super::permitted;
use crate::{Actor, Desk, Error};

const ROUND: &str = "round-";
const RESULTS: &str = "answers-";

/// 起案の対象: what a draft is about. One of each waits for a round at the most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// 募集: the round itself.
    Round(RecordId),
    /// 結果: what came of it.
    Results(RecordId),
}

impl About {
    /// The name of the draft.
    pub(super) fn draft(&self) -> DraftId {
        DraftId(match self {
            Self::Round(round) => format!("{ROUND}{round}"),
            Self::Results(round) => format!("{RESULTS}{round}"),
        })
    }

    /// By the name of the draft; none where it is about something else.
    fn of(draft: &DraftId) -> Option<Self> {
        let round = draft.0.strip_prefix(ROUND).map(|it| Self::Round(RecordId::new(it)));
        round.or_else(|| draft.0.strip_prefix(RESULTS).map(|it| Self::Results(RecordId::new(it))))
    }
}

/// Drafts of rounds and of results that wait for their decision, oldest first, each with what it is about.
pub fn waiting(desk: &Desk, actor: &Actor) -> Result<Vec<(About, Draft)>, Error> {
    desk.ledger.read(|tx| {
        permitted(desk, tx, actor)?;
        let drafts = ledger::draft::list(tx, &actor.town)?.into_iter().map(|it| it.draft);
        Ok(drafts.filter_map(|it| Some((About::of(&it.id)?, it))).collect())
    })
}
