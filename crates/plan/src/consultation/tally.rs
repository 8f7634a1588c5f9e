//! 集計: how many said how much, of letters that nobody else may read.

use std::collections::BTreeMap;

use super::{Because, By, Letter, Mark};

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
        letters.into_iter().for_each(|it| tally.add(it));
        tally
    }

    /// Opinions that are not shown.
    pub fn withheld(&self) -> u32 {
        self.withheld.values().sum()
    }

    fn add(&mut self, letter: &Letter) {
        if letter.counts() {
            self.persons += 1;
            *self.by_way.entry(letter.by).or_default() += 1;
        }
        let mut of_letter: BTreeMap<&str, u32> = BTreeMap::new();
        for point in &letter.points {
            match &point.mark {
                Mark::Unread => self.unread += 1,
                Mark::Repeated => self.repeated += 1,
                Mark::Withheld { because, .. } => *self.withheld.entry(*because).or_default() += 1,
                Mark::Listed { summary } => {
                    self.listed += 1;
                    *of_letter.entry(summary).or_default() += 1;
                }
            }
            self.opinions += u32::from(point.mark != Mark::Repeated);
        }
        for (summary, opinions) in of_letter {
            let known = self.of_summary.entry(summary.to_owned()).or_default();
            *known = (known.0 + opinions, known.1 + 1);
        }
    }
}
