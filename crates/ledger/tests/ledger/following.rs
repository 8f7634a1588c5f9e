//! What one process decides, the others hear.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use ledger::{Follower, Ledger, decision, municipality, publication};
use plan::municipality::MunicipalityCode;

use crate::support::{decision, disconnect, given_decisions, in_schema, on_both, on_both_places};
use crate::support::{published, town};

const SOON: Duration = Duration::from_secs(1);
const NEVER: Duration = Duration::from_millis(700);

fn follow(ledger: &Ledger) -> (Follower, Receiver<MunicipalityCode>) {
    let (tell, heard) = channel();
    let follower = ledger.follow(move |code| drop(tell.send(code.clone()))).unwrap();
    (follower, heard)
}

#[test]
fn a_decision_of_another_process_is_heard_within_a_second() {
    on_both_places(|place| {
        let (here, there) = (Ledger::open(place).unwrap(), Ledger::open(place).unwrap());
        given_decisions(&here, 1);
        let (_follower, heard) = follow(&here);

        there.write(|tx| decision::append(tx, &decision(2))).unwrap();
        assert_eq!(heard.recv_timeout(SOON), Ok(town()));
        assert_eq!(here.read(|tx| decision::load(tx, &town())).unwrap().len(), 2);

        there.write(|tx| publication::append(tx, &town(), &published(1, 2))).unwrap();
        assert_eq!(heard.recv_timeout(SOON), Ok(town()));
    });
}

#[test]
fn a_decision_of_the_same_process_is_heard_once() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let (_follower, heard) = follow(ledger);
        ledger.write(|tx| decision::append(tx, &decision(2))).unwrap();
        assert_eq!(heard.recv_timeout(SOON), Ok(town()));
        assert_eq!(heard.recv_timeout(NEVER), Err(RecvTimeoutError::Timeout));
    });
}

#[test]
fn what_does_not_concern_an_edition_is_not_told() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let (_follower, heard) = follow(ledger);
        ledger.write(|tx| ledger::source::save(tx, b"a file")).unwrap();
        assert_eq!(heard.recv_timeout(NEVER), Err(RecvTimeoutError::Timeout));
    });
}

#[test]
fn a_new_municipality_is_told_by_its_code() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let (_follower, heard) = follow(ledger);
        let other = MunicipalityCode::parse("131148").unwrap();
        let new = other.clone();
        ledger.write(move |tx| municipality::found(tx, &new)).unwrap();
        assert_eq!(heard.recv_timeout(SOON), Ok(other));
    });
}

#[test]
fn a_dropped_follower_is_silent() {
    on_both(|ledger| {
        given_decisions(ledger, 1);
        let (follower, heard) = follow(ledger);
        drop(follower);
        ledger.write(|tx| decision::append(tx, &decision(2))).unwrap();
        assert_eq!(heard.recv_timeout(NEVER), Err(RecvTimeoutError::Disconnected));
    });
}

#[test]
fn a_follower_outlives_a_lost_connection() {
    in_schema(|place| {
        let (here, there) = (Ledger::open(place).unwrap(), Ledger::open(place).unwrap());
        given_decisions(&here, 1);
        let (_follower, heard) = follow(&here);
        disconnect(place, "LISTEN%");

        there.write(|tx| decision::append(tx, &decision(2))).unwrap();
        assert_eq!(heard.recv_timeout(SOON), Ok(town()));
        there.write(|tx| decision::append(tx, &decision(3))).unwrap();
        assert_eq!(heard.recv_timeout(SOON), Ok(town()));
    });
}
