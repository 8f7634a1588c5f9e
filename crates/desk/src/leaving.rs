//! 退職を記録する: posts and sessions end with it. What somebody decided stays under their id; the name can be erased.

use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{LedgerError, Tx, paper};
use plan::decision::{StaffId, date_in_japan};
use plan::municipality::MunicipalityCode;
use plan::staff::Account;

use crate::policy::Deed;
use crate::proving::permit;
use crate::session::{self, SignedIn};
use crate::signing_in::Login;
use crate::staffing::Change;
use crate::{Desk, Error, setting_up, ticket, transferring, vouching};

/// 退職: from this day on nobody signs in with the account; posts end the day before. On the day itself sessions end too.
pub fn leave(
    desk: &Desk,
    who: &SignedIn,
    staff: &StaffId,
    on: Date,
    now: Timestamp,
) -> Result<Account, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        let account = change.make(tx, &staff, |account| {
            account.left_on = Some(on);
            let last = on.yesterday().unwrap_or(on);
            for post in account.posts.iter_mut().filter(|post| post.until.is_none_or(|until| until > last)) {
                post.until = Some(last);
            }
            Ok(())
        })?;
        if !account.is_active(date_in_japan(now)) {
            session::end_all(tx, &change.town, &staff, None)?;
            ticket::withdraw(tx, &change.town, &staff)?;
        }
        Ok(account)
    })
}

/// 退職の取消し: somebody who did not leave after all, or came back. Posts are given anew.
pub fn come_back(desk: &Desk, who: &SignedIn, staff: &StaffId, now: Timestamp) -> Result<Account, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        change.make(tx, &staff, |account| {
            account.left_on = None;
            Ok(())
        })
    })
}

/// 氏名を消す: of somebody who left. Decisions go on to know the id, which says nothing about them; older versions lose the name too.
pub fn erase_name(desk: &Desk, who: &SignedIn, staff: &StaffId, now: Timestamp) -> Result<Account, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        let (mut old, mut outside) = (String::new(), None);
        let account = change.make(tx, &staff, |account| {
            if account.is_active(date_in_japan(now)) {
                return Err(Error::invalid(
                    "name",
                    "氏名を消せるのは退職した人だけです",
                    "only the name of somebody who left can be erased",
                ));
            }
            if account.name.is_empty() {
                return Ok(());
            }
            old = std::mem::replace(&mut account.login, format!("erased-{}", account.id.0));
            outside = account.outside.take();
            (account.name, account.mail) = (String::new(), None);
            Ok(())
        })?;
        if !old.is_empty() {
            forget(tx, &change.town, &staff)?;
            transferring::forget_all(tx, &change.town)?; // Tables that wait to be done: whoever sent one sends it again.
            vouching::forget(tx, &change.town, outside.as_ref())?;
            setting_up::claim(tx, &change.town, &account)?;
            paper::remove::<Login>(tx, &change.town, "", &old)?;
        }
        Ok(account)
    })
}

/// Takes the name out of the older versions too.
fn forget(tx: &mut Tx<'_>, town: &MunicipalityCode, staff: &StaffId) -> Result<(), LedgerError> {
    for mut kept in paper::past::<Account>(tx, town, "", &staff.0)? {
        let account = &mut kept.value;
        (account.login, account.name, account.mail) = (String::new(), String::new(), None);
        account.outside = None;
        paper::correct_past(tx, town, &kept)?;
    }
    Ok(())
}
