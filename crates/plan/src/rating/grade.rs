//! 評語: a mark never stands without its words, nor a colour without its shape.

use serde::{Deserialize, Serialize};

/// 評語: a mark never stands without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// 「A」, 「◎」 …; the words again where the vocabulary has no marks (順調, 遅れ).
    pub mark: String,
    /// 「達成」 …
    pub words: String,
    /// The words in English, where the municipality gives them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// 見せ方: how it is to be shown; none: by its place on the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
}

/// 見せ方: the shape and colour in which a grade is shown. A choice of the municipality, never guessed from the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// ●: as well as can be.
    Reached,
    /// ◆: 概ね順調.
    Nearly,
    /// ▲: やや遅れ.
    Slow,
    /// ■: 遅れ.
    Missed,
    /// ―: neither good nor bad: 未測定, 中止.
    Open,
}

/// 段階外の評語: a grade that is no place on the scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffScale {
    /// The grade.
    pub grade: Grade,
    /// When the rule gives it by itself; none: a person chooses it, with a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
}

/// When a grade off the scale is given without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// 目標値がない.
    NoTarget,
    /// 実績がまだない.
    NotYet,
    /// 測定しなかった.
    NotMeasured,
    /// 計算できない: there are figures, but no measure can be made of them.
    CannotJudge,
}

impl Grade {
    /// A grade whose place on the scale decides how it is shown.
    pub fn new(mark: impl Into<String>, words: impl Into<String>) -> Self {
        Self { mark: mark.into(), words: words.into(), en: None, tone: None }
    }

    /// The same grade with a tone of its own.
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }

    /// Its own tone, else this one.
    pub(super) fn or_toned(self, tone: Tone) -> Self {
        Self { tone: self.tone.or(Some(tone)), ..self }
    }

    /// How it is shown. A grade that a rule gave has its tone; one that stands alone is neutral.
    pub fn tone(&self) -> Tone {
        self.tone.unwrap_or(Tone::Open)
    }
}

impl Tone {
    /// All of them, the best first.
    pub const ALL: [Self; 5] = [Self::Reached, Self::Nearly, Self::Slow, Self::Missed, Self::Open];

    /// Its name in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Nearly => "nearly",
            Self::Slow => "slow",
            Self::Missed => "missed",
            Self::Open => "open",
        }
    }

    /// What it stands for, in Japanese and in English.
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Reached => ("達成", "reached"),
            Self::Nearly => ("概ね順調", "nearly there"),
            Self::Slow => ("やや遅れ", "somewhat behind"),
            Self::Missed => ("遅れ", "missed"),
            Self::Open => ("判定なし", "not judged"),
        }
    }

    /// 形: so that colour says nothing alone.
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Reached => "●",
            Self::Nearly => "◆",
            Self::Slow => "▲",
            Self::Missed => "■",
            Self::Open => "―",
        }
    }
}

impl When {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::NoTarget => ("目標値がないとき", "where there is no target"),
            Self::NotYet => ("実績がまだ報告されていないとき", "where no result is reported yet"),
            Self::NotMeasured => ("測定しなかったとき", "where nothing was measured"),
            Self::CannotJudge => {
                ("目標や実績からは計算できないとき", "where nothing can be computed from target and result")
            }
        }
    }
}
