//! 組織改正: what happens to organisations on a day, and to whom their work goes.
//!
//! A pure function of an edition and of what a person wants. Each step touches its own aspect of an organisation (name, place, end), and
//! no two steps the same one: so their order does not matter. Whatever changes carries its day, so that everything before that day stays
//! what it was: old years keep old names, and old figures keep those who answered for them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::draft::Proposal;
use crate::edition::Edition;
use crate::opening::Sentence;
use crate::organisation::Organisation;
use crate::record::RecordId;

mod handing;
mod post;
mod rebuilding;
pub mod refusal;
mod telling;

pub use post::{PostMove, PostName, posts};
use refusal::Refusal;

/// 組織改正 as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reorganisation {
    /// 施行日: the first day on which it is so.
    pub effective: Date,
    /// 注記: why the work is another's, in a sentence that goes with every record handed over. Everybody reads it.
    #[serde(default)]
    pub note: String,
    /// What happens, in whatever order.
    pub steps: Vec<Step>,
    /// 引継先 where there are several, record by record; what nobody chose is as proposed.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// 改正の一件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 新設.
    Establish {
        /// Its id from now on.
        organisation: RecordId,
        /// 組織名.
        name: String,
        /// 上位組織.
        under: Option<RecordId>,
    },
    /// 改称.
    Rename {
        /// Which.
        organisation: RecordId,
        /// What it is called from then on.
        name: String,
    },
    /// 所属替え.
    Move {
        /// Which.
        organisation: RecordId,
        /// 上位組織 from then on; none: it stands at the top.
        under: Option<RecordId>,
    },
    /// 統合: these end, and their work goes to one.
    Merge {
        /// Those that end.
        from: Vec<RecordId>,
        /// The one that has it all from then on.
        into: RecordId,
    },
    /// 分割: its work goes to several; it goes on where it is one of them.
    Split {
        /// Which.
        organisation: RecordId,
        /// Who shares it from then on.
        into: Vec<RecordId>,
    },
    /// 廃止 without an heir: refused as long as any work is left.
    Abolish {
        /// Which.
        organisation: RecordId,
    },
}

/// 引継先 of one record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Choice {
    /// The record.
    pub record: RecordId,
    /// Whose it was.
    pub of: RecordId,
    /// Whose it is to be.
    pub heir: RecordId,
}

/// 引き継ぐ記録: one record that goes from one organisation to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The record.
    pub record: RecordId,
    /// What it is, in the order in which it is shown.
    pub matter: Matter,
    /// Whose it was.
    pub of: RecordId,
    /// Who could have it, the proposed one first.
    pub heirs: Vec<RecordId>,
    /// Who has it from then on.
    pub heir: RecordId,
}

impl Moved {
    /// Whether it goes at all: of a split that goes on, some stays.
    pub fn goes(&self) -> bool {
        self.heir != self.of
    }

    /// Whether a person may choose: where there are several, and it does not follow something else. Of a stage all owe a sheet.
    pub fn is_open(&self) -> bool {
        self.heirs.len() > 1 && self.matter != Matter::Stage
    }
}

/// 引き継ぐものの種類.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// 下の組織: 課 of a 部.
    Section,
    /// 運営方針 and other plans of the organisation's own.
    Plan,
    /// 経営課題: elements of statements.
    Issue,
    /// 重点プロジェクトの取組.
    Priority,
    /// 施策・事業 of the plans of the whole municipality.
    Element,
    /// 指標, which follow what they measure.
    Indicator,
    /// 提出の予定 that lie after the day.
    Stage,
}

impl Matter {
    /// All, in order.
    pub const ALL: [Self; 7] =
        [Self::Section, Self::Plan, Self::Issue, Self::Priority, Self::Element, Self::Indicator, Self::Stage];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Section => ("下の組織", "Organisations below"),
            Self::Plan => ("運営方針・計画", "Statements and plans"),
            Self::Issue => ("経営課題と取組", "Issues of statements"),
            Self::Priority => ("重点プロジェクト", "Priority projects"),
            Self::Element => ("施策・事業", "Policies and projects"),
            Self::Indicator => ("指標", "Indicators"),
            Self::Stage => ("票の提出予定", "Stages in which sheets are due"),
        }
    }
}

