//! 原資料: the files that decisions rest on, each kept once under the hash of its bytes.

use crate::error::LedgerError;
use crate::tree;
use crate::tx::Tx;

mod naming;

pub use naming::{named_at_work, named_by_decisions};

/// The name under which a file is kept: the SHA-256 of its bytes, in lower-case hex.
pub fn name(bytes: &[u8]) -> String {
    tree::sha256(bytes).to_string()
}

/// A file under its name, hashed once and before anybody waits for the writer.
#[derive(Clone, Copy, Debug)]
pub struct Named<'b> {
    sha256: &'b str,
    bytes: &'b [u8],
}

/// A file and the name that [`name`] gave it.
impl<'b> Named<'b> {
    /// The bytes are not hashed again: `sha256` is theirs, as whoever hashed them knows.
    pub fn hashed(sha256: &'b str, bytes: &'b [u8]) -> Self {
        Self { sha256, bytes }
    }
}

/// Keeps a file and gives its SHA-256 in lower-case hex. The same bytes are kept once.
pub fn save(tx: &mut Tx<'_>, bytes: &[u8]) -> Result<String, LedgerError> {
    let sha256 = name(bytes);
    keep(tx, Named::hashed(&sha256, bytes))?;
    Ok(sha256)
}

/// Keeps a file whose name is known. The same bytes are kept once; that they were kept again is counted, and until this transaction ends
/// nobody removes them.
pub fn keep(tx: &mut Tx<'_>, file: Named<'_>) -> Result<(), LedgerError> {
    let Named { sha256, bytes } = file;
    tx.execute(
        "INSERT INTO source (sha256, size, bytes, kept) VALUES ($1, $2, $3, 1)
         ON CONFLICT (sha256) DO UPDATE SET kept = source.kept + 1",
        &[sha256.into(), (bytes.len() as u64).into(), bytes.into()],
    )?;
    // A statement of its own: who removed it in this very moment was waited for above, and is seen from here on.
    tx.execute(
        "UPDATE source SET kept = 1 + (SELECT kept FROM source_gone WHERE source_gone.sha256 = $1)
         WHERE sha256 = $1 AND kept = 1 AND EXISTS (SELECT 1 FROM source_gone WHERE source_gone.sha256 = $1)",
        &[sha256.into()],
    )?;
    Ok(())
}

/// 受入回数: how often a file was kept, before it was removed too; none where it is not there.
pub fn times_kept(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<u64>, LedgerError> {
    let sql = "SELECT kept FROM source WHERE sha256 = $1";
    Ok(tx.query(sql, &[sha256.into()], |row| row.number(0))?.pop())
}

/// Removes a file that nothing named when it had been kept so often, and tells whether it did. Whoever keeps it in this very moment is
/// waited for: then it stays. So does one that was removed by another hand and is kept anew: its count goes on, and is never the same again.
pub fn remove(tx: &mut Tx<'_>, sha256: &str, kept: u64) -> Result<bool, LedgerError> {
    let sql = "DELETE FROM source WHERE sha256 = $1 AND kept = $2";
    if tx.execute(sql, &[sha256.into(), kept.into()])? == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO source_gone (sha256, kept) VALUES ($1, $2)
               ON CONFLICT (sha256) DO UPDATE SET kept = excluded.kept";
    tx.execute(sql, &[sha256.into(), kept.into()])?;
    Ok(true)
}

/// The bytes under a hash.
pub fn find(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
    let sql = "SELECT bytes FROM source WHERE sha256 = $1";
    Ok(tx.query(sql, &[sha256.into()], |row| Ok(row.bytes(0)?.to_vec()))?.pop())
}

/// The hash and the size of every file.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<(String, u64)>, LedgerError> {
    let sql = "SELECT sha256, size FROM source ORDER BY sha256";
    tx.query(sql, &[], |row| Ok((row.text(0)?.to_owned(), row.number(1)?)))
}

/// Shows hash and bytes of every file, one after another.
pub(crate) fn rows(
    tx: &mut Tx<'_>,
    mut read: impl FnMut(&str, &[u8]) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    tx.each("SELECT sha256, bytes FROM source", &[], |row| read(row.text(0)?, row.bytes(1)?))
}
