//! 測るもの: what a rule measures, before any grade. Few shapes, free to be combined with any list of grades.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Formula;
use crate::fiscal_year::FiscalYear;

/// 測るもの of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 目標達成: 1 where the target's own condition is met, 0 where it is not.
    MeetsTarget,
    /// 達成率, by a formula for each direction.
    Achievement(Achievement),
    /// 変化: how much better or worse than another year.
    Change(Change),
    /// 達成した割合 among what stands below an element.
    ShareReached(ShareReached),
    /// 点数 for the grades of what stands below an element.
    Points(Points),
    /// 人による判定: a person chooses the grade, with a reason.
    Person,
}

/// 達成率: which formula holds for which direction; none: no rate is computed for that direction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Achievement {
    /// 上がるほど良い.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up: Option<Formula>,
    /// 下がるほど良い.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<Formula>,
    /// 維持するのが良い.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Formula>,
    /// 範囲内が良い.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Formula>,
    /// Against which target.
    #[serde(default)]
    pub toward: Toward,
    /// 累計の起点: figures that are reported year by year are added up from here; none: the figure as reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
}

/// Against which target a rate is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Toward {
    /// その年度の目標値.
    #[default]
    Year,
    /// 計画の最終年度の目標値.
    End,
}

/// 累計の起点.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Since {
    /// A year, itself included.
    Year(FiscalYear),
    /// The first year of the plan.
    PlanStart,
}

/// 変化: positive where it is for the better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Since when.
    pub from: ChangeFrom,
    /// In what.
    #[serde(default)]
    pub by: ChangeBy,
    /// 許容幅: changes up to this size, either way, count as none.
    #[serde(default)]
    pub tolerance: Decimal,
}

/// What a change is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeFrom {
    /// 前年度.
    LastYear,
    /// 基準値.
    Baseline,
}

/// In what a change is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeBy {
    /// 差, in the indicator's own unit; of percentages, points.
    #[default]
    Difference,
    /// 増減率, as a part of the figure before.
    Rate,
}

/// 達成した割合: how many of those that could be judged reached their target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareReached {
    /// Among what.
    #[serde(default)]
    pub among: Among,
    /// What is done with those that cannot be judged.
    #[serde(default)]
    pub open: Open,
}

/// What stands below an element and is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Among {
    /// 指標 of the element and of all elements below it, each once.
    #[default]
    Indicators,
    /// The elements right below it, by their own grades.
    Elements,
}

/// 判定できないものの扱い.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// 除く: left out of the share, and told.
    #[default]
    LeftOut,
    /// 未達成とみなす.
    Missed,
}

/// 点数: each grade is worth points. They are added up; rates are never averaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    /// Among what.
    #[serde(default)]
    pub among: Among,
    /// What each grade is worth.
    pub points: Vec<PointsOf>,
    /// What is made of the sum.
    #[serde(default)]
    pub total: Total,
}

/// What a grade is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointsOf {
    /// The mark of the grade.
    pub mark: String,
    /// Its points.
    pub points: Decimal,
}

/// What is made of the sum of points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// 合計: every one must have its points.
    #[default]
    Sum,
    /// 満点に対する割合: those without points are left out.
    ShareOfMost,
}

impl Measure {
    /// Whether it speaks of an element and what stands below it, and not of one indicator.
    pub fn is_of_elements(&self) -> bool {
        matches!(self, Self::ShareReached(_) | Self::Points(_))
    }
}
