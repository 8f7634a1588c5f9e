//! A fresh ledger for every test, and things to put into it.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use ledger::paper::{self, Paper};
use ledger::{Ledger, LedgerError, Place, municipality, publication, source};
use plan::decision::{Change, Decision, DecisionNumber, Edit, Source, StaffId};
use plan::digest::Digest;
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::publication::Publication;
use plan::record::{Record, RecordId};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

/// Runs a test on SQLite in a temporary folder, then in a schema of its own of `TEST_POSTGRES_URL`.
pub(crate) fn on_both(test: impl Fn(&Ledger)) {
    on_both_places(|place| test(&Ledger::open(place).unwrap()));
}

/// The same, for tests that open the place themselves.
pub(crate) fn on_both_places(test: impl Fn(&Place)) {
    let (_folder, place) = file();
    test(&place);
    in_schema(test);
}

/// A place for a file in a folder that lives as long as the first value.
pub(crate) fn file() -> (TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::File(folder.path().join("meyasu.db"));
    (folder, place)
}

/// Runs a test in an empty schema of the test server.
pub(crate) fn in_schema(test: impl Fn(&Place)) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else {
        say("skipped: TEST_POSTGRES_URL not set");
        return;
    };
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut server = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    server.batch_execute(&format!("CREATE SCHEMA {name}")).unwrap();
    let mark = if url.contains('?') { '&' } else { '?' };
    let place = Place::Postgres(format!("{url}{mark}options=-csearch_path%3D{name}&application_name={name}"));
    let done = catch_unwind(AssertUnwindSafe(|| test(&place)));
    server.batch_execute(&format!("DROP SCHEMA {name} CASCADE")).unwrap();
    done.unwrap_or_else(|panic| resume_unwind(panic));
}

/// Says it once, even where the output of tests that pass is kept back.
pub(crate) fn say(line: &'static str) {
    static SAID: Mutex<Vec<&str>> = Mutex::new(vec![]);
    let mut said = SAID.lock().unwrap();
    if !said.contains(&line) {
        said.push(line);
        std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
    }
}

/// Ends the server's side of the connections that tests opened at this place: those whose last words were like `query`.
pub(crate) fn disconnect(place: &Place, query: &str) {
    let Place::Postgres(url) = place else { panic!("not a server: {place}") };
    let mut server = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE $1
               AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()";
    assert!(!server.query(sql, &[&query]).unwrap().is_empty());
}

/// The path of a place that is a file.
pub(crate) fn path(place: &Place) -> PathBuf {
    let Place::File(path) = place else { panic!("not a file: {place}") };
    path.clone()
}

pub(crate) fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990019").or_else(|_| MunicipalityCode::parse("99001")).unwrap()
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

/// A paper of the tests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Slip(pub(crate) String);

impl Paper for Slip {
    const KIND: &'static str = "slip";
}

/// The decision with this number, which names the municipality anew.
pub(crate) fn decision(number: u64) -> Decision {
    let body = Municipality::new(format!("目安市{number}"));
    decision_of(number, [Record::new(RecordId::municipality(), body)])
}

pub(crate) fn decision_of(number: u64, records: impl IntoIterator<Item = Record>) -> Decision {
    let put = |record| Edit { change: Change::Put(std::sync::Arc::new(record)), seen: None, written: None };
    Decision {
        municipality: town(),
        number: DecisionNumber(number),
        at: at(number as i64),
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("s1".to_owned()),
        reason: "確定値の反映".to_owned(),
        sources: vec![],
        edits: records.into_iter().map(put).collect(),
    }
}

/// Founds the town and appends decisions 1 to `count`.
pub(crate) fn given_decisions(ledger: &Ledger, count: u64) {
    ledger
        .write(move |tx| {
            municipality::found(tx, &town())?;
            (1..=count).try_for_each(|number| ledger::decision::append(tx, &decision(number)).map(drop))
        })
        .unwrap_or_else(|error: LedgerError| panic!("{error}"));
}

/// Runs SQL behind the ledger's back. `x'…'` is a blob on both engines here.
pub(crate) fn tamper(place: &Place, sql: &str) {
    match place {
        Place::File(path) => {
            let connection = rusqlite::Connection::open(path).unwrap();
            connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        }
        Place::Postgres(url) => {
            let mut server = postgres::Client::connect(url, postgres::NoTls).unwrap();
            let sql = sql.replace("x'", "'\\x");
            server.batch_execute(&format!("SET session_replication_role = replica; {sql}")).unwrap();
        }
    }
}

pub(crate) fn published(number: u64, decision: u64) -> Publication {
    Publication {
        number,
        decision: DecisionNumber(decision),
        at: at(0),
        recorded_at: None,
        by: StaffId("s1".to_owned()),
        label: "確定".to_owned(),
        note: Some("決算の確定による".to_owned()),
        despite: None,
        unsolved: vec![],
    }
}

pub(crate) fn draft(id: &str, title: &str) -> Draft {
    Draft {
        id: DraftId(id.to_owned()),
        title: title.to_owned(),
        by: StaffId("s1".to_owned()),
        begun: at(0),
        authors: [].into(),
        sources: vec![],
        edits: vec![],
    }
}

/// The digest of a publication of one of the test decisions.
pub(crate) fn digest_of(publication: u64, number: u64) -> Digest {
    let edition = Arc::new(Edition::fold(town(), (1..=number).map(|it| Arc::new(decision(it)))));
    Digest::of(&edition, &published(publication, number))
}

/// A little of everything: five decisions, the last of them on a file, two publications and a digest, a draft.
pub(crate) fn given_everything(ledger: &Ledger) {
    given_decisions(ledger, 4);
    ledger
        .write(|tx| {
            let sha256 = source::save(tx, b"figures")?;
            let sources = vec![Source { name: "実績.xlsx".to_owned(), sha256 }];
            ledger::decision::append(tx, &Decision { sources, ..decision(5) })?;
            publication::append(tx, &town(), &published(1, 3))?;
            publication::append(tx, &town(), &published(2, 5))?;
            ledger::digest::save(tx, &digest_of(2, 5))?;
            ledger::draft::save(tx, &town(), &draft("d1", "案"), None)?;
            let first = paper::save(tx, &town(), "票", "a", &Slip("一".to_owned()), None)?;
            let kept = paper::find::<Slip>(tx, &town(), "票", "a")?.ok_or(LedgerError::StalePaper)?;
            paper::keep(tx, &town(), &kept)?;
            paper::save(tx, &town(), "票", "a", &Slip("葛\u{E0100}".to_owned()), Some(first)).map(drop)
        })
        .unwrap_or_else(|error: LedgerError| panic!("{error}"));
}
