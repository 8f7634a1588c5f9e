//! 計算値の見せ方: what a rule measured, rounded for reading, but never over an edge that the exact number does not reach.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{ChangeBy, Edge, Measure, Of, Scale, Total, Toward};

/// 計算値 as people read it: 達成率99.6%, +3.2, 21点.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shown {
    /// The number, rounded; rates are parts of one.
    pub number: Decimal,
    /// What it is.
    pub kind: ShownKind,
    /// 期待される進み of the year, where the grade is held against it.
    pub expected: Option<Decimal>,
}

/// What a measured number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShownKind {
    /// 達成率.
    Rate,
    /// 最終目標に対する達成率.
    RateToEnd,
    /// 変化, in the indicator's own unit; positive where it is for the better.
    Difference,
    /// 増減率.
    ChangeRate,
    /// 許容の範囲の変化: the number is the tolerance, in the indicator's own unit.
    WithinTolerance,
    /// 許容の範囲の増減率.
    RateWithinTolerance,
    /// 達成した割合.
    Share,
    /// 点数.
    Points,
    /// 満点に対する割合.
    ShareOfMost,
}

impl ShownKind {
    /// Whether it says nothing of the year's own target: a movement, or the way to the last target.
    pub fn is_beside_target(self) -> bool {
        let is_change = matches!(
            self,
            Self::Difference | Self::ChangeRate | Self::WithinTolerance | Self::RateWithinTolerance
        );
        is_change || self == Self::RateToEnd
    }
}

/// Digits behind the point at most: more says nothing to anybody.
const MOST_DIGITS: u32 = 8;

impl Shown {
    /// In Japanese and in English.
    pub fn say(self) -> (String, String) {
        let (percent, plain) = (percent(self.number), crate::number::print(self.number));
        let sign = if self.number > Decimal::ZERO { "+" } else { "" };
        let (ja, en) = match self.kind {
            ShownKind::Rate => (format!("達成率{percent}"), format!("{percent} of the target")),
            ShownKind::RateToEnd => {
                (format!("最終目標に対し{percent}"), format!("{percent} of the final target"))
            }
            ShownKind::Difference => (format!("変化{sign}{plain}"), format!("change {sign}{plain}")),
            ShownKind::ChangeRate => (format!("増減率{sign}{percent}"), format!("change {sign}{percent}")),
            ShownKind::WithinTolerance => (format!("変化は±{plain}以内"), format!("change within ±{plain}")),
            ShownKind::RateWithinTolerance => {
                (format!("増減率は±{percent}以内"), format!("change within ±{percent}"))
            }
            ShownKind::Share => (format!("達成した割合{percent}"), format!("{percent} reached")),
            ShownKind::Points => (format!("{plain}点"), format!("{plain} points")),
            ShownKind::ShareOfMost => (format!("満点の{percent}"), format!("{percent} of the most points")),
        };
        match self.expected.map(self::percent) {
            None => (ja, en),
            Some(pace) => (format!("{ja}（期待される進み{pace}）"), format!("{en} ({pace} expected)")),
        }
    }
}

/// 0.996 → 99.6%.
pub(super) fn percent(part: Decimal) -> String {
    let percent = part.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX).normalize();
    format!("{}%", crate::number::print(percent))
}

impl Scale {
    /// The measured number for people: one digit of a percentage, more only where rounding would cross an edge.
    pub(super) fn shown(&self, value: Decimal, expected: Option<Decimal>) -> Option<Shown> {
        if let Measure::Change(it) = &self.measure
            && value.is_zero()
            && !it.tolerance.is_zero()
        {
            let kind = match it.by {
                ChangeBy::Rate => ShownKind::RateWithinTolerance,
                ChangeBy::Difference => ShownKind::WithinTolerance,
            };
            return Some(Shown { number: it.tolerance.normalize(), kind, expected: None });
        }
        let kind = match &self.measure {
            Measure::MeetsTarget | Measure::Person => return None,
            Measure::Achievement(it) if it.toward == Toward::End => ShownKind::RateToEnd,
            Measure::Achievement(_) => ShownKind::Rate,
            Measure::Change(it) if it.by == ChangeBy::Rate => ShownKind::ChangeRate,
            Measure::Change(_) => ShownKind::Difference,
            Measure::ShareReached(_) => ShownKind::Share,
            Measure::Points(it) if it.total == Total::Sum => ShownKind::Points,
            Measure::Points(_) => ShownKind::ShareOfMost,
        };
        if matches!(kind, ShownKind::Difference | ShownKind::Points) {
            return Some(Shown { number: value.normalize(), kind, expected: None });
        }
        let place = self.side(value, expected);
        let rounded = |digits| value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        let honest = (3..=MOST_DIGITS).map(rounded).find(|it| self.side(*it, expected) == place);
        Some(Shown { number: honest.unwrap_or(value).normalize(), kind, expected })
    }

    /// On which side of each edge a number lies, and of the target itself.
    fn side(&self, value: Decimal, expected: Option<Decimal>) -> Vec<Option<bool>> {
        let edges = self.steps.iter().filter_map(|step| {
            let whole = if step.of == Of::Expected { expected? } else { Decimal::ONE };
            Some(step.from?.is_reached(value, whole))
        });
        edges.chain([Edge::AtLeast(Decimal::ONE).is_reached(value, Decimal::ONE)]).collect()
    }
}
