//! 票の一生: 未着手 → 作成中 → 確認待ち, 承認待ち … → 審査中 → 決裁, with 差戻し and 引き戻し. Who may do a deed at all is told
//! by the desk's table; here stands what the state of the sheet allows.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::request::{MOST, Request, RequestId, RequestKind, fits};
use crate::decision::{DecisionNumber, StaffId};
use crate::form::FieldId;
use crate::role::Role;

mod deed;
mod name;

/// 票, as it goes its way. What was typed is kept beside it, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    stand: Stand,
    /// Grows with each save of any field.
    version: u64,
    /// Who wrote in it since it was last decided.
    #[serde(default)]
    authors: BTreeSet<StaffId>,
    #[serde(default)]
    events: Vec<Event>,
    #[serde(default)]
    requests: Vec<Request>,
}

/// 状態.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// 未着手.
    #[default]
    NotBegun,
    /// 作成中.
    Writing,
    /// 確認待ち, 承認待ち: it lies with somebody of the route.
    With {
        /// Whose turn it is.
        role: Role,
        /// The place in the route.
        place: u8,
    },
    /// 審査中, at the planning section.
    Reviewing,
    /// 決裁済み.
    Decided {
        /// By which decision.
        number: DecisionNumber,
    },
}

/// 一手: one step on its way. Reasons are kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What was done.
    pub act: Act,
    /// Who.
    pub by: StaffId,
    /// As what.
    pub role: Role,
    /// 代理: in whose place; none where it was their own post, or from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in_for: Option<StaffId>,
    /// When.
    pub at: Timestamp,
    /// Which version of the sheet it was done with.
    pub version: u64,
    /// Why; blank where nothing needs saying.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// 決裁番号 of the decision that this step made; none where it made none, or from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionNumber>,
}

/// 行為 on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// 着手: the first save.
    Begun,
    /// 提出.
    Submitted,
    /// 確認, 承認.
    Passed,
    /// 差戻し.
    Returned,
    /// 引き戻し.
    PulledBack,
    /// 決裁.
    Decided,
    /// 訂正のための再開.
    Reopened,
}

/// Who acts on a sheet: as what, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who.
    pub by: StaffId,
    /// As what.
    pub role: Role,
    /// 代理: in whose place; none where the post is their own.
    pub stands_in_for: Option<StaffId>,
    /// When.
    pub at: Timestamp,
}

/// 差戻し先.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Back {
    /// To those who write.
    Author,
    /// One step of the route.
    Step,
}

/// 提出できない欄: what keeps a sheet from being submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// 必須 fields in which nothing stands.
    pub missing: Vec<FieldId>,
    /// Fields whose text is not understood, or cannot be decided as it is.
    pub unread: Vec<FieldId>,
}

impl Lacks {
    /// Whether nothing keeps it.
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.unread.is_empty()
    }
}

/// 職務の分離: nobody decides what they alone wrote, unless the municipality lets them.
pub fn may_be_decided_by(authors: &BTreeSet<StaffId>, decider: &StaffId, alone_is_allowed: bool) -> bool {
    alone_is_allowed || authors.is_empty() || authors.iter().any(|it| it != decider)
}

impl Sheet {
    /// 状態.
    pub fn stand(&self) -> Stand {
        self.stand
    }

    /// How many times anything was saved in it.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Who wrote in it since it was last decided.
    pub fn authors(&self) -> &BTreeSet<StaffId> {
        &self.authors
    }

    /// 決裁番号 of the decision that its last 決裁 made; none while it is not decided, and where it changed nothing.
    pub fn decided_by(&self) -> Option<DecisionNumber> {
        let is_decided = matches!(self.stand, Stand::Decided { .. });
        let last = self.events.iter().rev().find(|it| it.act == Act::Decided);
        last.filter(|_| is_decided).and_then(|it| it.decision)
    }

    /// 経過, oldest first.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// 質問 and 修正依頼, oldest first.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// もう一度: whether a step is the last one that was taken: the same form, sent twice. `steps`: how many the page showed.
    pub fn is_repeated(&self, act: Act, by: &StaffId, (version, steps): (u64, usize)) -> bool {
        let is_it = |last: &Event| last.act == act && last.by == *by && last.version == version;
        self.events.len() == steps + 1 && self.events.last().is_some_and(is_it)
    }

    /// 直近の審査: when a role last looked through the sheet, and let it go on or sent it back; what changed since is what it has to
    /// look at. Writing, submitting or opening it again is no review; and what was decided since is what the next review begins from.
    pub fn reviewed_by(&self, role: Role) -> Option<&Event> {
        let since_decided = self.events.iter().rev().take_while(|it| it.act != Act::Decided);
        since_decided.filter(|it| matches!(it.act, Act::Passed | Act::Returned)).find(|it| it.role == role)
    }

    /// Whether somebody of a role may write in it now.
    pub fn may_write(&self, role: Role) -> Result<(), Refusal> {
        match self.stand {
            Stand::NotBegun | Stand::Writing => Ok(()),
            Stand::With { role: turn, .. } if role == turn => Ok(()),
            Stand::Reviewing if matches!(role, Role::Planning | Role::Finance) => Ok(()),
            Stand::With { .. } | Stand::Reviewing | Stand::Decided { .. } => {
                Err(Refusal::NotYourTurn(self.stand))
            }
        }
    }

    /// 質問・修正依頼 is made.
    pub fn ask(&mut self, request: Request) -> Result<(), Refusal> {
        if request.text.trim().is_empty() {
            return Err(Refusal::NothingSaid);
        }
        fits(&request.text)?;
        fits(&request.quote)?;
        if self.requests.iter().any(|it| it.id == request.id || it.is_again(&request)) {
            return Ok(()); // The same form, sent twice.
        }
        if self.requests.len() >= MOST {
            return Err(Refusal::TooMany);
        }
        self.requests.push(request);
        Ok(())
    }

    /// 対応: a request is answered. A later answer takes the place of an earlier one.
    pub fn answer(&mut self, id: &RequestId, text: &str, by: &StaffId, at: Timestamp) -> Result<(), Refusal> {
        if text.trim().is_empty() {
            return Err(Refusal::NothingSaid);
        }
        fits(text)?;
        let found = self.requests.iter_mut().find(|it| it.id == *id);
        let request = found.ok_or_else(|| Refusal::NoSuchRequest(id.clone()))?;
        request.answer(text, by, at);
        Ok(())
    }

    /// Whether any 修正依頼 waits for its answer.
    fn has_open_demand(&self) -> bool {
        self.requests.iter().any(|it| it.kind == RequestKind::Demand && it.is_open())
    }
}
