//! 見通しの中身: how far a preparation is, and what would come of it.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::paper::Kept;
use ledger::{Tx, paper};
use plan::draft::{self, Draft, DraftId};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::reorganisation::{Effect, UnderWay};
use plan::sheet::life::{Sheet, Stand};

use super::{Ahead, Foreseen, Prepared, Progress, Standing};
use crate::{Actor, Error, checking};

fn draft_id(id: &str) -> DraftId {
    DraftId(format!("reorganisation-{id}"))
}

pub(super) fn standing(
    tx: &mut Tx<'_>,
    actor: &Actor,
    edition: &Edition,
    kept: Kept<Prepared>,
) -> Result<Standing, Error> {
    let waits = ledger::draft::find(tx, &actor.town, &draft_id(&kept.id))?.is_some();
    // Where the organisations tell nothing, as of a split that goes on, the decision is known by its number alone.
    let told = kept.value.wanted().and_then(|it| it.is_done(edition));
    let is_done = kept.value.drafted && told.unwrap_or(kept.value.decided.is_some());
    let progress = match &kept.value {
        it if it.abandoned => Progress::Abandoned,
        _ if waits => Progress::Drafted,
        _ if is_done => Progress::Decided,
        _ => Progress::Preparing,
    };
    Ok(Standing { id: kept.id, revision: kept.revision, prepared: kept.value, progress })
}

pub(super) fn foreseen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    edition: Arc<Edition>,
    id: &str,
    at: Timestamp,
) -> Result<Foreseen, Error> {
    let kept = paper::find::<Prepared>(tx, &actor.town, "", id)?.ok_or(Error::NotFound)?;
    let standing = standing(tx, actor, &edition, kept)?;
    let under_way = under_way(tx, &actor.town)?;
    let open = standing.progress != Progress::Decided;
    let wanted = standing.prepared.wanted().filter(|_| open);
    let effect = wanted.map(|it| it.effect(&edition, &under_way));
    let ahead = match &effect {
        Some(Ok(effect)) => Some(ahead(actor, &edition, &standing, effect, at)),
        _ => None,
    };
    Ok(Foreseen { standing, edition, effect, ahead })
}

fn ahead(actor: &Actor, edition: &Edition, standing: &Standing, effect: &Effect, at: Timestamp) -> Ahead {
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
