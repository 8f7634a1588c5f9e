//! Papers: saved over what was seen, kept when asked, and copied with all the rest.

use ledger::paper;
use ledger::{Ledger, LedgerError};

use crate::support::{Slip, given_decisions, on_both, town};

fn slip(text: &str) -> Slip {
    Slip(text.to_owned())
}

fn write<T: Send + 'static>(
    ledger: &Ledger,
    work: impl FnOnce(&mut ledger::Tx<'_>) -> Result<T, LedgerError> + Send + 'static,
) -> Result<T, LedgerError> {
    ledger.write(work)
}

#[test]
fn a_paper_is_saved_over_what_its_author_saw_and_over_nothing_else() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let first = write(ledger, |tx| paper::save(tx, &town(), "票", "a", &slip("一"), None)).unwrap();
        let again = write(ledger, |tx| paper::save(tx, &town(), "票", "a", &slip("別"), None));
        assert_eq!(again, Err(LedgerError::StalePaper), "a new one does not take the place of another");
        let second =
            write(ledger, move |tx| paper::save(tx, &town(), "票", "a", &slip("二"), Some(first))).unwrap();
        let late = write(ledger, move |tx| paper::save(tx, &town(), "票", "a", &slip("遅"), Some(first)));
        assert_eq!(late, Err(LedgerError::StalePaper));
        let found = ledger.read(|tx| paper::find::<Slip>(tx, &town(), "票", "a")).unwrap().unwrap();
        assert_eq!((found.value, found.revision), (slip("二"), second));
    });
}

#[test]
fn a_stale_save_does_not_undo_the_rest_of_its_transaction() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let done = write(ledger, |tx| {
            paper::save(tx, &town(), "", "a", &slip("一"), None)?;
            assert_eq!(paper::save(tx, &town(), "", "a", &slip("二"), None), Err(LedgerError::StalePaper));
            paper::save(tx, &town(), "", "b", &slip("三"), None)
        });
        assert!(done.is_ok());
        let all = ledger.read(|tx| paper::all::<Slip>(tx, &town())).unwrap();
        assert_eq!(all.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    });
}

#[test]
fn the_past_of_a_paper_stays_when_the_paper_goes() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        write(ledger, |tx| {
            let first = paper::save(tx, &town(), "f", "a", &slip("葛\u{E0100}飾"), None)?;
            let kept = paper::find::<Slip>(tx, &town(), "f", "a")?.unwrap();
            paper::keep(tx, &town(), &kept)?;
            paper::keep(tx, &town(), &kept)?; // Twice is once.
            paper::save(tx, &town(), "f", "a", &slip("𠮷"), Some(first))?;
            assert!(paper::remove::<Slip>(tx, &town(), "f", "a")?);
            assert!(!paper::remove::<Slip>(tx, &town(), "f", "a")?);
            Ok(())
        })
        .unwrap();
        let past = ledger.read(|tx| paper::past::<Slip>(tx, &town(), "f", "a")).unwrap();
        assert_eq!(past.into_iter().map(|it| it.value).collect::<Vec<_>>(), [slip("葛\u{E0100}飾")]);
        let of_folder = ledger.read(|tx| paper::past_of_folder::<Slip>(tx, &town(), "f")).unwrap();
        assert_eq!(of_folder.len(), 1);
        assert_eq!(ledger.read(|tx| paper::list::<Slip>(tx, &town(), "f")), Ok(vec![]));
    });
}

#[test]
fn a_paper_of_a_town_that_is_not_there_is_refused() {
    on_both(|ledger| {
        let saved = write(ledger, |tx| paper::save(tx, &town(), "", "a", &slip("一"), None));
        assert_eq!(saved, Err(LedgerError::Dangling));
    });
}

#[test]
fn a_paper_that_comes_again_after_it_was_removed_loses_nothing_of_its_past() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        for text in ["一度め", "二度め"] {
            write(ledger, move |tx| {
                paper::save(tx, &town(), "f", "a", &slip(text), None)?;
                let kept = paper::find::<Slip>(tx, &town(), "f", "a")?.unwrap();
                paper::keep(tx, &town(), &kept)?;
                paper::remove::<Slip>(tx, &town(), "f", "a")
            })
            .unwrap();
        }
        let past = ledger.read(|tx| paper::past::<Slip>(tx, &town(), "f", "a")).unwrap();
        assert_eq!(past.into_iter().map(|it| it.value).collect::<Vec<_>>(), [slip("一度め"), slip("二度め")]);
    });
}
