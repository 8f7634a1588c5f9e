//! 確かさ: whether the range of error leaves room for doubt about a target.

use rust_decimal::Decimal;

use super::{Interval, NoInterval, interval, printed};
use crate::actual::Actual;
use crate::condition::Condition;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator};
use crate::rating::{Hold, Outcome, held, is_met};
use crate::record::RecordId;
use crate::target::Target;

/// 確かさ of 達成 or 未達成. It stands beside the rule's verdict, never in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The whole range of error reaches the target.
    SurelyReached(Interval),
    /// No part of it does.
    SurelyMissed(Interval),
    /// 誤差の範囲では達成とも未達とも言えない: a part of it does.
    WithinError(Interval),
    /// There is no range of error, and why.
    Unknown(NoInterval),
    /// There is a range, but nothing to hold it against: no target, or one that no number decides.
    NoTarget(Interval),
}

impl Certainty {
    /// The sentence that stands beside the verdict, in Japanese and in English; none where nothing is to be added to it.
    pub fn words(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::SurelyReached(_) => {
                Some(("誤差を考えても達成と言えます。", "Reached, even with the margin of error."))
            }
            Self::SurelyMissed(_) => {
                Some(("誤差を考えても未達と言えます。", "Missed, even with the margin of error."))
            }
            Self::WithinError(_) => Some((
                "誤差の範囲では達成とも未達とも言えない。",
                "Within the margin of error: neither reached nor missed can be said.",
            )),
            Self::Unknown(why) => match why {
                NoInterval::NotASurvey | NoInterval::NoFigure => None,
                other => Some(other.reason()),
            },
            Self::NoTarget(_) => None,
        }
    }
}

impl Edition {
    /// 判定の確かさ: how sure the outcome of a year is; none where nothing was judged reached or missed, for then there is no
    /// verdict to doubt.
    pub fn certainty(
        &self,
        id: &RecordId,
        indicator: &Indicator,
        year: FiscalYear,
        outcome: Outcome,
    ) -> Option<Certainty> {
        let actual =
            self.actual(id, year).filter(|_| matches!(outcome, Outcome::Reached | Outcome::Missed))?;
        Some(certainty(indicator, self.target(id, year), actual, self.hold(indicator)))
    }
}

/// 確かさ of one year's result against its target.
///
/// The target's own condition, and `hold` of the rule where that leaves open what 維持 means, is asked at both ends of the range
/// and at every figure of the target that lies inside it: all reach it, none does, or the sample cannot tell.
pub fn certainty(
    indicator: &Indicator,
    target: Option<&Target>,
    actual: &Actual,
    hold: Option<Hold>,
) -> Certainty {
    let range = match interval(indicator, actual) {
        Ok(range) => range,
        Err(why) => return Certainty::Unknown(why),
    };
    let Some(target) = target else { return Certainty::NoTarget(range) };
    let named = figures(indicator, target, hold).into_iter().filter(|it| range.holds(*it));
    let asked = [range.low, range.high].into_iter().chain(actual.value()).chain(named);
    let answers: Option<Vec<bool>> = asked.map(|figure| is_met(indicator, target, figure, hold)).collect();
    match answers {
        None => Certainty::NoTarget(range),
        Some(met) if met.iter().all(|it| *it) => Certainty::SurelyReached(range),
        Some(met) if met.iter().any(|it| *it) => Certainty::WithinError(range),
        Some(_) => Certainty::SurelyMissed(range),
    }
}

/// The figures at which a target's answer may turn.
fn figures(indicator: &Indicator, target: &Target, hold: Option<Hold>) -> Vec<Decimal> {
    let baseline = indicator.baseline.map(|it| it.value);
    match target.condition {
        Condition::Range { from, to } => vec![from, to],
        _ => {
            let ends = ends(indicator, target, hold).into_iter().flatten();
            target.level(baseline).into_iter().chain(baseline).chain(ends).collect()
        }
    }
}

/// 許容幅の両端, where nobody but the rule says what it means to hold the figure.
fn ends(indicator: &Indicator, target: &Target, hold: Option<Hold>) -> Option<[Decimal; 2]> {
    let is_open = indicator.direction.and_then(Direction::higher_is_better).is_none();
    hold?.ends(held(indicator, target).filter(|_| is_open)?)
}

/// 必要な回答数: how many answers with the same result would have told it from its target. None where the survey has no range of
/// error, where the target is no single figure, and where no number of answers would do.
///
/// What a survey is planned by: a target that is two points away cannot be tested by four hundred answers. It is counted with the
/// range of error itself; the printed one is a little wider.
///
/// Of a figure that is held within a tolerance, the result must be told from both of its ends.
pub fn needed_answers(
    indicator: &Indicator,
    target: &Target,
    actual: &Actual,
    hold: Option<Hold>,
) -> Option<u32> {
    let printed = printed(indicator, actual).ok()?;
    match ends(indicator, target, hold) {
        Some([low, high]) => Some(printed.needed(low)?.max(printed.needed(high)?)),
        None => printed.needed(target.level(indicator.baseline.map(|it| it.value))?),
    }
}
