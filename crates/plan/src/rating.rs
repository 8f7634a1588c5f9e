//! 判定基準: rules that turn a target and an actual into a grade. Rules are data, never code.

use serde::{Deserialize, Serialize};

use crate::actual::{Actual, Figure};
use crate::indicator::Indicator;
use crate::target::Target;

/// 判定基準, published with every verdict that it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingRule {
    /// 判定基準名.
    pub name: String,
    /// How it decides.
    pub shape: RuleShape,
    /// 説明, for the page that publishes it.
    #[serde(default)]
    pub description: Option<String>,
}

/// How a rule decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleShape {
    /// 目標達成: the target's own condition decides.
    MeetsTarget {
        /// The grade where the target is met.
        met: Grade,
        /// The grade where it is not.
        missed: Grade,
    },
}

/// 評語: a mark never stands without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// 「A」, 「◎」 …
    pub mark: String,
    /// 「達成」 …
    pub words: String,
}

/// What the figures alone say, before any municipality's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 達成.
    Reached,
    /// 未達成.
    Missed,
    /// 判定できない, and why.
    Undecided(Undecided),
}

/// Why nothing can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undecided {
    /// 目標値がない.
    NoTarget,
    /// 実績がまだない.
    NotYet,
    /// 測定しなかった.
    NotMeasured,
    /// The target is words, or its number has no direction.
    CannotTell,
}

impl Undecided {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::NoTarget => ("目標値なし", "no target"),
            Self::NotYet => ("実績未報告", "not reported yet"),
            Self::NotMeasured => ("未測定", "not measured"),
            Self::CannotTell => ("数値では判定できない", "cannot be judged by number"),
        }
    }
}

/// 判定: an outcome and, where there is one, the rule's grade for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What the figures say.
    pub outcome: Outcome,
    /// The municipality's own grade.
    pub grade: Option<Grade>,
}

/// Whether the actual reached the target, whatever the vocabulary.
pub fn outcome(indicator: &Indicator, target: Option<&Target>, actual: Option<&Actual>) -> Outcome {
    let Some(target) = target else { return Outcome::Undecided(Undecided::NoTarget) };
    let value = match actual.map(|actual| &actual.figure) {
        None | Some(Figure::NotYet) => return Outcome::Undecided(Undecided::NotYet),
        Some(Figure::NotMeasured { .. }) => return Outcome::Undecided(Undecided::NotMeasured),
        Some(Figure::Value(value)) => *value,
    };
    let baseline = indicator.baseline.map(|baseline| baseline.value);
    let higher = indicator.direction.and_then(crate::indicator::Direction::higher_is_better);
    match target.condition.met_by(value, baseline, higher) {
        Some(true) => Outcome::Reached,
        Some(false) => Outcome::Missed,
        None => Outcome::Undecided(Undecided::CannotTell),
    }
}

impl RatingRule {
    /// The grade that this rule gives, with the outcome it rests on.
    pub fn judge(
        &self,
        indicator: &Indicator,
        target: Option<&Target>,
        actual: Option<&Actual>,
    ) -> Judgement {
        let outcome = outcome(indicator, target, actual);
        let RuleShape::MeetsTarget { met, missed } = &self.shape;
        let grade = match outcome {
            Outcome::Reached => Some(met.clone()),
            Outcome::Missed => Some(missed.clone()),
            Outcome::Undecided(_) => None,
        };
        Judgement { outcome, grade }
    }
}
