//! `docs/formats/api.md` says what is so: its tables are those of the description, and its examples are asked.

use axum::http::HeaderMap;
use serde_json::Value;

use super::description::description;
use super::sample::with;
use crate::answer::Answer;

const PAGE: &str = include_str!("../../../../../docs/formats/api.md");

/// The rows of the table under a heading: their first two cells.
fn table(heading: &str) -> Vec<(String, String)> {
    let part = PAGE.split(&format!("\n## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = part.lines().filter(|it| it.starts_with("| ") && !it.starts_with("|-")).skip(1);
    let cells =
        rows.map(|it| it.trim_matches('|').split('|').map(|it| it.trim().to_owned()).collect::<Vec<_>>());
    cells.map(|it| (it[0].trim_matches('`').to_owned(), it[1].clone())).collect()
}

/// The English half of 「日本語 / English」.
fn english(said: &Value) -> String {
    said.as_str().unwrap().split_once(" / ").unwrap().1.to_owned()
}

#[tokio::test]
async fn its_addresses_are_those_of_the_description() {
    let description = description().await;
    let paths = description["paths"].as_object().unwrap();
    let mut described: Vec<(String, String)> =
        paths.iter().map(|(path, it)| (path.clone(), english(&it["get"]["summary"]))).collect();
    let mut listed = table("Addresses");
    described.sort();
    listed.sort();
    assert_eq!(listed, described);
}

#[tokio::test]
async fn its_refusals_and_its_version_are_those_of_the_description() {
    let description = description().await;
    let responses = &description["components"]["responses"];
    let operation = &description["paths"]["/{code}/api/v1/plans/{id}"]["get"]["responses"];
    for (status, about) in table("Refusals").iter().filter(|(status, _)| status != "405") {
        let name = operation[status]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        let said = english(&responses[name]["description"]);
        assert!(about.starts_with(&said), "{status}: {about}, but {said}");
    }
    assert_eq!(table("Versions").last().unwrap().0, description["info"]["version"]);
}

/// A question of the page, and the answer that it shows.
struct Example {
    address: String,
    heads: Vec<(String, String)>,
    status: u16,
    answered: Vec<(String, String)>,
    body: Option<Value>,
}

impl Example {
    fn parse(text: &str) -> Self {
        let (asked, answered) = text.split_once("\n\n").unwrap();
        let (first, heads) = asked.split_once('\n').unwrap_or((asked, ""));
        let (status, rest) = answered.split_once('\n').unwrap_or((answered, ""));
        let (before, body) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
        Self {
            address: first.strip_prefix("GET ").unwrap().to_owned(),
            heads: pairs(heads),
            status: status.trim().parse().unwrap(),
            answered: pairs(before),
            body: (!body.is_empty()).then(|| serde_json::from_str(body).unwrap()),
        }
    }
}

fn pairs(lines: &str) -> Vec<(String, String)> {
    let pairs = lines.lines().filter_map(|it| it.split_once(": "));
    pairs.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect()
}

/// Whether a head is as shown, where `*` stands for anything.
fn fits(heads: &HeaderMap, name: &str, shown: &str) -> bool {
    let found = heads.get(name).map_or("", |it| it.to_str().unwrap());
    let (before, after) = shown.split_once('*').unwrap_or((shown, ""));
    found.starts_with(before) && found.ends_with(after) && (shown.contains('*') || found == shown)
}

/// Whether all that is shown is there: of an object its fields, of a list each in some item.
fn holds(found: &Value, shown: &Value) -> bool {
    match (found, shown) {
        (Value::Object(found), Value::Object(shown)) => {
            shown.iter().all(|(name, value)| found.get(name).is_some_and(|it| holds(it, value)))
        }
        (Value::Array(found), Value::Array(shown)) => {
            shown.iter().all(|value| found.iter().any(|it| holds(it, value)))
        }
        _ => found == shown,
    }
}

#[tokio::test]
async fn its_examples_are_answered_as_it_shows() {
    let blocks = PAGE.split("```http\n").skip(1).map(|it| it.split("```").next().unwrap());
    let examples: Vec<Example> = blocks.map(Example::parse).collect();
    assert!(examples.len() >= 6, "{}", examples.len());
    for example in examples {
        let heads: Vec<(&str, &str)> =
            example.heads.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer: Answer = with(&example.address, &heads).await;
        assert_eq!(answer.status, example.status, "{}: {}", example.address, answer.text());
        for (name, shown) in &example.answered {
            assert!(fits(&answer.heads, name, shown), "{} {name}: {}", example.address, answer.head(name));
        }
        if let Some(shown) = &example.body {
            assert!(holds(&answer.json(), shown), "{}: {}", example.address, answer.text());
        }
    }
}
