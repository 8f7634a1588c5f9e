//! 誤差の範囲の判定: of the indicators that were judged, how many the error of a sample leaves open. They are counted as reached or
//! missed all the same; this count stands beside.

use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::selection::{Candidate, Filter, Selection};

/// 誤差の範囲の判定: verdicts of which a sample can say neither 達成 nor 未達.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubt {
    /// Of those counted as reached.
    pub reached: usize,
    /// Of those counted as missed.
    pub missed: usize,
}

impl Doubt {
    /// Both together.
    pub fn all(self) -> usize {
        self.reached + self.missed
    }
}

impl Edition {
    /// Counts a year's verdicts within the error, by the very selection that lists them: count and list cannot differ.
    pub fn doubt(&self, year: FiscalYear) -> Doubt {
        let candidates = Candidate::all(self, year);
        let asked = |word: &str| (word == Filter::Certainty.word()).then_some("within_error");
        let counts = Selection::parse(self, asked).unwrap_or_default().counts(&candidates, Filter::Status);
        let count = |word: &str| counts.get(word).copied().unwrap_or_default();
        Doubt { reached: count("reached"), missed: count("missed") }
    }
}
