//! 原資料: the files that decisions rest on, each kept once under the hash of its bytes.

use crate::error::LedgerError;
use crate::tree;
use crate::tx::Tx;

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

/// Keeps a file whose name is known. The same bytes are kept once.
pub fn keep(tx: &mut Tx<'_>, file: Named<'_>) -> Result<(), LedgerError> {
    let Named { sha256, bytes } = file;
    tx.execute(
        "INSERT INTO source (sha256, size, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        &[sha256.into(), (bytes.len() as u64).into(), bytes.into()],
    )?;
    Ok(())
}

/// Whether a file is kept.
pub fn is_kept(tx: &mut Tx<'_>, sha256: &str) -> Result<bool, LedgerError> {
    let sql = "SELECT COUNT(*) FROM source WHERE sha256 = $1";
    Ok(tx.query(sql, &[sha256.into()], |row| row.number(0))? != [0])
}

/// Whether a decision, a draft or a paper names a file, of any municipality: the same bytes are kept once for all. Past papers of the kind
/// `but` are left to whoever knows which of them need their bytes. Reads everything: not for every day.
pub fn is_named(tx: &mut Tx<'_>, sha256: &str, but: &str) -> Result<bool, LedgerError> {
    let like = format!("%{sha256}%");
    let places = [
        ("SELECT COUNT(*) FROM draft WHERE body LIKE $1 AND $2 <> ''", but),
        ("SELECT COUNT(*) FROM paper WHERE body LIKE $1 AND $2 <> ''", but),
        ("SELECT COUNT(*) FROM past_paper WHERE body LIKE $1 AND kind <> $2", but),
        ("SELECT COUNT(*) FROM decision WHERE body LIKE $1 AND $2 <> ''", but),
    ];
    for (sql, but) in places {
        if tx.query(sql, &[like.as_str().into(), but.into()], |row| row.number(0))? != [0] {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What changes whenever a decision, a draft, or a paper of a kind is made: whoever looked before and finds it the same missed none.
pub fn mark(tx: &mut Tx<'_>, kind: &str) -> Result<[u64; 3], LedgerError> {
    let decisions = "SELECT CAST(COALESCE(SUM(head), 0) AS BIGINT) FROM municipality WHERE $1 <> ''";
    let drafts = "SELECT CAST(COALESCE(SUM(revision), 0) + COUNT(*) AS BIGINT) FROM draft WHERE $1 <> ''";
    let papers = "SELECT CAST(COALESCE(SUM(revision), 0) + COUNT(*) AS BIGINT) FROM paper WHERE kind = $1";
    let mut mark = [0; 3];
    for (place, sql) in mark.iter_mut().zip([decisions, drafts, papers]) {
        *place = tx.query(sql, &[kind.into()], |row| row.number(0))?.pop().unwrap_or(0);
    }
    Ok(mark)
}

/// Removes a file that nothing names any more, and tells whether it was there.
pub fn remove(tx: &mut Tx<'_>, sha256: &str) -> Result<bool, LedgerError> {
    Ok(tx.execute("DELETE FROM source WHERE sha256 = $1", &[sha256.into()])? == 1)
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
