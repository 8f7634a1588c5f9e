//! 判定の対象: one indicator in one year with the figures around it, and what a rule measures of it.

use rust_decimal::Decimal;

use super::hold::is_met;
use super::rate::{Figures, direction};
use super::{
    Achievement, Change, ChangeBy, ChangeFrom, Formula, Grade, Hold, Measure, Outcome, RatingRule, Scale,
    Since, Toward, Undecided, Unrated,
};
use crate::actual::{Actual, Figure};
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator, Window};
use crate::target::Target;

/// 判定の対象: what a rule may look at. What it does not need may be left out.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// What is measured.
    pub indicator: &'a Indicator,
    /// その年度の目標値.
    pub target: Option<&'a Target>,
    /// その年度の実績値.
    pub actual: Option<&'a Actual>,
    /// 計画の最終年度の目標値.
    pub end: Option<&'a Target>,
    /// 計画の期間: first and last year of the plan by which the year is counted.
    pub period: Option<(FiscalYear, Option<FiscalYear>)>,
    /// The figures of all years.
    pub actuals: Vec<&'a Actual>,
}

/// What a rule measured, and how far one should be in that year.
pub(super) struct Measured {
    pub(super) value: Decimal,
    pub(super) expected: Option<Decimal>,
}

/// Whether the actual reached the target, whatever the vocabulary.
pub fn outcome(indicator: &Indicator, target: Option<&Target>, actual: Option<&Actual>) -> Outcome {
    let Some(target) = target else { return Outcome::Undecided(Undecided::NoTarget) };
    match figure(actual) {
        Ok(value) => reached(is_met(indicator, target, value, None)),
        Err(why) => Outcome::Undecided(why),
    }
}

fn figure(actual: Option<&Actual>) -> Result<Decimal, Undecided> {
    match actual.map(|actual| &actual.figure) {
        None | Some(Figure::NotYet) => Err(Undecided::NotYet),
        Some(Figure::NotMeasured { .. }) => Err(Undecided::NotMeasured),
        Some(Figure::Value(value)) => Ok(*value),
    }
}

/// The outcome of a target that was met, was not, or cannot be held against a number.
pub(super) fn reached(met: Option<bool>) -> Outcome {
    match met {
        Some(true) => Outcome::Reached,
        Some(false) => Outcome::Missed,
        None => Outcome::Undecided(Undecided::CannotTell),
    }
}

impl<'a> Case<'a> {
    /// A year by itself: its target and its result.
    pub fn new(indicator: &'a Indicator, target: Option<&'a Target>, actual: Option<&'a Actual>) -> Self {
        Self { indicator, target, actual, end: None, period: None, actuals: vec![] }
    }

    fn year(&self) -> Option<FiscalYear> {
        self.actual.map(|it| it.fiscal_year).or_else(|| self.target.map(|it| it.fiscal_year))
    }

    fn baseline(&self) -> Option<Decimal> {
        self.indicator.baseline.map(|it| it.value)
    }

    fn figure(&self) -> Result<Decimal, Unrated> {
        figure(self.actual).map_err(Unrated::Undecided)
    }

