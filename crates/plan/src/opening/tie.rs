//! つながりと指標の引継ぎ: what the old elements were tied to and measured by, the new ones are too.

use std::collections::BTreeSet;

use super::Weight;
use super::making::Making;
use crate::element::Element;
use crate::indicator::Indicator;
use crate::link::{Link, LinkKind};
use crate::plan::Plan;
use crate::record::RecordId;

pub(super) fn carry(making: &mut Making<'_>) {
    if making.elements.is_empty() {
        return;
    }
    let (links, indicators) = (links(making), indicators(making));
    making.say(
        Weight::Done,
        format!("つながり{links}件を新しい要素に付け、指標{indicators}件を新しい要素の指標にもします"),
        format!("{links} ties go to the new elements, and {indicators} indicators measure them too"),
    );
}

/// The ties of the new elements: those of the old ones, and that each continues its old one. How many.
fn links(making: &mut Making<'_>) -> usize {
    let elements = making.elements.clone();
    let edition = making.edition;
    let mut made: Vec<(Link, bool)> = vec![];
    for (id, link) in edition.all::<Link>().filter(|(_, it)| it.kind != LinkKind::Continues) {
        let new = |old: &RecordId| elements.get(old).unwrap_or(old).clone();
        let (from, to) = (new(&link.from), new(&link.to));
        if from != link.from || to != link.to {
            made.push((Link { from, to, ..link.clone() }, making.is_internal(id)));
        }
    }
    for (old, new) in &elements {
        let link = Link { from: new.clone(), to: old.clone(), kind: LinkKind::Continues, note: None };
        made.push((link, making.is_internal(old)));
    }
    tell_ended(making, &made);
    for (link, internal) in &made {
        making.put(link.id(), link.clone(), *internal);
    }
    made.len()
}

/// Names the plans to which ties lead and which are over in the new year.
fn tell_ended(making: &mut Making<'_>, links: &[(Link, bool)]) {
    let edition = making.edition;
    let plan_of = |id: &RecordId| edition.find::<Plan>(&edition.find::<Element>(id)?.plan);
    let tied = links.iter().filter(|(it, _)| it.kind != LinkKind::Continues);
    let ended: BTreeSet<&str> = tied
        .flat_map(|(it, _)| [&it.from, &it.to])
        .filter_map(plan_of)
        .filter(|plan| plan.last_year.is_some_and(|last| last < making.year))
        .map(|plan| plan.name.as_str())
        .collect();
    for name in ended {
        making.say(
            Weight::Look,
            format!("「{name}」は計画期間が終わっていますが、つながりはそのまま写します"),
            format!("“{name}” is over; ties to it are copied all the same"),
        );
    }
}

/// The indicators of the old elements, which from now on measure the new ones too. How many.
fn indicators(making: &mut Making<'_>) -> usize {
    let mut count = 0;
    for (id, indicator) in making.edition.all::<Indicator>() {
        let carried: Vec<RecordId> =
            indicator.elements.iter().filter_map(|old| making.elements.get(old)).cloned().collect();
        if carried.is_empty() {
            continue;
        }
        let mut elements = indicator.elements.clone();
        elements.extend(carried);
        making.put(id.clone(), Indicator { elements, ..indicator.clone() }, making.is_internal(id));
        count += 1;
    }
    count
}
