//! Every address of the description, asked for everything that the sample has there, and held against what it says.

use std::collections::BTreeMap;

use serde_json::Value;

use super::description::{description, hold, operations, schema};
use super::parts;
use super::sample::{self, TOWN, get, json};

/// The addresses behind a described one: itself, or one for each thing that its list names.
async fn addresses(path: &str) -> Vec<String> {
    if path.ends_with("/search") {
        return vec![format!("{path}?q=%E9%98%B2%E7%81%BD")];
    }
    let Some((list, rest)) = path.split_once("/{") else { return vec![path.to_owned()] };
    let (name, rest) = rest.split_once('}').unwrap();
    let items = parts::all(&format!("{list}?per_page=500")).await;
    assert!(items.len() > 1, "{list} has nothing to name");
    items.iter().map(|it| format!("{list}/{}{rest}", plain(&it[name]))).collect()
}

/// A name as it stands in an address.
fn plain(name: &Value) -> String {
    let text = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn every_answer_is_what_its_description_says() {
    let description = description().await;
    let mut held = 0;
    for (path, operation) in operations(&description) {
        let schema = schema(&description, &operation, 200);
        for address in addresses(&path).await {
            let answer = get(&address).await;
            let heads = (answer.status, answer.head("content-type"));
            assert_eq!(heads, (200, "application/json"), "{address}: {}", answer.text());
            hold(&schema, &answer.json(), &address);
            held += 1;
        }
    }
    assert!(held > 250, "only {held} answers");
}

#[tokio::test]
async fn one_thing_alone_is_what_it_is_in_its_list() {
    for list in ["plans", "elements", "organisations", "indicators"] {
        for item in parts::all(&format!("/{TOWN}/api/v1/{list}?per_page=500")).await.iter().step_by(7) {
            let alone = json(&format!("{list}/{}", plain(&item["id"]))).await;
            assert_eq!(alone["data"], *item);
        }
    }
}

#[tokio::test]
async fn where_an_answer_leads_there_is_something() {
    for (list, fields) in [
        ("plans", &["page"][..]),
        ("elements", &["page", "judgements"]),
        ("organisations", &["page"]),
        ("indicators", &["page", "series", "csv"]),
        ("search?q=%E9%98%B2%E7%81%BD&", &["page"]),
    ] {
        let list = if list.contains('?') { list.to_owned() } else { format!("{list}?") };
        let items = parts::all(&format!("/{TOWN}/api/v1/{list}per_page=500")).await;
        for item in items.iter().step_by(11) {
            for field in fields {
                let address = item[field].as_str().unwrap();
                assert_eq!(get(address).await.status, 200, "{list} {field}: {address}");
            }
        }
    }
    for town in parts::all("/api/v1/municipalities").await {
        for field in ["page", "api"] {
            let address = town[field].as_str().unwrap();
            assert_eq!(get(address).await.status, 200, "{address}");
        }
    }
}

#[tokio::test]
async fn lists_are_narrowed_to_what_was_asked_for() {
    for (list, question, field, wanted) in [
        ("elements", "plan=basic-plan", "/plan_id", "basic-plan"),
        ("indicators", "element=", "/element_ids/0", ""),
        ("amounts", "fiscal_year=2024", "/fiscal_year/year", "2024"),
        ("resources", "fiscal_year=2025", "/fiscal_year/year", "2025"),
        ("evaluations", "fiscal_year=2024", "/fiscal_year/year", "2024"),
        ("remarks", "fiscal_year=2024", "/fiscal_year/year", "2024"),
        ("opinions", "changed=kw26-1-2", "/changed_ids/0", "kw26-1-2"),
    ] {
        let whole = parts::all(&format!("/{TOWN}/api/v1/{list}?per_page=500")).await;
        // Where the question ends with nothing, what the first one has is asked for.
        let wanted = if wanted.is_empty() { whole[0].pointer(field).unwrap().clone() } else { wanted.into() };
        let is_wanted = |it: &&Value| match it.pointer(field) {
            Some(Value::Number(year)) => wanted == year.to_string(),
            _ if field == "/element_ids/0" => it["element_ids"].as_array().unwrap().contains(&wanted),
            found => found == Some(&wanted),
        };
        let question = if question.ends_with('=') {
            format!("{question}{}", plain(&wanted))
        } else {
            question.to_owned()
        };
        let narrowed = parts::all(&format!("/{TOWN}/api/v1/{list}?{question}&per_page=500")).await;
        let expected: Vec<Value> = whole.iter().filter(is_wanted).cloned().collect();
        assert!(!expected.is_empty() && expected.len() < whole.len(), "{list} is no test of {question}");
        assert_eq!(narrowed, expected, "{list}?{question}");
    }
    let none = json("indicators?element=nothing").await;
    assert_eq!((none["total"].clone(), none["items"].clone()), (0.into(), Value::Array(vec![])));
}

/// Some columns of a file for programs.
async fn columns<const N: usize>(table: &str, names: [&str; N]) -> Vec<[String; N]> {
    let file = sample::get(&format!("/{TOWN}/data/ascii/{table}.csv")).await;
    let mut reader = csv::Reader::from_reader(&file.body[..]);
    let heads = reader.headers().unwrap().clone();
    let at = names.map(|name| heads.iter().position(|it| it == name).unwrap());
    reader.records().map(|it| it.unwrap()).map(|row| at.map(|at| row[at].to_owned())).collect()
}

#[tokio::test]
async fn the_api_and_the_files_have_the_same_figures() {
    let rows = columns("figures", ["indicator_id", "fiscal_year", "figure_kind", "value"]).await;
    let mut found = vec![];
    for indicator in parts::all(&format!("/{TOWN}/api/v1/indicators?per_page=500")).await {
        let series = sample::get(indicator["series"].as_str().unwrap()).await.json();
        let (id, data) = (indicator["id"].as_str().unwrap(), &series["data"]);
        let mut add = |year: &Value, kind: &str, figure: &Value| {
            if figure.is_object() {
                let value = figure["value"].as_str().unwrap_or_default();
                found.push([id, &year["year"].to_string(), kind, value].map(str::to_owned));
            }
        };
        add(&data["baseline"]["fiscal_year"], "baseline", &data["baseline"]);
        for point in data["points"].as_array().unwrap() {
            add(&point["fiscal_year"], "target", &point["target"]);
            add(&point["fiscal_year"], "actual", &point["actual"]);
        }
    }
    assert!(rows.len() > 300, "{}", rows.len());
    assert_eq!(found, rows);
}

#[tokio::test]
async fn whoever_counts_a_file_or_the_api_finds_the_counts_of_the_pages() {
    let mut counted: BTreeMap<(String, String), [usize; 2]> = BTreeMap::new();
    for [year, outcome] in columns("judgements", ["fiscal_year", "outcome"]).await {
        counted.entry((year, outcome)).or_default()[0] += 1;
    }
    let mut otherwise = 0;
    for indicator in parts::all(&format!("/{TOWN}/api/v1/indicators?per_page=500")).await {
        let series = sample::get(indicator["series"].as_str().unwrap()).await.json();
        for point in series["data"]["points"].as_array().unwrap() {
            let outcome = point.pointer("/judgement/outcome/code").and_then(Value::as_str).unwrap();
            let today = point.pointer("/judgement/today/outcome/code").and_then(Value::as_str);
            otherwise += usize::from(today.is_some_and(|it| it != outcome));
            let year = point["fiscal_year"]["year"].to_string();
            counted.entry((year, outcome.to_owned())).or_default()[1] += 1;
        }
    }
    assert!(otherwise > 0, "the sample changes no published verdict");
    let mut held = 0;
    for ((year, outcome), counts) in counted {
        assert_eq!(counts[0], counts[1], "{year} {outcome}");
        if ["reached", "missed"].contains(&outcome.as_str()) {
            let list = sample::get(&format!("/{TOWN}/indicators.csv?year={year}&status={outcome}")).await;
            let rows = csv::Reader::from_reader(&list.body[..]).records().count();
            assert_eq!(counts[0], rows, "the list of {year}, {outcome}");
            held += 1;
        }
    }
    assert!(held >= 10, "five years, each with both: {held}");
}

#[tokio::test]
async fn the_api_and_the_files_have_the_same_judgements_of_elements() {
    let names = [
        "element_id",
        "fiscal_year",
        "computed_grade",
        "person_grade",
        "reached",
        "published_on",
        "today_grade",
        "today_tone",
    ];
    let rows = columns("element_judgements", names).await;
    let mut found = vec![];
    for element in parts::all(&format!("/{TOWN}/api/v1/elements?per_page=500")).await {
        let answer = sample::get(element["judgements"].as_str().unwrap()).await.json();
        for point in answer["data"]["points"].as_array().unwrap() {
            let text = |place| point.pointer(place).and_then(Value::as_str).unwrap_or_default().to_owned();
            let number = |place| point.pointer(place).unwrap().to_string();
            let own = element["id"].as_str().unwrap().to_owned();
            found.push([
                own,
                number("/fiscal_year/year"),
                text("/grade/mark"),
                text("/by_person/grade/mark"),
                number("/below/reached"),
                text("/published/published_on"),
                text("/today/grade/mark"),
                text("/today/grade/tone/code"),
            ]);
            let today = &point["today"];
            assert!(today.get("outcome").is_none() && today.get("actual").is_none(), "{today}");
        }
    }
    assert!(rows.len() > 20, "{}", rows.len());
    assert!(
        rows.iter().any(|it| !it[7].is_empty()),
        "the sample corrects no published verdict of an element"
    );
    assert_eq!(found, rows);
}
