//! 公表時の判定: a verdict is frozen with its publication. What is corrected later stands beside it, not in its place.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Below, Judgement};
use crate::actual::{Actual, Status};
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::fiscal_year::FiscalYear;
use crate::moment::Moment;
use crate::publication::Publication;
use crate::record::{RecordId, Recorded};
use crate::target::Target;

mod corrected;
mod corrections;
mod of_element;
mod of_indicator;
mod yearly;

pub use corrected::{Corrected, Correction, Deed};
pub(super) use yearly::Yearly;

/// 公表時の判定: the verdict as it stood when it was first published with all its figures final, and what was corrected since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// 判定 then.
    pub judgement: Judgement,
    /// The decision that was published.
    pub decision: DecisionNumber,
    /// 公表日.
    pub on: Date,
    /// 公表の区分: 確定, 評価 …
    pub label: String,
    /// What the verdict rested on then.
    pub rested_on: RestedOn,
    /// 訂正, 改定 …: what changed since, the oldest first.
    pub corrections: Vec<Correction>,
}

/// What a published verdict rested on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestedOn {
    /// The figures of an indicator.
    Figures {
        /// 目標値.
        target: Option<Target>,
        /// 実績値.
        actual: Option<Decimal>,
    },
    /// 内訳 of what stood below an element.
    Below(Below),
}

impl Frozen {
    /// Whether the verdict would be another one today.
    pub fn differs(&self, now: &Judgement) -> bool {
        let mark = |it: &Judgement| it.final_grade().map(|grade| grade.mark.clone());
        self.judgement.outcome != now.outcome || mark(&self.judgement) != mark(now)
    }

    /// 目標値 then, of an indicator.
    pub fn target(&self) -> Option<&Target> {
        match &self.rested_on {
            RestedOn::Figures { target, .. } => target.as_ref(),
            RestedOn::Below(_) => None,
        }
    }

    /// 実績値 then, of an indicator.
    pub fn actual(&self) -> Option<Decimal> {
        match self.rested_on {
            RestedOn::Figures { actual, .. } => actual,
            RestedOn::Below(_) => None,
        }
    }

    /// 内訳 then, of an element.
    pub fn below(&self) -> Option<&Below> {
        match &self.rested_on {
            RestedOn::Figures { .. } => None,
            RestedOn::Below(below) => Some(below),
        }
    }

    fn new(seen: &Publication, judgement: Judgement, rested_on: RestedOn) -> Self {
        Self {
            judgement,
            decision: seen.decision,
            on: seen.date(),
            label: seen.label.clone(),
            rested_on,
            corrections: vec![],
        }
    }
}

impl Edition {
    /// The publication that first showed a settled verdict, and that verdict. None where the last publication shows it too and
    /// nothing that it rests on was decided after it: `newest` is the last decision that touched any of it.
    fn first_shown<'a, J>(
        &'a self,
        first: DecisionNumber,
        newest: DecisionNumber,
        settled: impl Fn(Moment<'a>) -> bool,
        judge: impl Fn(Moment<'a>) -> Option<J>,
    ) -> Option<(&'a Publication, J)> {
        let last = self.publications().last()?;
        let from = self.publications().iter().filter(|it| it.decision >= first);
        for seen in from.filter(|it| settled(self.at(it.decision))) {
            if newest <= seen.decision && seen.decision <= last.decision {
                return None;
            }
            if let Some(judgement) = judge(self.at(seen.decision)) {
                return Some((seen, judgement));
            }
        }
        None
    }
}

/// The version as a type, where it is one and was not retired.
fn said<T: Recorded>(version: &Version) -> Option<&T> {
    T::of(&version.record.as_ref()?.body)
}

/// `{indicator}/evaluation/self/2024`.
fn is_of_year(evaluation: &RecordId, year: FiscalYear) -> bool {
    evaluation.as_str().rsplit('/').next().and_then(|it| it.parse().ok()) == Some(year.year())
}

/// A figure that is no longer expected to change.
fn is_final(actual: &Actual) -> bool {
    matches!(actual.status, Status::Final | Status::Corrected) && actual.value().is_some()
}

/// The last decision that touched a record; 0 where there never was one.
fn last(versions: &[Version]) -> DecisionNumber {
    versions.last().map_or(DecisionNumber(0), |it| it.decision)
}
