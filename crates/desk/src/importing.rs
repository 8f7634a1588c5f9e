//! 取り込む: files become a draft. Nothing is decided yet; what was not understood is told.

use std::sync::Arc;

use jiff::Timestamp;
use ledger::Tx;
use plan::check::Finding;
use plan::decision::{Source, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use reading::file::Reading;
use reading::problem::Problem;
use reading::text::Hint;

use crate::{Desk, Error, checking};

/// A file as it came.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    /// The draft at rest; none where the files change nothing.
    pub draft: Option<DraftId>,
    /// How many records it changes.
    pub changes: usize,
    /// How many of the records in the files are in force already, just so.
    pub unchanged: usize,
    /// File by file.
    pub files: Vec<FileReport>,
    /// What a person should look at before deciding.
    pub findings: Vec<Finding>,
    /// The edition as it would be with the draft: the findings speak of it.
    pub after: Arc<Edition>,
}

/// What was read from one file.
#[derive(Debug)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// What it was taken for.
    pub kind: String,
    /// How many records it proposes.
    pub records: usize,
    /// What could not be read, with places.
    pub problems: Vec<Problem>,
    /// 気づき: how something was taken in, where that is not plain.
    pub notes: Vec<Problem>,
    /// What nobody understood: place and words.
    pub unread: Vec<(String, String)>,
}

/// Reads files one after another, each in the light of those before it, and keeps the draft with its sources. Tables are read in the order
/// in which they lean on each other, however they are named; of two tables of one kind the later one still counts.
pub fn propose(
    desk: &Desk,
    town: &MunicipalityCode,
    files: Vec<File>,
    title: &str,
    by: &StaffId,
    at: Timestamp,
) -> Result<Imported, Error> {
    let edition = desk.edition(town)?;
    let files = in_order(files);
    let read = read(&files, &edition, by, at)?;
    let proposed = read.proposals.len();
    let edits = draft::edits(read.proposals, &edition);
    let after = edition.imagined(edits.clone(), by, at);
    let mut imported = Imported {
        draft: None,
        changes: edits.len(),
        unchanged: proposed - edits.len(),
        files: read.reports,
        findings: checking::brought(&edition, &after, &edits, at),
        after: Arc::new(after),
    };
    if !edits.is_empty() {
        let draft = Draft {
            id: draft_id(at),
            title: title.to_owned(),
            by: by.clone(),
            begun: at,
            authors: [].into(),
            sources: vec![],
            edits,
        };
        imported.draft = Some(keep(desk, town, draft, files)?);
    }
    Ok(imported)
}

/// Tables in the places that tables have, each where those before it are what it leans on; documents stay where they are.
fn in_order(files: Vec<File>) -> Vec<File> {
    let places: Vec<Option<usize>> = files.iter().map(|it| reading::file::place(&it.bytes)).collect();
    let mut tables: Vec<(usize, usize)> =
        places.iter().enumerate().filter_map(|(at, place)| Some(((*place)?, at))).collect();
    tables.sort_unstable();
    let mut tables = tables.into_iter().map(|(_, at)| at);
    let order: Vec<usize> =
        places.iter().enumerate().map(|(at, it)| it.and_then(|_| tables.next()).unwrap_or(at)).collect();
    let mut files: Vec<Option<File>> = files.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| files[at].take()).collect()
}

struct Read {
    proposals: Vec<Proposal>,
    reports: Vec<FileReport>,
}

fn read(files: &[File], edition: &Edition, by: &StaffId, at: Timestamp) -> Result<Read, Error> {
    let mut read = Read { proposals: vec![], reports: vec![] };
    let mut seen = edition.clone();
    for file in files {
        let hint = Hint { name: Some(file.name.clone()), ..Hint::default() };
        let reading = reading::file::read(&file.bytes, &hint, &seen)
            .map_err(|why| Error::Unreadable { name: file.name.clone(), why })?;
        let Reading { kind, proposals, problems, notes, unread } = reading;
        seen = seen.imagined(draft::edits(proposals.clone(), &seen), by, at);
        read.reports.push(FileReport {
            name: file.name.clone(),
            kind,
            records: proposals.len(),
            problems,
            notes,
            unread,
        });
        let placed = |it: Proposal| match it.written {
            Some(written) => Proposal { change: it.change, written: None }
                .from_words(written.text, format!("{} {}", file.name, written.place)),
            None => it,
        };
        read.proposals.extend(proposals.into_iter().map(placed));
    }
    read.proposals = newest(read.proposals);
    Ok(read)
}

/// Leaves the last proposal for each record, in the order of their first mention.
fn newest(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let mut places = std::collections::HashMap::new();
    let mut kept: Vec<Proposal> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let place = *places.entry(proposal.change.id().clone()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(earlier) => *earlier = proposal,
            None => kept.push(proposal),
        }
    }
    kept
}

/// Keeps the files and the draft in one transaction.
fn keep(desk: &Desk, town: &MunicipalityCode, mut draft: Draft, files: Vec<File>) -> Result<DraftId, Error> {
    let town = town.clone();
    desk.ledger.write(move |tx| {
        draft.id = unused(tx, &town, &draft.id)?;
        for file in &files {
            let sha256 = ledger::source::save(tx, &file.bytes)?;
            draft.sources.push(Source { name: file.name.clone(), sha256 });
        }
        ledger::draft::save(tx, &town, &draft, None)?;
        Ok(draft.id)
    })
}

/// Named after its moment.
fn draft_id(at: Timestamp) -> DraftId {
    DraftId(format!("import-{}", at.as_nanosecond()))
}

/// A name that no draft has: those that take over old documents may all bear the day on which these were decided.
pub(crate) fn unused(tx: &mut Tx<'_>, town: &MunicipalityCode, id: &DraftId) -> Result<DraftId, Error> {
    let mut free = id.clone();
    for number in 2.. {
        if ledger::draft::find(tx, town, &free)?.is_none() {
            break;
        }
        free = DraftId(format!("{}-{number}", id.0));
    }
    Ok(free)
}
