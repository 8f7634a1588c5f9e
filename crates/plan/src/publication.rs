//! 公表: the public sees a decision, and what came before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decision::{DecisionNumber, StaffId};
use crate::record::RecordId;

/// 公表: who let the public see which decision, when, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// From 1, without gaps, in one municipality.
    pub number: u64,
    /// The last decision that the public sees. A later publication may name an earlier decision: it takes back.
    pub decision: DecisionNumber,
    /// When.
    pub at: Timestamp,
    /// 記録した時, where that is another time than `at`: old publications are taken over under their own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<Timestamp>,
    /// Who.
    pub by: StaffId,
    /// 確定, 速報, 訂正 …: as what.
    pub label: String,
    /// A sentence for the reader.
    #[serde(default)]
    pub note: Option<String>,
    /// 指摘を残して公表する理由: why it was published although the checks found what should be solved first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<String>,
    /// 残した指摘: all that should have been solved first and goes out with it, whether said today or with an earlier one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsolved: Vec<Unsolved>,
}

/// 残した指摘: one thing that the checks found and that was published all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsolved {
    /// The name of the check.
    pub check: String,
    /// The record it spoke of.
    pub record: RecordId,
}

/// 公表の時期: of publications in their order the one since which a decision has been public without a break; none where it is not public.
pub fn standing(publications: &[Publication], decision: DecisionNumber) -> Option<&Publication> {
    publications.iter().rev().take_while(|it| it.decision >= decision).last()
}

impl Publication {
    /// 公表日, by the calendar of Japan.
    pub fn date(&self) -> jiff::civil::Date {
        crate::decision::date_in_japan(self.at)
    }

    /// 訂正: it puts right what was published before.
    pub fn is_correction(&self) -> bool {
        is_correction(&self.label)
    }

    /// 取下げ: the public sees an earlier decision again than it did before.
    pub fn takes_back(&self, before: &Self) -> bool {
        self.decision < before.decision
    }

    /// What the reader is told with it: the sentence, then the reason for publishing all the same.
    pub fn told(&self) -> Option<String> {
        let told: Vec<&str> = [&self.note, &self.despite].into_iter().flatten().map(String::as_str).collect();
        (!told.is_empty()).then(|| told.join("　"))
    }
}

/// Whether a label says 訂正, alone or numbered.
pub fn is_correction(label: &str) -> bool {
    label.trim().starts_with("訂正")
}

/// Labels of publications that every municipality uses, and what they say in English.
const LABELS: [(&str, &str); 15] = [
    ("確定", "final"),
    ("速報", "provisional"),
    ("見込", "expected"),
    ("中間", "midterm"),
    ("評価", "evaluation"),
    ("外部評価", "external evaluation"),
    ("決算", "settlement"),
    ("当初", "initial"),
    ("補正", "supplementary"),
    ("訂正", "correction"),
    ("取下げ", "withdrawal"),
    ("改定", "revision"),
    ("改訂", "revision"),
    ("素案", "first draft"),
    ("案", "draft"),
];

/// 公表の名称 in English, where it is one of the usual words, alone or numbered: 「訂正1」 is a correction 1. A municipality's own
/// words are left as they are: nothing is guessed.
pub fn english(label: &str) -> Option<String> {
    let word = label.trim_end_matches(|it: char| it.is_ascii_digit());
    let (_, english) = LABELS.iter().find(|(japanese, _)| *japanese == word)?;
    let number = &label[word.len()..];
    Some(if number.is_empty() { (*english).to_owned() } else { format!("{english} {number}") })
}

#[cfg(test)]
mod label_tests {
    use super::english;

    #[test]
    fn the_usual_labels_are_told_in_english_and_no_other_is_guessed() {
        assert_eq!(english("確定").as_deref(), Some("final"));
        assert_eq!(english("訂正12").as_deref(), Some("correction 12"));
        assert_eq!(english("外部評価").as_deref(), Some("external evaluation"));
        for own in ["", "1", "確定版", "広報特集", "改定１"] {
            assert_eq!(english(own), None, "{own}");
        }
    }
}
