//! A backup is what was restored from it.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use ledger::{Existing, Ledger, LedgerError, Place, Progress, decision, draft, municipality, publication};
use ledger::{paper, restore, source, verify};

use crate::support::{Slip, tamper, town};
use crate::support::{decision, file, given_decisions, given_everything, in_schema, on_both, on_both_places};

/// All that a ledger says, for comparing.
fn said(ledger: &Ledger) -> impl PartialEq + std::fmt::Debug + use<> {
    ledger
        .read(|tx| {
            let town = town();
            let bodies =
                (1..=5).map(|number| decision::body(tx, &town, plan::decision::DecisionNumber(number)));
            Ok::<_, LedgerError>((
                bodies.collect::<Result<Vec<_>, _>>()?,
                municipality::list(tx)?,
                publication::list(tx, &town)?,
                draft::list(tx, &town)?,
                source::list(tx)?,
                paper::all::<Slip>(tx, &town)?,
                paper::past::<Slip>(tx, &town, "票", "a")?,
            ))
        })
        .unwrap()
}

#[test]
fn a_ledger_comes_back_from_either_engine_to_either() {
    on_both_places(|from| {
        let ledger = Ledger::open(from).unwrap();
        given_everything(&ledger);
        let (folder, empty) = file();
        let copy = folder.path().join("backup.db");

        let report = ledger.backup(&copy, Existing::Keep, |_| {}).unwrap();
        assert_eq!((report.decisions, report.sources), (5, 1));

        let check = |to: &Place| {
            let restored = restore(&copy, to, |_| {}).unwrap();
            assert_eq!(restored.heads, report.heads);
            let again = Ledger::open(to).unwrap();
            assert_eq!(said(&again), said(&ledger));
            again.write(|tx| decision::append(tx, &decision(6))).unwrap();
            assert!(verify(&again, |_| {}).unwrap().is_sound());
        };
        check(&empty);
        in_schema(check);
    });
}

#[test]
fn a_backup_does_not_overwrite_unasked() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let (folder, _) = file();
        let copy = folder.path().join("new folder").join("backup.db");
        ledger.backup(&copy, Existing::Keep, |_| {}).unwrap();
        ledger.write(|tx| decision::append(tx, &decision(2))).unwrap();

        let refused = ledger.backup(&copy, Existing::Keep, |_| {});
        assert_eq!(refused.err(), Some(LedgerError::InTheWay(copy.clone())));
        assert_eq!(ledger.backup(&copy, Existing::Replace, |_| {}).unwrap().decisions, 2);

        let files = fs::read_dir(copy.parent().unwrap()).unwrap().count();
        assert_eq!(files, 1, "a backup is one file and leaves nothing beside it");
    });
}

#[test]
fn a_restore_goes_only_where_no_ledger_is() {
    let (folder, from) = file();
    let ledger = Ledger::open(&from).unwrap();
    given_everything(&ledger);
    let copy = folder.path().join("backup.db");
    ledger.backup(&copy, Existing::Keep, |_| {}).unwrap();

    on_both_places(|place| {
        given_decisions(&Ledger::open(place).unwrap(), 1);
        let refused = restore(&copy, place, |_| {}).err();
        assert_eq!(refused, Some(LedgerError::NotEmpty(place.to_string())));
        let kept = Ledger::open(place).unwrap().read(|tx| decision::load(tx, &town())).unwrap();
        assert_eq!(kept.len(), 1);
    });
}

#[test]
fn what_is_not_sound_is_neither_backed_up_nor_restored() {
    on_both_places(|place| {
        let ledger = Ledger::open(place).unwrap();
        given_everything(&ledger);
        let (folder, empty) = file();
        let copy = folder.path().join("backup.db");
        ledger.backup(&copy, Existing::Keep, |_| {}).unwrap();
        let alter = "UPDATE decision SET body = replace(body, '目安市3', '目安市9') WHERE number = 3";

        tamper(place, alter);
        let late = ledger.backup(&folder.path().join("late.db"), Existing::Keep, |_| {});
        assert!(matches!(late, Err(LedgerError::Unsound(_))), "{late:?}");

        tamper(&Place::File(copy.clone()), alter);
        let restored = restore(&copy, &empty, |_| {});
        assert!(matches!(restored, Err(LedgerError::Unsound(_))), "{restored:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the first backup is there");
    });
}

#[test]
fn backups_are_whole_while_others_write() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let (folder, _) = file();
        let (stop, acknowledged) = (AtomicBool::new(false), AtomicU64::new(1));
        thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    let next = acknowledged.load(Ordering::SeqCst) + 1;
                    ledger.write(move |tx| decision::append(tx, &decision(next))).unwrap();
                    acknowledged.store(next, Ordering::SeqCst);
                    thread::sleep(Duration::from_millis(5));
                }
            });
            for round in 0..10 {
                let before = acknowledged.load(Ordering::SeqCst);
                let copy = folder.path().join(format!("{round}.db"));
                let report = ledger.backup(&copy, Existing::Keep, |_| {}).unwrap();
                assert!(report.decisions >= before);
            }
            stop.store(true, Ordering::Relaxed);
        });
    });
}

#[test]
fn progress_ends_with_the_whole() {
    on_both(|ledger| {
        given_everything(ledger);
        let (folder, _) = file();
        let mut last = None;
        ledger.backup(&folder.path().join("backup.db"), Existing::Keep, |at| last = Some(at)).unwrap();
        assert_eq!(last, Some(Progress { done: 6, of: 6 }));
    });
}
