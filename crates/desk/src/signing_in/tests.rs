//! What happens while a password is checked: it takes long on purpose, and no transaction waits for it.

use std::sync::atomic::{AtomicU64, Ordering};

use ledger::{Ledger, Place};

use super::*;
use crate::inviting::{self, Chosen};
use crate::securing;
use crate::setting_up::{self, First};

const PASSWORD: &str = "にわの木にすずめが三羽いた";
const NEW: &str = "沖のほうに鯨が三頭いた朝";

fn chance(bytes: &mut [u8]) {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    // Never twice the same: tests run side by side.
    let mut word = COUNT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for part in bytes.chunks_mut(8) {
        part.copy_from_slice(&word.to_be_bytes()[..part.len()]);
        word = word.rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    }
}

fn now() -> Timestamp {
    Timestamp::from_second(1_795_230_000).unwrap()
}

fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990019").unwrap()
}

/// Somebody whose password was just found to be right, and who is about to be let in.
fn at_the_door() -> (Desk, tempfile::TempDir, SignedIn, Typed, Known) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap());
    let first = First {
        founding: Some("目安市".to_owned()),
        login: "admin".to_owned(),
        name: "目安 管理".to_owned(),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        ..First::default()
    };
    let admin = setting_up::begin(&desk, &town(), first, chance, now()).unwrap();
    let typed = Typed { login: "admin".to_owned(), password: PASSWORD.to_owned(), ..Typed::default() };
    let found = desk.ledger.read(|tx| find(tx, &town(), "admin")).unwrap();
    let known = proven(found, PASSWORD).unwrap();
    (desk, folder, admin, typed, known)
}

fn reset(desk: &Desk) {
    let issued = inviting::invite_at_the_machine(desk, &town(), "admin", false, chance, now()).unwrap();
    let chosen = Chosen { password: NEW.to_owned(), again: NEW.to_owned(), ..Chosen::default() };
    let attempts = Attempts::default();
    inviting::accept(desk, &town(), &issued.secret.text(), &chosen, &attempts, chance, now()).unwrap();
}

#[test]
fn a_password_that_was_reset_while_it_was_checked_opens_no_session() {
    let (desk, _folder, _, typed, known) = at_the_door();
    reset(&desk);
    let entered = enter(&desk, &town(), known, &typed, chance, now());
    assert!(matches!(entered, Err(Error::NotSignedIn)));
}

#[test]
fn a_second_factor_that_was_set_up_while_the_password_was_checked_is_asked_for() {
    let (desk, _folder, admin, typed, known) = at_the_door();
    let second = securing::prepare_second(&desk, &admin, chance, now()).unwrap();
    let (digits, attempts) = (second.digits(now()).unwrap(), Attempts::default());
    securing::confirm_second(&desk, &admin, &digits, (PASSWORD, ""), &attempts, now()).unwrap();
    let entered = enter(&desk, &town(), known, &typed, chance, now());
    assert!(matches!(entered, Err(Error::SecondFactor)));
}

#[test]
fn whoever_changed_nothing_that_matters_meanwhile_comes_in() {
    let (desk, _folder, admin, typed, known) = at_the_door();
    securing::prepare_second(&desk, &admin, chance, now()).unwrap(); // Another revision of the same credential.
    assert!(enter(&desk, &town(), known, &typed, chance, now()).is_ok());
}
