//! 概要と考え方を書く: several opinions become one summary, and the municipality says what it thinks.

use ledger::draft::Revision;
use ledger::{letter, paper};
use plan::consultation::{Mark, Summary};
use plan::element::Element;
use plan::indicator::Indicator;
use plan::plan::Plan;
use plan::record::RecordId;

use super::{decided, permitted, unchanged};
use crate::{Actor, Desk, Error};

/// Bytes of one summary.
const LONGEST: usize = 100_000;

/// 概要を保存する: a new one without `seen`, which then is what a form names.
pub fn save_summary(
    desk: &Desk,
    actor: &Actor,
    (round, id): (&RecordId, &str),
    summary: &Summary,
    seen: Option<Revision>,
) -> Result<Revision, Error> {
    if summary.summary.len() + summary.thinking.len() > LONGEST {
        return Err(Error::invalid("summary", "文が長すぎます", "the text is too long"));
    }
    let (here, actor, round, id) = (desk.clone(), actor.clone(), round.clone(), id.to_owned());
    let mut summary = summary.clone();
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        decided(&edition, &round)?;
        let known = paper::find::<Summary>(tx, &actor.town, round.as_str(), &id)?;
        summary.authors = known.map(|it| it.value.authors).unwrap_or_default();
        summary.authors.insert(actor.id.clone());
        let is_there = |id: &RecordId| {
            let plan = edition.find::<Plan>(id).is_some();
            plan || edition.find::<Element>(id).is_some() || edition.find::<Indicator>(id).is_some()
        };
        if let Some(lost) = summary.changed.iter().find(|id| !is_there(id)) {
            let ja = format!("反映先「{lost}」はありません");
            return Err(Error::invalid("changed", ja, format!("there is no “{lost}”")));
        }
        if let Some(number) = summary.decision.filter(|it| edition.decision(*it).is_none()) {
            return Err(plan::refusal::Refusal::NoSuchDecision(number.0).into());
        }
        Ok(paper::save(tx, &actor.town, round.as_str(), &id, &summary, seen)?)
    })
}

/// 概要を消す, as it was seen: its opinions are unread again.
pub fn remove_summary(
    desk: &Desk,
    actor: &Actor,
    (round, id): (&RecordId, &str),
    seen: Revision,
) -> Result<(), Error> {
    let (here, actor, round, id) = (desk.clone(), actor.clone(), round.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        decided(&edition, &round)?;
        let found = paper::find::<Summary>(tx, &actor.town, round.as_str(), &id)?.ok_or(Error::NotFound)?;
        unchanged(&found, seen)?;
        paper::remove::<Summary>(tx, &actor.town, round.as_str(), &id)?;
        let listed = Mark::Listed { summary: id.clone() };
        for mut it in letter::of_summary(tx, &actor.town, (round.as_str(), &id), u64::MAX)? {
            it.value.points.iter_mut().filter(|it| it.mark == listed).for_each(|it| it.mark = Mark::Unread);
            letter::save(tx, &actor.town, &it.folder, &it.id, &it.value, Some(it.revision))?;
        }
        Ok(())
    })
}
