//! 目標値: what a target asks of the actual figure, with the words that Japanese documents use.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::unit::Unit;

mod aim;
mod base;
mod comparator;
#[cfg(test)]
mod tests;
mod written;

pub use comparator::Comparator;
pub use written::{Baseline, Joint, WrittenTarget};

/// 目標の条件: what an actual figure must do for the target to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// 以上
    AtLeast(Decimal),
    /// 以下, 以内
    AtMost(Decimal),
    /// 超
    MoreThan(Decimal),
    /// 未満
    LessThan(Decimal),
    /// 同数
    Equal(Decimal),
    /// 範囲: both ends belong to it.
    Range {
        /// The lower end.
        from: Decimal,
        /// The upper end.
        to: Decimal,
    },
    /// 維持: of a figure, or of the baseline where none is named.
    Maintain(Option<Decimal>),
    /// 増加: by an amount against the baseline, or by any amount.
    Increase(Option<Decimal>),
    /// 減少: by an amount against the baseline, or by any amount.
    Decrease(Option<Decimal>),
    /// 前年度実績以上, 全国平均以下, 1時間30分以内: compared with what the text says in words and not in one number.
    Against(Comparator),
    /// A number without a word: the indicator's direction decides.
    Bare(Decimal),
    /// 言葉の目標: no number can decide it.
    Words,
}

impl Condition {
    /// Reads a target as it is written in a cell or behind an indicator's name; `context_unit` is the unit of bare numbers.
    ///
    /// Words that no number can decide (ranges of two units, two targets, 全校実施) are [`Condition::Words`]. `None` where the
    /// text is no target at all.
    /// ```
    /// use plan::condition::Condition;
    /// let target = Condition::parse("48％以上", None).unwrap();
    /// assert_eq!(target.condition, Condition::AtLeast(48.into()));
    /// assert_eq!(target.unit.unwrap().as_str(), "%");
    /// let target = Condition::parse("80%を維持", None).unwrap();
    /// assert_eq!(target.condition, Condition::Maintain(Some(80.into())));
    /// ```
    pub fn parse(text: &str, context_unit: Option<&str>) -> Option<WrittenTarget> {
        WrittenTarget::parse(&crate::key::key(text), Joint::Firm, context_unit)
    }

    /// The same for an indicator's own unit, in which it is told: 860.7千人以上 is at least 860.7, where people are counted in 千人, and so
    /// is 860,700人以上. What is told in another unit (人 that are to be 10%増, 件 that are to be 3割減) is a target in words.
    /// ```
    /// use plan::{condition::Condition, unit::Unit};
    /// let target = Condition::parse_in("860.7千人以上", &Unit::new("千人")).unwrap();
    /// assert_eq!(target.condition.written("千人"), "860.7千人以上");
    /// ```
    pub fn parse_in(text: &str, own: &Unit) -> Option<WrittenTarget> {
        let read = Self::parse(text, Some(own.as_str()).filter(|it| !it.is_empty()))?;
        let condition = read.condition.told_in(read.unit.as_ref().or(Some(own)), own);
        let fits = read.unit.as_ref().is_none_or(|it| it.fits(own));
        let baseline =
            read.baseline.map(|it| Baseline { value: if fits { own.own(it.value) } else { it.value }, ..it });
        let unit = read.unit.map(|it| if fits { own.clone() } else { it });
        Some(WrittenTarget { condition, unit, baseline, ..read })
    }

    /// Its numbers, that were read in one unit and multiplied out, in a unit of their own. Bare numbers without any are in it already. What
    /// is told in another unit is a target in words: no number of the own unit decides it. A change of a percentage is told in points.
    pub fn told_in(&self, read: Option<&Unit>, own: &Unit) -> Self {
        let Some(read) = read.filter(|_| !own.as_str().is_empty()) else { return self.clone() };
        if self.is_in_points(read, own) {
            return self.clone();
        }
        let is_counted = self.target().is_some() || matches!(self, Self::Range { .. });
        if is_counted && !read.fits(own) {
            return Self::Words;
        }
        match self {
            Self::AtLeast(it) => Self::AtLeast(own.own(*it)),
            Self::AtMost(it) => Self::AtMost(own.own(*it)),
            Self::MoreThan(it) => Self::MoreThan(own.own(*it)),
            Self::LessThan(it) => Self::LessThan(own.own(*it)),
            Self::Equal(it) => Self::Equal(own.own(*it)),
            Self::Range { from, to } => Self::Range { from: own.own(*from), to: own.own(*to) },
            Self::Maintain(it) => Self::Maintain(it.map(|it| own.own(it))),
            Self::Increase(it) => Self::Increase(it.map(|it| own.own(it))),
            Self::Decrease(it) => Self::Decrease(it.map(|it| own.own(it))),
            Self::Bare(it) => Self::Bare(own.own(*it)),
            Self::Against(_) | Self::Words => self.clone(),
        }
    }

