//! 確かさ: whether the range of error leaves room for doubt about a target.

use rust_decimal::Decimal;

use super::{Interval, NoInterval, interval, printed};
use crate::actual::Actual;
use crate::condition::Condition;
use crate::indicator::{Direction, Indicator};
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

/// 確かさ of one year's result against its target.
///
/// The target's own condition is asked at both ends of the range and at every figure of the target that lies inside it: all
/// reach it, none does, or the sample cannot tell.
pub fn certainty(indicator: &Indicator, target: Option<&Target>, actual: &Actual) -> Certainty {
    let range = match interval(indicator, actual) {
        Ok(range) => range,
        Err(why) => return Certainty::Unknown(why),
    };
    let Some(target) = target else { return Certainty::NoTarget(range) };
    let baseline = indicator.baseline.map(|it| it.value);
    let higher = indicator.direction.and_then(Direction::higher_is_better);
    let named = figures(target, baseline).into_iter().flatten().filter(|it| range.holds(*it));
    let asked = [range.low, range.high].into_iter().chain(actual.value()).chain(named);
    let answers: Option<Vec<bool>> =
        asked.map(|figure| target.condition.met_by(figure, baseline, higher)).collect();
    match answers {
        None => Certainty::NoTarget(range),
        Some(met) if met.iter().all(|it| *it) => Certainty::SurelyReached(range),
        Some(met) if met.iter().any(|it| *it) => Certainty::WithinError(range),
        Some(_) => Certainty::SurelyMissed(range),
    }
}

/// The figures at which a target's answer may turn.
fn figures(target: &Target, baseline: Option<Decimal>) -> [Option<Decimal>; 3] {
    match target.condition {
        Condition::Range { from, to } => [Some(from), Some(to), None],
        _ => [target.level(baseline), baseline, None],
    }
}

/// 必要な回答数: how many answers would have told the result from its target, whatever its unprinted digits were. None where the
/// survey has no range of error, where the target is no single figure, and where no number of answers would do.
///
/// What a survey is planned by: a target that is two points away cannot be tested by four hundred answers. It is counted with the
/// printed range of error, so the two can never contradict each other.
pub fn needed_answers(indicator: &Indicator, target: &Target, actual: &Actual) -> Option<u32> {
    let level = target.level(indicator.baseline.map(|it| it.value))?;
    printed(indicator, actual).ok()?.needed(level)
}
