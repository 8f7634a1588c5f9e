//! 発送: letters that wait to be handed to the mail server, and what became of each. Nothing is sent twice, nothing is lost.
//!
//! A letter is paper: it is written down before anybody tries, claimed before it is handed over, and keeps the server's answer. Whoever dies
//! in between leaves one letter claimed; it goes out again under the same name, so that the one who receives both knows them as one.

use jiff::{SignedDuration, Timestamp};
use ledger::paper::{Kept, Paper};
use ledger::{LedgerError, Tx, paper};
use plan::decision::StaffId;
use plan::fiscal_year::FiscalYear;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use plan::staff::Account;
use serde::{Deserialize, Serialize};

use crate::policy::Deed;
use crate::{Actor, Desk, Error, Trouble};

/// 発送待ちの手紙: a letter in the outbox. It knows to whom by their id only: name and address are those of the day on which it goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// To whom.
    pub to: StaffId,
    /// Among which year's letters it is kept.
    pub year: FiscalYear,
    /// About which organisation's sheets.
    pub about: RecordId,
    /// 件名.
    pub subject: String,
    /// 本文.
    pub text: String,
    /// Who sent it; none: the clock, as the municipality wishes.
    #[serde(default)]
    pub by: Option<StaffId>,
    /// When it was written down.
    pub at: Timestamp,
    /// How far it is.
    pub stand: Delivery,
}

/// 発送の状態.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// 発送待ち.
    Waiting {
        /// How often it was tried.
        tries: u32,
        /// When it is tried next.
        next: Timestamp,
        /// What the server said last.
        #[serde(default)]
        said: String,
    },
    /// 発送中: somebody holds it in their hands.
    Claimed {
        /// How often it was tried before.
        tries: u32,
        /// Since when.
        since: Timestamp,
    },
    /// 発送済み: the server took it.
    Sent {
        /// When.
        at: Timestamp,
        /// What the server said.
        #[serde(default)]
        said: String,
    },
    /// 発送できず, for good.
    Failed {
        /// When that was known.
        at: Timestamp,
        /// Why.
        said: String,
    },
}

impl Delivery {
    /// In Japanese and in English.
    pub fn name(&self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting { tries: 0, .. } => ("発送待ち", "waiting"),
            Self::Waiting { .. } => ("再送待ち", "waiting to be tried again"),
            Self::Claimed { .. } => ("発送中", "going out"),
            Self::Sent { .. } => ("発送済み", "sent"),
            Self::Failed { .. } => ("発送できませんでした", "not sent"),
        }
    }
}

impl Paper for Outgoing {
    const KIND: &'static str = "outgoing";
}

/// 宛先: a letter as it is handed over, with the name and the address of today.
#[derive(Clone, PartialEq, Eq)]
pub struct Addressed {
    /// The letter's own name, the same however often it is tried.
    pub id: String,
    /// 氏名.
    pub name: String,
    /// メールアドレス.
    pub address: String,
    /// 件名.
    pub subject: String,
    /// 本文.
    pub text: String,
}

/// What the mail server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It took the letter.
    Taken(String),
    /// Not now.
    NotNow(String),
    /// Never.
    Never(String),
}

/// After a day nothing is tried any more.
const GIVEN_UP: SignedDuration = SignedDuration::from_hours(24);
/// Whoever holds a letter longer than this is dead.
const HELD: SignedDuration = SignedDuration::from_mins(3);

/// The pause before the next try: longer each time, an hour at most.
pub fn pause(tries: u32) -> SignedDuration {
    let seconds = 10_i64.saturating_mul(3_i64.saturating_pow(tries.saturating_sub(1)));
    SignedDuration::from_secs(seconds.min(3600))
}

/// The folder of letters that are not yet gone, of every year. Whoever looks for what is due reads no other.
const WAITING: &str = "waiting";

/// The folder of letters of which nothing more will come.
fn folder(year: FiscalYear) -> String {
    year.year().to_string()
}

/// Writes letters down, each under a name of its own: the same form, sent twice, is written down once. Gives how many are new.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    letters: &[(String, Outgoing)],
) -> Result<usize, LedgerError> {
    let mut new = 0;
    for (id, letter) in letters {
        if paper::find::<Outgoing>(tx, town, &folder(letter.year), id)?.is_some() {
            continue; // It is gone already.
        }
        match paper::save(tx, town, WAITING, id, letter, None) {
            Ok(_) => new += 1,
            Err(LedgerError::StalePaper) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(new)
}

/// 発送の記録 of a year, the newest first: to whom, when, what became of it.
pub fn log(desk: &Desk, actor: &Actor, year: FiscalYear) -> Result<Vec<(String, Outgoing)>, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::Remind, None, &edition)?;
    let mut list = desk.ledger.read(|tx| {
        let waiting = paper::list::<Outgoing>(tx, &actor.town, WAITING)?;
        let waiting = waiting.into_iter().filter(|it| it.value.year == year);
        let gone = paper::list::<Outgoing>(tx, &actor.town, &folder(year))?;
        Ok::<_, Error>(waiting.chain(gone).collect::<Vec<_>>())
    })?;
    list.sort_by_key(|it| (std::cmp::Reverse(it.value.at), it.id.clone()));
    Ok(list.into_iter().map(|it| (it.id, it.value)).collect())
}

