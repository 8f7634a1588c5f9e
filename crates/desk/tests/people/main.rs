//! People and their posts: invited, let in, given posts, moved, gone; and never without somebody who keeps the accounts.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::cell::RefCell;

use desk::attempts::Attempts;
use desk::inviting::{self, Chosen};
use desk::posting::{self, Asked};
use desk::securing::{self, NewPassword};
use desk::session::{self, SignedIn};
use desk::signing_in::{self, Typed};
use desk::staffing::{self, Names};
use desk::{Error, directory, leaving, proving};
use jiff::civil::date;
use plan::role::Role;

mod office;
mod transfers;
mod vouched;

use office::{PASSWORD, at, chance, chosen, names, office, post, town, typed};

#[test]
fn an_invitation_lets_its_owner_choose_a_password_once() {
    let office = office();
    let posts = vec![post(Role::Planning, date(2026, 4, 1))];
    let issued =
        inviting::invite(&office.desk, &office.admin, &names("Ａ０１"), posts, chance, at(0)).unwrap();
    let secret = issued.secret.text();
    assert!(matches!(office.sign_in("a01", "", 0), Err(Error::NotSignedIn)), "nobody gets in before");

    let weak = inviting::accept(
        &office.desk,
        &town(),
        &secret,
        &chosen("みじかい"),
        &Attempts::default(),
        chance,
        at(1),
    );
    assert!(matches!(weak, Err(Error::WeakPassword(_))), "and the address is still good");
    let who = inviting::accept(
        &office.desk,
        &town(),
        &secret,
        &chosen(PASSWORD),
        &Attempts::default(),
        chance,
        at(1),
    )
    .unwrap();
    assert_eq!(who.actor.roles().collect::<Vec<_>>(), [Role::Planning]);
    for later in [2, 3] {
        let again = inviting::accept(
            &office.desk,
            &town(),
            &secret,
            &chosen("ほかの人が選んだ言葉"),
            &Attempts::default(),
            chance,
            at(later),
        );
        assert!(matches!(again, Err(Error::Spent)));
    }
    assert!(office.sign_in(" a01", PASSWORD, 5).is_ok());
}

