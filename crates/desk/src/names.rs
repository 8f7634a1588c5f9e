//! 氏名: who is behind the names that decisions and sheets know.

use std::collections::HashMap;

use ledger::paper;
use plan::decision::StaffId;
use plan::municipality::MunicipalityCode;
use plan::staff::Account;

use crate::{Desk, Error};

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

/// Reads them. For pages behind the doors of the staff only: names never leave the house.
pub fn of(desk: &Desk, town: &MunicipalityCode) -> Result<Names, Error> {
    let accounts = desk.ledger.read(|tx| paper::all::<Account>(tx, town).map_err(Error::from))?;
    Ok(Names(accounts.into_iter().map(|it| (it.value.id, it.value.name)).collect()))
}
