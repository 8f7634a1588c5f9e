//! 督促する: who has not handed in what, organisation by organisation, with those who can.

use jiff::civil::Date;
use ledger::paper;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::Stand;
use plan::staff::Account;

use crate::policy::Deed;
use crate::sheet::{self, Owed};
use crate::{Actor, Desk, Error};

/// What one organisation still owes, and whom to tell.
#[derive(Clone, Debug)]
pub struct Reminder {
    /// The organisation.
    pub organisation: RecordId,
    /// Its sheets that are late or due soon, the earliest deadline first.
    pub owed: Vec<Owed>,
    /// Whose turn it is there: name and mail address, where one is known.
    pub people: Vec<(String, Option<String>)>,
}

/// Every reminder of a year: sheets that are due within so many days, or late.
pub fn list(desk: &Desk, actor: &Actor, year: FiscalYear, within: i32) -> Result<Vec<Reminder>, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Remind, None, &edition)?;
    let accounts = desk.ledger.read(|tx| paper::all::<Account>(tx, &actor.town).map_err(Error::from))?;
    let accounts: Vec<Account> = accounts.into_iter().map(|it| it.value).collect();
    let mut reminders: Vec<Reminder> = vec![];
    for owed in sheet::board(desk, actor, year)?.into_iter().filter(|it| is_wanted(it, actor.today, within)) {
        let organisation = owed.place.organisation.clone();
        match reminders.iter_mut().find(|it| it.organisation == organisation) {
            Some(known) => known.owed.push(owed),
            None => reminders.push(Reminder { organisation, owed: vec![owed], people: vec![] }),
        }
    }
    for it in &mut reminders {
        it.owed.sort_by_key(|owed| owed.due);
        it.people = people(it, &accounts, actor, &edition);
    }
    Ok(reminders)
}

/// Whether a sheet still lies with its organisation, and its deadline is near or over.
fn is_wanted(owed: &Owed, today: Date, within: i32) -> bool {
    let left = today.until(owed.due).map_or(0, |span| span.get_days());
    let begun = owed.stage.from <= today;
    let theirs = matches!(owed.sheet.stand(), Stand::NotBegun | Stand::Writing | Stand::With { .. });
    begun && theirs && left <= within
}

/// Those who can do the next step of any of the sheets.
fn people(
    reminder: &Reminder,
    accounts: &[Account],
    actor: &Actor,
    edition: &Edition,
) -> Vec<(String, Option<String>)> {
    let wanted = |person: &Actor| {
        reminder.owed.iter().any(|owed| {
            let (deed, role) = match owed.sheet.stand() {
                Stand::With { role, .. } => (Deed::Pass, role),
                _ => (Deed::Submit, Role::Writer),
            };
            person.may_as(deed, role, Some(&reminder.organisation), edition)
        })
    };
    let active = accounts.iter().filter(|it| it.is_active(actor.today));
    let found = active.filter(|it| wanted(&Actor::of(&actor.town, (*it).clone(), actor.today)));
    found.map(|it| (it.name.clone(), it.mail.clone())).collect()
}
