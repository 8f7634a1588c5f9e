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
        /// The last day before on which they are open, where it could be the new deadline.
        before: Option<Date>,
        /// The first after it, likewise.
        after: Option<Date>,
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
    let (here, actor, place) = (desk.clone(), actor.clone(), place.clone());
    desk.ledger.write(move |tx| {
        // Nobody moves the deadline of the stage between the look and the deed.
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::Extend, Some(&place.organisation), &edition)?;
        let stage = stage(&edition, &place)?.0;
        let (folder, id) = (place.stage.as_str(), place.organisation.as_str());
        let before = paper::find::<Extension>(tx, &actor.town, folder, id)?;
        let bounds =
            Bounds { deadline: stage.to, before: before.as_ref().map(|it| it.value.to), today: actor.today };
        bounds.hold(to)?;
        if let Some(why) = closed(to).filter(|_| !insists) {
            let offered = |day| (bounds.hold(day).is_ok() && day != bounds.now()).then_some(day);
            return Ok(Extended::Closed {
                why,
                before: offered(on_or_before(to)),
                after: offered(on_or_after(to)),
            });
        }
        let extension = Extension { to, reason: reason.trim().to_owned(), by: actor.id.clone(), at };
        if let Some(before) = &before {
            paper::keep(tx, &actor.town, before)?;
        }
        paper::save(tx, &actor.town, folder, id, &extension, before.map(|it| it.revision))?;
        Ok(Extended::Done)
    })
}

/// Between which days a new deadline may lie.
struct Bounds {
    /// That of the stage.
    deadline: Date,
    /// That of an earlier extension.
    before: Option<Date>,
    today: Date,
}

impl Bounds {
    /// いまの期限.
    fn now(&self) -> Date {
        self.before.map_or(self.deadline, |it| it.max(self.deadline))
    }

    /// 延長 leads neither before the deadline of the stage nor into the past; an extension that went too far may be cut back. What is
    /// the deadline of the stage already extends nothing.
    fn hold(&self, to: Date) -> Result<(), Error> {
        let least = self.deadline.max(self.today);
        if to < least {
            let (ja, en) = (plan::era::day_name(least), least);
            return Err(not_then(
                format!("延長する日は、{ja}かそのあとにしてください"),
                format!("an extended deadline must be {en} or later"),
            ));
        }
        if to == self.deadline && self.before.is_none() {
            return Err(not_then(
                "その日は、いまの期限です。延長する日は、そのあとにしてください",
                "that day is the deadline already: an extension must be later",
            ));
        }
        Ok(())
    }
}

fn not_then(ja: impl Into<String>, en: impl Into<String>) -> Error {
    Error::invalid("to", ja, en)
}
