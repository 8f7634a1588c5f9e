//! 審査する: a sheet goes from hand to hand: submitted, confirmed, returned, asked about, pulled back.

use jiff::Timestamp;
use plan::edition::Edition;
use plan::form::FieldId;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::{Act, Back, Hand, Lacks, Sheet};
use plan::sheet::request::{Request, RequestId, RequestKind};

use crate::filling::save_sheet;
use crate::policy::Deed;
use crate::sheet::{self, Opened, Place, Seen};
use crate::{Actor, Desk, Error};

/// 提出する.
pub fn submit(desk: &Desk, actor: &Actor, place: &Place, seen: Seen) -> Result<(), Error> {
    step(desk, actor, place, (Deed::Submit, seen.at), move |opened, hand| {
        if again(opened, Act::Submitted, hand, seen) {
            return Ok(());
        }
        let lacks = lacks(opened);
        let route = opened.work.route.clone();
        Ok(opened.sheet.submit(hand, seen.version, &lacks, &route)?)
    })
}

/// What keeps a sheet from being submitted: required fields in which nothing stands, and what could not be decided.
pub fn lacks(opened: &Opened) -> Lacks {
    opened.compiled().lacks(&opened.form, &opened.layout(), &opened.entries())
}

/// 確認・承認する: by the role whose turn it is.
pub fn pass(desk: &Desk, actor: &Actor, place: &Place, seen: Seen) -> Result<(), Error> {
    step(desk, actor, place, (Deed::Pass, seen.at), move |opened, hand| {
        if again(opened, Act::Passed, hand, seen) {
            return Ok(());
        }
        let route = opened.work.route.clone();
        Ok(opened.sheet.pass(hand, seen.version, &route)?)
    })
}

/// 差し戻す: with a reason, or at least one request for a change.
pub fn send_back(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    seen: Seen,
    back: Back,
    reason: &str,
) -> Result<(), Error> {
    let reason = reason.to_owned();
    step(desk, actor, place, (Deed::Return, seen.at), move |opened, hand| {
        if again(opened, Act::Returned, hand, seen) {
            return Ok(());
        }
        let route = opened.work.route.clone();
        Ok(opened.sheet.send_back(hand, seen.version, (back, &reason), &route)?)
    })
}

/// 引き戻す.
pub fn pull_back(desk: &Desk, actor: &Actor, place: &Place, seen: Seen) -> Result<(), Error> {
    step(desk, actor, place, (Deed::Submit, seen.at), move |opened, hand| {
        let again = again(opened, Act::PulledBack, hand, seen);
        if again { Ok(()) } else { Ok(opened.sheet.pull_back(hand)?) }
    })
}

/// 訂正のために開き直す.
pub fn reopen(desk: &Desk, actor: &Actor, place: &Place, reason: &str, seen: Seen) -> Result<(), Error> {
    let reason = reason.to_owned();
    step(desk, actor, place, (Deed::Decide, seen.at), move |opened, hand| {
        let again = again(opened, Act::Reopened, hand, seen);
        if again { Ok(()) } else { Ok(opened.sheet.reopen(hand, &reason)?) }
    })
}

/// もう一度: whether the very step was taken already by the same hand from the same page: it is done, and done once.
pub(crate) fn again(opened: &Opened, act: Act, hand: &Hand, seen: Seen) -> bool {
    seen.steps.is_some_and(|steps| opened.sheet.is_repeated(act, &hand.by, (seen.version, steps)))
}

/// What is asked about a field, or about the sheet.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The request's name, from the edge.
    pub id: RequestId,
    /// Which field; none: the sheet.
    pub field: Option<FieldId>,
    /// The words it is about.
    pub quote: String,
    /// 質問, 修正依頼, 参考.
    pub kind: RequestKind,
    /// What is said.
    pub text: String,
}

