//! 見通し: whether the last target will be reached if things go on as they went. Why so, and how well it does: `docs/decisions/0008-outlook.md`.

use rust_decimal::Decimal;

use crate::browse::Point;
use crate::condition::{Comparator, Condition};
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Indicator, Window};
use crate::rating::{Hold, is_met};
use crate::record::RecordId;
use crate::statistics::theil_sen::Slope;
use crate::target::Target;
use crate::trend::{self, NoTrend};

#[cfg(test)]
mod tests;

/// 見通し to the last year that has a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What it comes to.
    pub prospect: Prospect,
    /// The year of the target.
    pub year: FiscalYear,
    /// The figure in that year if things go on.
    pub forecast: Forecast,
    /// Whether all of the forecast's range says the same as its middle.
    pub firm: bool,
    /// The measured years it rests on.
    pub points: usize,
    /// The newest of them.
    pub newest: FiscalYear,
}

/// 見通しの区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prospect {
    /// 順調: the target is reached if things go on.
    OnCourse,
    /// 遅れ: it is not, though the trend does not lead away from it.
    Behind,
    /// 逆向き: the trend leads away from it.
    Away,
}

impl Prospect {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::OnCourse => ("順調", "on course"),
            Self::Behind => ("遅れ", "behind"),
            Self::Away => ("逆向き", "moving away"),
        }
    }
}

/// 見込みの値 for a year to come, and its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The newest figure moved on by half of its trend.
    pub value: Decimal,
    /// The lower end.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
}

/// Why no outlook is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoOutlook {
    /// No target was ever set.
    NoTarget,
    /// The last target's year has its result: there is nothing to foresee.
    Over {
        /// That year.
        year: FiscalYear,
    },
    /// The target is words, or a number without a direction.
    CannotTell,
    /// Nothing was measured.
    NotMeasured,
    /// Fewer than four comparable years.
    TooFew {
        /// How many there are.
        points: usize,
    },
    /// 断絶: too few years since the way of counting changed.
    Broken {
        /// The first year counted in the new way.
        since: FiscalYear,
        /// How many years there are since.
        points: usize,
    },
    /// The target is further ahead than the series reaches back.
    TooFar {
        /// How many years ahead.
        years: usize,
        /// How many measured years there are.
        points: usize,
    },
    /// Figures beyond what can be computed with.
    TooLarge,
}

impl NoOutlook {
    /// In Japanese and in English, a sentence each.
    pub fn reason(self) -> (String, String) {
        let own = |ja: &str, en: &str| (ja.to_owned(), en.to_owned());
        match self {
            Self::NoTarget => {
                own("目標値がないため、見通しは示せません。", "There is no target, so no outlook is given.")
            }
            Self::Over { year } => (
                format!("最後の目標年度（{}）の結果が出ているため、見通しはありません。", year.japanese()),
                format!(
                    "The last year with a target, FY{}, has its result: there is nothing to foresee.",
                    year.year()
                ),
            ),
            Self::CannotTell => own(
                "目標を数値だけでは判定できないため、見通しは示せません。",
                "The target cannot be judged by number, so no outlook is given.",
            ),
            Self::NotMeasured => {
                own("実績がないため、見通しは示せません。", "Nothing was measured, so no outlook is given.")
            }
            Self::TooFew { points } => (
                format!(
                    "比べられる実績が{points}年分しかないため、見通しは示せません（4年分から示します）。"
                ),
                format!(
                    "Only {points} comparable years are known, so no outlook is given (four are needed)."
                ),
            ),
            Self::Broken { since, points } => (
                format!(
                    "{}に集計方法が変わり、それ以後の実績が{points}年分しかないため、見通しは示せません。",
                    since.japanese()
                ),
                format!(
                    "The way of counting changed in FY{} and only {points} years are known since, so no outlook is given.",
                    since.year()
                ),
            ),
            Self::TooFar { years, points } => (
                format!(
                    "目標年度まで{years}年あり、比べられる実績（{points}年分）より長いため、見通しは示せません。"
                ),
                format!(
                    "The target is {years} years ahead and only {points} comparable years are known, so no outlook is given."
                ),
            ),
            Self::TooLarge => {
                own("数値が大きすぎて計算できません。", "The figures are too large to compute with.")
            }
        }
    }
}

impl Edition {
    /// 見通し of an indicator to the last year that has a target.
    pub fn outlook(&self, id: &RecordId, indicator: &Indicator) -> Result<Outlook, NoOutlook> {
        outlook(indicator, &self.series(id, indicator), self.hold(indicator))
    }
}