    fn target(&self, toward: Toward) -> Result<&'a Target, Unrated> {
        match toward {
            Toward::Year => self.target.ok_or(Unrated::Undecided(Undecided::NoTarget)),
            Toward::End => self.end.ok_or(Unrated::NoEndTarget),
        }
    }

    /// 累計: the sum of what was reported year by year; the figure itself where it is reported as a sum already.
    pub(super) fn sum(&self, since: Since) -> Result<Decimal, Unrated> {
        let figure = self.figure()?;
        let year = self.year().ok_or(Unrated::Undecided(Undecided::NotYet))?;
        if self.indicator.window == Window::Cumulative {
            return Ok(figure);
        }
        if self.indicator.unit.is_rate() {
            return Err(Unrated::CannotAdd);
        }
        let first = match since {
            Since::Year(first) => first,
            Since::PlanStart => self.period.ok_or(Unrated::NoPeriod)?.0,
        };
        self.unbroken(first, year)?;
        let mut sum = figure;
        for before in (first.year()..year.year()).map(FiscalYear::new) {
            let part = self.actual_in(before).ok_or(Unrated::PartMissing(before))?;
            sum = sum.checked_add(part).ok_or(Unrated::TooLarge)?;
        }
        Ok(sum)
    }

    fn actual_in(&self, year: FiscalYear) -> Option<Decimal> {
        self.actuals.iter().find(|it| it.fiscal_year == year)?.value()
    }

    /// Figures on two sides of a break in the series are not compared.
    fn unbroken(&self, from: FiscalYear, to: FiscalYear) -> Result<(), Unrated> {
        let broken = self.indicator.breaks.iter().find(|it| from < it.year && it.year <= to);
        broken.map_or(Ok(()), |it| Err(Unrated::Broken(it.year)))
    }

    /// 期待される進み of the year.
    fn expected(&self, scale: &Scale) -> Result<Option<Decimal>, Unrated> {
        if !scale.is_paced() {
            return Ok(None);
        }
        let (first, _) = self.period.ok_or(Unrated::NoPeriod)?;
        let year = self.year().ok_or(Unrated::Undecided(Undecided::NotYet))?;
        scale.pace(first, year).map(Some)
    }

    fn achievement(&self, by: &Achievement, hold: Option<Hold>) -> Result<Decimal, Unrated> {
        let actual = match by.since {
            None => self.figure()?,
            Some(since) => self.sum(since)?,
        };
        let target = self.target(by.toward)?;
        let direction = direction(&target.condition, self.indicator.direction)?;
        let formula = by.formula(direction).ok_or(Unrated::NoFormula(direction))?;
        if let (Formula::WayFromBaseline, Some(base), Some(year)) =
            (formula, self.indicator.baseline, self.year())
        {
            self.unbroken(base.year, year)?;
        }
        let (condition, baseline) = (&target.condition, self.baseline());
        let (level, is_met) = (target.level(baseline), is_met(self.indicator, target, actual, hold));
        formula.rate(&Figures { actual, condition, level, baseline, direction, is_met })
    }

    fn change(&self, by: &Change) -> Result<Decimal, Unrated> {
        let now = self.figure()?;
        let year = self.year().ok_or(Unrated::Undecided(Undecided::NotYet))?;
        let (since, before) = match by.from {
            ChangeFrom::LastYear => {
                let last = year.previous();
                (last, self.actual_in(last).ok_or(Unrated::NoLastYear)?)
            }
            ChangeFrom::Baseline => {
                let base = self.indicator.baseline.ok_or(Unrated::NoBaseline)?;
                (base.year, base.value)
            }
        };
        self.unbroken(since, year)?;
        let change = by.by.measured(before, now)?;
        let better = match self.indicator.direction.and_then(Direction::higher_is_better) {
            Some(true) => change,
            Some(false) => -change,
            None => return Err(Unrated::NoDirection),
        };
        Ok(if better.abs() <= by.tolerance { Decimal::ZERO } else { better })
    }

    /// What a scale measures of the case.
    pub(super) fn measured(&self, scale: &Scale, hold: Option<Hold>) -> Result<Measured, Unrated> {
        let value = match &scale.measure {
            Measure::MeetsTarget => match self.outcome(hold) {
                Outcome::Reached => Decimal::ONE,
                Outcome::Missed => Decimal::ZERO,
                Outcome::Undecided(why) => return Err(Unrated::Undecided(why)),
            },
            Measure::Achievement(by) => self.achievement(by, hold)?,
            Measure::Change(by) => self.change(by)?,
            Measure::Person => {
                self.figure()?;
                return Err(Unrated::ByPerson);
            }
            Measure::ShareReached(_) | Measure::Points(_) => return Err(Unrated::ForElements),
        };
        Ok(Measured { value, expected: self.expected(scale)? })
    }

    /// Whether the year's result reached the year's target.
    pub(super) fn outcome(&self, hold: Option<Hold>) -> Outcome {
        let plain = outcome(self.indicator, self.target, self.actual);
        match (plain, self.target, self.actual.and_then(Actual::value)) {
            (Outcome::Undecided(Undecided::CannotTell), Some(target), Some(value)) => {
                reached(is_met(self.indicator, target, value, hold))
            }
            _ => plain,
        }
    }
}

impl RatingRule {
    /// Whether the rule cannot judge an indicator with such targets without its baseline.
    pub(crate) fn needs_baseline(&self, indicator: &Indicator, targets: &[&Target]) -> bool {
        match self.measure() {
            Measure::Change(it) => it.from == ChangeFrom::Baseline,
            Measure::Achievement(by) => {
                let ways = targets.iter().filter_map(|it| direction(&it.condition, indicator.direction).ok());
                ways.filter_map(|it| by.formula(it)).any(|it| it == Formula::WayFromBaseline)
            }
            _ => false,
        }
    }
}

impl Achievement {
    /// The formula for a direction.
    pub fn formula(&self, direction: Direction) -> Option<Formula> {
        match direction {
            Direction::Up => self.up,
            Direction::Down => self.down,
            Direction::Hold => self.hold,
            Direction::Within => self.within,
        }
    }
}

impl ChangeBy {
    /// How far one figure lies from another.
    pub(super) fn measured(self, before: Decimal, now: Decimal) -> Result<Decimal, Unrated> {
        let difference = now.checked_sub(before).ok_or(Unrated::TooLarge)?;
        match self {
            Self::Difference => Ok(difference),
            Self::Rate if before.is_zero() => Err(Unrated::BaseIsZero),
            Self::Rate if before.is_sign_negative() => Err(Unrated::Negative),
            Self::Rate => difference.checked_div(before).ok_or(Unrated::TooLarge),
        }
    }
}

impl Scale {
    /// 期待される進み of a year of a plan that begins in `first`.
    pub(super) fn pace(&self, first: FiscalYear, year: FiscalYear) -> Result<Decimal, Unrated> {
        let at = usize::try_from(i32::from(year.year()) - i32::from(first.year()))
            .map_err(|_| Unrated::NoPace(year))?;
        self.expected.get(at).copied().ok_or(Unrated::NoPace(year))
    }

    /// The grade for a measure, or why there is none.
    pub(super) fn graded(&self, value: Decimal, expected: Option<Decimal>) -> Result<Grade, Unrated> {
        self.place(value, expected).and_then(|at| self.grade(at)).ok_or(Unrated::NoStep)
    }
}
