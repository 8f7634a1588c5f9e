//! What is put in comes out again, and what may not go in does not.

use ledger::draft::{self, Revision};
use ledger::paper::{self, Paper};
use ledger::{Ledger, LedgerError, decision, municipality, publication, source, tree};
use plan::decision::DecisionNumber;
use plan::draft::DraftId;
use plan::municipality::MunicipalityCode;

use crate::support::{
    Slip, decision, draft as a_draft, given_decisions, given_everything, on_both, on_both_places, published,
    town,
};

#[test]
fn decisions_come_back_in_order_as_they_were() {
    on_both(|ledger| {
        given_decisions(ledger, 12);

        let loaded = ledger.read(|tx| decision::load(tx, &town())).unwrap();
        let tail = ledger.read(|tx| decision::after(tx, &town(), DecisionNumber(10))).unwrap();

        assert_eq!(loaded.len(), 12);
        assert_eq!(*loaded[11], decision(12));
        assert_eq!(tail, loaded[10..]);
    });
}

#[test]
fn a_ledger_is_there_when_it_is_opened_again() {
    on_both_places(|place| {
        given_decisions(&Ledger::open(place).unwrap(), 3);

        let heads = Ledger::open(place).unwrap().read(municipality::list).unwrap();

        assert_eq!(heads.len(), 1);
        assert_eq!(heads[0].number, DecisionNumber(3));
    });
}

#[test]
fn a_number_that_is_not_the_next_is_refused() {
    on_both(|ledger| {
        given_decisions(ledger, 2);
        for number in [0, 1, 2, 4, u64::MAX] {
            let done = ledger.write(move |tx| decision::append(tx, &decision(number)));
            assert_eq!(done, Err(LedgerError::OutOfTurn), "{number}");
        }
    });
}

#[test]
fn a_municipality_is_founded_once_and_before_its_first_decision() {
    on_both(|ledger| {
        let early = ledger.write(|tx| decision::append(tx, &decision(1)));
        assert_eq!(early, Err(LedgerError::NotFounded(town())));

        ledger.write(|tx| municipality::found(tx, &town())).unwrap();
        let twice = ledger.write(|tx| municipality::found(tx, &town()));

        assert_eq!(twice, Err(LedgerError::AlreadyFounded(town())));
        let other = MunicipalityCode::parse("131148").unwrap();
        assert_eq!(ledger.read(|tx| municipality::find(tx, &other)), Ok(None));
    });
}

#[test]
fn the_head_and_the_stored_text_agree_with_the_tree() {
    on_both(|ledger| {
        given_decisions(ledger, 7);

        let head = ledger.read(|tx| municipality::find(tx, &town())).unwrap().unwrap();
        let leaves = ledger.read(|tx| decision::leaves(tx, &town())).unwrap();
        let body = ledger.read(|tx| decision::body(tx, &town(), DecisionNumber(3))).unwrap().unwrap();

        assert_eq!(head.root(), tree::root(&leaves));
        let proof = tree::inclusion(&leaves, 2).unwrap();
        assert!(tree::includes(tree::leaf(body.as_bytes()), 2, 7, &proof, head.root()));
    });
}

#[test]
fn work_that_fails_leaves_nothing() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let done: Result<(), LedgerError> = ledger.write(|tx| {
            decision::append(tx, &decision(2))?;
            Err(LedgerError::Busy)
        });
        assert_eq!(done, Err(LedgerError::Busy));
        assert_eq!(ledger.read(|tx| decision::load(tx, &town())).unwrap().len(), 1);
    });
}

#[test]
fn a_failure_that_was_overlooked_is_not_committed() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let done: Result<(), LedgerError> = ledger.write(|tx| {
            decision::append(tx, &decision(2))?;
            let dangling = publication::append(tx, &town(), &published(1, 99));
            assert_eq!(dangling, Err(LedgerError::Dangling));
            Ok(())
        });
        assert_eq!(done, Err(LedgerError::Failed));
        assert_eq!(ledger.read(|tx| decision::load(tx, &town())).unwrap().len(), 1);
    });
}

#[test]
fn work_that_panics_leaves_nothing_and_the_ledger_goes_on() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let writing = ledger.clone();
        let done = std::thread::spawn(move || {
            writing.write(|tx| -> Result<(), LedgerError> {
                decision::append(tx, &decision(2))?;
                panic!("on purpose")
            })
        });
        assert!(done.join().is_err());
        ledger.write(|tx| decision::append(tx, &decision(2))).unwrap();
    });
}

#[test]
fn a_reading_transaction_cannot_write_and_sees_one_state() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let written = ledger.read(|tx| decision::append(tx, &decision(2)));
        assert!(written.is_err());

        ledger
            .read(|tx| {
                let before = decision::load(tx, &town())?.len();
                ledger.write(|tx| decision::append(tx, &decision(2)))?;
                assert_eq!(decision::load(tx, &town())?.len(), before);
                Ok::<(), LedgerError>(())
            })
            .unwrap();
    });
}

#[test]
fn publications_are_numbered_and_name_a_decision() {
    on_both(|ledger| {
        given_decisions(ledger, 5);
        let publish = |number, decision| {
            ledger.write(move |tx| publication::append(tx, &town(), &published(number, decision)))
        };
        assert_eq!(publish(2, 5), Err(LedgerError::OutOfTurn));
        assert_eq!(publish(1, 6), Err(LedgerError::Dangling));
        assert_eq!(publish(1, 4), Ok(()));
        assert_eq!(publish(1, 5), Err(LedgerError::OutOfTurn));
        assert_eq!(publish(2, 3), Ok(()));

        let list = ledger.read(|tx| publication::list(tx, &town())).unwrap();
        assert_eq!(list, [published(1, 4), published(2, 3)]);
        assert_eq!(ledger.read(|tx| publication::latest(tx, &town())).unwrap(), Some(published(2, 3)));
    });
}

