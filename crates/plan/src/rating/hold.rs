//! 維持の判定: when a figure counts as held, where the indicator does not say which way is better.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::ChangeBy;
use super::shown::percent;
use crate::condition::Condition;
use crate::indicator::{Direction, Indicator};
use crate::target::Target;

/// 維持の判定 of 「284便を維持」. A rule says it, for nobody else may: trips are held by not becoming fewer, a waiting list by not
/// becoming longer, a temperature by staying near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// 下回らない: as much or more.
    AtLeast,
    /// 上回らない: as much or less.
    AtMost,
    /// 許容幅の中: near enough, either way.
    Within(Tolerance),
}

/// 許容幅 around what is to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// In what it is counted.
    #[serde(default)]
    pub by: ChangeBy,
    /// How far the figure may lie on either side, itself included.
    pub width: Decimal,
}

impl Hold {
    /// Whether a figure was held. None where a rate of nothing would have to be taken.
    pub fn is_kept(self, kept: Decimal, actual: Decimal) -> Option<bool> {
        Some(match self {
            Self::AtLeast => actual >= kept,
            Self::AtMost => actual <= kept,
            Self::Within(it) => it.by.measured(kept, actual).ok()?.abs() <= it.width,
        })
    }

    /// Whether more is better; none where neither is.
    pub fn higher_is_better(self) -> Option<bool> {
        match self {
            Self::AtLeast => Some(true),
            Self::AtMost => Some(false),
            Self::Within(_) => None,
        }
    }

    /// The figures around what is held at which the answer turns, where it turns elsewhere than there.
    pub(crate) fn ends(self, kept: Decimal) -> Option<[Decimal; 2]> {
        let Self::Within(Tolerance { by, width }) = self else { return None };
        let far = match by {
            ChangeBy::Difference => width,
            ChangeBy::Rate => kept.checked_mul(width)?,
        };
        Some([kept.checked_sub(far)?, kept.checked_add(far)?])
    }

    /// The rule's sentence, in Japanese and in English.
    pub(super) fn explained(self) -> (String, String) {
        let (ja, en) = match self {
            Self::AtLeast => ("下回らないこと".to_owned(), "not falling below it".to_owned()),
            Self::AtMost => ("上回らないこと".to_owned(), "not rising above it".to_owned()),
            Self::Within(it) => {
                let width = match it.by {
                    ChangeBy::Difference => crate::number::print(it.width.normalize()),
                    ChangeBy::Rate => percent(it.width),
                };
                (format!("±{width}以内にあること"), format!("lying within ±{width} of it"))
            }
        };
        (
            format!("望ましい向きの定めのない指標の「維持」は、{ja}をいう。"),
            format!("Where nobody said which way is better, to hold a figure means {en}."),
        )
    }
}

/// Whether a figure meets a target: by the target's own condition, and where that leaves open what 維持 means, by the rule. An
/// equal figure was held, whatever the rule says or does not say.
pub(crate) fn is_met(
    indicator: &Indicator,
    target: &Target,
    actual: Decimal,
    hold: Option<Hold>,
) -> Option<bool> {
    let baseline = indicator.baseline.map(|it| it.value);
    let higher = indicator.direction.and_then(Direction::higher_is_better);
    let by_itself = target.condition.met_by(actual, baseline, higher);
    by_itself.or_else(|| {
        let kept = held(indicator, target)?;
        if actual == kept { Some(true) } else { hold?.is_kept(kept, actual) }
    })
}

/// The figure that is to be held, where that is what the target asks for: 「284便を維持」, or 「284便」 of an indicator to be held.
pub fn held(indicator: &Indicator, target: &Target) -> Option<Decimal> {
    match target.condition {
        Condition::Maintain(_) => target.level(indicator.baseline.map(|it| it.value)),
        Condition::Bare(number) if indicator.direction == Some(Direction::Hold) => Some(number),
        _ => None,
    }
}
