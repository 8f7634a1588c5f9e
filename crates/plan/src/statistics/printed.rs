//! 公表された割合: what a printed percentage and its number of answers allow to be said, in decimals as they are printed.

use std::ops::RangeInclusive;

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

use super::difference::{self, Share};
use super::proportion::wilson;

/// A percentage between 0 and 100, as printed, of `answers` people; more than none.
///
/// It is printed with few digits, so several counts may lie behind it. Whatever is computed covers all of them, and pretends
/// to no more precision than was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    percent: Decimal,
    answers: u32,
    counted: Option<u32>,
    population: Option<u32>,
}

impl Printed {
    /// None for what is no share: below 0, above 100, or of nobody.
    pub fn new(
        percent: Decimal,
        answers: u32,
        counted: Option<u32>,
        population: Option<u32>,
    ) -> Option<Self> {
        let is_share = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent) && answers > 0;
        is_share.then_some(Self { percent, answers, counted, population })
    }

    /// The 95 % interval in percent, rounded outwards to the printed digits, one at most.
    pub fn interval(&self) -> (Decimal, Decimal) {
        let counts = self.counts();
        let (low, _) = wilson(*counts.start(), self.answers.into(), self.all());
        let (_, high) = wilson(*counts.end(), self.answers.into(), self.all());
        let digits = self.percent.scale().min(1);
        (down(low, digits).min(self.percent), up(high, digits).max(self.percent))
    }

    /// The 95 % interval of `after − before` in points, rounded outwards to a tenth.
    pub fn difference(before: &Self, after: &Self) -> (Decimal, Decimal) {
        let (old, new) = (before.counts(), after.counts());
        // Of all the counts that may lie behind the two, those that are nearest and those that are farthest.
        let (low, _) = difference::interval(before.share(*old.end()), after.share(*new.start()));
        let (_, high) = difference::interval(before.share(*old.start()), after.share(*new.end()));
        (down(low, 1), up(high, 1))
    }

    /// The least number of answers at which another percentage lies outside the 95 % interval of this one; it lies outside with all
    /// larger numbers too. None where no survey could tell the two apart: they are the same, or more people would have to answer
    /// than there are.
    ///
    /// It is counted on the interval itself, and not on its printed ends: those are rounded outwards, and of a small difference
    /// they would ask for more than twice the answers that are needed. Wilson's interval only shrinks with the answers, so halving
    /// finds the number.
    pub fn needed(&self, other: Decimal) -> Option<u32> {
        let other = (other / Decimal::ONE_HUNDRED).to_f64()?;
        let most = self.population.unwrap_or(u32::MAX);
        let (mut few, mut enough) = (0, Some(most).filter(|it| self.tells_from(other, *it))?);
        while enough - few > 1 {
            let middle = few + (enough - few) / 2;
            if self.tells_from(other, middle) { enough = middle } else { few = middle }
        }
        Some(enough)
    }

    /// Whether this share of so many answers would be told from another one.
    fn tells_from(&self, other: f64, answers: u32) -> bool {
        let (low, high) = wilson(self.exact() * f64::from(answers), answers.into(), self.all());
        other < low || high < other
    }

    /// The share itself: of the count that was reported where that agrees with the percentage, else as printed.
    fn exact(&self) -> f64 {
        let counts = self.counts();
        let known = self.counted.filter(|it| counts.contains(&f64::from(*it)));
        let printed = || (self.percent / Decimal::ONE_HUNDRED).to_f64().unwrap_or_default();
        known.map_or_else(printed, |it| f64::from(it) / f64::from(self.answers)).clamp(0.0, 1.0)
    }

    /// The count behind it: the one reported, or the only one that rounds to it.
    pub fn count(&self) -> Option<u32> {
        let counts = self.counts();
        let only = *counts.start();
        (only == *counts.end() && only.fract() == 0.0).then(|| only.to_u32()).flatten()
    }

    fn all(&self) -> Option<f64> {
        self.population.map(f64::from)
    }

    fn share(&self, counted: f64) -> Share {
        Share { counted, answers: self.answers.into(), population: self.all() }
    }

    /// Half of the last printed digit; of a figure with all the digits that there are, nothing.
    fn rounding(&self) -> Decimal {
        Decimal::try_new(5, self.percent.scale() + 1).unwrap_or_default()
    }

    /// The counts that may lie behind it: the one that was reported where it agrees with the percentage, else all whole numbers
    /// that round to it, else (weighted answers, digits that no count gives) the percentage itself.
    fn counts(&self) -> RangeInclusive<f64> {
        let answers = Decimal::from(self.answers);
        let rounding = self.rounding();
        let count =
            |percent: Decimal| (percent * answers / Decimal::ONE_HUNDRED).clamp(Decimal::ZERO, answers);
        let (from, to) = (count(self.percent - rounding), count(self.percent + rounding));
        let float = |it: Decimal| it.to_f64().unwrap_or_default();
        if let Some(counted) = self.counted.map(Decimal::from).filter(|it| (from..=to).contains(it)) {
            return float(counted)..=float(counted);
        }
        let (first, last) = (from.ceil(), to.floor());
        if first <= last {
            float(first)..=float(last)
        } else {
            float(count(self.percent))..=float(count(self.percent))
        }
    }
}

