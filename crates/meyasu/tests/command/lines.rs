//! `meyasu read --line`: one question a line, one answer a line.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use super::office::{Office, wait};

fn answers(questions: &str) -> Vec<Value> {
    let done = Office::empty().given(questions.as_bytes(), ["read", "--line"]).succeeded();
    done.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn answer(question: &Value) -> Value {
    let mut answers = answers(&format!("{question}\n"));
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

#[test]
fn an_indicator_is_answered_with_its_name_and_target() {
    let read = answer(&json!({"kind": "indicator", "text": "乗合の小型車を知っている区民の割合：50%以上"}));
    assert_eq!(read["name"], "乗合の小型車を知っている区民の割合");
}

#[test]
fn a_result_is_answered_with_its_value() {
    let read = answer(&json!({"kind": "result", "text": "54.2％：A", "context_year": 2024}));
    assert!(read.to_string().contains("54.2"), "{read}");
}

#[test]
fn an_amount_is_answered_in_yen() {
    assert_eq!(answer(&json!({"kind": "amount", "text": "1億200万円"})), json!({"yen": 102_000_000}));
}

#[test]
fn a_year_is_answered_as_a_number() {
    assert_eq!(answer(&json!({"kind": "year", "text": "令和6年度"})), json!({"fiscal_year": 2024}));
}

#[test]
fn a_date_is_answered_as_it_is_sorted() {
    assert_eq!(answer(&json!({"kind": "date", "text": "令和6年4月1日"})), json!({"iso": "2024-04-01"}));
}

#[test]
fn a_value_is_answered_with_its_unit() {
    let read = answer(&json!({"kind": "value", "text": "1,310人"}));
    assert_eq!(read, json!({"value": "1310", "unit": "人", "missing": false}));
}

#[test]
fn a_bad_line_costs_one_line() {
    let questions = "{\"kind\":\"year\",\"text\":\"令和6年度\"}\nnot json\n{\"kind\":\"weather\",\"text\":\"雨\"}\n[1]\n\
                     {\"kind\":\"year\"}\n{\"kind\":\"year\",\"text\":\"令和7年度\"}";

    let read = answers(questions);

    assert_eq!(read.len(), 6);
    assert_eq!((&read[0]["fiscal_year"], &read[5]["fiscal_year"]), (&json!(2024), &json!(2025)));
    assert!(read[1..5].iter().all(|it| it["error"].is_string()), "{read:?}");
}

#[test]
fn bytes_that_are_no_text_cost_one_line() {
    let office = Office::empty();
    let questions = b"\xff\xfe\x00\n{\"kind\":\"year\",\"text\":\"R6\"}\n";

    let text = office.given(questions, ["read", "--line"]).succeeded().text();

    assert_eq!(text.lines().count(), 2);
    assert!(text.lines().nth(1).unwrap().contains("2024"), "{text}");
}

#[test]
fn a_thousand_lines_are_answered_in_their_order() {
    let years = || 1000..2000;
    let questions: String =
        years().map(|it| format!("{{\"kind\":\"year\",\"text\":\"{it}年度\"}}\n")).collect();

    let read = answers(&questions);

    let years: Vec<_> = years().map(|it| json!({"fiscal_year": it})).collect();
    assert_eq!(read.len(), years.len());
    let known = read.iter().zip(&years).filter(|(read, _)| !read["fiscal_year"].is_null());
    assert!(known.clone().count() > 100);
    known.for_each(|(read, year)| assert_eq!(read, year));
}

#[test]
fn an_answer_comes_before_the_next_question_is_asked() {
    let office = Office::empty();
    let mut command = office.command();
    let mut child = command.args(["read", "--line"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut questions = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();

    for year in [2023, 2024] {
        writeln!(questions, "{}", json!({"kind": "year", "text": format!("{year}年度")})).unwrap();
        assert!(answers.next().unwrap().unwrap().contains(&year.to_string()));
    }

    drop(questions);
    assert!(wait(&mut child).success());
}
