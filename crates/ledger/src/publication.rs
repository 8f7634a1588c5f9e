//! 公表: from then on, the public sees a decision and what came before it.

use plan::decision::DecisionNumber;
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;

use crate::error::LedgerError;
use crate::municipality;
use crate::tx::{Row, Tx};

/// Appends the next publication of a municipality.
///
/// [`LedgerError::OutOfTurn`] where its number is not the next, [`LedgerError::Dangling`] where there is no such decision.
pub fn append(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    publication: &Publication,
) -> Result<(), LedgerError> {
    municipality::find(tx, town)?.ok_or_else(|| LedgerError::NotFounded(town.clone()))?;
    let body = serde_json::to_string(publication)?;
    let number = publication.number;
    let before = number.checked_sub(1).ok_or(LedgerError::OutOfTurn)?;
    let moved = tx.execute(
        "UPDATE municipality SET published = $2 WHERE code = $1 AND published = $3",
        &[town.as_str().into(), number.into(), before.into()],
    )?;
    if moved == 0 {
        return Err(LedgerError::OutOfTurn);
    }
    tx.execute(
        "INSERT INTO publication (municipality, number, decision, body) VALUES ($1, $2, $3, $4)",
        &[town.as_str().into(), number.into(), publication.decision.0.into(), body.as_str().into()],
    )?;
    tx.announce()
}

/// Every publication of a municipality, in order.
pub fn list(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Vec<Publication>, LedgerError> {
    let mut list = Vec::new();
    rows(tx, town, |_, _, publication| {
        list.push(publication);
        Ok(())
    })?;
    Ok(list)
}

/// What the public sees now; none before the first publication.
pub fn latest(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Option<Publication>, LedgerError> {
    Ok(list(tx, town)?.pop())
}

/// Shows number, decision and text of each publication.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    mut read: impl FnMut(u64, DecisionNumber, Publication) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let sql = "SELECT body, number, decision FROM publication WHERE municipality = $1 ORDER BY number";
    tx.each(sql, &[town.as_str().into()], |row| {
        read(row.number(1)?, DecisionNumber(row.number(2)?), publication(row)?)
    })
}

fn publication(row: &Row<'_>) -> Result<Publication, LedgerError> {
    Ok(serde_json::from_str(row.text(0)?)?)
}
