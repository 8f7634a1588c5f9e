//! 予定表の購読: an address that only its holder knows, by which a calendar program reads deadlines. It opens titles and days, nothing else.

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::{LedgerError, Tx, paper};
use plan::calendar::CalendarEntry;
use plan::decision::{StaffId, date_in_japan};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::organisation::Organisation;
use plan::record::{Body, RecordId};
use plan::sheet::life::Stand;
use plan::staff::Account;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::policy::Deed;
use crate::secret::{Chance, Secret};
use crate::sheet::{Owed, every, is_own};
use crate::{Actor, Desk, Error};

/// 購読 as the ledger knows it: by the hash of its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Whose it is: it shows what they may see on the day it is read.
    pub staff: StaffId,
    /// Of what.
    pub of: Scope,
    /// When it was made.
    pub made: Timestamp,
}

/// 購読の範囲.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 自分の仕事.
    Own,
    /// 全庁: every stage, for those who see the board.
    Town,
}

impl Paper for Subscription {
    const KIND: &'static str = "subscription";
}

/// A deadline, as a calendar shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The stage of the year.
    pub stage: RecordId,
    /// Whose sheet; none: the stage itself.
    pub organisation: Option<RecordId>,
    /// 題名.
    pub title: String,
    /// The day.
    pub due: jiff::civil::Date,
    /// When it changed last.
    pub changed: Timestamp,
    /// Whether nothing is left to do.
    pub done: bool,
    /// Whether the stage was taken out of the calendar.
    pub cancelled: bool,
}

/// 予定表を作る: a new address; the one that the person had before opens nothing any more. It is told once.
pub fn make(
    desk: &Desk,
    actor: &Actor,
    of: Scope,
    (chance, at): (Chance, Timestamp),
) -> Result<Secret, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(if of == Scope::Town { Deed::ReadBoard } else { Deed::KeepOwnAccount }, None, &edition)?;
    let secret = Secret::new(chance);
    let (town, staff, hash) = (actor.town.clone(), actor.id.clone(), secret.hash());
    desk.ledger.write(move |tx| {
        drop_all(tx, &town, &staff, of)?;
        let subscription = Subscription { staff, of, made: at };
        Ok::<_, Error>(paper::save(tx, &town, "", &hash, &subscription, None).map(drop)?)
    })?;
    Ok(secret)
}

/// 予定表をやめる: the address opens nothing any more.
pub fn revoke(desk: &Desk, actor: &Actor, of: Scope) -> Result<(), Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::KeepOwnAccount, None, &edition)?;
    let (town, staff) = (actor.town.clone(), actor.id.clone());
    desk.ledger.write(move |tx| Ok(drop_all(tx, &town, &staff, of)?))
}

fn drop_all(tx: &mut Tx<'_>, town: &MunicipalityCode, staff: &StaffId, of: Scope) -> Result<(), LedgerError> {
    for it in paper::list::<Subscription>(tx, town, "")? {
        if it.value.staff == *staff && it.value.of == of {
            paper::remove::<Subscription>(tx, town, "", &it.id)?;
        }
    }
    Ok(())
}

/// The subscriptions of a person: of what, since when.
pub fn list(desk: &Desk, actor: &Actor) -> Result<Vec<Subscription>, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::KeepOwnAccount, None, &edition)?;
    let all = desk.ledger.read(|tx| paper::list::<Subscription>(tx, &actor.town, "").map_err(Error::from))?;
    Ok(all.into_iter().map(|it| it.value).filter(|it| it.staff == actor.id).collect())
}

