//! 小さな推移: five years in the corner of a row. Nothing in it is not in the row's words too.

use plan::browse::Point;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;

use super::marks::{self, Mark, text};

/// Five years of results as a line of 90 by 24 units: include `chart/spark.svg` with it as `it`.
#[derive(Clone, Debug)]
pub(crate) struct Spark {
    /// Lines through neighbouring years.
    pub(crate) lines: Vec<String>,
    /// Years whose neighbours are missing: alone they would not be seen.
    pub(crate) alone: Vec<(String, String)>,
    /// The newest year, and whether it is provisional.
    pub(crate) last: (String, String, bool),
    /// 目標 of the newest targeted year, as a height.
    pub(crate) aim: Option<String>,
}

const YEARS: i16 = 5;
const WIDTH: f64 = 90.0;
const HEIGHT: f64 = 24.0;
const EDGE: f64 = 4.0;

impl Spark {
    /// The five years that end with `year`; none where fewer than two of them were measured.
    pub(crate) fn of(indicator: &Indicator, series: &[Point<'_>], year: FiscalYear) -> Option<Self> {
        let first = FiscalYear::new(year.year() - YEARS + 1);
        let shown = |it: &FiscalYear| (first..=year).contains(it);
        let marks: Vec<Mark> =
            marks::measured(indicator, series).into_iter().filter(|it| shown(&it.year)).collect();
        let last = *marks.last().filter(|_| marks.len() > 1)?;
        let aim = marks::aims(indicator, series).into_iter().rfind(|it| shown(&it.0)).map(|it| it.1);
        let all = || marks.iter().map(|it| it.value).chain(aim);
        let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
        let x = |year: FiscalYear| {
            EDGE + (WIDTH - 2.0 * EDGE) * f64::from(year.year() - first.year()) / f64::from(YEARS - 1)
        };
        let y = |value: f64| {
            let part = if high > low { (value - low) / (high - low) } else { 0.5 };
            EDGE + (HEIGHT - 2.0 * EDGE) * (1.0 - part)
        };
        let at = |it: &Mark| (text(x(it.year)), text(y(it.value)));
        let (lines, _) =
            marks::lines(indicator, &marks, |it| format!("{},{}", text(x(it.year)), text(y(it.value))));
        let is_alone = |it: &&Mark| {
            let near = |year| marks.iter().any(|other| other.year == year);
            it.year != last.year && !near(it.year.next()) && !near(it.year.previous())
        };
        let alone = marks.iter().filter(is_alone).map(at).collect();
        let (cx, cy) = at(&last);
        Some(Self { lines, alone, last: (cx, cy, last.hollow), aim: aim.map(|it| text(y(it))) })
    }
}
