//! What cannot be opened is refused with a sentence, and left as it was.

use std::fs;
use std::path::Path;
use std::process::Command;

use ledger::{Ledger, LedgerError, Place, decision, municipality, source};

use crate::support::{decision, file, given_decisions, given_everything, in_schema, on_both_places, path};
use crate::support::{disconnect, say, tamper, town};

fn refusal(place: &Place) -> LedgerError {
    let error = Ledger::open(place).err().expect("it should have been refused");
    assert!(!error.ja().is_empty() && !error.to_string().is_empty());
    error
}

#[test]
fn a_ledger_of_a_newer_program_is_refused() {
    on_both_places(|place| {
        given_decisions(&Ledger::open(place).unwrap(), 1);
        tamper(place, "INSERT INTO schema_step (number) VALUES (99)");
        assert_eq!(refusal(place), LedgerError::Newer { found: 99, known: 7 });
    });
}

#[test]
fn files_that_are_no_ledger_are_refused_and_left_alone() {
    let (folder, _) = file();
    let check = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        assert!(matches!(refusal(&Place::File(path.clone())), LedgerError::NotALedger(_)), "{name}");
        assert!(matches!(Ledger::inspect(&path).err(), Some(LedgerError::NotALedger(_))), "{name}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}");
    };
    check("notes.txt", "目安".repeat(1000).as_bytes());
    check("short.db", b"SQLite format 3\0");

    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE address (name TEXT)").unwrap();
    check("other.db", &fs::read(&other).unwrap());
}

#[test]
fn a_ledger_cut_short_is_refused_or_found_damaged() {
    let (_folder, place) = file();
    given_everything(&Ledger::open(&place).unwrap());
    let whole = fs::read(path(&place)).unwrap();
    for length in (1..whole.len()).step_by(whole.len() / 40) {
        fs::write(path(&place), &whole[..length]).unwrap();
        if let Ok(ledger) = Ledger::open(&place) {
            let report = ledger::verify(&ledger, |_| {});
            assert!(report.is_err() || report.is_ok_and(|it| !it.is_sound()), "{length}");
        }
    }
}

#[test]
fn programs_that_start_together_make_one_ledger() {
    on_both_places(|place| {
        std::thread::scope(|scope| {
            let open = || scope.spawn(|| Ledger::open(place).map(drop));
            let all: Vec<_> = (0..8).map(|_| open()).collect();
            all.into_iter().for_each(|one| one.join().unwrap().unwrap());
        });
        given_decisions(&Ledger::open(place).unwrap(), 1);
    });
}

#[test]
fn an_empty_file_becomes_a_ledger_and_a_missing_folder_is_made() {
    let (folder, _) = file();
    let empty = folder.path().join("empty.db");
    fs::write(&empty, b"").unwrap();
    given_decisions(&Ledger::open(&Place::File(empty)).unwrap(), 1);
    given_decisions(&Ledger::open(&Place::File(folder.path().join("a/b/meyasu.db"))).unwrap(), 1);
}

#[test]
fn a_place_that_cannot_be_written_is_refused() {
    let (folder, _) = file();
    let blocked = folder.path().join("file");
    fs::write(&blocked, b"").unwrap();
    for path in [blocked.join("meyasu.db"), folder.path().to_owned()] {
        assert!(matches!(refusal(&Place::File(path)), LedgerError::Unwritable { .. }));
    }
    let missing = folder.path().join("missing.db");
    assert_eq!(Ledger::inspect(&missing).err(), Some(LedgerError::NoFile(missing)));
}

#[test]
fn a_file_opened_for_inspection_is_read_and_not_written() {
    let (_folder, place) = file();
    given_everything(&Ledger::open(&place).unwrap());
    let before = fs::read(path(&place)).unwrap();

    let ledger = Ledger::inspect(&path(&place)).unwrap();
    let head = ledger.read(|tx| municipality::find(tx, &town())).unwrap().unwrap();
    let done = ledger.write(|tx| decision::append(tx, &decision(6)));

    assert_eq!(head.number.0, 5);
    assert_eq!(done, Err(LedgerError::ReadOnly));
    assert_eq!(fs::read(path(&place)).unwrap(), before);
}

#[test]
fn a_server_that_is_not_there_is_named_without_its_password() {
    let place = Place::Postgres("postgres://city:sesame@127.0.0.1:1/meyasu".to_owned());
    let error = refusal(&place);
    assert!(matches!(error, LedgerError::Unreachable(_)), "{error:?}");
    assert!(!format!("{error} {error:?} {place:?} {}", error.ja()).contains("sesame"));

    let wrong = refusal(&Place::Postgres("postgres://city:sesame@host:port/meyasu".to_owned()));
    assert!(matches!(wrong, LedgerError::Address(_)), "{wrong:?}");
    assert!(!format!("{wrong:?}").contains("sesame"));
}

