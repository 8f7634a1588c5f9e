//! 意見書を廃棄する: when the day that was promised is over, what people sent is removed. Nobody has to think of it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{letter, paper};
use plan::consultation::{Consultation, Letter, Summary};
use plan::decision::date_in_japan;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::record::{RecordId, Recorded};

use crate::{Desk, Error, Trouble};

/// Removes the letters of every round whose day is over, and the notes made from them. Tells how many letters.
pub fn forget_due(desk: &Desk, at: Timestamp, trouble: Trouble<'_>) -> Result<usize, Error> {
    let today = date_in_japan(at);
    let mut removed = 0;
    for town in desk.municipalities()? {
        match forget_in(desk, &town, today) {
            Ok(letters) => removed += letters,
            Err(error) => trouble(&town, &error),
        }
    }
    Ok(removed)
}

fn forget_in(desk: &Desk, town: &MunicipalityCode, today: Date) -> Result<usize, Error> {
    let rounds = rounds(desk, town)?;
    if rounds.is_empty() {
        return Ok(0); // No edition is loaded for nothing: there may be thousands.
    }
    let edition = desk.edition(town)?;
    let over: Vec<String> = rounds.into_iter().filter(|it| is_over(&edition, it, today)).collect();
    if over.is_empty() { Ok(0) } else { remove(desk, town, over, today) }
}

/// Whether the day is over that was promised last: a round that was undone or retired promised it all the same.
fn is_over(edition: &Edition, round: &str, today: Date) -> bool {
    let versions = edition.history(&RecordId::new(round)).iter().rev();
    let last = versions.filter_map(|it| it.record.as_ref()).find_map(|it| Consultation::of(&it.body));
    last.and_then(|it| it.kept_until).is_some_and(|last| last < today)
}

/// The rounds of which letters or notes are kept; none of them is read.
fn rounds(desk: &Desk, town: &MunicipalityCode) -> Result<BTreeSet<String>, Error> {
    desk.ledger.read(|tx| {
        let letters = paper::folders::<Letter>(tx, town)?;
        Ok(letters.into_iter().chain(paper::folders::<Summary>(tx, town)?).collect())
    })
}

fn remove(desk: &Desk, town: &MunicipalityCode, rounds: Vec<String>, today: Date) -> Result<usize, Error> {
    let (here, town) = (desk.clone(), town.clone());
    desk.ledger.write(move |tx| {
        let (edition, mut removed) = (here.reserved(tx, &town)?, 0);
        // Again: somebody may have decided meanwhile that they are kept longer. Until they are gone, nobody does.
        for round in rounds.iter().filter(|it| is_over(&edition, it, today)) {
            removed += letter::remove_all(tx, &town, round)?;
            paper::remove_all::<Summary>(tx, &town, round)?;
        }
        Ok(usize::try_from(removed).unwrap_or(usize::MAX))
    })
}
