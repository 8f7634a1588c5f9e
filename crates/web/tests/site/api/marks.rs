//! Marks of answers (ETag), heads for pages of other sites (CORS), and what reading without a body says.

use axum::body::Body;
use axum::http::Request;

use super::sample::{TOWN, ask, get, with};

/// An address of each sort: kept, not kept, of no municipality.
fn addresses() -> [String; 6] {
    [
        format!("/{TOWN}/api/v1/indicators"),
        format!("/{TOWN}/api/v1/indicators/feel-safety/series?asof=12"),
        format!("/{TOWN}/api/v1/elements?plan=basic-plan"),
        format!("/{TOWN}/api/v1/search?q=%E9%98%B2%E7%81%BD"),
        "/api/v1/municipalities".to_owned(),
        "/api/v1/openapi.json".to_owned(),
    ]
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    for address in addresses() {
        let first = get(&address).await;
        let mark = first.head("etag").to_owned();
        assert!(mark.starts_with('"') && mark.len() > 10, "{address}: {mark} is not strong");
        for known in [mark.clone(), format!("\"other\", {mark}"), format!("W/{mark}"), "*".to_owned()] {
            let again = with(&address, &[("if-none-match", &known)]).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{address} with {known}");
            assert_eq!(again.head("etag"), mark);
            assert_eq!(again.head("access-control-allow-origin"), "*", "{address}");
        }
        let other = with(&address, &[("if-none-match", "\"other\"")]).await;
        assert_eq!((other.status, other.body), (200, first.body), "{address}");
    }
}

#[tokio::test]
async fn a_packed_answer_has_a_mark_of_its_own_and_the_same_bytes_inside() {
    for address in addresses() {
        let plain = get(&address).await;
        let packed = with(&address, &[("accept-encoding", "gzip")]).await;
        assert_eq!(packed.head("content-encoding"), "gzip", "{address}");
        assert_ne!(packed.head("etag"), plain.head("etag"), "{address}");
        let mut inside = vec![];
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed.body[..]), &mut inside).unwrap();
        assert_eq!(inside, plain.body, "{address}");
    }
}

#[tokio::test]
async fn answers_with_other_content_have_other_marks() {
    let mut marks = vec![];
    for address in addresses() {
        marks.push(get(&address).await.head("etag").to_owned());
    }
    let past = get(&format!("/{TOWN}/api/v1/indicators?asof=9")).await;
    marks.push(past.head("etag").to_owned());
    marks.sort();
    marks.dedup();
    assert_eq!(marks.len(), addresses().len() + 1);
}

#[tokio::test]
async fn pages_of_other_sites_may_read_answers_and_refusals() {
    let origin = [("origin", "https://research.example")];
    for address in addresses() {
        let answer = with(&address, &origin).await;
        assert_eq!(answer.head("access-control-allow-origin"), "*", "{address}");
        let shown = answer.head("access-control-expose-headers");
        assert!(shown.contains("etag") && shown.contains("link"), "{address}: {shown}");
        assert_eq!(answer.head("access-control-allow-credentials"), "", "{address}");
    }
    for wrong in ["indicators/none", "indicators?page=0", "nowhere", "indicators/%FF"] {
        let answer = with(&format!("/{TOWN}/api/v1/{wrong}"), &origin).await;
        assert_eq!(answer.head("access-control-allow-origin"), "*", "{wrong}");
    }
}

#[tokio::test]
async fn a_browser_that_asks_first_is_told_what_it_may() {
    for address in addresses() {
        let request = Request::options(&address)
            .header("origin", "https://research.example")
            .header("access-control-request-method", "GET")
            .header("access-control-request-headers", "if-none-match");
        let answer = ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, answer.body.len()), (204, 0), "{address}");
        assert_eq!(answer.head("access-control-allow-origin"), "*");
        assert!(answer.head("access-control-allow-methods").contains("GET"));
        assert!(answer.head("access-control-allow-headers").contains("if-none-match"));
    }
}

#[tokio::test]
async fn the_head_of_an_answer_is_the_same_without_its_body() {
    for address in addresses() {
        let whole = get(&address).await;
        let head = ask(Request::head(&address).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{address}");
        for name in ["content-type", "etag", "link", "vary", "cache-control"] {
            assert_eq!(head.head(name), whole.head(name), "{address}: {name}");
        }
        assert_eq!(head.head("content-length"), whole.body.len().to_string(), "{address}");
    }
}
