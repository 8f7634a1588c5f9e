//! 督促する: who has not handed in what, organisation by organisation, with those who can; by letters that wait in the outbox.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::paper::{self, Paper};
use ledger::{LedgerError, Tx};
use plan::decision::{StaffId, date_in_japan};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::municipality::MunicipalityCode;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::Stand;
use plan::staff::Account;
use serde::{Deserialize, Serialize};

use crate::mailing::{self, Letter, Standing};
use crate::policy::Deed;
use crate::sheet::{Owed, every};
use crate::{Actor, Desk, Error};

/// What one organisation still owes, and whom to tell.
#[derive(Clone, Debug)]
pub struct Reminder {
    /// The organisation.
    pub organisation: RecordId,
    /// Its sheets that are late or due soon, the earliest deadline first.
    pub owed: Vec<Owed>,
    /// Whose turn it is there.
    pub people: Vec<Told>,
}

/// Somebody who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub id: StaffId,
    /// 氏名.
    pub name: String,
    /// メールアドレス, where one is known.
    pub mail: Option<String>,
}

/// Every reminder of a year: sheets that are due within so many days, or late.
pub fn list(desk: &Desk, actor: &Actor, year: FiscalYear, within: i32) -> Result<Vec<Reminder>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::Remind, None, &edition)?;
        let wanted = |it: &Owed| it.stage.fiscal_year == year && left(it, actor.today) <= within;
        found(tx, &actor.town, &edition, actor.today, wanted)
    })
}

fn found(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    edition: &Edition,
    today: Date,
    wanted: impl Fn(&Owed) -> bool,
) -> Result<Vec<Reminder>, Error> {
    let accounts: Vec<Account> = paper::all::<Account>(tx, town)?.into_iter().map(|it| it.value).collect();
    let mut reminders: Vec<Reminder> = vec![];
    for owed in every(tx, town, edition, |_, _| true)? {
        if !is_theirs(&owed, today) || !wanted(&owed) {
            continue;
        }
        let organisation = owed.place.organisation.clone();
        match reminders.iter_mut().find(|it| it.organisation == organisation) {
            Some(known) => known.owed.push(owed),
            None => reminders.push(Reminder { organisation, owed: vec![owed], people: vec![] }),
        }
    }
    for it in &mut reminders {
        it.owed.sort_by_key(|owed| owed.due);
        it.people = people(it, &accounts, (town, today), edition);
    }
    Ok(reminders)
}

/// Days until the deadline; negative where it is over.
fn left(owed: &Owed, today: Date) -> i32 {
    today.until(owed.due).map_or(0, |span| span.get_days())
}

/// Whether a sheet has begun and still lies with its organisation.
fn is_theirs(owed: &Owed, today: Date) -> bool {
    let theirs = matches!(owed.sheet.stand(), Stand::NotBegun | Stand::Writing | Stand::With { .. });
    owed.stage.from <= today && theirs
}

/// Those who can do the next step of any of the sheets.
fn people(
    reminder: &Reminder,
    accounts: &[Account],
    (town, today): (&MunicipalityCode, Date),
    edition: &Edition,
) -> Vec<Told> {
    let wanted = |person: &Actor| {
        reminder.owed.iter().any(|owed| {
            let (deed, role) = match owed.sheet.stand() {
                Stand::With { role, .. } => (Deed::Pass, role),
                _ => (Deed::Submit, Role::Writer),
            };
            person.may_as(deed, role, Some(&reminder.organisation), edition)
        })
    };
    let active = accounts.iter().filter(|it| it.is_active(today));
    let found = active.filter(|it| wanted(&Actor::of(town, (*it).clone(), today)));
    found.map(|it| Told { id: it.id.clone(), name: it.name.clone(), mail: it.mail.clone() }).collect()
}

/// 件名 of every reminder.
pub const SUBJECT: &str = "【めやす】票の提出のお願い";

/// 督促の文: in Japanese, whoever asks for it: it goes to a section of a Japanese municipality. It names its sheets, one a line, and
/// holds nothing of what is written in them. `desk` is where the staff's side is, where that is known.
pub fn text(reminder: &Reminder, edition: &Edition, today: Date, desk: Option<&str>) -> String {
    let known = edition.find::<Organisation>(&reminder.organisation);
    let organisation = known.map_or_else(|| reminder.organisation.to_string(), |it| it.name().to_owned());
    let line = |it: &Owed| {
        let stand = it.sheet.stand().name().0;
        format!("・{}\n　期限 {}\n　いまの状態：{stand}", it.stage.title, due(it, today))
    };
    let lines: Vec<String> = reminder.owed.iter().map(line).collect();
    let place = desk.map_or_else(String::new, |address| format!("\n\n職員の画面：{address}"));
    format!(
        "{organisation}　ご担当者様\n\n次の票の提出をお願いします。\n\n{}\n\n期限に間に合わないときは、理由を添えて企画課へご連絡ください。{place}",
        lines.join("\n")
    )
}

