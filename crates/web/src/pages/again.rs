//! 再び求められる番地: whose answers are worth keeping.

use axum::http::Uri;

use crate::gate::known;

/// Whether others will ask for the same: a search, or an address with words that no page knows, would only push pages out. Of the
/// many ways to write one address only the plain one is kept.
pub(super) fn is_asked_again(uri: &Uri) -> bool {
    const KEPT: [&str; 4] = ["asof", "lang", "page", "per_page"];
    let Some(query) = uri.query() else { return is_plainly_written(uri.path()) };
    let known = known::of(uri.path());
    let is_known =
        |name: &str| KEPT.contains(&name) && (known.holds(name) || crate::api::is_below(uri.path()));
    let mut seen: Vec<&str> = vec![];
    let is_right = query.split('&').all(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let is_new = !seen.contains(&name);
        seen.push(name);
        is_new
            && is_known(name)
            && !value.is_empty()
            && !value.starts_with('0')
            && !value.contains(['%', '+'])
    });
    is_right && is_plainly_written(uri.path())
}

/// Whether nothing is encoded that need not be, and what is, in capitals, as browsers do.
fn is_plainly_written(path: &str) -> bool {
    path.split('%').skip(1).all(|rest| {
        let digits = rest.get(..2).unwrap_or_default();
        let byte = u8::from_str_radix(digits, 16).unwrap_or_default();
        let must = !(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        must && !digits.contains(|c: char| c.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(address: &str) -> bool {
        is_asked_again(&address.parse().unwrap())
    }

    #[test]
    fn what_many_ask_for_is_kept() {
        for address in [
            "/",
            "/?lang=en",
            "/990019/",
            "/990019/plan/%E9%98%B2",
            "/990019/indicators/?page=2&lang=en",
            "/990019/about/?asof=2024-06-10",
            "/990019/about/?asof=19&lang=en",
            "/990019/api/v1/indicators?per_page=500&page=2",
        ] {
            assert!(kept(address), "{address}");
        }
    }

    #[test]
    fn no_address_that_can_be_made_up_without_end_is_kept() {
        for address in [
            "/990019/?fresh=1",
            "/990019/?utm_source=letter",
            "/990019/search?q=a",
            "/990019/indicators/?status=missed",
            "/990019/about/?page=7",
            "/990019/about/?per_page=7",
            "/?asof=19",
            "/990019/?",
            "/990019/?&",
            "/990019/?lang=en&",
            "/990019/?lang=en&lang=en",
            "/990019/?asof=019",
            "/990019/indicators/?page=01",
            "/990019/?lang=%65n",
            "/990019/?lang",
            "/990019/?lang=",
            "/990019/plan/%62asic",
            "/990019/plan/%e9%98%b2",
        ] {
            assert!(!kept(address), "{address}");
        }
    }
}
