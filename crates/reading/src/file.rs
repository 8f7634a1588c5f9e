//! 読み取り: what came of one file: proposals, problems, and what nobody understood.

use plan::draft::Proposal;
use plan::edition::Edition;

use crate::decode::{Unreadable, decode};
use crate::problem::Problem;
use crate::text::Hint;

/// What one file says, set against an edition. Nothing is stored yet.
#[derive(Debug, Default)]
pub struct Reading {
    /// What kind of file it was, e.g. 「指標の表」.
    pub kind: String,
    /// What it proposes.
    pub proposals: Vec<Proposal>,
    /// What a person should look at.
    pub problems: Vec<Problem>,
    /// 気づき: how something was taken in, where that is not plain; nobody need look.
    pub notes: Vec<Problem>,
    /// What no rule understood: place and words. Never dropped in silence.
    pub unread: Vec<(String, String)>,
}

/// Reads one file: a table of records where its head row is one, else a document of statements.
///
/// `edition` is what the file is matched with. Fails only where no text can be had from the bytes at all.
pub fn read(bytes: &[u8], hint: &Hint, edition: &Edition) -> Result<Reading, Unreadable> {
    let decoded = decode(bytes, hint.encoding.as_deref())?;
    if let Some(rules) = crate::rules::read(&decoded.text, hint.name.as_deref(), edition) {
        let (proposals, problems) = (rules.proposals, rules.problems);
        return Ok(Reading { kind: "判定基準".to_owned(), proposals, problems, ..Reading::default() });
    }
    if let Some(table) = crate::tables::read(&decoded.text, edition) {
        let kind = format!("{}の表", table.name);
        let crate::tables::Table { proposals, problems, notes, .. } = table;
        return Ok(Reading { kind, proposals, problems, notes, unread: vec![] });
    }
    let document = crate::text::of_text(&decoded.text, hint);
    let mut reading = Reading { kind: "文書".to_owned(), ..crate::matching::propose(&document, edition) };
    reading.notes.extend(crate::era::of_lines(&decoded.text));
    if reading.proposals.is_empty() && reading.problems.is_empty() && !decoded.text.trim().is_empty() {
        reading.problems.push(empty());
    }
    Ok(reading)
}

/// 読む順: the place of a file among tables that are read together, so that what others lean on is known first; none where it is no
/// table.
pub fn place(bytes: &[u8]) -> Option<usize> {
    crate::tables::place(&decode(bytes, None).ok()?.text)
}

/// Words without a statement, a plan or a table in them: somebody should know that nothing came of the file.
fn empty() -> Problem {
    Problem::new(
        "文書",
        "記録にできるものがありませんでした（運営方針などの文書でも、列名が1行目にある表でもありません）",
        "nothing in it could become a record: it is no statement, and no table with its column names in the first line",
    )
}