/// 「令和8年5月15日（あと3日）」.
fn due(owed: &Owed, today: Date) -> String {
    let words = match left(owed, today) {
        0 => "今日まで".to_owned(),
        days @ 1.. => format!("あと{days}日"),
        days => format!("{}日過ぎています", -days),
    };
    format!("{}（{words}）", plan::date::PartialDate::Day(owed.due).japanese())
}

/// Whom to send to: an organisation's reminder, and one of its people.
pub type Chosen = (RecordId, StaffId);

/// 督促を送る: writes a letter down for everybody who was chosen. `key` is the page's own: the same form, sent twice, writes nothing
/// anew. Gives how many letters are new.
pub fn send(
    desk: &Desk,
    actor: &Actor,
    (year, within): (FiscalYear, i32),
    chosen: &[Chosen],
    (key, address): (&str, Option<&str>),
    at: Timestamp,
) -> Result<usize, Error> {
    if key.is_empty() || key.len() > 80 || !key.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-') {
        return Err(Error::NotFound);
    }
    let reminders = list(desk, actor, year, within)?;
    let edition = desk.edition(&actor.town)?;
    let mut letters = vec![];
    for it in &reminders {
        let text = text(it, &edition, actor.today, address);
        for person in it.people.iter().filter(|person| person.mail.is_some()) {
            if chosen.contains(&(it.organisation.clone(), person.id.clone())) {
                let id = format!("{key}/{}/{}", it.organisation, person.id.0);
                letters.push((id, letter(it, person, text.clone(), Some(&actor.id), at)));
            }
        }
    }
    let town = actor.town.clone();
    desk.ledger.write(move |tx| Ok(mailing::put(tx, &town, year, &letters)?))
}

fn letter(reminder: &Reminder, to: &Told, text: String, by: Option<&StaffId>, at: Timestamp) -> Letter {
    Letter {
        to: to.id.clone(),
        about: reminder.organisation.clone(),
        subject: SUBJECT.to_owned(),
        text,
        by: by.cloned(),
        at,
        stand: Standing::Waiting { tries: 0, next: at, said: String::new() },
    }
}

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
/// deadline. Gives how many letters are new.
pub fn remind_due(desk: &Desk, address: Option<&str>, now: Timestamp) -> Result<usize, Error> {
    let today = date_in_japan(now);
    if !plan::working_day::is_working_day(today) {
        return Ok(0);
    }
    let mut count = 0;
    for town in desk.municipalities()? {
        let kept =
            desk.ledger.read(|tx| paper::find::<Automatic>(tx, &town, "", ONLY).map_err(Error::from))?;
        let Some(days) = kept.and_then(|it| it.value.days) else { continue };
        let address = address.map(|address| format!("{address}/{town}/"));
        count += remind_town(desk, &town, (days, today, now), address)?;
    }
    Ok(count)
}

fn remind_town(
    desk: &Desk,
    town: &MunicipalityCode,
    (days, today, now): (u8, Date, Timestamp),
    address: Option<String>,
) -> Result<usize, Error> {
    let (here, town) = (desk.clone(), town.clone());
    let written = desk.ledger.write(move |tx| {
        let edition = here.current(tx, &town)?;
        let known = paper::all::<Reminded>(tx, &town)?;
        let known: HashMap<_, _> =
            known.into_iter().map(|it| ((it.folder.clone(), it.id.clone()), it)).collect();
        let key = |it: &Owed| (it.place.stage.to_string(), it.place.organisation.to_string());
        let is_new = |it: &Owed| known.get(&key(it)).is_none_or(|known| known.value.due != it.due);
        let near = |it: &Owed| (0..=i32::from(days)).contains(&left(it, today));
        let mut count = 0;
        for it in found(tx, &town, &edition, today, |it| near(it) && is_new(it))? {
            let text = text(&it, &edition, today, address.as_deref());
            let year = it.owed.first().map_or(FiscalYear::containing(today), |it| it.stage.fiscal_year);
            let name = |to: &Told| format!("auto-{today}/{}/{}", it.organisation, to.id.0);
            let told = it.people.iter().filter(|to| to.mail.is_some());
            let letters: Vec<_> =
                told.map(|to| (name(to), letter(&it, to, text.clone(), None, now))).collect();
            count += mailing::put(tx, &town, year, &letters)?;
            for owed in &it.owed {
                let (stage, organisation) = key(owed);
                let seen = known.get(&(stage.clone(), organisation.clone())).map(|it| it.revision);
                paper::save(tx, &town, &stage, &organisation, &Reminded { due: owed.due }, seen)?;
            }
        }
        Ok(count)
    });
    match written {
        Err(Error::Ledger(LedgerError::StalePaper)) => Ok(0), // Another server wrote them down.
        other => other,
    }
}
