//! 判定の集計: counts of verdicts, never averaged into one number.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::rating::{Outcome, Undecided};

/// How many indicators with a target for a year were reached, missed, or cannot be judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) reached: usize,
    pub(crate) missed: usize,
    pub(crate) not_measured: usize,
    pub(crate) not_yet: usize,
    pub(crate) cannot_tell: usize,
}

impl Tally {
    /// Counts every indicator that has a target for the year.
    pub(crate) fn of(edition: &Edition, year: FiscalYear) -> Self {
        let mut tally = Self::default();
        for (id, indicator) in edition.all::<Indicator>() {
            let count = match edition.judge(id, indicator, year).outcome {
                Outcome::Reached => &mut tally.reached,
                Outcome::Missed => &mut tally.missed,
                Outcome::Undecided(Undecided::NotMeasured) => &mut tally.not_measured,
                Outcome::Undecided(Undecided::NotYet) => &mut tally.not_yet,
                Outcome::Undecided(Undecided::CannotTell) => &mut tally.cannot_tell,
                Outcome::Undecided(Undecided::NoTarget) => continue,
            };
            *count += 1;
        }
        tally
    }

    pub(crate) fn all(&self) -> usize {
        self.reached + self.missed + self.open()
    }

    /// Those that nobody can judge.
    pub(crate) fn open(&self) -> usize {
        self.not_measured + self.not_yet + self.cannot_tell
    }

    /// One stacked bar of 1,000 units: x, width, class. Parts are parted by a gap, so colour is not alone.
    pub(crate) fn bar(&self) -> Vec<(usize, usize, &'static str)> {
        let all = self.all().max(1);
        let mut x = 0;
        let mut parts = Vec::new();
        for (count, class) in [(self.reached, "reached"), (self.missed, "missed"), (self.open(), "open")] {
            let width = count * 1000 / all;
            if width > 4 {
                parts.push((x, width - 4, class));
            }
            x += width;
        }
        parts
    }
}