#[test]
fn connections_that_the_server_closed_are_replaced() {
    in_schema(|place| {
        let ledger = Ledger::open(place).unwrap();
        given_decisions(&ledger, 1);
        disconnect(place, "%");
        ledger.write(|tx| decision::append(tx, &decision(2))).unwrap();
    });
}

#[test]
fn a_connection_lost_at_the_commit_is_told_as_it_is() {
    in_schema(|place| {
        let ledger = Ledger::open(place).unwrap();
        given_decisions(&ledger, 1);
        let own = place.clone();
        let done: Result<(), LedgerError> = ledger.write(move |tx| {
            decision::append(tx, &decision(2))?;
            disconnect(&own, "%");
            Ok(())
        });
        assert!(matches!(done, Err(LedgerError::Unacknowledged(_))), "{done:?}");
        assert_eq!(ledger.read(|tx| decision::load(tx, &town())).unwrap().len(), 1);
        ledger.write(|tx| decision::append(tx, &decision(2))).unwrap();
    });
}

#[test]
fn encryption_checks_the_certificate_and_the_name() {
    let Ok(url) = std::env::var("TEST_POSTGRES_TLS_URL") else {
        return say("skipped: TEST_POSTGRES_TLS_URL not set");
    };
    Ledger::open(&Place::Postgres(url.clone())).unwrap();

    let (address, _) = url.split_once('?').unwrap();
    let unknown = refusal(&Place::Postgres(format!("{address}?sslmode=require")));
    assert!(matches!(&unknown, LedgerError::Unreachable(why) if why.contains("certificate")), "{unknown:?}");
    let misnamed = refusal(&Place::Postgres(url.replace("@localhost", "@127.0.0.1")));
    assert!(
        matches!(&misnamed, LedgerError::Unreachable(why) if why.contains("certificate")),
        "{misnamed:?}"
    );
}

#[test]
fn the_log_of_a_file_is_moved_into_it_while_it_is_open() {
    let (_folder, place) = file();
    let ledger = Ledger::open(&place).unwrap();
    given_decisions(&ledger, 0);
    let size = |name: &str| fs::metadata(path(&place).with_file_name(name)).unwrap().len();
    for number in 1..=40 {
        let save = move |tx: &mut ledger::Tx<'_>| {
            source::save(tx, &vec![number as u8; 1_000_000])?;
            decision::append(tx, &decision(number))
        };
        ledger.write(save).unwrap();
    }
    assert!(size("meyasu.db") > 30_000_000, "{}", size("meyasu.db"));
    assert!(size("meyasu.db-wal") < 10_000_000, "{}", size("meyasu.db-wal"));
}

/// A file system of 2 MB in memory, where the system lets us mount one.
struct Small<'f>(&'f Path);

impl<'f> Small<'f> {
    fn mount(folder: &'f Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(folder);
        mount.output().ok().filter(|it| it.status.success()).map(|_| Self(folder))
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).output();
    }
}

#[test]
fn a_full_disk_stops_writing_and_loses_nothing() {
    let (folder, place) = file();
    let Some(_small) = Small::mount(folder.path()) else {
        return say("skipped: a small file system cannot be mounted here");
    };
    let ledger = Ledger::open(&place).unwrap();
    given_decisions(&ledger, 0);
    let padding = folder.path().join("padding");
    fs::write(&padding, vec![0; 1_200_000]).unwrap();

    let save = |number: u64| {
        let decide = move |tx: &mut ledger::Tx<'_>| {
            source::save(tx, &vec![number as u8; 50_000])?;
            decision::append(tx, &decision(number))
        };
        ledger.write(decide)
    };
    let refused = (1..100).find_map(|number| save(number).err().map(|error| (number, error)));
    let (number, error) = refused.expect("a full disk should have been noticed");
    assert_eq!(error, LedgerError::Stopped(Box::new(LedgerError::DiskFull)));
    assert_eq!(ledger.stopped(), Some(error.clone()));
    assert_eq!(save(number), Err(error), "a handle that failed is not tried again");
    assert_eq!(ledger.read(|tx| decision::load(tx, &town())).unwrap().len() as u64, number - 1);

    fs::remove_file(padding).unwrap();
    drop(ledger);
    let again = Ledger::open(&place).unwrap();
    again.write(move |tx| decision::append(tx, &decision(number))).unwrap();
    assert_eq!(ledger::verify(&again, |_| {}).unwrap().faults, []);
    drop(again);
}