fn down(share: f64, digits: u32) -> Decimal {
    rounded(share, digits, RoundingStrategy::ToNegativeInfinity)
}

fn up(share: f64, digits: u32) -> Decimal {
    rounded(share, digits, RoundingStrategy::ToPositiveInfinity)
}

/// A share in percent with exactly so many digits.
fn rounded(share: f64, digits: u32, strategy: RoundingStrategy) -> Decimal {
    let mut percent = percent(share).round_dp_with_strategy(digits, strategy);
    percent.rescale(digits);
    percent
}

/// A hair's breadth of floating point must not become a whole printed digit.
fn percent(share: f64) -> Decimal {
    Decimal::from_f64(share * 100.0).unwrap_or_default().round_dp(9)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(percent: &str, answers: u32, counted: Option<u32>) -> Printed {
        Printed::new(percent.parse().unwrap(), answers, counted, None).unwrap()
    }

    #[test]
    fn fewer_printed_digits_make_a_wider_interval() {
        let said = |it: Printed| {
            let (low, high) = it.interval();
            format!("{low} {high}")
        };
        assert_eq!(said(printed("54.2", 1_167, None)), "51.2 57.1");
        assert_eq!(said(printed("54.2", 1_167, Some(632))), "51.2 57.0");
        assert_eq!(said(printed("54", 1_167, None)), "50 58");
        assert_eq!(said(printed("54.1559554", 1_167, None)), "51.2 57.0");
        assert_eq!(said(printed("0.0", 20, None)), "0.0 16.2");
        assert_eq!(said(printed("100.0", 26, None)), "87.1 100.0");
    }

    #[test]
    fn the_only_count_that_rounds_to_a_percentage_is_found() {
        assert_eq!(printed("89.3", 28, None).count(), Some(25));
        assert_eq!(printed("78.9", 19, None).count(), Some(15));
        assert_eq!(printed("54", 1_167, None).count(), None, "many counts round to it");
        assert_eq!(printed("54.2", 1_167, Some(632)).count(), Some(632));
        assert_eq!(
            printed("54.2", 1_167, Some(700)).count(),
            None,
            "a count that is another percentage is not believed"
        );
    }

    /// Percentage, the other one, population, answers: computed apart from this program, by Wilson's formula with the finite
    /// population correction, counting up until the other percentage is outside.
    const NEEDED: [(&str, &str, Option<u32>, u32); 5] = [
        ("60.2", "60", Some(324_800), 134_821),
        ("60.2", "60", None, 230_497),
        ("50", "48", None, 2_398),
        ("47", "48", Some(2_000), 1_655),
        ("50.6", "48", None, 1_419),
    ];

    #[test]
    fn as_many_answers_are_needed_as_the_interval_itself_asks_for() {
        for (percent, other, all, needed) in NEEDED {
            let it = Printed::new(percent.parse().unwrap(), 100, None, all).unwrap();
            assert_eq!(it.needed(other.parse().unwrap()), Some(needed), "{percent} and {other} of {all:?}");
        }
        let counted = Printed::new("54.2".parse().unwrap(), 1_167, Some(632), None).unwrap();
        assert_eq!(counted.needed(Decimal::from(52)), Some(2_063), "632 of 1,167 are 54.16 %");
        assert_eq!(counted.needed(Decimal::new(542, 1)), Some(4_915_780), "and not 54.2 %");
    }

    proptest! {
        #[test]
        fn the_needed_number_of_answers_and_every_larger_one_tell_the_two_apart_and_one_fewer_does_not(
            tenths in 0_i64..=1_000, other in 0_i64..=10_000, all in proptest::option::of(2_u32..500_000), more in 0_u32..50_000,
        ) {
            let (percent, other) = (Decimal::new(tenths, 1), Decimal::new(other, 2));
            let holds = |answers: u32| {
                let share = percent.to_f64().unwrap() / 100.0;
                let (low, high) = wilson(share * f64::from(answers), answers.into(), all.map(f64::from));
                (low..=high).contains(&(other.to_f64().unwrap() / 100.0))
            };
            match Printed::new(percent, 1, None, all).unwrap().needed(other) {
                None => prop_assert_eq!(percent, other),
                Some(needed) => {
                    prop_assert!(!holds(needed), "{needed} answers tell {percent} from {other}");
                    prop_assert!(!holds(needed.saturating_add(more).min(all.unwrap_or(u32::MAX))));
                    prop_assert!(needed == 1 || holds(needed - 1), "{} are enough", needed - 1);
                }
            }
        }

        #[test]
        fn every_share_has_an_interval_that_holds_it(
            digits in any::<u64>(), scale in 0_u32..=28, answers in 1_u32.., counted in any::<Option<u32>>(), all in any::<Option<u32>>(),
        ) {
            let percent = Decimal::from_i128_with_scale(digits.into(), scale);
            if let Some(it) = Printed::new(percent, answers, counted, all) {
                let (low, high) = it.interval();
                prop_assert!(low <= percent && percent <= high);
                prop_assert!(low >= Decimal::ZERO && high <= Decimal::ONE_HUNDRED);
                let (least, most) = Printed::difference(&it, &it);
                prop_assert!(least <= Decimal::ZERO && most >= Decimal::ZERO);
                let _ = (it.needed(Decimal::from(50)), it.count());
            }
        }
    }
}
