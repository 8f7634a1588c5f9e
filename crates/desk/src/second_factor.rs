//! 二段階認証: six digits that an app shows and that change every half minute (TOTP, RFC 6238). Each is good once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Secret as Shared, Totp};

use crate::secret::Chance;

/// What the app and the ledger both know, and which digits were used last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// 160 bits, as they are typed into an app: base 32.
    secret: String,
    /// The half minute whose digits were used last: those, and earlier ones, are not good any more.
    #[serde(default)]
    last: u64,
}

impl Second {
    /// A new secret.
    pub fn new(chance: Chance) -> Self {
        let mut bytes = [0; 20];
        chance(&mut bytes);
        Self { secret: Shared::from(bytes).to_base32(), last: 0 }
    }

    /// The secret as it is typed into an app, in groups of four.
    pub fn typed(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// The address that an app takes from a picture. A colon would end a name in it: it is shown in its wide form.
    pub fn address(&self, issuer: &str, name: &str) -> Option<String> {
        let spelled = |text: &str| text.replace(':', "：");
        let named = self.builder()?.with_issuer(Some(spelled(issuer))).with_account_name(spelled(name));
        named.build().ok()?.to_url().ok()
    }

    /// The state after digits were used; none where they are not good now. Half a minute early or late is allowed.
    pub fn used(&self, digits: &str, now: Timestamp) -> Option<Self> {
        let digits = plan::key::squeeze(digits);
        let seconds = u64::try_from(now.as_second()).ok()?;
        let step = self.totp()?.check(&digits, seconds)?;
        (step > self.last).then(|| Self { last: step, ..self.clone() })
    }

    /// The digits of a moment: what the person's app shows.
    pub fn digits(&self, now: Timestamp) -> Option<String> {
        Some(self.totp()?.generate(u64::try_from(now.as_second()).ok()?).to_string())
    }

    fn totp(&self) -> Option<Totp> {
        self.builder()?.build().ok()
    }

    fn builder(&self) -> Option<Builder> {
        let secret = Shared::try_from_base32(&self.secret).ok()?;
        Some(Builder::new().with_secret(secret).with_skew(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// The secret of RFC 6238's test vectors: 「12345678901234567890」.
    fn second() -> Second {
        Second { secret: Shared::from(*b"12345678901234567890").to_base32(), last: 0 }
    }

    #[test]
    fn the_digits_are_those_of_the_standard() {
        assert_eq!(second().secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (time, digits) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(second().digits(at(time)).as_deref(), Some(digits), "{time}");
        }
    }

    #[test]
    fn digits_are_good_once_and_for_a_short_while() {
        let digits = second().digits(at(1_000_000)).unwrap();
        let used = second().used(&digits, at(1_000_020)).unwrap();
        assert_eq!(used.used(&digits, at(1_000_020)), None, "once");
        assert_eq!(second().used(&digits, at(1_000_120)), None, "not two minutes later");
        let wide: String = digits.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        assert!(second().used(&format!(" {wide} "), at(1_000_020)).is_some(), "full width is taken");
        for wrong in ["", "abcdef", "12345", "1234567"] {
            assert_eq!(second().used(wrong, at(1_000_020)), None, "{wrong}");
        }
    }

    #[test]
    fn the_address_says_whose_it_is() {
        let address = second().address("目安市", "a 01").unwrap();
        assert!(
            address.starts_with("otpauth://totp/%E7%9B%AE%E5%AE%89%E5%B8%82:a%2001?secret=GEZD"),
            "{address}"
        );
        let wide = second().address("目安市", "a:01").unwrap();
        assert!(wide.contains(":a%EF%BC%9A01?"), "a colon in a name ends no name: {wide}");
    }
}
