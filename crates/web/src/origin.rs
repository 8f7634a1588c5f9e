//! 送信元: whether a request that changes something was made on one of our own pages. It needs no cookie.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

/// Whether a request that changes something was made on one of our own pages.
///
/// Browsers say where a request comes from; one that says neither is no browser of today, and is not believed.
pub fn is_our_own(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|it: &axum::http::HeaderValue| it.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site") {
        return site.as_bytes() == b"same-origin";
    }
    let Some(origin) = text(ORIGIN) else { return false };
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text(HOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_from_another_site_is_known() {
        let asked = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            pairs.iter().for_each(|(name, value)| {
                headers.insert(*name, axum::http::HeaderValue::from_static(value));
            });
            is_our_own(&headers)
        };
        assert!(asked(&[("sec-fetch-site", "same-origin")]));
        assert!(asked(&[("origin", "http://10.1.2.3:8081"), ("host", "10.1.2.3:8081")]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!asked(&[("sec-fetch-site", site), ("origin", "http://a"), ("host", "a")]), "{site}");
        }
        assert!(!asked(&[("origin", "http://evil.example"), ("host", "10.1.2.3:8081")]));
        assert!(!asked(&[("origin", "null"), ("host", "null")]));
        assert!(!asked(&[("host", "10.1.2.3:8081")]));
    }
}
