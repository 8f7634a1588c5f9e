//! 意見を受け付ける: when, how much, and for how long it is kept.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use desk::hearing::{Hearing, Said, Sending};
use desk::{Desk, Error, founding};
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Ledger, Place, paper};
use plan::consultation::{By, Consultation, Letter, MOST_LETTERS, Way};
use plan::decision::{Change, Decision, DecisionNumber, Edit, StaffId};
use plan::edition::Edition;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::{Record, RecordId};
use std::sync::Arc;
use tempfile::TempDir;

fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990019").unwrap()
}

fn round() -> RecordId {
    RecordId::new("comments-2026-1")
}

fn asked() -> Consultation {
    Consultation {
        title: "案".to_owned(),
        purpose: vec![],
        about: vec![],
        draft: None,
        from: date(2026, 11, 1),
        to: date(2026, 12, 1),
        short_because: None,
        who: None,
        ways: vec![Way { by: By::Form, to: String::new() }],
        materials: vec![],
        organisation: None,
        kept_until: Some(date(2027, 3, 31)),
        wordings: vec![],
        results: None,
    }
}

fn decision(number: u64, change: Change) -> Decision {
    Decision {
        municipality: town(),
        number: DecisionNumber(number),
        at: at("2026-10-01T00:00:00Z"),
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("企画課".to_owned()),
        reason: "募集".to_owned(),
        sources: vec![],
        edits: vec![Edit { change, seen: None, written: None }],
    }
}

fn put(asked: Consultation) -> Change {
    Change::Put(Arc::new(Record::new(round(), asked)))
}

fn edition(asked: Consultation) -> Edition {
    Edition::fold(town(), vec![Arc::new(decision(1, put(asked)))])
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn said(text: &str) -> Said {
    Said { text: text.to_owned(), ..Said::default() }
}

fn office() -> (Desk, Ledger, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
    let desk = Desk::new(ledger.clone());
    founding::found(
        &desk,
        &town(),
        Municipality::new("霞町"),
        &StaffId("企画課".to_owned()),
        at("2026-04-01T00:00:00Z"),
    )
    .unwrap();
    (desk, ledger, folder)
}

/// Chance that never comes twice.
fn chance(bytes: &mut [u8]) {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    bytes.fill(0);
    bytes.iter_mut().zip(count.to_be_bytes()).for_each(|(to, from)| *to = from);
}

/// On a new form, from there.
fn from(source: &str) -> Sending<'_> {
    Sending { form: "", source }
}

fn kept(ledger: &Ledger) -> usize {
    ledger.read(|tx| paper::all::<Letter>(tx, &town())).unwrap().len()
}

#[test]
fn a_round_is_open_from_its_first_midnight_to_its_last_and_not_a_second_longer() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(chance));
    let hear = |text: &str, when: &str| {
        hearing.hear(&desk, (&edition, &round()), &said(text), from("192.0.2.1"), at(when))
    };
    assert!(hear("早い", "2026-10-31T14:59:59Z").is_err(), "a second before it begins in Japan");
    hear("初め", "2026-10-31T15:00:00Z").unwrap();
    hear("終わり", "2026-12-01T14:59:59Z").unwrap();
    let late = hear("遅い", "2026-12-01T15:00:00Z").unwrap_err();
    assert!(late.ja().contains("期間が終わった"), "{}", late.ja());
    assert_eq!(kept(&ledger), 2);
}

#[test]
fn a_round_that_takes_no_form_takes_nothing_by_it() {
    let (desk, ledger, _folder) = office();
    let by_post = Consultation { ways: vec![Way { by: By::Post, to: "市役所".to_owned() }], ..asked() };
    let (edition, hearing) = (edition(by_post), Hearing::new(chance));
    let heard = hearing.hear(&desk, (&edition, &round()), &said("x"), from(""), at("2026-11-10T00:00:00Z"));
    assert!(heard.unwrap_err().ja().contains("入力フォームでは受け付けていません"));
    let nowhere = hearing.hear(
        &desk,
        (&edition, &RecordId::new("y")),
        &said("x"),
        from(""),
        at("2026-11-10T00:00:00Z"),
    );
    assert!(matches!(nowhere, Err(Error::NotFound)));
    assert_eq!(kept(&ledger), 0);
}

