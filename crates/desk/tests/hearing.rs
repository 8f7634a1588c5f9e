//! 意見を受け付ける: when, how much, and for how long it is kept.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use desk::hearing::{Hearing, Said};
use desk::{Desk, Error, founding};
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Ledger, Place, paper};
use plan::consultation::{By, Consultation, Letter, Way};
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

fn edition(asked: Consultation) -> Edition {
    let edit = Edit { change: Change::Put(Arc::new(Record::new(round(), asked))), seen: None, written: None };
    let decision = Decision {
        municipality: town(),
        number: DecisionNumber(1),
        at: at("2026-10-01T00:00:00Z"),
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("企画課".to_owned()),
        reason: "募集".to_owned(),
        sources: vec![],
        edits: vec![edit],
    };
    Edition::fold(town(), vec![Arc::new(decision)])
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

fn kept(ledger: &Ledger) -> usize {
    ledger.read(|tx| paper::all::<Letter>(tx, &town())).unwrap().len()
}

#[test]
fn a_round_is_open_from_its_first_midnight_to_its_last_and_not_a_second_longer() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(|bytes| bytes.fill(7)));
    let hear =
        |text: &str, when: &str| hearing.hear(&desk, (&edition, &round()), &said(text), None, at(when));
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
    let (edition, hearing) = (edition(by_post), Hearing::new(|bytes| bytes.fill(7)));
    let heard = hearing.hear(&desk, (&edition, &round()), &said("x"), None, at("2026-11-10T00:00:00Z"));
    assert!(heard.unwrap_err().ja().contains("入力フォームでは受け付けていません"));
    let nowhere =
        hearing.hear(&desk, (&edition, &RecordId::new("y")), &said("x"), None, at("2026-11-10T00:00:00Z"));
    assert!(matches!(nowhere, Err(Error::NotFound)));
    assert_eq!(kept(&ledger), 0);
}

#[test]
fn one_source_is_held_up_and_others_are_not() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(|bytes| bytes.fill(7)));
    let hear = |text: String, source: &str, when: &str| {
        hearing.hear(&desk, (&edition, &round()), &said(&text), Some(source), at(when))
    };
    for number in 0..20 {
        hear(format!("{number}"), "192.0.2.1", "2026-11-10T00:00:00Z").unwrap();
    }
    let held = hear("20".to_owned(), "192.0.2.1", "2026-11-10T00:00:01Z");
    assert!(matches!(held, Err(Error::TooMany(599))), "{held:?}");
    hear("3".to_owned(), "192.0.2.1", "2026-11-10T00:00:01Z").unwrap(); // Sent twice: nothing new.
    hear("20".to_owned(), "192.0.2.2", "2026-11-10T00:00:01Z").unwrap();
    hear("20".to_owned(), "192.0.2.1", "2026-11-10T00:10:01Z").unwrap();
    assert_eq!(kept(&ledger), 22);
}

#[test]
fn the_same_words_of_two_sources_are_two_letters_and_no_address_is_kept() {
    let (desk, ledger, _folder) = office();
    let (edition, hearing) = (edition(asked()), Hearing::new(|bytes| bytes.fill(7)));
    let hear = |source: &str| {
        let when = at("2026-11-10T00:00:00Z");
        hearing.hear(&desk, (&edition, &round()), &said("署名運動の文"), Some(source), when).unwrap()
    };
    assert_ne!(hear("192.0.2.1"), hear("192.0.2.2"));
    let all = ledger.read(|tx| paper::all::<Letter>(tx, &town())).unwrap();
    assert_eq!(all.len(), 2);
    let stored = all.iter().map(|it| format!("{} {:?}", it.id, it.value)).collect::<String>();
    assert!(!stored.contains("192.0.2"), "{stored}");
}

#[test]
fn letters_are_removed_when_their_day_is_over_and_not_before() {
    let (desk, ledger, _folder) = office();
    let record = Record::new(round(), asked());
    let edits = plan::draft::edits(vec![plan::draft::Proposal::put(record)], &desk.edition(&town()).unwrap());
    let id = plan::draft::DraftId("d".to_owned());
    let by = StaffId("企画課".to_owned());
    let draft = plan::draft::Draft {
        id: id.clone(),
        title: "募集".to_owned(),
        by: by.clone(),
        begun: at("2026-10-01T00:00:00Z"),
        authors: [].into(),
        sources: vec![],
        edits,
    };
    ledger.write(move |tx| ledger::draft::save(tx, &town(), &draft, None).map(drop)).unwrap();
    desk::deciding::approve(&desk, &town(), &id, &by, "募集", at("2026-10-01T00:00:00Z")).unwrap();
    let edition = desk.edition(&town()).unwrap();
    let hearing = Hearing::new(|bytes| bytes.fill(7));
    hearing.hear(&desk, (&edition, &round()), &said("意見"), None, at("2026-11-10T00:00:00Z")).unwrap();

    let none = |_: &_, error: &Error| panic!("{error}");
    let forget = |when: &str| desk::consulting::forget_due(&desk, at(when), &none).unwrap();
    assert_eq!((forget("2027-03-31T14:59:59Z"), kept(&ledger)), (0, 1), "the last second of the day");
    assert_eq!((forget("2027-03-31T15:00:00Z"), kept(&ledger)), (1, 0));
    assert_eq!(forget("2027-04-01T00:00:00Z"), 0);
}
