//! 公表を予約する: a decision is shown to the public on a day to come, whoever is at work then.

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::{Tx, paper};
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use plan::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::policy::Deed;
use crate::proving::permit;
use crate::publishing::{self, Announcement, Asked, Way};
use crate::session::SignedIn;
use crate::{Actor, Desk, Error, Trouble};

/// 公表の予約.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// Which decision.
    pub decision: DecisionNumber,
    /// As what.
    pub label: String,
    /// A sentence for the reader.
    #[serde(default)]
    pub note: Option<String>,
    /// Why it goes out although something is left to be solved.
    #[serde(default)]
    pub despite: Option<String>,
    /// From when on.
    pub due: Timestamp,
    /// Who said so.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// Why it could not be done when it was due; it is tried no more, and told.
    #[serde(default)]
    pub failed: Option<String>,
}

impl Paper for Scheduled {
    const KIND: &'static str = "scheduled";
}

/// 正誤: whoever corrects says what was wrong and what is right; it stands on the public page.
fn tells_what_it_corrects(announcement: &Announcement) -> Result<(), Error> {
    let is_correction = plan::publication::is_correction(&announcement.label);
    match &announcement.note {
        None if is_correction => Err(Error::invalid(
            "note",
            "訂正として公表するときは、何をどう直したか（正誤）を書いてください",
            "to publish a correction, say what was wrong and what is right",
        )),
        _ => Ok(()),
    }
}

/// 公表を取り下げる: the public sees again what it saw before, and is told why. The later decisions stand, unseen. Refused where
/// something was published or withdrawn since it was asked for: nobody withdraws what they have not seen.
pub fn take_back(
    desk: &Desk,
    who: &SignedIn,
    to: Asked,
    reason: &str,
    at: Timestamp,
) -> Result<Publication, Error> {
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let note = Some(reason.trim().to_owned());
    let despite = Some(reason.trim().to_owned());
    let announcement = Announcement { label: "取下げ".to_owned(), note, despite };
    permitted(desk, who, (to.decision, Way::Back(to.seen)), announcement, at)
}

/// What was planned for decisions that are withdrawn is done no more, and told: in the transaction that withdraws them.
pub(crate) fn give_up_later(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    to: DecisionNumber,
) -> Result<(), Error> {
    let waits = |it: &Kept<Scheduled>| it.value.decision > to && it.value.failed.is_none();
    for later in paper::list::<Scheduled>(tx, town, "")?.into_iter().filter(waits) {
        let why = "公表を取り下げたため、この予約は行いません。必要なときは予約し直してください";
        mark(tx, town, later, why.to_owned())?;
    }
    Ok(())
}

/// The plan by which something is published is done with it, in the same transaction; one that was cancelled or given up is not there.
pub(crate) fn carried_out(tx: &mut Tx<'_>, town: &MunicipalityCode, id: &str) -> Result<(), Error> {
    let waits = |it: &Kept<Scheduled>| it.value.failed.is_none();
    let plan = paper::find::<Scheduled>(tx, town, "", id)?.filter(waits).ok_or(Error::NotFound)?;
    paper::keep(tx, town, &plan)?;
    paper::remove::<Scheduled>(tx, town, "", id)?;
    Ok(())
}

/// Publishes at once, as somebody who may.
pub fn publish(
    desk: &Desk,
    who: &SignedIn,
    asked: Asked,
    announcement: Announcement,
    at: Timestamp,
) -> Result<Publication, Error> {
    permitted(desk, who, (asked.decision, Way::Forward(asked.seen)), announcement, at)
}

fn permitted(
    desk: &Desk,
    who: &SignedIn,
    (decision, way): (DecisionNumber, Way),
    announcement: Announcement,
    at: Timestamp,
) -> Result<Publication, Error> {
    let actor = &who.actor;
    let edition = desk.edition(&actor.town)?;
    permit(who, Deed::Publish, &edition, at)?;
    tells_what_it_corrects(&announcement)?;
    publishing::go(desk, &actor.town, (Some(decision), way), announcement, &actor.id, at.into())
}

