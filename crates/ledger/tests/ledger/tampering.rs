//! Whatever is changed behind the ledger's back, verify says where.

use std::fs;

use ledger::{Fault, Ledger, Place, decision, tree, verify};
use plan::decision::DecisionNumber;

use crate::support::{decision, file, given_everything, on_both_places, path, tamper, town};

/// The faults after some SQL.
fn check(sql: &str, expected: &[Fault]) {
    on_both_places(|place| {
        given_everything(&Ledger::open(place).unwrap());
        tamper(place, sql);

        let report = verify(&Ledger::open(place).unwrap(), |_| {}).unwrap();

        // SQLite says in its own words, too, where a reference leads nowhere.
        let faults: Vec<_> = report.faults.into_iter().filter(|it| !matches!(it, Fault::File(_))).collect();
        assert_eq!(faults, expected, "{sql}");
        assert!(faults.iter().all(|fault| !fault.ja().is_empty() && !fault.to_string().is_empty()));
    });
}

const fn number(number: u64) -> DecisionNumber {
    DecisionNumber(number)
}

#[test]
fn nothing_is_wrong_with_an_honest_ledger() {
    check("SELECT 1", &[]);
}

#[test]
fn an_altered_text_is_found() {
    let sql = "UPDATE decision SET body = replace(body, '目安市3', '目安市9') WHERE number = 3";
    check(sql, &[Fault::Altered(town(), number(3))]);
}

#[test]
fn a_text_altered_with_its_hash_is_found() {
    let body = serde_json::to_string(&decision(3)).unwrap().replace("目安市3", "目安市9");
    let leaf = tree::leaf(body.as_bytes());
    let sql = format!("UPDATE decision SET body = '{body}', leaf = x'{leaf}' WHERE number = 3");
    check(&sql, &[Fault::Tree(town(), number(3))]);
}

#[test]
fn a_missing_decision_is_found() {
    let faults = [Fault::Missing(town(), number(2)), Fault::Tree(town(), number(3))];
    check("DELETE FROM decision WHERE number = 2", &faults);
}

#[test]
fn a_missing_end_is_found() {
    check("DELETE FROM decision WHERE number > 4", &[Fault::Head(town())]);
}

#[test]
fn an_end_put_back_is_found() {
    let sql = "UPDATE municipality SET published = 1; DELETE FROM decision WHERE number = 5;
               DELETE FROM publication WHERE number = 2";
    check(sql, &[Fault::Head(town())]);
}

#[test]
fn decisions_that_changed_places_are_found() {
    let sql =
        "UPDATE decision SET number = 99 WHERE number = 2; UPDATE decision SET number = 2 WHERE number = 4;
               UPDATE decision SET number = 4 WHERE number = 99";
    let faults = [
        Fault::Tree(town(), number(2)),
        Fault::Body(town(), number(2), format!("{} 4", town())),
        Fault::Body(town(), number(4), format!("{} 2", town())),
    ];
    check(sql, &faults);
}

#[test]
fn a_text_that_is_no_decision_is_found() {
    let leaf = tree::leaf(b"{}");
    let sql = format!("UPDATE decision SET body = '{{}}', leaf = x'{leaf}' WHERE number = 1");
    let missing = "missing field `municipality` at line 1 column 2".to_owned();
    check(&sql, &[Fault::Tree(town(), number(1)), Fault::Body(town(), number(1), missing)]);
}

#[test]
fn publications_that_do_not_fit_are_found() {
    check("UPDATE publication SET decision = 4 WHERE number = 1", &[Fault::Publication(town(), 1)]);
    check("DELETE FROM publication WHERE number = 2", &[Fault::Publication(town(), 2)]);
    let sql = "UPDATE publication SET decision = 9, body = replace(body, '5', '9') WHERE number = 2";
    check(sql, &[Fault::Publication(town(), 2)]);
}

#[test]
fn altered_and_missing_files_are_found() {
    let sha256 = tree::sha256(b"figures").to_string();
    check("UPDATE source SET bytes = x'00'", &[Fault::Source(sha256)]);
    check("DELETE FROM source", &[Fault::NoSource(town(), number(5), "実績.xlsx".to_owned())]);
}

#[test]
fn a_damaged_draft_and_a_damaged_tree_are_found() {
    let unreadable = |sql: &str| {
        on_both_places(|place| {
            given_everything(&Ledger::open(place).unwrap());
            tamper(place, sql);
            let report = verify(&Ledger::open(place).unwrap(), |_| {}).unwrap();
            assert!(matches!(report.faults[..], [Fault::Unreadable(_)]), "{:?}", report.faults);
        });
    };
    unreadable("UPDATE draft SET body = '{'");
    unreadable("UPDATE municipality SET peaks = x'00'");
    unreadable("UPDATE municipality SET head = -1");
}

/// One flipped bit anywhere: an error, a fault, or a bit that nobody's data is in. Never a panic, never other data.
#[test]
fn a_flipped_bit_is_found_or_harmless() {
    let (folder, place) = file();
    given_everything(&Ledger::open(&place).unwrap());
    let whole = fs::read(path(&place)).unwrap();
    let good = Ledger::open(&place).unwrap().read(|tx| decision::load(tx, &town())).unwrap();

    for round in 0..200 {
        let mut bytes = whole.clone();
        let at = place_in(round, bytes.len());
        bytes[at] ^= 1 << (round % 8);
        let flipped = folder.path().join(format!("flipped-{round}.db"));
        fs::write(&flipped, &bytes).unwrap();

        let Ok(ledger) = Ledger::open(&Place::File(flipped)) else { continue };
        if verify(&ledger, |_| {}).is_ok_and(|report| report.is_sound()) {
            assert_eq!(ledger.read(|tx| decision::load(tx, &town())).unwrap(), good, "byte {at}");
        }
    }
}

/// A place below `end`, another one each round, and the same ones in every run.
fn place_in(round: u64, end: usize) -> usize {
    let hash = tree::sha256(&round.to_le_bytes()).0;
    hash.iter().fold(0, |sum, byte| (sum * 256 + usize::from(*byte)) % end)
}
