//! 意見募集を扱う: rounds are drafted, letters typed in and read, and answered. What is public goes through the one door.

use std::sync::Arc;

use jiff::civil::Date;
use ledger::{LedgerError, Tx, letter, paper};
use plan::consultation::{
    Consultation, Lack, Letter, Outcome, Results, Stage, Summary, Tally, Told, lacks, results,
};
use plan::edition::Edition;
use plan::record::RecordId;

use crate::policy::Deed;
use crate::proposing::Waiting;
use crate::{Actor, Desk, Error};

mod answering;
mod forgetting;
mod proposing;
mod reading;
mod waiting;

pub use answering::{remove_summary, save_summary};
pub use forgetting::forget_due;
pub use proposing::{Editable, editable, propose, propose_results};
pub use reading::{Marking, Taken, mark, remove_letter, split, take_back, take_list, type_in};
pub use waiting::{About, waiting};

pub use ledger::draft::Revision;

/// A letter with its name.
pub type Named<T> = paper::Kept<T>;

/// 一回の意見募集 with what was made of it. Its letters are asked for as they are needed: there may be twenty thousand.
#[derive(Clone, Debug)]
pub struct Round {
    /// Its id.
    pub id: RecordId,
    /// What is decided about it.
    pub consultation: Consultation,
    /// By the calendar of Japan.
    pub stage: Stage,
    /// The summaries, in their order.
    pub summaries: Vec<Named<Summary>>,
    /// How many of what.
    pub tally: Tally,
    /// How many letters.
    pub letters: u64,
    /// Results that wait for their decision.
    pub waiting: Option<Waiting>,
}

impl Round {
    /// The summaries by their names.
    pub fn summaries(&self) -> Vec<(String, Summary)> {
        self.summaries.iter().map(|it| (it.id.clone(), it.value.clone())).collect()
    }

    /// The results that wait for their decision, as they were proposed last.
    pub fn proposed_results(&self) -> Option<&Results> {
        let (_, consultation) = proposing::proposed(&self.waiting.as_ref()?.draft)?;
        consultation.results.as_ref()
    }

    /// What is missing before the results, as far as it is known without reading the letters.
    pub fn lacks(&self) -> Vec<Lack> {
        lacks(&self.tally, &self.summaries())
    }

    /// The results as they would be, or all that is missing.
    pub(crate) fn results(
        &self,
        letters: &[Named<Letter>],
        on: Date,
        told: &Told,
    ) -> Result<Outcome, Vec<Lack>> {
        let letters: Vec<Letter> = letters.iter().map(|it| it.value.clone()).collect();
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

/// 一通の意見書 and its round.
pub fn letter(
    desk: &Desk,
    actor: &Actor,
    (round, id): (&RecordId, &str),
) -> Result<(Arc<Edition>, Round, Named<Letter>), Error> {
    desk.ledger.read(|tx| {
        let edition = permitted(desk, tx, actor)?;
        let round = loaded(tx, actor, &edition, round)?;
        let letter = one(tx, actor, &round.id, id)?;
        Ok((edition, round, letter))
    })
}

/// 意見書の一覧, a part of it: so many letters after the first `from`. Those that nobody has read come first, then by their days.
pub fn letters(
    desk: &Desk,
    actor: &Actor,
    round: &RecordId,
    (from, most): (u64, u64),
) -> Result<Vec<Named<Letter>>, Error> {
    desk.ledger.read(|tx| {
        permitted(desk, tx, actor)?;
        Ok(letter::page(tx, &actor.town, round.as_str(), (from, most))?)
    })
}

/// The next letter, by its day, that nobody has read, other than this.
pub fn next_unread(desk: &Desk, actor: &Actor, round: &RecordId, but: &str) -> Result<Option<String>, Error> {
    desk.ledger.read(|tx| {
        permitted(desk, tx, actor)?;
        Ok(letter::next_unread(tx, &actor.town, round.as_str(), but)?)
    })
}

/// The first letters, so many, of which an opinion stands in a summary.
pub fn letters_of(
    desk: &Desk,
    actor: &Actor,
    (round, summary): (&RecordId, &str),
    most: u64,
) -> Result<Vec<Named<Letter>>, Error> {
    desk.ledger.read(|tx| {
        permitted(desk, tx, actor)?;
        Ok(letter::of_summary(tx, &actor.town, (round.as_str(), summary), most)?)
    })
}

/// All that is missing before the results, where these are the words about the whole (none: those that stand). Whether a sender can be known
/// by them shows only when every letter is read.
pub fn lacks_of_results(
    desk: &Desk,
    actor: &Actor,
    round: &RecordId,
    text: Option<&str>,
) -> Result<(Arc<Edition>, Round, Vec<Lack>), Error> {
    desk.ledger.read(|tx| {
        let edition = permitted(desk, tx, actor)?;
        let round = loaded(tx, actor, &edition, round)?;
        let standing = || round.consultation.results.as_ref().map_or(String::new(), |it| it.text.join("\n"));
        let told = Told { text: text.map_or_else(standing, str::to_owned), ..Told::default() };
        let letters = all(tx, actor, &round.id)?;
        let lacks = round.results(&letters, actor.today, &told).err().unwrap_or_default();
        Ok((edition, round, lacks))
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
    let consultation = decided(edition, id)?.clone();
    let mut summaries: Vec<Named<Summary>> = paper::list(tx, &actor.town, id.as_str())?;
    summaries.sort_by(|a, b| (a.value.order, &a.id).cmp(&(b.value.order, &b.id)));
    let tally = letter::tally(tx, &actor.town, id.as_str())?;
    let letters = letter::count(tx, &actor.town, id.as_str())?;
    let stage = consultation.stage(actor.today);
    let waiting = crate::proposing::find(tx, &actor.town, &proposing::results_id(id))?;
    Ok(Round { id: id.clone(), consultation, stage, summaries, tally, letters, waiting })
}

fn one(tx: &mut Tx<'_>, actor: &Actor, round: &RecordId, id: &str) -> Result<Named<Letter>, Error> {
    paper::find::<Letter>(tx, &actor.town, round.as_str(), id)?.ok_or(Error::NotFound)
}

/// Whether nobody changed a paper since it was seen: what somebody marked or wrote over meanwhile does not go unseen.
fn unchanged<T>(it: &Named<T>, seen: Revision) -> Result<(), Error> {
    if it.revision == seen { Ok(()) } else { Err(LedgerError::StalePaper.into()) }
}

/// Every letter of a round. Only for what cannot be known without.
fn all(tx: &mut Tx<'_>, actor: &Actor, round: &RecordId) -> Result<Vec<Named<Letter>>, Error> {
    Ok(paper::list::<Letter>(tx, &actor.town, round.as_str())?)
}

/// A round that is decided, and nothing of what was sent.
fn decided<'e>(edition: &'e Edition, id: &RecordId) -> Result<&'e Consultation, Error> {
    edition.find::<Consultation>(id).ok_or(Error::NotFound)
}
