//! 意見書を廃棄する: when the day that was promised is over, what people sent is removed. Nobody has to think of it.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::paper;
use ledger::paper::Kept;
use plan::consultation::{Consultation, Letter, Summary};
use plan::decision::date_in_japan;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;

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
    let (letters, summaries) = kept(desk, town)?;
    if letters.is_empty() && summaries.is_empty() {
        return Ok(0); // No edition is loaded for nothing: there may be thousands.
    }
    let edition = desk.edition(town)?;
    let is_over = |round: &str| {
        let known = edition.find::<Consultation>(&RecordId::new(round));
        known.and_then(|it| it.kept_until).is_some_and(|last| last < today)
    };
    let letters = letters.into_iter().filter(|it| is_over(&it.folder)).collect();
    let summaries = summaries.into_iter().filter(|it| is_over(&it.folder)).collect();
    remove(desk, town, letters, summaries)
}

type Papers = (Vec<Kept<Letter>>, Vec<Kept<Summary>>);

fn kept(desk: &Desk, town: &MunicipalityCode) -> Result<Papers, Error> {
    desk.ledger.read(|tx| Ok((paper::all::<Letter>(tx, town)?, paper::all::<Summary>(tx, town)?)))
}

fn remove(
    desk: &Desk,
    town: &MunicipalityCode,
    letters: Vec<Kept<Letter>>,
    summaries: Vec<Kept<Summary>>,
) -> Result<usize, Error> {
    if letters.is_empty() && summaries.is_empty() {
        return Ok(0);
    }
    let town = town.clone();
    desk.ledger.write(move |tx| {
        for it in &letters {
            paper::remove::<Letter>(tx, &town, &it.folder, &it.id)?;
        }
        for it in &summaries {
            paper::remove::<Summary>(tx, &town, &it.folder, &it.id)?;
        }
        Ok(letters.len())
    })
}
