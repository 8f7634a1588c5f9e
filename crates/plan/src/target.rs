//! 目標値: what was promised for a year.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::condition::Condition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator};
use crate::record::RecordId;

mod said;

/// 目標値 of one indicator for one fiscal year. Revised by a new version with a reason, never overwritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The indicator it belongs to.
    pub indicator: RecordId,
    /// The year in which it is to be reached.
    pub fiscal_year: FiscalYear,
    /// What the actual figure must do.
    pub condition: Condition,
    /// 原文, e.g. 「48％以上」.
    pub words: String,
    /// 改定理由: why it differs from the version before.
    #[serde(default)]
    pub revision_reason: Option<String>,
}

impl Target {
    /// The figure at which the target stands: of an increase or a decrease, the baseline moved by that amount.
    /// None for words, ranges, and changes of a baseline that nobody knows.
    pub fn level(&self, baseline: Option<Decimal>) -> Option<Decimal> {
        match &self.condition {
            Condition::Increase(by) => baseline?.checked_add((*by)?),
            Condition::Decrease(by) => baseline?.checked_sub((*by)?),
            Condition::Maintain(kept) => (*kept).or(baseline),
            other => other.target(),
        }
    }

    /// How far a figure lies above the target, or below it where negative; of a range, from the nearer end, and nothing within.
    /// None where the target is no number.
    pub fn distance(&self, value: Decimal, baseline: Option<Decimal>) -> Option<Decimal> {
        let nearest = match self.condition {
            Condition::Range { from, to } => value.clamp(from.min(to), to.max(from)),
            _ => self.level(baseline)?,
        };
        value.checked_sub(nearest)
    }

    /// The same as a part of the target's own size, whichever way: what puts the farthest first among indicators of any unit.
    pub fn distance_share(&self, value: Decimal, baseline: Option<Decimal>) -> Option<Decimal> {
        let size = self.level(baseline).unwrap_or(Decimal::ONE).abs().max(Decimal::ONE);
        self.distance(value, baseline)?.abs().checked_div(size)
    }

    /// 前倒しの達成: whether a figure of an earlier year meets it for good. Only where more is better, or less: what is to be held
    /// can be lost again.
    pub fn is_met_early(&self, indicator: &Indicator, value: Decimal) -> bool {
        use Condition::{Equal, Maintain, Range};
        let higher = indicator.direction.and_then(Direction::higher_is_better);
        let is_held = matches!(self.condition, Range { .. } | Maintain(_) | Equal(_));
        let baseline = indicator.baseline.map(|it| it.value);
        higher.is_some() && !is_held && self.condition.met_by(value, baseline, higher) == Some(true)
    }

    /// The words as pages write them: figures with narrow digits and separators, else as they were typed.
    pub fn said(&self) -> String {
        let figures = match self.condition {
            Condition::Range { from, to } => vec![from, to],
            ref other => other.target().into_iter().collect(),
        };
        said::said(&self.words, &figures)
    }

    /// Whether it asks the same as another target, whatever hand typed it. Another one is a revision (改定); the same in other
    /// words is none.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.condition == other.condition
            && (self.condition != Condition::Words || self.said() == other.said())
    }

    /// The id under which it is recorded.
    pub fn id(&self) -> RecordId {
        self.indicator.target(self.fiscal_year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::IndicatorKind;
    use crate::unit::Unit;

    fn target(words: &str) -> Target {
        let condition = Condition::parse(words, None).map_or(Condition::Words, |it| it.condition);
        let (indicator, fiscal_year) = (RecordId::new("i"), FiscalYear::new(2024));
        Target { indicator, fiscal_year, condition, words: words.to_owned(), revision_reason: None }
    }

    #[test]
    fn the_distance_is_that_to_the_nearer_end() {
        let of = |words: &str, value: i64| target(words).distance(value.into(), Some(40.into()));
        assert_eq!(of("60%以上", 54), Some((-6).into()));
        assert_eq!(of("10件増", 54), Some(4.into()), "fifty, counted from the baseline");
        let range = [8, 12, 20].map(|value| of("10～15", value));
        assert_eq!(range, [Some((-2).into()), Some(0.into()), Some(5.into())]);
        assert_eq!(of("全校で実施", 54), None);
        assert_eq!(
            target("0件").distance_share(6.into(), None),
            Some(6.into()),
            "nothing is divided by zero"
        );
        assert_eq!(target("60%以上").distance_share(54.into(), None), Some(Decimal::new(1, 1)));
    }

    #[test]
    fn what_is_to_be_held_is_never_reached_early() {
        let of = |words: &str, direction| {
            let it = Indicator {
                direction: Some(direction),
                ..Indicator::new("数", IndicatorKind::Outcome, Unit::new("件"))
            };
            target(words).is_met_early(&it, 60.into())
        };
        assert!(of("50件以上", Direction::Up) && of("70件以下", Direction::Down));
        assert!(!of("70件以上", Direction::Up) && !of("60件を維持", Direction::Up));
        assert!(!of("60件以上", Direction::Hold) && !of("50～70", Direction::Within));
    }
}
