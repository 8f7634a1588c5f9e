//! 達成率の計算式: exact, and refused wherever a quotient would say something untrue.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Unrated;
use crate::condition::Condition;
use crate::indicator::Direction;

/// 達成率の計算式. 1 is the target itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// 実績÷目標.
    ActualOverTarget,
    /// 目標÷実績, for what should be low.
    TargetOverActual,
    /// (目標×2－実績)÷目標, for what should be low: as much below 100% as the result lies above the target.
    TwiceTargetLessActual,
    /// (実績－基準値)÷(目標－基準値): the part of the way that was covered, up or down.
    WayFromBaseline,
    /// 1 where the target is met, else 0.
    Met,
    /// 範囲: 1 within it, else the quotient with the end that is nearer.
    NearestEnd,
}

/// The figures that a rate is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures<'a> {
    pub(super) actual: Decimal,
    pub(super) condition: &'a Condition,
    /// The one number of the target, counted from the baseline where the target is a change.
    pub(super) level: Option<Decimal>,
    pub(super) baseline: Option<Decimal>,
    /// Which way is better, as target and indicator together say.
    pub(super) direction: Direction,
    /// Whether the target is met, where that can be told.
    pub(super) is_met: Option<bool>,
}

/// Which way is better. The target's own words come first, for they are the promise; a bare number leaves it to the indicator.
pub(super) fn direction(condition: &Condition, own: Option<Direction>) -> Result<Direction, Unrated> {
    use Direction::{Down, Hold, Up, Within};
    let said = match condition {
        Condition::Range { .. } => Some(Within),
        Condition::Maintain(_) | Condition::Equal(_) => Some(Hold),
        Condition::AtLeast(_) | Condition::MoreThan(_) | Condition::Increase(_) => Some(Up),
        Condition::AtMost(_) | Condition::LessThan(_) | Condition::Decrease(_) => Some(Down),
        Condition::Bare(_) => None,
        Condition::Against(_) | Condition::Words => return Err(Unrated::NotOneNumber),
    };
    match (said, own) {
        (Some(Up), Some(Down)) | (Some(Down), Some(Up)) => Err(Unrated::DirectionsDiffer),
        (Some(Up | Down), Some(own)) => Ok(own),
        (Some(said), _) => Ok(said),
        (None, Some(own)) => Ok(own),
        (None, None) => Err(Unrated::NoDirection),
    }
}

impl Formula {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::ActualOverTarget,
        Self::TargetOverActual,
        Self::TwiceTargetLessActual,
        Self::WayFromBaseline,
        Self::Met,
        Self::NearestEnd,
    ];

    /// In Japanese and in English.
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::ActualOverTarget => ("実績÷目標", "result ÷ target"),
            Self::TargetOverActual => ("目標÷実績", "target ÷ result"),
            Self::TwiceTargetLessActual => ("（目標×2－実績）÷目標", "(2 × target − result) ÷ target"),
            Self::WayFromBaseline => {
                ("（実績－基準値）÷（目標－基準値）", "(result − baseline) ÷ (target − baseline)")
            }
            Self::Met => {
                ("目標の条件を満たせば100%、満たさなければ0%", "100% where the target is met, else 0%")
            }
            Self::NearestEnd => (
                "範囲の中なら100%、外なら近いほうの端との比",
                "100% within the range, else the quotient with the nearer end",
            ),
        }
    }

    /// Its name in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActualOverTarget => "actual_over_target",
            Self::TargetOverActual => "target_over_actual",
            Self::TwiceTargetLessActual => "twice_target_less_actual",
            Self::WayFromBaseline => "way_from_baseline",
            Self::Met => "met",
            Self::NearestEnd => "nearest_end",
        }
    }

    /// 達成率, or why there is none.
    pub(super) fn rate(self, it: &Figures<'_>) -> Result<Decimal, Unrated> {
        let rate = match self {
            Self::Met => return it.met(),
            Self::NearestEnd => it.nearest_end(),
            Self::ActualOverTarget => quotient(it.actual, it.whole_target()?),
            Self::TargetOverActual => quotient(it.whole_target()?, it.actual),
            Self::TwiceTargetLessActual => it.twice_target_less_actual(),
            Self::WayFromBaseline => it.way(),
        }?;
        let strict = matches!(it.condition, Condition::MoreThan(_) | Condition::LessThan(_));
        if strict && it.level == Some(it.actual) { Err(Unrated::ExactlyAtEdge) } else { Ok(rate) }
    }
}

impl Figures<'_> {
    fn met(&self) -> Result<Decimal, Unrated> {
        self.is_met.map(|met| if met { Decimal::ONE } else { Decimal::ZERO }).ok_or(Unrated::NotOneNumber)
    }

    fn target(&self) -> Result<Decimal, Unrated> {
        self.level.ok_or(match self.condition {
            Condition::Increase(_) | Condition::Decrease(_) | Condition::Maintain(None)
                if self.baseline.is_none() =>
            {
                Unrated::NoBaseline
            }
            _ => Unrated::NotOneNumber,
        })
    }

    /// A target that one can divide by and into.
    fn whole_target(&self) -> Result<Decimal, Unrated> {
        let target = self.target()?;
        if target.is_zero() { Err(Unrated::TargetIsZero) } else { Ok(target) }
    }

    fn twice_target_less_actual(&self) -> Result<Decimal, Unrated> {
        let target = self.whole_target()?;
        if target.is_sign_negative() || is_below_zero(self.actual) {
            return Err(Unrated::Negative);
        }
        let twice = target.checked_add(target).and_then(|it| it.checked_sub(self.actual));
        twice.and_then(|it| it.checked_div(target)).ok_or(Unrated::TooLarge)
    }

    fn way(&self) -> Result<Decimal, Unrated> {
        let (target, baseline) = (self.target()?, self.baseline.ok_or(Unrated::NoBaseline)?);
        let whole = target.checked_sub(baseline).ok_or(Unrated::TooLarge)?;
        if whole.is_zero() {
            return Err(Unrated::NoWay);
        }
        if self.direction.higher_is_better().is_some_and(|up| up == is_below_zero(whole)) {
            return Err(Unrated::TargetBehindBaseline);
        }
        let covered = self.actual.checked_sub(baseline).ok_or(Unrated::TooLarge)?;
        covered.checked_div(whole).ok_or(Unrated::TooLarge)
    }

    fn nearest_end(&self) -> Result<Decimal, Unrated> {
        let (from, to) = match self.condition {
            Condition::Range { from, to } => (*from, *to),
            _ => (self.target()?, self.target()?),
        };
        if (from..=to).contains(&self.actual) {
            Ok(Decimal::ONE)
        } else if self.actual < from {
            quotient(self.actual, if from.is_zero() { Err(Unrated::TargetIsZero) } else { Ok(from) }?)
        } else {
            quotient(to, self.actual)
        }
    }
}

/// A quotient of two figures that are not below zero.
fn quotient(part: Decimal, whole: Decimal) -> Result<Decimal, Unrated> {
    if is_below_zero(part) || is_below_zero(whole) {
        return Err(Unrated::Negative);
    }
    if whole.is_zero() {
        return Err(Unrated::ActualIsZero);
    }
    part.checked_div(whole).ok_or(Unrated::TooLarge)
}

fn is_below_zero(number: Decimal) -> bool {
    number.is_sign_negative() && !number.is_zero()
}
