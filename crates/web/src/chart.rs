//! 推移の図: our own SVG, attributes only, so that it passes a strict content policy, prints, and needs no script.

use plan::actual::Status;
use plan::browse::Point;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use rust_decimal::prelude::ToPrimitive;

mod bullet;
mod marks;
mod multiples;
mod scale;
mod spark;

pub(crate) use bullet::Bullet;
pub(crate) use multiples::{Multiple, multiples};
pub(crate) use spark::Spark;

use scale::Scale;

/// A drawn line chart: coordinates as text, ready for the template.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chart {
    /// `wide` or `narrow`: the style sheet shows the one that fits.
    pub(crate) class: &'static str,
    /// Size in user units.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Left and right end of the plot.
    pub(crate) left: String,
    pub(crate) right: String,
    /// Horizontal lines: y and the figure beside it.
    pub(crate) ticks: Vec<(String, String)>,
    /// Years: x and label.
    pub(crate) years: Vec<(String, String)>,
    /// Lines through measured years; a missing year or a break ends one.
    pub(crate) lines: Vec<String>,
    /// Dotted lines across breaks in the series.
    pub(crate) breaks: Vec<String>,
    /// Measured years.
    pub(crate) dots: Vec<Dot>,
    /// The dashed line through the targets.
    pub(crate) aims: String,
    /// The targets.
    pub(crate) diamonds: Vec<(String, String)>,
    /// 基準値: x and y.
    pub(crate) baseline: Option<(String, String)>,
    /// Direct labels.
    pub(crate) labels: Vec<Label>,
}

/// Words beside a mark, on the side where there is room.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) words: String,
    pub(crate) class: &'static str,
    pub(crate) anchor: &'static str,
}

/// One measured year. Provisional figures are hollow.
#[derive(Clone, Debug)]
pub(crate) struct Dot {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) hollow: bool,
}

const TOP: f64 = 26.0;
const BOTTOM: f64 = 34.0;