    /// Whether it is a change of a percentage, told in points: 5ポイント増.
    pub fn is_in_points(&self, read: &Unit, own: &Unit) -> bool {
        let is_change = matches!(self, Self::Increase(_) | Self::Decrease(_));
        is_change && own.is_percent() && read.as_str() == "ポイント"
    }

    /// 以上, 以下 …: how the actual is compared. `None` for bare numbers, ranges and words.
    pub fn comparator(&self) -> Option<Comparator> {
        match self {
            Self::AtLeast(_) => Some(Comparator::AtLeast),
            Self::AtMost(_) => Some(Comparator::AtMost),
            Self::MoreThan(_) => Some(Comparator::MoreThan),
            Self::LessThan(_) => Some(Comparator::LessThan),
            Self::Equal(_) => Some(Comparator::Equal),
            Self::Maintain(_) => Some(Comparator::Maintain),
            Self::Increase(_) => Some(Comparator::Increase),
            Self::Decrease(_) => Some(Comparator::Decrease),
            Self::Against(comparator) => Some(*comparator),
            Self::Range { .. } | Self::Bare(_) | Self::Words => None,
        }
    }

    /// The one number of the target; of increases and decreases, the amount of change.
    pub fn target(&self) -> Option<Decimal> {
        match self {
            Self::AtLeast(number)
            | Self::AtMost(number)
            | Self::MoreThan(number)
            | Self::LessThan(number)
            | Self::Equal(number)
            | Self::Bare(number) => Some(*number),
            Self::Maintain(number) | Self::Increase(number) | Self::Decrease(number) => *number,
            Self::Range { .. } | Self::Against(_) | Self::Words => None,
        }
    }

    /// Its canonical Japanese words, which [`Condition::parse`] reads back: 48%以上. Empty for [`Condition::Words`].
    pub fn written(&self, unit: &str) -> String {
        let number = |value: &Decimal| format!("{}{unit}", crate::number::print(*value));
        match self {
            Self::AtLeast(value) => number(value) + "以上",
            Self::AtMost(value) if Unit::new(unit).is_rank() => number(value) + "以内",
            Self::AtMost(value) => number(value) + "以下",
            Self::MoreThan(value) => number(value) + "超",
            Self::LessThan(value) => number(value) + "未満",
            Self::Equal(value) => format!("={}", number(value)),
            Self::Range { from, to } => format!("{}～{}", number(from), number(to)),
            Self::Maintain(Some(value)) => number(value) + "を維持",
            Self::Maintain(None) => "維持".to_owned(),
            Self::Increase(Some(value)) => number(value) + "増",
            Self::Increase(None) => "増加".to_owned(),
            Self::Decrease(Some(value)) => number(value) + "減",
            Self::Decrease(None) => "減少".to_owned(),
            Self::Against(comparator) => format!("基準値{}", comparator.after_a_base()),
            Self::Bare(value) => number(value),
            Self::Words => String::new(),
        }
    }

    /// Whether `actual` reaches the target. `None` where that cannot be decided: words, a bare number without a direction, a change
    /// without a baseline, and any comparison with a figure that is named in words only.
    ///
    /// A change is counted in the unit of the figures themselves; a change in percent of the baseline must be converted first.
    pub fn met_by(
        &self,
        actual: Decimal,
        baseline: Option<Decimal>,
        higher_is_better: Option<bool>,
    ) -> Option<bool> {
        Some(match self {
            Self::AtLeast(target) => actual >= *target,
            Self::AtMost(target) => actual <= *target,
            Self::MoreThan(target) => actual > *target,
            Self::LessThan(target) => actual < *target,
            Self::Equal(target) => actual == *target,
            Self::Range { from, to } => (*from..=*to).contains(&actual),
            Self::Bare(target) => reaches(actual, *target, higher_is_better?),
            Self::Maintain(target) => {
                let kept = (*target).or(baseline)?;
                actual == kept || reaches(actual, kept, higher_is_better?)
            }
            Self::Increase(Some(by)) => actual.checked_sub(baseline?)? >= *by,
            Self::Increase(None) => actual > baseline?,
            Self::Decrease(Some(by)) => baseline?.checked_sub(actual)? >= *by,
            Self::Decrease(None) => actual < baseline?,
            Self::Against(_) | Self::Words => return None,
        })
    }
}

fn reaches(actual: Decimal, target: Decimal, higher_is_better: bool) -> bool {
    if higher_is_better { actual >= target } else { actual <= target }
}
