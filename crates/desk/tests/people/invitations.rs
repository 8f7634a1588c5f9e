//! 設定用アドレス: an invitation lets its owner in, once and for a week.

use desk::attempts::Attempts;
use desk::inviting::{self, Chosen};
use desk::{Error, securing};
use jiff::civil::date;
use plan::role::Role;

use crate::office::{PASSWORD, at, chance, chosen, names, office, post, town};

#[test]
fn an_invitation_lets_its_owner_choose_a_password_once() {
    let office = office();
    let posts = vec![post(Role::Planning, date(2026, 4, 1))];
    let issued =
        inviting::invite(&office.desk, &office.admin, &names("Ａ０１"), posts, chance, at(0)).unwrap();
    let secret = issued.secret.text();
    assert!(matches!(office.sign_in("a01", "", 0), Err(Error::NotSignedIn)), "nobody gets in before");

    let weak = office.accept(&secret, &chosen("みじかい"), 1);
    assert!(matches!(weak, Err(Error::WeakPassword(_))), "and the address is still good");
    let who = office.accept(&secret, &chosen(PASSWORD), 1).unwrap();
    assert_eq!(who.actor.roles().collect::<Vec<_>>(), [Role::Planning]);
    for later in [2, 3] {
        let again = office.accept(&secret, &chosen("ほかの人が選んだ言葉"), later);
        assert!(matches!(again, Err(Error::Spent)));
    }
    assert!(office.sign_in(" a01", PASSWORD, 5).is_ok());
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