#[test]
fn one_source_is_held_up_and_others_are_not() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(chance));
    let hear = |text: &str, sending: Sending<'_>, when: &str| {
        hearing.hear(&desk, (&edition, &round()), &said(text), sending, at(when))
    };
    let form = hearing.form();
    let third = Sending { form: &form, source: "192.0.2.1" };
    hear("3", third, "2026-11-10T00:00:00Z").unwrap();
    for number in 1..20 {
        hear(&format!("{number}"), from("192.0.2.1"), "2026-11-10T00:00:00Z").unwrap();
    }
    let held = hear("20", from("192.0.2.1"), "2026-11-10T00:00:01Z");
    assert!(matches!(held, Err(Error::TooMany(599))), "{held:?}");
    hear("3", third, "2026-11-10T00:00:01Z").unwrap(); // Sent twice: nothing new, so nothing is in its way.
    hear("20", from("192.0.2.2"), "2026-11-10T00:00:01Z").unwrap();
    hear("20", from("192.0.2.1"), "2026-11-10T00:10:00Z").unwrap();
    assert_eq!(kept(&ledger), 22);
}

#[test]
fn those_of_whom_nothing_is_known_are_one_source() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(chance));
    let hear = |source: &str| {
        hearing.hear(&desk, (&edition, &round()), &said("x"), from(source), at("2026-11-10T00:00:00Z"))
    };
    (0..20).for_each(|_| drop(hear("").unwrap()));
    assert!(matches!(hear(""), Err(Error::TooMany(_))));
    assert!(hear("192.0.2.1").is_ok());
    assert_eq!(kept(&ledger), 21);
}

#[test]
fn a_round_is_held_up_by_its_own_limit_whoever_sends() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(chance));
    let hear = |number: usize, when: &str| {
        let source = format!("192.0.2.{}", number / 20);
        hearing.hear(&desk, (&edition, &round()), &said("x"), from(&source), at(when))
    };
    (0..600).for_each(|number| drop(hear(number, "2026-11-10T00:00:00Z").unwrap()));
    assert!(matches!(hear(900, "2026-11-10T00:09:59Z"), Err(Error::TooMany(1))));
    assert!(hear(900, "2026-11-10T00:10:00Z").is_ok());
    assert_eq!(kept(&ledger), 601);
}

#[test]
fn the_same_words_of_two_people_are_two_letters_and_one_form_is_one() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(chance));
    let hear = |hearing: &Hearing, text: &str, form: &str, source: &str| {
        let (when, sending) = (at("2026-11-10T00:00:00Z"), Sending { form, source });
        hearing.hear(&desk, (&edition, &round()), &said(text), sending, when).unwrap()
    };
    let (mine, yours) = (hearing.form(), hearing.form());
    assert_ne!(mine, yours);
    let first = hear(&hearing, "署名運動の文", &mine, "192.0.2.1");
    assert_ne!(first, hear(&hearing, "署名運動の文", &yours, "192.0.2.1"), "two people behind one router");
    assert_eq!(
        first,
        hear(&hearing, "署名運動の文", &mine, "198.51.100.7"),
        "a telephone changes its address"
    );
    assert_eq!(first, hear(&Hearing::new(chance), "署名運動の文", &mine, "192.0.2.1"), "after a restart");
    assert_eq!(kept(&ledger), 2);
    assert_ne!(first, hear(&hearing, "書き足した文", &mine, "192.0.2.1"), "gone back, and written on");
    assert_ne!(
        hear(&hearing, "署名運動の文", "", "192.0.2.1"),
        hear(&hearing, "署名運動の文", "", "192.0.2.1"),
        "of two forms without a number nobody knows that they are one"
    );
    hear(&hearing, "署名運動の文", "f-0000000000000000\n長い", "192.0.2.1");
    assert_eq!(kept(&ledger), 6);
    let all = ledger.read(|tx| paper::all::<Letter>(tx, &town())).unwrap();
    let stored = all.iter().map(|it| format!("{} {:?}", it.id, it.value)).collect::<String>();
    assert!(!stored.contains("192.0.2") && !stored.contains(&mine), "{stored}");
}

