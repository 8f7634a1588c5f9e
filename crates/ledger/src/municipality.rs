//! 団体: whose ledgers are kept here.

use plan::decision::DecisionNumber;
use plan::municipality::MunicipalityCode;

use crate::error::LedgerError;
use crate::tree::{Hash, Peaks};
use crate::tx::{Row, Tx};

/// How far the ledger of a municipality goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose.
    pub municipality: MunicipalityCode,
    /// Its last decision; 0 before the first.
    pub number: DecisionNumber,
    /// How often it was published.
    pub published: u64,
    /// The tree over its decisions.
    pub peaks: Peaks,
}

impl Head {
    /// The root of the tree over all its decisions.
    pub fn root(&self) -> Hash {
        self.peaks.root()
    }
}

/// Opens an empty ledger for a municipality.
pub fn found(tx: &mut Tx<'_>, code: &MunicipalityCode) -> Result<(), LedgerError> {
    let rows = tx.execute(
        "INSERT INTO municipality (code, head, peaks, published) VALUES ($1, 0, $2, 0) ON CONFLICT DO NOTHING",
        &[code.as_str().into(), [].as_slice().into()],
    )?;
    tx.announce()?;
    if rows == 1 { Ok(()) } else { Err(LedgerError::AlreadyFounded(code.clone())) }
}

/// Every municipality, by code.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Head>, LedgerError> {
    tx.query("SELECT code, head, peaks, published FROM municipality ORDER BY code", &[], head)
}

/// One municipality, if it has a ledger here.
pub fn find(tx: &mut Tx<'_>, code: &MunicipalityCode) -> Result<Option<Head>, LedgerError> {
    let sql = "SELECT code, head, peaks, published FROM municipality WHERE code = $1";
    Ok(tx.query(sql, &[code.as_str().into()], head)?.pop())
}

/// 順番を待つ: how far its ledger goes, and nobody else writes to it until this transaction ends.
///
/// Whoever loads, decides and appends after this is never [`LedgerError::OutOfTurn`].
pub fn reserve(tx: &mut Tx<'_>, code: &MunicipalityCode) -> Result<Head, LedgerError> {
    tx.execute("UPDATE municipality SET code = code WHERE code = $1", &[code.as_str().into()])?; // Locks its row.
    find(tx, code)?.ok_or_else(|| LedgerError::NotFounded(code.clone()))
}

/// The code in a column.
pub(crate) fn code(row: &Row<'_>, column: usize) -> Result<MunicipalityCode, LedgerError> {
    MunicipalityCode::parse(row.text(column)?).map_err(|refusal| LedgerError::Damaged(refusal.to_string()))
}

fn head(row: &Row<'_>) -> Result<Head, LedgerError> {
    let municipality = code(row, 0)?;
    let number = row.number(1)?;
    let peaks = Peaks::from_bytes(number, row.bytes(2)?)
        .ok_or_else(|| LedgerError::Damaged(format!("the tree of municipality {municipality}")))?;
    Ok(Head { municipality, number: DecisionNumber(number), published: row.number(3)?, peaks })
}
