//! 意見募集を扱う: rounds are drafted, letters typed in and read, and answered. What is public goes through the one door.

use std::sync::Arc;

use jiff::civil::Date;
use ledger::{Tx, paper};
use plan::consultation::{Consultation, Lack, Letter, Outcome, Stage, Summary, Tally, Told, results};
use plan::edition::Edition;
use plan::record::RecordId;

use crate::policy::Deed;
use crate::{Actor, Desk, Error};

mod answering;
mod forgetting;
mod proposing;
mod reading;

pub use answering::{remove_summary, save_summary};
pub use forgetting::forget_due;
pub use proposing::{Editable, editable, propose, propose_results};
pub use reading::{Marking, Taken, mark, remove_letter, split, take_back, take_list, type_in};

pub use ledger::draft::Revision;

/// A letter with its name.
pub type Named<T> = paper::Kept<T>;

/// 一回の意見募集 with all that was sent.
#[derive(Clone, Debug)]
pub struct Round {
    /// Its id.
    pub id: RecordId,
    /// What is decided about it.
    pub consultation: Consultation,
    /// By the calendar of Japan.
    pub stage: Stage,
    /// The letters, in the order of their days.
    pub letters: Vec<Named<Letter>>,
    /// The summaries, in their order.
    pub summaries: Vec<Named<Summary>>,
    /// How many of what.
    pub tally: Tally,
}

impl Round {
    /// The summaries by their names.
    pub fn summaries(&self) -> Vec<(String, Summary)> {
        self.summaries.iter().map(|it| (it.id.clone(), it.value.clone())).collect()
    }

    /// The results as they would be, or what is missing.
    pub fn results(&self, on: Date, told: &Told) -> Result<Outcome, Vec<Lack>> {
        let letters: Vec<Letter> = self.letters.iter().map(|it| it.value.clone()).collect();
        results(&self.id, &letters, &self.summaries(), on, told)
    }
}

/// 意見募集の一覧, the newest first, with the edition that they stand in.
pub fn rounds(desk: &Desk, actor: &Actor) -> Result<(Arc<Edition>, Vec<Round>), Error> {
    desk.ledger.read(|tx| {
        let edition = permitted(desk, tx, actor)?;
        let all: Vec<RecordId> = edition.all::<Consultation>().map(|(id, _)| id.clone()).collect();
        let rounds = all.iter().map(|id| loaded(tx, actor, &edition, id));
        let mut rounds = rounds.collect::<Result<Vec<_>, _>>()?;
        rounds.sort_by(|a, b| (b.consultation.from, &b.id).cmp(&(a.consultation.from, &a.id)));
        Ok((edition, rounds))
    })
}

/// One of them.
pub fn round(desk: &Desk, actor: &Actor, id: &RecordId) -> Result<(Arc<Edition>, Round), Error> {
    desk.ledger.read(|tx| {
        let edition = permitted(desk, tx, actor)?;
        let round = loaded(tx, actor, &edition, id)?;
        Ok((edition, round))
    })
}

fn permitted(desk: &Desk, tx: &mut Tx<'_>, actor: &Actor) -> Result<Arc<Edition>, Error> {
    let edition = desk.current(tx, &actor.town)?;
    actor.may(Deed::HandleOpinions, None, &edition)?;
    Ok(edition)
}

fn loaded(tx: &mut Tx<'_>, actor: &Actor, edition: &Edition, id: &RecordId) -> Result<Round, Error> {
    let consultation = edition.find::<Consultation>(id).ok_or(Error::NotFound)?.clone();
    let mut letters: Vec<Named<Letter>> = paper::list(tx, &actor.town, id.as_str())?;
    letters.sort_by(|a, b| (a.value.received, a.value.at, &a.id).cmp(&(b.value.received, b.value.at, &b.id)));
    let mut summaries: Vec<Named<Summary>> = paper::list(tx, &actor.town, id.as_str())?;
    summaries.sort_by(|a, b| (a.value.order, &a.id).cmp(&(b.value.order, &b.id)));
    let tally = Tally::of(letters.iter().map(|it| &it.value));
    let stage = consultation.stage(actor.today);
    Ok(Round { id: id.clone(), consultation, stage, letters, summaries, tally })
}
