//! 職員の一覧 as the table that people change and send back.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::paper;
use plan::decision::{StaffId, date_in_japan};
use plan::edition::Edition;
use plan::staff::Account;
use plan::transfer;

use crate::policy::Deed;
use crate::session::SignedIn;
use crate::{Desk, Error};

/// 職員の一覧 as rows of the table: a row a post that is held or will be, and one for each person without.
pub fn rows(desk: &Desk, who: &SignedIn, now: Timestamp) -> Result<Vec<[String; 9]>, Error> {
    let edition = desk.edition(&who.actor.town)?;
    who.actor.may(Deed::ManageAccounts, None, &edition)?;
    let (town, today) = (&who.actor.town, date_in_japan(now));
    let accounts = desk.ledger.read(|tx| Ok::<_, Error>(paper::list::<Account>(tx, town, "")?))?;
    let mut accounts: Vec<Account> = accounts.into_iter().map(|it| it.value).collect();
    accounts.retain(|it| it.left_on.is_none());
    accounts.sort_by(|a, b| a.login.cmp(&b.login));
    let logins: HashMap<&StaffId, &str> = accounts.iter().map(|it| (&it.id, it.login.as_str())).collect();
    Ok(accounts.iter().flat_map(|it| written(it, &edition, &logins, today)).collect())
}

fn written(
    account: &Account,
    edition: &Edition,
    logins: &HashMap<&StaffId, &str>,
    today: Date,
) -> Vec<[String; 9]> {
    let person = [account.login.clone(), account.name.clone(), account.mail.clone().unwrap_or_default()];
    let row = |at: usize, rest: [String; 5]| {
        let [login, name, mail] = person.clone();
        let [role, organisation, from, until, instead] = rest;
        [login, name, mail, role, organisation, from, until, instead, format!("{}#{at}", account.id.0)]
    };
    let posts = account.posts.iter().enumerate().filter(|(_, post)| !post.is_past(today));
    let mut rows: Vec<_> = posts
        .map(|(at, post)| {
            let place = post.organisation.as_ref();
            let place = place
                .map_or(String::new(), |id| transfer::organisation_words(edition, id, today.max(post.from)));
            let until = post.until.map_or(String::new(), |day| day.to_string());
            let instead = post.stands_in_for.as_ref().and_then(|id| logins.get(id)).copied();
            let role = post.role.name().0.to_owned();
            row(at, [role, place, post.from.to_string(), until, instead.unwrap_or_default().to_owned()])
        })
        .collect();
    if rows.is_empty() {
        rows.push(row(9999, Default::default()));
    }
    rows
}
