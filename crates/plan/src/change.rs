//! 前の年度との差: by how much a figure moved, whether that is for the better, and whether it is more than the error.

use rust_decimal::Decimal;

use crate::actual::Actual;
use crate::condition::Condition;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator, Window};
use crate::record::RecordId;
use crate::statistics::printed::Printed;
use crate::survey::{NoInterval, printed};
use crate::target::Target;

#[cfg(test)]
mod tests;

/// 前の年度との差 of an indicator in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The last year before that was measured: the year before, or an earlier one.
    pub since: FiscalYear,
    /// The year itself.
    pub year: FiscalYear,
    /// The figure then.
    pub before: Decimal,
    /// The figure now.
    pub after: Decimal,
    /// `after − before`.
    pub by: Decimal,
    /// In what it is counted.
    pub measure: Measure,
    /// Whether it is for the better.
    pub meaning: Meaning,
    /// How sure it is that anything changed at all.
    pub evidence: Evidence,
}

/// In what a change is counted: a difference of two percentages is no percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// ポイント.
    Points,
    /// The indicator's own unit.
    Units,
}

/// 良し悪し of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// 改善: in the desired direction, and more than the error where there is one.
    Better,
    /// 悪化: against it.
    Worse,
    /// 増減なし: the same figure; or inside the desired range then and now.
    Same,
    /// 横ばい（誤差の範囲）: too small for the samples to show.
    WithinError,
    /// Nobody can say, and why.
    Unknown(Unclear),
}

/// Why a change is called neither better nor worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unclear {
    /// 望ましい方向 was never stated.
    NoDirection,
    /// To be held or kept within a range, but no figure of that is known.
    NoLevel,
    /// A total since the baseline only grows: that it grew says nothing.
    Cumulative,
    /// A survey whose change cannot be tested.
    Untested(NoInterval),
}

/// How sure a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// 誤差を超える変化: between `low` and `high`, in points; both on one side of zero.
    BeyondError {
        /// The smallest change that the two samples allow.
        low: Decimal,
        /// The largest.
        high: Decimal,
    },
    /// 誤差の範囲: the samples allow anything between `low` and `high`, no change included.
    WithinError {
        /// The smallest change.
        low: Decimal,
        /// The largest.
        high: Decimal,
    },
    /// Counted, or everybody was asked: no sample, no sampling error. A change is a change; why it came is another question.
    Counted,
    /// A survey whose error nobody knows.
    Untested(NoInterval),
}

/// Why there is no change to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoChange {
    /// The year has no figure.
    NoFigure,
    /// No year before it has one.
    NothingBefore,
    /// 断絶 between the two: they cannot be compared.
    Broken {
        /// The year with which it would have been compared.
        since: FiscalYear,
    },
}

impl Change {
    /// Whether it is more than chance can explain: tested and beyond the error, or counted.
    pub fn is_sure(&self) -> bool {
        matches!(self.evidence, Evidence::BeyondError { .. } | Evidence::Counted)
    }

    /// By what part of the larger figure it moved, 0 to 2: what changes of different units are ranked by. It is the same for a
    /// rise and for the fall back. None where both are zero.
    pub fn relative(&self) -> Option<Decimal> {
        self.by.abs().checked_div(self.before.abs().max(self.after.abs()))
    }
}

impl Edition {
    /// 前の年度との差 of an indicator: the year's figure against the last one before it; never across a break in the series.
    pub fn change(&self, indicator: &RecordId, year: FiscalYear) -> Result<Change, NoChange> {
        let record: &Indicator = self.find(indicator).ok_or(NoChange::NoFigure)?;
        let now = self.actual(indicator, year).ok_or(NoChange::NoFigure)?;
        let earlier = self.naming::<Actual>(indicator).map(|(_, it)| it);
        let before = earlier.filter(|it| it.fiscal_year < year && it.value().is_some());
        let before = before.max_by_key(|it| it.fiscal_year);
        between(record, before, now, self.target(indicator, year))
    }
}

