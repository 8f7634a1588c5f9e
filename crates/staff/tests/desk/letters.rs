//! 督促 by mail and deadlines in a calendar: what is written down, sent, tried again, given up, and shown.

use std::cell::RefCell;

use axum::http::StatusCode;
use desk::mailing::{Addressed, Answer, Delivery, pause};
use jiff::Timestamp;
use jiff::civil::date;
use plan::calendar::CalendarEntry;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer as Page, Browser};
use crate::office::{NOON, TownHall, later, town};
use crate::outbox::{mail, send_next};

pub(crate) const PAGE: &str = "/990019/board/2026/reminders";

/// The stage ends in five days, and letters go out.
pub(crate) fn hall() -> TownHall {
    let mut hall = TownHall::new();
    let edition = hall.desk.edition(&town()).unwrap();
    let stage = edition.find::<CalendarEntry>(&RecordId::new("goals")).unwrap().clone();
    hall.decide(vec![Record::new(RecordId::new("goals"), CalendarEntry { to: date(2026, 11, 26), ..stage })]);
    hall.office = hall.office.clone().sending_mail(Some("https://desk.example".to_owned()));
    hall
}

pub(crate) async fn planner(hall: &TownHall) -> Browser {
    hall.person("sato", &[(Role::Writer, Some("fukushi"))]);
    hall.person("suzuki", &[(Role::Writer, Some("kankyo"))]);
    mail(hall, "sato", Some("sato@city.example"));
    hall.signed_in("kikaku", &[(Role::Planning, None)]).await
}

/// Sends to everybody who is ticked on the page.
pub(crate) async fn send_all(who: &mut Browser) -> Page {
    let page = who.get(PAGE).await;
    let (key, values) = (page.hidden("key"), ticked(&page));
    let mut fields: Vec<(&str, &str)> = values.iter().map(|it| ("whom", it.as_str())).collect();
    fields.push(("key", &key));
    let sent = who.post(PAGE, &fields).await;
    assert!(sent.location.ends_with("done=mail"), "{sent:?}");
    let again = who.post(PAGE, &fields).await;
    assert!(again.location.ends_with("done=mail-none"), "the same form, sent twice: {again:?}");
    sent
}

fn ticked(page: &Page) -> Vec<String> {
    let mark = "name=\"whom\" value=\"";
    let values = page.body.match_indices(mark).map(|(at, _)| &page.body[at + mark.len()..]);
    values.map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&")).collect()
}

pub(crate) fn noon() -> Timestamp {
    Timestamp::from_second(NOON).unwrap()
}

#[tokio::test]
async fn a_reminder_is_read_chosen_sent_once_and_stands_in_the_record() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    let page = planner.get(PAGE).await;
    assert_eq!(ticked(&page).len(), 1, "suzuki has no address: {}", page.body);
    assert!(page.body.contains("suzuki") && page.body.contains("メールアドレスがありません"));
    send_all(&mut planner).await;

    let seen = RefCell::new(vec![]);
    let carry = |letter: &Addressed| {
        seen.borrow_mut().push(letter.clone());
        Answer::Taken("250 kept".to_owned())
    };
    assert!(matches!(send_next(&hall, noon, carry), Some(Delivery::Sent { .. })));
    assert_eq!(send_next(&hall, noon, carry), None, "nothing is sent twice");
    let seen = seen.into_inner();
    assert_eq!(
        (seen.len(), seen[0].address.as_str(), seen[0].name.as_str()),
        (1, "sato@city.example", "sato")
    );
    for words in [
        "福祉部　ご担当者様",
        "・部の目標の作成\n　期限 令和8年11月26日（あと5日）",
        "https://desk.example/990019/",
    ] {
        assert!(seen[0].text.contains(words), "{words}: {}", seen[0].text);
    }
    assert!(!seen[0].text.contains("環境部"), "nothing of others");
    let page = planner.get(PAGE).await;
    assert!(page.body.contains("発送済み") && page.body.contains("250 kept"), "{}", page.body);
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_with_growing_pauses_and_given_up_after_a_day() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    send_all(&mut planner).await;
    let busy = |_: &Addressed| Answer::NotNow("451 come again".to_owned());
    let Some(Delivery::Waiting { tries: 1, next, .. }) = send_next(&hall, noon, busy) else {
        panic!("it waits")
    };
    assert_eq!(next, later(10));
    assert_eq!(send_next(&hall, noon, busy), None, "not before its time");
    assert!(planner.get(PAGE).await.body.contains("451 come again"));
    let pauses: Vec<i64> = (1..9).map(|tries| pause(tries).as_secs()).collect();
    assert_eq!(pauses, [10, 30, 90, 270, 810, 2430, 3600, 3600]);
    assert_eq!(pause(u32::MAX).as_secs(), 3600);
    let stand = send_next(&hall, || later(86_400), busy);
    assert!(
        matches!(&stand, Some(Delivery::Failed { said, .. }) if said.contains("1日のあいだ")),
        "{stand:?}"
    );
    assert_eq!(send_next(&hall, || later(2 * 86_400), busy), None);
    assert!(planner.get(PAGE).await.body.contains("発送できませんでした"));
}

