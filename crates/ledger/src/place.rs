//! Where a ledger is.

use std::fmt;
use std::path::PathBuf;

/// 台帳の場所: one file, or a PostgreSQL database when one machine is too small.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file; it and its folder are made if they are missing.
    File(PathBuf),
    /// `postgres://user:password@host/database?options`.
    ///
    /// `sslmode=require`, `verify-ca` and `verify-full` all encrypt **and** check certificate and name; any other
    /// value, or none, means no encryption. `sslrootcert=/path/ca.pem` trusts a private authority instead of those
    /// that the machine trusts.
    Postgres(String),
}

impl Place {
    /// A file, unless the text begins as the address of a PostgreSQL database does.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::File(PathBuf::from(text))
        }
    }
}

/// Without the password, so that it may go into a message or a log.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Postgres(url) => f.write_str(&without_secrets(url)),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// The address without user, password and options: any of them may hold a secret.
fn without_secrets(url: &str) -> String {
    let address = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let place = Place::parse("postgres://city:se@cret@db.lan:5432/meyasu?password=secret");
        assert_eq!(place.to_string(), "postgres://db.lan:5432/meyasu");
        assert_eq!(format!("{place:?}"), "Place(postgres://db.lan:5432/meyasu)");
        assert_eq!(Place::parse("data/meyasu.db"), Place::File("data/meyasu.db".into()));
    }
}
