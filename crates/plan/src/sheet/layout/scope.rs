//! 対象範囲: whose plans and elements are on an organisation's sheet.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use crate::calendar::CalendarEntry;
use crate::edition::Edition;
use crate::element::Element;
use crate::form::{Form, Scope, shifted};
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::record::RecordId;

/// Whose sheet it is, and on which day its stage begins: what is handed over later was not the heir's yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose<'a> {
    /// The organisation.
    pub organisation: &'a RecordId,
    /// The day; none: as it is decided now.
    pub on: Option<Date>,
}

impl<'a> From<&'a RecordId> for Whose<'a> {
    fn from(organisation: &'a RecordId) -> Self {
        Self { organisation, on: None }
    }
}

/// The organisation, those below it, and those whose work came to any of them by then.
pub fn organisations<'a>(edition: &Edition, whose: impl Into<Whose<'a>>) -> HashSet<RecordId> {
    let Whose { organisation, on } = whose.into();
    let parent = |it: &Organisation| on.map_or(it.parent.as_ref(), |day| it.parent_on(day)).cloned();
    let is_over = |it: &Organisation| on.is_none_or(|day| it.ended.as_ref().is_some_and(|end| end.on <= day));
    let mut found = HashSet::from([organisation.clone()]);
    let mut open = vec![organisation.clone()];
    while let Some(id) = open.pop() {
        let below = edition.naming::<Organisation>(&id).filter(|(_, it)| parent(it).as_ref() == Some(&id));
        let before = edition.predecessors(&id).filter(|(_, it)| is_over(it));
        for (next, _) in below.chain(before) {
            if found.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    found
}

/// 提出する組織: who owes a sheet in a stage: those it names; where it names nobody, those who have something to write about:
/// a statement of the form's year, or elements in their charge. Everybody once, in the order of organisations.
pub fn owing(edition: &Edition, stage: &CalendarEntry, form: &Form) -> Vec<RecordId> {
    if !stage.organisations.is_empty() {
        return stage.organisations.clone();
    }
    let mut found: Vec<&RecordId> = match &form.scope {
        Scope::Statement { year } => {
            let year = shifted(form.fiscal_year, *year);
            let statements = edition.all::<Plan>().map(|(_, it)| it);
            let ours = statements.filter(|it| it.kind == PlanKind::Statement && it.first_year == year);
            ours.filter_map(|it| it.organisation_on(stage.from)).collect()
        }
        Scope::InCharge { plan, level } => {
            let elements = edition.naming::<Element>(plan).map(|(_, it)| it);
            let ours = elements.filter(|it| it.plan == *plan && it.level == *level);
            ours.filter_map(|it| it.organisations_on(stage.from).first()).collect()
        }
    };
    let place = |id: &RecordId| edition.find::<Organisation>(id).map_or(u32::MAX, |it| it.order);
    found.sort_by_key(|id| (place(id), (*id).clone()));
    found.dedup();
    found.into_iter().cloned().collect()
}

/// The plans that the sheet speaks of, in order.
pub(super) fn plans<'a>(
    edition: &'a Edition,
    form: &'a Form,
    (ours, on): (&HashSet<RecordId>, Option<Date>),
) -> Vec<(&'a RecordId, &'a Plan)> {
    match &form.scope {
        Scope::InCharge { plan, .. } => edition.find::<Plan>(plan).map(|it| (plan, it)).into_iter().collect(),
        Scope::Statement { year } => {
            let year = shifted(form.fiscal_year, *year);
            let statements = edition.all::<Plan>().filter(|(_, it)| {
                it.kind == PlanKind::Statement
                    && it.first_year == year
                    && on
                        .map_or(it.organisation.as_ref(), |day| it.organisation_on(day))
                        .is_some_and(|it| ours.contains(it))
            });
            statements.collect()
        }
    }
}

/// The elements right under a plan or an element that the sheet asks about, in order.
pub(super) fn elements<'a>(
    edition: &'a Edition,
    form: &Form,
    (ours, on): (&HashSet<RecordId>, Option<Date>),
    plan: &'a RecordId,
) -> Vec<(&'a RecordId, &'a Element)> {
    match &form.scope {
        Scope::Statement { .. } => edition.top(plan).collect(),
        Scope::InCharge { level, .. } => {
            let all = edition.naming::<Element>(plan);
            let owner = |it: &Element| {
                on.map_or(it.organisations.as_slice(), |day| it.organisations_on(day)).first().cloned()
            };
            let ours = all.filter(|(_, it)| {
                it.plan == *plan && it.level == *level && owner(it).is_some_and(|it| ours.contains(&it))
            });
            let ours: Vec<_> = ours.collect();
            in_order(edition, plan, ours)
        }
    }
}

/// In the order of the tree: by the places of those above, then by the own place.
fn in_order<'a>(
    edition: &'a Edition,
    plan: &'a RecordId,
    mut elements: Vec<(&'a RecordId, &'a Element)>,
) -> Vec<(&'a RecordId, &'a Element)> {
    if elements.len() < 2 {
        return elements;
    }
    let mut wanted: BTreeSet<&RecordId> = elements.iter().map(|(id, _)| *id).collect();
    let mut ordered = Vec::with_capacity(elements.len());
    let mut open: Vec<_> = edition.top(plan).collect();
    open.reverse();
    while let Some((id, element)) = open.pop() {
        if wanted.remove(id) {
            ordered.push((id, element));
        }
        let at = open.len();
        open.extend(edition.below(id).filter(|(_, it)| it.level > element.level));
        open[at..].reverse();
    }
    // What no way from the top leads to comes last.
    elements.retain(|(id, _)| wanted.contains(id));
    ordered.extend(elements);
    ordered
}
