//! 計画の要素: 政策, 施策, 事業, 経営課題 …: one node of a plan's tree.

use serde::{Deserialize, Serialize};

use crate::handover::Handover;
use crate::record::RecordId;

/// 計画の要素. Which level it stands on is data of its plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// The plan it belongs to.
    pub plan: RecordId,
    /// The element above it; none at the top.
    #[serde(default)]
    pub parent: Option<RecordId>,
    /// 階層: 0 at the top, an index into the plan's levels.
    pub level: u8,
    /// 番号 as printed: 「1-(1)」, 「施策 2-3」.
    pub number: String,
    /// 名称.
    pub title: String,
    /// 現状と課題, 主な戦略 …: its text under headings.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// 担当組織; the first is the one in charge.
    #[serde(default)]
    pub organisations: Vec<RecordId>,
    /// 引継ぎ: who answered for it before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_over: Vec<Handover>,
    /// くらしの分野: the words by which a resident looks for it, e.g. 防災, 子育て.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Its place among its siblings; equal places are ordered by number.
    #[serde(default)]
    pub order: u32,
}

impl Element {
    /// An element with its name only.
    pub fn new(plan: RecordId, level: u8, number: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            plan,
            parent: None,
            level,
            number: number.into(),
            title: title.into(),
            sections: vec![],
            organisations: vec![],
            handed_over: vec![],
            topics: vec![],
            order: 0,
        }
    }
}

/// A text under a heading, with what the heading means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What the heading means, whatever its wording.
    pub meaning: Meaning,
    /// The heading as printed; empty where the document has none.
    #[serde(default)]
    pub heading: String,
    /// One string a paragraph or bullet.
    pub paragraphs: Vec<String>,
}

/// 見出しの意味: many headings, one meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// 目標, ビジョン.
    Vision,
    /// 使命, ミッション.
    Mission,
    /// 運営の基本的な考え方, 組織運営方針.
    Policy,
    /// めざす姿, 将来像.
    Aim,
    /// 課題認識, 現状と課題.
    Problem,
    /// 主な戦略, 取組の方向性.
    Strategy,
    /// 取組内容, 具体的取組.
    Action,
    /// A heading with no meaning of its own here.
    Other,
}

impl Meaning {
    /// Every meaning, in the order in which a plan says them.
    pub const ALL: [Self; 8] = [
        Self::Vision,
        Self::Mission,
        Self::Policy,
        Self::Aim,
        Self::Problem,
        Self::Strategy,
        Self::Action,
        Self::Other,
    ];

    /// The usual heading in Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Vision => ("目標", "Vision"),
            Self::Mission => ("使命", "Mission"),
            Self::Policy => ("運営の基本的な考え方", "Basic policy"),
            Self::Aim => ("めざす姿", "Aim"),
            Self::Problem => ("現状と課題", "Present state and problems"),
            Self::Strategy => ("主な戦略", "Strategy"),
            Self::Action => ("取組内容", "Actions"),
            Self::Other => ("その他", "Other"),
        }
    }

    /// A part of the id of a form's field.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vision => "vision",
            Self::Mission => "mission",
            Self::Policy => "policy",
            Self::Aim => "aim",
            Self::Problem => "problem",
            Self::Strategy => "strategy",
            Self::Action => "action",
            Self::Other => "other",
        }
    }
}
