//! 原資料: the files that decisions rest on, each kept once under the hash of its bytes.

use crate::error::LedgerError;
use crate::tree;
use crate::tx::Tx;

/// The name under which a file is kept: the SHA-256 of its bytes, in lower-case hex.
pub fn name(bytes: &[u8]) -> String {
    tree::sha256(bytes).to_string()
}

/// Keeps a file and gives its SHA-256 in lower-case hex. The same bytes are kept once.
pub fn save(tx: &mut Tx<'_>, bytes: &[u8]) -> Result<String, LedgerError> {
    let sha256 = name(bytes);
    tx.execute(
        "INSERT INTO source (sha256, size, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        &[sha256.as_str().into(), (bytes.len() as u64).into(), bytes.into()],
    )?;
    Ok(sha256)
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