/// 質問や修正依頼を書く.
pub fn ask(desk: &Desk, actor: &Actor, place: &Place, asking: Asking, at: Timestamp) -> Result<(), Error> {
    step(desk, actor, place, (Deed::Ask, at), move |opened, hand| {
        if !is_quoted(opened, &asking)? {
            return Err(plan::sheet::refusal::Refusal::NotQuoted(asking.quote.clone()).into());
        }
        let Asking { id, field, quote, kind, text } = asking.clone();
        let text = text.trim().to_owned();
        let request =
            Request { id, field, quote, kind, text, by: hand.by.clone(), at: hand.at, answer: None };
        Ok(opened.sheet.ask(request)?)
    })
}

/// Whether the quoted words stand in the field, or anywhere on the sheet where it is about all of it: as it is now, or as it was
/// decided, for both are shown to those who review. Where no words are quoted, none have to stand anywhere.
fn is_quoted(opened: &Opened, asking: &Asking) -> Result<bool, Error> {
    let (layout, entries) = (opened.layout(), opened.entries());
    let about: Vec<_> = match &asking.field {
        Some(field) => vec![layout.field(field).ok_or(Error::NotFound)?],
        None => layout.fields().collect(),
    };
    let stands = |text: &str| plan::sheet::request::stands(&asking.quote, text);
    Ok(asking.quote.trim().is_empty()
        || about.iter().any(|(_, asked)| stands(asked.text(&entries)) || stands(&asked.current)))
}

/// 対応を書く: the checklist of whoever mends the sheet.
pub fn answer(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    id: &RequestId,
    text: &str,
    at: Timestamp,
) -> Result<(), Error> {
    let (id, text) = (id.clone(), text.to_owned());
    step(desk, actor, place, (Deed::Ask, at), move |opened, hand| {
        Ok(opened.sheet.answer(&id, &text, &hand.by, hand.at)?)
    })
}

/// One step of a sheet: permit, load, step, save. Somebody who saved in the same moment makes it look again.
fn step(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    (deed, at): (Deed, Timestamp),
    take: impl Fn(&mut Opened, &Hand) -> Result<(), Error> + Clone + Send + 'static,
) -> Result<(), Error> {
    let (here, actor, place) = (desk.clone(), actor.clone(), place.clone());
    crate::again(move || {
        let (inner, actor, place, take) = (here.clone(), actor.clone(), place.clone(), take.clone());
        here.ledger.write(move |tx| {
            let edition = inner.current(tx, &actor.town)?;
            let role = actor.may(deed, Some(&place.organisation), &edition)?;
            let mut opened = sheet::load(tx, edition, &actor, &place)?;
            let role = turn(&actor, deed, &opened).unwrap_or(role);
            let hand = actor.hand(role, (&place.organisation, &opened.edition), at);
            take(&mut opened, &hand)?;
            save_sheet(tx, &actor, &opened)?;
            Ok(())
        })
    })
}

/// Of several posts, that whose turn it is: a department head who also stands in for a section chief acts as either.
fn turn(actor: &Actor, deed: Deed, opened: &Opened) -> Option<Role> {
    let wanted = whose(&opened.sheet)?;
    actor.may_as(deed, wanted, Some(&opened.place.organisation), &opened.edition).then_some(wanted)
}

/// Whether the next step of a sheet that was handed in is somebody's: by their post, and by the policy table.
pub fn is_turn_of(actor: &Actor, sheet: &Sheet, organisation: &RecordId, edition: &Edition) -> bool {
    let Some(role) = whose(sheet) else { return false };
    let deed = if role == Role::Planning { Deed::Decide } else { Deed::Pass };
    actor.may_as(deed, role, Some(organisation), edition)
}

/// Whose turn it is.
pub fn whose(sheet: &Sheet) -> Option<Role> {
    match sheet.stand() {
        plan::sheet::life::Stand::With { role, .. } => Some(role),
        plan::sheet::life::Stand::Reviewing => Some(Role::Planning),
        _ => None,
    }
}
