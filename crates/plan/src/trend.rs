//! 傾向: which way a series goes, in the years that may be compared with its newest.

use rust_decimal::Decimal;

use crate::actual::Status;
use crate::browse::Point;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Indicator, Window};
use crate::statistics::theil_sen::{self, Slope};

#[cfg(test)]
mod tests;

/// Years further back than this tell nothing about now.
const RECENT: usize = 10;

/// Fewer years than this are not called a trend in words, though a slope may be computed.
const WORDED: usize = 5;

/// 傾向 of a series, by the Theil–Sen slope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The first year it is taken from.
    pub first: FiscalYear,
    /// The last.
    pub last: FiscalYear,
    /// How many measured years.
    pub points: usize,
    /// By how much a year, as precise as the figures and one digit more.
    pub per_year: Decimal,
    /// The lower end of what the ranks allow.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
}

/// Which way a trend goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Course {
    /// 上昇.
    Rising,
    /// 下降.
    Falling,
    /// はっきりしない: the ranks allow both.
    Unclear,
}

/// Why no trend can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoTrend {
    /// Fewer than four comparable years.
    TooFew {
        /// How many there are.
        points: usize,
    },
    /// 断絶: there are figures before it, but too few since.
    Broken {
        /// The first year counted in the new way.
        since: FiscalYear,
        /// How many years there are since.
        points: usize,
    },
    /// 累計: a total always grows.
    Cumulative,
    /// Figures beyond what can be computed with.
    TooLarge,
}

impl Trend {
    /// Which way it goes: only where the ranks allow no other.
    pub fn course(&self) -> Course {
        if self.low > Decimal::ZERO {
            Course::Rising
        } else if self.high < Decimal::ZERO {
            Course::Falling
        } else {
            Course::Unclear
        }
    }

    /// Whether sentences may call it a trend: with fewer than five years they only say that it is too early.
    pub fn is_worded(&self) -> bool {
        self.points >= WORDED
    }
}

impl NoTrend {
    /// In Japanese and in English, a sentence each.
    pub fn reason(self) -> (String, String) {
        let own = |ja: &str, en: &str| (ja.to_owned(), en.to_owned());
        match self {
            Self::TooFew { points } => (
                format!("比べられる実績が{points}年分しかないため、傾向は言えません。"),
                format!("Only {points} comparable years are known: too few to speak of a trend."),
            ),
            Self::Broken { since, points } => (
                format!(
                    "{}に集計方法が変わり、それ以後の実績が{points}年分しかないため、傾向は言えません。",
                    since.japanese()
                ),
                format!(
                    "The way of counting changed in FY{} and only {points} years are known since: too few to speak of a trend.",
                    since.year()
                ),
            ),
            Self::Cumulative => own(
                "累計は増えるだけなので、傾向としては扱いません。",
                "A running total can only grow, so it is not called a trend.",
            ),
            Self::TooLarge => {
                own("数値が大きすぎて計算できません。", "The figures are too large to compute with.")
            }
        }
    }
}

/// The figures that may be compared with the newest one: since the last break, ten at most, the baseline among them. A figure that
/// is only expected (見込) was not measured, and is none of them.
pub fn comparable(indicator: &Indicator, series: &[Point<'_>]) -> Vec<(FiscalYear, Decimal)> {
    let measured = |it: &Point<'_>| {
        let actual = it.actual.filter(|it| it.status != Status::Expected)?;
        Some((it.year, actual.value()?))
    };
    let mut figures: Vec<_> = series.iter().filter_map(measured).collect();
    let Some((newest, _)) = figures.last().copied() else { return vec![] };
    // The baseline is a figure too, where the records begin after it.
    if let Some(it) = indicator.baseline
        && it.year < newest
        && figures.iter().all(|(year, _)| *year != it.year)
    {
        figures.push((it.year, it.value));
        figures.sort_by_key(|(year, _)| *year);
    }
    let broken = broken(indicator, newest);
    figures.retain(|(year, _)| broken.is_none_or(|first| *year >= first));
    figures.split_off(figures.len().saturating_sub(RECENT))
}

/// The first year of the newest way of counting, where the way changed up to `year`.
pub(crate) fn broken(indicator: &Indicator, year: FiscalYear) -> Option<FiscalYear> {
    indicator.breaks.iter().map(|it| it.year).filter(|it| *it <= year).max()
}

/// 傾向 of a series: never from fewer than four years, never across a break.
pub fn trend(indicator: &Indicator, series: &[Point<'_>]) -> Result<Trend, NoTrend> {
    if indicator.window == Window::Cumulative {
        return Err(NoTrend::Cumulative);
    }
    let (figures, slope) = slope(indicator, series)?;
    let ((first, _), (last, _)) = match figures.as_slice() {
        [first, .., last] => (*first, *last),
        _ => return Err(NoTrend::TooFew { points: figures.len() }),
    };
    let digits = figures.iter().map(|(_, value)| value.scale()).max().unwrap_or_default() + 1;
    // More than three digits of thousands would pretend to a precision that no trend has.
    let round = |it: Decimal| match it.abs() < Decimal::ONE_THOUSAND {
        true => it.round_dp(digits),
        false => it.round_sf(3).unwrap_or(it),
    };
    let [per_year, low, high] = [slope.median, slope.low, slope.high].map(round);
    Ok(Trend { first, last, points: figures.len(), per_year, low, high })
}

/// The comparable figures and their slope, for whoever goes on computing.
pub(crate) fn slope(
    indicator: &Indicator,
    series: &[Point<'_>],
) -> Result<(Vec<(FiscalYear, Decimal)>, Slope), NoTrend> {
    let figures = comparable(indicator, series);
    let points = figures.len();
    if points < theil_sen::FEWEST {
        let since = figures.last().and_then(|(newest, _)| broken(indicator, *newest));
        let first = series.iter().find(|it| it.actual.and_then(crate::actual::Actual::value).is_some());
        let first = first.map(|it| it.year).into_iter().chain(indicator.baseline.map(|it| it.year)).min();
        return Err(match since.filter(|since| first.is_some_and(|first| first < *since)) {
            Some(since) => NoTrend::Broken { since, points },
            None => NoTrend::TooFew { points },
        });
    }
    let numbered: Vec<_> = figures.iter().map(|(year, value)| (year.year(), *value)).collect();
    let slope = theil_sen::slope(&numbered).ok_or(NoTrend::TooLarge)?;
    Ok((figures, slope))
}
