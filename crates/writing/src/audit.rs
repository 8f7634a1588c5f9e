//! 監査用の書き出し: one ZIP file of tables, of the decisions as they were hashed, and of how both are verified.
//!
//! It is made of named fields only: no password, second factor, session or one-time address is of a type that comes here.

use std::io::{Cursor, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use plan::consultation::Handled;
use plan::decision::{DecisionNumber, StaffId};
use plan::draft::Draft;
use plan::edition::Edition;
use plan::publication::Publication;
use plan::sheet::life::Sheet;
use plan::staff::Account;
use serde_json::json;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::csv::{self, Reader};

mod explained;
mod rows;
mod ruled;
mod ways;

use ruled::Ruled;

/// All that is written down.
#[derive(Clone, Debug)]
pub struct Audit<'a> {
    /// The newest edition.
    pub edition: &'a Edition,
    /// One a decision, in their order.
    pub leaves: Vec<Leaf>,
    /// 公表の一覧.
    pub publications: &'a [Publication],
    /// 公表の予約 that wait, and those that came to nothing.
    pub scheduled: Vec<Waiting>,
    /// 決裁を待つ起案.
    pub drafts: &'a [Draft],
    /// 票 with their ways.
    pub sheets: Vec<Reviewed>,
    /// 期限の延長.
    pub extensions: Vec<Deadline>,
    /// 意見 of rounds of public comments, as they were handled.
    pub opinions: &'a [Handled],
    /// Who held which post when.
    pub accounts: &'a [Account],
    /// When it is written.
    pub at: Timestamp,
    /// By whom.
    pub by: &'a StaffId,
}

/// A decision as it was hashed.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its text, byte for byte.
    pub body: String,
    /// SHA-256 of a zero byte and that text, in hexadecimal digits.
    pub leaf: String,
    /// The root of the tree after it.
    pub root: String,
}

/// 公表の予約.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which decision.
    pub decision: DecisionNumber,
    /// As what.
    pub label: String,
    /// A sentence for the reader.
    pub note: Option<String>,
    /// From when on.
    pub due: Timestamp,
    /// Who said so.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Why it came to nothing; none: it waits.
    pub failed: Option<String>,
}

/// 票.
#[derive(Clone, Debug)]
pub struct Reviewed {
    /// The stage.
    pub stage: String,
    /// Who owed it.
    pub organisation: String,
    /// Its way.
    pub sheet: Sheet,
}

/// 期限の延長.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The stage.
    pub stage: String,
    /// Whose.
    pub organisation: String,
    /// The new last day.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// One file of it.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// What it holds, in Japanese and in English.
    pub about: (&'static str, &'static str),
    /// Rows under the head, or lines.
    pub rows: usize,
    /// Itself.
    pub bytes: Vec<u8>,
}

/// Every file, those that explain the others last.
pub fn files(audit: &Audit<'_>) -> Vec<File> {
    let tables = ruled::ALL.iter().map(|it| table(it, audit));
    let leaves = audit.leaves.iter().flat_map(|it| [it.body.as_str(), "\n"]).collect::<String>();
    let rest = [
        File {
            name: "decisions.jsonl",
            about: (
                "決裁の全文（1行が1件。改ざん検知の木の葉になった文字のまま）",
                "every decision as it was hashed, one a line",
            ),
            rows: audit.leaves.len(),
            bytes: leaves.into_bytes(),
        },
        File {
            name: "head.json",
            about: ("決裁の数と木の根", "the number of decisions and the root of the tree"),
            rows: 1,
            bytes: head(audit).to_string().into_bytes(),
        },
        File {
            name: "README.txt",
            about: ("このファイルの読み方と確かめ方", "how to read and verify these files"),
            rows: explained::TEXT.lines().count(),
            bytes: explained::TEXT.as_bytes().to_vec(),
        },
    ];
    tables.chain(rest).collect()
}

fn table(it: &Ruled, audit: &Audit<'_>) -> File {
    let rows = (it.rows)(audit);
    let bytes = csv::write(&ruled::columns(it), &rows, Reader::Person);
    File { name: it.name, about: it.about, rows: rows.len(), bytes }
}

/// What is kept on paper to check a later file against.
fn head(audit: &Audit<'_>) -> serde_json::Value {
    json!({
        "format": "meyasu-audit/1",
        "municipality": audit.edition.municipality(),
        "name": audit.edition.profile().map(|it| &it.name),
        "decisions": audit.leaves.len(),
        "root": audit.leaves.last().map(|it| &it.root),
        "written_at": audit.at,
        "written_by": audit.by,
    })
}

/// The files in one. What is the same is written the same, to the byte.
///
/// # Errors
/// None but those of a file of more than four gigabytes.
pub fn zip(audit: &Audit<'_>) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    for file in files(audit) {
        zip.start_file(file.name, options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
