//! 秘密の値: what a browser or a one-time address carries, and the ledger knows as a hash only.

use sha2::{Digest, Sha256};

/// 256 bits that only its holder knows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

/// Where chance comes from: fills bytes that nobody can foretell. It enters at the edge, as time does.
pub type Chance = fn(&mut [u8]);

impl Secret {
    /// A new one.
    pub fn new(chance: Chance) -> Self {
        let mut bytes = [0; 32];
        chance(&mut bytes);
        Self(bytes)
    }

    /// A secret as it came back: 64 lower-case hexadecimal digits, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |c: u8| char::from(c).to_digit(16).filter(|_| !c.is_ascii_uppercase());
            *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
        }
        Some(Self(bytes))
    }

    /// As it is carried.
    pub fn text(&self) -> String {
        hex(&self.0)
    }

    /// As the ledger knows it.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0))
    }

    /// Another secret that follows from this one: whoever holds this one can make it, and nobody the other way round.
    pub fn derived(&self, purpose: &str) -> String {
        hex(&Sha256::new().chain_update(self.0).chain_update(purpose.as_bytes()).finalize())
    }
}

/// So that none is ever logged by accident.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A short id that nobody can foretell, e.g. of an account: `s-` and 16 digits.
pub fn id(prefix: &str, chance: Chance) -> String {
    let mut bytes = [0; 8];
    chance(&mut bytes);
    format!("{prefix}-{}", hex(&bytes))
}

/// Whether two texts are the same, in a time that does not tell how far they agree.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(bytes: &mut [u8]) {
        bytes.iter_mut().zip(0..).for_each(|(byte, at)| *byte = at);
    }

    #[test]
    fn a_secret_comes_back_as_it_went_and_in_no_other_form() {
        let secret = Secret::new(counted);
        assert_eq!(Secret::parse(&secret.text()), Some(secret.clone()));
        let text = secret.text();
        for other in
            [text.to_uppercase(), text[1..].to_owned(), format!("{text}0"), "g".repeat(64), "é".repeat(32)]
        {
            assert_eq!(Secret::parse(&other), None, "{other}");
        }
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn what_is_derived_differs_by_purpose_and_from_the_hash() {
        let secret = Secret::new(counted);
        let all = [secret.hash(), secret.text(), secret.derived("a"), secret.derived("b")];
        let different: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
    }
}
