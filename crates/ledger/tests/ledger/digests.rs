//! A digest is kept for the newest publication only, and may be lost.

use ledger::{Ledger, LedgerError, digest, publication};
use plan::digest::Digest;

use crate::support::{
    digest_of, given_decisions, given_everything, on_both, on_both_places, published, tamper, town,
};

fn save(ledger: &Ledger, digest: Digest) {
    ledger.write(move |tx| digest::save(tx, &digest)).unwrap_or_else(|error: LedgerError| panic!("{error}"));
}

fn publish(ledger: &Ledger, number: u64, decision: u64) {
    ledger.write(move |tx| publication::append(tx, &town(), &published(number, decision))).unwrap();
}

fn kept(ledger: &Ledger) -> Vec<Digest> {
    let mut kept = Vec::new();
    ledger.read(|tx| digest::each(tx, |it| kept.push(it))).unwrap();
    kept
}

#[test]
fn the_digest_of_the_newest_publication_is_found() {
    on_both(|ledger| {
        given_decisions(ledger, 5);
        assert_eq!(ledger.read(digest::published), Ok(vec![]));
        publish(ledger, 1, 3);
        publish(ledger, 2, 5);
        assert_eq!(ledger.read(digest::published), Ok(vec![town()]));
        save(ledger, digest_of(1, 3));
        assert_eq!(ledger.read(|tx| digest::find(tx, &town())), Ok(None), "the second publication is newer");
        save(ledger, digest_of(2, 5));
        assert_eq!(ledger.read(|tx| digest::find(tx, &town())), Ok(Some(digest_of(2, 5))));
        assert_eq!(kept(ledger), [digest_of(2, 5)]);

        save(ledger, digest_of(1, 3));
        assert_eq!(kept(ledger), [digest_of(2, 5)], "who comes late replaces nothing");
        publish(ledger, 3, 4);
        assert!(kept(ledger).is_empty());
    });
}

#[test]
fn a_digest_of_an_older_form_or_one_that_nobody_can_read_is_as_none() {
    for harm in ["UPDATE digest SET form = 0", "UPDATE digest SET body = '{'"] {
        on_both_places(|place| {
            let ledger = Ledger::open(place).unwrap();
            given_everything(&ledger);
            tamper(place, harm);
            assert_eq!(ledger.read(|tx| digest::find(tx, &town())), Ok(None), "{harm}");
            assert!(kept(&ledger).is_empty(), "{harm}");
            save(&ledger, digest_of(2, 5));
            assert_eq!(kept(&ledger), [digest_of(2, 5)], "{harm}");
        });
    }
}
