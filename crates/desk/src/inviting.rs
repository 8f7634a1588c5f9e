//! 招待する: an account is made with its posts, and a one-time address by which its owner chooses a password. The same way leads back
//! in for those who forgot theirs.

use jiff::Timestamp;
use ledger::paper::Kept;
use ledger::{LedgerError, Tx, paper};
use plan::decision::{StaffId, date_in_japan};
use plan::municipality::MunicipalityCode;
use plan::staff::Account;

use crate::attempts::Attempts;
use crate::password::Hashed;
use crate::policy::Deed;
use crate::posting::Asked;
use crate::proving::permit;
use crate::secret::{self, Chance, Secret};
use crate::session::{self, SignedIn};
use crate::signing_in::{Credential, Login};
use crate::staffing::{Change, Names};
use crate::ticket::{self, Issued, Ticket};
use crate::{Actor, Desk, Error, setting_up};

/// 招待: makes an account with its posts, and the address for its owner.
pub fn invite(
    desk: &Desk,
    who: &SignedIn,
    names: &Names,
    posts: Vec<Asked>,
    chance: Chance,
    now: Timestamp,
) -> Result<Issued, Error> {
    let edition = desk.edition(&who.actor.town)?;
    permit(who, Deed::ManageAccounts, &edition, now)?;
    let posts: Result<Vec<_>, Error> = posts.into_iter().map(|it| it.post(&edition, &who.actor.id)).collect();
    let mut account = new_account(names, StaffId(secret::id("s", chance)), now)?;
    account.posts = posts?;
    let change = Change::of(who, now);
    account.changed_by = change.by.clone();
    desk.ledger.write(move |tx| {
        setting_up::register(tx, &change.town, &account, &Credential::default())?;
        let by = change.by.as_ref();
        Ok(ticket::issue(tx, &change.town, &account.id, by, false, (chance, now))?)
    })
}

/// An account that nobody has entered yet.
pub(crate) fn new_account(names: &Names, id: StaffId, now: Timestamp) -> Result<Account, Error> {
    let (login, name, mail) = names.checked()?;
    let (left_on, changed_by, changed_at) = (None, None, None);
    Ok(Account {
        id,
        login,
        name,
        mail,
        outside: None,
        posts: Vec::new(),
        left_on,
        made: now,
        changed_by,
        changed_at,
    })
}

/// 設定用アドレスの再発行: for whoever forgot the password, or the telephone with the second factor too.
pub fn invite_again(
    desk: &Desk,
    who: &SignedIn,
    staff: &StaffId,
    drops_second: bool,
    chance: Chance,
    now: Timestamp,
) -> Result<Issued, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        let account = paper::find::<Account>(tx, &change.town, "", &staff.0)?.ok_or(Error::NotFound)?;
        refuse_left(&account.value, now)?;
        Ok(ticket::issue(tx, &change.town, &staff, change.by.as_ref(), drops_second, (chance, now))?)
    })
}

fn refuse_left(account: &Account, now: Timestamp) -> Result<(), Error> {
    if account.is_active(date_in_japan(now)) {
        return Ok(());
    }
    Err(Error::invalid("login", "退職した人のアカウントです", "the account is of somebody who left"))
}

/// The same at the command line, where whoever holds the machine holds the ledger: for the administrator who forgot.
pub fn invite_at_the_machine(
    desk: &Desk,
    town: &MunicipalityCode,
    login: &str,
    drops_second: bool,
    chance: Chance,
    now: Timestamp,
) -> Result<Issued, Error> {
    let (town, login) = (town.clone(), Account::login_key(login));
    desk.ledger.write(move |tx| {
        let Some(Kept { value: Login(staff), .. }) = paper::find::<Login>(tx, &town, "", &login)? else {
            return Err(Error::invalid(
                "login",
                format!("「{login}」という職員番号（またはメールアドレス）のアカウントはありません"),
                format!("there is no account “{login}”"),
            ));
        };
        let account = paper::find::<Account>(tx, &town, "", &staff.0)?.ok_or(Error::NotFound)?;
        refuse_left(&account.value, now)?;
        Ok(ticket::issue(tx, &town, &staff, None, drops_second, (chance, now))?)
    })
}

/// What the page of an address shows: whose it is, and whether the six digits are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Whose.
    pub account: Account,
    /// Whether a second factor is set up and stays.
    pub asks_digits: bool,
    /// Whether there was a password before.
    pub is_reset: bool,
    /// Until when the address is good.
    pub until: Timestamp,
}

