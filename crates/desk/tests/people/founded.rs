//! 最初の設定: a municipality is begun with its first account, or not at all.

use std::panic::catch_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use desk::secret::Chance;
use desk::setting_up::{self, First};
use desk::{Desk, Error};
use ledger::{Ledger, Place};
use plan::decision::DecisionNumber;
use plan::refusal::Refusal;

use crate::office::{at, chance, first, town};

/// Gives a salt and an id, and breaks down when the session is opened, which is the last thing to be done.
fn breaking(bytes: &mut [u8]) {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    assert!(CALLS.fetch_add(1, Ordering::SeqCst) < 2, "the machine stopped");
    chance(bytes);
}

#[test]
fn a_municipality_whose_first_account_came_to_nothing_can_be_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::File(folder.path().join("meyasu.db"));
    let desk = Desk::new(Ledger::open(&place).unwrap());
    let begin =
        |chance: Chance| setting_up::begin(&desk, &town(), First { alone: true, ..first() }, chance, at(0));
    assert!(catch_unwind(std::panic::AssertUnwindSafe(|| begin(breaking))).is_err());
    assert!(desk.municipalities().unwrap().is_empty(), "nothing of it is there");
    let none = desk.edition(&town());
    assert!(matches!(none, Err(Error::Refused(Refusal::NotFounded(_)))), "nor remembered");
    let nameless = setting_up::begin(&desk, &town(), First { founding: None, ..first() }, chance, at(0));
    assert!(matches!(nameless, Err(Error::Invalid(it)) if it.field == "town"), "its name is asked for");

    let who = begin(chance).unwrap();
    let edition = desk.edition(&town()).unwrap();
    let profile = edition.profile().unwrap();
    assert_eq!((profile.name.as_str(), profile.one_person_decides), ("目安市", true));
    assert_eq!(edition.number(), DecisionNumber(2));
    assert!(edition.decisions().iter().all(|it| it.by == who.actor.id));
    assert!(matches!(begin(chance), Err(Error::Refused(Refusal::FoundedAlready(_)))), "once");
}
