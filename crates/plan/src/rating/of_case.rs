//! 判定 of a case by a rule: its outcome, its grade, or the reason why there is none.

use super::case::{Measured, reached};
use super::hold::is_met;
use super::{
    Case, Grade, Judgement, Measure, Outcome, RatingRule, RuleShape, Tone, Toward, Undecided, Unrated, When,
};
use crate::actual::Actual;
use crate::indicator::Indicator;
use crate::target::Target;

impl RatingRule {
    /// The grade that this rule gives for a year by itself. Rules that look at other years are asked by [`RatingRule::rate`].
    pub fn judge(
        &self,
        indicator: &Indicator,
        target: Option<&Target>,
        actual: Option<&Actual>,
    ) -> Judgement {
        self.rate(&Case::new(indicator, target, actual))
    }

    /// 判定: the grade that this rule gives, with the outcome it rests on.
    pub fn rate(&self, case: &Case<'_>) -> Judgement {
        let outcome = self.outcome(case);
        let (value, shown, grade) = match &self.shape {
            RuleShape::MeetsTarget { met, missed } => (
                None,
                None,
                match outcome {
                    Outcome::Reached => Ok(met.clone().or_toned(Tone::Reached)),
                    Outcome::Missed => Ok(missed.clone().or_toned(Tone::Missed)),
                    Outcome::Undecided(why) => Err(Unrated::Undecided(why)),
                },
            ),
            RuleShape::Scale(scale) => match case.measured(scale, self.hold) {
                Ok(Measured { value, expected }) => {
                    (Some(value), scale.shown(value, expected), scale.graded(value, expected))
                }
                Err(why) => (None, None, Err(why)),
            },
        };
        let (grade, unrated) = self.or_off_scale(grade);
        Judgement { value, shown, grade, unrated, ..Judgement::of(outcome) }
    }

    /// The outcome of the figures; where the rule adds parts up, of their sum: a target for three years is not missed in one.
    pub(super) fn outcome(&self, case: &Case<'_>) -> Outcome {
        let plain = case.outcome(self.hold);
        let since = match self.measure() {
            Measure::Achievement(by) if by.toward == Toward::Year => by.since,
            _ => None,
        };
        match (since, case.target, plain) {
            (Some(since), Some(target), Outcome::Reached | Outcome::Missed) => match case.sum(since) {
                Ok(sum) => reached(is_met(case.indicator, target, sum, self.hold)),
                Err(_) => Outcome::Undecided(Undecided::CannotTell),
            },
            _ => plain,
        }
    }

    /// The grade off the scale that stands for a reason, where the rule has one.
    pub(super) fn or_off_scale(&self, grade: Result<Grade, Unrated>) -> (Option<Grade>, Option<Unrated>) {
        match grade {
            Ok(grade) => (Some(grade), None),
            Err(why) => {
                let off = why.when().and_then(|when| self.off_scale.iter().find(|it| it.when == Some(when)));
                (off.map(|it| it.grade.clone().or_toned(Tone::Open)), Some(why))
            }
        }
    }
}

impl Unrated {
    /// Which grade off the scale may stand for the reason; none where a person has still to judge.
    fn when(self) -> Option<When> {
        match self {
            Self::Undecided(Undecided::NoTarget) | Self::NoEndTarget | Self::NothingBelow => {
                Some(When::NoTarget)
            }
            Self::Undecided(Undecided::NotYet) => Some(When::NotYet),
            Self::Undecided(Undecided::NotMeasured) => Some(When::NotMeasured),
            Self::ByPerson | Self::ForElements | Self::ForIndicators | Self::NoStep => None,
            _ => Some(When::CannotJudge),
        }
    }
}
