//! 決裁: appended, never changed, never removed.

use std::sync::Arc;

use plan::decision::{Decision, DecisionNumber};
use plan::municipality::MunicipalityCode;

use crate::error::LedgerError;
use crate::municipality;
use crate::tree::{self, Hash};
use crate::tx::{Row, Tx};

/// Appends the next decision of its municipality and gives the root of the tree after it.
///
/// [`LedgerError::OutOfTurn`] where its number is not the next, for instance because somebody else just took it.
pub fn append(tx: &mut Tx<'_>, decision: &Decision) -> Result<Hash, LedgerError> {
    let town = &decision.municipality;
    let head = municipality::find(tx, town)?.ok_or_else(|| LedgerError::NotFounded(town.clone()))?;
    if decision.number != head.number.next() {
        return Err(LedgerError::OutOfTurn);
    }
    let body = serde_json::to_string(decision)?;
    let leaf = tree::leaf(body.as_bytes());
    let mut peaks = head.peaks;
    peaks.push(leaf);
    let root = peaks.root();

    // One writer at a time passes here: the next one finds that the head has moved.
    let moved = tx.execute(
        "UPDATE municipality SET head = $2, peaks = $3 WHERE code = $1 AND head = $4",
        &[
            town.as_str().into(),
            decision.number.0.into(),
            peaks.to_bytes().as_slice().into(),
            head.number.0.into(),
        ],
    )?;
    if moved == 0 || insert(tx, decision, &body, leaf, root)? == 0 {
        return Err(LedgerError::OutOfTurn);
    }
    tx.announce()?;
    Ok(root)
}

fn insert(
    tx: &mut Tx<'_>,
    decision: &Decision,
    body: &str,
    leaf: Hash,
    root: Hash,
) -> Result<u64, LedgerError> {
    tx.execute(
        "INSERT INTO decision (municipality, number, body, leaf, root) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        &[
            decision.municipality.as_str().into(),
            decision.number.0.into(),
            body.into(),
            leaf.0.as_slice().into(),
            root.0.as_slice().into(),
        ],
    )
}

/// Every decision of a municipality, in order: what an edition is folded from.
pub fn load(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Arc<Decision>>, LedgerError> {
    after(tx, town, DecisionNumber(0))
}

/// The decisions after a number, in order: what an edition needs to catch up.
pub fn after(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    number: DecisionNumber,
) -> Result<Vec<Arc<Decision>>, LedgerError> {
    let mut list = Vec::new();
    rows(tx, town, number, |row| {
        let text = row.text(1)?;
        let decision = serde_json::from_str(text).map_err(|error| {
            LedgerError::Damaged(format!("{town}, decision {}: {error}", row.number(0).unwrap_or(0)))
        })?;
        list.push(Arc::new(decision));
        Ok(())
    })?;
    Ok(list)
}

/// Shows number, body, leaf and root of each decision after a number.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    number: DecisionNumber,
    read: impl FnMut(&Row<'_>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    tx.each(
        "SELECT number, body, leaf, root FROM decision WHERE municipality = $1 AND number > $2 ORDER BY number",
        &[town.as_str().into(), number.0.into()],
        read,
    )
}

/// A decision as it is kept: the text that was hashed, and what the tree says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashed {
    /// Its number.
    pub number: DecisionNumber,
    /// Its text, byte for byte.
    pub body: String,
    /// The hash of that.
    pub leaf: Hash,
    /// The root of the tree after it.
    pub root: Hash,
}

/// Every decision of a municipality as it is kept, in order: what somebody else can reckon after us.
pub fn hashed(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Hashed>, LedgerError> {
    let mut list = Vec::new();
    rows(tx, town, DecisionNumber(0), |row| {
        let (number, body) = (DecisionNumber(row.number(0)?), row.text(1)?.to_owned());
        list.push(Hashed { number, body, leaf: hash(row, 2)?, root: hash(row, 3)? });
        Ok(())
    })?;
    Ok(list)
}

/// The text of one decision as it was hashed: what a proof is about.
pub fn body(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    number: DecisionNumber,
) -> Result<Option<String>, LedgerError> {
    let sql = "SELECT body FROM decision WHERE municipality = $1 AND number = $2";
    let values = [town.as_str().into(), number.0.into()];
    Ok(tx.query(sql, &values, |row| Ok(row.text(0)?.to_owned()))?.pop())
}

/// The leaves of the tree over all decisions of a municipality: what proofs are made of.
///
/// Without the bodies, which may be a thousand times as long.
pub fn leaves(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Hash>, LedgerError> {
    let sql = "SELECT leaf FROM decision WHERE municipality = $1 ORDER BY number";
    tx.query(sql, &[town.as_str().into()], |row| hash(row, 0))
}

pub(crate) fn hash(row: &Row<'_>, column: usize) -> Result<Hash, LedgerError> {
    Hash::from_bytes(row.bytes(column)?)
        .ok_or_else(|| LedgerError::Damaged(format!("column {column}: not a hash")))
}
