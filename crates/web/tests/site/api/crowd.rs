//! More programs than places: told when to come again, in their own form.

use axum::body::Body;
use axum::http::Request;

use super::description::{description, hold, operations, schema};
use super::sample::{TOWN, with_places};
use crate::answer::ask_of;

#[tokio::test]
async fn where_no_place_is_free_a_program_is_told_when_to_come_again() {
    let description = description().await;
    let full = with_places(0);
    for (path, operation) in operations(&description) {
        let address = path.replace("{id}", "basic-plan").replace("{number}", "1");
        let answer = ask_of(&full, Request::get(&address).body(Body::empty()).unwrap()).await;
        assert_eq!(
            (answer.status, answer.head("content-type")),
            (503, "application/problem+json"),
            "{address}"
        );
        assert_eq!(answer.head("retry-after"), "5", "{address}");
        hold(&schema(&description, &operation, 503), &answer.json(), &address);
    }
}

#[tokio::test]
async fn what_cannot_be_answered_needs_no_place() {
    let full = with_places(0);
    let bad = Request::get(format!("/{TOWN}/api/v1/indicators/%FF")).body(Body::empty()).unwrap();
    assert_eq!(ask_of(&full, bad).await.status, 400);
    let watched = Request::get("/healthz").body(Body::empty()).unwrap();
    assert_eq!(ask_of(&full, watched).await.status, 200);
}

#[tokio::test]
async fn a_place_is_free_again_after_each_answer() {
    let narrow = with_places(1);
    for address in ["plans", "search?q=%E9%98%B2%E7%81%BD", "plans/none", "plans?page=0", "decisions"] {
        let request = Request::get(format!("/{TOWN}/api/v1/{address}")).body(Body::empty()).unwrap();
        assert_ne!(ask_of(&narrow, request).await.status, 503, "{address}");
    }
}
