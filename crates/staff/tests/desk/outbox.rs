//! The outbox beside all else that a ledger keeps: letters that the clock writes, to whom and about what, once; and what one town's damage
//! does to others.

use std::cell::RefCell;
use std::collections::BTreeSet;

use axum::http::StatusCode;
use desk::Error;
use desk::mailing::{self, Addressed, Answer, Delivery};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::paper::Paper;
use ledger::{Ledger, LedgerError, paper};
use plan::calendar::CalendarEntry;
use plan::consultation::{By, Consultation, Way};
use plan::decision::StaffId;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::{Record, RecordId};
use plan::staff::Account;

use crate::letters::{PAGE, hall, noon, planner, send_all};
use crate::office::{TownHall, later, now, town};

/// Gives somebody a mail address, or takes it away.
pub(crate) fn mail(hall: &TownHall, login: &str, address: Option<&str>) {
    let (id, address) = (format!("s-{login}"), address.map(str::to_owned));
    hall.ledger
        .write(move |tx| {
            let kept = paper::find::<Account>(tx, &town(), "", &id)?.unwrap();
            let account = Account { mail: address, ..kept.value };
            paper::save(tx, &town(), "", &id, &account, Some(kept.revision)).map(drop)
        })
        .unwrap_or_else(|error: LedgerError| panic!("{error}"));
}

fn no_trouble(town: &MunicipalityCode, error: &Error) {
    panic!("{town}: {error}");
}

/// The next letter that is due; nothing may go wrong.
pub(crate) fn send_next(
    hall: &TownHall,
    now: fn() -> Timestamp,
    carry: impl Fn(&Addressed) -> Answer,
) -> Option<Delivery> {
    mailing::send_next(&hall.desk, now, carry, &no_trouble).unwrap()
}

/// What the clock writes down at this moment.
fn remind(hall: &TownHall, at: Timestamp) -> usize {
    desk::reminding::remind_due(&hall.desk, None, at, &no_trouble).unwrap()
}

/// Everything that waits goes out.
fn sent(hall: &TownHall, now: fn() -> Timestamp) -> Vec<Addressed> {
    let seen = RefCell::new(vec![]);
    let carry = |letter: &Addressed| {
        seen.borrow_mut().push(letter.clone());
        Answer::Taken(String::new())
    };
    while let Some(stand) = send_next(hall, now, carry) {
        assert!(matches!(stand, Delivery::Sent { .. }), "{stand:?}");
    }
    seen.into_inner()
}

/// A day on which offices work: the day of the test is a Saturday, and Monday is a holiday.
fn tuesday() -> Timestamp {
    later(3 * 86_400)
}

fn wednesday() -> Timestamp {
    later(4 * 86_400)
}

/// The clock is to write so many days before.
async fn hall_that_reminds(days: &str) -> TownHall {
    let hall = hall();
    let mut planner = planner(&hall).await;
    planner.get(PAGE).await;
    let saved = planner.post(&format!("{PAGE}/automatic"), &[("days", days)]).await;
    assert!(saved.location.ends_with("done=automatic"), "{saved:?}");
    hall
}

/// A stage of the year, as 「goals」 is, that ends on another day.
fn decide_stage(hall: &TownHall, id: &str, title: &str, to: Date) {
    let edition = hall.desk.edition(&town()).unwrap();
    let stage = edition.find::<CalendarEntry>(&RecordId::new("goals")).unwrap().clone();
    let stage = CalendarEntry { title: title.to_owned(), to, ..stage };
    hall.decide(vec![Record::new(RecordId::new(id), stage)]);
}

