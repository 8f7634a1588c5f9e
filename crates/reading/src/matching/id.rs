//! Ids for records that a document brings: made from what they are, so that reading it again makes the same ones.

use sha2::{Digest, Sha256};

/// Eight characters that stand for a text: letters and digits that are not taken for one another.
pub(super) fn short(text: &str) -> String {
    const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(8).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// The digits of a number, joined: 「1-(2)」 is `1-2`.
pub(super) fn digits(number: &str) -> String {
    let key = plan::key::key(number);
    let parts = key.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
