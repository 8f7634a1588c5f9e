//! Heads of a request out of order: forms that no page has, parts of pages, methods that nothing here knows.

use axum::body::Body;
use axum::http::Request;

use super::town::{TOWN, town};
use crate::answer::{self, Answer};
use crate::office::Office;

async fn with(town: &Office, address: &str, heads: &[(&str, &str)]) -> Answer {
    town.ask(answer::with(address, heads)).await
}

#[tokio::test]
async fn a_page_is_html_and_says_so_to_those_who_take_none() {
    let town = town();
    let address = format!("/{TOWN}/plan/");
    for round in ["fresh", "kept"] {
        for (accept, status) in [
            ("image/png", 406),
            ("application/json", 406),
            ("text/html;q=0, */*", 406),
            ("nonsense", 406),
            ("*/*", 200),
            ("", 200),
            ("text/*", 200),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", 200),
            ("text/html, application/json;q=0.5", 200),
        ] {
            let answer = with(&town, &address, &[("accept", accept)]).await;
            assert_eq!(answer.status, status, "{accept} ({round})");
            if status == 406 {
                assert!(
                    answer.text().contains("text/html") && answer.text().contains(&format!("/{TOWN}/data/"))
                );
            }
        }
    }
    assert_eq!(town.at(&address).await.status, 200, "no Accept at all");
}

#[tokio::test]
async fn files_come_by_their_name_whatever_a_program_says_it_takes() {
    let town = town();
    for address in ["/assets/icon.svg", "/robots.txt", "/healthz"] {
        let answer = with(&town, address, &[("accept", "text/html")]).await;
        assert_eq!(answer.status, 200, "{address}");
    }
}

#[tokio::test]
async fn a_page_is_sent_whole_whatever_part_of_it_is_asked_for() {
    let town = town();
    let address = format!("/{TOWN}/plan/");
    let whole = town.at(&address).await;
    assert_eq!(whole.head("accept-ranges"), "none");
    for range in
        ["bytes=0-99", "bytes=-5", "bytes=99999999-", "bytes=5-2", "lines=1-2", "bytes=0-0,-1", "\u{7F}"]
    {
        let Ok(value) = range.parse::<axum::http::HeaderValue>() else { continue };
        let request = Request::get(&address).header("range", value).body(Body::empty()).unwrap();
        let answer = town.ask(request).await;
        assert_eq!((answer.status, answer.body.len()), (200, whole.body.len()), "{range}");
    }
}

#[tokio::test]
async fn only_reading_is_done_here() {
    let town = town();
    for address in [format!("/{TOWN}/"), format!("/{TOWN}/indicators/parks-area"), "/".to_owned()] {
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW"] {
            let request = Request::builder().method(method).uri(&address).body(Body::from("x=1")).unwrap();
            let answer = town.ask(request).await;
            assert_eq!(answer.status, 405, "{method} {address}");
            let allow = answer.head("allow");
            assert!(allow.contains("GET") && allow.contains("HEAD"), "{method} {address}: Allow: {allow}");
            assert!(answer.text().contains("この操作はできません"), "{method} {address}");
        }
        let head = town.ask(Request::head(&address).body(Body::empty()).unwrap()).await;
        let page = town.at(&address).await; // With one town only, the start page leads on to it.
        assert_eq!((head.status, head.text().as_str()), (page.status, ""), "HEAD {address}");
    }
}

#[tokio::test]
async fn heads_that_mean_nothing_change_nothing() {
    let town = town();
    let address = format!("/{TOWN}/plan/");
    for (name, value) in [
        ("if-none-match", "not a mark"),
        ("if-none-match", "\"\", W/"),
        ("if-modified-since", "yesterday"),
        ("accept-encoding", "gzip;q=nonsense, br;q=2"),
        ("accept-language", "xx-YY;q=abc"),
        ("content-length", "0"),
        ("cookie", "session=%00; a"),
        ("x-forwarded-for", "<script>"),
    ] {
        let answer = with(&town, &address, &[(name, value)]).await;
        assert_eq!(answer.status, 200, "{name}: {value}");
    }
}
