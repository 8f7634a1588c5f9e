//! 試み: one try to be vouched for, as the browser that began it carries it.

use axum::http::{HeaderMap, HeaderValue};
use desk::secret::{Chance, Secret};
use openid::Asking;
use plan::municipality::MunicipalityCode;

use crate::entrance::own_path;
use crate::office::Office;
use crate::{sign_in, tongue};

/// It has to come back within so many seconds.
const PATIENCE: i64 = 600;

/// What it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    SignIn,
    Prove,
}

/// One try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    secret: Secret,
    pub(super) purpose: Purpose,
    /// Where one wanted to be.
    next: Option<String>,
}

impl Attempt {
    pub(super) fn new(chance: Chance, purpose: Purpose, next: &str) -> Self {
        Self { secret: Secret::new(chance), purpose, next: own_path(next) }
    }

    /// The try that a browser has begun.
    pub(super) fn of(office: &Office, headers: &HeaderMap) -> Option<Self> {
        Self::parse(tongue::cookie(headers, name(office))?)
    }

    /// What the provider is asked with. None of it tells the secret, nor one of the others.
    pub(super) fn asking(&self) -> Asking {
        Asking {
            state: self.secret.derived("openid state"),
            nonce: self.secret.derived("openid nonce"),
            verifier: self.secret.derived("openid verifier"),
            anew: self.purpose == Purpose::Prove,
        }
    }

    /// Where one goes on, signed in.
    pub(super) fn next(&self, town: &MunicipalityCode) -> String {
        self.next.clone().unwrap_or_else(|| format!("/{town}/"))
    }

    pub(super) fn cookie(&self, office: &Office) -> HeaderValue {
        cookie(office, &self.text(), PATIENCE)
    }

    fn text(&self) -> String {
        let purpose = match self.purpose {
            Purpose::SignIn => "in",
            Purpose::Prove => "prove",
        };
        let next: String =
            form_urlencoded::byte_serialize(self.next.as_deref().unwrap_or("").as_bytes()).collect();
        format!("{}.{purpose}.{next}", self.secret.text())
    }

    fn parse(text: &str) -> Option<Self> {
        let (secret, rest) = text.split_once('.')?;
        let (purpose, next) = rest.split_once('.')?;
        let purpose = match purpose {
            "in" => Purpose::SignIn,
            "prove" => Purpose::Prove,
            _ => return None,
        };
        let next = form_urlencoded::parse(format!("next={next}").as_bytes()).next()?.1.into_owned();
        Some(Self { secret: Secret::parse(secret)?, purpose, next: own_path(&next) })
    }
}

/// A try is over, however it ended.
pub(super) fn over(office: &Office) -> HeaderValue {
    cookie(office, "", 0)
}

fn name(office: &Office) -> &'static str {
    if office.is_secure() { "__Host-meyasu-openid" } else { "meyasu-openid" }
}

fn cookie(office: &Office, value: &str, seconds: i64) -> HeaderValue {
    let secure = if office.is_secure() { "; Secure" } else { "" };
    let name = name(office);
    sign_in::header(format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(bytes: &mut [u8]) {
        bytes.iter_mut().zip(7..).for_each(|(byte, at)| *byte = at);
    }

    #[test]
    fn a_try_comes_back_as_it_was_carried() {
        for (purpose, next) in
            [(Purpose::SignIn, "/990019/sheets/goals/fukushi?a=%20b"), (Purpose::Prove, "")]
        {
            let attempt = Attempt::new(chance, purpose, next);
            assert_eq!(Attempt::parse(&attempt.text()), Some(attempt.clone()), "{next}");
            assert!(!attempt.text().contains([';', ' ', ',', '"']), "{}", attempt.text());
        }
    }

    #[test]
    fn a_try_leads_to_no_other_site_whatever_its_cookie_says() {
        let secret = Secret::new(chance).text();
        for next in ["https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
            let attempt = Attempt::parse(&format!("{secret}.in.{next}")).unwrap();
            assert_eq!(attempt.next(&MunicipalityCode::parse("990019").unwrap()), "/990019/", "{next}");
        }
        for broken in [secret.clone(), format!("{secret}.out."), "x.in.".to_owned(), String::new()] {
            assert_eq!(Attempt::parse(&broken), None, "{broken}");
        }
    }

    #[test]
    fn what_is_asked_tells_nothing_of_the_secret() {
        let attempt = Attempt::new(chance, Purpose::SignIn, "");
        let asking = attempt.asking();
        let secret = attempt.secret.text();
        for (one, other) in [
            (&asking.state, &asking.nonce),
            (&asking.nonce, &asking.verifier),
            (&asking.verifier, &asking.state),
        ] {
            assert_ne!(one, other);
            assert!(!one.contains(&secret));
        }
        assert_eq!(asking.verifier.len(), 64, "RFC 7636 wants 43 to 128");
    }
}
