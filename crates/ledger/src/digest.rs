//! 概要: what is known of a municipality without loading it. Derived from its publications, so it may be lost.

use plan::digest::{Digest, FORM};
use plan::municipality::MunicipalityCode;

use crate::error::LedgerError;
use crate::municipality::code;
use crate::tx::Tx;

/// Keeps the digest of a municipality, unless that of a later publication is kept already.
pub fn save(tx: &mut Tx<'_>, digest: &Digest) -> Result<(), LedgerError> {
    let body = serde_json::to_string(digest)?;
    tx.execute(
        "INSERT INTO digest (municipality, publication, form, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (municipality) DO UPDATE SET publication = $2, form = $3, body = $4
         WHERE digest.publication <= $2",
        &[digest.municipality.as_str().into(), digest.publication.into(), FORM.into(), body.as_str().into()],
    )?;
    Ok(())
}

/// The digest of a municipality's newest publication; none where it must be made anew.
pub fn find(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Option<Digest>, LedgerError> {
    let sql = "SELECT d.body FROM digest d JOIN municipality m ON m.code = d.municipality
               WHERE d.municipality = $1 AND d.form = $2 AND d.publication = m.published";
    let bodies = tx.query(sql, &[town.as_str().into(), FORM.into()], |row| Ok(read(row.text(0)?)))?;
    Ok(bodies.into_iter().next().flatten())
}

/// Shows the digest of each municipality's newest publication, by code. One that must be made anew is left out.
pub fn each(tx: &mut Tx<'_>, mut show: impl FnMut(Digest)) -> Result<(), LedgerError> {
    let sql = "SELECT d.body FROM digest d JOIN municipality m ON m.code = d.municipality
               WHERE d.form = $1 AND d.publication = m.published ORDER BY d.municipality";
    tx.each(sql, &[FORM.into()], |row| {
        read(row.text(0)?).into_iter().for_each(&mut show);
        Ok(())
    })
}

/// Every municipality that has published, by code.
pub fn published(tx: &mut Tx<'_>) -> Result<Vec<MunicipalityCode>, LedgerError> {
    tx.query("SELECT code FROM municipality WHERE published > 0 ORDER BY code", &[], |row| code(row, 0))
}

/// One that cannot be read is made anew, as one that is missing.
fn read(body: &str) -> Option<Digest> {
    serde_json::from_str(body).ok()
}
