//! パスワード: kept as Argon2id only. Length counts; composition and rotation do not.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use serde::{Deserialize, Serialize};

/// Fewest characters.
const SHORTEST: usize = 12;
/// Most bytes: a limit against those who would keep the machine busy, far above what people type.
const LONGEST: usize = 1024;

/// A password as it is kept: an Argon2id hash with its salt and its cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hashed(String);

/// Why a password cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer characters than twelve.
    Short,
    /// Longer than anybody types.
    Long,
    /// It is the name or the login, or holds little else.
    Personal,
    /// One of those that are tried first.
    Common,
}

impl Weakness {
    /// 職員に見せる文.
    pub fn ja(self) -> String {
        match self {
            Self::Short => format!(
                "パスワードは{SHORTEST}文字以上にしてください（文や、いくつかの言葉をつなげたものが覚えやすく安全です）"
            ),
            Self::Long => format!("パスワードが長すぎます（{LONGEST}バイトまで）"),
            Self::Personal => "パスワードに職員番号や氏名をそのまま使わないでください".to_owned(),
            Self::Common => "よく使われるパスワードです。ほかの人が思いつかないものにしてください".to_owned(),
        }
    }

    /// The same in English.
    pub fn en(self) -> String {
        match self {
            Self::Short => format!(
                "a password has {SHORTEST} characters or more: a sentence or a few words are easy to remember"
            ),
            Self::Long => format!("the password is too long: {LONGEST} bytes at most"),
            Self::Personal => "the password must not be the login or the name".to_owned(),
            Self::Common => "this password is one of those that are tried first".to_owned(),
        }
    }
}

/// Pieces of which common long passwords are made.
const PIECES: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "asdf",
    "zxcvbnm",
    "zxcv",
    "1q2w3e4r5t",
    "1q2w3e4r",
    "1qaz2wsx3edc",
    "1qaz2wsx",
    "qazwsxedc",
    "qazwsx",
    "iloveyou",
    "administrator",
    "admin",
    "welcome",
    "letmein",
    "master",
    "monkey",
    "dragon",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "secret",
    "changeme",
    "default",
    "sakura",
    "meyasu",
    "目安",
    "パスワード",
    "よろしく",
    "kikaku",
    "shiyakusho",
    "kuyakusho",
];

/// Whether a password can be taken; `about` are the words that belong to its owner.
pub fn check(password: &str, about: &[&str]) -> Result<(), Weakness> {
    if password.len() > LONGEST {
        return Err(Weakness::Long);
    }
    if password.chars().count() < SHORTEST {
        return Err(Weakness::Short);
    }
    let folded = plan::key::squeeze(password).to_lowercase();
    let own: Vec<String> = about.iter().map(|it| plan::key::squeeze(it).to_lowercase()).collect();
    let own: Vec<&str> = own.iter().map(String::as_str).filter(|it| it.chars().count() >= 3).collect();
    if left_of(&folded, &own) < SHORTEST / 2 && own.iter().any(|it| folded.contains(it)) {
        return Err(Weakness::Personal);
    }
    if left_of(&folded, PIECES) < SHORTEST / 3 || different(&folded) < 5 || is_run(&folded) {
        return Err(Weakness::Common);
    }
    Ok(())
}

/// Characters that are left when the pieces and the digits are taken away.
fn left_of(text: &str, pieces: &[&str]) -> usize {
    let rest = pieces.iter().fold(text.to_owned(), |rest, piece| rest.replace(piece, ""));
    if rest.len() == text.len() {
        text.chars().count()
    } else {
        rest.chars().filter(|c| c.is_alphabetic()).count()
    }
}

fn different(text: &str) -> usize {
    text.chars().collect::<std::collections::HashSet<_>>().len()
}

/// 「123456789012」, 「abcdefghijkl」: each character follows the one before.
fn is_run(text: &str) -> bool {
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = codes.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) == 1).count();
    steps * 10 >= (codes.len() - 1) * 8
}

/// The cost: 19 MiB, two passes (OWASP's first recommendation for Argon2id).
fn argon() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl Hashed {
    /// Hashes a password with this salt. Takes tens of milliseconds and 19 MiB, on purpose.
    pub fn new(password: &str, salt: &[u8; 16]) -> Option<Self> {
        let hash = argon().hash_password_with_salt(password.as_bytes(), salt).ok()?;
        Some(Self(hash.to_string()))
    }

    /// Whether it was made of this password. Takes the same time whether it was or not.
    pub fn is_of(&self, password: &str) -> bool {
        let parsed = PasswordHash::new(&self.0);
        password.len() <= LONGEST
            && parsed.is_ok_and(|it| argon().verify_password(password.as_bytes(), &it).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_taken_and_what_is_tried_first_is_not() {
        let check = |text: &str| check(text, &["a01234", "佐藤 花子"]);
        for good in [
            "にわの木にすずめが三羽いた",
            "correct horse battery",
            "rain-drops-on-roses-7",
            "ﾆﾜﾉ木ﾆｽｽﾞﾒｶﾞ三羽ｲﾙ",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("みじかい"), Err(Weakness::Short));
        assert_eq!(check(&"長".repeat(400)), Err(Weakness::Long));
        for own in ["a01234a01234", "佐藤花子20261121", "Ａ０１２３４ 12345678"] {
            assert_eq!(check(own), Err(Weakness::Personal), "{own}");
        }
        for common in [
            "password123456",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcdefghijklm",
            "P@ssw0rd2026!",
            "qwertyuiop1234",
        ] {
            assert_eq!(check(common), Err(Weakness::Common), "{common}");
        }
    }

    #[test]
    fn a_hash_knows_its_password_and_tells_it_to_nobody() {
        let hashed = Hashed::new("にわの木にすずめが三羽いた", &[7; 16]).unwrap();
        assert!(hashed.is_of("にわの木にすずめが三羽いた"));
        assert!(!hashed.is_of("にわの木にすずめが二羽いた") && !hashed.is_of(""));
        let kept = serde_json::to_string(&hashed).unwrap();
        assert!(kept.starts_with("\"$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(!kept.contains("すずめ"));
        assert_ne!(Hashed::new("にわの木にすずめが三羽いた", &[8; 16]).unwrap(), hashed, "the salt matters");
    }
}
