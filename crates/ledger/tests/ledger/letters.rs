//! Letters of public comments: what became of their opinions is counted beside them, and never differs from what they say.

use ledger::paper::{self, Paper};
use ledger::{Ledger, LedgerError, letter};
use plan::consultation::{Because, By, Letter, Mark, Point, Sender, Tally};
use plan::decision::StaffId;
use serde::{Deserialize, Serialize};

use crate::support::{at, given_decisions, on_both, on_both_places, tamper, town};

const ROUND: &str = "comments-2026-1";

/// The marks that an opinion may have, by a number.
fn mark(number: u64) -> Mark {
    match number % 5 {
        0 => Mark::Unread,
        1 => Mark::Listed { summary: "s-1".to_owned() },
        2 => Mark::Listed { summary: "s-2".to_owned() },
        3 => Mark::Withheld { because: Because::ALL[(number / 5 % 6) as usize], note: String::new() },
        _ => Mark::Repeated,
    }
}

/// A letter with as many opinions as the number has digits, their marks by its digits.
fn made(number: u64) -> Letter {
    let point = |digit: char| Point { text: digit.to_string(), mark: mark(u64::from(digit) + number) };
    Letter {
        by: By::ALL[(number % 6) as usize],
        received: jiff::civil::date(2026, 11, (number % 28 + 1) as i8),
        at: at(number as i64),
        typed_by: None,
        sender: Sender::default(),
        place: String::new(),
        text: format!("{number}\",\"stand\":{{\"waiting\":{{"),
        points: number.to_string().chars().map(point).collect(),
        marked_by: [StaffId("s".to_owned())].into(),
    }
}

fn write<T: Send + 'static>(
    ledger: &Ledger,
    work: impl FnOnce(&mut ledger::Tx<'_>) -> Result<T, LedgerError> + Send + 'static,
) -> T {
    ledger.write(work).unwrap_or_else(|error: LedgerError| panic!("{error}"))
}

fn given(ledger: &Ledger, numbers: std::ops::Range<u64>) {
    given_decisions(ledger, 1);
    write(ledger, move |tx| {
        numbers.into_iter().try_for_each(|number| {
            letter::save(tx, &town(), ROUND, &format!("l{number:04}"), &made(number), None).map(drop)
        })
    });
}

/// By reading every letter.
fn counted(ledger: &Ledger) -> Tally {
    let all = ledger.read(|tx| paper::list::<Letter>(tx, &town(), ROUND)).unwrap();
    Tally::of(all.iter().map(|it| &it.value))
}

#[test]
fn the_tally_is_what_reading_every_letter_would_say() {
    on_both(|ledger| {
        given(ledger, 0..300);
        let tally = |ledger: &Ledger| ledger.read(|tx| letter::tally(tx, &town(), ROUND)).unwrap();
        assert_eq!(tally(ledger), counted(ledger));
        assert!(
            tally(ledger).unread > 0 && tally(ledger).of_summary.len() == 2 && tally(ledger).withheld() > 0
        );
        write(ledger, |tx| {
            for id in ["l0007", "l0120", "l0299"] {
                let kept = paper::find::<Letter>(tx, &town(), ROUND, id)?.unwrap();
                let mut value = kept.value;
                value.points.iter_mut().for_each(|it| it.mark = Mark::Listed { summary: "s-9".to_owned() });
                letter::save(tx, &town(), ROUND, id, &value, Some(kept.revision))?;
            }
            letter::remove(tx, &town(), ROUND, "l0011").map(drop)
        });
        assert_eq!(tally(ledger), counted(ledger));
        assert_eq!(tally(ledger).of_summary["s-9"].1, 3);
        let late = ledger.write(|tx| letter::save(tx, &town(), ROUND, "l0001", &made(5), None));
        assert_eq!(late, Err(LedgerError::StalePaper));
        assert_eq!(tally(ledger), counted(ledger), "what was not saved is not counted");
    });
}

#[test]
fn letters_come_in_parts_each_once_unread_first_and_then_by_day() {
    on_both(|ledger| {
        given(ledger, 0..130);
        let part = |from| ledger.read(|tx| letter::page(tx, &town(), ROUND, (from, 50))).unwrap();
        let all: Vec<_> = [0, 50, 100, 150].into_iter().flat_map(part).collect();
        let keys: Vec<_> = all
            .iter()
            .map(|it| {
                let unread = it.value.points.iter().any(|it| it.mark == Mark::Unread);
                (!unread, it.value.received, it.value.at)
            })
            .collect();
        assert_eq!(keys.len(), 130);
        assert!(keys.is_sorted(), "{keys:?}");
        let next = ledger.read(|tx| letter::next_unread(tx, &town(), ROUND, &all[0].id)).unwrap();
        assert_eq!(next.as_ref(), Some(&all[1].id));
        let listed = ledger.read(|tx| letter::of_summary(tx, &town(), (ROUND, "s-1"), 7)).unwrap();
        assert_eq!(listed.len(), 7);
        let is_listed =
            |it: &Letter| it.points.iter().any(|it| it.mark == Mark::Listed { summary: "s-1".to_owned() });
        assert!(listed.iter().all(|it| is_listed(&it.value)));
    });
}

