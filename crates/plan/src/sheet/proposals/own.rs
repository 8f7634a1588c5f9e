//! What stands in a plan, an element or an indicator itself; and those that are new.

use super::Ground;
use super::group::{Group, Outcome};
use crate::edition::Edition;
use crate::element::{Element, Meaning, Section};
use crate::form::{About, Asks};
use crate::indicator::{Indicator, IndicatorKind};
use crate::plan::Plan;
use crate::record::{Body, RecordId};
use crate::sheet::entry::Addition;
use crate::sheet::layout::SubjectState;
use crate::sheet::understood::Answer;
use crate::unit::Unit;

pub(super) fn own(group: &Group<'_>, ground: &mut Ground<'_>) -> Outcome {
    let Some(mut body) = base(group, ground) else { return Outcome::Nothing };
    for it in &group.touched {
        match (&it.answer, it.asked.asks) {
            (Answer::Blank, Asks::Title) if !is_new(group) => {
                ground.problem(&it.asked.id, "名称は空欄にできません", "a name cannot be left blank");
            }
            (answer, asks) => {
                let label = ground.field(it.subject, it.asked).map_or("", |field| &field.label);
                set(&mut body, asks, answer, label);
            }
        }
    }
    if is_too_deep(&body, ground) {
        let place = Addition::field(&group.subject.id);
        ground.problem(&place, "この計画には、その下の階層がありません", "the plan has no level below that");
        return Outcome::Nothing;
    }
    if is_nameless(&body) {
        let place = ground.place(&group.subject.id, Asks::Title, &Addition::field(&group.subject.id));
        ground.problem(&place, "名称を書いてください", "it needs a name");
        return Outcome::Nothing;
    }
    Outcome::put(body)
}

fn is_new(group: &Group<'_>) -> bool {
    matches!(group.subject.standing, SubjectState::Added { .. })
}

fn is_too_deep(body: &Body, ground: &Ground<'_>) -> bool {
    let Body::Element(it) = body else { return false };
    let plan = ground.edition.find::<Plan>(&it.plan);
    plan.is_some_and(|plan| usize::from(it.level) >= plan.levels.len())
}

fn is_nameless(body: &Body) -> bool {
    match body {
        Body::Element(it) => it.title.is_empty(),
        Body::Indicator(it) => it.name.is_empty(),
        _ => false,
    }
}

/// The record as it is, as it is without what ends, or as it begins.
fn base(group: &Group<'_>, ground: &Ground<'_>) -> Option<Body> {
    let changed = ground.changed.get(&group.record);
    let known = changed.or_else(|| ground.edition.get(&group.record)).map(|it| it.body.clone());
    if !is_new(group) {
        return known;
    }
    let under = group.subject.under.as_ref()?;
    match known {
        Some(Body::Indicator(mut it)) if group.is_of(About::Indicator) => {
            if !it.elements.contains(under) {
                it.elements.push(under.clone());
            }
            Some(it.into())
        }
        Some(_) => None,
        None if group.is_of(About::Indicator) => {
            let order = ground.edition.indicators(under).map(|(_, it)| it.order).max();
            let it = Indicator::new("", IndicatorKind::Outcome, Unit::default());
            Some(Indicator { elements: vec![under.clone()], order: behind(order), ..it }.into())
        }
        None => element(ground, under).map(Body::from),
    }
}

/// A new element under a plan or under another element, in charge of which is who fills in the sheet.
fn element(ground: &Ground<'_>, under: &RecordId) -> Option<Element> {
    let (plan, parent, level) = above(ground, under)?;
    let siblings: Vec<u32> = match &parent {
        Some(parent) => ground.edition.below(parent).map(|(_, it)| it.order).collect(),
        None => ground.edition.top(&plan).map(|(_, it)| it.order).collect(),
    };
    let order = behind(siblings.into_iter().max());
    let organisations = vec![ground.organisation.clone()];
    Some(Element { parent, organisations, order, ..Element::new(plan, level, "", "") })
}

/// The plan, the parent and the level of what is new under a record, which may be new itself.
fn above(ground: &Ground<'_>, under: &RecordId) -> Option<(RecordId, Option<RecordId>, u8)> {
    let edition: &Edition = ground.edition;
    if edition.find::<Plan>(under).is_some() {
        return Some((under.clone(), None, 0));
    }
    let (mut level, mut next) = (0u8, under.clone());
    loop {
        level = level.checked_add(1)?;
        if let Some(it) = edition.find::<Element>(&next) {
            return Some((it.plan.clone(), Some(under.clone()), it.level.checked_add(level)?));
        }
        if edition.find::<Plan>(&next).is_some() {
            return Some((next, Some(under.clone()), level - 1));
        }
        next = ground.layout.subjects.iter().find(|it| it.id == next)?.under.clone()?;
    }
}

/// Behind those that have places of their own; among those that have none, by number.
fn behind(last: Option<u32>) -> u32 {
    last.filter(|it| *it > 0).map_or(0, |it| it.saturating_add(1))
}

fn set(body: &mut Body, asks: Asks, answer: &Answer, label: &str) {
    let words = || super::figures::words(answer).unwrap_or_default();
    match (body, asks) {
        (Body::Element(it), Asks::Number) => it.number = words(),
        (Body::Element(it), Asks::Title) => it.title = words(),
        (Body::Plan(it), Asks::Title) => it.name = words(),
        (Body::Indicator(it), Asks::Title) => it.name = words(),
        (Body::Indicator(it), Asks::Unit) => {
            it.unit = match answer {
                Answer::Unit(unit) => unit.clone(),
                _ => Unit::default(),
            }
        }
        (Body::Element(it), Asks::Section(meaning)) => section(&mut it.sections, meaning, answer, label),
        (Body::Plan(it), Asks::Section(meaning)) => section(&mut it.sections, meaning, answer, label),
        _ => {}
    }
}

/// A section takes the new text under its old heading; without text there is none.
fn section(sections: &mut Vec<Section>, meaning: Meaning, answer: &Answer, label: &str) {
    let at = sections.iter().position(|it| it.meaning == meaning);
    match (answer, at) {
        (Answer::Paragraphs(text), Some(at)) => sections[at].paragraphs = text.clone(),
        (Answer::Paragraphs(text), None) => {
            sections.push(Section { meaning, heading: label.to_owned(), paragraphs: text.clone() });
        }
        (_, Some(at)) => drop(sections.remove(at)),
        (_, None) => {}
    }
}