/// 見通し of an indicator from what is known of it; `hold` of its rule says what 維持 means where nobody else does.
pub fn outlook(
    indicator: &Indicator,
    series: &[Point<'_>],
    hold: Option<Hold>,
) -> Result<Outlook, NoOutlook> {
    let aimed = series.iter().rev().find_map(|it| Some((it.year, it.target?)));
    let (year, target) = aimed.ok_or(NoOutlook::NoTarget)?;
    let figures = trend::comparable(indicator, series);
    let (newest, last) = *figures.last().ok_or(NoOutlook::NotMeasured)?;
    let years = usize::try_from(year.year() - newest.year()).unwrap_or_default();
    if years == 0 {
        return Err(NoOutlook::Over { year });
    }
    let meets = |figure| is_met(indicator, target, figure, hold).ok_or(NoOutlook::CannotTell);
    meets(last)?; // Where the newest figure cannot be judged, no later one can.
    let (figures, slope) = trend::slope(indicator, series).map_err(|why| match why {
        NoTrend::TooFew { points } => NoOutlook::TooFew { points },
        NoTrend::Broken { since, points } => NoOutlook::Broken { since, points },
        NoTrend::Cumulative | NoTrend::TooLarge => NoOutlook::TooLarge,
    })?;
    let points = figures.len();
    if years > points {
        return Err(NoOutlook::TooFar { years, points });
    }
    let forecast = forecast(indicator, &figures, slope, years).ok_or(NoOutlook::TooLarge)?;
    let [low, value, high] = [meets(forecast.low)?, meets(forecast.value)?, meets(forecast.high)?];
    let prospect = match value {
        true => Prospect::OnCourse,
        false if leads_away(indicator, target, forecast.value, slope) => Prospect::Away,
        false => Prospect::Behind,
    };
    let firm = low == value && value == high;
    Ok(Outlook { prospect, year, forecast, firm, points, newest })
}

/// How fast a trend is taken to go on: half as fast as it went. Short series of yearly figures seldom keep their pace; the
/// benchmark measures that half is nearer to what came than all of it, and than none.
const KEPT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// 見込みの値 `years` after the newest figure: that figure, moved on by half of the trend. Its range is as wide as if the largest
/// step that was ever seen in a year came every year.
///
/// A total (累計) goes on at its full pace, between its smallest and its largest step, and never back.
pub fn forecast(
    indicator: &Indicator,
    figures: &[(FiscalYear, Decimal)],
    slope: Slope,
    years: usize,
) -> Option<Forecast> {
    let ahead = Decimal::from(years);
    let last = figures.last()?.1;
    let steps: Option<Vec<Decimal>> = figures.windows(2).map(step).collect();
    let steps = steps?;
    let digits = figures.iter().map(|(_, value)| value.scale()).max()?.min(27);
    let on = |by: Decimal| Some(last.checked_add(by.checked_mul(ahead)?)?.round_dp(digits));
    let [value, low, high] = if indicator.window == Window::Cumulative {
        let grown = |it: &Decimal| (*it).max(Decimal::ZERO);
        let (least, most) = (steps.iter().map(grown).min()?, steps.iter().map(grown).max()?);
        [on(slope.median.clamp(least, most))?, on(least)?, on(most)?]
    } else {
        let widest = steps.iter().map(Decimal::abs).max()?;
        let value = on(slope.median.checked_mul(KEPT)?)?;
        let wide = widest.checked_mul(ahead)?.round_dp(digits);
        [value, value.checked_sub(wide)?, value.checked_add(wide)?]
    };
    let within = bounds(indicator, figures);
    let [value, low, high] = [value, low, high].map(|it| it.clamp(within.0, within.1));
    Some(Forecast { value, low, high })
}

/// By how much a year a figure moved between two measured years.
fn step(pair: &[(FiscalYear, Decimal)]) -> Option<Decimal> {
    let [(from, before), (to, after)] = pair else { return None };
    let years = Decimal::from(i32::from(to.year()) - i32::from(from.year()));
    after.checked_sub(*before)?.checked_div(years)
}

/// What the figure can be at all: a percentage that never left 0 to 100 stays there, what never was negative does not become so.
fn bounds(indicator: &Indicator, figures: &[(FiscalYear, Decimal)]) -> (Decimal, Decimal) {
    let all = |holds: &dyn Fn(Decimal) -> bool| figures.iter().all(|(_, value)| holds(*value));
    let low = if all(&|it| it >= Decimal::ZERO) { Decimal::ZERO } else { Decimal::MIN };
    let is_share = indicator.unit.is_percent() && all(&|it| it <= Decimal::ONE_HUNDRED);
    (low, if is_share { Decimal::ONE_HUNDRED } else { Decimal::MAX })
}

/// Whether every slope that the ranks allow leads away from the target, which the forecast misses.
fn leads_away(indicator: &Indicator, target: &Target, missed: Decimal, slope: Slope) -> bool {
    let level = target.level(indicator.baseline.map(|it| it.value));
    let is_up = match (&target.condition, target.condition.comparator()) {
        (_, Some(Comparator::AtLeast | Comparator::MoreThan | Comparator::Increase)) => true,
        (_, Some(Comparator::AtMost | Comparator::LessThan | Comparator::Decrease)) => false,
        (Condition::Range { from, .. }, _) => missed < *from,
        _ => level.is_some_and(|level| missed < level),
    };
    if is_up { slope.high < Decimal::ZERO } else { slope.low > Decimal::ZERO }
}
