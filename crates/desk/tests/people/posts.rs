//! 職: given, ended, and never without somebody who keeps the accounts.

use desk::attempts::Attempts;
use desk::posting::{self, Asked};
use desk::session::{self, SignedIn};
use desk::staffing::{self, Names};
use desk::{Error, directory, inviting, leaving, proposing, proving};
use jiff::civil::date;
use plan::draft::DraftId;
use plan::role::Role;

use crate::office::{PASSWORD, at, chance, chosen, names, office, post, town};

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
    office.accept(&issued.secret.text(), &chosen(PASSWORD), 3).unwrap();
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

#[test]
fn what_waits_and_who_works_here_is_told_to_those_who_may_know() {
    let office = office();
    let (desk, finance) = (&office.desk, office.member("a01", Role::Finance));
    let forbidden = |error: Option<Error>| matches!(error, Some(Error::Forbidden(_)));
    let draft = DraftId("d-1".to_owned());
    assert!(forbidden(proposing::list(desk, &finance.actor).err()), "drafts are for who decides them");
    assert!(forbidden(proposing::waiting(desk, &finance.actor, &draft).err()));
    assert!(proposing::list(desk, &office.member("b02", Role::Planning).actor).unwrap().is_empty());
    assert_eq!(desk::names::of(desk, &finance.actor).unwrap().of(&finance.actor.id), "佐藤 花子");

    posting::end_post(desk, &office.admin, &finance.actor.id, (0, date(2026, 11, 20)), at(2)).unwrap();
    let gone = session::resume(desk, &town(), &finance.pass, at(3)).unwrap().unwrap().actor;
    assert!(forbidden(desk::names::of(desk, &gone).err()), "who holds no post is told no names");
    assert!(forbidden(desk::awaiting::roster(desk, &gone).err()));
}
