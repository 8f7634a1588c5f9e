//! 意見募集を起案する: a round that is new or changed, and its results, as drafts that wait for their decision.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{LedgerError, Tx};
use plan::consultation::{Consultation, Lack, Letter, Outcome, Stage, Told};
use plan::decision::{Change, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::opinion::Opinion;
use plan::record::{Body, Record, RecordId};

use super::{About, Named, Round, all, loaded, permitted};
use crate::policy::Deed;
use crate::proposing::{self, Version, Waiting};
use crate::{Actor, Desk, Error};

/// 直す前の意見募集: as the draft that waits says it, else as it is decided.
#[derive(Clone, Debug)]
pub struct Editable {
    /// The round.
    pub consultation: Consultation,
    /// What a form names that was filled from this.
    pub version: Version,
    /// Whether it is as a draft says it that waits.
    pub waits: bool,
    /// The draft that waits and would be replaced; where it is not shown here, a later decision has overtaken it.
    pub waiting: Option<Waiting>,
    /// Whether staff alone see it.
    internal: bool,
    /// Who wrote what waits.
    authors: BTreeSet<StaffId>,
}

/// A round to be edited, decided or not.
pub fn editable(desk: &Desk, actor: &Actor, id: &RecordId) -> Result<(Arc<Edition>, Editable), Error> {
    desk.ledger.read(|tx| {
        let edition = permitted(desk, tx, actor)?;
        let editable = standing(tx, actor, &edition, id)?;
        Ok((edition, editable))
    })
}

fn standing(tx: &mut Tx<'_>, actor: &Actor, edition: &Edition, id: &RecordId) -> Result<Editable, Error> {
    let waiting = proposing::find(tx, &actor.town, &draft_id(id))?;
    // What a later decision has overtaken can no longer be decided: one goes on from that decision.
    let current = waiting.as_ref().filter(|it| it.draft.overtaken(edition).is_empty());
    if let Some((it, (record, consultation))) = current.and_then(|it| Some((it, proposed(&it.draft)?))) {
        let (version, authors) = (it.version.clone(), it.draft.writers());
        let (consultation, internal) = (consultation.clone(), record.internal);
        return Ok(Editable { consultation, version, waits: true, internal, authors, waiting });
    }
    let consultation = edition.find::<Consultation>(id).ok_or(Error::NotFound)?.clone();
    let number = edition.since(id).map_or(0, |it| it.0);
    let internal = edition.get(id).is_some_and(|it| it.internal);
    let overtaken = waiting.as_ref().map_or(String::new(), |it| format!("-over-{}", it.version));
    let version = Version::named(&format!("decided-{number}{overtaken}"));
    Ok(Editable { consultation, version, waits: false, internal, authors: BTreeSet::new(), waiting })
}

/// 募集の起案: the name of the draft of a round. One a round waits.
fn draft_id(round: &RecordId) -> DraftId {
    About::Round(round.clone()).draft()
}

/// The round that a draft proposes.
pub(super) fn proposed(draft: &Draft) -> Option<(&Record, &Consultation)> {
    draft.edits.iter().find_map(|edit| match &edit.change {
        Change::Put(record) => match &record.body {
            Body::Consultation(it) => Some((record.as_ref(), it)),
            _ => None,
        },
        Change::Retire(_) => None,
    })
}

/// 起案する: a round that is new, or changed over what its author saw: opened, prolonged, closed early. It waits for its decision as any
/// other draft.
pub fn propose(
    desk: &Desk,
    actor: &Actor,
    over: Option<(&RecordId, &Version)>,
    consultation: &Consultation,
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (here, actor, consultation) = (desk.clone(), actor.clone(), consultation.clone());
    let over = over.map(|(id, seen)| (id.clone(), seen.clone()));
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::HandleOpinions, None, &edition)?;
        complete(&consultation)?;
        let round = over.as_ref().map(|(id, _)| id);
        if let Some(same) = sent_twice(tx, &actor, round, &consultation)? {
            return Ok(same);
        }
        let (id, seen) = match over {
            Some((id, seen)) => {
                (id.clone(), Some(not_overtaken(standing(tx, &actor, &edition, &id)?, &seen)?))
            }
            None => (unused(tx, &actor, &edition, &consultation)?, None),
        };
        let over = seen.as_ref().and_then(|it| it.waiting.as_ref()).map(|it| it.version.clone());
        let draft = drafted(&edition, &actor, (id, seen), consultation, at);
        proposing::put(tx, &actor.town, draft, over.as_ref())
    })
}

fn not_overtaken(now: Editable, seen: &Version) -> Result<Editable, Error> {
    if now.version == *seen { Ok(now) } else { Err(LedgerError::StaleDraft.into()) }
}

