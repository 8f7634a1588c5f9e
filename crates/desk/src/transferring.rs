//! 一括異動を行う: one table of staff and posts, foreseen row by row, then done in one step with a receipt.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use ledger::paper::Paper;
use ledger::{Tx, paper};
use plan::decision::{StaffId, date_in_japan};
use plan::edition::Edition;
use plan::staff::Account;
use plan::transfer::{self, Grid, Named, Step, Wanted};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::policy::Deed;
use crate::posting::{self, Asked};
use crate::proving::permit;
use crate::secret::{self, Chance};
use crate::session::SignedIn;
use crate::signing_in::Credential;
use crate::staffing::{Change, Names};
use crate::ticket::{self, Issued};
use crate::{Desk, Error, inviting, setting_up};

mod listing;
mod outlook;
mod table;

pub use listing::rows;
use outlook::outlook;
pub use outlook::{Carried, Chosen, Outlook, Shown, Wanting};
use table::Table;
pub(crate) use table::forget_all;
pub use table::forget_due;

/// 控え: what was done with a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: StaffId,
    /// The rows that were chosen.
    pub rows: Vec<u32>,
    /// Accounts that were made.
    pub added: Vec<StaffId>,
    /// Accounts that were changed.
    pub changed: Vec<StaffId>,
}

impl Paper for Done {
    const KIND: &'static str = "transfer_receipt";
}

/// 受領: what was done, with the addresses of those who are new; they are told once.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// What is kept.
    pub done: Done,
    /// New people with their one-time addresses.
    pub added: Vec<(Account, Issued)>,
    /// People whose accounts changed.
    pub changed: Vec<Account>,
}

/// 予行する: reads what the table asks for. Nothing is changed; the table is kept for a day, so that what is done is what was sent.
pub fn propose(desk: &Desk, who: &SignedIn, grid: &str, now: Timestamp) -> Result<Outlook, Error> {
    let edition = desk.edition(&who.actor.town)?;
    who.actor.may(Deed::ManageAccounts, None, &edition)?;
    let table: Grid = serde_json::from_str(grid).map_err(|_| no_table())?;
    let id = digest(grid.as_bytes());
    let (town, folder, key) = (who.actor.town.clone(), who.actor.id.0.clone(), id.clone());
    desk.ledger.write(move |tx| {
        let accounts = accounts(tx, &town)?;
        let outlook = outlook(&key, &table, (&accounts, &edition), None, now)?;
        let before = paper::find::<Table>(tx, &town, &folder, &key)?.map(|it| it.revision); // The same was sent before.
        paper::save(tx, &town, &folder, &key, &Table::new(table, now), before)?;
        Ok(outlook)
    })
}

fn no_table() -> Error {
    Error::invalid("file", transfer::NoTable.ja(), transfer::NoTable.en())
}

fn accounts(tx: &mut Tx<'_>, town: &plan::municipality::MunicipalityCode) -> Result<Vec<Account>, Error> {
    Ok(paper::list::<Account>(tx, town, "")?.into_iter().map(|it| it.value).collect())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 行う: the chosen rows of a table that was foreseen, in one step. Nothing is done that was not shown: where somebody was invited or moved
/// since, or by the rows that are left other posts would end on another day, the table is foreseen anew.
pub fn carry_out(
    desk: &Desk,
    who: &SignedIn,
    id: &str,
    chosen: &Chosen,
    chance: Chance,
    now: Timestamp,
) -> Result<Carried, Error> {
    let edition = desk.edition(&who.actor.town)?;
    permit(who, Deed::ManageAccounts, &edition, now)?;
    let (change, folder, id, chosen) =
        (Change::of(who, now), who.actor.id.0.clone(), id.to_owned(), chosen.clone());
    let by = who.actor.id.clone();
    desk.ledger.write(move |tx| {
        let table = table::find(tx, &change.town, (&folder, &id), now)?;
        let all = accounts(tx, &change.town)?;
        let outlook = outlook(&id, &table, (&all, &edition), Some(&chosen.rows), now)?;
        if let Some(wanting) = outlook.wanting(&chosen, date_in_japan(now)) {
            return Ok(Carried::Asked(Box::new(outlook), wanting));
        }
        let mut work =
            Work { change: &change, by: &by, edition: &edition, all: &all, plans: Plans::default() };
        work.gather(&outlook, &chosen)?;
        let receipt = work.carry_out(tx, &chosen, chance)?;
        let key = format!("{}-{}", now.as_millisecond(), &id[..8.min(id.len())]);
        paper::save(tx, &change.town, "", &key, &receipt.done, None)?;
        paper::remove::<Table>(tx, &change.town, &folder, &id)?; // It holds names; the receipt holds ids.
        Ok(Carried::Done(Box::new(receipt)))
    })
}

/// もう一度見せる: what a table that is kept would do, for a page that was refused: nothing of it is to be chosen again.
pub fn look_again(
    desk: &Desk,
    who: &SignedIn,
    id: &str,
    rows: &HashSet<u32>,
    now: Timestamp,
) -> Result<Outlook, Error> {
    let edition = desk.edition(&who.actor.town)?;
    who.actor.may(Deed::ManageAccounts, None, &edition)?;
    desk.ledger.read(|tx| {
        let table = table::find(tx, &who.actor.town, (&who.actor.id.0, id), now)?;
        outlook(id, &table, (&accounts(tx, &who.actor.town)?, &edition), Some(rows), now)
    })
}

/// What is to be done, by person.
#[derive(Default)]
struct Plans {
    new: BTreeMap<String, (Option<Named>, Vec<Wanted>)>,
    old: BTreeMap<String, Vec<Step>>,
}

struct Work<'a> {
    change: &'a Change,
    by: &'a StaffId,
    edition: &'a Edition,
    all: &'a [Account],
    plans: Plans,
}

