//! 選択肢: what a form lets choose from.

use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;
use web::Lang;

/// One of several that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

impl Choice {
    pub(crate) fn new(value: impl Into<String>, words: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self { chosen: value == chosen, value, words: words.into() }
    }
}

/// So far up organisations are followed: a circle in them must not hang the house.
const STEPS: usize = 8;

/// The organisations of a day in the order of the town hall, each after the one it belongs to.
pub(crate) fn organisations(edition: &Edition, day: Date, none: &str, chosen: &str) -> Vec<Choice> {
    let active = edition.all::<Organisation>().filter(|(_, it)| it.is_active(day));
    let mut list: Vec<_> = active.map(|(id, _)| (way(edition, id, day), id)).collect();
    list.sort();
    let words = |way: &[(u32, &str)]| way.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("　");
    let choices = list.iter().map(|(way, id)| Choice::new(id.to_string(), words(way), chosen));
    std::iter::once(Choice::new("", none, chosen)).chain(choices).collect()
}

/// From the top down to an organisation: order and name of each.
fn way<'a>(edition: &'a Edition, id: &'a RecordId, day: Date) -> Vec<(u32, &'a str)> {
    let mut way = Vec::new();
    let mut next = Some(id);
    while let Some(found) = next.filter(|_| way.len() < STEPS).and_then(|id| edition.find::<Organisation>(id))
    {
        way.push((found.order, found.name_on(day)));
        next = found.parent_on(day);
    }
    way.reverse();
    way
}

/// Every role.
pub(crate) fn roles(l: Lang, none: &str, chosen: &str) -> Vec<Choice> {
    let roles = Role::ALL.into_iter().map(|it| Choice::new(it.word(), l.of_pair(it.name()), chosen));
    std::iter::once(Choice::new("", none, chosen)).chain(roles).collect()
}
