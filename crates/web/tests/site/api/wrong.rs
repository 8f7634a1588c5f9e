//! What is asked out of order is refused with its status, and with a problem that says in both languages what would be right.

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

use super::description::{description, hold, operations, schema};
use super::sample::{OTHER, TOWN, ask, get, with};
use crate::answer::Answer;

/// A problem with its words, held against the description of the list of indicators, which names all refusals.
async fn problem(answer: &Answer, status: u16, address: &str) -> Value {
    let heads = (answer.status, answer.head("content-type"));
    assert_eq!(heads, (status, "application/problem+json"), "{address}: {}", answer.text());
    let (description, problem) = (description().await, answer.json());
    let (_, operation) =
        operations(&description).into_iter().find(|(_, it)| it["operationId"] == "listIndicators").unwrap();
    hold(&schema(&description, &operation, status), &problem, address);
    assert_eq!(problem["status"], status, "{address}");
    let path = address.split('?').next().unwrap();
    assert_eq!(problem["instance"], path, "{address}");
    assert!(
        !problem["detail_ja"].as_str().unwrap().is_ascii() && problem["detail"].as_str().unwrap().len() > 10
    );
    problem
}

#[tokio::test]
async fn every_wrong_question_is_told_what_is_wrong_with_it() {
    let long = "x".repeat(9000);
    for (path, status, words) in [
        // Numbers and names.
        ("indicators?page=0", 400, "from 1 to 1000000"),
        ("indicators?page=abc", 400, "page"),
        ("indicators?page=%2B1", 400, "page"),
        ("indicators?page=01", 400, "page"),
        ("indicators?page=", 400, "page"),
        ("indicators?page=99999999999999999999", 400, "page"),
        ("indicators?per_page=501", 400, "from 1 to 500"),
        ("indicators?per_page=-1", 400, "per_page"),
        ("indicators?element=", 400, "element"),
        ("amounts?fiscal_year=R6", 400, "from 1868 to 2199"),
        ("amounts?fiscal_year=%E4%BB%A4%E5%92%8C6%E5%B9%B4%E5%BA%A6", 400, "fiscal_year"),
        // What the address does not know, twice, or not at all.
        ("indicators?sort=name", 400, "Known: element, page, per_page, asof"),
        ("indicators?lang=en", 400, "Unknown parameter “lang”"),
        ("indicators?page=1&page=1", 400, "more than once"),
        ("search", 400, "“q”: is missing"),
        ("search?q=", 400, "q"),
        ("search?q=%E3%80%80", 400, "1 to 100 characters"),
        // Addresses that are no text.
        ("indicators/%FF", 400, "UTF-8"),
        ("indicators/%zz", 400, "two hex digits"),
        ("indicators?element=%E3%81", 400, "UTF-8"),
        ("indicators?element=a%00b", 400, "control characters"),
        ("indicators?element=a%09b", 400, "element"),
        ("indicators/a%0Ab", 400, "control characters"),
        // Nothing there.
        ("indicators/none", 404, ""),
        ("plans/feel-safety", 404, ""),
        ("indicators/feel-safety/none", 404, "openapi.json"),
        ("decisions/0", 404, ""),
        ("decisions/first", 404, ""),
        ("decisions/99999999999999999999", 404, ""),
        ("nothing", 404, "openapi.json"),
        ("", 404, "openapi.json"),
        ("indicators/", 404, ""),
    ] {
        let address = format!("/{TOWN}/api/v1/{path}");
        let said = problem(&get(&address).await, status, &address).await;
        assert!(said["detail"].as_str().unwrap().contains(words), "{path} has no “{words}”: {said}");
    }
    let address = format!("/{TOWN}/api/v1/indicators?element={long}");
    problem(&get(&address).await, 414, &address).await;
}

#[tokio::test]
async fn municipalities_that_are_not_here_are_told_apart() {
    for (code, status) in
        [("131148", 404), ("990018", 404), ("99001", 404), ("tokyo", 404), ("%EF%BC%99", 404)]
    {
        let address = format!("/{code}/api/v1/plans");
        problem(&get(&address).await, status, &address).await;
    }
    for address in ["/api/", "/api/v1/", "/api/v2/municipalities", "/api"] {
        problem(&get(address).await, 404, address).await;
    }
}

#[tokio::test]
async fn a_record_that_was_retired_is_gone_and_its_past_is_not() {
    let address = format!("/{OTHER}/api/v1/indicators/parks-area");
    problem(&get(&address).await, 410, &address).await;
    problem(&get(&format!("{address}/series")).await, 410, &format!("{address}/series")).await;
    assert_eq!(get(&format!("{address}?asof=2")).await.status, 200);
    let left = get(&format!("/{OTHER}/api/v1/indicators")).await.json();
    assert_eq!(left["total"], 0);
}

#[tokio::test]
async fn an_answer_is_json_and_those_who_take_none_are_told() {
    let address = format!("/{TOWN}/api/v1/plans");
    for round in ["fresh", "kept"] {
        for accept in ["text/html", "image/png", "application/json;q=0, */*", "nonsense"] {
            let answer = with(&address, &[("accept", accept)]).await;
            problem(&answer, 406, &address).await;
        }
        for accept in ["application/json", "*/*", "application/*", "text/html, */*;q=0.1", ""] {
            assert_eq!(with(&address, &[("accept", accept)]).await.status, 200, "{accept} ({round})");
        }
    }
}

#[tokio::test]
async fn only_reading_is_done_here() {
    for path in ["plans", "plans/basic-plan", "search?q=x", "plans/none"] {
        let address = format!("/{TOWN}/api/v1/{path}");
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"] {
            let request = Request::builder().method(method).uri(&address).body(Body::from("{}")).unwrap();
            let answer = ask(request).await;
            assert_eq!(
                (answer.status, answer.head("content-type")),
                (405, "application/problem+json"),
                "{method} {address}"
            );
            let allow = answer.head("allow");
            assert!(
                ["GET", "HEAD", "OPTIONS"].iter().all(|it| allow.contains(it)),
                "{method} {address}: {allow}"
            );
        }
    }
    for method in ["GET", "POST", "DELETE"] {
        let request =
            Request::builder().method(method).uri(format!("/{TOWN}/api/v1/nothing")).body(Body::empty());
        assert_eq!(ask(request.unwrap()).await.status, 404, "{method}");
    }
}
