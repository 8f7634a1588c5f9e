//! 次の担当: who can take the next step of a sheet, so that nothing lies where nobody looks.

use ledger::paper;
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::Sheet;
use plan::staff::Account;

use crate::policy::Deed;
use crate::reviewing::whose;
use crate::{Actor, Desk, Error};

/// 名簿: everybody who works here today, asked by what they may do.
#[derive(Clone, Debug, Default)]
pub struct Roster(Vec<Actor>);

/// Reads the roster. Whoever works here may know who else does.
pub fn roster(desk: &Desk, actor: &Actor) -> Result<Roster, Error> {
    let (town, today) = (&actor.town, actor.today);
    let accounts = desk.ledger.read(|tx| {
        actor.may(Deed::ReadWork, None, &*desk.current(tx, town)?)?;
        paper::all::<Account>(tx, town).map_err(Error::from)
    })?;
    let active = accounts.into_iter().map(|it| it.value).filter(|it| it.is_active(today));
    Ok(Roster(active.map(|it| Actor::of(town, it, today)).collect()))
}

impl Roster {
    /// Who can pass or decide a sheet of an organisation as a role.
    pub fn as_role<'a>(
        &'a self,
        role: Role,
        organisation: &'a RecordId,
        edition: &'a Edition,
    ) -> impl Iterator<Item = &'a Actor> {
        let deed = if role == Role::Planning { Deed::Decide } else { Deed::Pass };
        self.0.iter().filter(move |it| it.may_as(deed, role, Some(organisation), edition))
    }

    /// 止まっている: whether a sheet that was handed in lies with a role that nobody holds for its organisation.
    pub fn is_stranded(&self, sheet: &Sheet, organisation: &RecordId, edition: &Edition) -> Option<Role> {
        whose(sheet).filter(|role| self.as_role(*role, organisation, edition).next().is_none())
    }

    /// ほかの決裁者: who else may decide, where somebody may not because they alone wrote it.
    pub fn other_deciders<'a>(
        &'a self,
        author: &'a StaffId,
        edition: &'a Edition,
    ) -> impl Iterator<Item = &'a Actor> {
        self.0.iter().filter(move |it| it.id != *author && it.may(Deed::Decide, None, edition).is_ok())
    }
}
