//! 役割: as what somebody acts. What each may do stands in one table of the desk.

use serde::{Deserialize, Serialize};

/// 役割 of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 入力者: fills in the sheets of a section.
    Writer,
    /// 課長: confirms what the section wrote.
    SectionChief,
    /// 部長: approves what the department hands in.
    DepartmentHead,
    /// 企画課: opens the year, checks, decides.
    Planning,
    /// 財政課: owns the amounts.
    Finance,
    /// 広報: publishes what was decided.
    PublicRelations,
    /// 行政評価委員: evaluates from outside.
    Evaluator,
    /// 監査: reads everything, changes nothing.
    Auditor,
    /// システム管理者: keeps accounts; has nothing to do with the business data.
    Administrator,
}

impl Role {
    /// Every role, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Writer,
        Self::SectionChief,
        Self::DepartmentHead,
        Self::Planning,
        Self::Finance,
        Self::PublicRelations,
        Self::Evaluator,
        Self::Auditor,
        Self::Administrator,
    ];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Writer => ("入力者", "writer"),
            Self::SectionChief => ("課長", "section chief"),
            Self::DepartmentHead => ("部長", "department head"),
            Self::Planning => ("企画課", "planning section"),
            Self::Finance => ("財政課", "finance section"),
            Self::PublicRelations => ("広報", "public relations"),
            Self::Evaluator => ("行政評価委員", "external evaluator"),
            Self::Auditor => ("監査", "auditor"),
            Self::Administrator => ("システム管理者", "system administrator"),
        }
    }

    /// As it stands in forms and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Writer => "writer",
            Self::SectionChief => "section_chief",
            Self::DepartmentHead => "department_head",
            Self::Planning => "planning",
            Self::Finance => "finance",
            Self::PublicRelations => "public_relations",
            Self::Evaluator => "evaluator",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }

    /// The role of a word or of its Japanese name, as people type it.
    /// ```
    /// use plan::role::Role;
    /// assert_eq!(Role::parse(" 課長 "), Some(Role::SectionChief));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = crate::key::squeeze(text);
        Self::ALL.into_iter().find(|role| text == role.word() || text == crate::key::squeeze(role.name().0))
    }

    /// Whether the role is held in one organisation; the others are held for the whole municipality.
    pub fn is_local(self) -> bool {
        matches!(self, Self::Writer | Self::SectionChief | Self::DepartmentHead)
    }
}