#[tokio::test]
async fn a_refusal_for_good_and_an_address_that_is_gone_are_said() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    send_all(&mut planner).await;
    mail(&hall, "sato", None);
    let never = |_: &Addressed| -> Answer { panic!("there is nobody to carry it to") };
    let stand = send_next(&hall, noon, never);
    assert!(
        matches!(&stand, Some(Delivery::Failed { said, .. }) if said.contains("メールアドレス")),
        "{stand:?}"
    );
    mail(&hall, "sato", Some("sato@city.example"));
    send_all(&mut planner).await;
    let refused = |_: &Addressed| Answer::Never("550 no such mailbox".to_owned());
    assert!(matches!(send_next(&hall, noon, refused), Some(Delivery::Failed { .. })));
    assert!(planner.get(PAGE).await.body.contains("550 no such mailbox"));
}

#[tokio::test]
async fn whoever_dies_with_a_letter_in_their_hands_leaves_it_to_the_next() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    send_all(&mut planner).await;
    let names = RefCell::new(vec![]);
    let dies = |letter: &Addressed| -> Answer {
        names.borrow_mut().push(letter.id.clone());
        panic!("killed")
    };
    let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| send_next(&hall, noon, dies)));
    assert!(killed.is_err());
    let carry = |letter: &Addressed| {
        names.borrow_mut().push(letter.id.clone());
        Answer::Taken(String::new())
    };
    assert_eq!(send_next(&hall, || later(60), carry), None, "somebody may still hold it");
    assert!(matches!(send_next(&hall, || later(200), carry), Some(Delivery::Sent { .. })));
    let names = names.into_inner();
    assert!(names.len() == 2 && names[0] == names[1], "the same letter, under the same name");
}

#[tokio::test]
async fn only_those_who_owe_something_are_written_to_whatever_a_form_says() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    hall.person("tanaka", &[(Role::Writer, Some("kankyo"))]);
    mail(&hall, "tanaka", Some("tanaka@city.example"));
    planner.get(PAGE).await;
    let forged = [
        ("key", "r-1"),
        ("whom", "about=fukushi&to=s-tanaka"),
        ("whom", "about=no&to=s-sato"),
        ("whom", "？"),
    ];
    assert!(planner.post(PAGE, &forged).await.location.ends_with("done=mail-none"));
    for key in ["", "a/b", "\n", &"x".repeat(81)] {
        let odd = [("key", key), ("whom", "about=fukushi&to=s-sato")];
        assert_eq!(planner.post(PAGE, &odd).await.status, StatusCode::NOT_FOUND, "{key:?}");
    }
    let without = TownHall::new();
    let mut planner = without.signed_in("kikaku", &[(Role::Planning, None)]).await;
    planner.get(PAGE).await;
    assert_eq!(
        planner.post(PAGE, &[("key", "r-1")]).await.status,
        StatusCode::NOT_FOUND,
        "without a mail server"
    );
}

#[tokio::test]
async fn a_calendar_is_read_by_its_secret_address_until_that_is_taken_back() {
    let hall = hall();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    writer.get("/990019/account/calendar").await;
    let made = writer.post("/990019/account/calendar", &[("of", "own")]).await;
    let address = |page: &Page| {
        let at = page.body.find("/990019/calendar/").unwrap_or_else(|| panic!("{}", page.body));
        page.body[at..].split(['<', '"']).next().unwrap().to_owned()
    };
    let address_of_first = address(&made);
    assert!(!writer.get("/990019/account/calendar").await.body.contains("deadlines.ics"), "it is told once");
    let mut stranger = Browser::new(staff::router(hall.office.clone()));
    let file = stranger.get(&address_of_first).await;
    assert_eq!(file.status, StatusCode::OK);
    let plain = file.body.replace("\r\n ", "");
    for words in [
        "DTSTART;VALUE=DATE:20261126",
        "DTEND;VALUE=DATE:20261127",
        "SUMMARY:期限　部の目標の作成　福祉部",
        "UID:goals.fukushi@990019.meyasu",
    ] {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    assert!(!plain.contains("環境部") && !plain.contains("sato"), "nothing of others, and no names: {plain}");
    assert_eq!(
        writer.post("/990019/account/calendar", &[("of", "town")]).await.status,
        StatusCode::FORBIDDEN
    );
    let second = address(&writer.post("/990019/account/calendar", &[("of", "own")]).await);
    assert_eq!(
        stranger.get(&address_of_first).await.status,
        StatusCode::NOT_FOUND,
        "a new one ends the old one"
    );
    assert_eq!(stranger.get(&second).await.status, StatusCode::OK);
    writer.post("/990019/account/calendar/revoke", &[("of", "own")]).await;
    assert_eq!(stranger.get(&second).await.status, StatusCode::NOT_FOUND);
    for odd in ["0".repeat(64), "x".to_owned(), "A".repeat(64)] {
        let path = format!("/990019/calendar/{odd}/deadlines.ics");
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_calendar_of_the_year_tells_of_a_stage_that_was_taken_out() {
    let hall = hall();
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    planner.get("/990019/account/calendar").await;
    let made = planner.post("/990019/account/calendar", &[("of", "town")]).await;
    let at = made.body.find("/990019/calendar/").unwrap();
    let address = made.body[at..].split('<').next().unwrap().to_owned();
    let before = planner.get(&address).await.body;
    assert!(before.contains("STATUS:CONFIRMED") && !before.contains("STATUS:CANCELLED"), "{before}");
    hall.retire("goals");
    let after = planner.get(&address).await.body;
    assert!(after.contains("STATUS:CANCELLED") && after.contains("UID:goals@990019.meyasu"), "{after}");
}