/// 改正の結果, before anything is done.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// Every record that goes or could go to another organisation.
    pub moved: Vec<Moved>,
    /// What a person should know, in words.
    pub told: Vec<Sentence>,
    /// All of it as changes.
    pub proposals: Vec<Proposal>,
}

/// 進行中: what is under way outside of the records: sheets that are begun and not decided, by stage and organisation.
pub type UnderWay = BTreeSet<(RecordId, RecordId)>;

impl Reorganisation {
    /// What it would do to an edition; or every reason why it cannot be.
    pub fn effect(&self, edition: &Edition, under_way: &UnderWay) -> Result<Effect, Vec<Refusal>> {
        let rebuilt = rebuilding::rebuild(self, edition)?;
        let moved = handing::moved(self, edition, &rebuilt);
        let left = refusal::left_without_heir(self, edition, &rebuilt);
        if !left.is_empty() {
            return Err(left);
        }
        let told = telling::tell(self, edition, &rebuilt, under_way);
        let proposals = handing::proposals(self, edition, rebuilt, &moved);
        Ok(Effect { moved, told, proposals })
    }

    /// Whether an edition holds it already; none where its organisations cannot tell, because all of it is a split that goes on.
    pub fn is_done(&self, edition: &Edition) -> Option<bool> {
        let day = self.effective;
        let find = |id: &RecordId| edition.find::<Organisation>(id);
        let ends =
            |id: &RecordId| find(id).is_some_and(|it| it.ended.as_ref().is_some_and(|end| end.on == day));
        let done = |step: &Step| match step {
            Step::Establish { organisation, .. } => find(organisation).is_some(),
            Step::Rename { organisation, name } => {
                find(organisation).is_some_and(|it| it.name_on(day) == name.trim())
            }
            Step::Move { organisation, under } => {
                find(organisation).is_some_and(|it| it.parent_on(day) == under.as_ref())
            }
            Step::Merge { from, .. } => from.iter().all(ends),
            Step::Split { organisation, .. } | Step::Abolish { organisation } => ends(organisation),
        };
        let goes_on =
            |it: &&Step| matches!(it, Step::Split { organisation, into } if into.contains(organisation));
        let mut telling = self.steps.iter().filter(|it| !goes_on(it)).peekable();
        telling.peek().is_some().then(|| telling.all(done))
    }

    /// What one that is newly established is called; the id for every other.
    pub fn name_of(&self, id: &RecordId) -> String {
        let named = self.steps.iter().find_map(|it| match it {
            Step::Establish { organisation, name, .. } if organisation == id => Some(name.clone()),
            _ => None,
        });
        named.unwrap_or_else(|| id.to_string())
    }
}

impl Step {
    /// The organisations that it is about: those that change by it.
    pub fn about(&self) -> &[RecordId] {
        match self {
            Self::Merge { from, .. } => from,
            Self::Establish { organisation, .. }
            | Self::Rename { organisation, .. }
            | Self::Move { organisation, .. }
            | Self::Split { organisation, .. }
            | Self::Abolish { organisation } => std::slice::from_ref(organisation),
        }
    }

    /// In Japanese and in English.
    pub fn name(&self) -> (&'static str, &'static str) {
        match self {
            Self::Establish { .. } => ("新設", "established"),
            Self::Rename { .. } => ("改称", "renamed"),
            Self::Move { .. } => ("所属替え", "moved"),
            Self::Merge { .. } => ("統合", "merged"),
            Self::Split { .. } => ("分割", "split"),
            Self::Abolish { .. } => ("廃止", "abolished"),
        }
    }
}
