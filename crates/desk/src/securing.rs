//! 自分のアカウントを守る: one's own password and second factor. Each asks for the password.

use jiff::Timestamp;
use ledger::paper::Kept;
use ledger::{Tx, paper};

use crate::attempts::Attempts;
use crate::password::Hashed;
use crate::policy::Deed;
use crate::proving::{self, permit};
use crate::second_factor::Second;
use crate::secret::Chance;
use crate::session::{self, Session, SignedIn};
use crate::signing_in::Credential;
use crate::{Desk, Error, setting_up, ticket};

/// A new password, as it is typed.
#[derive(Clone, Debug, Default)]
pub struct NewPassword {
    /// The one until now.
    pub old: String,
    /// The new one, twice.
    pub password: String,
    /// The same again.
    pub again: String,
    /// The network address it comes from.
    pub address: String,
}

/// パスワードを変える. Every other session of the account ends.
pub fn change_password(
    desk: &Desk,
    who: &SignedIn,
    typed: &NewPassword,
    attempts: &Attempts,
    chance: Chance,
    now: Timestamp,
) -> Result<(), Error> {
    permit(who, Deed::KeepOwnAccount, &*desk.edition(&who.actor.town)?, now)?;
    let shown = show(desk, who, "old", (&typed.old, &typed.address), attempts, now)?;
    let hashed = setting_up::chosen(&typed.password, &typed.again, &[&who.actor.name], chance)?;
    let own = who.clone();
    desk.ledger.write(move |tx| {
        save(tx, &own, Some(&shown), |credential| credential.password = Some(hashed))?;
        ticket::withdraw(tx, &own.actor.town, &own.actor.id)?;
        let this = own.pass.secret.hash();
        Ok(session::end_all(tx, &own.actor.town, &own.actor.id, Some(&this))?)
    })
}

/// The password of the account, or what is wrong with the field of that name.
fn show(
    desk: &Desk,
    who: &SignedIn,
    field: &'static str,
    typed: (&str, &str),
    attempts: &Attempts,
    now: Timestamp,
) -> Result<Shown, Error> {
    let shown = proving::check(desk, &who.actor.town, &who.actor.id, typed, attempts, now);
    shown.map(|hashed| Shown { hashed, field }).map_err(|error| match error {
        Error::Invalid(it) => Error::Invalid(Box::new(crate::Invalid { field, ..*it })),
        other => other,
    })
}

/// A password that was shown, and in which field.
struct Shown {
    hashed: Hashed,
    field: &'static str,
}

/// Saves what is edited, if the session goes on and the password that was shown is still the account's: checking it took long enough for
/// somebody else to reset it.
fn save(
    tx: &mut Tx<'_>,
    who: &SignedIn,
    shown: Option<&Shown>,
    edit: impl FnOnce(&mut Credential),
) -> Result<(), Error> {
    let (town, staff) = (&who.actor.town, &who.actor.id);
    paper::find::<Session>(tx, town, &staff.0, &who.pass.secret.hash())?.ok_or(Error::NotSignedIn)?;
    let Kept { value, revision, .. } =
        paper::find::<Credential>(tx, town, "", &staff.0)?.ok_or(Error::NotFound)?;
    if let Some(shown) = shown.filter(|it| value.password.as_ref() != Some(&it.hashed)) {
        return Err(proving::wrong_password(shown.field));
    }
    let mut credential = value;
    edit(&mut credential);
    paper::save(tx, town, "", &staff.0, &credential, Some(revision))?;
    Ok(())
}

/// Whether one's second factor is on.
pub fn has_second(desk: &Desk, who: &SignedIn) -> Result<bool, Error> {
    let (town, staff) = (&who.actor.town, &who.actor.id);
    let found =
        desk.ledger.read(|tx| paper::find::<Credential>(tx, town, "", &staff.0).map_err(Error::from))?;
    Ok(found.is_some_and(|it| it.value.second.is_some()))
}

/// 二段階認証の準備: a secret to take into an app. It is on only when digits have shown that the app knows it.
pub fn prepare_second(desk: &Desk, who: &SignedIn, chance: Chance, now: Timestamp) -> Result<Second, Error> {
    permit(who, Deed::KeepOwnAccount, &*desk.edition(&who.actor.town)?, now)?;
    let own = who.clone();
    desk.ledger.write(move |tx| {
        let second = Second::new(chance);
        let mut already = None;
        save(tx, &own, None, |credential| {
            already.clone_from(&credential.waiting);
            credential.waiting = already.clone().or_else(|| Some(second.clone()));
        })?;
        Ok(already.unwrap_or(second))
    })
}

/// 二段階認証を有効にする: with the password and the digits that the app shows. Other sessions end.
pub fn confirm_second(
    desk: &Desk,
    who: &SignedIn,
    digits: &str,
    typed: (&str, &str),
    attempts: &Attempts,
    now: Timestamp,
) -> Result<(), Error> {
    permit(who, Deed::KeepOwnAccount, &*desk.edition(&who.actor.town)?, now)?;
    let shown = show(desk, who, "password", typed, attempts, now)?;
    let (own, digits) = (who.clone(), digits.to_owned());
    desk.ledger.write(move |tx| {
        let kept = paper::find::<Credential>(tx, &own.actor.town, "", &own.actor.id.0)?;
        let waiting = kept.and_then(|it| it.value.waiting).ok_or(Error::NotFound)?;
        let used = waiting.used(&digits, now).ok_or_else(|| {
            let ja = "認証アプリの6桁の数字が違います。いま表示されている数字を入力してください";
            Error::invalid("digits", ja, "the six digits are not right: type those shown now")
        })?;
        save(tx, &own, Some(&shown), |credential| {
            (credential.second, credential.waiting) = (Some(used), None);
        })?;
        let this = own.pass.secret.hash();
        Ok(session::end_all(tx, &own.actor.town, &own.actor.id, Some(&this))?)
    })
}

/// 二段階認証をやめる: with the password.
pub fn remove_second(
    desk: &Desk,
    who: &SignedIn,
    typed: (&str, &str),
    attempts: &Attempts,
    now: Timestamp,
) -> Result<(), Error> {
    permit(who, Deed::KeepOwnAccount, &*desk.edition(&who.actor.town)?, now)?;
    let shown = show(desk, who, "password", typed, attempts, now)?;
    let own = who.clone();
    desk.ledger.write(move |tx| {
        save(tx, &own, Some(&shown), |credential| (credential.second, credential.waiting) = (None, None))
    })
}
