//! パスワード: chosen, changed, reset; and what becomes of sessions and second factors then.

use std::cell::RefCell;

use desk::attempts::Attempts;
use desk::inviting::{self, Chosen};
use desk::securing::{self, NewPassword};
use desk::signing_in::{self, Typed};
use desk::{Error, session};
use plan::role::Role;

use crate::office::{PASSWORD, at, chance, chosen, office, town, typed};

#[test]
fn a_login_longer_than_any_account_is_refused_as_an_unknown_one_and_nothing_of_it_is_kept() {
    let office = office();
    let attempts = Attempts::default();
    let sign_in = |login: &str| {
        let typed = typed(login, PASSWORD);
        signing_in::sign_in(&office.desk, &town(), &typed, &attempts, chance, at(1))
    };
    assert!(matches!(sign_in("admin2"), Err(Error::NotSignedIn)));
    let padded = |spaces: usize| format!("admin1{}", " ".repeat(spaces));
    assert!(sign_in(&padded(1000)).is_ok(), "it is folded as ever");
    assert!(matches!(sign_in(&padded(1_000_000)), Err(Error::NotSignedIn)));
    (0..9).for_each(|n| assert!(sign_in(&"\u{fdfa}".repeat(300_000 + n)).is_err()));
    assert!(
        matches!(sign_in(&"x".repeat(2000)), Err(Error::TooMany(_))),
        "all such are one name, that waits"
    );
}

#[test]
fn a_password_that_was_reset_ends_every_session_and_keeps_the_second_factor() {
    let office = office();
    let who = office.member("a01", Role::Planning);
    let second = securing::prepare_second(&office.desk, &who, chance, at(2)).unwrap();
    let digits = second.digits(at(2)).unwrap();
    let shown = ("沖のほうに鯨が三頭いた朝", "10.0.0.1");
    let attempts = Attempts::default();
    let wrong = securing::confirm_second(&office.desk, &who, "000000", shown, &attempts, at(2));
    assert!(matches!(wrong, Err(Error::Invalid(it)) if it.field == "digits"));
    assert!(!securing::has_second(&office.desk, &who).unwrap(), "it is on only when digits were right");
    securing::confirm_second(&office.desk, &who, &digits, shown, &attempts, at(2)).unwrap();
    assert!(matches!(office.sign_in("a01", shown.0, 3), Err(Error::SecondFactor)));
    let wrong = Typed { digits: "000000".to_owned(), ..typed("a01", shown.0) };
    let tried = signing_in::sign_in(&office.desk, &town(), &wrong, &attempts, chance, at(3));
    assert!(matches!(tried, Err(Error::WrongDigits)), "wrong is not missing");

    let issued =
        inviting::invite_at_the_machine(&office.desk, &town(), "A01", false, chance, at(10)).unwrap();
    let secret = issued.secret.text();
    assert!(inviting::open(&office.desk, &town(), &secret, at(10)).unwrap().asks_digits);
    let without = office.accept(&secret, &chosen(PASSWORD), 10);
    assert!(matches!(without, Err(Error::Invalid(it)) if it.field == "digits"));
    let with = Chosen { digits: second.digits(at(10)).unwrap(), ..chosen(PASSWORD) };
    office.accept(&secret, &with, 10).unwrap();
    assert!(session::resume(&office.desk, &town(), &who.pass, at(11)).unwrap().is_none());

    let issued = inviting::invite_at_the_machine(&office.desk, &town(), "a01", true, chance, at(20)).unwrap();
    office.accept(&issued.secret.text(), &chosen(PASSWORD), 20).unwrap();
    assert!(office.sign_in("a01", PASSWORD, 21).is_ok(), "the lost telephone is asked for no more");
}

#[test]
fn ones_own_password_is_changed_with_the_old_one_and_other_browsers_are_signed_out() {
    let office = office();
    let here = office.member("a01", Role::Planning);
    let there = office.sign_in("a01", "沖のほうに鯨が三頭いた朝", 2).unwrap();
    let new = |old: &str| NewPassword {
        old: old.to_owned(),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        address: String::new(),
    };
    let attempts = Attempts::default();
    let wrong =
        securing::change_password(&office.desk, &here, &new("ちがう言葉です"), &attempts, chance, at(3));
    assert!(matches!(wrong, Err(Error::Invalid(it)) if it.field == "old"));
    securing::change_password(
        &office.desk,
        &here,
        &new("沖のほうに鯨が三頭いた朝"),
        &attempts,
        chance,
        at(3),
    )
    .unwrap();
    assert!(session::resume(&office.desk, &town(), &there.pass, at(4)).unwrap().is_none());
    assert!(session::resume(&office.desk, &town(), &here.pass, at(4)).unwrap().is_some());
    assert!(office.sign_in("a01", PASSWORD, 5).is_ok());
}

#[test]
fn a_password_that_was_reset_while_the_old_one_was_shown_is_not_overwritten_by_the_old_session() {
    thread_local! {
        static MEANWHILE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
    }
    /// The salt of the new password is asked for after the old one was checked, and before anything is saved.
    fn chance_with_a_reset(bytes: &mut [u8]) {
        chance(bytes);
        if let Some(reset) = MEANWHILE.with_borrow_mut(Option::take) {
            reset();
        }
    }
    let office = office();
    let who = office.member("a01", Role::Planning);
    let (desk, attempts) = (office.desk.clone(), Attempts::default());
    let reset = "山のむこうに月が二つ出た夜";
    MEANWHILE.set(Some(Box::new(move || {
        let issued = inviting::invite_at_the_machine(&desk, &town(), "a01", true, chance, at(3)).unwrap();
        let (secret, attempts) = (issued.secret.text(), Attempts::default());
        inviting::accept(&desk, &town(), &secret, &chosen(reset), &attempts, chance, at(3)).unwrap();
    })));
    let new = NewPassword {
        old: "沖のほうに鯨が三頭いた朝".to_owned(),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        address: String::new(),
    };
    let changed = securing::change_password(&office.desk, &who, &new, &attempts, chance_with_a_reset, at(3));
    assert!(matches!(changed, Err(Error::NotSignedIn)), "{changed:?}");
    assert!(office.sign_in("a01", PASSWORD, 4).is_err());
    assert!(office.sign_in("a01", reset, 4).is_ok());
}
