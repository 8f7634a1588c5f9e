//! 期限の延長: one organisation's, with a reason.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::paper::Paper;
use ledger::{LedgerError, Tx, paper};
use plan::decision::StaffId;
use plan::municipality::MunicipalityCode;
use plan::working_day::{Closed, closed, on_or_after, on_or_before};
use serde::{Deserialize, Serialize};

use super::{Place, stage};
use crate::policy::Deed;
use crate::{Actor, Desk, Error};

/// 期限の延長.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The new last day.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Paper for Extension {
    const KIND: &'static str = "extension";
}

pub(super) fn find(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    place: &Place,
) -> Result<Option<Extension>, LedgerError> {
    let found = paper::find::<Extension>(tx, town, place.stage.as_str(), place.organisation.as_str())?;
    Ok(found.map(|it| it.value))
}

/// 新しい期限, as somebody wishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The new last day.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// Whether it stays the day although offices are closed on it.
    pub insists: bool,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extended {
    /// It is the new deadline.
    Done,
    /// Nothing was done yet: offices are closed on that day, and a person chooses.
    Closed {
        /// Why they are closed.
        why: Closed,
        /// The last day before on which they are open.
        before: Date,
        /// The first after it.
        after: Date,
    },
}

/// 延ばす: gives an organisation until another day. Earlier extensions stay known.
pub fn extend(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    wish: Wish,
    at: Timestamp,
) -> Result<Extended, Error> {
    let Wish { to, reason, insists } = wish;
    if reason.trim().is_empty() {
        return Err(plan::refusal::Refusal::NoReason.into());
    }
    plan::sheet::request::fits(&reason)?;
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Extend, Some(&place.organisation), &edition)?;
    is_later(to, stage(&edition, place)?.0.to, actor.today)?;
    if let Some(why) = closed(to).filter(|_| !insists) {
        return Ok(Extended::Closed { why, before: on_or_before(to), after: on_or_after(to) });
    }
    let extension = Extension { to, reason: reason.trim().to_owned(), by: actor.id.clone(), at };
    let (here, actor, place) = (desk.clone(), actor.clone(), place.clone());
    desk.ledger.write(move |tx| {
        let edition = here.current(tx, &actor.town)?;
        actor.may(Deed::Extend, Some(&place.organisation), &edition)?;
        stage(&edition, &place)?;
        let (stage, organisation) = (place.stage.as_str(), place.organisation.as_str());
        let before = paper::find::<Extension>(tx, &actor.town, stage, organisation)?;
        if let Some(before) = &before {
            paper::keep(tx, &actor.town, before)?;
        }
        let seen = before.map(|it| it.revision);
        paper::save(tx, &actor.town, stage, organisation, &extension, seen)?;
        Ok(Extended::Done)
    })
}

/// 延長 leads neither before the deadline of the stage nor into the past; an extension that went too far may be cut back.
fn is_later(to: Date, deadline: Date, today: Date) -> Result<(), Error> {
    if to >= deadline && to >= today {
        return Ok(());
    }
    let least = deadline.max(today);
    let (ja, en) = (plan::era::day_name(least), least);
    Err(Error::invalid(
        "to",
        format!("延長する日は、{ja}かそのあとにしてください"),
        format!("an extended deadline must be {en} or later"),
    ))
}
