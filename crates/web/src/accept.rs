//! Accept: whether the visitor's program takes what an address has.

use axum::http::{HeaderMap, header};

/// Whether the programs that ask this way take a media type, e.g. `application/json`. No head is: anything (RFC 9110 §12.5.1).
pub(crate) fn takes(headers: &HeaderMap, media: &str) -> bool {
    let asked: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|it| it.split(','))
        .collect();
    if asked.iter().all(|it| it.trim().is_empty()) {
        return true;
    }
    // The most exact range decides: `application/json;q=0, */*` takes all but JSON.
    let fits = asked.iter().filter_map(|range| fit(range, media));
    fits.max_by_key(|(exact, _)| *exact).is_some_and(|(_, quality)| quality > 0.0)
}

/// How exactly a range names the media type, and how much it is wanted; none where it names another.
fn fit(range: &str, media: &str) -> Option<(u8, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next()?.to_ascii_lowercase();
    let (group, _) = media.split_once('/')?;
    let exact = match name.as_str() {
        "*/*" | "*" => 0,
        name if name == media => 2,
        name if name.strip_suffix("/*") == Some(group) => 1,
        _ => return None,
    };
    let quality = parts.find_map(|it| it.strip_prefix("q=").or(it.strip_prefix("Q=")));
    Some((exact, quality.map_or(1.0, |it| it.trim().parse().unwrap_or(0.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_exact_range_decides() {
        for (asked, is_taken) in [
            ("", true),
            ("*/*", true),
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/*;q=0.1", true),
            ("text/html,application/xhtml+xml,*/*;q=0.8", true),
            ("text/html", false),
            ("text/html, application/json;q=0", false),
            ("application/json;q=0, */*", false),
            ("application/json;q=nonsense", false),
            ("nonsense", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, asked.parse().unwrap());
            assert_eq!(takes(&headers, "application/json"), is_taken, "{asked}");
        }
        assert!(takes(&HeaderMap::new(), "application/json"));
    }
}
