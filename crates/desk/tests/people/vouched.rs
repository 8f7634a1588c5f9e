//! 庁内アカウント: whom the municipality's identity provider vouches for, and as whom they come in.

use desk::vouching::{self, Witness};
use desk::{Error, directory, leaving, posting, session, staffing};
use jiff::civil::date;
use plan::decision::StaffId;
use plan::role::Role;
use plan::staff::Outside;

use crate::office::{Office, PASSWORD, at, chance, names, office, post, town};

fn outside(subject: &str) -> Outside {
    Outside { issuer: "https://id.example".to_owned(), subject: subject.to_owned() }
}

fn come(office: &Office, subject: &str, login: &str, minute: i64) -> Result<session::SignedIn, Error> {
    come_shown(office, subject, login, None, minute)
}

/// The same, told when they showed the provider who they are.
fn come_shown(
    office: &Office,
    subject: &str,
    login: &str,
    shown: Option<i64>,
    minute: i64,
) -> Result<session::SignedIn, Error> {
    let (outside, login, browser) = (outside(subject), login.to_owned(), String::new());
    let witness = Witness { outside, login, shown: shown.map(at), browser };
    vouching::sign_in(&office.desk, &town(), &witness, chance, at(minute))
}

fn account(office: &Office, staff: &StaffId) -> plan::staff::Account {
    directory::show(&office.desk, &office.admin, staff, at(1)).unwrap().person.account
}

#[test]
fn the_login_leads_to_the_account_once_and_the_providers_own_name_from_then_on() {
    let office = office();
    let hana = office.member("a012", Role::Planning);
    let first = come(&office, "u-7", " Ａ０１２ ", 2).unwrap();
    assert_eq!(first.actor.id, hana.actor.id);
    assert_eq!(account(&office, &hana.actor.id).outside, Some(outside("u-7")));

    staffing::correct(&office.desk, &office.admin, &hana.actor.id, &names("b034"), at(3)).unwrap();
    assert_eq!(
        come(&office, "u-7", "a012", 4).unwrap().actor.id,
        hana.actor.id,
        "whatever the number is now"
    );
    assert_eq!(come(&office, "u-7", "", 4).unwrap().actor.id, hana.actor.id);
}

#[test]
fn a_number_that_passes_to_a_newcomer_does_not_take_the_account_with_it() {
    let office = office();
    let hana = office.member("a012", Role::Planning);
    come(&office, "u-7", "a012", 2).unwrap();
    assert!(matches!(come(&office, "u-8", "a012", 3), Err(Error::BoundOtherwise)));

    // A provider that was made anew names everybody differently: the administrator frees the account for that.
    let freed = vouching::unbind(&office.desk, &office.admin, &hana.actor.id, at(4)).unwrap();
    assert_eq!(freed.outside, None);
    assert_eq!(come(&office, "u-8", "a012", 5).unwrap().actor.id, hana.actor.id);
    assert!(
        matches!(come(&office, "u-7", "a012", 6), Err(Error::BoundOtherwise)),
        "the old name opens nothing"
    );
}

#[test]
fn the_same_name_at_another_provider_is_another_person() {
    let office = office();
    office.member("a012", Role::Planning);
    come(&office, "u-7", "a012", 2).unwrap();
    let elsewhere = Outside { issuer: "https://id.exampleu".to_owned(), subject: "-7".to_owned() };
    let (login, browser) = ("x".to_owned(), String::new());
    let witness = Witness { outside: elsewhere, login, shown: None, browser };
    let came = vouching::sign_in(&office.desk, &town(), &witness, chance, at(3));
    assert!(matches!(came, Err(Error::Unregistered)));
}

#[test]
fn whoever_has_no_account_or_has_left_does_not_come_in_and_is_bound_to_nothing() {
    let office = office();
    let hana = office.member("a012", Role::Planning);
    assert!(matches!(come(&office, "u-9", "nobody", 2), Err(Error::Unregistered)));
    leaving::leave(&office.desk, &office.admin, &hana.actor.id, date(2026, 11, 21), at(3)).unwrap();
    assert!(matches!(come(&office, "u-7", "a012", 4), Err(Error::Unregistered)));
    assert_eq!(account(&office, &hana.actor.id).outside, None);

    leaving::come_back(&office.desk, &office.admin, &hana.actor.id, at(5)).unwrap();
    come(&office, "u-7", "a012", 6).unwrap();
    leaving::leave(&office.desk, &office.admin, &hana.actor.id, date(2026, 11, 21), at(7)).unwrap();
    assert!(
        matches!(come(&office, "u-7", "a012", 8), Err(Error::Unregistered)),
        "nor by the name that was bound"
    );
    leaving::erase_name(&office.desk, &office.admin, &hana.actor.id, at(9)).unwrap();
    let erased = directory::show(&office.desk, &office.admin, &hana.actor.id, at(9)).unwrap();
    let told = serde_json::to_string(&erased.versions).unwrap();
    assert!(!told.contains("u-7") && !told.contains("id.example"), "{told}");
}

