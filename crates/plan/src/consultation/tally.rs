//! 集計: how many said how much, of letters that nobody else may read.

use std::collections::BTreeMap;

use super::{Because, By, Letter, State};

/// 意見の集計.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 提出者数.
    pub persons: u32,
    /// 意見の件数; what was repeated does not count.
    pub opinions: u32,
    /// 未確認.
    pub unread: u32,
    /// 掲載.
    pub listed: u32,
    /// 掲載しない, by reason.
    pub withheld: BTreeMap<Because, u32>,
    /// 重複.
    pub repeated: u32,
    /// 提出者数 by way.
    pub by_way: BTreeMap<By, u32>,
    /// By summary: opinions and persons.
    pub of_summary: BTreeMap<String, (u32, u32)>,
}

impl Tally {
    /// Counts letters.
    pub fn of<'a>(letters: impl IntoIterator<Item = &'a Letter>) -> Self {
        let mut tally = Self::default();
        for letter in letters {
            let states = letter.states();
            tally.add_letters(letter.by, states.keys().map(|(state, _)| *state), 1);
            states.into_iter().for_each(|(state, opinions)| tally.add_opinions(state, opinions, 1));
        }
        tally
    }

    /// Counts letters that came by one way, and whose opinions are in these states: somebody sent them who counts, if one opinion does.
    pub fn add_letters(&mut self, by: By, states: impl IntoIterator<Item = State>, letters: u32) {
        if states.into_iter().any(State::counts) {
            self.persons += letters;
            *self.by_way.entry(by).or_default() += letters;
        }
    }

    /// Counts opinions of one state and detail ([`super::Mark::detail`]), which so many letters hold.
    pub fn add_opinions(&mut self, (state, detail): (State, &str), opinions: u32, letters: u32) {
        match state {
            State::Unread => self.unread += opinions,
            State::Repeated => self.repeated += opinions,
            State::Withheld => {
                let because = Because::parse(detail).unwrap_or(Because::Other);
                *self.withheld.entry(because).or_default() += opinions;
            }
            State::Listed => {
                self.listed += opinions;
                let known = self.of_summary.entry(detail.to_owned()).or_default();
                *known = (known.0 + opinions, known.1 + letters);
            }
        }
        self.opinions += if state.counts() { opinions } else { 0 };
    }

    /// Opinions that are not shown.
    pub fn withheld(&self) -> u32 {
        self.withheld.values().sum()
    }
}
