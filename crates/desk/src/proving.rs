//! 再確認する: whoever sits at the desk shows the password again before a deed of weight.

use jiff::Timestamp;
use ledger::{Tx, paper};
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::role::Role;
use plan::staff::Account;

use crate::attempts::Attempts;
use crate::password::Hashed;
use crate::policy::Deed;
use crate::secret::{Chance, Secret};
use crate::session::{Pass, Session, SignedIn};
use crate::signing_in::Credential;
use crate::{Desk, Error};

/// Whether somebody may do a deed about the whole municipality, and has shown their password lately where the deed asks for it.
pub(crate) fn permit(who: &SignedIn, deed: Deed, edition: &Edition, now: Timestamp) -> Result<Role, Error> {
    let role = who.actor.may(deed, None, edition)?;
    if deed.wants_proof() && !who.session.is_proven(now) {
        return Err(Error::Unproven);
    }
    Ok(role)
}

/// The password of an account as it is kept, if this is it; a wrong one is a try, as at the sign-in.
pub(crate) fn check(
    desk: &Desk,
    town: &MunicipalityCode,
    staff: &StaffId,
    (password, address): (&str, &str),
    attempts: &Attempts,
    now: Timestamp,
) -> Result<Hashed, Error> {
    let (login, kept) = desk.ledger.read(|tx| {
        let account = paper::find::<Account>(tx, town, "", &staff.0)?.ok_or(Error::NotSignedIn)?;
        let credential = paper::find::<Credential>(tx, town, "", &staff.0)?.ok_or(Error::NotSignedIn)?;
        Ok::<_, Error>((account.value.login, credential.value.password))
    })?;
    let name = format!("{town} {login}");
    attempts.allow(&name, address, now).map_err(Error::TooMany)?;
    if let Some(shown) = kept.filter(|it| it.is_of(password)) {
        return Ok(shown);
    }
    attempts.failed(&name, address, now);
    Err(wrong_password("password"))
}

pub(crate) fn wrong_password(field: &'static str) -> Error {
    Error::invalid(field, "パスワードが違います", "the password is not right")
}

/// Shows the password again. The session goes on under a new secret, and no longer than it would have.
pub fn prove(
    desk: &Desk,
    who: &SignedIn,
    typed: (&str, &str),
    attempts: &Attempts,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    check(desk, &who.actor.town, &who.actor.id, typed, attempts, now)?;
    let who = who.clone();
    desk.ledger.write(move |tx| renew(tx, &who, chance, now))
}

/// The session under a new secret, as that of somebody who has just shown who they are.
pub(crate) fn renew(
    tx: &mut Tx<'_>,
    who: &SignedIn,
    chance: Chance,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let (town, staff) = (&who.actor.town, &who.pass.staff);
    if !paper::remove::<Session>(tx, town, &staff.0, &who.pass.secret.hash())? {
        return Err(Error::NotSignedIn); // Ended meanwhile, in another browser.
    }
    let pass = Pass { staff: staff.clone(), secret: Secret::new(chance) };
    let session = Session { seen: now, proven: now, ..who.session.clone() };
    paper::save(tx, town, &staff.0, &pass.secret.hash(), &session, None)?;
    Ok(SignedIn { actor: who.actor.clone(), session, pass })
}
