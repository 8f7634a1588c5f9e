//! What the description says, for the other tests to hold the answers against.

use jsonschema::Validator;
use serde_json::Value;

use super::sample::{self, TOWN};

/// The description as the site serves it.
pub(crate) async fn description() -> Value {
    let answer = sample::get("/api/v1/openapi.json").await;
    assert_eq!((answer.status, answer.head("content-type")), (200, "application/json"));
    answer.json()
}

/// Every address that is described, with what is said of reading it.
pub(crate) fn operations(description: &Value) -> Vec<(String, Value)> {
    let paths = description["paths"].as_object().unwrap();
    paths.iter().map(|(path, it)| (path.replace("{code}", TOWN), it["get"].clone())).collect()
}

/// What an operation says an answer of a status is like.
pub(crate) fn schema(description: &Value, operation: &Value, status: u16) -> Validator {
    let answers = &operation["responses"];
    let of_status = answers.get(status.to_string());
    let answer =
        of_status.unwrap_or_else(|| panic!("{status} is not described for {}", operation["operationId"]));
    let answer =
        answer["$ref"].as_str().map_or(answer, |it| description.pointer(it.trim_start_matches('#')).unwrap());
    let content = answer["content"].as_object().unwrap().values().next().unwrap();
    let mut schema = content["schema"].clone();
    schema["components"] = description["components"].clone();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Holds an answer against what is said of it.
pub(crate) fn hold(schema: &Validator, answer: &Value, address: &str) {
    let wrong: Vec<String> =
        schema.iter_errors(answer).map(|it| format!("{} {it}", it.instance_path())).collect();
    assert!(wrong.is_empty(), "{address}: {}", wrong.join("\n"));
}

/// Every `$ref` in a document.
fn references(within: &Value, found: &mut Vec<String>) {
    match within {
        Value::Object(all) => {
            found.extend(all.get("$ref").and_then(Value::as_str).map(str::to_owned));
            all.values().for_each(|it| references(it, found));
        }
        Value::Array(all) => all.iter().for_each(|it| references(it, found)),
        _ => {}
    }
}

#[tokio::test]
async fn whatever_it_names_it_holds() {
    let description = description().await;
    assert_eq!(description["openapi"], "3.1.0");
    let mut found = vec![];
    references(&description, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for reference in found {
        let place = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(place).is_some(), "{reference} leads nowhere");
    }
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own_and_says_what_it_does_in_both_languages() {
    let description = description().await;
    let operations = operations(&description);
    assert!(operations.len() >= 20, "{}", operations.len());
    let mut names: Vec<&str> = operations.iter().map(|(_, it)| it["operationId"].as_str().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), operations.len());
    for (path, operation) in &operations {
        let said = operation["summary"].as_str().unwrap();
        assert!(!said.is_ascii() && said.contains(" / "), "{path}: {said}");
        let asked = operation["parameters"].as_array().into_iter().flatten();
        for parameter in asked.filter_map(|it| it["description"].as_str()) {
            assert!(!parameter.is_ascii() && parameter.contains(" / "), "{path}: {parameter}");
        }
    }
}

#[tokio::test]
async fn every_field_is_explained_or_names_a_type_that_is() {
    let is_said = |it: &Value| it["description"].is_string() || it["$ref"].is_string();
    let description = description().await;
    let schemas = description["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        for (field, it) in schema["properties"].as_object().into_iter().flatten() {
            assert!(is_said(it), "{name}.{field} is not explained: {it}");
        }
    }
    assert!(schemas.len() > 20, "{:?}", schemas.keys().collect::<Vec<_>>());
}

#[tokio::test]
async fn no_address_of_the_api_stands_outside_its_table() {
    let text = include_str!("../../../src/routes.rs");
    let routed: Vec<&str> = text.split(".route(\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    assert!(routed.contains(&"/{code}/plan/"), "the addresses stand elsewhere");
    let stray: Vec<&&str> = routed.iter().filter(|it| it.contains("/api/")).collect();
    assert_eq!(stray, Vec::<&&str>::new());
}
