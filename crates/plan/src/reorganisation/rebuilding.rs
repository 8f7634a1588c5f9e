//! 組織そのもの: what each organisation becomes, aspect by aspect.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::refusal::Refusal;
use super::{Reorganisation, Step};
use crate::edition::Edition;
use crate::handover::Stood;
use crate::organisation::{Ended, Name, Organisation};
use crate::record::RecordId;

/// The organisations as they become, and who shares whose work.
#[derive(Default)]
pub(super) struct Rebuilt {
    pub(super) organisations: BTreeMap<RecordId, Organisation>,
    /// Who has the work of an organisation from the day on; itself among them where it goes on.
    pub(super) heirs: BTreeMap<RecordId, Vec<RecordId>>,
    /// What of which was touched: no two steps may touch the same.
    touched: BTreeSet<(RecordId, Aspect)>,
    refused: Vec<Refusal>,
}

/// What a step touches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Aspect {
    Founding,
    Name,
    Place,
    Work,
}

pub(super) fn rebuild(wanted: &Reorganisation, edition: &Edition) -> Result<Rebuilt, Vec<Refusal>> {
    let mut rebuilt = Rebuilt::default();
    if wanted.steps.is_empty() {
        return Err(vec![Refusal::NothingHappens]);
    }
    // What is new must be there before anything can go to it: the one order that is kept, whatever the order of the steps.
    let (new, old): (Vec<&Step>, Vec<&Step>) =
        wanted.steps.iter().partition(|it| matches!(it, Step::Establish { .. }));
    for step in new.into_iter().chain(old) {
        rebuilt.take(step, wanted, edition);
    }
    rebuilt.refuse_heirs_that_end(wanted.effective);
    rebuilt.refuse_changes_of_what_ends(wanted.effective);
    rebuilt.refuse_places_that_end(wanted, edition);
    rebuilt.refuse_circles(edition);
    let Rebuilt { refused, .. } = &mut rebuilt;
    let mut refused = std::mem::take(refused);
    refused.sort();
    refused.dedup();
    if refused.is_empty() { Ok(rebuilt) } else { Err(refused) }
}

impl Rebuilt {
    fn take(&mut self, step: &Step, wanted: &Reorganisation, edition: &Edition) {
        match step {
            Step::Establish { organisation, name, under } => {
                self.establish(organisation, name, under.as_ref(), wanted, edition);
            }
            Step::Rename { organisation, name } => self.rename(organisation, name, wanted, edition),
            Step::Move { organisation, under } => self.shift(organisation, under.as_ref(), wanted, edition),
            Step::Merge { from, into } => {
                if from.is_empty() {
                    self.refused.push(Refusal::NobodyNamed);
                }
                from.iter().for_each(|it| self.hand(it, std::slice::from_ref(into), wanted, edition));
            }
            Step::Split { organisation, into } => {
                let others: BTreeSet<&RecordId> = into.iter().collect();
                if others.len() < 2 {
                    self.refused.push(Refusal::TooFew(organisation.clone()));
                }
                self.hand(organisation, into, wanted, edition);
            }
            Step::Abolish { organisation } => self.hand(organisation, &[], wanted, edition),
        }
    }

    /// The organisation as it is or becomes, if it is there on the day.
    fn there(
        &mut self,
        id: &RecordId,
        wanted: &Reorganisation,
        edition: &Edition,
    ) -> Option<&mut Organisation> {
        if !self.organisations.contains_key(id) {
            let found = edition.find::<Organisation>(id);
            let Some(found) = found.filter(|it| it.is_active(wanted.effective)) else {
                self.refused.push(Refusal::NotThere(id.clone()));
                return None;
            };
            self.organisations.insert(id.clone(), found.clone());
        }
        self.organisations.get_mut(id)
    }

    fn touch(&mut self, id: &RecordId, aspect: Aspect) -> bool {
        let first = self.touched.insert((id.clone(), aspect));
        if !first {
            self.refused.push(Refusal::Twice(id.clone()));
        }
        first
    }

    fn establish(
        &mut self,
        id: &RecordId,
        name: &str,
        under: Option<&RecordId>,
        wanted: &Reorganisation,
        edition: &Edition,
    ) {
        if !self.touch(id, Aspect::Founding) {
            return;
        }
        if edition.get(id).is_some() || !edition.history(id).is_empty() {
            return self.refused.push(Refusal::IdTaken(id.clone()));
        }
        let Some(name) = self.named(id, name) else { return };
        let last = edition.all::<Organisation>().map(|(_, it)| it.order).max().unwrap_or_default();
        let names = vec![Name { text: name, since: Some(wanted.effective) }];
        let founded = Some(wanted.effective);
        let order = last.saturating_add(1);
        let new = Organisation { parent: under.cloned(), founded, names, order, ..Organisation::new("") };
        self.organisations.insert(id.clone(), new);
    }

    /// A name that can be one.
    fn named(&mut self, id: &RecordId, name: &str) -> Option<String> {
        let name = name.trim();
        let fits = !name.is_empty() && name.chars().count() <= 100 && !name.contains(char::is_control);
        if !fits {
            self.refused.push(Refusal::NoName(id.clone()));
        }
        fits.then(|| name.to_owned())
    }

