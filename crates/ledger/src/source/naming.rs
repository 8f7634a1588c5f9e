//! 原資料を名指すもの: what says the hash of a file, wherever it says it. All is read once, however many files are asked about.

use std::collections::BTreeSet;

use crate::error::LedgerError;
use crate::tx::{Tx, Value};

/// Characters of a hash.
const LENGTH: usize = 64;

/// Those of the files that a draft or a paper of any municipality names. Past papers of the kind `but` are left to whoever knows which of
/// them need their bytes.
pub fn named_at_work(
    tx: &mut Tx<'_>,
    files: &BTreeSet<String>,
    but: &str,
) -> Result<BTreeSet<String>, LedgerError> {
    let mut named = BTreeSet::new();
    look(tx, files, &mut named, ("SELECT body FROM draft", &[]))?;
    look(tx, files, &mut named, ("SELECT body FROM paper", &[]))?;
    look(tx, files, &mut named, ("SELECT body FROM past_paper WHERE kind <> $1", &[but.into()]))?;
    Ok(named)
}

/// Those of the files that a decision of any municipality names: they stay for ever.
pub fn named_by_decisions(
    tx: &mut Tx<'_>,
    files: &BTreeSet<String>,
) -> Result<BTreeSet<String>, LedgerError> {
    let mut named = BTreeSet::new();
    look(tx, files, &mut named, ("SELECT body FROM decision", &[]))?;
    Ok(named)
}

fn look(
    tx: &mut Tx<'_>,
    files: &BTreeSet<String>,
    named: &mut BTreeSet<String>,
    (sql, values): (&str, &[Value<'_>]),
) -> Result<(), LedgerError> {
    if files.len() == named.len() {
        return Ok(()); // Nothing is left to look for.
    }
    tx.each(sql, values, |row| {
        named.extend(hashes(row.text(0)?).filter(|it| files.contains(*it)).map(str::to_owned));
        Ok(())
    })
}

/// Whatever in a text may be a hash.
fn hashes(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f'));
    runs.flat_map(|run| (0..(run.len() + 1).saturating_sub(LENGTH)).map(move |at| &run[at..at + LENGTH]))
}

#[cfg(test)]
mod tests {
    use super::hashes;

    #[test]
    fn a_hash_is_found_wherever_it_stands() {
        let hash = "0123456789abcdef".repeat(4);
        let found = |text: &str| hashes(text).any(|it| it == hash);
        for text in [hash.clone(), format!("\"{hash}\""), format!("葛{hash}飾"), format!("ab{hash}cd")] {
            assert!(found(&text), "{text}");
        }
        assert!(!found(&hash[1..]) && !found("") && !found(&hash.to_uppercase()));
    }
}
