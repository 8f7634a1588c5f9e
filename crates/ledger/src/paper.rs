//! 書類: what people work with before anything is decided. An edition knows nothing of it, so it is asked for here.
//!
//! All kinds share two tables: a kind is a type that says its name. What a paper says is JSON, as decisions are.
//! ```
//! # use ledger::{Ledger, LedgerError, Place, municipality, paper};
//! # use plan::municipality::MunicipalityCode;
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Slip(String);
//! impl paper::Paper for Slip {
//!     const KIND: &'static str = "slip";
//! }
//! # let folder = tempfile::tempdir().unwrap();
//! # let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db")))?;
//! # let town = MunicipalityCode::parse("131148").unwrap();
//! ledger.write(move |tx| {
//!     municipality::found(tx, &town)?;
//!     let first = paper::save(tx, &town, "", "1", &Slip("申請".to_owned()), None)?;
//!     paper::save(tx, &town, "", "1", &Slip("再申請".to_owned()), Some(first))?;
//!     let late = paper::save(tx, &town, "", "1", &Slip("行き違い".to_owned()), Some(first));
//!     assert_eq!(late, Err(LedgerError::StalePaper));
//!     Ok::<_, LedgerError>(())
//! })?;
//! # Ok::<(), LedgerError>(())
//! ```

use plan::consultation::{Letter, Summary};
use plan::municipality::MunicipalityCode;
use plan::sheet::life::Sheet;
use plan::staff::Account;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::draft::Revision;
use crate::error::LedgerError;
use crate::tx::{Row, Tx};

/// A type of paper.
pub trait Paper: Serialize + DeserializeOwned {
    /// Its name in the ledger, never changed once released.
    const KIND: &'static str;
}

impl Paper for Account {
    const KIND: &'static str = "account";
}

impl Paper for Sheet {
    const KIND: &'static str = "sheet";
}

/// Saved and removed by [`crate::letter`] alone, which counts its opinions.
impl Paper for Letter {
    const KIND: &'static str = "letter";
}

impl Paper for Summary {
    const KIND: &'static str = "summary";
}

/// A paper as it was last saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    /// What it belongs to.
    pub folder: String,
    /// Its name in its folder.
    pub id: String,
    /// How often it was saved: named at the next save.
    pub revision: Revision,
    /// What it says.
    pub value: T,
}

/// One paper, if it is there.
pub fn find<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
    id: &str,
) -> Result<Option<Kept<T>>, LedgerError> {
    let sql = "SELECT folder, id, revision, body FROM paper
               WHERE municipality = $1 AND kind = $2 AND folder = $3 AND id = $4";
    Ok(tx.query(sql, &[town.as_str().into(), T::KIND.into(), folder.into(), id.into()], kept)?.pop())
}

/// The papers of a folder, by id.
pub fn list<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
) -> Result<Vec<Kept<T>>, LedgerError> {
    let sql =
        "SELECT folder, id, revision, body FROM paper WHERE municipality = $1 AND kind = $2 AND folder = $3";
    let mut list = tx.query(sql, &[town.as_str().into(), T::KIND.into(), folder.into()], kept)?;
    list.sort_by(|a, b| a.id.cmp(&b.id)); // Databases order text each in their own way.
    Ok(list)
}

/// Every paper of a kind, by folder and id.
pub fn all<T: Paper>(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Kept<T>>, LedgerError> {
    let sql = "SELECT folder, id, revision, body FROM paper WHERE municipality = $1 AND kind = $2";
    let mut list: Vec<Kept<T>> = tx.query(sql, &[town.as_str().into(), T::KIND.into()], kept)?;
    list.sort_by(|a, b| (&a.folder, &a.id).cmp(&(&b.folder, &b.id)));
    Ok(list)
}

/// Saves a paper: a new one where `seen` is none, else over the revision that its author saw.
///
/// [`LedgerError::StalePaper`] where somebody saved or removed it meanwhile; the transaction may go on.
pub fn save<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
    id: &str,
    value: &T,
    seen: Option<Revision>,
) -> Result<Revision, LedgerError> {
    let body = serde_json::to_string(value)?;
    let seen = seen.map_or(0, |revision| revision.0);
    // A paper that was removed and comes again goes on counting, so that what is kept of it finds its place among its past.
    let before = if seen == 0 { last_kept::<T>(tx, town, folder, id)? } else { seen };
    let next = before.saturating_add(1);
    let sql = match seen {
        0 => {
            "INSERT INTO paper (municipality, kind, folder, id, revision, body) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT DO NOTHING"
        }
        _ => {
            "UPDATE paper SET revision = $5, body = $6
             WHERE municipality = $1 AND kind = $2 AND folder = $3 AND id = $4 AND revision = $5 - 1"
        }
    };
    let values =
        [town.as_str().into(), T::KIND.into(), folder.into(), id.into(), next.into(), body.as_str().into()];
    if tx.execute(sql, &values)? == 1 { Ok(Revision(next)) } else { Err(LedgerError::StalePaper) }
}

