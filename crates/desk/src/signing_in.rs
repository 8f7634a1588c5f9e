//! サインインする: a name, a password, and the six digits where somebody has set them up.
//!
//! An unknown name, a wrong password and an account that has left look alike and take the same time.

use std::sync::LazyLock;

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::{Tx, paper};
use plan::decision::StaffId;
use plan::municipality::MunicipalityCode;
use plan::staff::Account;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::attempts::Attempts;
use crate::password::Hashed;
use crate::secret::Chance;
use crate::session::{self, SignedIn};
use crate::{Desk, Error, second_factor};

/// 資格: how one account proves who it is. Kept apart from the account, so that no list of people carries it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// None until the person has chosen one.
    #[serde(default)]
    pub password: Option<Hashed>,
    /// 認証アプリ.
    #[serde(default)]
    pub second: Option<second_factor::Second>,
    /// A second factor that was shown and not confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<second_factor::Second>,
}

impl Paper for Credential {
    const KIND: &'static str = "credential";
}

/// ログイン名: leads to its account. A paper of its own, so that no two accounts can take the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login(pub StaffId);

impl Paper for Login {
    const KIND: &'static str = "login";
}

/// What is typed, and from where.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// 職員番号 or mail address.
    pub login: String,
    /// The password.
    pub password: String,
    /// The six digits; empty where none were asked for.
    pub digits: String,
    /// The network address it comes from.
    pub address: String,
    /// What the browser calls itself.
    pub browser: String,
}

/// Most bytes that are looked at: far above what an account can be called, however wide it is typed.
const LONGEST_LOGIN: usize = 1024;

impl Typed {
    /// As accounts are found. What is too long to be one is nobody's, as an empty one is, and takes as long as any other.
    fn login_key(&self) -> String {
        let login = Some(&self.login).filter(|it| it.len() <= LONGEST_LOGIN);
        login.map_or_else(String::new, |it| Account::login_key(it))
    }
}

/// Against which a password is checked where there is none: the time taken tells nothing.
static NOBODY: LazyLock<Option<Hashed>> =
    LazyLock::new(|| Hashed::new("no account has this password", &[0; 16]));

/// Signs in. The password is checked outside of any transaction: it takes long on purpose.
pub fn sign_in(
    desk: &Desk,
    town: &MunicipalityCode,
    typed: &Typed,
    attempts: &Attempts,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let login = typed.login_key();
    let name = format!("{town} {login}");
    attempts.allow(&name, &typed.address, now).map_err(Error::TooMany)?;

    let found = desk.ledger.read(|tx| find(tx, town, &login))?;
    let today = plan::decision::date_in_japan(now);
    let proven = proven(found, &typed.password).filter(|it| it.account.is_active(today));
    let Some(known) = proven else {
        attempts.failed(&name, &typed.address, now);
        return Err(Error::NotSignedIn);
    };
    let signed_in = enter(desk, town, known, typed, chance, now);
    match &signed_in {
        Ok(_) => attempts.forgive(&name, &typed.address, now),
        // Wrong digits are a try as any other; none typed yet are not.
        Err(Error::WrongDigits) => attempts.failed(&name, &typed.address, now),
        Err(_) => {}
    }
    signed_in
}

struct Known {
    account: Account,
    credential: Kept<Credential>,
}

impl Known {
    /// Whether it is the same account, with the password that was checked.
    fn is_still(&self, checked: &Self) -> bool {
        let password = |it: &Self| it.credential.value.password.clone();
        self.account.id == checked.account.id && password(self) == password(checked)
    }
}

fn find(tx: &mut Tx<'_>, town: &MunicipalityCode, login: &str) -> Result<Option<Known>, Error> {
    let Some(login) = paper::find::<Login>(tx, town, "", login)? else {
        return Ok(None);
    };
    let staff = login.value.0;
    let account = paper::find::<Account>(tx, town, "", &staff.0)?;
    let credential = paper::find::<Credential>(tx, town, "", &staff.0)?;
    Ok(account.zip(credential).map(|(account, credential)| Known { account: account.value, credential }))
}

/// The account, if the password is its own. As slow for an account that is not there.
fn proven(found: Option<Known>, password: &str) -> Option<Known> {
    let hashed = found.as_ref().and_then(|it| it.credential.value.password.as_ref());
    let is_own = match hashed {
        Some(hashed) => hashed.is_of(password),
        None => {
            let _ = NOBODY.as_ref().map(|it| it.is_of(password)); // Only for the time that it takes.
            false
        }
    };
    found.filter(|_| is_own)
}

/// The second factor, where there is one, and the session. All is asked for again: while the password was checked, it may have been reset, a
/// second factor set up, or the account left.
fn enter(
    desk: &Desk,
    town: &MunicipalityCode,
    known: Known,
    typed: &Typed,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let (town, typed, today) = (town.clone(), typed.clone(), plan::decision::date_in_japan(now));
    desk.ledger.write(move |tx| {
        let Some(Known { account, credential }) = find(tx, &town, &typed.login_key())?
            .filter(|it| it.is_still(&known) && it.account.is_active(today))
        else {
            return Err(Error::NotSignedIn);
        };
        if let Some(second) = &credential.value.second {
            let refused =
                if typed.digits.trim().is_empty() { Error::SecondFactor } else { Error::WrongDigits };
            let second = Some(second.used(&typed.digits, now).ok_or(refused)?);
            let used = Credential { second, ..credential.value };
            paper::save(tx, &town, "", &credential.id, &used, Some(credential.revision))?;
        }
        let (session, pass) = session::open(tx, &town, &account.id, &typed.browser, chance, now)?;
        Ok(SignedIn { actor: Actor::of(&town, account, today), session, pass })
    })
}

/// サインアウトする: ends the session that the browser carries.
pub fn sign_out(desk: &Desk, who: &SignedIn) -> Result<(), Error> {
    session::end(desk, who, &who.pass.secret.hash())
}

#[cfg(test)]
mod tests;
