//! 票を決裁する: what was typed becomes a draft, and the draft the next decision, in one transaction with the sheet.

use std::collections::BTreeSet;

use jiff::Timestamp;
use plan::decision::{Change, Decision, DecisionNumber, Edit, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::life::{Act, Hand, Stand};
use plan::sheet::proposals::Compiled;

use crate::attaching::{self, Attached};
use crate::deciding::Grounds;
use crate::filling::save_sheet;
use crate::policy::Deed;
use crate::sheet::{self, Opened, Place, Seen};
use crate::{Actor, Desk, Error, reviewing};

/// 決裁する: the sheet as it was seen becomes the next decision. Where it changes nothing, the newest decision stands for it.
pub fn decide(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    grounds: &Grounds,
    seen: Seen,
) -> Result<DecisionNumber, Error> {
    let (here, actor, place) = (desk.clone(), actor.clone(), place.clone());
    let grounds = grounds.clone();
    crate::again(move || {
        let (inner, actor, place, grounds) = (here.clone(), actor.clone(), place.clone(), grounds.clone());
        here.ledger.write(move |tx| {
            let edition = inner.reserved(tx, &actor.town)?;
            actor.may(Deed::Decide, Some(&place.organisation), &edition)?;
            let mut opened = sheet::load(tx, edition, &actor, &place)?;
            let hand = actor.hand(Role::Planning, (&place.organisation, &opened.edition), seen.at);
            if let Some(number) = again(&opened, &hand, seen) {
                return Ok(number);
            }
            let alone = opened.edition.profile().is_some_and(|it| it.one_person_decides);
            opened.sheet.may_be_decided(&hand, seen.version, alone)?;

            let evidence = attaching::list(tx, &actor.town, &place)?;
            let decision = decision(&actor, (&opened, evidence), &grounds, seen.at)?;

            let number = decision.as_ref().map_or(opened.edition.number(), |it| it.number);
            if let Some(decision) = &decision {
                ledger::decision::append(tx, decision)?;
            }
            opened.sheet.decide(&hand, seen.version, (number, decision.is_some()), alone)?;
            save_sheet(tx, &actor, &opened)?;
            Ok(number)
        })
    })
}

/// The decision that the same form made, where it was sent twice.
fn again(opened: &Opened, hand: &Hand, seen: Seen) -> Option<DecisionNumber> {
    match opened.sheet.stand() {
        Stand::Decided { number } => reviewing::again(opened, Act::Decided, hand, seen).then_some(number),
        _ => None,
    }
}

/// 決裁したときの姿: all that the decision of a sheet would change, as it stands: what is typed, what ends, and the files beside it.
#[derive(Clone, Debug)]
pub struct ForeseenSheet {
    /// The changes, as they would stand in the decision.
    pub edits: Vec<Edit>,
    /// The edition with them.
    pub after: Edition,
    /// このままでは決裁できない欄: how many; once they are mended the changes are others.
    pub unsettled: usize,
}

/// Looks ahead, whoever decides it. Files are left out where none are given.
pub(crate) fn foresee(opened: &Opened, files: Vec<Attached>, by: &StaffId, at: Timestamp) -> ForeseenSheet {
    let Compiled { proposals, problems, overtaken, .. } = opened.compiled();
    let unsettled: BTreeSet<_> = problems.iter().map(|it| &it.field).chain(&overtaken).collect();
    let edits = edits(opened, proposals, files);
    let before = &*opened.edition;
    let after = if edits.is_empty() { before.clone() } else { before.imagined(edits.clone(), by, at) };
    ForeseenSheet { edits, after, unsettled: unsettled.len() }
}

/// 廃止されるもの: records that end with the decision of a sheet. No field of it says so.
pub fn ended(opened: &Opened) -> Vec<RecordId> {
    let edits = edits(opened, opened.compiled().proposals, vec![]).into_iter();
    let retired = edits.filter(|edit| matches!(edit.change, Change::Retire(_)));
    retired.map(|edit| edit.change.id().clone()).collect()
}

fn edits(opened: &Opened, mut proposals: Vec<Proposal>, files: Vec<Attached>) -> Vec<Edit> {
    proposals.extend(attaching::record(opened, files).map(Proposal::put));
    draft::edits(proposals, &opened.edition)
}

/// Whether the sheet could be decided by somebody as it stands: everything that its decision would ask, without making it.
pub(crate) fn decidable(
    actor: &Actor,
    opened: &Opened,
    files: Vec<Attached>,
    at: Timestamp,
) -> Result<(), Error> {
    decision(actor, (opened, files), &Grounds::of(&opened.stage.title), at).map(drop)
}

/// The decision that the sheet makes; none where it changes nothing.
fn decision(
    actor: &Actor,
    (opened, evidence): (&Opened, Vec<Attached>),
    grounds: &Grounds,
    at: Timestamp,
) -> Result<Option<Decision>, Error> {
    let Compiled { proposals, problems, overtaken, .. } = opened.compiled();
    if !overtaken.is_empty() {
        return Err(decided_meanwhile(overtaken.len()));
    }
    if let Some(problem) = problems.first() {
        return Err(Error::invalid("sheet", problem.ja.clone(), problem.en.clone()));
    }
    let edits = edits(opened, proposals, evidence);
    if edits.is_empty() {
        return Ok(None);
    }
    let draft = Draft {
        id: DraftId(format!("sheet {}", opened.place.folder())),
        title: opened.stage.title.clone(),
        by: actor.id.clone(),
        begun: at,
        authors: [].into(),
        sources: vec![],
        edits,
    };
    let decision = draft.decide(&opened.edition, actor.id.clone(), &grounds.reason, at)?;
    let office = Some(office(actor, &opened.edition));
    Ok(Some(Decision { office, erratum: grounds.erratum(), ..decision }))
}

/// Nobody's decision is overwritten unseen: whoever typed compares, and saves again.
fn decided_meanwhile(fields: usize) -> Error {
    Error::invalid(
        "sheet",
        format!(
            "記入のあとに、ほかの決裁で内容が変わった欄が{fields}件あります。差し戻して、決裁済みの内容と見比べて保存し直してもらってください"
        ),
        format!(
            "{fields} fields were decided otherwise after they were typed: return the sheet, so that they are compared and saved again"
        ),
    )
}

/// 決裁した課: the organisation of the post by which it is decided, or the name of the role.
pub(crate) fn office(actor: &Actor, edition: &Edition) -> String {
    let mut held = actor.posts.iter().filter(|post| post.is_held(actor.today) && post.role == Role::Planning);
    let named = held.find_map(|post| edition.find::<Organisation>(post.organisation.as_ref()?));
    named.map_or_else(|| Role::Planning.name().0.to_owned(), |it| it.name_on(actor.today).to_owned())
}
