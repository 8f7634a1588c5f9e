//! 起案: drafts at rest. 「保存済み」 may be said once `save` was committed.

use plan::draft::{Draft, DraftId};
use plan::municipality::MunicipalityCode;

use crate::error::LedgerError;
use crate::tx::{Row, Tx};

/// How often a draft was saved: named at the next save, so that nobody overwrites what they have not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// A draft as it was last saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// How often it was saved.
    pub revision: Revision,
    /// What it says.
    pub draft: Draft,
}

/// Saves a draft: a new one where `seen` is none, else over the revision that its author saw.
///
/// [`LedgerError::StaleDraft`] where somebody saved or removed it meanwhile.
pub fn save(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    draft: &Draft,
    seen: Option<Revision>,
) -> Result<Revision, LedgerError> {
    let body = serde_json::to_string(draft)?;
    let seen = seen.map_or(0, |revision| revision.0);
    let next = seen.saturating_add(1);
    let sql = match seen {
        0 => {
            "INSERT INTO draft (municipality, id, revision, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
        }
        _ => {
            "UPDATE draft SET revision = $3, body = $4 WHERE municipality = $1 AND id = $2 AND revision = $3 - 1"
        }
    };
    let values = [town.as_str().into(), draft.id.0.as_str().into(), next.into(), body.as_str().into()];
    if tx.execute(sql, &values)? == 1 { Ok(Revision(next)) } else { Err(LedgerError::StaleDraft) }
}

/// One draft, if it is there.
pub fn find(tx: &mut Tx<'_>, town: &MunicipalityCode, id: &DraftId) -> Result<Option<Saved>, LedgerError> {
    let sql = "SELECT revision, body FROM draft WHERE municipality = $1 AND id = $2";
    Ok(tx.query(sql, &[town.as_str().into(), id.0.as_str().into()], saved)?.pop())
}

/// Every draft of a municipality, the oldest first.
pub fn list(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Saved>, LedgerError> {
    let sql = "SELECT revision, body FROM draft WHERE municipality = $1";
    let mut drafts = tx.query(sql, &[town.as_str().into()], saved)?;
    drafts.sort_by(|a, b| (a.draft.begun, &a.draft.id).cmp(&(b.draft.begun, &b.draft.id)));
    Ok(drafts)
}

/// Removes a draft, because it was decided or given up, and tells whether it was there.
pub fn remove(tx: &mut Tx<'_>, town: &MunicipalityCode, id: &DraftId) -> Result<bool, LedgerError> {
    let sql = "DELETE FROM draft WHERE municipality = $1 AND id = $2";
    Ok(tx.execute(sql, &[town.as_str().into(), id.0.as_str().into()])? == 1)
}

fn saved(row: &Row<'_>) -> Result<Saved, LedgerError> {
    Ok(Saved { revision: Revision(row.number(0)?), draft: serde_json::from_str(row.text(1)?)? })
}