#[tokio::test]
async fn reminders_go_out_by_themselves_where_the_town_wishes_once_for_each_deadline() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    assert_eq!(remind(&hall, tuesday()), 0, "off until somebody turns it on");
    planner.get(PAGE).await;
    for bad in ["0", "31", "x", "-1", "1.5"] {
        let answer = planner.post(&format!("{PAGE}/automatic"), &[("days", bad)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
    }
    let saved = planner.post(&format!("{PAGE}/automatic"), &[("days", "３")]).await;
    assert!(saved.location.ends_with("done=automatic"), "{saved:?}");
    let monday = later(2 * 86_400);
    assert_eq!((remind(&hall, noon()), remind(&hall, monday)), (0, 0), "not on days without office hours");
    assert_eq!((remind(&hall, tuesday()), remind(&hall, tuesday())), (1, 0), "once");

    let letters = sent(&hall, tuesday);
    let [letter] = letters.as_slice() else { panic!("one letter: {}", letters.len()) };
    assert_eq!((letter.name.as_str(), letter.address.as_str()), ("sato", "sato@city.example"));
    assert_eq!(letter.subject, "【めやす】票の提出のお願い");
    for words in
        ["福祉部　ご担当者様", "・部の目標の作成\n　期限 令和8年11月26日（あと2日）\n　いまの状態：未着手"]
    {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
    assert!(!letter.text.contains("環境部"), "nothing of others: {}", letter.text);
    assert_eq!(remind(&hall, tuesday()), 0, "nor once it is sent");
    assert!(planner.get(PAGE).await.body.contains("自動"));
    planner.post(&format!("{PAGE}/automatic"), &[("days", "")]).await;
    assert!(planner.get(PAGE).await.body.contains("自動では送りません"));
}

#[tokio::test]
async fn a_second_sheet_that_comes_due_on_the_same_day_has_a_letter_of_its_own() {
    let hall = hall_that_reminds("3").await;
    assert_eq!(remind(&hall, tuesday()), 1);
    let first = sent(&hall, tuesday);
    decide_stage(&hall, "review", "中間の見直し", date(2026, 11, 27));
    assert_eq!(
        (remind(&hall, tuesday()), remind(&hall, tuesday())),
        (1, 0),
        "the calendar was decided since"
    );
    let second = sent(&hall, tuesday);
    assert_eq!((first.len(), second.len()), (1, 1));
    assert!(second[0].text.contains("中間の見直し") && !second[0].text.contains("部の目標の作成"));
    assert_ne!(first[0].id, second[0].id);
}

#[tokio::test]
async fn a_deadline_that_moves_is_told_anew_on_the_same_day_and_on_another() {
    let hall = hall_that_reminds("3").await;
    let told = |at, day: &str| {
        assert_eq!((remind(&hall, at), remind(&hall, at)), (1, 0), "{day}");
        let letters = sent(&hall, wednesday);
        assert_eq!(letters.len(), 1, "{day}");
        assert_eq!(letters[0].address, "sato@city.example");
        assert!(letters[0].text.contains(day), "{day}: {}", letters[0].text);
    };
    told(tuesday(), "令和8年11月26日");
    decide_stage(&hall, "goals", "部の目標の作成", date(2026, 11, 25));
    told(tuesday(), "令和8年11月25日");
    decide_stage(&hall, "goals", "部の目標の作成", date(2026, 11, 28));
    told(wednesday(), "令和8年11月28日");
    decide_stage(&hall, "goals", "部の目標の作成", date(2026, 11, 26));
    told(wednesday(), "令和8年11月26日"); // As it was at first: told again, for the last letter said otherwise.
}

#[tokio::test]
async fn a_sheet_of_which_nobody_could_be_told_is_told_once_somebody_has_an_address() {
    let hall = hall_that_reminds("3").await;
    mail(&hall, "sato", None);
    assert_eq!(remind(&hall, tuesday()), 0, "nobody has an address");
    mail(&hall, "suzuki", Some("suzuki@city.example"));
    assert_eq!((remind(&hall, tuesday()), remind(&hall, tuesday())), (1, 0), "環境部");
    mail(&hall, "sato", Some("sato@city.example"));
    assert_eq!((remind(&hall, tuesday()), remind(&hall, tuesday())), (1, 0), "福祉部");
    let addresses: BTreeSet<String> = sent(&hall, tuesday).into_iter().map(|it| it.address).collect();
    assert_eq!(addresses.into_iter().collect::<Vec<_>>(), ["sato@city.example", "suzuki@city.example"]);
}

fn round() -> (RecordId, Consultation) {
    let consultation = serde_json::from_value(serde_json::json!({
        "title": "案", "from": "2026-11-01", "to": "2026-12-01", "kept_until": "2027-03-31",
    }));
    let ways = vec![Way { by: By::Form, to: String::new() }];
    (RecordId::new("comments-2026-1"), Consultation { ways, ..consultation.unwrap() })
}

fn opinions(ledger: &Ledger) -> usize {
    ledger.read(|tx| paper::all::<plan::consultation::Letter>(tx, &town())).unwrap().len()
}

#[tokio::test]
async fn opinions_and_reminders_of_one_ledger_do_not_meet() {
    let hall = hall();
    let mut planner = planner(&hall).await;
    let (id, consultation) = round();
    hall.decide(vec![Record::new(id.clone(), consultation)]);
    let edition = hall.desk.edition(&town()).unwrap();
    let said = desk::hearing::Said { text: "意見".to_owned(), ..desk::hearing::Said::default() };
    let hearing = desk::hearing::Hearing::new(|bytes| bytes.fill(7));
    hearing
        .hear(&hall.desk, (&edition, &id), &said, desk::hearing::Sending { form: "", source: "" }, noon())
        .unwrap();
    send_all(&mut planner).await;

    let letters = sent(&hall, noon);
    assert_eq!((letters.len(), letters[0].address.as_str()), (1, "sato@city.example"));
    let forget =
        |at: &str| desk::consulting::forget_due(&hall.desk, at.parse().unwrap(), &no_trouble).unwrap();
    assert_eq!((forget("2027-03-31T14:59:59Z"), opinions(&hall.ledger)), (0, 1));
    assert_eq!((forget("2027-03-31T15:00:00Z"), opinions(&hall.ledger)), (1, 0));
    assert!(planner.get(PAGE).await.body.contains("発送済み"), "the record of what was sent stays");
}

/// Rows that nobody can read, of every kind that the clock looks at.
#[derive(serde::Serialize, serde::Deserialize)]
struct Damaged<const K: usize>;

const KINDS: [&str; 3] = ["outgoing", "letter", "automatic_reminders"];

impl<const K: usize> Paper for Damaged<K> {
    const KIND: &'static str = KINDS[K];
}

/// Another town before ours, in which all of it is damaged.
fn faulty_town(hall: &TownHall) -> MunicipalityCode {
    let other = MunicipalityCode::parse("011002").unwrap();
    let by = StaffId("企画課".to_owned());
    desk::founding::found(&hall.desk, &other, Municipality::new("隣市"), &by, now()).unwrap();
    assert_eq!(hall.desk.municipalities().unwrap().first(), Some(&other), "it comes first");
    let town = other.clone();
    hall.ledger
        .write(move |tx| {
            paper::save(tx, &town, "waiting", "x", &Damaged::<0>, None)?;
            paper::save(tx, &town, "comments-2026-1", "x", &Damaged::<1>, None)?;
            paper::save(tx, &town, "", "all", &Damaged::<2>, None).map(drop)
        })
        .unwrap_or_else(|error: LedgerError| panic!("{error}"));
    other
}

#[tokio::test]
async fn a_town_whose_papers_are_damaged_is_told_of_and_stops_no_other() {
    let hall = hall_that_reminds("3").await;
    let (id, consultation) = round();
    hall.decide(vec![Record::new(id.clone(), consultation)]);
    let edition = hall.desk.edition(&town()).unwrap();
    let said = desk::hearing::Said { text: "意見".to_owned(), ..desk::hearing::Said::default() };
    let hearing = desk::hearing::Hearing::new(|bytes| bytes.fill(7));
    hearing
        .hear(&hall.desk, (&edition, &id), &said, desk::hearing::Sending { form: "", source: "" }, noon())
        .unwrap();
    let other = faulty_town(&hall);

    let told = RefCell::new(vec![]);
    let trouble = |town: &MunicipalityCode, error: &Error| {
        assert!(matches!(error, Error::Ledger(LedgerError::Damaged(_))), "{error}");
        told.borrow_mut().push(town.clone());
    };
    assert_eq!(desk::reminding::remind_due(&hall.desk, None, tuesday(), &trouble).unwrap(), 1);
    let carry = |_: &Addressed| Answer::Taken(String::new());
    let sent = mailing::send_next(&hall.desk, tuesday, carry, &trouble).unwrap();
    assert!(matches!(sent, Some(Delivery::Sent { .. })), "{sent:?}");
    let after = "2027-04-01T00:00:00Z".parse().unwrap();
    assert_eq!(desk::consulting::forget_due(&hall.desk, after, &trouble).unwrap(), 1);
    // Who is only to be forgotten is not read for it, damaged or not.
    assert_eq!(told.into_inner(), vec![other; 2]);
}

/// What goes wrong for the clock and for whoever sends while somebody else holds the only writer.
fn beside_a_writer(hall: &TownHall, now: fn() -> Timestamp) -> Vec<String> {
    let desk = hall.desk.clone();
    let work = move |_: &mut ledger::Tx<'_>| {
        let told = RefCell::new(vec![]);
        let trouble = |_: &MunicipalityCode, error: &Error| told.borrow_mut().push(format!("{error:?}"));
        desk::reminding::remind_due(&desk, None, now(), &trouble).unwrap();
        let carry = |_: &Addressed| Answer::Taken(String::new());
        mailing::send_next(&desk, now, carry, &trouble).unwrap();
        Ok::<_, LedgerError>(told.into_inner())
    };
    hall.ledger.write(work).unwrap()
}

#[tokio::test]
async fn where_nothing_is_due_nobody_waits_for_the_writer_and_no_letter_of_the_past_is_read() {
    let hall = hall_that_reminds("3").await;
    assert_eq!(beside_a_writer(&hall, tuesday).len(), 1, "a letter is to be written down");
    assert_eq!(remind(&hall, tuesday()), 1);
    assert_eq!(beside_a_writer(&hall, tuesday).len(), 1, "a letter is to be sent");
    assert_eq!(sent(&hall, tuesday).len(), 1);
    let past = |tx: &mut ledger::Tx<'_>| paper::save(tx, &town(), "2026", "x", &Damaged::<0>, None).map(drop);
    hall.ledger.write(past).unwrap_or_else(|error: LedgerError| panic!("{error}"));
    assert_eq!(beside_a_writer(&hall, tuesday), Vec::<String>::new());
    assert_eq!(beside_a_writer(&hall, wednesday), Vec::<String>::new());
}
