//! 設定用アドレス: a one-time address by which somebody chooses a password, at first or anew.

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::{LedgerError, Tx, paper};
use plan::decision::StaffId;
use plan::municipality::MunicipalityCode;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::secret::{Chance, Secret};

/// So many days an address is good.
pub const DAYS: i64 = 7;

/// 設定用アドレス as the ledger knows it: by the hash of its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Whose password it sets.
    pub staff: StaffId,
    /// When it was made.
    pub made: Timestamp,
    /// From then on it opens nothing.
    pub until: Timestamp,
    /// Who made it; none at the command line.
    #[serde(default)]
    pub by: Option<StaffId>,
    /// Whether the second factor is taken off with it: for those who lost their telephone.
    #[serde(default)]
    pub drops_second: bool,
}

impl Paper for Ticket {
    const KIND: &'static str = "ticket";
}

/// An address that was just made: its secret is told once and known by its holder only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Whose it is.
    pub staff: StaffId,
    /// What the address ends with.
    pub secret: Secret,
    /// Until when it is good.
    pub until: Timestamp,
}

/// Makes an address; those that the person had before open nothing any more.
pub(crate) fn issue(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    staff: &StaffId,
    by: Option<&StaffId>,
    drops_second: bool,
    (chance, now): (Chance, Timestamp),
) -> Result<Issued, LedgerError> {
    withdraw(tx, town, staff)?;
    let secret = Secret::new(chance);
    let until = Timestamp::from_second(now.as_second() + DAYS * 86_400).unwrap_or(now);
    let ticket = Ticket { staff: staff.clone(), made: now, until, by: by.cloned(), drops_second };
    paper::save(tx, town, "", &secret.hash(), &ticket, None)?;
    Ok(Issued { staff: staff.clone(), secret, until })
}

/// The ticket of a secret, while it is good.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    secret: &Secret,
    now: Timestamp,
) -> Result<Ticket, Error> {
    let found: Option<Kept<Ticket>> = paper::find(tx, town, "", &secret.hash())?;
    found.map(|it| it.value).filter(|it| now < it.until).ok_or(Error::Spent)
}

/// Takes back every address of a person.
pub(crate) fn withdraw(tx: &mut Tx<'_>, town: &MunicipalityCode, staff: &StaffId) -> Result<(), LedgerError> {
    for ticket in paper::list::<Ticket>(tx, town, "")? {
        if ticket.value.staff == *staff {
            paper::remove::<Ticket>(tx, town, "", &ticket.id)?;
        }
    }
    Ok(())
}