#[test]
fn freeing_an_account_ends_its_sessions_and_is_the_administrators_alone() {
    let office = office();
    let hana = office.member("a012", Role::Planning);
    let came = come(&office, "u-7", "a012", 2).unwrap();
    let tried = vouching::unbind(&office.desk, &came, &office.admin.actor.id, at(3));
    assert!(matches!(tried, Err(Error::Forbidden(_))));
    vouching::unbind(&office.desk, &office.admin, &hana.actor.id, at(4)).unwrap();
    assert!(session::resume(&office.desk, &town(), &came.pass, at(4)).unwrap().is_none());
}

#[test]
fn the_provider_opens_anew_what_asks_for_the_password_for_the_same_person_only() {
    let office = office();
    let hana = office.member("a012", Role::Administrator);
    come(&office, "u-1", "admin1", 0).unwrap();
    let came = come(&office, "u-7", "a012", 0).unwrap();
    let give_by = |pass: &session::Pass, minute| {
        let who = session::resume(&office.desk, &town(), pass, at(minute)).unwrap().unwrap();
        let asked = post(Role::Planning, date(2026, 4, 1));
        posting::give_post(&office.desk, &who, &hana.actor.id, asked, at(minute))
    };
    let give = |minute| give_by(&came.pass, minute);
    assert!(
        matches!(give(0), Err(Error::Unproven)),
        "nobody knows when they showed the provider who they are"
    );
    let wrong = vouching::prove(&office.desk, &came, &outside("u-1"), chance, at(21));
    assert!(matches!(wrong, Err(Error::BoundOtherwise)), "somebody else's account");
    assert!(matches!(
        vouching::prove(&office.desk, &came, &outside("u-0"), chance, at(21)),
        Err(Error::BoundOtherwise)
    ));
    assert!(matches!(give(21), Err(Error::Unproven)));
    let proven = vouching::prove(&office.desk, &came, &outside("u-7"), chance, at(22)).unwrap();
    assert_eq!(proven.session.began, came.session.began, "it ends when it would have ended");
    assert!(session::resume(&office.desk, &town(), &came.pass, at(22)).unwrap().is_none());
    give_by(&proven.pass, 23).unwrap();
    assert!(matches!(give_by(&proven.pass, 40), Err(Error::Unproven)), "for a quarter of an hour");
}

#[test]
fn whoever_has_just_shown_the_provider_who_they_are_is_not_asked_again_at_once() {
    let office = office();
    office.member("a012", Role::Administrator);
    let proven = |shown, minute| {
        let came = come_shown(&office, "u-7", "a012", shown, 30).unwrap();
        session::resume(&office.desk, &town(), &came.pass, at(minute))
            .unwrap()
            .unwrap()
            .session
            .is_proven(at(minute))
    };
    assert!(!proven(None, 30), "the provider may have known them since this morning");
    assert!(proven(Some(28), 30) && proven(Some(28), 42));
    assert!(!proven(Some(28), 43), "a quarter of an hour from when they showed it");
    assert!(proven(Some(31), 44) && !proven(Some(31), 45), "a clock that is ahead gives no more");
}

#[test]
fn an_administrator_who_comes_by_the_provider_alone_keeps_the_accounts_as_well() {
    let office = office();
    let posts = vec![post(Role::Administrator, date(2026, 4, 1))];
    let issued =
        desk::inviting::invite(&office.desk, &office.admin, &names("a012"), posts, chance, at(0)).unwrap();
    let admin = office.admin.actor.id.clone();
    let gone = || leaving::leave(&office.desk, &office.admin, &admin, date(2026, 12, 1), at(1));
    assert!(matches!(gone(), Err(Error::LastAdministrator)), "the other has never come in");
    let hana = come(&office, "u-7", "a012", 1).unwrap();
    assert_ne!(hana.actor.id, admin);
    gone().unwrap();
    drop(issued);
    assert!(office.sign_in("admin1", PASSWORD, 2).is_ok(), "until the day");
}
