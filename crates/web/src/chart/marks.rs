//! What a series holds to draw: measured years, targets, baseline. Every chart takes its marks from here.

use plan::actual::Status;
use plan::browse::Point;
use plan::condition::Condition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// One measured year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) year: FiscalYear,
    pub(super) value: f64,
    /// 速報 or 見込.
    pub(super) hollow: bool,
    /// 誤差の範囲 of a random sample.
    pub(super) whisker: Option<(f64, f64)>,
}

/// The measured years, oldest first.
pub(super) fn measured(indicator: &Indicator, series: &[Point<'_>]) -> Vec<Mark> {
    let mark = |point: &Point<'_>| {
        let actual = point.actual?;
        let range = plan::survey::interval(indicator, actual).ok();
        Some(Mark {
            year: point.year,
            value: float(actual.value()?)?,
            hollow: matches!(actual.status, Status::Provisional | Status::Expected),
            whisker: range.and_then(|it| Some((float(it.low)?, float(it.high)?))),
        })
    };
    series.iter().filter_map(mark).collect()
}

/// The years whose target is one figure.
pub(super) fn aims(indicator: &Indicator, series: &[Point<'_>]) -> Vec<(FiscalYear, f64)> {
    let baseline = indicator.baseline.map(|it| it.value);
    series.iter().filter_map(|it| Some((it.year, float(it.target?.level(baseline)?)?))).collect()
}

/// The years whose target is a range: its ends.
pub(super) fn ranges(series: &[Point<'_>]) -> Vec<(FiscalYear, f64, f64)> {
    let range = |it: &Point<'_>| match it.target?.condition {
        Condition::Range { from, to } => Some((it.year, float(from)?, float(to)?)),
        _ => None,
    };
    series.iter().filter_map(range).collect()
}

/// 基準値.
pub(super) fn baseline(indicator: &Indicator) -> Option<(FiscalYear, f64)> {
    indicator.baseline.and_then(|it| Some((it.year, float(it.value)?)))
}

/// Solid lines through neighbouring years, dotted ones across a break; a missing year is a gap.
pub(super) fn lines(
    indicator: &Indicator,
    marks: &[Mark],
    point: impl Fn(&Mark) -> String,
) -> (Vec<String>, Vec<String>) {
    let (mut solid, mut dotted) = (Vec::<String>::new(), Vec::new());
    let mut open = false;
    for pair in marks.windows(2) {
        let [from, to] = pair else { continue };
        let broken = indicator.breaks.iter().any(|it| from.year < it.year && it.year <= to.year);
        let neighbours = to.year == from.year.next() && !broken;
        if broken {
            dotted.push(format!("{} {}", point(from), point(to)));
        }
        match solid.last_mut().filter(|_| open && neighbours) {
            Some(line) => *line = format!("{line} {}", point(to)),
            None if neighbours => solid.push(format!("{} {}", point(from), point(to))),
            None => {}
        }
        open = neighbours;
    }
    (solid, dotted)
}

/// A figure as a coordinate is computed from it: drawing is no arithmetic of promises.
pub(super) fn float(value: Decimal) -> Option<f64> {
    value.to_f64().filter(|it| it.is_finite())
}

/// A coordinate as it is written: to a tenth of a unit. As a whole number of tenths, for the digits of a float take ten times as long, and
/// a list of fifty small charts writes a thousand of them.
pub(super) fn text(coordinate: f64) -> String {
    let tenths = (coordinate * 10.0).round() as i64;
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        part => format!("{sign}{}.{part}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_coordinate_is_written_to_a_tenth_and_no_longer_than_needed() {
        let cases = [
            (0.0, "0"),
            (-0.04, "0"),
            (-0.25, "-0.3"),
            (12.0, "12"),
            (12.34, "12.3"),
            (-7.96, "-8"),
            (159.99, "160"),
        ];
        for (coordinate, written) in cases {
            assert_eq!(text(coordinate), written, "{coordinate}");
        }
    }
}
