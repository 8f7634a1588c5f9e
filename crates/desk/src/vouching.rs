//! 庁内アカウントでサインインする: the municipality's own identity provider vouches for somebody.
//!
//! The first time, the login that the provider tells leads to the account. From then on the provider's own name for the person does, which is
//! never given to anybody else: a 職員番号 that passes to a newcomer does not take the old account with it.

use jiff::Timestamp;
use ledger::paper::Paper;
use ledger::{LedgerError, Tx, paper};
use plan::decision::{StaffId, date_in_japan};
use plan::municipality::MunicipalityCode;
use plan::staff::{Account, Outside};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::actor::Actor;
use crate::policy::Deed;
use crate::proving::{self, permit};
use crate::secret::Chance;
use crate::session::{self, SignedIn};
use crate::signing_in::Login;
use crate::staffing::Change;
use crate::{Desk, Error};

/// Leads from a name outside to its account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Bound(StaffId);

impl Paper for Bound {
    const KIND: &'static str = "outside";
}

/// What a provider vouches for, and in which browser.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Its name for the person.
    pub outside: Outside,
    /// What they type to sign in elsewhere.
    pub login: String,
    /// When they showed there who they are, where that was just now: the provider may have known them since this morning.
    pub shown: Option<Timestamp>,
    /// What the browser calls itself.
    pub browser: String,
}

/// Signs in whoever was vouched for. The provider has asked for password and second factor as it sees fit: ours are not asked for.
/// What asks for the password anew is open only where they showed it there just now.
pub fn sign_in(
    desk: &Desk,
    town: &MunicipalityCode,
    witness: &Witness,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let (change, witness) = (Change { town: town.clone(), by: None, now }, witness.clone());
    desk.ledger.write(move |tx| {
        let (account, today) = (bound(tx, &change, &witness)?, date_in_japan(now));
        if !account.is_active(today) {
            return Err(Error::Unregistered);
        }
        let shown = witness.shown.map_or(Timestamp::UNIX_EPOCH, |it| it.min(now));
        let browser = (witness.browser.as_str(), shown);
        let (session, pass) = session::open_shown(tx, &change.town, &account.id, browser, chance, now)?;
        Ok(SignedIn { actor: Actor::of(&change.town, account, today), session, pass })
    })
}

/// The account of a name outside; the first time, that of the login, which is bound to it.
fn bound(tx: &mut Tx<'_>, change: &Change, witness: &Witness) -> Result<Account, Error> {
    let key = key(&witness.outside);
    if let Some(known) = paper::find::<Bound>(tx, &change.town, "", &key)? {
        let account = paper::find::<Account>(tx, &change.town, "", &known.value.0.0)?;
        return Ok(account.ok_or(Error::Unregistered)?.value);
    }
    let login = paper::find::<Login>(tx, &change.town, "", &Account::login_key(&witness.login))?;
    let staff = login.ok_or(Error::Unregistered)?.value.0;
    let change = Change { by: Some(staff.clone()), ..change.clone() };
    let account = change.make(tx, &staff, |account| match account.outside {
        _ if !account.is_active(date_in_japan(change.now)) => Err(Error::Unregistered),
        Some(_) => Err(Error::BoundOtherwise),
        None => {
            account.outside = Some(witness.outside.clone());
            Ok(())
        }
    })?;
    paper::save(tx, &change.town, "", &key, &Bound(staff), None)?;
    Ok(account)
}

/// 再確認 by the provider: the same person has shown anew who they are. The session goes on under a new secret, as after the password.
pub fn prove(
    desk: &Desk,
    who: &SignedIn,
    outside: &Outside,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let (who, key) = (who.clone(), key(outside));
    desk.ledger.write(move |tx| {
        let known = paper::find::<Bound>(tx, &who.actor.town, "", &key)?;
        if known.is_none_or(|it| it.value.0 != who.actor.id) {
            return Err(Error::BoundOtherwise);
        }
        proving::renew(tx, &who, chance, now)
    })
}

/// Whether one's own account is bound to one outside.
pub fn is_bound(desk: &Desk, who: &SignedIn) -> Result<bool, Error> {
    let (town, staff) = (&who.actor.town, &who.actor.id);
    let found = desk.ledger.read(|tx| paper::find::<Account>(tx, town, "", &staff.0).map_err(Error::from))?;
    Ok(found.is_some_and(|it| it.value.outside.is_some()))
}

/// 結び付きを外す: the next sign-in by the provider finds the account by its login again. Sessions end.
pub fn unbind(desk: &Desk, who: &SignedIn, staff: &StaffId, now: Timestamp) -> Result<Account, Error> {
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    let (change, staff) = (Change::of(who, now), staff.clone());
    desk.ledger.write(move |tx| {
        let mut outside = None;
        let account = change.make(tx, &staff, |account| {
            outside = account.outside.take();
            Ok(())
        })?;
        forget(tx, &change.town, outside.as_ref())?;
        session::end_all(tx, &change.town, &staff, None)?;
        Ok(account)
    })
}

/// A name outside leads nowhere any more.
pub(crate) fn forget(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    outside: Option<&Outside>,
) -> Result<(), LedgerError> {
    let removed = outside.map(|outside| paper::remove::<Bound>(tx, town, "", &key(outside)));
    removed.transpose().map(drop)
}

/// Under which a name outside is found: it may hold whatever the provider likes, at any length.
fn key(outside: &Outside) -> String {
    let bytes = Sha256::new().chain_update(&outside.issuer).chain_update([0]).chain_update(&outside.subject);
    bytes.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
