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

/// The organisations of a day in the order of the town hall, each after the one it belongs to.
pub(crate) fn organisations(edition: &Edition, day: Date, none: &str, chosen: &str) -> Vec<Choice> {
    let words = |id: &RecordId| -> String {
        edition.way_to(id, day).iter().map(|(_, name)| *name).collect::<Vec<_>>().join("　")
    };
    let all = edition.organisations_on(day);
    let choices = all.into_iter().map(|id| Choice::new(id.to_string(), words(id), chosen));
    std::iter::once(Choice::new("", none, chosen)).chain(choices).collect()
}

/// The same with those that begin later, and from when: posts in them can be given before.
pub(crate) fn organisations_to_come(
    (edition, l): (&Edition, Lang),
    day: Date,
    none: &str,
    chosen: &str,
) -> Vec<Choice> {
    let words = |id: &RecordId| -> String {
        let founded = edition.find::<Organisation>(id).and_then(|it| it.founded).filter(|from| *from > day);
        let way = edition.way_to(id, founded.unwrap_or(day));
        let way = way.iter().map(|(_, name)| *name).collect::<Vec<_>>().join("　");
        match founded.map(|from| l.date(from)) {
            Some(from) => l.say(format!("{way}（{from}から）"), format!("{way} (from {from})")),
            None => way,
        }
    };
    let choices =
        edition.organisations_from(day).into_iter().map(|id| Choice::new(id.to_string(), words(id), chosen));
    std::iter::once(Choice::new("", none, chosen)).chain(choices).collect()
}

/// Every role.
pub(crate) fn roles(l: Lang, none: &str, chosen: &str) -> Vec<Choice> {
    let roles = Role::ALL.into_iter().map(|it| Choice::new(it.word(), l.of_pair(it.name()), chosen));
    std::iter::once(Choice::new("", none, chosen)).chain(roles).collect()
}