/// Hands the next letter that is due over, and writes down what became of it; none where nothing is due. Called again and again by whoever
/// watches the clock; what two of them try at once is done once. Where nothing is due, nothing is written.
pub fn send_next(
    desk: &Desk,
    now: fn() -> Timestamp,
    carry: impl Fn(&Addressed) -> Answer,
    trouble: Trouble<'_>,
) -> Result<Option<Delivery>, Error> {
    for town in desk.municipalities()? {
        match send_of(desk, &town, now, &carry) {
            Ok(None) => {}
            Ok(sent) => return Ok(sent),
            Err(error) => trouble(&town, &error),
        }
    }
    Ok(None)
}

fn send_of(
    desk: &Desk,
    town: &MunicipalityCode,
    now: fn() -> Timestamp,
    carry: impl Fn(&Addressed) -> Answer,
) -> Result<Option<Delivery>, Error> {
    let waiting = desk.ledger.read(|tx| paper::list::<Outgoing>(tx, town, WAITING).map_err(Error::from))?;
    let mut due: Vec<Kept<Outgoing>> = waiting.into_iter().filter(|it| is_due(&it.value, now())).collect();
    due.sort_by_key(|it| it.value.at);
    for letter in due {
        if let Some(claimed) = claim(desk, town, letter, now())? {
            return hand_over(desk, town, claimed, now, carry).map(Some);
        }
    }
    Ok(None)
}

fn is_due(letter: &Outgoing, now: Timestamp) -> bool {
    match &letter.stand {
        Delivery::Waiting { next, .. } => *next <= now,
        Delivery::Claimed { since, .. } => since.duration_until(now) > HELD,
        Delivery::Sent { .. } | Delivery::Failed { .. } => false,
    }
}

/// Takes a letter into one's hands; none where somebody else was first.
fn claim(
    desk: &Desk,
    town: &MunicipalityCode,
    letter: Kept<Outgoing>,
    now: Timestamp,
) -> Result<Option<Kept<Outgoing>>, Error> {
    let tries = match &letter.value.stand {
        Delivery::Waiting { tries, .. } | Delivery::Claimed { tries, .. } => *tries,
        Delivery::Sent { .. } | Delivery::Failed { .. } => return Ok(None),
    };
    save(desk, town, letter, Delivery::Claimed { tries, since: now })
}

/// Saves a letter with another standing, and lays it among those of its year once nothing more will come of it; none where somebody else
/// was first.
fn save(
    desk: &Desk,
    town: &MunicipalityCode,
    letter: Kept<Outgoing>,
    stand: Delivery,
) -> Result<Option<Kept<Outgoing>>, Error> {
    let town = town.clone();
    desk.ledger.write(move |tx| {
        let is_over = matches!(stand, Delivery::Sent { .. } | Delivery::Failed { .. });
        let value = Outgoing { stand, ..letter.value };
        let revision = match paper::save(tx, &town, WAITING, &letter.id, &value, Some(letter.revision)) {
            Ok(revision) => revision,
            Err(LedgerError::StalePaper) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if is_over {
            paper::remove::<Outgoing>(tx, &town, WAITING, &letter.id)?;
            paper::save(tx, &town, &folder(value.year), &letter.id, &value, None)?;
        }
        Ok(Some(Kept { revision, value, ..letter }))
    })
}

fn hand_over(
    desk: &Desk,
    town: &MunicipalityCode,
    letter: Kept<Outgoing>,
    now: fn() -> Timestamp,
    carry: impl Fn(&Addressed) -> Answer,
) -> Result<Delivery, Error> {
    let to = letter.value.to.clone();
    let account = desk.ledger.read(|tx| paper::find::<Account>(tx, town, "", &to.0).map_err(Error::from))?;
    let account = account.map(|it| it.value).filter(|it| it.is_active(plan::decision::date_in_japan(now())));
    let answer = match account.and_then(|it| Some((it.name, it.mail?))) {
        None => Answer::Never("宛先の職員に、いまメールアドレスが登録されていません".to_owned()),
        Some((name, address)) => carry(&Addressed {
            id: format!("{town} {} {}", folder(letter.value.year), letter.id),
            name,
            address,
            subject: letter.value.subject.clone(),
            text: letter.value.text.clone(),
        }),
    };
    let stand = after(&letter.value, answer, now());
    save(desk, town, letter, stand.clone())?;
    Ok(stand)
}

/// What becomes of a letter by an answer.
fn after(letter: &Outgoing, answer: Answer, now: Timestamp) -> Delivery {
    let tries = match &letter.stand {
        Delivery::Claimed { tries, .. } | Delivery::Waiting { tries, .. } => tries.saturating_add(1),
        Delivery::Sent { .. } | Delivery::Failed { .. } => 1,
    };
    match answer {
        Answer::Taken(said) => Delivery::Sent { at: now, said },
        Answer::Never(said) => Delivery::Failed { at: now, said },
        Answer::NotNow(said) if letter.at.duration_until(now) >= GIVEN_UP => Delivery::Failed {
            at: now,
            said: format!("1日のあいだ{tries}回試しましたが、届けられませんでした。最後の応答：{said}"),
        },
        Answer::NotNow(said) => {
            Delivery::Waiting { tries, next: now.checked_add(pause(tries)).unwrap_or(now), said }
        }
    }
}
