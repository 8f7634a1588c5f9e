//! 意見募集を扱う: rounds are drafted, letters typed in and read, and answered. What is public goes through the one door.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Tx, paper};
use plan::consultation::{Consultation, Lack, Letter, Outcome, Stage, Summary, Tally, Told, results};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::opinion::Opinion;
use plan::record::{Record, RecordId};
use plan::refusal::Refusal;

use crate::policy::Deed;
use crate::{Actor, Desk, Error};

mod answering;
mod forgetting;
mod reading;

pub use answering::{remove_summary, save_summary};
pub use forgetting::forget_due;
pub use reading::{Taken, mark, remove_letter, split, take_back, take_list, type_in};

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

/// 起案する: a round that is new, or changed: opened, prolonged, closed early. It waits for its decision as any other draft.
pub fn propose(
    desk: &Desk,
    actor: &Actor,
    id: Option<&RecordId>,
    consultation: &Consultation,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (here, actor, id) = (desk.clone(), actor.clone(), id.cloned());
    let consultation = consultation.clone();
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::HandleOpinions, None, &edition)?;
        complete(&consultation)?;

        let (id, known) = match id {
            Some(id) => (id.clone(), Some(edition.find::<Consultation>(&id).ok_or(Error::NotFound)?)),
            None => (unused(tx, &actor, &edition, &consultation)?, None),
        };
        let results = known.and_then(|it| it.results.clone()); // They have a draft of their own.
        let title = format!("意見募集：{}", consultation.title.trim());
        let record = Record::new(id.clone(), Consultation { results, ..consultation });
        let name = DraftId(format!("round-{id}"));
        waiting(tx, &actor, &edition, (name, title), vec![Proposal::put(record)], at)
    })
}

/// What a round cannot be asked without.
fn complete(it: &Consultation) -> Result<(), Error> {
    let wrong = |field, ja: &str, en: &str| Err(Error::invalid(field, ja, en));
    match () {
        () if it.title.trim().is_empty() => wrong("title", "件名を書いてください", "give it a title"),
        () if it.to < it.from => wrong("to", "最終日が初日より前です", "the last day lies before the first"),
        () if it.is_short() => wrong(
            "short",
            "期間が30日より短いときは、その理由を書いてください（公表されます）",
            "fewer than thirty days need a reason, which is published",
        ),
        () if it.ways.is_empty() => {
            wrong("ways", "提出方法を一つは書いてください", "give one way at least to send opinions")
        }
        () if it.kept_until.is_some_and(|day| day <= it.to) => wrong(
            "kept",
            "意見書の保存期限は、募集の最終日より後にしてください",
            "letters must be kept beyond the last day",
        ),
        () => Ok(()),
    }
}

/// An id that no round has or will have: the year and a number.
fn unused(tx: &mut Tx<'_>, actor: &Actor, edition: &Edition, it: &Consultation) -> Result<RecordId, Error> {
    let year = plan::fiscal_year::FiscalYear::containing(it.from).year();
    let drafts = ledger::draft::list(tx, &actor.town)?;
    let is_taken = |id: &RecordId| {
        let waits = drafts.iter().any(|it| it.draft.id.0 == format!("round-{id}"));
        waits || !edition.history(id).is_empty()
    };
    let mut ids = (1_u32..).map(|number| RecordId::new(format!("comments-{year}-{number}")));
    Ok(ids.find(|id| !is_taken(id)).unwrap_or_else(|| RecordId::new(format!("comments-{year}"))))
}

/// 結果を起案する: the summaries and the answers as a draft; nothing of a sender is in it.
pub fn propose_results(
    desk: &Desk,
    actor: &Actor,
    id: &RecordId,
    (on, told): (Date, &Told),
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (here, actor, id, told) = (desk.clone(), actor.clone(), id.clone(), told.clone());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::HandleOpinions, None, &edition)?;
        let round = loaded(tx, &actor, &edition, &id)?;
        if matches!(round.stage, Stage::Coming | Stage::Open) {
            return Err(Error::invalid(
                "on",
                "募集が終わってから、結果をまとめてください",
                "the results come after the last day",
            ));
        }

        let outcome = round.results(on, &told).map_err(|lacks| lacking(&lacks))?;
        let title = format!("意見募集の結果：{}", round.consultation.title);
        let proposals = proposals(&edition, round, outcome);
        waiting(tx, &actor, &edition, (DraftId(format!("answers-{id}")), title), proposals, at)
    })
}

fn proposals(edition: &Edition, round: Round, outcome: Outcome) -> Vec<Proposal> {
    let new: Vec<RecordId> = outcome.opinions.iter().map(Opinion::id).collect();
    let old = edition.naming::<Opinion>(&round.id).map(|(id, _)| id).filter(|id| !new.contains(id));
    let old: Vec<Proposal> = old.map(|id| Proposal::retire(id.clone())).collect();
    let opinions = outcome.opinions.into_iter().map(|it| Proposal::put(Record::new(it.id(), it)));
    let consultation = Consultation { results: Some(outcome.results), ..round.consultation };
    let round = Proposal::put(Record::new(round.id, consultation));
    std::iter::once(round).chain(opinions).chain(old).collect()
}

fn lacking(lacks: &[Lack]) -> Error {
    let all = |words: fn(&Lack) -> String| lacks.iter().map(words).collect::<Vec<_>>();
    Error::invalid("results", all(Lack::ja).join("。"), all(Lack::en).join("; "))
}

/// Keeps a draft; one of the same name that nobody decided gives way.
fn waiting(
    tx: &mut Tx<'_>,
    actor: &Actor,
    edition: &Edition,
    (id, title): (DraftId, String),
    proposals: Vec<Proposal>,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let edits = draft::edits(proposals, edition);
    if edits.is_empty() {
        return Err(Refusal::NothingToDecide.into());
    }
    let seen = ledger::draft::find(tx, &actor.town, &id)?.map(|it| it.revision);
    let draft = Draft { id: id.clone(), title, by: actor.id.clone(), begun: at, sources: vec![], edits };
    ledger::draft::save(tx, &actor.town, &draft, seen)?;
    Ok(id)
}