#[test]
fn a_round_is_forgotten_whole_and_another_is_not() {
    on_both(|ledger| {
        given(ledger, 0..20);
        write(ledger, |tx| letter::save(tx, &town(), "comments-2026-2", "x", &made(5), None).map(drop));
        let folders = ledger.read(|tx| paper::folders::<Letter>(tx, &town())).unwrap();
        assert_eq!(folders.len(), 2);
        assert_eq!(write(ledger, |tx| letter::remove_all(tx, &town(), ROUND)), 20);
        let count = |round: &'static str| ledger.read(|tx| letter::count(tx, &town(), round)).unwrap();
        assert_eq!((count(ROUND), count("comments-2026-2")), (0, 1));
        assert_eq!(ledger.read(|tx| letter::tally(tx, &town(), ROUND)).unwrap(), Tally::default());
    });
}

/// What an older program made of a ledger.
pub(crate) const OLDER: &str = "DROP TABLE letter_state; DROP TABLE source_gone; ALTER TABLE source DROP COLUMN kept; DELETE FROM schema_step WHERE number > 3;";

#[test]
fn letters_of_an_older_ledger_are_counted_when_it_is_opened() {
    on_both_places(|place| {
        given(&Ledger::open(place).unwrap(), 0..50);
        let damaged = "INSERT INTO paper VALUES ('990019', 'letter', 'comments-2026-1', 'z', 1, 'damaged')";
        tamper(place, &format!("{OLDER} {damaged}"));
        let ledger = Ledger::open(place).unwrap();
        tamper(place, "DELETE FROM paper WHERE id = 'z'");
        assert_eq!(ledger.read(|tx| letter::tally(tx, &town(), ROUND)).unwrap(), counted(&ledger));
        assert_eq!(
            counted(&ledger).persons,
            ledger.read(|tx| letter::tally(tx, &town(), ROUND)).unwrap().persons
        );
    });
}

/// What the outbox keeps now, as far as it matters here.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Outgoing {
    year: u16,
    to: String,
    subject: String,
    stand: serde_json::Value,
}

impl Paper for Outgoing {
    const KIND: &'static str = "outgoing";
}

/// A letter of the outbox as the older program kept it.
fn old(id: &str, stand: &str) -> String {
    let body = format!(
        r#"{{"to":"sato","about":"fukushi","subject":"督促","text":"期限は「11月26日」です","by":null,"at":"2026-11-20T00:00:00Z","stand":{stand}}}"#
    );
    format!("INSERT INTO paper VALUES ('990019', 'letter', '2026', '{id}', 3, '{body}');")
}

#[test]
fn letters_of_an_older_outbox_wait_and_are_listed_as_before() {
    on_both_places(|place| {
        let ledger = Ledger::open(place).unwrap();
        given(&ledger, 0..30);
        // Of this one the newer program, before it knew of the older kind, made another.
        let doubled = Outgoing {
            year: 2026,
            to: "sato".to_owned(),
            subject: "新".to_owned(),
            stand: serde_json::json!({ "sent": { "at": "2026-11-21T00:00:00Z" } }),
        };
        write(&ledger, move |tx| paper::save(tx, &town(), "2026", "doubled", &doubled, None).map(drop));
        drop(ledger);
        let stands = [
            ("new", r#"{"waiting":{"tries":0,"next":"2026-11-20T00:00:00Z","said":""}}"#),
            ("held", r#"{"claimed":{"tries":1,"since":"2026-11-20T00:00:00Z"}}"#),
            ("gone", r#"{"sent":{"at":"2026-11-20T00:00:00Z","said":"250 ok"}}"#),
            ("lost", r#"{"failed":{"at":"2026-11-20T00:00:00Z","said":"550"}}"#),
            ("doubled", r#"{"waiting":{"tries":0,"next":"2026-11-20T00:00:00Z","said":""}}"#),
        ];
        let rows: String = stands.iter().map(|(id, stand)| old(id, stand)).collect();
        tamper(place, &format!("{OLDER} {rows}"));

        let ledger = Ledger::open(place).unwrap();
        let ids = |folder: &'static str| {
            let all = ledger.read(|tx| paper::list::<Outgoing>(tx, &town(), folder)).unwrap();
            assert!(all.iter().all(|it| it.value.year == 2026 && it.value.to == "sato"));
            all.into_iter().map(|it| it.id).collect::<Vec<_>>()
        };
        assert_eq!(ids("waiting"), ["held", "new"]);
        assert_eq!(ids("2026"), ["doubled", "gone", "lost"]);
        let opinions = ledger.read(|tx| paper::all::<Letter>(tx, &town())).unwrap();
        assert_eq!(opinions.len(), 30, "opinions stay opinions, whatever their words say");
        let kept =
            ledger.read(|tx| paper::find::<Outgoing>(tx, &town(), "2026", "doubled")).unwrap().unwrap();
        assert_eq!(kept.value.subject, "新", "what went on under the new kind is what holds");
    });
}