/// 予約する. The id comes from the edge. Whoever takes back at the same time finds it, or it finds that: nothing withdrawn is planned anew.
pub fn schedule(
    desk: &Desk,
    who: &SignedIn,
    id: &str,
    asked: Asked,
    announcement: Announcement,
    (due, at): (Timestamp, Timestamp),
) -> Result<(), Error> {
    if due <= at {
        return Err(Error::invalid(
            "due",
            "公表の日時は、これから先にしてください",
            "the time of publication must be yet to come",
        ));
    }
    let actor = &who.actor;
    permit(who, Deed::Publish, &*desk.edition(&actor.town)?, at)?;
    tells_what_it_corrects(&announcement)?;
    let (Asked { decision, seen }, Announcement { label, note, despite }) = (asked, announcement);
    let scheduled = Scheduled { decision, label, note, despite, due, by: actor.id.clone(), at, failed: None };
    let (here, town, id) = (desk.clone(), actor.town.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &town)?;
        edition.decision(decision).ok_or(Refusal::NoSuchDecision(decision.0))?;
        publishing::is_latest(&ledger::publication::list(tx, &town)?, seen)?;
        Ok(paper::save(tx, &town, "", &id, &scheduled, None).map(drop)?)
    })
}

/// 予約の一覧, the next first, each with its id.
pub fn list(desk: &Desk, actor: &Actor) -> Result<Vec<(String, Scheduled)>, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Publish, None, &edition)?;
    Ok(all(desk, &actor.town)?.into_iter().map(|it| (it.id, it.value)).collect())
}

fn all(desk: &Desk, town: &MunicipalityCode) -> Result<Vec<Kept<Scheduled>>, Error> {
    let mut list = desk.ledger.read(|tx| paper::list::<Scheduled>(tx, town, "").map_err(Error::from))?;
    list.sort_by_key(|it| it.value.due);
    Ok(list)
}

/// 予約を取り消す; one that is done or cancelled already is no error. It stays known as past.
pub fn cancel(desk: &Desk, actor: &Actor, id: &str) -> Result<(), Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Publish, None, &edition)?;
    put_away(desk, &actor.town, id)
}

fn put_away(desk: &Desk, town: &MunicipalityCode, id: &str) -> Result<(), Error> {
    let (town, id) = (town.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        if let Some(kept) = paper::find::<Scheduled>(tx, &town, "", &id)? {
            paper::keep(tx, &town, &kept)?;
            paper::remove::<Scheduled>(tx, &town, "", &id)?;
        }
        Ok(())
    })
}

/// Publishes what is due. Called again and again by whoever watches the clock; what two of them try at once is done once, and what
/// goes wrong in one municipality holds up no other.
pub fn publish_due(desk: &Desk, now: Timestamp, trouble: Trouble<'_>) -> Result<Vec<Publication>, Error> {
    let mut done = vec![];
    for town in desk.municipalities()? {
        if let Err(error) = due_in(desk, &town, now, &mut done) {
            trouble(&town, &error);
        }
    }
    Ok(done)
}

fn due_in(
    desk: &Desk,
    town: &MunicipalityCode,
    now: Timestamp,
    done: &mut Vec<Publication>,
) -> Result<(), Error> {
    for due in all(desk, town)?.into_iter().filter(|it| it.value.due <= now && it.value.failed.is_none()) {
        match carry_out(desk, town, &due, now) {
            Ok(publication) => done.push(publication),
            // Cancelled, given up or done by another while it was looked at.
            Err(Error::NotFound) => {}
            Err(Error::Refused(Refusal::PublishedAlready(_))) => put_away(desk, town, &due.id)?,
            Err(Error::Ledger(error)) => return Err(error.into()),
            Err(error) => failed(desk, town, due, error.ja())?,
        }
    }
    Ok(())
}

/// Publishes what one plan says.
pub(crate) fn carry_out(
    desk: &Desk,
    town: &MunicipalityCode,
    due: &Kept<Scheduled>,
    now: Timestamp,
) -> Result<Publication, Error> {
    let Scheduled { label, note, despite, decision, by, .. } = due.value.clone();
    let announcement = Announcement { label, note, despite };
    let way = Way::Planned(due.id.clone());
    publishing::go(desk, town, (Some(decision), way), announcement, &by, now.into())
}

/// Notes why it could not be published, where nobody cancelled it meanwhile.
fn failed(desk: &Desk, town: &MunicipalityCode, due: Kept<Scheduled>, why: String) -> Result<(), Error> {
    let town = town.clone();
    desk.ledger.write(move |tx| match paper::find::<Scheduled>(tx, &town, "", &due.id)? {
        Some(still) if still.revision == due.revision => mark(tx, &town, due, why),
        _ => Ok(()),
    })
}

fn mark(tx: &mut Tx<'_>, town: &MunicipalityCode, plan: Kept<Scheduled>, why: String) -> Result<(), Error> {
    let failed = Scheduled { failed: Some(why), ..plan.value };
    Ok(paper::save(tx, town, "", &plan.id, &failed, Some(plan.revision)).map(drop)?)
}

#[cfg(test)]
mod tests;
