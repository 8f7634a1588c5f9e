//! 意見書: what one person or body sent. It is paper (書類): it holds names and addresses, is never public, and is removed in time.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::By;
use crate::decision::StaffId;

/// 意見書: all that one person or body sent at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// How it came.
    pub by: By,
    /// 受付日: the day that counts, e.g. that of the postmark.
    pub received: Date,
    /// When it was taken in.
    pub at: Timestamp,
    /// 入力者; none where it came by the public form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed_by: Option<StaffId>,
    /// 提出者.
    #[serde(default)]
    pub sender: Sender,
    /// 箇所, as the sender named it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The text as it came, kept to the code point.
    pub text: String,
    /// 意見: the text taken apart, one opinion each.
    pub points: Vec<Point>,
    /// Who said what becomes of its opinions, for 職務の分離.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub marked_by: BTreeSet<StaffId>,
}

/// 提出者. Every field may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// 氏名・団体名.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// 住所.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// 連絡先.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
}

/// 意見の一つ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Its words.
    pub text: String,
    /// What became of it.
    pub mark: Mark,
}

/// 確認の状態.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 未確認.
    Unread,
    /// 掲載: it stands in this summary.
    Listed {
        /// Which.
        summary: String,
    },
    /// 掲載しない.
    Withheld {
        /// Why: told with the results.
        because: Because,
        /// 庁内のメモ.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// 重複: the same person sent the same twice; it counts once.
    Repeated,
}

/// 掲載しない理由.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// 募集の対象でない.
    OffTopic,
    /// 誹謗中傷など.
    Offensive,
    /// 個人や法人の権利利益を害するおそれ.
    Harmful,
    /// 営利・宣伝.
    Advertising,
    /// 判読できない.
    Unreadable,
    /// その他.
    Other,
}

impl Because {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::OffTopic, Self::Offensive, Self::Harmful, Self::Advertising, Self::Unreadable, Self::Other];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::OffTopic => ("募集の対象でないもの", "not on what was asked"),
            Self::Offensive => ("誹謗中傷など公序良俗に反するもの", "abuse"),
            Self::Harmful => {
                ("個人や法人の権利利益を害するおそれがあるもの", "might harm the rights of others")
            }
            Self::Advertising => ("営利・宣伝を目的とするもの", "advertising"),
            Self::Unreadable => ("判読できないもの", "cannot be read"),
            Self::Other => ("その他", "other"),
        }
    }

    /// As it stands in forms and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::OffTopic => "off_topic",
            Self::Offensive => "offensive",
            Self::Harmful => "harmful",
            Self::Advertising => "advertising",
            Self::Unreadable => "unreadable",
            Self::Other => "other",
        }
    }

    /// By its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// 一枚の意見書を意見に分ける: a line of three hyphens or more stands between two opinions. Nobody has read them yet.
/// ```
/// use plan::consultation::points;
/// let texts: Vec<String> = points("公園を\n---\n道を").into_iter().map(|it| it.text).collect();
/// assert_eq!(texts, ["公園を", "道を"]);
/// ```
pub fn points(text: &str) -> Vec<Point> {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        let is_border = line.trim().len() >= 3 && line.trim().bytes().all(|byte| byte == b'-');
        match parts.last_mut() {
            Some(part) if !is_border => {
                if !part.is_empty() {
                    part.push('\n');
                }
                part.push_str(line);
            }
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|it| !it.trim().is_empty());
    if parts.is_empty() && !text.trim().is_empty() {
        parts.push(text.to_owned()); // Borders and nothing between them: somebody sent just that.
    }
    parts.into_iter().map(|text| Point { text, mark: Mark::Unread }).collect()
}

impl Letter {
    /// Takes the text apart anew. A point whose words stay keeps what was found about it.
    pub fn apart(&mut self, text: &str) {
        let known = std::mem::take(&mut self.points);
        self.points = points(text);
        for point in &mut self.points {
            if let Some(same) = known.iter().find(|it| it.text == point.text) {
                point.mark = same.mark.clone();
            }
        }
    }
}
