//! 氏名: who is behind the names that decisions and sheets know.

use std::collections::HashMap;

use ledger::paper;
use plan::decision::StaffId;
use plan::staff::Account;

use crate::policy::Deed;
use crate::{Actor, Desk, Error};

/// The names of all accounts of a municipality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(HashMap<StaffId, String>);

impl Names {
    /// The name of somebody; of those without an account, what the decision itself says (課名など).
    pub fn of(&self, staff: &StaffId) -> String {
        match self.0.get(staff) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => staff.0.clone(),
        }
    }
}

/// Reads them. Names never leave the house: only who works here today is told them.
pub fn of(desk: &Desk, actor: &Actor) -> Result<Names, Error> {
    let accounts = desk.ledger.read(|tx| {
        actor.may(Deed::ReadWork, None, &*desk.current(tx, &actor.town)?)?;
        paper::all::<Account>(tx, &actor.town).map_err(Error::from)
    })?;
    Ok(Names(accounts.into_iter().map(|it| (it.value.id, it.value.name)).collect()))
}