impl Work<'_> {
    fn gather(&mut self, outlook: &Outlook, chosen: &Chosen) -> Result<(), Error> {
        let rows = outlook.rows.iter().filter(|it| chosen.rows.contains(&it.row));
        for step in rows.flat_map(|it| &it.steps) {
            match step {
                Step::Invite(named) => {
                    self.plans.new.entry(named.login.clone()).or_default().0 = Some(named.clone());
                }
                Step::Correct(id, _) | Step::End(id, _, _) => {
                    self.plans.old.entry(id.0.clone()).or_default().push(step.clone());
                }
                Step::Give(login, wanted) => match self.all.iter().find(|it| it.login == *login) {
                    Some(it) => self.plans.old.entry(it.id.0.clone()).or_default().push(step.clone()),
                    None => self.plans.new.entry(login.clone()).or_default().1.push(wanted.clone()),
                },
            }
        }
        for (account, posts) in outlook.missing.iter().filter(|_| chosen.ends_missing) {
            let ends = posts.iter().map(|at| Step::End(account.id.clone(), *at, outlook.last));
            self.plans.old.entry(account.id.0.clone()).or_default().extend(ends);
        }
        if let Some((login, _)) = self.plans.new.iter().find(|(_, (named, _))| named.is_none()) {
            let ja = format!("「{login}」の職だけが選ばれています。アカウントを作る行も選んでください");
            return Err(Error::invalid(
                "rows",
                ja,
                format!("choose the row that makes the account “{login}” too"),
            ));
        }
        Ok(())
    }

    fn carry_out(&self, tx: &mut Tx<'_>, chosen: &Chosen, chance: Chance) -> Result<Receipt, Error> {
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        for (named, posts) in self.plans.new.values() {
            if let Some(named) = named {
                added.push(self.add(tx, named, posts, chance)?);
            }
        }
        for (id, steps) in &self.plans.old {
            let edit = |account: &mut Account| steps.iter().try_for_each(|step| self.edit(account, step));
            changed.push(self.change.make(tx, &StaffId(id.clone()), edit)?);
        }
        let mut rows: Vec<u32> = chosen.rows.iter().copied().collect();
        rows.sort_unstable();
        let done = Done {
            at: self.change.now,
            by: self.by.clone(),
            rows,
            added: added.iter().map(|(it, _)| it.id.clone()).collect(),
            changed: changed.iter().map(|it| it.id.clone()).collect(),
        };
        Ok(Receipt { done, added, changed })
    }

    fn add(
        &self,
        tx: &mut Tx<'_>,
        named: &Named,
        posts: &[Wanted],
        chance: Chance,
    ) -> Result<(Account, Issued), Error> {
        let (town, now) = (&self.change.town, self.change.now);
        let mut account = inviting::new_account(&names(named), StaffId(secret::id("s", chance)), now)?;
        for wanted in posts {
            account.posts.push(asked(wanted).post(self.edition, self.by)?);
        }
        account.changed_by = Some(self.by.clone());
        setting_up::register(tx, town, &account, &Credential::default())?;
        let issued = ticket::issue(tx, town, &account.id, Some(self.by), false, (chance, now))?;
        Ok((account, issued))
    }

    fn edit(&self, account: &mut Account, step: &Step) -> Result<(), Error> {
        match step {
            Step::Correct(_, named) => {
                let (_, name, mail) = names(named).checked()?;
                (account.name, account.mail) = (name, mail);
            }
            Step::End(_, at, until) => {
                account.posts.get_mut(*at).ok_or(Error::NotFound)?.until = Some(*until);
            }
            Step::Give(_, wanted) => {
                let post = asked(wanted).post(self.edition, self.by)?;
                posting::refuse_twice(account, &post)?;
                account.posts.push(post);
            }
            Step::Invite(_) => {}
        }
        Ok(())
    }
}

fn names(named: &Named) -> Names {
    Names { login: named.login.clone(), name: named.name.clone(), mail: named.mail.clone() }
}

fn asked(it: &Wanted) -> Asked {
    let Wanted { role, organisation, from, until, stands_in_for } = it.clone();
    Asked { role, organisation, from, until, stands_in_for }
}
