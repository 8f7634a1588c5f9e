//! 調査設計: what a survey figure may be said to show.

use serde::{Deserialize, Serialize};

mod certainty;
mod interval;
#[cfg(test)]
mod tests;
mod wording;

pub use certainty::{Certainty, certainty, needed_answers};
pub(crate) use interval::printed;
pub use interval::{Interval, NoInterval, interval, small_count};
pub(crate) use wording::{RESIDENTS, respondents};
pub use wording::{needed_words, right_words};

/// 調査設計 of an indicator: the part that stays the same over the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyDesign {
    /// 母集団, e.g. 18歳以上の市民.
    #[serde(default)]
    pub population: Option<String>,
    /// 抽出枠, e.g. 住民基本台帳.
    #[serde(default)]
    pub frame: Option<String>,
    /// 抽出方法: it decides whether a margin of error means anything.
    pub sampling: Sampling,
    /// 調査方法, e.g. 郵送・インターネット併用.
    #[serde(default)]
    pub mode: Option<String>,
    /// 設問.
    #[serde(default)]
    pub question: Option<String>,
    /// 回答の選択肢, and which of them are counted.
    #[serde(default)]
    pub choices: Option<String>,
    /// 母集団の人数, where known: a sample that is a large part of it is surer than its size alone says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population_size: Option<u32>,
    /// 集計の重み付け, e.g. 年齢・地区別に母集団へ合わせて補正.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighting: Option<String>,
}

impl SurveyDesign {
    /// A survey of which nothing is known but how people were chosen.
    pub fn new(sampling: Sampling) -> Self {
        Self {
            population: None,
            frame: None,
            sampling,
            mode: None,
            question: None,
            choices: None,
            population_size: None,
            weighting: None,
        }
    }
}

/// 抽出方法.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// 無作為抽出: a margin of error can be computed.
    Probability,
    /// 全数: everybody was asked.
    Census,
    /// モニター: volunteers.
    Panel,
    /// 来庁者.
    Visitors,
    /// 会議委員.
    Members,
    /// その他, or not said.
    Other,
}

impl Sampling {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Probability, Self::Census, Self::Panel, Self::Visitors, Self::Members, Self::Other];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Probability => ("無作為抽出", "probability sample"),
            Self::Census => ("全数調査", "census"),
            Self::Panel => ("モニター", "volunteer panel"),
            Self::Visitors => ("来庁者", "visitors"),
            Self::Members => ("会議委員", "members of a council"),
            Self::Other => ("その他", "other"),
        }
    }
}

/// 回収状況 of one year's survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// 発送数.
    #[serde(default)]
    pub sent: Option<u32>,
    /// 有効回答数.
    pub valid: u32,
    /// 該当回答数: how many gave the answers that are counted. Small groups are shown as counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<u32>,
}
