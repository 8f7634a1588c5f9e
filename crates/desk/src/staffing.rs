//! 職員を扱う: names corrected, and how any change of an account is kept. Every older version stays, with who and when.

use jiff::Timestamp;
use ledger::{Tx, paper};
use plan::decision::{StaffId, date_in_japan};
use plan::municipality::MunicipalityCode;
use plan::staff::{Account, mail_address};

use crate::policy::Deed;
use crate::proving::permit;
use crate::session::SignedIn;
use crate::signing_in::{Credential, Login};
use crate::{Desk, Error, setting_up};

/// 氏名や職員番号 as they are corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// 職員番号 or mail address, as typed.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// Mail; empty where there is none.
    pub mail: String,
}

/// Who changes an account, and when.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) town: MunicipalityCode,
    /// None at the command line.
    pub(crate) by: Option<StaffId>,
    pub(crate) now: Timestamp,
}

impl Change {
    pub(crate) fn of(who: &SignedIn, now: Timestamp) -> Self {
        Self { town: who.actor.town.clone(), by: Some(who.actor.id.clone()), now }
    }

    /// Changes an account and keeps what it was.
    pub(crate) fn make(
        &self,
        tx: &mut Tx<'_>,
        staff: &StaffId,
        edit: impl FnOnce(&mut Account) -> Result<(), Error>,
    ) -> Result<Account, Error> {
        let kept = paper::find::<Account>(tx, &self.town, "", &staff.0)?.ok_or(Error::NotFound)?;
        let mut new = kept.value.clone();
        edit(&mut new)?;
        if new == kept.value {
            return Ok(new);
        }
        self.leave_an_administrator(tx, &kept.value, &new)?;
        (new.changed_by, new.changed_at) = (self.by.clone(), Some(self.now));
        paper::keep(tx, &self.town, &kept)?;
        paper::save(tx, &self.town, "", &staff.0, &new, Some(kept.revision))?;
        Ok(new)
    }

    /// Refuses what would leave nobody to keep the accounts: nobody who has come in and stays.
    fn leave_an_administrator(&self, tx: &mut Tx<'_>, old: &Account, new: &Account) -> Result<(), Error> {
        let today = date_in_japan(self.now);
        if !old.is_lasting_administrator(today) || new.is_lasting_administrator(today) {
            return Ok(());
        }
        for other in paper::list::<Account>(tx, &self.town, "")? {
            if other.value.id != new.id && other.value.is_lasting_administrator(today) {
                let credential = paper::find::<Credential>(tx, &self.town, "", &other.id)?;
                let has_password = credential.is_some_and(|it| it.value.password.is_some());
                if has_password || other.value.outside.is_some() {
                    return Ok(());
                }
            }
        }
        Err(Error::LastAdministrator)
    }
}

/// 氏名・職員番号・メールを直す.
pub fn correct(
    desk: &Desk,
    who: &SignedIn,
    staff: &StaffId,
    names: &Names,
    now: Timestamp,
) -> Result<Account, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (login, name, mail) = names.checked()?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        let mut old = String::new();
        let account = change.make(tx, &staff, |account| {
            old = std::mem::replace(&mut account.login, login);
            (account.name, account.mail) = (name, mail);
            Ok(())
        })?;
        if account.login != old {
            setting_up::claim(tx, &change.town, &account)?;
            paper::remove::<Login>(tx, &change.town, "", &old)?;
        }
        Ok(account)
    })
}

impl Names {
    /// Login as a key, name, mail.
    pub(crate) fn checked(&self) -> Result<(String, String, Option<String>), Error> {
        let login = Account::login_key(&self.login);
        if login.is_empty() || login.len() > 200 {
            return Err(Error::invalid(
                "login",
                "職員番号（またはメールアドレス）を入力してください",
                "type a staff number or a mail address",
            ));
        }
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 100 || name.contains(char::is_control) {
            return Err(Error::invalid(
                "name",
                "氏名を1行で、100字までで入力してください",
                "type a name of 100 characters at most, in one line",
            ));
        }
        let mail = match self.mail.trim() {
            "" => None,
            text => Some(mail_address(text).ok_or_else(no_address)?),
        };
        Ok((login, name.to_owned(), mail))
    }
}

fn no_address() -> Error {
    Error::invalid(
        "mail",
        "メールアドレスの形ではありません（一つだけ、例：hanako@example.jp）",
        "this is no mail address; type one, like hanako@example.jp",
    )
}
