//! 達成の集計: how many indicators reached their target. Counts side by side, never averaged into one number.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::rating::{Outcome, Undecided};
use crate::record::RecordId;

/// 達成の集計: of the indicators with a target for a year, how many were reached, missed, or cannot be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// 達成.
    pub reached: usize,
    /// 未達成.
    pub missed: usize,
    /// 未測定.
    pub not_measured: usize,
    /// 実績未報告.
    pub not_yet: usize,
    /// 数値では判定できない.
    pub cannot_tell: usize,
    /// 判定対象外.
    #[serde(default)]
    pub set_aside: usize,
}

/// 達成状況: what the counts say of an element in one word. No share, no score: one missed target is never outweighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// すべて達成: every indicator that could be judged reached its target.
    Reached,
    /// 一部達成: some did.
    Partly,
    /// 達成なし: none did.
    Missed,
    /// 判定なし: there are targets, but nothing that could be judged.
    Open,
    /// 目標なし: no indicator has a target for the year.
    Without,
}

impl Standing {
    /// All of them, the best known first.
    pub const ALL: [Self; 5] = [Self::Reached, Self::Partly, Self::Missed, Self::Open, Self::Without];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Reached => ("すべて達成", "all reached"),
            Self::Partly => ("一部達成", "partly reached"),
            Self::Missed => ("達成なし", "none reached"),
            Self::Open => ("判定なし", "not judged"),
            Self::Without => ("目標なし", "no target"),
        }
    }
}

impl Tally {
    /// Counts one outcome; an indicator without a target counts nowhere.
    pub fn count(&mut self, outcome: Outcome) {
        let count = match outcome {
            Outcome::Reached => &mut self.reached,
            Outcome::Missed => &mut self.missed,
            Outcome::Undecided(Undecided::NotMeasured) => &mut self.not_measured,
            Outcome::Undecided(Undecided::NotYet) => &mut self.not_yet,
            Outcome::Undecided(Undecided::CannotTell) => &mut self.cannot_tell,
            Outcome::Undecided(Undecided::SetAside) => &mut self.set_aside,
            Outcome::Undecided(Undecided::NoTarget) => return,
        };
        *count += 1;
    }

    /// Every indicator with a target.
    pub fn all(&self) -> usize {
        self.judged() + self.open()
    }

    /// Those that could be judged.
    pub fn judged(&self) -> usize {
        self.reached + self.missed
    }

    /// Those that nobody can judge.
    pub fn open(&self) -> usize {
        self.not_measured + self.not_yet + self.cannot_tell + self.set_aside
    }

    /// What the counts say in one word.
    pub fn standing(&self) -> Standing {
        match (self.reached, self.missed, self.open()) {
            (0, 0, 0) => Standing::Without,
            (0, 0, _) => Standing::Open,
            (_, 0, _) => Standing::Reached,
            (0, _, _) => Standing::Missed,
            _ => Standing::Partly,
        }
    }
}

impl Edition {
    /// The tally of all indicators for a year.
    pub fn tally(&self, year: FiscalYear) -> Tally {
        self.tally_of(self.all::<Indicator>(), year)
    }

    /// 目標を置いた年度: the years begun in which anything had a target, with their tallies; newest first.
    pub fn years_promised(&self) -> Vec<(FiscalYear, Tally)> {
        let years = self.years_begun().iter().rev().map(|year| (*year, self.tally(*year)));
        years.filter(|(_, it)| it.all() > 0).collect()
    }

    /// The tally of some indicators for a year; one that is named twice counts once.
    pub fn tally_of<'a>(
        &self,
        indicators: impl IntoIterator<Item = (&'a RecordId, &'a Indicator)>,
        year: FiscalYear,
    ) -> Tally {
        let (mut tally, mut seen) = (Tally::default(), HashSet::new());
        for (id, indicator) in indicators {
            if seen.insert(id) {
                tally.count(self.outcome(id, indicator, year));
            }
        }
        tally
    }

    /// The indicators of an element or plan and of all below it, each once.
    pub fn indicators_within<'a>(&'a self, id: &'a RecordId) -> Vec<(&'a RecordId, &'a Indicator)> {
        let is_within = |it: &Indicator| it.elements.iter().any(|element| self.is_within(element, id));
        self.all::<Indicator>().filter(|(_, it)| is_within(it)).collect()
    }

    /// The tally of every element and plan for every year: its own indicators, those of all elements below it, and of a priority
    /// project those of the elements that serve it; each once.
    pub fn tallies(&self) -> &Tallies {
        self.memo().tallies.get_or_init(|| Tallies::of(self))
    }
}

/// 達成の集計 of every element and plan that has any indicator, by year.
#[derive(Clone, Debug, Default)]
pub struct Tallies(HashMap<RecordId, BTreeMap<FiscalYear, Tally>>);

impl Tallies {
    fn of(edition: &Edition) -> Self {
        let mut tallies = Self::default();
        for (id, indicator) in edition.all::<Indicator>() {
            let counted = edition.counted(id, indicator);
            let over: HashSet<&RecordId> =
                indicator.elements.iter().flat_map(|it| edition.over(it)).collect();
            for element in over {
                tallies.count(element, &counted);
            }
        }
        tallies
    }

    fn count(&mut self, element: &RecordId, counted: &BTreeMap<FiscalYear, Outcome>) {
        let years = self.0.entry(element.clone()).or_default();
        for (year, outcome) in counted {
            years.entry(*year).or_default().count(*outcome);
        }
    }

    /// The tally of one element or plan in a year; nothing where it has no indicator.
    pub fn get(&self, id: &RecordId, year: FiscalYear) -> Tally {
        self.0.get(id).and_then(|years| years.get(&year)).copied().unwrap_or_default()
    }
}
