//! 訂正: what a decision changed of what a published verdict rests on.

use jiff::civil::Date;

use crate::decision::DecisionNumber;

/// 訂正: one decision that changed what a published verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which decision.
    pub decision: DecisionNumber,
    /// Its day.
    pub on: Date,
    /// What it changed.
    pub what: Vec<Corrected>,
}

/// What a correction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Corrected {
    /// 実績値.
    Actual,
    /// 目標値.
    Target,
    /// 指標: its direction, baseline, unit, or the rule that it names.
    Indicator,
    /// 判定基準.
    Rule,
    /// 人による判定.
    Person,
    /// 他の年度の目標値・実績値, which the rule looks at too.
    OtherYear,
    /// 体系: what stands below an element, or where the element stands itself.
    Structure,
}

impl Corrected {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Actual => ("実績値", "result"),
            Self::Target => ("目標値", "target"),
            Self::Indicator => ("指標の定め", "definition of the indicator"),
            Self::Rule => ("判定基準", "rating rule"),
            Self::Person => ("人による判定", "verdict of a person"),
            Self::OtherYear => ("他の年度の値", "figure of another year"),
            Self::Structure => ("体系", "structure of the plan"),
        }
    }
}