/// Opens an address; [`Error::Spent`] where it opens nothing.
pub fn open(desk: &Desk, town: &MunicipalityCode, secret: &str, now: Timestamp) -> Result<Opened, Error> {
    let secret = Secret::parse(secret).ok_or(Error::Spent)?;
    desk.ledger.read(|tx| {
        let (ticket, account, credential) = known(tx, town, &secret, now)?;
        let asks_digits = credential.value.second.is_some() && !ticket.drops_second;
        let is_reset = credential.value.password.is_some();
        Ok(Opened { account, asks_digits, is_reset, until: ticket.until })
    })
}

fn known(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    secret: &Secret,
    now: Timestamp,
) -> Result<(Ticket, Account, Kept<Credential>), Error> {
    let ticket = ticket::find(tx, town, secret, now)?;
    let account = paper::find::<Account>(tx, town, "", &ticket.staff.0)?.ok_or(Error::Spent)?.value;
    let credential = paper::find::<Credential>(tx, town, "", &ticket.staff.0)?.ok_or(Error::Spent)?;
    if account.is_active(date_in_japan(now)) { Ok((ticket, account, credential)) } else { Err(Error::Spent) }
}

/// What the owner of an address types.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The password, twice.
    pub password: String,
    /// The same again.
    pub again: String,
    /// The six digits, where they are asked for.
    pub digits: String,
    /// The network address it comes from.
    pub address: String,
    /// What the browser calls itself.
    pub browser: String,
}

/// 招待に応じる: chooses the password and signs in. Every other session of the account ends, and the address is spent.
///
/// Digits that are wrong are a try as any other at the sign-in: whoever holds the address alone cannot go through them all.
pub fn accept(
    desk: &Desk,
    town: &MunicipalityCode,
    secret: &str,
    chosen: &Chosen,
    attempts: &Attempts,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let opened = open(desk, town, secret, now)?;
    let name = format!("{town} {}", opened.account.login);
    if opened.asks_digits {
        attempts.allow(&name, &chosen.address, now).map_err(Error::TooMany)?;
        if chosen.digits.trim().is_empty() {
            return Err(wrong_digits()); // Before the password is hashed, which takes long on purpose.
        }
    }
    let accepted = choose(desk, town, (secret, &opened), chosen, chance, now);
    match &accepted {
        Ok(_) => attempts.forgive(&name, &chosen.address, now),
        Err(Error::Invalid(it)) if it.field == "digits" => attempts.failed(&name, &chosen.address, now),
        Err(_) => {}
    }
    accepted
}

fn choose(
    desk: &Desk,
    town: &MunicipalityCode,
    (secret, opened): (&str, &Opened),
    chosen: &Chosen,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let about = [opened.account.login.as_str(), opened.account.name.as_str()];
    let hashed = setting_up::chosen(&chosen.password, &chosen.again, &about, chance)?;
    let (town, chosen) = (town.clone(), chosen.clone());
    let secret = Secret::parse(secret).ok_or(Error::Spent)?;
    desk.ledger.write(move |tx| {
        let (ticket, account, kept) = known(tx, &town, &secret, now)?; // Again: it may have been used meanwhile.
        let credential = credential(&kept.value, &ticket, &chosen.digits, hashed, now)?;
        paper::save(tx, &town, "", &kept.id, &credential, Some(kept.revision))?;
        ticket::withdraw(tx, &town, &account.id)?;
        enter(tx, &town, account, &chosen.browser, (chance, now)).map_err(Error::from)
    })
}

fn wrong_digits() -> Error {
    Error::invalid("digits", "認証アプリの6桁の数字が違います", "the six digits are not right")
}

fn credential(
    old: &Credential,
    ticket: &Ticket,
    digits: &str,
    hashed: Hashed,
    now: Timestamp,
) -> Result<Credential, Error> {
    let second = match &old.second {
        Some(second) if !ticket.drops_second => Some(second.used(digits, now).ok_or_else(wrong_digits)?),
        _ => None,
    };
    Ok(Credential { password: Some(hashed), second, ..Credential::default() })
}

fn enter(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    account: Account,
    browser: &str,
    (chance, now): (Chance, Timestamp),
) -> Result<SignedIn, LedgerError> {
    session::end_all(tx, town, &account.id, None)?;
    let (session, pass) = session::open(tx, town, &account.id, browser, chance, now)?;
    Ok(SignedIn { actor: Actor::of(town, account, date_in_japan(now)), session, pass })
}