/// 前の年度との差 between two figures of one indicator; `target` is that of the later year, if there is one.
pub fn between(
    indicator: &Indicator,
    before: Option<&Actual>,
    after: &Actual,
    target: Option<&Target>,
) -> Result<Change, NoChange> {
    let new = after.value().ok_or(NoChange::NoFigure)?;
    let before = before.ok_or(NoChange::NothingBefore)?;
    let old = before.value().ok_or(NoChange::NothingBefore)?;
    let (since, year) = (before.fiscal_year, after.fiscal_year);
    if indicator.breaks.iter().any(|it| since < it.year && it.year <= year) {
        return Err(NoChange::Broken { since });
    }
    let by = new.checked_sub(old).ok_or(NoChange::NothingBefore)?; // Beyond what a decimal holds: nothing is told.
    let evidence = evidence(indicator, before, after);
    let measure = if indicator.unit.is_percent() { Measure::Points } else { Measure::Units };
    let meaning = meaning(indicator, old, new, target, evidence);
    Ok(Change { since, year, before: old, after: new, by, measure, meaning, evidence })
}

fn meaning(
    indicator: &Indicator,
    old: Decimal,
    new: Decimal,
    target: Option<&Target>,
    evidence: Evidence,
) -> Meaning {
    match evidence {
        _ if old == new => Meaning::Same,
        Evidence::WithinError { .. } => Meaning::WithinError,
        Evidence::Untested(why) => Meaning::Unknown(Unclear::Untested(why)),
        _ if indicator.window == Window::Cumulative => Meaning::Unknown(Unclear::Cumulative),
        Evidence::BeyondError { .. } | Evidence::Counted => match indicator.direction {
            None => Meaning::Unknown(Unclear::NoDirection),
            Some(Direction::Up) => by_order(old, new),
            Some(Direction::Down) => by_order(new, old),
            Some(Direction::Hold | Direction::Within) => by_distance(indicator, old, new, target),
        },
    }
}

fn by_order(worse: Decimal, better: Decimal) -> Meaning {
    if worse < better { Meaning::Better } else { Meaning::Worse }
}

/// For what is to be held or to stay in a range: nearer to it is better.
fn by_distance(indicator: &Indicator, old: Decimal, new: Decimal, target: Option<&Target>) -> Meaning {
    let baseline = indicator.baseline.map(|it| it.value);
    let range = match target.map(|it| &it.condition) {
        Some(Condition::Range { from, to }) => Some((*from, *to)),
        Some(Condition::AtLeast(from)) => Some((*from, Decimal::MAX)),
        Some(Condition::AtMost(to)) => Some((Decimal::MIN, *to)),
        _ => target.and_then(|it| it.level(baseline)).or(baseline).map(|it| (it, it)),
    };
    let Some((from, to)) = range else { return Meaning::Unknown(Unclear::NoLevel) };
    // Figures near the ends of what a decimal holds have no distance; they are taken as infinitely far.
    let far = |it: Decimal| it.checked_sub(it.clamp(from, to)).map_or(Decimal::MAX, |it| it.abs());
    match far(new).cmp(&far(old)) {
        std::cmp::Ordering::Less => Meaning::Better,
        std::cmp::Ordering::Equal => Meaning::Same,
        std::cmp::Ordering::Greater => Meaning::Worse,
    }
}

/// Whether two samples differ by more than their errors; of figures that do not come from a sample, that there is none.
fn evidence(indicator: &Indicator, before: &Actual, after: &Actual) -> Evidence {
    let both = printed(indicator, before).and_then(|before| Ok((before, printed(indicator, after)?)));
    match both {
        Ok((before, after)) => {
            let (low, high) = Printed::difference(&before, &after);
            let is_within = low <= Decimal::ZERO && high >= Decimal::ZERO;
            if is_within { Evidence::WithinError { low, high } } else { Evidence::BeyondError { low, high } }
        }
        Err(NoInterval::NotASurvey | NoInterval::Census | NoInterval::NoFigure) => Evidence::Counted,
        Err(why) => Evidence::Untested(why),
    }
}
