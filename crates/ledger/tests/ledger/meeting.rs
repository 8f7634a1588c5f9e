//! Two who meet on a server: what one has done and not yet committed, the other does not see, and must wait for.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ledger::{Ledger, LedgerError, Place, Tx, letter, paper, source};
use plan::consultation::{By, Letter, Mark, Point, Sender, Tally};

use crate::support::{at, given_decisions, in_schema, tamper, town};

const ROUND: &str = "comments-2026-1";

/// A connection behind the ledger's back.
fn behind(place: &Place) -> postgres::Client {
    let Place::Postgres(url) = place else { panic!("not a server: {place}") };
    postgres::Client::connect(url, postgres::NoTls).unwrap()
}

/// Waits until so many connections of this place wait for a lock of another.
fn until_waiting(place: &Place, many: i64) {
    let mut server = behind(place);
    let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
               AND application_name = current_setting('application_name')";
    for _ in 0..400 {
        if server.query_one(sql, &[]).unwrap().get::<_, i64>(0) >= many {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("nobody waits");
}

type Work<T> = Box<dyn FnOnce(&mut Tx<'_>) -> Result<T, LedgerError> + Send>;

/// Does `first`, and before it is committed begins `second` on another connection: that waits, and goes on when the first is kept.
fn meet<A: Send + 'static, B: Send + 'static>(place: &Place, first: Work<A>, second: Work<B>) -> (A, B) {
    let (one, other) = (Ledger::open(place).unwrap(), Ledger::open(place).unwrap());
    let (done, is_done) = mpsc::channel();
    let own = place.clone();
    let holds = move |tx: &mut Tx<'_>| {
        let value = first(tx)?;
        done.send(()).unwrap();
        until_waiting(&own, 1);
        Ok::<_, LedgerError>(value)
    };
    thread::scope(|scope| {
        let first = scope.spawn(|| one.write(holds).unwrap());
        is_done.recv().unwrap();
        let second = other.write(second).unwrap();
        (first.join().unwrap(), second)
    })
}

fn made(marks: &[Mark]) -> Letter {
    let point = |mark: &Mark| Point { text: "意見".to_owned(), mark: mark.clone() };
    Letter {
        by: By::Post,
        received: jiff::civil::date(2026, 11, 10),
        at: at(1),
        typed_by: None,
        sender: Sender::default(),
        place: String::new(),
        text: "意見".to_owned(),
        points: marks.iter().map(point).collect(),
        marked_by: [].into(),
    }
}

/// A letter that nobody has read, and its marking.
fn given_letter(place: &Place) -> Work<()> {
    let ledger = Ledger::open(place).unwrap();
    given_decisions(&ledger, 1);
    let seen =
        ledger.write(|tx| letter::save(tx, &town(), ROUND, "a", &made(&[Mark::Unread]), None)).unwrap();
    let marked = made(&[Mark::Listed { summary: "s".to_owned() }, Mark::Repeated]);
    Box::new(move |tx| letter::save(tx, &town(), ROUND, "a", &marked, Some(seen)).map(drop))
}

fn tally(place: &Place) -> Tally {
    Ledger::open(place).unwrap().read(|tx| letter::tally(tx, &town(), ROUND)).unwrap()
}

#[test]
fn a_letter_that_is_removed_while_it_is_marked_leaves_nothing_that_counts() {
    in_schema(|place| {
        let marking = given_letter(place);
        let remove: Work<bool> = Box::new(|tx| letter::remove(tx, &town(), ROUND, "a"));
        assert!(meet(place, marking, remove).1);
        assert_eq!(tally(place), Tally::default());
    });
    in_schema(|place| {
        let marking = given_letter(place);
        let remove: Work<u64> = Box::new(|tx| letter::remove_all(tx, &town(), ROUND));
        assert_eq!(meet(place, marking, remove).1, 1);
        assert_eq!(tally(place), Tally::default());
    });
}

#[test]
fn a_letter_that_comes_while_its_round_is_forgotten_is_there_and_counts_or_neither() {
    in_schema(|place| {
        drop(given_letter(place));
        let both: Work<()> = Box::new(|tx| {
            letter::remove(tx, &town(), ROUND, "a")?;
            letter::save(tx, &town(), ROUND, "b", &made(&[Mark::Unread]), None).map(drop)
        });
        let forget: Work<u64> = Box::new(|tx| letter::remove_all(tx, &town(), ROUND));
        meet(place, both, forget);
        let there =
            Ledger::open(place).unwrap().read(|tx| paper::list::<Letter>(tx, &town(), ROUND)).unwrap();
        assert_eq!(tally(place), Tally::of(there.iter().map(|it| &it.value)));
        assert_eq!(there.len(), 1, "it came after the round was looked through");
    });
}

#[test]
fn programs_that_start_together_on_an_older_ledger_bring_it_on_once() {
    in_schema(|place| {
        drop(given_letter(place));
        tamper(place, crate::letters::OLDER);
        let mut holder = behind(place);
        let mut hold = holder.transaction().unwrap();
        hold.batch_execute("LOCK TABLE schema_step IN SHARE MODE").unwrap();
        thread::scope(|scope| {
            let both = [(); 2].map(|()| scope.spawn(|| Ledger::open(place).map(drop)));
            until_waiting(place, 2);
            hold.commit().unwrap();
            assert_eq!(both.map(|it| it.join().unwrap()), [Ok(()), Ok(())]);
        });
        assert_eq!(tally(place).unread, 1);
    });
}

#[test]
fn a_file_that_is_kept_again_while_it_is_removed_stays_whoever_was_first() {
    in_schema(|place| {
        let ledger = Ledger::open(place).unwrap();
        let hash = ledger.write(|tx| source::save(tx, b"roster")).unwrap();
        let keep = || -> Work<String> { Box::new(|tx| source::save(tx, b"roster")) };
        let remove = || -> Work<bool> {
            let hash = hash.clone();
            let seen = ledger.read(|tx| source::times_kept(tx, &hash)).unwrap().unwrap();
            Box::new(move |tx| source::remove(tx, &hash, seen))
        };
        let bytes = || ledger.read(|tx| source::find(tx, &hash)).unwrap();
        assert!(!meet(place, keep(), remove()).1, "what was kept and not yet committed is waited for");
        assert_eq!(bytes().as_deref(), Some(&b"roster"[..]));
        let before = ledger.read(|tx| source::times_kept(tx, &hash)).unwrap();
        assert!(meet(place, remove(), keep()).0);
        assert_eq!(bytes().as_deref(), Some(&b"roster"[..]), "it was kept anew");
        let after = ledger.read(|tx| source::times_kept(tx, &hash)).unwrap();
        assert!(before < after, "and goes on counting: {before:?}, {after:?}");
    });
}
