//! サイトのアドレス: what stands before the path, where an answer must name whole addresses: feeds, site maps, robots.txt.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};

use crate::site::Site;

/// `https://meyasu.example.jp`, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) site: String,
    /// Whether it was configured. One that was taken from a request is good for nobody else.
    pub(crate) is_known: bool,
}

/// An answer that holds what its visitor sent: it is not kept for others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unkept;

/// Reads the address under which a site is known: `https://host` with a port, without a path.
pub fn parse(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/');
    let uri: Uri = text.parse().ok()?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let is_bare = matches!(uri.path(), "" | "/") && uri.query().is_none();
    let host = uri.authority()?.as_str();
    (is_web && is_bare && is_host(host)).then(|| text.to_owned())
}

impl FromRequestParts<Site> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(match site.address() {
            Some(site) => Self { site: site.to_owned(), is_known: true },
            None => Self { site: asked(&parts.headers), is_known: false },
        })
    }
}

/// What the visitor's program took the address for.
fn asked(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let scheme = if text("x-forwarded-proto") == "https" { "https" } else { "http" };
    let host = Some(text(header::HOST.as_str())).filter(|it| is_host(it)).unwrap_or("localhost");
    format!("{scheme}://{host}")
}

/// A host with or without a port, and nothing that could mean something else in a document.
fn is_host(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    (1..=255).contains(&text.len()) && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_scheme_and_host_and_nothing_else() {
        assert_eq!(parse(" https://meyasu.example.jp/ ").as_deref(), Some("https://meyasu.example.jp"));
        assert_eq!(parse("http://127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        for text in [
            "",
            "meyasu.example.jp",
            "ftp://x",
            "https://x/path",
            "https://x?q",
            "https://a@b",
            "https://日本",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_host_that_could_mean_something_else_is_not_repeated() {
        let told = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            asked(&headers)
        };
        assert_eq!(told("meyasu.local:8080"), "http://meyasu.local:8080");
        for host in ["<script>", "a b", "x/../y", "", "a\"b"] {
            assert_eq!(told(host), "http://localhost", "{host}");
        }
    }
}
