//! 一行: one indicator, result, amount, year, date or value at a time, by the same grammar that documents and forms use.
//!
//! What a person must be asked about is null; nothing is guessed.

use plan::{date::PartialDate, fiscal_year::FiscalYear, money, quantity::Cell};
use serde::Deserialize;
use serde_json::{Value, json};

mod dated;
pub mod indicator;
mod judgement;
mod lead_in;
mod name;
mod parts;
pub mod result;

pub use indicator::{IndicatorLine, indicator};
pub use result::{ResultLine, result};

/// One line of `meyasu read --line`.
#[derive(Debug, Deserialize)]
struct Line {
    kind: String,
    text: String,
    #[serde(default)]
    context_year: Option<i16>,
    #[serde(default)]
    context_unit: Option<String>,
}

/// Reads one JSON line `{"kind", "text", "context_year"?, "context_unit"?}` into the object that is printed for it.
///
/// A line that is no such object, or names another kind, becomes an object with `error` and a sentence.
/// ```
/// let read = reading::line::read(r#"{"kind": "amount", "text": "6千2百万円"}"#);
/// assert_eq!(read["yen"], 62_000_000);
/// ```
pub fn read(json_line: &str) -> Value {
    let line: Line = match serde_json::from_str(json_line.trim_start_matches('\u{FEFF}')) {
        Ok(line) => line,
        Err(error) => return json!({ "error": format!("JSONの1行として読めません: {error}") }),
    };
    let text = indicator::without_markup(&line.text);
    let year = line.context_year.map(FiscalYear::new);
    let unit = line.context_unit.as_deref();
    match line.kind.as_str() {
        "indicator" => indicator(&text, unit).to_json(),
        "result" => result(&text, year, unit).to_json(),
        "amount" => json!({ "yen": money::yen(&text, unit) }),
        "year" => json!({ "fiscal_year": FiscalYear::parse(&text, year).map(FiscalYear::year) }),
        "date" => json!({ "iso": date(&text, year).map(|date| date.to_string()) }),
        "value" => value(&text, unit),
        other => json!({ "error": format!(
            "kind「{other}」はありません。indicator、result、amount、year、date、value のいずれかです"
        ) }),
    }
}

fn date(text: &str, year: Option<FiscalYear>) -> Option<PartialDate> {
    PartialDate::parse(text).or_else(|| PartialDate::parse_near(text, year?))
}

fn value(text: &str, unit: Option<&str>) -> Value {
    let cell = Cell::parse(text, unit);
    let missing = matches!(cell, Cell::Missing(_));
    match cell {
        Cell::Quantity(quantity) => {
            json!({ "value": quantity.value.to_string(), "unit": quantity.unit, "missing": missing })
        }
        _ => json!({ "value": null, "unit": null, "missing": missing }),
    }
}

#[cfg(test)]
mod tests;