/// Draws a series wide and narrow; none where there are not two figures to draw.
pub(crate) fn both(indicator: &Indicator, series: &[Point<'_>]) -> Vec<Chart> {
    let drawn = [("wide", 640, 300), ("narrow", 340, 260)];
    drawn
        .into_iter()
        .filter_map(|(class, width, height)| draw(indicator, series, class, width, height))
        .collect()
}

fn draw(
    indicator: &Indicator,
    series: &[Point<'_>],
    class: &'static str,
    width: u32,
    height: u32,
) -> Option<Chart> {
    let values = values(series);
    let aims = aims(indicator, series);
    let baseline = indicator.baseline.and_then(|it| Some((it.year, it.value.to_f64()?)));
    let all: Vec<f64> = values
        .iter()
        .map(|(_, value, _)| *value)
        .chain(aims.iter().map(|(_, value)| *value))
        .chain(baseline.map(|it| it.1))
        .collect();
    if all.len() < 2 {
        return None;
    }
    let years = series.iter().map(|it| it.year).chain(baseline.map(|it| it.0));
    let (first, last) = (years.clone().min()?, years.max()?);
    let scale = Scale::over(&all, indicator.unit.is_percent());
    let (left, right) = (scale.label_width(), f64::from(width) - 30.0);
    let x = |year: FiscalYear| {
        let span = f64::from(last.year() - first.year()).max(1.0);
        left + 16.0 + (right - left - 32.0) * f64::from(year.year() - first.year()) / span
    };
    let y = |value: f64| TOP + (f64::from(height) - TOP - BOTTOM) * (1.0 - scale.part(value));
    let at = |year, value| (text(x(year)), text(y(value)));
    let mut chart = Chart { class, width, height, left: text(left), right: text(right), ..Chart::default() };
    chart.ticks = scale.ticks().map(|(value, label)| (text(y(value)), label)).collect();
    chart.years = labelled(first, last, right - left).map(|it| (text(x(it)), short(it))).collect();
    (chart.lines, chart.breaks) =
        lines(indicator, &values, |year, value| format!("{},{}", text(x(year)), text(y(value))));
    chart.dots = values
        .iter()
        .map(|(year, value, hollow)| {
            let (x, y) = at(*year, *value);
            Dot { x, y, hollow: *hollow }
        })
        .collect();
    chart.aims = aims
        .iter()
        .map(|(year, value)| format!("{},{}", text(x(*year)), text(y(*value))))
        .collect::<Vec<_>>()
        .join(" ");
    chart.diamonds = aims.iter().map(|(year, value)| at(*year, *value)).collect();
    chart.baseline = baseline.map(|(year, value)| at(year, value));
    chart.labels = labels(indicator, series, &x, &y, right);
    Some(chart)
}

/// The measured years: figure, and whether it is provisional.
fn values(series: &[Point<'_>]) -> Vec<(FiscalYear, f64, bool)> {
    let value = |point: &Point<'_>| {
        let actual = point.actual?;
        Some((
            point.year,
            actual.value()?.to_f64()?,
            matches!(actual.status, Status::Provisional | Status::Expected),
        ))
    };
    series.iter().filter_map(value).collect()
}

fn aims(indicator: &Indicator, series: &[Point<'_>]) -> Vec<(FiscalYear, f64)> {
    let baseline = indicator.baseline.map(|it| it.value);
    series.iter().filter_map(|it| Some((it.year, it.target?.level(baseline)?.to_f64()?))).collect()
}

/// Solid lines through neighbouring years, dotted ones across a break; a missing year is a gap.
fn lines(
    indicator: &Indicator,
    values: &[(FiscalYear, f64, bool)],
    point: impl Fn(FiscalYear, f64) -> String,
) -> (Vec<String>, Vec<String>) {
    let (mut solid, mut dotted) = (Vec::new(), Vec::new());
    for pair in values.windows(2) {
        let [(from, a, _), (to, b, _)] = pair else { continue };
        let line = format!("{} {}", point(*from, *a), point(*to, *b));
        if indicator.breaks.iter().any(|it| *from < it.year && it.year <= *to) {
            dotted.push(line);
        } else if *to == from.next() {
            solid.push(line);
        }
    }
    (solid, dotted)
}

/// Labels at the newest figure and the last target: no legend to hunt for.
fn labels(
    indicator: &Indicator,
    series: &[Point<'_>],
    x: &impl Fn(FiscalYear) -> f64,
    y: &impl Fn(f64) -> f64,
    right: f64,
) -> Vec<Label> {
    let baseline = indicator.baseline.map(|it| it.value);
    let newest = series.iter().rev().find_map(|it| Some((it.year, it.actual?.value()?)));
    let aim =
        series.iter().rev().find_map(|it| Some((it.year, it.target?.level(baseline)?, &it.target?.words)));
    let mut labels = Vec::new();
    let value_y = newest.and_then(|(_, value)| Some(y(value.to_f64()?)));
    let aim_y = aim.and_then(|(_, value, _)| Some(y(value.to_f64()?)));
    // The higher of the two is written above its mark, the lower below, so that they never cover each other.
    let value_above = value_y.zip(aim_y).is_none_or(|(value, aim)| value <= aim);
    let mut label = |year: FiscalYear, at: f64, above: bool, words: String, class: &'static str| {
        let near_end = x(year) > right - 60.0;
        let (anchor, shift) = if near_end { ("end", 14.0) } else { ("middle", 0.0) };
        let y = text(if above { at - 11.0 } else { at + 22.0 });
        labels.push(Label { x: text(x(year) + shift), y, words, class, anchor });
    };
    if let (Some((year, value)), Some(at)) = (newest, value_y) {
        label(year, at, value_above, crate::words::figure(value, &indicator.unit), "value");
    }
    if let (Some((year, _, words)), Some(at)) = (aim, aim_y) {
        label(year, at, !value_above, words.clone(), "aim");
    }
    labels
}

/// R6: the year as narrow as it can be said; before 平成 the calendar year.
fn short(year: FiscalYear) -> String {
    match year.year() {
        2019.. => format!("R{}", year.year() - 2018),
        1989.. => format!("H{}", year.year() - 1988),
        other => other.to_string(),
    }
}

/// The years that are labelled: all, or every second, third … where all would overlap; the last one always.
fn labelled(first: FiscalYear, last: FiscalYear, room: f64) -> impl Iterator<Item = FiscalYear> {
    let count = f64::from(last.year() - first.year()) + 1.0;
    let step = (count * 34.0 / room).ceil().max(1.0) as i16;
    (first.year()..=last.year()).filter(move |year| (last.year() - year) % step == 0).map(FiscalYear::new)
}

fn text(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}
