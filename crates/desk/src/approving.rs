//! 一括承認: several sheets that wait for one person, looked through together and approved one by one, each as it was seen.

use jiff::Timestamp;
use plan::check::Finding;
use plan::organisation::Organisation;
use plan::role::Role;
use plan::sheet::life::Act;
use plan::sheet::request::{Request, RequestKind};

use crate::checking::{self, Noted};
use crate::deciding::Grounds;
use crate::policy::Deed;
use crate::reviewing::{is_turn_of, whose};
use crate::sheet::{self, Opened, Place, Seen};
use crate::{Actor, Desk, Error, reviewing, settling};

/// So many sheets at once: more, and nobody looks at them.
pub const MOST: usize = 100;

/// A sheet that somebody would approve, with all that they should see first.
#[derive(Debug)]
pub struct Candidate {
    /// The sheet as it is now.
    pub opened: Opened,
    /// As whom it is approved; none where it is not their turn.
    pub role: Option<Role>,
    /// What its checks say that was not so before.
    pub findings: Vec<Finding>,
    /// Why it cannot be approved.
    pub against: Option<Error>,
}

impl Candidate {
    /// Requests for a change that nobody has answered.
    pub fn open_demands(&self) -> usize {
        let open = |it: &&Request| it.kind == RequestKind::Demand && it.is_open();
        self.opened.sheet.requests().iter().filter(open).count()
    }

    /// Whether a look of its own is due before it is approved among others: somebody waits for an answer, or a check says that it would
    /// be wrong in public.
    pub fn wants_a_look(&self) -> bool {
        let grave = |it: &Finding| it.severity() >= plan::check::Severity::Stop;
        self.open_demands() > 0 || self.findings.iter().any(grave)
    }
}

/// Looks at sheets before they are approved together. What the reader may not see is left out.
pub fn look(desk: &Desk, actor: &Actor, places: &[Place], at: Timestamp) -> Result<Vec<Candidate>, Error> {
    is_few(places.len())?;
    let mut list: Vec<Candidate> = vec![];
    for place in places {
        if list.iter().any(|it| it.opened.place == *place) {
            continue;
        }
        match sheet::open(desk, actor, place) {
            Ok(opened) => list.push(candidate(actor, opened, at)),
            Err(Error::NotFound | Error::Forbidden(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(list)
}

fn candidate(actor: &Actor, opened: Opened, at: Timestamp) -> Candidate {
    let turn = is_turn_of(actor, &opened.sheet, &opened.place.organisation, &opened.edition);
    let role = whose(&opened.sheet).filter(|_| turn);
    let against = against(actor, &opened, role, at).err();
    let noted = checking::sheet(&opened, &actor.id, at);
    let findings = noted.into_iter().filter(|it: &Noted| it.is_new).map(|it| it.finding).collect();
    Candidate { opened, role, findings, against }
}

/// Everything that would be asked, without doing it.
fn against(actor: &Actor, opened: &Opened, role: Option<Role>, at: Timestamp) -> Result<(), Error> {
    let Some(role) = role else {
        return Err(plan::sheet::refusal::Refusal::NotYourTurn(opened.sheet.stand()).into());
    };
    if role != Role::Planning {
        return Ok(());
    }
    let hand = actor.hand(role, (&opened.place.organisation, &opened.edition), at);
    let alone = opened.edition.profile().is_some_and(|it| it.one_person_decides);
    opened.sheet.may_be_decided(&hand, opened.sheet.version(), alone)?;
    settling::foreseen(actor, opened, at)
}

/// What became of one sheet.
#[derive(Debug)]
pub struct Outcome {
    /// Which.
    pub place: Place,
    /// As whom it was approved, or why it was not.
    pub done: Result<Role, Error>,
}

/// Approves sheets, each as it was seen and in a transaction of its own: one that changed meanwhile keeps back itself and no other. The
/// reason of each decision names its organisation.
pub fn approve(
    desk: &Desk,
    actor: &Actor,
    asked: &[(Place, Seen)],
    reason: &str,
) -> Result<Vec<Outcome>, Error> {
    is_few(asked.len())?;
    let mut outcomes: Vec<Outcome> = vec![];
    for (place, seen) in asked {
        if outcomes.iter().any(|it| it.place == *place) {
            continue;
        }
        outcomes.push(Outcome { place: place.clone(), done: one(desk, actor, place, reason, *seen) });
    }
    Ok(outcomes)
}

fn one(desk: &Desk, actor: &Actor, place: &Place, reason: &str, seen: Seen) -> Result<Role, Error> {
    let opened = sheet::open(desk, actor, place)?;
    if let Some(role) = repeated(actor, &opened, seen) {
        return Ok(role);
    }
    let stand = opened.sheet.stand();
    let role = whose(&opened.sheet).ok_or(plan::sheet::refusal::Refusal::NotYourTurn(stand))?;
    let deed = if role == Role::Planning { Deed::Decide } else { Deed::Pass };
    actor.may(deed, Some(&place.organisation), &opened.edition)?;
    match role {
        Role::Planning => {
            settling::decide(desk, actor, place, &Grounds::of(named(reason, &opened)), seen).map(drop)?;
        }
        _ => reviewing::pass(desk, actor, place, seen)?,
    }
    Ok(role)
}

/// As whom the same form approved it before, where it was sent twice.
fn repeated(actor: &Actor, opened: &Opened, seen: Seen) -> Option<Role> {
    let last = opened.sheet.events().last().filter(|it| matches!(it.act, Act::Passed | Act::Decided))?;
    let hand = actor.hand(last.role, (&opened.place.organisation, &opened.edition), seen.at);
    reviewing::again(opened, last.act, &hand, seen).then_some(last.role)
}

/// The reason of one of several decisions: they stand side by side in the history. A blank one stays blank, and is refused.
fn named(reason: &str, opened: &Opened) -> String {
    let organisation = opened.edition.find::<Organisation>(&opened.place.organisation);
    let name = organisation.map_or("", |it| it.name_on(opened.stage.to));
    if reason.trim().is_empty() || reason.contains(name) {
        reason.to_owned()
    } else {
        format!("{reason}　{name}")
    }
}

fn is_few(count: usize) -> Result<(), Error> {
    if count <= MOST {
        return Ok(());
    }
    Err(Error::invalid(
        "sheet",
        format!("{count}件あります。一度に{MOST}件までにしてください"),
        format!("there are {count} sheets; {MOST} at once are the most"),
    ))
}
