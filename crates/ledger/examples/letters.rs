//! Measures what a round of twenty thousand letters costs: all of them read, as once on every page, and only what a page asks.
//!
//! `cargo run --release -p ledger --example letters`

use std::time::Instant;

use ledger::{Ledger, LedgerError, Place, letter, municipality, paper};
use plan::consultation::{By, Letter, Mark, Sender, Tally, points};
use plan::municipality::MunicipalityCode;

const ROUND: &str = "comments-2026-1";
const LETTERS: u64 = 20_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db")))?;
    let town = MunicipalityCode::parse("990019").map_err(|refusal| refusal.to_string())?;
    let new = town.clone();
    told("20,000 letters are saved in one transaction", || {
        ledger.write(move |tx| {
            municipality::found(tx, &new)?;
            (0..LETTERS).try_for_each(|number| {
                letter::save(tx, &new, ROUND, &format!("l{number:05}"), &made(number), None).map(drop)
            })
        })
    })?;
    for _ in 0..3 {
        told("every letter is read and counted", || {
            let all = ledger.read(|tx| paper::list::<Letter>(tx, &town, ROUND))?;
            assert_eq!(u64::from(Tally::of(all.iter().map(|it| &it.value)).persons), LETTERS);
            Ok(())
        })?;
        told("counted", || ledger.read(|tx| letter::tally(tx, &town, ROUND)).map(drop))?;
        told("how many there are", || ledger.read(|tx| letter::count(tx, &town, ROUND)).map(drop))?;
        told("the first fifty", || ledger.read(|tx| letter::page(tx, &town, ROUND, (0, 50))).map(drop))?;
        told("the last fifty", || ledger.read(|tx| letter::page(tx, &town, ROUND, (19_950, 50))).map(drop))?;
        told("the next unread", || ledger.read(|tx| letter::next_unread(tx, &town, ROUND, "x")).map(drop))?;
        told("a hundred of one summary", || {
            ledger.read(|tx| letter::of_summary(tx, &town, (ROUND, "s-1"), 100)).map(drop)
        })?;
        told("one letter", || ledger.read(|tx| paper::find::<Letter>(tx, &town, ROUND, "l00123")).map(drop))?;
    }
    Ok(())
}

/// A letter of some 600 characters; a third of them is read.
fn made(number: u64) -> Letter {
    let text = format!("意見{number}：{}", "川沿いの道に休憩できる場所を増やしてください。".repeat(25));
    let mut letter = Letter {
        by: By::Form,
        received: jiff::civil::date(2026, 11, 1 + (number % 28) as i8),
        at: jiff::Timestamp::UNIX_EPOCH,
        typed_by: None,
        sender: Sender { name: format!("山田{number}"), ..Sender::default() },
        place: String::new(),
        points: points(&text),
        text,
        marked_by: [].into(),
    };
    if number.is_multiple_of(3) {
        letter.points[0].mark = Mark::Listed { summary: format!("s-{}", number % 40) };
    }
    letter
}

fn told(what: &str, work: impl FnOnce() -> Result<(), LedgerError>) -> Result<(), LedgerError> {
    let began = Instant::now();
    work()?;
    println!("{:>9.2} ms  {what}", began.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}
