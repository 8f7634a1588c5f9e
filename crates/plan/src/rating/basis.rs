//! 判定の根拠: the inputs of a verdict, kept with it as they were.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Judgement, RatingRule};
use crate::actual::Actual;
use crate::indicator::Indicator;
use crate::target::Target;

/// 判定の根拠: what a verdict was made of on the day on which it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// 判定基準名 of that day.
    pub rule_name: String,
    /// 目標値 in the document's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// 実績値.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Decimal>,
    /// 基準値.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Decimal>,
    /// What the rule measured: a rate as a part of one, a change, points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Decimal>,
    /// The mark that the rule gave; none where it gave none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
}

impl Basis {
    /// The inputs of a judgement of an indicator.
    pub fn of(
        rule: &RatingRule,
        indicator: &Indicator,
        (target, actual): (Option<&Target>, Option<&Actual>),
        judgement: &Judgement,
    ) -> Self {
        Self {
            target: target.map(|it| it.words.clone()),
            actual: actual.and_then(Actual::value),
            baseline: indicator.baseline.map(|it| it.value),
            ..Self::of_element(rule, judgement)
        }
    }

    /// The inputs of a judgement of an element: what was measured of all that stands below it.
    pub fn of_element(rule: &RatingRule, judgement: &Judgement) -> Self {
        let computed = judgement.grade.as_ref().map(|it| it.mark.clone());
        let (rule_name, value) = (rule.name.clone(), judgement.value);
        Self { rule_name, target: None, actual: None, baseline: None, value, computed }
    }
}
