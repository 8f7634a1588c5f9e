//! 督促する: who has not handed in what, organisation by organisation, with those who can; by letters that wait in the outbox.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::Tx;
use ledger::paper;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::Stand;
use plan::staff::Account;

use crate::mailing::{self, Delivery, Outgoing};
use crate::policy::Deed;
use crate::sheet::{Owed, every};
use crate::{Actor, Desk, Error};

mod automatic;

pub use automatic::{Automatic, MOST_DAYS, automatic, remind_due, set_automatic};

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
    /// The stages in which the next step of the sheet is theirs.
    pub stages: Vec<RecordId>,
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
    let mut reminders: Vec<Reminder> = vec![];
    for owed in every(tx, town, edition, |stage, _| stage.from <= today)? {
        if !is_theirs(&owed, today) || !wanted(&owed) {
            continue;
        }
        let organisation = owed.place.organisation.clone();
        match reminders.iter_mut().find(|it| it.organisation == organisation) {
            Some(known) => known.owed.push(owed),
            None => reminders.push(Reminder { organisation, owed: vec![owed], people: vec![] }),
        }
    }
    if reminders.is_empty() {
        return Ok(reminders); // Nobody's account is read for nothing.
    }
    let accounts: Vec<Account> = paper::all::<Account>(tx, town)?.into_iter().map(|it| it.value).collect();
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
    let is_next = |person: &Actor, owed: &Owed| {
        let (deed, role) = match owed.sheet.stand() {
            Stand::With { role, .. } => (Deed::Pass, role),
            _ => (Deed::Submit, Role::Writer),
        };
        person.may_as(deed, role, Some(&reminder.organisation), edition)
    };
    let told = |it: &Account| {
        let person = Actor::of(town, it.clone(), today);
        let theirs = reminder.owed.iter().filter(|owed| is_next(&person, owed));
        let stages: Vec<RecordId> = theirs.map(|owed| owed.place.stage.clone()).collect();
        let (id, name, mail) = (it.id.clone(), it.name.clone(), it.mail.clone());
        (!stages.is_empty()).then_some(Told { id, name, mail, stages })
    };
    accounts.iter().filter(|it| it.is_active(today)).filter_map(told).collect()
}

/// 件名 of every reminder.
pub const SUBJECT: &str = "【めやす】票の提出のお願い";

/// 督促の文: in Japanese, whoever asks for it: it goes to a section of a Japanese municipality. It names its sheets, one a line, and
/// holds nothing of what is written in them. `desk` is where the staff's side is, where that is known.
pub fn text(reminder: &Reminder, edition: &Edition, today: Date, desk: Option<&str>) -> String {
    let organisation = edition.name_on(&reminder.organisation, today);
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
                letters.push((id, letter((year, it), person, text.clone(), Some(&actor.id), at)));
            }
        }
    }
    let town = actor.town.clone();
    desk.ledger.write(move |tx| Ok(mailing::put(tx, &town, &letters)?))
}

fn letter(
    (year, reminder): (FiscalYear, &Reminder),
    to: &Told,
    text: String,
    by: Option<&StaffId>,
    at: Timestamp,
) -> Outgoing {
    Outgoing {
        to: to.id.clone(),
        year,
        about: reminder.organisation.clone(),
        subject: SUBJECT.to_owned(),
        text,
        by: by.cloned(),
        at,
        stand: Delivery::Waiting { tries: 0, next: at, said: String::new() },
    }
}