fn drafted(
    edition: &Edition,
    actor: &Actor,
    (id, seen): (RecordId, Option<Editable>),
    consultation: Consultation,
    at: Timestamp,
) -> Draft {
    let known = edition.find::<Consultation>(&id);
    let results = known.and_then(|it| it.results.clone()); // They have a draft of their own.
    let internal = seen.as_ref().is_some_and(|it| it.internal);
    let mut authors = seen.map(|it| it.authors).unwrap_or_default();
    authors.insert(actor.id.clone());
    let title = format!("意見募集：{}", consultation.title.trim());
    let consultation = Consultation { results, ..consultation };
    let record = Record { internal, ..Record::new(id.clone(), consultation) };
    let edits = draft::edits(vec![Proposal::put(record)], edition);
    let by = actor.id.clone();
    Draft { id: draft_id(&id), title, by, begun: at, authors, sources: vec![], edits }
}

/// The draft that this form made already: sent twice, it is one round.
fn sent_twice(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: Option<&RecordId>,
    consultation: &Consultation,
) -> Result<Option<DraftId>, Error> {
    let is_same = |draft: &Draft| {
        let said = proposed(draft).filter(|(record, _)| draft.id == draft_id(&record.id));
        let asked = said.filter(|(record, _)| round.is_none_or(|it| *it == record.id));
        let same = |it: &Consultation| Consultation { results: None, ..it.clone() } == *consultation;
        draft.by == actor.id && asked.is_some_and(|(_, it)| same(it))
    };
    let drafts = ledger::draft::list(tx, &actor.town)?;
    Ok(drafts.into_iter().map(|it| it.draft).find(is_same).map(|it| it.id))
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
        let waits = drafts.iter().any(|it| it.draft.id == draft_id(id));
        waits || !edition.history(id).is_empty()
    };
    let mut ids = (1_u32..).map(|number| RecordId::new(format!("comments-{year}-{number}")));
    Ok(ids.find(|id| !is_taken(id)).unwrap_or_else(|| RecordId::new(format!("comments-{year}"))))
}

/// 結果の起案: the name of the draft of a round's results. One a round waits.
pub(super) fn results_id(round: &RecordId) -> DraftId {
    About::Results(round.clone()).draft()
}

/// 結果を起案する: the summaries and the answers as a draft; nothing of a sender is in it. One that waits is replaced where its author
/// saw it (`over`).
pub fn propose_results(
    desk: &Desk,
    actor: &Actor,
    id: &RecordId,
    (on, told, over): (Date, &Told, Option<&Version>),
    at: Timestamp,
) -> Result<DraftId, Error> {
    let (here, actor, id, told, over) =
        (desk.clone(), actor.clone(), id.clone(), told.clone(), over.cloned());
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

        let letters = all(tx, &actor, &round.id)?;
        let outcome = round.results(&letters, on, &told).map_err(|lacks| lacking(&lacks))?;
        let title = format!("意見募集の結果：{}", round.consultation.title);
        let authors = writers((&round, &letters), &told, &actor);
        let edits = draft::edits(proposals(&edition, round, outcome), &edition);
        let (id, by) = (results_id(&id), actor.id.clone());
        let draft = Draft { id, title, by, begun: at, authors, sources: vec![], edits };
        proposing::put(tx, &actor.town, draft, over.as_ref())
    })
}

fn proposals(edition: &Edition, round: Round, outcome: Outcome) -> Vec<Proposal> {
    let new: Vec<RecordId> = outcome.opinions.iter().map(Opinion::id).collect();
    let old = edition.naming::<Opinion>(&round.id).map(|(id, _)| id).filter(|id| !new.contains(id));
    let old: Vec<Proposal> = old.map(|id| Proposal::retire(id.clone())).collect();
    let internal = edition.get(&round.id).is_some_and(|it| it.internal); // What is internal stays so with its results.
    let opinion = |it: Opinion| Proposal::put(Record { internal, ..Record::new(it.id(), it) });
    let opinions = outcome.opinions.into_iter().map(opinion);
    let consultation = Consultation { results: Some(outcome.results), ..round.consultation };
    let round = Proposal::put(Record { internal, ..Record::new(round.id, consultation) });
    std::iter::once(round).chain(opinions).chain(old).collect()
}

fn lacking(lacks: &[Lack]) -> Error {
    let all = |words: fn(&Lack) -> String| lacks.iter().map(words).collect::<Vec<_>>();
    Error::invalid("results", all(Lack::ja).join("。"), all(Lack::en).join("; "))
}

/// Who wrote the results: the summaries, what became of each opinion, and the words about the whole, which go on from those that wait.
fn writers((round, letters): (&Round, &[Named<Letter>]), told: &Told, actor: &Actor) -> BTreeSet<StaffId> {
    let summaries = round.summaries.iter().flat_map(|it| &it.value.authors);
    let letters = letters.iter().flat_map(|it| &it.value.marked_by);
    let whole = Some(&actor.id).filter(|_| !told.text.trim().is_empty());
    let before = round.waiting.iter().flat_map(|it| it.draft.writers());
    summaries.chain(letters).chain(whole).cloned().chain(before).collect()
}