/// The last revision of which something was kept; 0 where there is none.
fn last_kept<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
    id: &str,
) -> Result<u64, LedgerError> {
    let sql = "SELECT COALESCE(MAX(revision), 0) FROM past_paper
               WHERE municipality = $1 AND kind = $2 AND folder = $3 AND id = $4";
    let values = [town.as_str().into(), T::KIND.into(), folder.into(), id.into()];
    Ok(tx.query(sql, &values, |row| row.number(0))?.pop().unwrap_or(0))
}

/// 旧稿として残す: keeps what a paper says now for ever, before it is saved anew or removed.
pub fn keep<T: Paper>(tx: &mut Tx<'_>, town: &MunicipalityCode, paper: &Kept<T>) -> Result<(), LedgerError> {
    let sql = "INSERT INTO past_paper (municipality, kind, folder, id, revision, body) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT DO NOTHING";
    write_past(tx, town, paper, sql)
}

/// Writes over what was kept of a paper's past. Only for what must be forgotten: the name of somebody who asks for it.
pub fn correct_past<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    paper: &Kept<T>,
) -> Result<(), LedgerError> {
    let sql = "UPDATE past_paper SET body = $6
               WHERE municipality = $1 AND kind = $2 AND folder = $3 AND id = $4 AND revision = $5";
    write_past(tx, town, paper, sql)
}

fn write_past<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    paper: &Kept<T>,
    sql: &str,
) -> Result<(), LedgerError> {
    let body = serde_json::to_string(&paper.value)?;
    let values = [
        town.as_str().into(),
        T::KIND.into(),
        paper.folder.as_str().into(),
        paper.id.as_str().into(),
        paper.revision.0.into(),
        body.as_str().into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// What a paper said before, the oldest first.
pub fn past<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
    id: &str,
) -> Result<Vec<Kept<T>>, LedgerError> {
    let sql = "SELECT folder, id, revision, body FROM past_paper
               WHERE municipality = $1 AND kind = $2 AND folder = $3 AND id = $4 ORDER BY revision";
    tx.query(sql, &[town.as_str().into(), T::KIND.into(), folder.into(), id.into()], kept)
}

/// What all papers of a folder said before, by id, the oldest first.
pub fn past_of_folder<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
) -> Result<Vec<Kept<T>>, LedgerError> {
    let sql = "SELECT folder, id, revision, body FROM past_paper
               WHERE municipality = $1 AND kind = $2 AND folder = $3";
    let mut list: Vec<Kept<T>> =
        tx.query(sql, &[town.as_str().into(), T::KIND.into(), folder.into()], kept)?;
    list.sort_by(|a, b| (&a.id, a.revision).cmp(&(&b.id, b.revision)));
    Ok(list)
}

/// What all papers of a kind said before, by folder and id, the oldest first.
pub fn past_of_kind<T: Paper>(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Kept<T>>, LedgerError> {
    let sql = "SELECT folder, id, revision, body FROM past_paper WHERE municipality = $1 AND kind = $2";
    let mut list: Vec<Kept<T>> = tx.query(sql, &[town.as_str().into(), T::KIND.into()], kept)?;
    list.sort_by(|a, b| (&a.folder, &a.id, a.revision).cmp(&(&b.folder, &b.id, b.revision)));
    Ok(list)
}

/// Removes a paper and tells whether it was there. What was kept of its past stays.
pub fn remove<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
    id: &str,
) -> Result<bool, LedgerError> {
    let sql = "DELETE FROM paper WHERE municipality = $1 AND kind = $2 AND folder = $3 AND id = $4";
    Ok(tx.execute(sql, &[town.as_str().into(), T::KIND.into(), folder.into(), id.into()])? == 1)
}

/// Removes every paper of a folder and tells how many there were. What was kept of their past stays.
pub fn remove_all<T: Paper>(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    folder: &str,
) -> Result<u64, LedgerError> {
    let sql = "DELETE FROM paper WHERE municipality = $1 AND kind = $2 AND folder = $3";
    tx.execute(sql, &[town.as_str().into(), T::KIND.into(), folder.into()])
}

/// The folders in which papers of a kind lie. None of them is read.
pub fn folders<T: Paper>(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<String>, LedgerError> {
    let sql = "SELECT DISTINCT folder FROM paper WHERE municipality = $1 AND kind = $2";
    tx.query(sql, &[town.as_str().into(), T::KIND.into()], |row| Ok(row.text(0)?.to_owned()))
}

fn kept<T: Paper>(row: &Row<'_>) -> Result<Kept<T>, LedgerError> {
    let (folder, id) = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
    let value = serde_json::from_str(row.text(3)?)
        .map_err(|error| LedgerError::Damaged(format!("{} {folder} {id}: {error}", T::KIND)))?;
    Ok(Kept { revision: Revision(row.number(2)?), folder, id, value })
}
