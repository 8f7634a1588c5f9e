//! 計画: from the ten-year vision to a ward's yearly statement, one type for all of them.

use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::element::Section;
use crate::fiscal_year::FiscalYear;
use crate::handover::Handover;
use crate::record::RecordId;

/// 計画: a tree of elements with a period. A 運営方針 is a plan of one organisation for one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What kind of plan it is.
    pub kind: PlanKind,
    /// 計画名.
    pub name: String,
    /// Whose statement it is; none for plans of the whole municipality.
    #[serde(default)]
    pub organisation: Option<RecordId>,
    /// 引継ぎ: whose it was before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_over: Vec<Handover>,
    /// 所属長: who signs the statement, as written.
    #[serde(default)]
    pub head: Option<String>,
    /// First fiscal year.
    pub first_year: FiscalYear,
    /// Last fiscal year, itself included; none where the document does not say.
    #[serde(default)]
    pub last_year: Option<FiscalYear>,
    /// 階層: names of the levels from the top, e.g. 政策, 施策, 事業.
    pub levels: Vec<String>,
    /// 策定日, as precise as the document.
    #[serde(default)]
    pub adopted_on: Option<PartialDate>,
    /// 改定日.
    #[serde(default)]
    pub revised_on: Option<PartialDate>,
    /// 目標, 使命, 基本的な考え方 …: what the plan says as a whole.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// 判定基準 of its elements, one a level from the top, or one for all levels; empty: the municipality's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub element_rules: Vec<Option<RecordId>>,
}

/// 計画の種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// 基本構想: the picture of the town in ten years.
    BasicConcept,
    /// 基本計画: policies and programs, usually for five years.
    BasicPlan,
    /// 実施計画: projects for two or three years.
    ImplementationPlan,
    /// 重点プロジェクト: what several departments do together.
    PriorityProjects,
    /// 経営戦略 of a department.
    ManagementStrategy,
    /// 運営方針, 部の目標: one organisation, one year.
    Statement,
    /// Any other plan.
    Other,
}

impl PlanKind {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::BasicConcept => ("基本構想", "Basic concept"),
            Self::BasicPlan => ("基本計画", "Basic plan"),
            Self::ImplementationPlan => ("実施計画", "Implementation plan"),
            Self::PriorityProjects => ("重点プロジェクト", "Priority projects"),
            Self::ManagementStrategy => ("経営戦略", "Management strategy"),
            Self::Statement => ("運営方針", "Yearly statement"),
            Self::Other => ("その他の計画", "Other plan"),
        }
    }
}

impl Plan {
    /// A plan of which only its kind, its name and its period are known.
    pub fn new(
        kind: PlanKind,
        name: impl Into<String>,
        first_year: FiscalYear,
        last_year: Option<FiscalYear>,
    ) -> Self {
        Self {
            kind,
            name: name.into(),
            organisation: None,
            handed_over: vec![],
            head: None,
            first_year,
            last_year,
            levels: vec![],
            adopted_on: None,
            revised_on: None,
            sections: vec![],
            element_rules: vec![],
        }
    }

    /// Whether the plan covers a fiscal year.
    pub fn covers(&self, year: FiscalYear) -> bool {
        self.first_year <= year && self.last_year.is_none_or(|last| year <= last)
    }

    /// 判定基準 that the plan names for the elements of a level; none where it names none at all.
    pub fn element_rule(&self, level: u8) -> Option<Option<&RecordId>> {
        match &self.element_rules[..] {
            [] => None,
            [all] => Some(all.as_ref()),
            each => Some(each.get(usize::from(level)).and_then(Option::as_ref)),
        }
    }

    /// 階層名 of a level counted from 0 at the top; empty where the plan names none.
    pub fn level(&self, depth: u8) -> &str {
        self.levels.get(usize::from(depth)).map_or("", String::as_str)
    }
}
