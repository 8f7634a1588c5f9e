//! How the provider is asked: encrypted, without redirects, never for long, never for much.

use std::sync::Arc;
use std::time::Duration;

use configuration::Unusable;
use openidconnect::{HttpRequest, HttpResponse};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, http};

use crate::ProviderSettings;

/// It has so long to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of an answer: keys and claims are small.
const MOST: u64 = 1024 * 1024;

/// Whoever asks.
#[derive(Debug)]
pub(crate) struct Fetch(Agent);

impl Fetch {
    pub(crate) fn new(settings: &ProviderSettings) -> Result<Self, Unusable> {
        let roots = match &settings.authority {
            Some(file) => configuration::read(file, private)?,
            None => of_the_machine(),
        };
        let encryption = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let config = Agent::config_builder()
            .tls_config(encryption.build())
            .https_only(!settings.is_within())
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .build();
        Ok(Self(config.new_agent()))
    }

    /// Asks one question.
    pub(crate) fn ask(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let (parts, body) = request.into_parts();
        let answered = if body.is_empty() {
            self.0.run(http::Request::from_parts(parts, ()))?
        } else {
            self.0.run(http::Request::from_parts(parts, body))?
        };
        let (parts, mut body) = answered.into_parts();
        let bytes = body.with_config().limit(MOST).read_to_vec()?;
        Ok(http::Response::from_parts(parts, bytes))
    }
}

/// The authorities of a file.
fn private(pem: &str) -> Result<Vec<Certificate<'static>>, Unusable> {
    let mut roots = Vec::new();
    for item in parse_pem(pem.as_bytes()) {
        let bad = |error: ureq::Error| {
            Unusable::new(format!("証明書として読めません（{error}）"), error.to_string())
        };
        if let PemItem::Certificate(certificate) = item.map_err(bad)? {
            roots.push(certificate);
        }
    }
    if roots.is_empty() {
        return Err(Unusable::new("証明書がありません", "no certificate in it"));
    }
    Ok(roots)
}

/// Those that the machine trusts. None is no fault yet: the first question will tell.
fn of_the_machine() -> Vec<Certificate<'static>> {
    let found = rustls_native_certs::load_native_certs().certs;
    found.iter().map(|it| Certificate::from_der(it).to_owned()).collect()
}
