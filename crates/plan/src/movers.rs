//! 大きな変化: the indicators that moved most in a year, those first whose movement is proved; none whose movement may be chance.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::change::{Change, Evidence, Meaning, Unclear};
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::record::RecordId;

/// 大きな変化 of one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover<'a> {
    /// The indicator.
    pub id: &'a RecordId,
    /// The same as a record.
    pub indicator: &'a Indicator,
    /// Its change.
    pub change: Change,
}

/// 改善 and 悪化, the largest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movers<'a> {
    /// 改善.
    pub better: Vec<Mover<'a>>,
    /// 悪化.
    pub worse: Vec<Mover<'a>>,
}

impl Edition {
    /// Up to `most` indicators that became better in a year and as many that became worse, against the year before or the
    /// last one measured. Surveys whose change is beyond the error come first, then what was counted; each by how far it moved
    /// in relation to its size. What is within the error, or cannot be tested, is no change.
    pub fn movers(&self, year: FiscalYear, most: usize) -> Movers<'_> {
        let mut movers = Movers::default();
        for (id, indicator) in self.all::<Indicator>() {
            let Ok(change) = self.change(id, year) else { continue };
            let list = match change.meaning {
                Meaning::Better if change.is_sure() => &mut movers.better,
                Meaning::Worse if change.is_sure() => &mut movers.worse,
                _ => continue,
            };
            list.push(Mover { id, indicator, change });
        }
        for list in [&mut movers.better, &mut movers.worse] {
            list.sort_by_cached_key(|it| rank(Some(&it.change)));
            list.truncate(most);
        }
        movers
    }
}

/// Whether samples prove the change.
pub fn is_tested(change: &Change) -> bool {
    matches!(change.evidence, Evidence::BeyondError { .. })
}

/// 変化の順: its place among changes. What samples prove comes first, then what was counted, each by how far it moved in
/// relation to its size; a total since the baseline only grows, so that it grew is no news; then what may be chance or cannot be
/// tested, what stayed the same, and what has nothing to be compared with.
pub fn rank(change: Option<&Change>) -> (u8, Reverse<Decimal>) {
    let Some(change) = change else { return (5, Reverse(Decimal::ZERO)) };
    let group = match (change.evidence, change.meaning) {
        _ if change.by.is_zero() => 4,
        (Evidence::BeyondError { .. }, _) => 0,
        (Evidence::Counted, Meaning::Unknown(Unclear::Cumulative)) => 2,
        (Evidence::Counted, _) => 1,
        (Evidence::WithinError { .. } | Evidence::Untested(_), _) => 3,
    };
    (group, Reverse(change.relative().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Measure;
    use crate::survey::NoInterval;

    fn change(before: i64, after: i64, evidence: Evidence, meaning: Meaning) -> Change {
        let (before, after) = (Decimal::from(before), Decimal::from(after));
        Change {
            since: FiscalYear::new(2023),
            year: FiscalYear::new(2024),
            before,
            after,
            by: after - before,
            measure: Measure::Units,
            meaning,
            evidence,
        }
    }

    #[test]
    fn what_is_proved_stands_before_what_was_counted_and_chance_behind_both() {
        let error = (Decimal::NEGATIVE_ONE, Decimal::TEN);
        let (low, high) = error;
        let order = [
            change(50, 40, Evidence::BeyondError { low, high }, Meaning::Worse),
            change(50, 56, Evidence::BeyondError { low, high }, Meaning::Better),
            change(10, 90, Evidence::Counted, Meaning::Better),
            change(90, 80, Evidence::Counted, Meaning::Unknown(Unclear::NoDirection)),
            change(10, 99, Evidence::Counted, Meaning::Unknown(Unclear::Cumulative)),
            change(10, 99, Evidence::Untested(NoInterval::NoSample), Meaning::Better),
            change(50, 52, Evidence::WithinError { low, high }, Meaning::WithinError),
            change(50, 50, Evidence::Counted, Meaning::Same),
        ];
        let ranks: Vec<_> = order.iter().map(|it| rank(Some(it))).chain([rank(None)]).collect();
        assert!(ranks.windows(2).all(|it| it[0] < it[1]), "{ranks:?}");
    }

    #[test]
    fn a_rise_and_the_fall_back_are_equally_large() {
        let rise = change(40, 50, Evidence::Counted, Meaning::Better);
        let fall = change(50, 40, Evidence::Counted, Meaning::Worse);
        assert_eq!(rank(Some(&rise)), rank(Some(&fall)));
    }
}
