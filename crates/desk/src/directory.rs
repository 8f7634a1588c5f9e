//! 職員の一覧: who works here, in which posts, and what became of each account.

use std::collections::HashSet;

use jiff::Timestamp;
use ledger::paper;
use plan::decision::StaffId;
use plan::staff::Account;

use crate::policy::Deed;
use crate::session::{Session, SignedIn};
use crate::signing_in::Credential;
use crate::ticket::Ticket;
use crate::{Desk, Error};

/// 職員 as the list shows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: Account,
    /// Whether they have chosen a password: who was invited and has not come in yet has none.
    pub has_entered: bool,
    /// 二段階認証.
    pub has_second: bool,
    /// Until when a one-time address of theirs is good.
    pub invited_until: Option<Timestamp>,
}

/// 職員の一覧, by login.
pub fn list(desk: &Desk, who: &SignedIn, now: Timestamp) -> Result<Vec<Person>, Error> {
    let town = &who.actor.town;
    who.actor.may(Deed::ReadAccounts, None, &*desk.edition(town)?)?;
    let (accounts, credentials, tickets) = desk.ledger.read(|tx| {
        let accounts = paper::list::<Account>(tx, town, "")?;
        let credentials = paper::list::<Credential>(tx, town, "")?;
        Ok::<_, Error>((accounts, credentials, paper::list::<Ticket>(tx, town, "")?))
    })?;
    let ids = |of: fn(&Credential) -> bool| -> HashSet<&str> {
        credentials.iter().filter(|it| of(&it.value)).map(|it| it.id.as_str()).collect()
    };
    let entered = ids(|it| it.password.is_some());
    let second = ids(|it| it.second.is_some());
    let live = || tickets.iter().map(|it| &it.value).filter(|it| now < it.until);
    let person = |account: Account| Person {
        has_entered: entered.contains(account.id.0.as_str()) || account.outside.is_some(),
        has_second: second.contains(account.id.0.as_str()),
        invited_until: live().find(|it| it.staff == account.id).map(|it| it.until),
        account,
    };
    let mut people: Vec<Person> = accounts.into_iter().map(|it| person(it.value)).collect();
    people.sort_by(|a, b| a.account.login.cmp(&b.account.login));
    Ok(people)
}

/// One person with everything that was ever changed.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// As the list shows them.
    pub person: Person,
    /// Every version of the account, the newest first.
    pub versions: Vec<Account>,
    /// Browsers in which they are signed in.
    pub sessions: usize,
    /// All people, for names of others.
    pub people: Vec<Person>,
}

/// 職員の詳細.
pub fn show(desk: &Desk, who: &SignedIn, staff: &StaffId, now: Timestamp) -> Result<Dossier, Error> {
    let people = list(desk, who, now)?;
    let person = people.iter().find(|it| it.account.id == *staff).cloned().ok_or(Error::NotFound)?;
    let town = &who.actor.town;
    let (past, sessions) = desk.ledger.read(|tx| {
        let past = paper::past::<Account>(tx, town, "", &staff.0)?;
        Ok::<_, Error>((past, paper::list::<Session>(tx, town, &staff.0)?))
    })?;
    let mut versions: Vec<Account> = past.into_iter().map(|it| it.value).collect();
    versions.push(person.account.clone());
    versions.reverse();
    let sessions = sessions.iter().filter(|it| it.value.is_live(now)).count();
    Ok(Dossier { person, versions, sessions, people })
}
