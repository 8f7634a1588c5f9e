//! 大きな変化: the indicators that moved most in a year, those first whose movement is proved; none whose movement may be chance.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::change::{Change, Evidence, Meaning};
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
            list.sort_by_cached_key(|it| (!is_tested(&it.change), Reverse(weight(&it.change))));
            list.truncate(most);
        }
        movers
    }
}

/// Whether samples prove the change.
pub fn is_tested(change: &Change) -> bool {
    matches!(change.evidence, Evidence::BeyondError { .. })
}

fn weight(change: &Change) -> Decimal {
    change.relative().unwrap_or_default()
}
