//! CSV on the Web (W3C): a description of one CSV file that programs read: types, keys, titles in both languages.

use plan::edition::Edition;
use plan::licence::Licence;
use serde_json::{Map, Value, json};

use crate::column::{Column, Kind, Unit};
use crate::csv::Reader;
use crate::table::{Table, version};

/// Where programs look for descriptions (RFC 8615): beside the file, under its name with an ending.
pub const SITE_WIDE: &str = "{+url}-metadata.json\n";

/// What is told of a file beside its columns.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Its address, as seen from that of the description.
    pub url: &'a str,
    /// For whom it is written.
    pub reader: Reader,
}

/// Describes the file of a table.
///
/// # Errors
/// None that a table can cause: every key is text.
pub fn write(table: &Table, edition: &Edition, told: Told<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let profile = edition.profile();
    let licence = profile.map_or(Licence::default(), |it| it.licence);
    let publisher = profile.map_or(edition.municipality().as_str(), |it| it.name.as_str());
    let columns: Vec<Value> = table.columns().iter().map(|it| column(it, told.reader)).collect();
    let description = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "ja" }],
        "url": told.url,
        "lang": "ja",
        "dc:title": both(table.title),
        "dc:description": both(table.about),
        "dc:publisher": { "schema:name": publisher, "schema:identifier": edition.municipality().as_str() },
        "dc:license": { "@id": licence.address() },
        "dc:modified": edition.date().map(|it| json!({ "@value": it.to_string(), "@type": "xsd:date" })),
        "schema:version": version(),
        "dialect": {
            "encoding": "utf-8", "header": true, "delimiter": ",", "quoteChar": "\"", "doubleQuote": true,
            "lineTerminators": ["\r\n"],
        },
        "tableSchema": { "columns": columns, "primaryKey": table.key },
    });
    serde_json::to_vec_pretty(&description)
}

/// A sentence in both languages, as JSON-LD has it.
pub(crate) fn both((ja, en): (&str, &str)) -> Value {
    json!([{ "@value": ja, "@language": "ja" }, { "@value": en, "@language": "en" }])
}

fn column(it: &Column, reader: Reader) -> Value {
    let mut out = Map::new();
    out.insert("name".to_owned(), json!(it.name));
    // A bare title is in the language of the context, Japanese; some readers compare no other with the head of the file.
    let titles = match reader {
        Reader::Person => json!(it.ja),
        Reader::Program => json!({ "en": it.name, "ja": it.ja }),
    };
    out.insert("titles".to_owned(), titles);
    out.insert("dc:description".to_owned(), both(it.about));
    out.insert("datatype".to_owned(), datatype(it.kind, reader));
    out.insert("required".to_owned(), json!(it.is_required));
    out.insert("null".to_owned(), json!([""]));
    match it.unit {
        Some(Unit::Is(ja, en)) => {
            out.insert("schema:unitText".to_owned(), both((ja, en)));
        }
        Some(Unit::In(column)) => {
            out.insert("schema:unitText".to_owned(), json!(format!("{{{column}}}")));
        }
        None => {}
    }
    Value::Object(out)
}

fn datatype(kind: Kind, reader: Reader) -> Value {
    match kind {
        Kind::Text | Kind::Id => json!("string"),
        Kind::Code(list) => {
            let word = |it: &crate::code::Code| match reader {
                Reader::Person => it.ja,
                Reader::Program => it.code,
            };
            let words: Vec<&str> = list.codes().iter().map(word).collect();
            json!({ "base": "string", "format": words.join("|") })
        }
        Kind::Decimal => json!("decimal"),
        Kind::Whole => json!("integer"),
        Kind::Place => json!("positiveInteger"),
        Kind::Year => json!({ "base": "integer", "minimum": 1868, "maximum": 2199 }),
        Kind::Flag => json!("boolean"),
        Kind::Day => json!("date"),
        Kind::Date => json!({ "base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" }),
    }
}
