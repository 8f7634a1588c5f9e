//! 一括承認: several sheets that wait for one person, looked through together and approved one by one, each as it was seen.

use jiff::Timestamp;
use plan::check::Finding;
use plan::organisation::Organisation;
use plan::role::Role;
use plan::sheet::life::Act;
use plan::sheet::refusal::Refusal;
use plan::sheet::request::{Request, RequestKind};

use crate::attaching::{self, Attached};
use crate::checking::{self, Noted};
use crate::deciding::Grounds;
use crate::policy::Deed;
use crate::reviewing::{is_turn_of, whose};
use crate::settling::ForeseenSheet;
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
    /// All that its decision would change.
    pub foreseen: ForeseenSheet,
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

/// Looks at sheets before they are approved together, one after the other, for each holds an edition of its own: what is told of it is
/// kept. What the reader may not see is left out.
pub fn look<T>(
    desk: &Desk,
    actor: &Actor,
    places: &[Place],
    at: Timestamp,
    mut tell: impl FnMut(Candidate) -> T,
) -> Result<Vec<T>, Error> {
    is_few(places.len())?;
    let mut told = vec![];
    for (at_place, place) in places.iter().enumerate() {
        if places[..at_place].contains(place) {
            continue;
        }
        match candidate(desk, actor, place, at) {
            Ok(candidate) => told.push(tell(candidate)),
            Err(Error::NotFound | Error::Forbidden(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(told)
}

fn candidate(desk: &Desk, actor: &Actor, place: &Place, at: Timestamp) -> Result<Candidate, Error> {
    let (opened, files) = desk.ledger.read(|tx| {
        let opened = sheet::read(tx, desk, actor, place)?;
        Ok::<_, Error>((opened, attaching::list(tx, &actor.town, place)?))
    })?;
    let turn = is_turn_of(actor, &opened.sheet, &opened.place.organisation, &opened.edition);
    let role = whose(&opened.sheet).filter(|_| turn);
    let against = against(actor, (&opened, files.clone()), role, at).err();
    let foreseen = settling::foresee(&opened, files, &actor.id, at);
    let noted = checking::brought_by(&opened, &foreseen, at);
    let findings = noted.into_iter().filter(|it: &Noted| it.is_new).map(|it| it.finding).collect();
    Ok(Candidate { opened, role, foreseen, findings, against })
}

/// Everything that would be asked, without doing it.
fn against(
    actor: &Actor,
    (opened, files): (&Opened, Vec<Attached>),
    role: Option<Role>,
    at: Timestamp,
) -> Result<(), Error> {
    let Some(role) = role else {
        return Err(Refusal::NotYourTurn(opened.sheet.stand()).into());
    };
    if role != Role::Planning {
        return Ok(());
    }
    let hand = actor.hand(role, (&opened.place.organisation, &opened.edition), at);
    let alone = opened.edition.profile().is_some_and(|it| it.one_person_decides);
    opened.sheet.may_be_decided(&hand, opened.sheet.version(), alone)?;
    settling::decidable(actor, opened, files, at)
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
/// reason of each decision names its organisation; without a reason nothing is done where any of them would be decided.
pub fn approve(
    desk: &Desk,
    actor: &Actor,
    asked: &[(Place, Seen)],
    reason: &str,
) -> Result<Vec<Outcome>, Error> {
    is_few(asked.len())?;
    if reason.trim().is_empty() && asked.iter().any(|(place, seen)| is_decided(desk, actor, place, *seen)) {
        return Err(Error::invalid("reason", "理由を書いてください", "write the reason"));
    }
    let mut outcomes: Vec<Outcome> = vec![];
    for (place, seen) in asked {
        if outcomes.iter().any(|it| it.place == *place) {
            continue;
        }
        outcomes.push(Outcome { place: place.clone(), done: one(desk, actor, place, reason, *seen) });
    }
    Ok(outcomes)
}

/// Whether approving a sheet is deciding it now, as it was seen.
fn is_decided(desk: &Desk, actor: &Actor, place: &Place, seen: Seen) -> bool {
    sheet::open(desk, actor, place).is_ok_and(|it| {
        let turn = is_turn_of(actor, &it.sheet, &place.organisation, &it.edition);
        let planning = turn && whose(&it.sheet) == Some(Role::Planning);
        planning && it.sheet.version() == seen.version && repeated(actor, &it, seen).is_none()
    })
}

fn one(desk: &Desk, actor: &Actor, place: &Place, reason: &str, seen: Seen) -> Result<Role, Error> {
    let opened = sheet::open(desk, actor, place)?;
    if let Some(role) = repeated(actor, &opened, seen) {
        return Ok(role);
    }
    let role = whose(&opened.sheet).ok_or(Refusal::NotYourTurn(opened.sheet.stand()))?;
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

/// The reason of one of several decisions: they stand side by side in the history, so each names its organisation, whatever the words
/// before it hold: 総務課 stands in 総務課分室 too. A blank one stays blank, and is refused.
fn named(reason: &str, opened: &Opened) -> String {
    let id = &opened.place.organisation;
    let organisation = opened.edition.find::<Organisation>(id);
    let name = organisation.map_or(id.as_str(), |it| it.name_on(opened.stage.to));
    match reason.trim_end() {
        "" => String::new(),
        reason => format!("{reason}　{name}"),
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
