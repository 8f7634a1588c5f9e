//! 文中の数: the numbers of a text with their units and places, so that what a sentence says can be recomputed.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::key::Folded;
use crate::number;
use crate::unit::{self, Unit};

/// A number as a text says it.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Multiplied out, its written decimals kept.
    pub(super) value: Decimal,
    /// The smallest step in which it is told: 1,000 where it stands in 千円, 0.1 where one decimal is written.
    pub(super) step: Decimal,
    /// The unit glued to it, if one is known.
    pub(super) unit: Option<Unit>,
    /// Where number and unit stand in the key.
    pub(super) at: Range<usize>,
}

impl Said {
    pub(super) fn is_percent(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_percent)
    }

    /// Whether it counts in another unit than `other`; where one has none, they may be the same.
    pub(super) fn differs_in_unit(&self, other: &Self) -> bool {
        matches!((&self.unit, &other.unit), (Some(a), Some(b)) if !a.is_same(b))
    }
}

/// The numbers of a [`key`](crate::key::key), in order. Those in names (R5, CO2) and dates (6.6.10) are none.
pub(super) fn numbers(key: &str) -> Vec<Said> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(start) = key[at..].find(|c: char| c.is_ascii_digit()).map(|place| at + place) {
        let glued = key[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
        let number = number::at_start(&key[start..]).filter(|_| !glued);
        at = match number {
            Some((written, rest)) => {
                let end = key.len() - rest.len();
                let said = said(&key[start..end], written.value, start, rest);
                let end = said.at.end;
                found.push(said);
                end
            }
            None => {
                let rest =
                    key[start..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
                key.len() - rest.len()
            }
        };
    }
    found
}

fn said(number: &str, value: Decimal, start: usize, rest: &str) -> Said {
    let unit = unit::at_start(rest);
    let length = unit.as_ref().map_or(0, |(_, after)| rest.len() - after.len());
    Said {
        value,
        step: step(number, value),
        unit: unit.map(|(unit, _)| unit),
        at: start..start + number.len() + length,
    }
}

/// 0.1 for 54.2, 1,000,000 for 73百万, 10,000,000 for 1.2億.
fn step(number: &str, value: Decimal) -> Decimal {
    let digits = number.trim_end_matches(['十', '百', '千', '万', '億', '兆']);
    let scale = &number[digits.len()..];
    if scale.is_empty() {
        return Decimal::new(1, value.scale());
    }
    let decimals = digits.rsplit_once('.').map_or(0, |(_, fraction)| fraction.len());
    let factor = number::parse(&format!("1{scale}")).unwrap_or(Decimal::ONE);
    factor
        .checked_mul(Decimal::new(1, u32::try_from(decimals).unwrap_or(0).min(20)))
        .map_or(Decimal::ONE, |it| it.normalize())
}

/// Whether a printed figure is what an exact one becomes when it is rounded, or cut off, at its decimals.
pub(super) fn is_rounding_of(printed: Decimal, exact: Decimal) -> bool {
    let cut = exact.round_dp_with_strategy(printed.scale(), RoundingStrategy::ToZero);
    printed == rounded(exact, printed.scale()) || printed == cut
}

/// Rounded half up, with all its decimals: 56.62 at one decimal is 56.6.
pub(super) fn rounded(exact: Decimal, decimals: u32) -> Decimal {
    let mut value = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(decimals);
    value
}

/// How far apart two figures are; as far as can be where a `Decimal` cannot hold it.
pub(super) fn distance(a: Decimal, b: Decimal) -> Decimal {
    a.checked_sub(b).map_or(Decimal::MAX, |it| it.abs())
}

/// `part` of `whole` in percent; none of nothing.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Whether a text consists of nothing but these words.
pub(super) fn consists_of(text: &str, words: &[&str]) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some(word) = words.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len())
        else {
            return false;
        };
        rest = rest[word.len()..].trim_start();
    }
    true
}

/// The sentences of a text, folded, each with what leads back to its own words.
pub(super) fn sentences(text: &str) -> Vec<Folded<'_>> {
    text.split_inclusive(['。', '\n', '．']).map(Folded::new).filter(|it| !it.key().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let key = crate::key::key(text);
        let unit = |it: &Said| it.unit.as_ref().map_or(String::new(), ToString::to_string);
        numbers(&key).iter().map(|it| format!("{}{}/{}", it.value, unit(it), it.step)).collect()
    }

    #[test]
    fn numbers_of_a_sentence_come_with_unit_and_step() {
        assert_eq!(values("195人中158人（81.0％）"), ["195人/1", "158人/1", "81.0%/0.1"]);
        assert_eq!(values("73百万円と1.2億円"), ["73000000円/1000000", "120000000円/10000000"]);
        assert_eq!(values("R5とCO2と6.6.10"), Vec::<String>::new());
    }

    #[test]
    fn a_printed_figure_may_be_rounded_or_cut_off() {
        let check = |printed: &str, part: i64, whole: i64| {
            is_rounding_of(printed.parse().unwrap(), percent(part.into(), whole.into()).unwrap())
        };
        assert!(check("99.6", 31_862, 32_000) && check("86.5", 519_109, 600_000));
        assert!(check("81.03", 158, 195) && check("93.6", 515, 550));
        assert!(!check("56.70", 16_987, 30_000) && !check("54.4", 44, 81));
    }
}