/// What an address opens today: the deadlines, and the edition in which their stages stand. Whoever left, or lost the post, opens nothing.
pub fn deadlines(
    desk: &Desk,
    town: &MunicipalityCode,
    secret: &Secret,
    at: Timestamp,
) -> Result<(Arc<Edition>, Scope, Vec<Deadline>), Error> {
    let today = date_in_japan(at);
    desk.ledger.read(|tx| {
        let found: Option<Kept<Subscription>> = paper::find(tx, town, "", &secret.hash())?;
        let subscription = found.ok_or(Error::NotFound)?.value;
        let account =
            paper::find::<Account>(tx, town, "", &subscription.staff.0)?.ok_or(Error::NotFound)?.value;
        if !account.is_active(today) {
            return Err(Error::NotFound);
        }
        let actor = Actor::of(town, account, today);
        let edition = desk.current(tx, town)?;
        let list = match subscription.of {
            Scope::Own => own(tx, &actor, &edition)?,
            Scope::Town => {
                actor.may(Deed::ReadBoard, None, &edition).map_err(|_| Error::NotFound)?;
                whole(&edition)
            }
        };
        Ok((edition, subscription.of, list))
    })
}

/// The sheets of one's own organisations.
fn own(tx: &mut Tx<'_>, actor: &Actor, edition: &Edition) -> Result<Vec<Deadline>, Error> {
    let owed = every(tx, &actor.town, edition, |_, id| is_own(actor, id, edition))?;
    Ok(owed.iter().map(|it| of_sheet(it, edition)).collect())
}

fn of_sheet(owed: &Owed, edition: &Edition) -> Deadline {
    let organisation = edition.find::<Organisation>(&owed.place.organisation);
    let name = organisation.map_or("", |it| it.name_on(owed.stage.to));
    let extended = owed.extension.as_ref().map(|it| it.at);
    let last = owed.sheet.events().last().map(|it| it.at);
    let changed = decided_at(edition, &owed.place.stage);
    let changed = [Some(changed), extended, last].into_iter().flatten().max().unwrap_or(changed);
    Deadline {
        stage: owed.place.stage.clone(),
        organisation: Some(owed.place.organisation.clone()),
        title: format!("{}　{name}", owed.stage.title),
        due: owed.due,
        changed,
        done: matches!(owed.sheet.stand(), Stand::Decided { .. }),
        cancelled: false,
    }
}

/// Every stage of the calendar, those that were taken out among them: a program that knows them takes them out too.
fn whole(edition: &Edition) -> Vec<Deadline> {
    let stage = |id: &RecordId, it: &CalendarEntry, cancelled: bool| {
        let (stage, title, changed) = (id.clone(), it.title.clone(), decided_at(edition, id));
        Deadline { stage, organisation: None, title, due: it.to, changed, done: false, cancelled }
    };
    let mut list: Vec<Deadline> =
        edition.all::<CalendarEntry>().map(|(id, it)| stage(id, it, false)).collect();
    let changed = edition.decisions().iter().flat_map(|it| &it.edits).map(|edit| edit.change.id());
    let mut gone: Vec<&RecordId> = changed.filter(|id| edition.get(id).is_none()).collect();
    gone.sort_unstable();
    gone.dedup();
    for id in gone {
        let last = edition.history(id).iter().rev().find_map(|it| it.record.as_ref());
        if let Some(Body::CalendarEntry(it)) = last.map(|record| &record.body) {
            list.push(stage(id, it, true));
        }
    }
    list.sort_by(|a, b| (a.due, &a.stage).cmp(&(b.due, &b.stage)));
    list
}

/// When a record was decided last.
fn decided_at(edition: &Edition, id: &RecordId) -> Timestamp {
    let last = edition.history(id).last().and_then(|it| edition.decision(it.decision));
    last.map_or(Timestamp::UNIX_EPOCH, |it| it.recorded_at.unwrap_or(it.at))
}

/// 2020-01-01, from which changes are counted.
const FIRST: i64 = 1_577_836_800;

impl Deadline {
    /// 改訂番号 of a calendar's entry: it grows with each change, and two of one second are one.
    pub fn sequence(&self) -> u64 {
        u64::try_from(self.changed.as_second() - FIRST).unwrap_or(0)
    }
}
