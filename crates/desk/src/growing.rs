//! 対象を足す、取りやめる: elements and indicators that begin or end with a sheet. Nothing that was typed about them is lost.

use jiff::Timestamp;
use plan::form::About;
use plan::record::RecordId;
use plan::sheet::entry::{Addition, ending};
use plan::sheet::layout::{Subject, SubjectState};

use crate::filling::Filling;
use crate::sheet::{Opened, Place};
use crate::{Actor, Desk, Error};

/// What somebody wants of a sheet's subjects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Growth {
    /// 追加: a new one under another. Its id comes from the edge.
    Add {
        /// What it is: an element or an indicator.
        about: About,
        /// What it hangs on.
        under: RecordId,
        /// Its name for ever.
        id: RecordId,
    },
    /// 取りやめ: it ends with this sheet; what was only added on it goes again.
    End(RecordId),
    /// 取りやめをやめる: it stays after all.
    Stay(RecordId),
}

/// Adds or ends a subject, where the form lets the author do so.
pub fn grow(desk: &Desk, actor: &Actor, place: &Place, growth: &Growth, now: Timestamp) -> Result<(), Error> {
    let (here, actor, place, growth) = (desk.clone(), actor.clone(), place.clone(), growth.clone());
    crate::again(move || {
        let (inner, actor, place, growth) = (here.clone(), actor.clone(), place.clone(), growth.clone());
        here.ledger.write(move |tx| {
            let mut filling = Filling::begin(tx, &inner, actor, &place, now)?;
            let (field, text) = match &growth {
                Growth::Add { about, under, id } => {
                    let opened = filling.opened();
                    let may = offered(opened).into_iter().any(|it| it == (*about, under.clone()));
                    if !may {
                        return Err(Error::NotFound);
                    }
                    let addition = Addition { about: *about, under: under.clone() };
                    (Addition::field(id), addition.text())
                }
                Growth::End(id) => match subject(filling.opened(), id)?.standing {
                    SubjectState::Added { .. } => (Addition::field(id), String::new()),
                    _ => (ending(id), "取りやめ".to_owned()),
                },
                Growth::Stay(id) => (subject(filling.opened(), id).map(|_| ending(id))?, String::new()),
            };
            filling.mark(tx, field, &text)?;
            filling.finish(tx)
        })
    })
}

/// A subject of a part that grows.
fn subject(opened: &Opened, id: &RecordId) -> Result<Subject, Error> {
    let found = opened.layout().subjects.into_iter().find(|it| it.id == *id);
    found.filter(|it| grows(opened, it)).ok_or(Error::NotFound)
}

/// Whether subjects of its sort may be added and ended.
pub fn grows(opened: &Opened, subject: &Subject) -> bool {
    opened.form.parts.get(subject.part).is_some_and(|part| part.grows)
}

/// What may be added, and under what: elements under the plan, indicators under an element that does not end.
pub fn offered(opened: &Opened) -> Vec<(About, RecordId)> {
    let grows = |about| opened.form.parts.iter().any(|part| part.about == about && part.grows);
    let (elements, indicators) = (grows(About::Element), grows(About::Indicator));
    let offer = |it: &Subject| match it.about {
        About::Plan if elements => Some((About::Element, it.id.clone())),
        About::Element if indicators && !matches!(it.standing, SubjectState::Ended { .. }) => {
            Some((About::Indicator, it.id.clone()))
        }
        _ => None,
    };
    let mut offers: Vec<_> = opened.layout().subjects.iter().filter_map(offer).collect();
    offers.dedup();
    offers
}
