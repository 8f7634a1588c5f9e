//! kill -9 at any moment: what was acknowledged is there, and nothing is there by half.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use ledger::{Ledger, Place, decision, municipality, verify};

use crate::support::{decision, given_decisions, on_both_places, town};

const PLACE: &str = "MEYASU_TEST_KILL_PLACE";
const KILLS: u64 = 20;

#[test]
fn no_acknowledged_decision_is_lost_when_the_program_is_killed() {
    on_both_places(|place| {
        given_decisions(&Ledger::open(place).unwrap(), 0);
        let mut found = 0;
        for round in 0..KILLS {
            let acknowledged = append_until_killed(place, Duration::from_millis(5 + round * 37 % 90));

            let ledger = Ledger::open(place).unwrap();
            let report = verify(&ledger, |_| {}).unwrap();
            assert_eq!(report.faults, []);
            let decisions = ledger.read(|tx| decision::load(tx, &town())).unwrap();
            assert!(decisions.iter().zip(1..).all(|(it, number)| **it == decision(number)));
            found = decisions.len() as u64;
            assert!(acknowledged.is_none_or(|number| number <= found), "{acknowledged:?} of {found}");
        }
        assert!(found > KILLS, "the program should have come to write between the kills");
    });
}

/// Starts this test program as the one that appends, kills it, and gives the last number it acknowledged.
fn append_until_killed(place: &Place, after_first: Duration) -> Option<u64> {
    let text = match place {
        Place::File(path) => path.display().to_string(),
        Place::Postgres(url) => url.clone(),
    };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killing::appends_until_it_is_killed", "--ignored", "--nocapture"])
        .env(PLACE, text)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let number = |line: String| line.strip_prefix("acknowledged ").map(|it| it.parse::<u64>().unwrap());
    let first = lines.by_ref().find_map(number);
    std::thread::sleep(after_first);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(number).last().or(first)
}

#[test]
#[ignore = "run by the test above"]
fn appends_until_it_is_killed() {
    let Ok(place) = std::env::var(PLACE) else { return };
    let ledger = Ledger::open(&Place::parse(&place)).unwrap();
    println!();
    loop {
        let appended = ledger.write(|tx| {
            let next = municipality::reserve(tx, &town())?.number.next().0;
            decision::append(tx, &decision(next)).map(|_| next)
        });
        println!("acknowledged {}", appended.unwrap());
        std::io::stdout().flush().unwrap();
    }
}
