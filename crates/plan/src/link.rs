//! つながり: ties across trees.

use serde::{Deserialize, Serialize};

use crate::record::RecordId;

/// つながり: a tie from one element to another, outside the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The element that serves, continues, or relates.
    pub from: RecordId,
    /// The element that is served, was continued, or is related to.
    pub to: RecordId,
    /// What kind of tie.
    pub kind: LinkKind,
    /// 説明.
    #[serde(default)]
    pub note: Option<String>,
}

/// つながりの種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// 重点: `from` serves the priority project `to`.
    Serves,
    /// 継続: `from` continues `to` of an earlier year or plan.
    Continues,
    /// 関連.
    Related,
}

impl LinkKind {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Serves => ("重点プロジェクトを支える", "serves a priority project"),
            Self::Continues => ("前の計画・年度から継続", "continues"),
            Self::Related => ("関連", "related"),
        }
    }

    /// The last part of a link's id, e.g. `{from}/serves/{to}`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Serves => "serves",
            Self::Continues => "continues",
            Self::Related => "related",
        }
    }
}

impl Link {
    /// The id under which this link is recorded: one a pair and kind.
    pub fn id(&self) -> RecordId {
        RecordId::new(format!("{}/{}/{}", self.from, self.kind.word(), self.to))
    }
}
