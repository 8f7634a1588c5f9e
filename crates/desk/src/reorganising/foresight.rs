//! 見通しの中身: how far a preparation is, and what would come of it.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::paper::Kept;
use ledger::{Tx, paper};
use plan::decision::DecisionNumber;
use plan::draft::{self, Draft, DraftId};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::reorganisation::{Effect, UnderWay};
use plan::sheet::life::{Sheet, Stand};

use super::{Ahead, Preparation, Prepared, Progress, Prospect};
use crate::{Actor, Error, checking};

/// Begins the names of drafts that were made of preparations.
const MARK: &str = "reorganisation-";

/// What the draft of a preparation is called.
pub fn draft_id(id: &str) -> DraftId {
    DraftId(format!("{MARK}{id}"))
}

/// Of which preparation a draft was made, if of any.
pub(super) fn prepared_as(draft: &DraftId) -> Option<&str> {
    draft.0.strip_prefix(MARK)
}

pub(super) fn standing(
    tx: &mut Tx<'_>,
    actor: &Actor,
    edition: &Edition,
    kept: Kept<Prepared>,
) -> Result<Preparation, Error> {
    let waits = ledger::draft::find(tx, &actor.town, &draft_id(&kept.id))?.is_some();
    let progress = match &kept.value {
        it if is_decided(it, edition) => Progress::Decided,
        it if it.abandoned => Progress::Abandoned,
        _ if waits => Progress::Drafted,
        _ => Progress::Preparing,
    };
    Ok(Preparation { id: kept.id, revision: kept.revision, prepared: kept.value, progress })
}

/// Whether it was decided and not taken back since. A later decision may have gone further with the same organisations.
fn is_decided(it: &Prepared, edition: &Edition) -> bool {
    let is_undone = |number| draft::reversals(edition, number).is_ok_and(|left| left.is_empty());
    match it.decided {
        Some(number) => !is_undone(number),
        // Of one kept before its decision was noted, the organisations tell.
        None => it.drafted && it.wanted().and_then(|it| it.is_done(edition)).unwrap_or_default(),
    }
}

/// What a decided one is looked at with: the edition just before it, so that it stands there as it was decided.
fn before(it: &Prepared, edition: &Arc<Edition>) -> Arc<Edition> {
    let last = it.decided.and_then(|it| it.0.checked_sub(1)).map(DecisionNumber);
    last.map_or_else(|| edition.clone(), |last| Arc::new(edition.as_of(last)))
}

pub(super) fn foreseen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    edition: Arc<Edition>,
    id: &str,
    at: Timestamp,
) -> Result<Prospect, Error> {
    let kept = paper::find::<Prepared>(tx, &actor.town, "", id)?.ok_or(Error::NotFound)?;
    let standing = standing(tx, actor, &edition, kept)?;
    let under_way = under_way(tx, &actor.town)?;
    let open = standing.progress != Progress::Decided;
    let edition = if open { edition } else { before(&standing.prepared, &edition) };
    let effect = standing.prepared.wanted().map(|it| it.effect(&edition, &under_way));
    let ahead = match &effect {
        Some(Ok(effect)) if open => Some(ahead(actor, &edition, &standing, effect, at)),
        _ => None,
    };
    Ok(Prospect { standing, edition, effect, ahead })
}

fn ahead(actor: &Actor, edition: &Edition, standing: &Preparation, effect: &Effect, at: Timestamp) -> Ahead {
    let edits = draft::edits(effect.proposals.clone(), edition);
    let after = edition.imagined(edits.clone(), &actor.id, at);
    let findings = checking::brought(edition, &after, &edits, at);
    let title = match standing.prepared.title.trim() {
        "" => "組織改正".to_owned(),
        title => title.to_owned(),
    };
    let (id, authors) = (draft_id(&standing.id), standing.prepared.writers());
    let draft = Draft { id, title, by: actor.id.clone(), begun: at, sources: vec![], authors, edits };
    Ahead { draft, after: Arc::new(after), findings }
}

/// Sheets that somebody began and nobody decided.
fn under_way(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<UnderWay, Error> {
    let begun = |sheet: &Sheet| !matches!(sheet.stand(), Stand::NotBegun | Stand::Decided { .. });
    let all = paper::all::<Sheet>(tx, town)?.into_iter().filter(|it| begun(&it.value));
    Ok(all.map(|it| (plan::record::RecordId::new(it.folder), plan::record::RecordId::new(it.id))).collect())
}
