//! 意見の概要と考え方: what several people said in a consultation, in one summary, and the municipality's thinking on it.

use serde::{Deserialize, Serialize};

use crate::decision::DecisionNumber;
use crate::record::RecordId;

/// 意見の概要と考え方. Nobody's name is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The consultation in which it was said.
    pub consultation: RecordId,
    /// Its number in the table of results.
    pub number: u32,
    /// 箇所: the place in the draft that it speaks of, e.g. 「第2章 施策3」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// 意見の概要.
    pub summary: Vec<String>,
    /// 件数: opinions that this summary stands for.
    pub opinions: u32,
    /// 人数: people and bodies who said it.
    pub persons: u32,
    /// 考え方の区分.
    pub answer: Answer,
    /// 区の考え方.
    pub thinking: Vec<String>,
    /// 反映先: plans, elements and indicators that were changed by it, or that say so already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<RecordId>,
    /// The decision that changed them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionNumber>,
}

impl Opinion {
    /// The id under which it is recorded: one a number.
    pub fn id(&self) -> RecordId {
        self.consultation.opinion(self.number)
    }

    /// Whether a record was changed because of it.
    pub fn has_changed(&self, id: &RecordId) -> bool {
        self.answer == Answer::Reflected && self.changed.contains(id)
    }
}

/// 考え方の区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 反映した: the draft was changed.
    Reflected,
    /// 既に含む: the draft says so already.
    Included,
    /// 今後の参考.
    Future,
    /// 反映しなかった.
    NotReflected,
    /// その他.
    Other,
}

impl Answer {
    /// Every one, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::Reflected, Self::Included, Self::Future, Self::NotReflected, Self::Other];

    /// In Japanese and in English. A municipality may word them its own way: see [`crate::consultation::Wording`].
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Reflected => ("案に反映した", "the draft was changed"),
            Self::Included => ("既に案に含まれている", "the draft says so already"),
            Self::Future => ("今後の参考とする", "noted for the future"),
            Self::NotReflected => ("反映しなかった", "the draft was not changed"),
            Self::Other => ("その他", "other"),
        }
    }

    /// As it stands in addresses, forms and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reflected => "reflected",
            Self::Included => "included",
            Self::Future => "future",
            Self::NotReflected => "not_reflected",
            Self::Other => "other",
        }
    }

    /// By its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}