#[test]
fn a_login_longer_than_any_account_is_refused_as_an_unknown_one_and_nothing_of_it_is_kept() {
    let office = office();
    let attempts = Attempts::default();
    let sign_in = |login: &str| {
        let typed = office::typed(login, PASSWORD);
        desk::signing_in::sign_in(&office.desk, &town(), &typed, &attempts, chance, at(1))
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
fn an_address_is_good_for_seven_days_and_a_new_one_ends_it() {
    let office = office();
    let first =
        inviting::invite(&office.desk, &office.admin, &names("a01"), Vec::new(), chance, at(0)).unwrap();
    let open = |secret: &str, minute| inviting::open(&office.desk, &town(), secret, at(minute));
    assert!(open(&first.secret.text(), 7 * 1440 - 1).is_ok());
    assert!(matches!(open(&first.secret.text(), 7 * 1440), Err(Error::Spent)));
    let next =
        inviting::invite_again(&office.desk, &office.admin, &first.staff, false, chance, at(1)).unwrap();
    assert!(matches!(open(&first.secret.text(), 2), Err(Error::Spent)));
    assert!(open(&next.secret.text(), 2).is_ok());
    assert!(matches!(open("0000", 2), Err(Error::Spent)));
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
    let without = inviting::accept(
        &office.desk,
        &town(),
        &secret,
        &chosen(PASSWORD),
        &Attempts::default(),
        chance,
        at(10),
    );
    assert!(matches!(without, Err(Error::Invalid(it)) if it.field == "digits"));
    let with = Chosen { digits: second.digits(at(10)).unwrap(), ..chosen(PASSWORD) };
    inviting::accept(&office.desk, &town(), &secret, &with, &Attempts::default(), chance, at(10)).unwrap();
    assert!(session::resume(&office.desk, &town(), &who.pass, at(11)).unwrap().is_none());

    let issued = inviting::invite_at_the_machine(&office.desk, &town(), "a01", true, chance, at(20)).unwrap();
    inviting::accept(
        &office.desk,
        &town(),
        &issued.secret.text(),
        &chosen(PASSWORD),
        &Attempts::default(),
        chance,
        at(20),
    )
    .unwrap();
    assert!(office.sign_in("a01", PASSWORD, 21).is_ok(), "the lost telephone is asked for no more");
}

#[test]
fn whoever_holds_the_address_alone_cannot_go_through_all_digits() {
    let office = office();
    let who = office.member("a01", Role::Planning);
    let second = securing::prepare_second(&office.desk, &who, chance, at(2)).unwrap();
    let (shown, attempts) = (("沖のほうに鯨が三頭いた朝", ""), Attempts::default());
    let digits = second.digits(at(2)).unwrap();
    securing::confirm_second(&office.desk, &who, &digits, shown, &attempts, at(2)).unwrap();
    let issued =
        inviting::invite_at_the_machine(&office.desk, &town(), "a01", false, chance, at(10)).unwrap();
    let accept = |digits: &str, address: &str, minute| {
        let typed = Chosen { digits: digits.to_owned(), address: address.to_owned(), ..chosen(PASSWORD) };
        let secret = issued.secret.text();
        inviting::accept(&office.desk, &town(), &secret, &typed, &attempts, chance, at(minute))
    };
    for _ in 0..20 {
        assert!(matches!(accept(" ", "192.0.2.9", 10), Err(Error::Invalid(_))), "none typed is no try");
    }
    for _ in 0..10 {
        assert!(matches!(accept("000000", "192.0.2.9", 10), Err(Error::Invalid(it)) if it.field == "digits"));
    }
    let right = second.digits(at(10)).unwrap();
    assert!(matches!(accept(&right, "192.0.2.9", 10), Err(Error::TooMany(_))));
    assert!(
        accept(&second.digits(at(11)).unwrap(), "10.0.0.1", 11).is_ok(),
        "the owner elsewhere is not held up"
    );
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

#[test]
fn accounts_are_kept_by_the_administrator_who_showed_the_password_lately() {
    let office = office();
    let planner = office.member("a01", Role::Planning);
    let invite = |who: &SignedIn, minute| {
        inviting::invite(&office.desk, who, &names("b02"), Vec::new(), chance, at(minute)).map(|_| ())
    };
    assert!(matches!(invite(&planner, 2), Err(Error::Forbidden(_))));
    assert!(matches!(invite(&office.admin, 15), Err(Error::Unproven)));
    let attempts = Attempts::default();
    let wrong =
        proving::prove(&office.desk, &office.admin, ("ちがう言葉です", ""), &attempts, chance, at(16));
    assert!(matches!(wrong, Err(Error::Invalid(_))));
    let proven =
        proving::prove(&office.desk, &office.admin, (PASSWORD, ""), &attempts, chance, at(16)).unwrap();
    assert_eq!(proven.session.began, office.admin.session.began, "it ends when it would have ended");
    assert!(session::resume(&office.desk, &town(), &office.admin.pass, at(16)).unwrap().is_none());
    invite(&proven, 16).unwrap();
    assert!(
        matches!(invite(&proven, 16), Err(Error::Invalid(it)) if it.field == "login"),
        "a login is one person's"
    );
}

#[test]
fn somebody_who_stays_can_always_keep_the_accounts() {
    let office = office();
    let (desk, admin) = (&office.desk, &office.admin);
    let own = admin.actor.id.clone();
    let end = || posting::end_post(desk, admin, &own, (0, date(2026, 12, 31)), at(2));
    assert!(matches!(end(), Err(Error::LastAdministrator)));
    assert!(matches!(
        leaving::leave(desk, admin, &own, date(2027, 4, 1), at(2)),
        Err(Error::LastAdministrator)
    ));
    let posts = vec![post(Role::Administrator, date(2026, 4, 1))];
    let issued = inviting::invite(desk, admin, &names("b02"), posts, chance, at(2)).unwrap();
    assert!(matches!(end(), Err(Error::LastAdministrator)), "one who has not come in yet keeps nothing");
    inviting::accept(
        desk,
        &town(),
        &issued.secret.text(),
        &chosen(PASSWORD),
        &Attempts::default(),
        chance,
        at(3),
    )
    .unwrap();
    end().unwrap();
}

#[test]
fn posts_begin_and_end_and_every_version_of_an_account_is_kept_with_who_and_when() {
    let office = office();
    let (desk, admin) = (&office.desk, &office.admin);
    let who = office.member("a01", Role::Planning);
    let staff = who.actor.id.clone();
    let second = post(Role::Finance, date(2026, 10, 1));
    posting::give_post(desk, admin, &staff, second.clone(), at(2)).unwrap();
    let twice = posting::give_post(desk, admin, &staff, second, at(3));
    assert!(matches!(twice, Err(Error::Invalid(it)) if it.field == "role"));
    let local = posting::give_post(desk, admin, &staff, post(Role::Writer, date(2026, 10, 1)), at(3));
    assert!(matches!(local, Err(Error::Invalid(it)) if it.field == "organisation"));
    let endless =
        Asked { stands_in_for: Some(admin.actor.id.clone()), ..post(Role::Administrator, date(2026, 10, 1)) };
    let stand_in = posting::give_post(desk, admin, &staff, endless, at(3));
    assert!(matches!(stand_in, Err(Error::Invalid(it)) if it.field == "until"));
    posting::end_post(desk, admin, &staff, (0, date(2026, 11, 20)), at(4)).unwrap();

    let now = session::resume(desk, &town(), &who.pass, at(5)).unwrap().unwrap();
    assert_eq!(now.actor.roles().collect::<Vec<_>>(), [Role::Finance], "the next page knows it");
    let dossier = directory::show(desk, admin, &staff, at(5)).unwrap();
    let told: Vec<_> = dossier.versions.iter().map(|it| (it.posts.len(), it.changed_at)).collect();
    assert_eq!(told, [(2, Some(at(4))), (2, Some(at(2))), (1, None)]);
    assert!(dossier.versions.iter().all(|it| it.changed_by.as_ref() == Some(&admin.actor.id)));
    assert!(
        matches!(directory::list(desk, &now, at(5)), Err(Error::Forbidden(_))),
        "the finance section sees no accounts"
    );
}

#[test]
fn whoever_left_is_signed_out_and_their_name_can_be_erased_everywhere() {
    let office = office();
    let (desk, admin) = (&office.desk, &office.admin);
    let who = office.member("a01", Role::Planning);
    let staff = who.actor.id.clone();
    let early = leaving::erase_name(desk, admin, &staff, at(2));
    assert!(matches!(early, Err(Error::Invalid(_))));
    leaving::leave(desk, admin, &staff, date(2026, 11, 21), at(2)).unwrap();
    assert!(session::resume(desk, &town(), &who.pass, at(3)).unwrap().is_none());
    assert!(matches!(office.sign_in("a01", "沖のほうに鯨が三頭いた朝", 3), Err(Error::NotSignedIn)));
    leaving::erase_name(desk, admin, &staff, at(4)).unwrap();
    leaving::erase_name(desk, admin, &staff, at(4)).unwrap();
    let dossier = directory::show(desk, admin, &staff, at(5)).unwrap();
    assert!(dossier.versions.iter().all(|it| it.name.is_empty()), "older versions too");
    assert_eq!(dossier.person.account.id, staff, "decisions go on to know the id");
    inviting::invite(desk, admin, &names("a01"), Vec::new(), chance, at(6)).unwrap();
}

#[test]
fn a_corrected_login_is_the_one_that_is_typed_from_then_on() {
    let office = office();
    let who = office.member("a01", Role::Planning);
    let staff = &who.actor.id;
    let taken = staffing::correct(&office.desk, &office.admin, staff, &names("admin1"), at(2));
    assert!(matches!(taken, Err(Error::Invalid(it)) if it.field == "login"));
    let mail = Names { mail: "hanako".to_owned(), ..names("a02") };
    assert!(
        matches!(staffing::correct(&office.desk, &office.admin, staff, &mail, at(2)), Err(Error::Invalid(it)) if it.field == "mail")
    );
    staffing::correct(&office.desk, &office.admin, staff, &names("a02"), at(2)).unwrap();
    assert!(office.sign_in("a02", "沖のほうに鯨が三頭いた朝", 3).is_ok());
    assert!(office.sign_in("a01", "沖のほうに鯨が三頭いた朝", 3).is_err());
}