    fn rename(&mut self, id: &RecordId, name: &str, wanted: &Reorganisation, edition: &Edition) {
        if !self.touch(id, Aspect::Name) {
            return;
        }
        let (Some(name), day) = (self.named(id, name), wanted.effective) else { return };
        let Some(it) = self.there(id, wanted, edition) else { return };
        let later = it.names.last().and_then(|it| it.since).is_some_and(|since| since >= day);
        let same = it.name_on(day) == name;
        if same || later {
            let why = if same { Refusal::SameName(id.clone()) } else { Refusal::LaterChange(id.clone()) };
            return self.refused.push(why);
        }
        it.names.push(Name { text: name, since: Some(day) });
    }

    fn shift(&mut self, id: &RecordId, under: Option<&RecordId>, wanted: &Reorganisation, edition: &Edition) {
        if !self.touch(id, Aspect::Place) {
            return;
        }
        let day = wanted.effective;
        if let Some(up) = under
            && self.there(up, wanted, edition).is_none()
        {
            return;
        }
        let Some(it) = self.there(id, wanted, edition) else { return };
        if let Err(why) = place(it, id, under, day) {
            self.refused.push(why);
        }
    }

    fn hand(&mut self, id: &RecordId, into: &[RecordId], wanted: &Reorganisation, edition: &Edition) {
        if !self.touch(id, Aspect::Work) {
            return;
        }
        let ends = !into.contains(id);
        let mut heirs: Vec<RecordId> = vec![];
        for heir in into {
            if self.there(heir, wanted, edition).is_some() && !heirs.contains(heir) {
                heirs.push(heir.clone());
            }
        }
        let Some(it) = self.there(id, wanted, edition) else { return };
        if it.ended.is_some() || into == std::slice::from_ref(id) {
            return self.refused.push(Refusal::LaterChange(id.clone()));
        }
        if ends {
            it.ended = Some(Ended { on: wanted.effective, into: heirs.clone() });
        }
        self.heirs.insert(id.clone(), heirs);
    }

    /// Whether it is no more from a day on. One whose end is decided for a later day is there until then.
    fn ends_on(&self, id: &RecordId, day: Date) -> bool {
        self.organisations.get(id).and_then(|it| it.ended.as_ref()).is_some_and(|it| it.on <= day)
    }

    /// Work never goes to what ends on the same day: no chains, and so no circles.
    fn refuse_heirs_that_end(&mut self, day: Date) {
        let lost = self.heirs.values().flatten().filter(|heir| self.ends_on(heir, day));
        let lost: Vec<Refusal> = lost.map(|heir| Refusal::HeirEnds(heir.clone())).collect();
        self.refused.extend(lost);
    }

    /// Nothing is called otherwise, or put elsewhere, that is no more from the same day on: nobody would ever see it so.
    fn refuse_changes_of_what_ends(&mut self, day: Date) {
        let changed = self.touched.iter().filter(|(_, it)| matches!(it, Aspect::Name | Aspect::Place));
        let vain = changed.filter(|(id, _)| self.ends_on(id, day));
        let vain: Vec<Refusal> = vain.map(|(id, _)| Refusal::EndsItself(id.clone())).collect();
        self.refused.extend(vain);
    }

    /// Nothing is put where nothing will be.
    fn refuse_places_that_end(&mut self, wanted: &Reorganisation, edition: &Edition) {
        let put =
            self.touched.iter().filter(|(_, aspect)| matches!(aspect, Aspect::Founding | Aspect::Place));
        let places = put.filter_map(|(id, _)| Some((id, self.organisations.get(id)?.parent.as_ref()?)));
        let is_there = |id: &RecordId| match self.organisations.get(id) {
            Some(it) => it.is_active(wanted.effective),
            None => edition.find::<Organisation>(id).is_some_and(|it| it.is_active(wanted.effective)),
        };
        let lost: Vec<Refusal> = places
            .filter(|(_, place)| !is_there(place))
            .map(|(id, _)| Refusal::PlaceEnds(id.clone()))
            .collect();
        self.refused.extend(lost);
    }

    fn refuse_circles(&mut self, edition: &Edition) {
        let up = |id: &RecordId| match self.organisations.get(id) {
            Some(it) => it.parent.clone(),
            None => edition.find::<Organisation>(id).and_then(|it| it.parent.clone()),
        };
        let circles = self.organisations.keys().filter(|id| {
            let mut at = up(id);
            for _ in 0..16 {
                let Some(above) = at else { return false };
                at = up(&above);
            }
            true
        });
        let circles: Vec<Refusal> = circles.map(|id| Refusal::Circle(id.clone())).collect();
        self.refused.extend(circles);
    }
}

/// Puts an organisation under another from a day on, and keeps where it stood.
pub(super) fn place(
    it: &mut Organisation,
    id: &RecordId,
    under: Option<&RecordId>,
    day: jiff::civil::Date,
) -> Result<(), Refusal> {
    if it.parent.as_ref() == under {
        return Err(Refusal::SamePlace(id.clone()));
    }
    if it.stood.last().is_some_and(|before| before.until >= day) {
        return Err(Refusal::LaterChange(id.clone()));
    }
    let before = std::mem::replace(&mut it.parent, under.cloned());
    // What is founded on that day stood nowhere before.
    if it.founded != Some(day) {
        it.stood.push(Stood { until: day, under: before });
    }
    Ok(())
}
