//! Many writers, and much at once.

use std::thread;
use std::time::{Duration, Instant};

use ledger::{Ledger, LedgerError, Place, decision, municipality, verify};
use plan::actual::{Actual, Figure, Status};
use plan::decision::Decision;
use plan::fiscal_year::FiscalYear;
use plan::record::{Record, RecordId};
use rust_decimal::Decimal;

use crate::support::{decision, decision_of, given_decisions, on_both, on_both_places, town};

const WRITERS: usize = 8;
const EACH: usize = 50;

/// Every writer has a ledger of its own, as on machines of their own.
fn race(place: &Place, write_one: impl Fn(&Ledger) + Copy + Send + Sync) {
    given_decisions(&Ledger::open(place).unwrap(), 0);
    thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(move || {
                let ledger = Ledger::open(place).unwrap();
                (0..EACH).for_each(|_| write_one(&ledger));
            });
        }
    });

    let ledger = Ledger::open(place).unwrap();
    let decisions = ledger.read(|tx| decision::load(tx, &town())).unwrap();
    let numbers: Vec<u64> = decisions.iter().map(|it| it.number.0).collect();
    assert_eq!(numbers, (1..=(WRITERS * EACH) as u64).collect::<Vec<_>>());
    assert_eq!(verify(&ledger, |_| {}).unwrap().faults, []);
}

#[test]
fn writers_who_reserve_are_never_out_of_turn() {
    on_both_places(|place| {
        race(place, |ledger| {
            ledger
                .write(|tx| {
                    let head = municipality::reserve(tx, &town())?;
                    decision::append(tx, &decision(head.number.next().0))
                })
                .unwrap();
        });
    });
}

#[test]
fn writers_who_race_try_again_and_lose_nothing() {
    on_both_places(|place| race(place, append_until_done));
}

fn append_until_done(ledger: &Ledger) {
    loop {
        let seen = ledger.read(|tx| municipality::find(tx, &town())).unwrap().unwrap();
        let next = seen.number.next().0;
        match ledger.write(move |tx| decision::append(tx, &decision(next))) {
            Ok(_) => return,
            Err(LedgerError::OutOfTurn) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn threads_share_one_ledger() {
    on_both(|ledger| {
        given_decisions(ledger, 0);
        thread::scope(|scope| {
            for _ in 0..WRITERS {
                scope.spawn(|| (0..EACH).for_each(|_| append_until_done(ledger)));
            }
        });
        let head = ledger.read(|tx| municipality::find(tx, &town())).unwrap().unwrap();
        assert_eq!(head.number.0, (WRITERS * EACH) as u64);
    });
}

#[test]
fn a_write_inside_a_write_is_refused_and_not_waited_for() {
    let (_folder, place) = crate::support::file();
    let ledger = Ledger::open(&place).unwrap();
    let inner = ledger.clone();
    let begun = Instant::now();
    let done: Result<(), LedgerError> = ledger.write(move |_| inner.write(|_| Ok(())));
    assert_eq!(done, Err(LedgerError::Busy));
    assert!(begun.elapsed() < Duration::from_secs(1));
}

#[test]
fn ten_thousand_records_are_one_decision() {
    on_both(|ledger| {
        let large = large(10_000);
        let copy = large.clone();
        ledger
            .write(move |tx| {
                municipality::found(tx, &town())?;
                decision::append(tx, &copy)
            })
            .unwrap();
        let loaded = ledger.read(|tx| decision::load(tx, &town())).unwrap();
        assert_eq!(*loaded[0], large);
    });
}

/// A decision on so many actuals.
fn large(count: usize) -> Decision {
    let actual = |at: usize| {
        let actual = Actual {
            indicator: RecordId::new(format!("indicator-{at}")),
            fiscal_year: FiscalYear::new(2024),
            figure: Figure::Value(Decimal::new(at as i64, 1)),
            status: Status::Final,
            sample: None,
            explanation: Some("参加者が増えたため".to_owned()),
        };
        Record::new(actual.id(), actual)
    };
    decision_of(1, (0..count).map(actual))
}
