//! 指標: what is measured, how, and which way is better.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;
use crate::survey::SurveyDesign;
use crate::unit::Unit;

/// 指標. It lives longer than a yearly statement: each year's element is added to `elements`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// The elements whose success it measures, oldest first.
    pub elements: Vec<RecordId>,
    /// 指標名.
    pub name: String,
    /// What it measures.
    pub kind: IndicatorKind,
    /// 単位, as written.
    #[serde(default)]
    pub unit: Unit,
    /// 望ましい方向; none until someone says so: it is never guessed from a name.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// 定義, 算出方法.
    #[serde(default)]
    pub definition: Option<String>,
    /// 出典.
    #[serde(default)]
    pub source: Option<String>,
    /// 単年 or 累計.
    #[serde(default)]
    pub window: Window,
    /// 基準値, from which the way to the target is counted.
    #[serde(default)]
    pub baseline: Option<Baseline>,
    /// 調査設計, for figures that come from a survey.
    #[serde(default)]
    pub survey: Option<SurveyDesign>,
    /// 断絶: years from which figures cannot be compared with those before.
    #[serde(default)]
    pub breaks: Vec<Break>,
    /// 次回更新, as written.
    #[serde(default)]
    pub next_due: Option<String>,
    /// 判定基準; none: the municipality's own.
    #[serde(default)]
    pub rule: Option<RecordId>,
    /// 発現時期 of an outcome; none until someone says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// 単位費用の根拠: why the money of a year serves just what the figure of that year counts; without it nothing is divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_unit: Option<String>,
    /// Its place among the indicators of an element.
    #[serde(default)]
    pub order: u32,
}

impl Indicator {
    /// An indicator with its name only.
    pub fn new(name: impl Into<String>, kind: IndicatorKind, unit: Unit) -> Self {
        Self {
            elements: vec![],
            name: name.into(),
            kind,
            unit,
            direction: None,
            definition: None,
            source: None,
            window: Window::Yearly,
            baseline: None,
            survey: None,
            breaks: vec![],
            next_due: None,
            rule: None,
            term: None,
            cost_unit: None,
            order: 0,
        }
    }
}

/// 指標の種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// 成果指標: what changed for people.
    Outcome,
    /// 実感指標: what people say they feel.
    Perception,
    /// 活動指標: what was done.
    Output,
    /// 対象指標: how many there are to serve.
    Target,
}

impl IndicatorKind {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Outcome => ("成果指標", "outcome"),
            Self::Perception => ("実感指標", "perception"),
            Self::Output => ("活動指標", "output"),
            Self::Target => ("対象指標", "size of target group"),
        }
    }
}

/// 発現時期: how soon an outcome is expected to show, in the chain from input to outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// 短期.
    Short,
    /// 中期.
    Middle,
    /// 長期.
    Long,
}

impl Term {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Short => ("短期", "short term"),
            Self::Middle => ("中期", "middle term"),
            Self::Long => ("長期", "long term"),
        }
    }
}

/// 望ましい方向.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 上がるほど良い.
    Up,
    /// 下がるほど良い.
    Down,
    /// 維持するのが良い.
    Hold,
    /// 範囲内にあるのが良い.
    Within,
}

impl Direction {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Up => ("上がるほど良い", "higher is better"),
            Self::Down => ("下がるほど良い", "lower is better"),
            Self::Hold => ("維持するのが良い", "should be held"),
            Self::Within => ("範囲内が良い", "should stay within a range"),
        }
    }

    /// Whether a higher figure is better, where that is a question at all.
    pub fn higher_is_better(self) -> Option<bool> {
        match self {
            Self::Up => Some(true),
            Self::Down => Some(false),
            Self::Hold | Self::Within => None,
        }
    }
}

/// 集計: what a year's figure counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// 単年: the year itself.
    #[default]
    Yearly,
    /// 累計: everything since the baseline.
    Cumulative,
}

/// 基準値.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// 基準年度.
    pub year: FiscalYear,
    /// The figure of that year.
    pub value: Decimal,
}

/// 断絶: a change of definition or method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// The first year that is counted in the new way.
    pub year: FiscalYear,
    /// What changed.
    pub note: String,
}
