//! 段階: grades in a list, each beginning at its edge.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Grade, Measure, Tone};

/// 段階: what is measured, and where each grade begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// What is measured.
    pub measure: Measure,
    /// 評語 as the municipality lists them. Of a measured scale the first step whose edge is reached is the grade.
    pub steps: Vec<Step>,
    /// 順序: at which end of the list the best grade stands. Never inferred: 1 is best here, 5 there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// 期待される進み: how much of the way should be covered after each year of the plan, e.g. 20%, 40% … 100%.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<Decimal>,
}

/// One grade of a scale and where it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The grade.
    pub grade: Grade,
    /// 下限; none: everything that no step above took, and every step of a scale by which a person judges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Edge>,
    /// Of what the edge is a part.
    #[serde(default, skip_serializing_if = "Of::is_whole")]
    pub of: Of,
}

/// 下限 of a step. Rates are parts of one: 80% is 0.8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// 以上
    AtLeast(Decimal),
    /// 超
    MoreThan(Decimal),
}

/// Of what an edge is a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The measure itself.
    #[default]
    Whole,
    /// 期待される進み of the year.
    Expected,
}

/// 順序 of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// 先頭が最もよい.
    FirstIsBest,
    /// 末尾が最もよい.
    LastIsBest,
}

impl Edge {
    /// The number at which the step begins.
    pub fn number(self) -> Decimal {
        match self {
            Self::AtLeast(number) | Self::MoreThan(number) => number,
        }
    }

    /// Whether a measure lies in the step or above it, the edge being a part of `whole`. None where the product is too large.
    pub fn is_reached(self, value: Decimal, whole: Decimal) -> Option<bool> {
        let edge = self.number().checked_mul(whole)?;
        Some(match self {
            Self::AtLeast(_) => value >= edge,
            Self::MoreThan(_) => value > edge,
        })
    }
}

impl Of {
    fn is_whole(&self) -> bool {
        *self == Self::Whole
    }
}

impl Scale {
    /// The grade at a place of the list, with its own tone or the one that its place gives: the best ●, the worst ■, between
    /// them ◆ in the better half and ▲ in the other.
    pub fn grade(&self, at: usize) -> Option<Grade> {
        let (grade, last) = (&self.steps.get(at)?.grade, self.steps.len() - 1);
        let from_best = if self.order == Some(Order::LastIsBest) { last - at } else { at };
        let by_place = match from_best {
            0 => Tone::Reached,
            it if it == last => Tone::Missed,
            it if it * 2 <= last => Tone::Nearly,
            _ => Tone::Slow,
        };
        Some(grade.clone().or_toned(by_place))
    }

    /// The place of the step that a measure reaches. None where no step takes it, or where a step asks for the pace of a year
    /// that is not known.
    pub(super) fn place(&self, value: Decimal, expected: Option<Decimal>) -> Option<usize> {
        for (at, step) in self.steps.iter().enumerate() {
            let whole = match step.of {
                Of::Whole => Decimal::ONE,
                Of::Expected => expected?,
            };
            match step.from {
                None => return Some(at),
                Some(edge) if edge.is_reached(value, whole)? => return Some(at),
                Some(_) => {}
            }
        }
        None
    }

    /// Whether any edge is a part of the year's pace.
    pub(super) fn is_paced(&self) -> bool {
        self.steps.iter().any(|step| step.of == Of::Expected)
    }
}
