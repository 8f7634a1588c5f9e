//! 版のJSON: a whole edition with its decisions, lossless. The format is `docs/formats/edition.md`.

use plan::decision::{DecisionNumber, Source, Written};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::record::Record;
use serde::Serialize;

/// Fields are only ever added under one name of the format.
const FORMAT: &str = "meyasu-edition/1";

#[derive(Serialize)]
struct Whole<'a> {
    format: &'static str,
    municipality: &'a MunicipalityCode,
    decision: DecisionNumber,
    decisions: Vec<Head<'a>>,
    records: Vec<Row<'a>>,
}

/// A decision without its edits: who, when, why, on what.
#[derive(Serialize)]
struct Head<'a> {
    number: DecisionNumber,
    at: jiff::Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded_at: Option<jiff::Timestamp>,
    by: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    erratum: Option<&'a str>,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct Row<'a> {
    /// The decision that made this version.
    since: Option<DecisionNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<&'a Written>,
    record: &'a Record,
}

/// Writes an edition as one JSON object, indented, records in the order of their ids.
///
/// # Errors
/// None that a record can cause: every key is text. Kept as a result so that nothing is swallowed.
pub fn write(edition: &Edition) -> Result<Vec<u8>, serde_json::Error> {
    let decisions = edition.decisions().iter().map(|it| Head {
        number: it.number,
        at: it.at,
        recorded_at: it.recorded_at,
        by: it.signed(),
        reason: &it.reason,
        erratum: it.erratum.as_deref(),
        sources: &it.sources,
    });
    let records = edition.records().map(|record| Row {
        since: edition.since(&record.id),
        written: edition.history(&record.id).last().and_then(|version| version.written.as_deref()),
        record,
    });
    let whole = Whole {
        format: FORMAT,
        municipality: edition.municipality(),
        decision: edition.number(),
        decisions: decisions.collect(),
        records: records.collect(),
    };
    serde_json::to_vec_pretty(&whole)
}
