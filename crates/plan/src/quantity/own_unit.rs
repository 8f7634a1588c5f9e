//! Where a number finds its unit when none that is listed stands right behind it.

use rust_decimal::Decimal;

use super::{
    Quantity, multiplied,
    words::{GOES_ON, SUFFIXES, take},
};
use crate::unit::{self, Unit};

impl Quantity {
    /// A counter that nobody listed (12クール), where nothing else can stand.
    pub(super) fn take_unlisted_unit<'a>(&mut self, rest: &'a str) -> &'a str {
        let text = rest.trim_start();
        let (word, after) = text.split_at(text.find(['(', ' ', '※']).unwrap_or(text.len()));
        let known = take(word, SUFFIXES).1.len() < word.len() || unit::at_start(word).is_some();
        if known || word.chars().count() > 4 || !unit::looks_like_one(word) {
            return rest;
        }
        self.unit = Unit::parse(word);
        after
    }

    /// 校園, 社局: a counter of two, of which only the first is listed.
    pub(super) fn take_compound_unit<'a>(&mut self, start: &str, rest: &'a str) -> &'a str {
        let (word, after) = rest.split_at(rest.find(['(', ' ', '※']).unwrap_or(rest.len()));
        let unit = self.unit.as_ref().map(Unit::as_str).filter(|unit| start.contains(*unit));
        let one_word = (1..=2).contains(&word.chars().count())
            && unit::looks_like_one(word)
            && word.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
            && take(word, SUFFIXES).1.len() == word.len();
        let Some(unit) = unit.filter(|_| one_word && !word.contains(GOES_ON)) else { return rest };
        self.unit = Unit::parse(&format!("{unit}{word}"));
        after
    }

    /// The unit in or behind the brackets of a number that has none of its own: 1,234(千円), 29(4)人.
    pub(super) fn take_unit_of_brackets<'a>(&mut self, number: Decimal, rest: &'a str) -> Option<&'a str> {
        let inside = self.note.as_deref().and_then(unit_in);
        let behind = unit::at_start(rest).filter(|_| self.part.is_some() && inside.is_none());
        let (unit, rest) = match (inside, behind) {
            (Some(unit), _) => (unit, rest),
            (None, Some((unit, after))) => (unit, after),
            (None, None) => return Some(rest),
        };
        (self.value, self.unit) = multiplied(number, Some(unit))?;
        Some(rest)
    }
}

/// The unit of bare numbers. Of several no one is theirs; `None` where one of them would multiply.
pub(super) fn of_one(context: Option<&Unit>) -> Option<Option<Unit>> {
    let Some(several) = context.filter(|unit| unit.is_several()) else { return Some(context.cloned()) };
    let pieces = several.as_str().split(['・', '、', ',']).filter_map(Unit::parse);
    pieces.map(|piece| piece.scale().0).all(|factor| factor == Decimal::ONE).then_some(None)
}

/// 1,234(千円), 45(単位:人): the unit behind the number it belongs to.
fn unit_in(note: &str) -> Option<Unit> {
    let unit = if note.starts_with("単位") { Unit::parse(&format!("({note})")) } else { Unit::parse(note) };
    unit.filter(|unit| unit::at_start(unit.as_str()).is_some_and(|(_, rest)| rest.is_empty()))
}

/// （単位：千円）1,250: the head of a table, before a number of it.
pub(super) fn table_head(key: &str) -> (Option<Unit>, &str) {
    let head = key.strip_prefix("(単位").and_then(|_| key.split_once(')'));
    head.map_or((None, key), |(unit, rest)| (Unit::parse(&format!("{unit})")), rest.trim_start()))
}
