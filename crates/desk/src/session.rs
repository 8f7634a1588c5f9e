//! セッション: who is signed in, in which browser, until when.

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::{LedgerError, Tx, paper};
use plan::decision::StaffId;
use plan::municipality::MunicipalityCode;
use plan::staff::Account;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::secret::{Chance, Secret};
use crate::{Desk, Error};

/// Without a visit for so long it ends, in minutes.
pub const IDLE: i64 = 60;
/// It ends after so many hours, whatever is done.
pub const LONGEST: i64 = 12;
/// A password that was shown opens for so many minutes what asks for it.
pub const PROVEN: i64 = 15;
/// A visit is noted once in so many seconds: reading a page should not write each time.
const NOTED: i64 = 60;

/// A session as the ledger keeps it: under its account, by the hash of its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// When it began.
    pub began: Timestamp,
    /// The last visit that was noted.
    pub seen: Timestamp,
    /// When the password was last shown, here or at the identity provider, for deeds that ask for it anew.
    pub proven: Timestamp,
    /// ブラウザー, as it calls itself, shortened: so that its owner knows it again.
    #[serde(default)]
    pub browser: String,
}

impl Paper for Session {
    const KIND: &'static str = "session";
}

impl Session {
    /// Whether it is still good.
    pub fn is_live(&self, now: Timestamp) -> bool {
        let minutes = |from: Timestamp| (now.as_second() - from.as_second()) / 60;
        minutes(self.seen) < IDLE && minutes(self.began) < LONGEST * 60
    }

    /// Whether the password was shown lately enough for deeds that ask for it.
    pub fn is_proven(&self, now: Timestamp) -> bool {
        now.as_second() - self.proven.as_second() < PROVEN * 60
    }

    /// When it ends unless somebody visits.
    pub fn ends(&self) -> Timestamp {
        let idle = self.seen.as_second() + IDLE * 60;
        let longest = self.began.as_second() + LONGEST * 3600;
        Timestamp::from_second(idle.min(longest)).unwrap_or(self.seen)
    }
}

/// What a browser carries: whose session, and the secret that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Whose.
    pub staff: StaffId,
    /// The secret.
    pub secret: Secret,
}

impl Pass {
    /// A pass as it came: `account.secret`.
    pub fn parse(text: &str) -> Option<Self> {
        let (staff, secret) = text.rsplit_once('.')?;
        let is_id = !staff.is_empty() && staff.len() <= 64 && staff.bytes().all(|c| c.is_ascii_graphic());
        Some(Self { staff: StaffId(staff.to_owned()), secret: Secret::parse(secret)? }).filter(|_| is_id)
    }

    /// As it is carried.
    pub fn text(&self) -> String {
        format!("{}.{}", self.staff.0, self.secret.text())
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub actor: Actor,
    /// By which session.
    pub session: Session,
    /// What their browser carries.
    pub pass: Pass,
}

/// Opens a session of somebody who has just shown who they are; those of the account that are over leave.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    staff: &StaffId,
    browser: &str,
    chance: Chance,
    now: Timestamp,
) -> Result<(Session, Pass), LedgerError> {
    open_shown(tx, town, staff, (browser, now), chance, now)
}

/// The same for somebody who showed it elsewhere, and when.
pub(crate) fn open_shown(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    staff: &StaffId,
    (browser, proven): (&str, Timestamp),
    chance: Chance,
    now: Timestamp,
) -> Result<(Session, Pass), LedgerError> {
    for old in paper::list::<Session>(tx, town, &staff.0)? {
        if !old.value.is_live(now) {
            paper::remove::<Session>(tx, town, &staff.0, &old.id)?;
        }
    }
    let pass = Pass { staff: staff.clone(), secret: Secret::new(chance) };
    let browser = browser.chars().filter(|c| !c.is_control()).take(120).collect();
    let session = Session { began: now, seen: now, proven, browser };
    paper::save(tx, town, &staff.0, &pass.secret.hash(), &session, None)?;
    Ok((session, pass))
}

/// Who comes with a pass; nobody where it opens nothing any more.
pub fn resume(
    desk: &Desk,
    town: &MunicipalityCode,
    pass: &Pass,
    now: Timestamp,
) -> Result<Option<SignedIn>, Error> {
    let found = desk.ledger.read(|tx| known(tx, town, pass))?;
    let Some((kept, account)) = found else { return Ok(None) };
    let today = plan::decision::date_in_japan(now);
    if !kept.value.is_live(now) || !account.is_active(today) {
        return Ok(None);
    }
    if now.as_second() - kept.value.seen.as_second() >= NOTED {
        note(desk, town, &kept, now)?;
    }
    let actor = Actor::of(town, account, today);
    Ok(Some(SignedIn { actor, session: Session { seen: now, ..kept.value }, pass: pass.clone() }))
}

fn known(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    pass: &Pass,
) -> Result<Option<(Kept<Session>, Account)>, Error> {
    let session = paper::find::<Session>(tx, town, &pass.staff.0, &pass.secret.hash())?;
    let account = paper::find::<Account>(tx, town, "", &pass.staff.0)?;
    Ok(session.zip(account).map(|(session, account)| (session, account.value)))
}

/// Notes a visit. Somebody else's note of the same minute is as good.
fn note(desk: &Desk, town: &MunicipalityCode, kept: &Kept<Session>, now: Timestamp) -> Result<(), Error> {
    let (town, kept) = (town.clone(), kept.clone());
    desk.ledger.write(move |tx| {
        let session = Session { seen: now, ..kept.value };
        match paper::save(tx, &town, &kept.folder, &kept.id, &session, Some(kept.revision)) {
            Ok(_) | Err(LedgerError::StalePaper) => Ok(()),
            Err(error) => Err(error.into()),
        }
    })
}

/// 自分のセッション, the newest first: the hash by which each is ended, and what is known of it.
pub fn list(desk: &Desk, who: &SignedIn, now: Timestamp) -> Result<Vec<(String, Session)>, Error> {
    let (town, staff) = (&who.actor.town, &who.actor.id);
    let mut list: Vec<_> =
        desk.ledger.read(|tx| paper::list::<Session>(tx, town, &staff.0).map_err(Error::from))?;
    list.retain(|it| it.value.is_live(now));
    list.sort_by_key(|it| std::cmp::Reverse(it.value.seen));
    Ok(list.into_iter().map(|it| (it.id, it.value)).collect())
}

/// Ends one of one's own sessions, by its hash; one that is over already is no error.
pub fn end(desk: &Desk, who: &SignedIn, hash: &str) -> Result<(), Error> {
    let (town, staff, hash) = (who.actor.town.clone(), who.actor.id.clone(), hash.to_owned());
    desk.ledger.write(move |tx| Ok(paper::remove::<Session>(tx, &town, &staff.0, &hash).map(drop)?))
}

/// Ends all sessions of an account but one: after a new password or new posts.
pub fn end_all(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    staff: &StaffId,
    except: Option<&str>,
) -> Result<(), LedgerError> {
    for session in paper::list::<Session>(tx, town, &staff.0)? {
        if Some(session.id.as_str()) != except {
            paper::remove::<Session>(tx, town, &staff.0, &session.id)?;
        }
    }
    Ok(())
}
