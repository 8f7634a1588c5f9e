//! 自動の督促: letters that the clock writes, where a municipality wishes; each sheet is told of once for each deadline.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::draft::Revision;
use ledger::paper::{self, Kept, Paper};
use ledger::{LedgerError, Tx};
use plan::decision::date_in_japan;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::municipality::MunicipalityCode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Reminder, Told, found, left, letter, text};
use crate::mailing::{self, Outgoing};
use crate::policy::Deed;
use crate::sheet::Owed;
use crate::{Actor, Desk, Error, Trouble};

/// 自動の督促: what a municipality wants the clock to do. Off until somebody turns it on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Automatic {
    /// So many days before a deadline; none: nothing goes out by itself.
    pub days: Option<u8>,
}

impl Paper for Automatic {
    const KIND: &'static str = "automatic_reminders";
}

/// Its name: a municipality has one.
const ONLY: &str = "all";

/// 督促済み: for which deadline a sheet was reminded of by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Reminded {
    due: Date,
}

impl Paper for Reminded {
    const KIND: &'static str = "reminded";
}

/// More days than these are no reminder.
pub const MOST_DAYS: u8 = 30;

/// What the clock does for a municipality.
pub fn automatic(desk: &Desk, actor: &Actor) -> Result<Automatic, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Remind, None, &edition)?;
    let kept =
        desk.ledger.read(|tx| paper::find::<Automatic>(tx, &actor.town, "", ONLY).map_err(Error::from))?;
    Ok(kept.map_or_else(Automatic::default, |it| it.value))
}

/// Says what the clock is to do.
pub fn set_automatic(desk: &Desk, actor: &Actor, days: Option<u8>) -> Result<(), Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Remind, None, &edition)?;
    if days.is_some_and(|days| days == 0 || days > MOST_DAYS) {
        return Err(Error::invalid(
            "days",
            format!("期限の何日前かは、1から{MOST_DAYS}までの数で書いてください"),
            format!("the days before a deadline are a number from 1 to {MOST_DAYS}"),
        ));
    }
    let town = actor.town.clone();
    crate::again(move || {
        let town = town.clone();
        desk.ledger.write(move |tx| {
            let before = paper::find::<Automatic>(tx, &town, "", ONLY)?.map(|it| it.revision);
            Ok(paper::save(tx, &town, "", ONLY, &Automatic { days }, before).map(drop)?)
        })
    })
}

/// Writes down the letters that are due by themselves, on working days. Called again and again; each sheet is told of once for each
/// deadline. Where nothing is due, nothing is written. Gives how many letters are new.
pub fn remind_due(
    desk: &Desk,
    address: Option<&str>,
    now: Timestamp,
    trouble: Trouble<'_>,
) -> Result<usize, Error> {
    let today = date_in_japan(now);
    if !plan::working_day::is_working_day(today) {
        return Ok(0);
    }
    let mut count = 0;
    for town in desk.municipalities()? {
        let address = address.map(|address| format!("{address}/{town}/"));
        match remind_town(desk, &town, now, address.as_deref()) {
            Ok(letters) => count += letters,
            Err(error) => trouble(&town, &error),
        }
    }
    Ok(count)
}

fn remind_town(
    desk: &Desk,
    town: &MunicipalityCode,
    now: Timestamp,
    address: Option<&str>,
) -> Result<usize, Error> {
    let due = desk.ledger.read(|tx| {
        let kept = paper::find::<Automatic>(tx, town, "", ONLY)?;
        let Some(days) = kept.and_then(|it| it.value.days) else { return Ok(Due::default()) };
        let edition = desk.current(tx, town)?;
        due(tx, town, &edition, (i32::from(days), now), address)
    })?;
    if due.letters.is_empty() {
        return Ok(0);
    }
    let town = town.clone();
    let written = desk.ledger.write(move |tx| {
        for it in &due.told {
            paper::save(tx, &town, &it.folder, &it.id, &it.value, it.seen)?;
        }
        Ok(mailing::put(tx, &town, &due.letters)?)
    });
    match written {
        Err(Error::Ledger(LedgerError::StalePaper)) => Ok(0), // Another server wrote them down.
        other => other,
    }
}

/// What is to be written down: letters by their names, and the sheets of which they tell.
#[derive(Default)]
struct Due {
    letters: Vec<(String, Outgoing)>,
    told: Vec<Telling>,
}

/// A sheet of which a letter tells, as it will be kept.
struct Telling {
    folder: String,
    id: String,
    value: Reminded,
    seen: Option<Revision>,
}

fn due(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    edition: &Edition,
    (days, now): (i32, Timestamp),
    address: Option<&str>,
) -> Result<Due, Error> {
    let today = date_in_japan(now);
    let known = paper::all::<Reminded>(tx, town)?;
    let known: HashMap<_, _> = known.into_iter().map(|it| ((it.folder.clone(), it.id.clone()), it)).collect();
    let is_new = |it: &Owed| known.get(&key(it)).is_none_or(|known| known.value.due != it.due);
    let is_near = |it: &Owed| (0..=days).contains(&left(it, today));
    let mut due = Due::default();
    for mut it in found(tx, town, edition, today, |it| is_near(it) && is_new(it))? {
        it.people.retain(|person| person.mail.is_some());
        // What nobody can be told of waits until somebody has an address.
        it.owed.retain(|owed| it.people.iter().any(|person| person.stages.contains(&owed.place.stage)));
        let text = text(&it, edition, today, address);
        let year = it.owed.first().map_or(FiscalYear::containing(today), |it| it.stage.fiscal_year);
        let one = |to| (name(&it, to, today), letter((year, &it), to, text.clone(), None, now));
        due.letters.extend(it.people.iter().map(one));
        due.told.extend(it.owed.iter().map(|owed| telling(owed, &known)));
    }
    Ok(due)
}

fn key(owed: &Owed) -> (String, String) {
    (owed.place.stage.to_string(), owed.place.organisation.to_string())
}

fn telling(owed: &Owed, known: &HashMap<(String, String), Kept<Reminded>>) -> Telling {
    let (folder, id) = key(owed);
    let seen = known.get(&(folder.clone(), id.clone())).map(|it| it.revision);
    Telling { folder, id, value: Reminded { due: owed.due }, seen }
}

/// The name of a letter: the day, to whom, and about which sheets and deadlines. A second sheet of the same organisation that comes due
/// on the same day is another letter.
fn name(reminder: &Reminder, to: &Told, today: Date) -> String {
    let about: Vec<String> =
        reminder.owed.iter().map(|it| format!("{} {}", it.place.stage, it.due)).collect();
    let hash = Sha256::digest(about.join("\n").as_bytes());
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect(); // However many there are, a name stays short.
    format!("auto-{today}/{}/{}/{hex}", reminder.organisation, to.id.0)
}
