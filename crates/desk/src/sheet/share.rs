//! 担当分: what of a sheet a section writes where an organisation above it owes the sheet, and hands it in.

use std::collections::{HashMap, HashSet};

use plan::element::Element;
use plan::form::Asks;
use plan::record::RecordId;
use plan::role::Role;
use plan::sheet::layout::Layout;
use plan::sheet::life::Stand;

use super::Opened;
use crate::filling::deed;
use crate::policy::{Deed, Relation};
use crate::{Actor, Error, is_by_share};

/// 書ける範囲 of somebody on one sheet, worked out once for all of its fields.
#[derive(Clone, Debug, Default)]
pub struct Share {
    /// The subjects in the charge of their own organisation, where an organisation above owes the sheet and they write in it by that
    /// alone; none: it is not so. Who reads all of the sheet by another post writes in no more of it for that.
    own: Option<HashSet<RecordId>>,
}

impl Share {
    /// Of somebody, as the sheet is laid out.
    pub fn of(actor: &Actor, opened: &Opened, layout: &Layout) -> Self {
        let stands = actor.stands(Deed::WriteText, Some(&opened.place.organisation), &opened.edition);
        let by_share = stands.is_ok_and(|(role, relation)| is_by_share(role, relation));
        Self { own: by_share.then(|| in_charge(actor, opened, layout)) }
    }

    /// Whether somebody writes the text of a part of the sheet only, and hands nothing in.
    pub fn is_part(&self) -> bool {
        self.own.is_some()
    }

    /// Whether a subject lies in their charge; everything does where the whole sheet is theirs.
    pub fn has(&self, subject: &RecordId) -> bool {
        self.own.as_ref().is_none_or(|own| own.contains(subject))
    }

    /// Whether nothing of the sheet is theirs.
    pub(crate) fn is_nothing(&self) -> bool {
        self.own.as_ref().is_some_and(HashSet::is_empty)
    }

    /// As which role somebody may write in a field of a subject now: by the policy table, by the sheet's way, and by what is theirs.
    /// Without a subject: in what is about the sheet as a whole. Of several posts, by that whose turn it is.
    pub fn may_write(
        &self,
        actor: &Actor,
        opened: &Opened,
        (subject, asks): (Option<&RecordId>, Asks),
    ) -> Result<Role, Error> {
        let deed = deed(asks);
        let mut open: Vec<_> =
            actor.open_by(deed, Some(&opened.place.organisation), &opened.edition).collect();
        open.sort_by_key(|(role, relation)| is_by_share(*role, *relation));
        let mut refused = None;
        for (role, relation) in open {
            match self.may_write_by((role, relation), opened, (subject, deed)) {
                Ok(()) => return Ok(role),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        Err(refused.unwrap_or(Error::Forbidden(deed)))
    }

    /// Whether one post is enough.
    fn may_write_by(
        &self,
        (role, relation): (Role, Relation),
        opened: &Opened,
        (subject, deed): (Option<&RecordId>, Deed),
    ) -> Result<(), Error> {
        opened.sheet.may_write(role).map_err(Error::Sheet)?;
        if !is_by_share(role, relation) {
            return Ok(());
        }
        if !self.own.as_ref().zip(subject).is_some_and(|(own, subject)| own.contains(subject)) {
            return Err(Error::Forbidden(deed));
        }
        // Whose turn it is in the department is nobody's in the section, though the role has the same name.
        match opened.sheet.stand() {
            Stand::NotBegun | Stand::Writing => Ok(()),
            stand => Err(plan::sheet::refusal::Refusal::NotYourTurn(stand).into()),
        }
    }
}

/// The elements of which an own organisation is in charge on the day the stage begins, with what stands below them.
fn in_charge(actor: &Actor, opened: &Opened, layout: &Layout) -> HashSet<RecordId> {
    let edition = &opened.edition;
    let mut known: HashMap<RecordId, bool> = HashMap::new();
    let mut is_own = |id: &RecordId| {
        let stands = || actor.stands(Deed::WriteText, Some(id), edition);
        *known.entry(id.clone()).or_insert_with(|| stands().is_ok_and(|(_, it)| it == Relation::Own))
    };
    let mut own: HashSet<RecordId> = HashSet::new();
    // A subject comes after the one it stands under.
    for subject in &layout.subjects {
        let owner = edition.find::<Element>(&subject.id);
        let owner = owner.and_then(|it| it.organisations_on(opened.stage.from).first().cloned());
        let is = match owner {
            Some(owner) => is_own(&owner),
            None => subject.under.as_ref().is_some_and(|under| own.contains(under)),
        };
        if is {
            own.insert(subject.id.clone());
        }
    }
    own
}
