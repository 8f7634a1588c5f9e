//! 読み取りの問題: a result, not an error. One bad cell costs one cell.

use serde::Serialize;

/// A place in the source and a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where: 「12行」, 「figures.csv 12行 実績値」.
    pub place: String,
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
    /// 欠けた欄: what stood where a figure should, so that many of a kind can be told as one.
    #[serde(skip)]
    pub gap: Option<Gap>,
    /// What of the file is not taken in because of it, in Japanese and in English, where that is more than the cell or the row.
    #[serde(skip)]
    pub cost: Option<Box<(String, String)>>,
}

/// 欠けた欄の種類: why a cell gave no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// 空欄.
    Blank,
    /// A column without which the table says nothing is not there.
    NoColumn,
    /// ― and other marks without a reason.
    Mark,
    /// Another unit than the indicator's.
    OtherUnit,
    /// 約, 程度: no exact figure.
    About,
    /// 集計中, 未定: it will come.
    NotYet,
    /// 未実施, or a mark with its reason: it was not measured.
    NotMeasured,
}

impl Gap {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Blank,
        Self::NoColumn,
        Self::Mark,
        Self::OtherUnit,
        Self::About,
        Self::NotYet,
        Self::NotMeasured,
    ];

    /// Its name in Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Blank => ("空欄", "blank"),
            Self::NoColumn => ("列がない", "no such column"),
            Self::Mark => ("理由のない「―」などの印", "marks without a reason"),
            Self::OtherUnit => ("指標と違う単位", "another unit than the indicator’s"),
            Self::About => ("およその数", "approximate"),
            Self::NotYet => ("集計中・未定など", "not yet there"),
            Self::NotMeasured => ("測っていない年", "not measured"),
        }
    }
}

impl Problem {
    /// A problem at a place.
    pub fn new(place: impl Into<String>, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { place: place.into(), ja: ja.into(), en: en.into(), gap: None, cost: None }
    }

    /// The same, about a cell without a figure.
    pub fn of(self, gap: Gap) -> Self {
        Self { gap: Some(gap), ..self }
    }
}