#[test]
fn a_full_round_takes_no_more_by_form_and_keeps_all_that_it_took() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(chance));
    let form = hearing.form();
    let sending = Sending { form: &form, source: "192.0.2.1" };
    let hear = |text: &str, sending: Sending<'_>, when: &str| {
        hearing.hear(&desk, (&edition, &round()), &said(text), sending, at(when))
    };
    let receipt = hear("初めの意見", sending, "2026-11-10T00:00:00Z").unwrap();
    let one =
        ledger.read(|tx| paper::find::<Letter>(tx, &town(), "comments-2026-1", &receipt)).unwrap().unwrap();
    let fill = move |tx: &mut ledger::Tx<'_>| {
        (2..MOST_LETTERS).try_for_each(|number| {
            let id = format!("n{number}");
            ledger::letter::save(tx, &town(), "comments-2026-1", &id, &one.value, None).map(drop)
        })
    };
    ledger.write(fill).unwrap_or_else(|error: ledger::LedgerError| panic!("{error}"));
    let counted =
        |hearing: &Hearing, when: &str| hearing.is_full(&desk, (&town(), &round()), at(when)).unwrap();
    assert!(!counted(&hearing, "2026-11-10T00:00:01Z"));
    hear("最後の一通", from("192.0.2.2"), "2026-11-10T00:00:01Z").unwrap();
    let refused = hear("入らない一通", from("192.0.2.3"), "2026-11-10T00:00:02Z").unwrap_err();
    assert!(refused.ja().contains("上限に達した") && refused.ja().contains("ほかの方法"), "{}", refused.ja());
    assert_eq!(kept(&ledger) as u64, MOST_LETTERS);
    assert_eq!(hear("初めの意見", sending, "2026-11-10T00:00:03Z").unwrap(), receipt, "it is there");
    assert!(counted(&hearing, "2026-11-10T00:00:01Z"), "at once");
    assert!(counted(&Hearing::new(chance), "2026-11-10T09:00:00Z"), "after a restart, and for hours");
    ledger.write(|tx| ledger::letter::remove(tx, &town(), "comments-2026-1", "n2")).unwrap();
    assert!(counted(&hearing, "2026-11-10T00:00:31Z"), "what was counted holds for half a minute");
    assert!(!counted(&hearing, "2026-11-10T00:00:32Z"), "then there is room again");
}

fn decide(desk: &Desk, ledger: &Ledger, change: Change) {
    let next = desk.edition(&town()).unwrap().number().0 + 1;
    ledger.write(move |tx| ledger::decision::append(tx, &decision(next, change)).map(drop)).unwrap();
}

/// A round that was decided and for which one letter came.
fn heard() -> (Desk, Ledger, TempDir) {
    let (desk, ledger, folder) = office();
    decide(&desk, &ledger, put(asked()));
    let edition = desk.edition(&town()).unwrap();
    let hearing = Hearing::new(chance);
    hearing.hear(&desk, (&edition, &round()), &said("意見"), from(""), at("2026-11-10T00:00:00Z")).unwrap();
    (desk, ledger, folder)
}

fn forget(desk: &Desk, when: &str) -> usize {
    desk::consulting::forget_due(desk, at(when), &|_: &_, error: &Error| panic!("{error}")).unwrap()
}

#[test]
fn letters_are_removed_when_their_day_is_over_and_not_before() {
    let (desk, ledger, _folder) = heard();
    assert_eq!((forget(&desk, "2027-03-31T14:59:59Z"), kept(&ledger)), (0, 1), "the last second of the day");
    assert_eq!((forget(&desk, "2027-03-31T15:00:00Z"), kept(&ledger)), (1, 0));
    assert_eq!(forget(&desk, "2027-04-01T00:00:00Z"), 0);
}

#[test]
fn letters_of_a_round_that_was_taken_back_are_removed_on_the_day_that_was_promised() {
    let (desk, ledger, _folder) = heard();
    decide(&desk, &ledger, Change::Retire(round()));
    assert_eq!((forget(&desk, "2027-03-31T14:59:59Z"), kept(&ledger)), (0, 1), "not before it");
    assert_eq!((forget(&desk, "2027-03-31T15:00:00Z"), kept(&ledger)), (1, 0));
}

#[test]
fn the_day_that_was_promised_last_counts() {
    let (desk, ledger, _folder) = heard();
    let longer = Consultation { kept_until: Some(date(2028, 3, 31)), ..asked() };
    decide(&desk, &ledger, put(longer));
    assert_eq!((forget(&desk, "2027-03-31T15:00:00Z"), kept(&ledger)), (0, 1));
    assert_eq!((forget(&desk, "2028-03-31T15:00:00Z"), kept(&ledger)), (1, 0));
}
