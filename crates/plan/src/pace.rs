//! 計画線: where a figure should be by now, and how much of the way it has come.

use rust_decimal::Decimal;

use crate::browse::Point;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator};

#[cfg(test)]
mod tests;

/// 計画線: from the baseline through the stated targets. Years that have a target take it as it stands; between two of them it is a
/// straight line, for no other course was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    points: Vec<(FiscalYear, Decimal)>,
    breaks: Vec<FiscalYear>,
}

impl Path {
    /// The path of an indicator; none without a target that is one figure.
    pub fn of(indicator: &Indicator, series: &[Point<'_>]) -> Option<Self> {
        let baseline = indicator.baseline;
        let level = |it: &Point<'_>| Some((it.year, it.target?.level(baseline.map(|it| it.value))?));
        let mut points: Vec<_> = series.iter().filter_map(level).collect();
        let (first, _) = points.first()?;
        if let Some(start) = baseline.filter(|it| it.year < *first) {
            points.insert(0, (start.year, start.value));
        }
        let breaks = indicator.breaks.iter().map(|it| it.year).collect();
        Some(Self { points, breaks })
    }

    /// Where the figure should be in a year. None before the path begins, after it ends, and where the way of counting changed
    /// between the two figures beside the year.
    pub fn at(&self, year: FiscalYear) -> Option<Decimal> {
        let after = self.points.iter().position(|(at, _)| *at >= year)?;
        let (next, to) = self.points[after];
        if next == year {
            return Some(to);
        }
        let (last, from) = *self.points.get(after.checked_sub(1)?)?;
        if self.is_broken(last, next) {
            return None;
        }
        let part = Decimal::from(i32::from(year.year()) - i32::from(last.year()))
            .checked_div(Decimal::from(i32::from(next.year()) - i32::from(last.year())))?;
        let digits = from.scale().max(to.scale()) + 1;
        Some(to.checked_sub(from)?.checked_mul(part)?.checked_add(from)?.round_dp(digits))
    }

    /// The baseline and the stated targets, oldest first.
    pub fn points(&self) -> &[(FiscalYear, Decimal)] {
        &self.points
    }

    fn is_broken(&self, from: FiscalYear, to: FiscalYear) -> bool {
        self.breaks.iter().any(|it| from < *it && *it <= to)
    }
}

/// 進み具合: how much of the way from the baseline to the last target is covered, and how much should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The year that was measured.
    pub year: FiscalYear,
    /// The year of the last target.
    pub goal_year: FiscalYear,
    /// The last target.
    pub goal: Decimal,
    /// The part that is covered, 1 at the goal; below zero where the figure is worse than the baseline.
    pub covered: Decimal,
    /// The part that should be covered by the planned path; none where the path says nothing about the year.
    pub expected: Option<Decimal>,
}

/// Why there is no way to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoProgress {
    /// The year has no figure.
    NoFigure,
    /// 基準値 is not known.
    NoBaseline,
    /// No target is one figure.
    NoTarget,
    /// 断絶 between the baseline and the year.
    Broken,
    /// The target is the baseline: something is to be held, there is no way to go.
    NoWay,
    /// The target lies on the worse side of the baseline: what was promised is a smaller loss.
    Backwards,
    /// 維持 or 範囲内: there is no way to go.
    Held,
    /// Figures beyond what can be computed with.
    TooLarge,
}

impl NoProgress {
    /// In Japanese and in English, a sentence each.
    pub fn reason(self) -> (&'static str, &'static str) {
        match self {
            Self::NoFigure => (
                "この年度の実績がないため、進み具合は示せません。",
                "The year has no result, so no progress is given.",
            ),
            Self::NoBaseline => (
                "基準値がないため、目標までの道のりは測れません。",
                "There is no baseline from which the way could be measured.",
            ),
            Self::NoTarget => (
                "数値の目標がないため、目標までの道のりは測れません。",
                "There is no target in figures to which the way could be measured.",
            ),
            Self::Broken => (
                "基準年度のあとに集計方法が変わったため、目標までの道のりは測れません。",
                "The way of counting changed after the baseline, so the way cannot be measured.",
            ),
            Self::NoWay => (
                "目標が基準値と同じなので、進む道のりはありません。",
                "The target is the baseline: there is no way to go.",
            ),
            Self::Backwards => (
                "目標が基準値より後退した水準なので、道のりの割合では示せません。",
                "The target is worse than the baseline, so no share of a way can be given.",
            ),
            Self::Held => (
                "維持する、または範囲内に収める指標なので、進む道のりはありません。",
                "The figure is to be held or kept within a range: there is no way to go.",
            ),
            Self::TooLarge => {
                ("数値が大きすぎて計算できません。", "The figures are too large to compute with.")
            }
        }
    }
}

/// 進み具合 of an indicator in a year. Falling indicators need no special case: both differences turn negative.
pub fn progress(
    indicator: &Indicator,
    series: &[Point<'_>],
    year: FiscalYear,
) -> Result<Progress, NoProgress> {
    let point = series.iter().find(|it| it.year == year);
    let value = point.and_then(|it| it.actual?.value()).ok_or(NoProgress::NoFigure)?;
    if matches!(indicator.direction, Some(Direction::Hold | Direction::Within)) {
        return Err(NoProgress::Held);
    }
    let baseline = indicator.baseline.ok_or(NoProgress::NoBaseline)?;
    let path = Path::of(indicator, series).ok_or(NoProgress::NoTarget)?;
    let (goal_year, goal) = *path.points().last().ok_or(NoProgress::NoTarget)?;
    let last = goal_year.max(year);
    if indicator.breaks.iter().any(|it| baseline.year < it.year && it.year <= last) {
        return Err(NoProgress::Broken);
    }
    let part = |figure: Decimal| {
        let covered = figure.checked_sub(baseline.value)?;
        Some(covered.checked_div(goal.checked_sub(baseline.value)?)?.round_dp(4))
    };
    match goal.cmp(&baseline.value) {
        std::cmp::Ordering::Equal => return Err(NoProgress::NoWay),
        way if indicator.direction.and_then(Direction::higher_is_better) == Some(way.is_lt()) => {
            return Err(NoProgress::Backwards);
        }
        _ => {}
    }
    let covered = part(value).ok_or(NoProgress::TooLarge)?;
    Ok(Progress { year, goal_year, goal, covered, expected: path.at(year).and_then(part) })
}