#[test]
fn nobody_overwrites_a_draft_they_have_not_seen() {
    on_both(|ledger| {
        given_decisions(ledger, 0);
        let save = |title: &'static str, seen| {
            ledger.write(move |tx| draft::save(tx, &town(), &a_draft("d1", title), seen))
        };
        let first = save("一", None).unwrap();
        assert_eq!(save("別人", None), Err(LedgerError::StaleDraft));
        let second = save("二", Some(first)).unwrap();
        assert_eq!(save("三", Some(first)), Err(LedgerError::StaleDraft));
        assert_eq!(save("三", Some(Revision(99))), Err(LedgerError::StaleDraft));

        let saved = ledger.read(|tx| draft::find(tx, &town(), &DraftId("d1".to_owned()))).unwrap().unwrap();
        assert_eq!((saved.revision, saved.draft.title.as_str()), (second, "二"));
    });
}

#[test]
fn a_removed_draft_does_not_come_back() {
    on_both(|ledger| {
        given_decisions(ledger, 0);
        let id = DraftId("d1".to_owned());
        let seen = ledger.write(|tx| draft::save(tx, &town(), &a_draft("d1", "一"), None)).unwrap();
        let gone = id.clone();
        assert_eq!(ledger.write(move |tx| draft::remove(tx, &town(), &gone)), Ok(true));

        let late = ledger.write(move |tx| draft::save(tx, &town(), &a_draft("d1", "二"), Some(seen)));

        assert_eq!(late, Err(LedgerError::StaleDraft));
        assert_eq!(ledger.read(|tx| draft::list(tx, &town())).unwrap(), []);
        assert_eq!(ledger.write(move |tx| draft::remove(tx, &town(), &id)), Ok(false));
    });
}

#[test]
fn a_file_is_kept_once_under_its_hash() {
    on_both(|ledger| {
        let save = || ledger.write(|tx| source::save(tx, b"\x00\xffabc")).unwrap();
        let hash = save();
        assert_eq!(save(), hash);

        assert_eq!(ledger.read(source::list), Ok(vec![(hash.clone(), 5)]));
        assert_eq!(ledger.read(|tx| source::find(tx, &hash)), Ok(Some(b"\x00\xffabc".to_vec())));
        assert_eq!(ledger.read(|tx| source::find(tx, "00")), Ok(None));
    });
}

#[test]
fn a_file_that_was_kept_again_since_it_was_looked_at_is_not_removed() {
    on_both(|ledger| {
        let save = || ledger.write(|tx| source::save(tx, b"roster")).unwrap();
        let hash = save();
        let kept = |hash: &str| ledger.read(|tx| source::times_kept(tx, hash)).unwrap();
        let remove = |hash: &str, seen: u64| {
            let hash = hash.to_owned();
            ledger.write(move |tx| source::remove(tx, &hash, seen)).unwrap()
        };
        let seen = kept(&hash).unwrap();
        save();
        assert!(!remove(&hash, seen), "it was kept again");
        assert!(remove(&hash, kept(&hash).unwrap()));
        assert_eq!(kept(&hash), None);
        // Another hand removed it, and it was kept anew: whoever looked at it before finds another count.
        save();
        assert_eq!(kept(&hash), Some(3));
        assert!((1..3).all(|old| !remove(&hash, old)) && kept(&hash) == Some(3));
        assert!(remove(&hash, 3));
        save();
        assert_eq!(kept(&hash), Some(4), "again and again");
    });
}

#[test]
fn whoever_names_a_file_is_found_in_one_look() {
    on_both(|ledger| {
        given_everything(ledger);
        let hash = |it: &[u8]| source::name(it);
        let (decided, drafted, written, past, free) =
            (hash(b"figures"), hash(b"d"), hash(b"w"), hash(b"p"), hash(b"free"));
        let (of_draft, of_slip, of_past) = (drafted.clone(), Slip(written.clone()), Slip(past.clone()));
        let write = move |tx: &mut ledger::Tx<'_>| {
            draft::save(tx, &town(), &a_draft("d2", &of_draft), None)?;
            paper::save(tx, &town(), "", "w", &of_slip, None)?;
            paper::save(tx, &town(), "", "p", &of_past, None)?;
            let kept = paper::find(tx, &town(), "", "p")?.ok_or(LedgerError::StalePaper)?;
            paper::keep::<Slip>(tx, &town(), &kept)?;
            paper::remove::<Slip>(tx, &town(), "", "p").map(drop)
        };
        ledger.write(write).unwrap_or_else(|error: LedgerError| panic!("{error}"));
        let all = [&decided, &drafted, &written, &past, &free].map(Clone::clone).into();
        let at_work = |but: &str| ledger.read(|tx| source::named_at_work(tx, &all, but)).unwrap();
        assert_eq!(at_work("evidence"), [drafted.clone(), written.clone(), past].into());
        assert_eq!(at_work(Slip::KIND), [drafted, written].into());
        assert_eq!(ledger.read(|tx| source::named_by_decisions(tx, &all)), Ok([decided].into()));
    });
}
