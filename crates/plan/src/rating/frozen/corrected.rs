//! 訂正, 改定 …: what a decision changed of what a published verdict rests on.

use jiff::civil::Date;

use crate::decision::DecisionNumber;

/// 訂正, 改定 …: one decision that changed what a published verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which decision.
    pub decision: DecisionNumber,
    /// Its day.
    pub on: Date,
    /// What it changed, and how.
    pub deeds: Vec<(Corrected, Deed)>,
}

impl Correction {
    /// What it changed.
    pub fn what(&self) -> Vec<Corrected> {
        let mut what: Vec<_> = self.deeds.iter().map(|it| it.0).collect();
        what.dedup();
        what
    }
}

/// 訂正, 改定, 変更, 追加, 取下げ: a wrong figure is corrected; a target that is raised or lowered is revised, for nothing was
/// wrong with it; what was not there is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// 訂正: another figure in the place of a wrong one.
    Corrected,
    /// 改定: another target, or another rule.
    Revised,
    /// 変更: whatever else is another one now.
    Changed,
    /// 追加.
    Added,
    /// 取下げ.
    Withdrawn,
}

impl Deed {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Corrected, Self::Revised, Self::Changed, Self::Added, Self::Withdrawn];

    /// By what was there before and what is there now.
    pub(super) fn of(what: Corrected, was_there: bool, is_there: bool) -> Self {
        match (what, was_there, is_there) {
            // A work that was put elsewhere, or an indicator that is described otherwise, neither came nor went.
            (Corrected::Structure | Corrected::Indicator, ..) => Self::Changed,
            (_, false, true) => Self::Added,
            (_, true, false) => Self::Withdrawn,
            (Corrected::Actual, ..) => Self::Corrected,
            (Corrected::Target | Corrected::Rule, ..) => Self::Revised,
            (Corrected::Person | Corrected::OtherYear, ..) => Self::Changed,
        }
    }

    /// In Japanese and in English: 「目標値を改定」, "target revised".
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Corrected => ("訂正", "corrected"),
            Self::Revised => ("改定", "revised"),
            Self::Changed => ("変更", "changed"),
            Self::Added => ("追加", "added"),
            Self::Withdrawn => ("取下げ", "withdrawn"),
        }
    }

    /// As a heading says it of several.
    pub fn plural(self) -> (&'static str, &'static str) {
        match self {
            Self::Corrected => ("訂正", "corrections"),
            Self::Revised => ("改定", "revisions"),
            Self::Changed => ("変更", "changes"),
            Self::Added => ("追加", "additions"),
            Self::Withdrawn => ("取下げ", "withdrawals"),
        }
    }
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
