//! 弾丸図: one year's result as a bar from zero, with ticks where the target and the baseline stand.

use plan::browse::Point;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;

use super::marks::{self, text};

/// A bar of 160 by 22 units: include `chart/bullet.svg` with it as `it`. The row's cells say the same in words.
#[derive(Clone, Debug)]
pub(crate) struct Bullet {
    /// Left end and width of the bar.
    pub(crate) bar: (String, String),
    /// 速報 or 見込: the bar is only an outline.
    pub(crate) hollow: bool,
    /// Where zero is, if not at the left end.
    pub(crate) zero: Option<String>,
    /// 目標: the tick's place; of a range both ends.
    pub(crate) aims: Vec<String>,
    /// 基準値.
    pub(crate) baseline: Option<String>,
    /// 誤差の範囲 of a random sample: both ends.
    pub(crate) whisker: Option<(String, String)>,
}

const WIDTH: f64 = 160.0;
const EDGE: f64 = 2.0;

impl Bullet {
    /// The result of `year` beside its target; none where there is no figure to draw.
    pub(crate) fn of(indicator: &Indicator, series: &[Point<'_>], year: FiscalYear) -> Option<Self> {
        let mark = marks::measured(indicator, series).into_iter().find(|it| it.year == year)?;
        let aims = aims(indicator, series, year);
        let baseline = marks::baseline(indicator).map(|it| it.1);
        let ends = mark.whisker.map_or([mark.value; 2], |(low, high)| [low, high]);
        let all = || ends.into_iter().chain([mark.value, 0.0]).chain(aims.iter().copied()).chain(baseline);
        let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
        let span = if high > low { (high - low) * 1.04 } else { 1.0 };
        let x = |value: f64| EDGE + (WIDTH - 2.0 * EDGE) * (value - low) / span;
        let (from, to) = (x(mark.value.min(0.0)), x(mark.value.max(0.0)));
        Some(Self {
            bar: (text(from), text((to - from).max(1.0))),
            hollow: mark.hollow,
            zero: (low < 0.0).then(|| text(x(0.0))),
            aims: aims.iter().map(|it| text(x(*it))).collect(),
            baseline: baseline.map(|it| text(x(it))),
            whisker: mark.whisker.map(|(low, high)| (text(x(low)), text(x(high)))),
        })
    }
}

/// The figures of the year's target: one, both ends of a range, or none.
fn aims(indicator: &Indicator, series: &[Point<'_>], year: FiscalYear) -> Vec<f64> {
    let target = series.iter().find(|it| it.year == year).and_then(|it| it.target);
    let ends = target.and_then(|it| match it.condition {
        plan::condition::Condition::Range { from, to } => Some(vec![marks::float(from)?, marks::float(to)?]),
        _ => None,
    });
    ends.unwrap_or_else(|| {
        let aims = marks::aims(indicator, series).into_iter();
        aims.filter(|it| it.0 == year).map(|it| it.1).collect()
    })
}
