//! Encryption to the database server, where its address asks for it.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::error::LedgerError;

/// Takes out of an address what it says about encryption: the rest, and how to encrypt.
///
/// Encryption without knowing to whom protects against nobody who can answer in the server's place, so `require`
/// checks the certificate as `verify-full` does.
pub(crate) fn asked_for(url: &str) -> Result<(String, Option<ClientConfig>), LedgerError> {
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let mut kept = Vec::new();
    let mut encrypt = false;
    let mut authority = None;
    for option in options.split('&').filter(|option| !option.is_empty()) {
        match option.split_once('=').unwrap_or((option, "")) {
            ("sslmode", "require" | "verify-ca" | "verify-full") => encrypt = true,
            ("sslmode", "disable" | "allow" | "prefer") => encrypt = false,
            ("sslmode", other) => return Err(LedgerError::Address(format!("sslmode={other}"))),
            ("sslrootcert", "system") => authority = None,
            ("sslrootcert", path) => authority = Some(PathBuf::from(decoded(path))),
            _ => kept.push(option),
        }
    }
    kept.push(if encrypt { "sslmode=require" } else { "sslmode=disable" });
    let config = if encrypt { Some(config(authority)?) } else { None };
    Ok((format!("{address}?{}", kept.join("&")), config))
}

fn config(authority: Option<PathBuf>) -> Result<ClientConfig, LedgerError> {
    let roots = match authority {
        Some(path) => private(&path).map_err(|why| LedgerError::Tls(format!("{}: {why}", path.display())))?,
        None => of_the_machine()?,
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| LedgerError::Tls(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn private(path: &std::path::Path) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(path).map_err(|error| error.to_string())? {
        let certificate = certificate.map_err(|error| error.to_string())?;
        roots.add(certificate).map_err(|error| error.to_string())?;
    }
    if roots.is_empty() { Err("no certificate in it".to_owned()) } else { Ok(roots) }
}

fn of_the_machine() -> Result<RootCertStore, LedgerError> {
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let none = "this machine trusts no authority; name one with sslrootcert=…";
    if added == 0 { Err(LedgerError::Tls(none.to_owned())) } else { Ok(roots) }
}

/// `%2F` is 「/」.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_whether_to_encrypt() {
        let (url, tls) = asked_for("postgres://a@b/c?options=-csearch_path%3Dx&sslmode=prefer").unwrap();
        assert_eq!(url, "postgres://a@b/c?options=-csearch_path%3Dx&sslmode=disable");
        assert!(tls.is_none());
        assert!(matches!(asked_for("postgres://b/c?sslmode=maybe"), Err(LedgerError::Address(_))));
        let missing = asked_for("postgres://b/c?sslmode=verify-full&sslrootcert=%2Fno%2Fca.pem");
        assert!(matches!(missing, Err(LedgerError::Tls(why)) if why.starts_with("/no/ca.pem")));
    }
}
