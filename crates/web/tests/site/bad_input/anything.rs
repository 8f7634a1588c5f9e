//! Every route of the program with anything in its place: never a fault of ours, and never an empty page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderValue, Request, Uri};
use proptest::prelude::*;

use super::town::{TOWN, town};
use crate::office::Office;

/// The addresses of the API, as it describes them itself.
async fn described(town: &Office) -> Vec<String> {
    let answer = town.at("/api/v1/openapi.json").await;
    let description: serde_json::Value = serde_json::from_str(&answer.text()).unwrap();
    description["paths"].as_object().unwrap().keys().cloned().collect()
}

/// The addresses of the program, as they stand in its source: a new one is tried without being listed here.
fn routes() -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let quoted = text.split(".route(").skip(1).filter_map(|it| it.trim_start().strip_prefix('"'));
                found.extend(quoted.filter_map(|it| it.split('"').next()).map(str::to_owned));
            }
        }
    }
    assert!(found.len() > 20, "{found:?}");
    found.into_iter().collect()
}

/// What may stand where an address has a name: real ones, near misses, and anything.
fn part() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        TOWN,
        "990019",
        "131148",
        "99002",
        "basic",
        "green",
        "parks",
        "k24",
        "k24-1",
        "focus",
        "f1",
        "kankyo",
        "parks-area",
        "parks-feel",
        "r1",
        "1",
        "2",
        "0",
        "-1",
        "2023",
        "2024",
        "9999",
        "0000",
        "令和5年度",
        "みどり",
        "targets.csv",
        "..",
        ".",
        "%",
        "%00",
        "%2F",
        "%E3%81",
        "%zz",
        "a/b",
        "parks-area/target/2023",
        "",
        " ",
        "<script>",
        "';--",
        "${x}",
        "\u{202E}",
        "𠮷",
        "18446744073709551616",
        "NaN",
        "null",
    ]);
    prop_oneof![5 => known.prop_map(str::to_owned), 1 => ".{0,24}"]
}

fn query() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "lang",
        "asof",
        "q",
        "page",
        "per_page",
        "kind",
        "status",
        "unit",
        "year",
        "topic",
        "i",
        "code",
        "sort",
        "department",
        "organisation",
        "element",
        "plan",
        "level",
        "term",
        "survey",
        "by",
        "a",
        "b",
        "to",
        "from",
        "utm_source",
        "",
    ]);
    let values = prop::sample::select(vec![
        "",
        "en",
        "ja",
        "xx",
        "1",
        "2",
        "0",
        "-1",
        "abc",
        "2023",
        "2024-06-10",
        "2024-02-30",
        "令和6年6月10日",
        "outcome",
        "reached",
        "公園",
        "%",
        "%00",
        "%FF",
        "+",
        "&",
        "=",
        "parks-area",
        "parks-feel",
        "99999999999",
        "1e9",
        "0x10",
        "٣",
        "<b>",
        "'",
        "\"",
        "\u{0}",
        "防災 公園",
    ]);
    let pair = (names, prop_oneof![5 => values.prop_map(str::to_owned), 1 => ".{0,24}"]);
    prop::collection::vec(pair, 0..4).prop_map(|pairs| {
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    })
}

/// Each character that an address cannot hold is encoded; of the rest, signs of an address stay what they are.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'!'
        | b'%'..=b'.'
        | b'0'..=b'9'
        | b':'
        | b';'
        | b'='
        | b'@'..=b'Z'
        | b'_'
        | b'a'..=b'z'
        | b'~'
        | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn heads() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let name = prop::sample::select(vec![
        "accept",
        "accept-encoding",
        "accept-language",
        "range",
        "if-none-match",
        "if-modified-since",
        "origin",
        "host",
    ]);
    let value = prop::sample::select(vec![
        "",
        "*",
        "*/*",
        "image/png",
        "text/html",
        "text/html;q=",
        "application/json",
        "text/csv",
        ";;;,,,",
        "q=1",
        "gzip",
        "gzip;q=0",
        "bytes=0-1",
        "bytes=9-",
        "W/\"x\"",
        "\"",
        "null",
        "例",
        "a\tb",
    ]);
    prop::collection::vec((name, value.prop_map(str::to_owned)), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1))]

    /// One town for all of them: a fault that only a second visit shows is found too.
    #[test]
    fn no_address_makes_a_fault(cases in prop::collection::vec(
        (any::<prop::sample::Index>(), prop::collection::vec(part(), 4), query(), heads(),
            prop::sample::select(vec!["GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "BREW"])),
        1500,
    )) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let town = town();
        let mut routes = routes();
        routes.extend(runtime.block_on(described(&town)));
        for (route, parts, query, heads, method) in cases {
            let mut address = String::new();
            let mut parts = parts.into_iter();
            for (index, piece) in route.get(&routes).split('/').skip(1).enumerate() {
                address.push('/');
                let usual = index == 0 && parts.len() % 4 != 1; // Mostly the town that is there.
                match piece.starts_with('{') {
                    true if usual && piece == "{code}" => address.push_str(TOWN),
                    true => address.push_str(&encoded(&parts.next().unwrap_or_default())),
                    false => address.push_str(piece),
                }
            }
            let address = if query.is_empty() { address } else { format!("{address}?{}", encoded(&query).replace("%26", "&")) };
            let Ok(uri) = address.parse::<Uri>() else { continue };
            let mut request = Request::builder().method(method).uri(uri);
            for (name, value) in &heads {
                if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
                    request = request.header(*name, value);
                }
            }
            let Ok(request) = request.body(Body::empty()) else { continue };
            let answer = runtime.block_on(town.ask(request));
            let told = format!("{method} {address} {heads:?}: {}", answer.status);
            prop_assert!(answer.status < 500, "{told}");
            prop_assert!(answer.status != 200 || method != "GET" || !answer.body.is_empty(), "{told}");
            if method != "HEAD" && (400..500).contains(&answer.status) {
                prop_assert!(!answer.text().trim().is_empty(), "{told} without a word");
            }
            prop_assert!(answer.status != 405 || answer.head("allow").contains("GET"), "{told} without Allow");
        }
    }
}
