//! 審査する: a sheet goes from hand to hand: submitted, confirmed, returned, asked about, pulled back.

use jiff::Timestamp;
use plan::edition::Edition;
use plan::form::FieldId;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::{Back, Hand, Lacks, Sheet};
use plan::sheet::request::{Request, RequestId, RequestKind};

use crate::filling::save_sheet;
use crate::policy::Deed;
use crate::sheet::{self, Opened, Place, Seen};
use crate::{Actor, Desk, Error};

/// 提出する.
pub fn submit(desk: &Desk, actor: &Actor, place: &Place, seen: Seen) -> Result<(), Error> {
    step(desk, actor, place, Deed::Submit, seen.at, move |opened, hand| {
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
    step(desk, actor, place, Deed::Pass, seen.at, move |opened, hand| {
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
    step(desk, actor, place, Deed::Return, seen.at, move |opened, hand| {
        let route = opened.work.route.clone();
        Ok(opened.sheet.send_back(hand, seen.version, (back, &reason), &route)?)
    })
}

/// 引き戻す.
pub fn pull_back(desk: &Desk, actor: &Actor, place: &Place, at: Timestamp) -> Result<(), Error> {
    step(desk, actor, place, Deed::Submit, at, |opened, hand| Ok(opened.sheet.pull_back(hand)?))
}

/// 訂正のために開き直す.
pub fn reopen(desk: &Desk, actor: &Actor, place: &Place, reason: &str, at: Timestamp) -> Result<(), Error> {
    let reason = reason.to_owned();
    step(desk, actor, place, Deed::Decide, at, move |opened, hand| Ok(opened.sheet.reopen(hand, &reason)?))
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
    step(desk, actor, place, Deed::Ask, at, move |opened, hand| {
        let known = |field: &FieldId| opened.layout().field(field).is_some();
        if asking.field.as_ref().is_some_and(|field| !known(field)) {
            return Err(Error::NotFound);
        }
        let Asking { id, field, quote, kind, text } = asking.clone();
        let text = text.trim().to_owned();
        let request =
            Request { id, field, quote, kind, text, by: hand.by.clone(), at: hand.at, answer: None };
        Ok(opened.sheet.ask(request)?)
    })
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
    step(desk, actor, place, Deed::Ask, at, move |opened, hand| {
        Ok(opened.sheet.answer(&id, &text, &hand.by, hand.at)?)
    })
}

/// One step of a sheet: permit, load, step, save. Somebody who saved in the same moment makes it look again.
fn step(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    deed: Deed,
    at: Timestamp,
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
            take(&mut opened, &Hand { by: actor.id.clone(), role, at })?;
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
