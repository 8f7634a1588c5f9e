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
}

impl Problem {
    /// A problem at a place.
    pub fn new(place: impl Into<String>, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { place: place.into(), ja: ja.into(), en: en.into() }
    }
}
