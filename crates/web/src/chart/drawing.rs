//! The large chart of one indicator: a line for rates and levels, bars for yearly counts, with targets, whiskers and outlook.

use plan::browse::Point;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, Window};
use plan::outlook::Outlook;

use super::labels::{self, Label};
use super::marks::{self, Mark, text};
use super::plane::Plane;
use super::scale::Scale;
use crate::lang::Lang;

/// A drawn chart: coordinates as text, ready for `chart/drawing.svg`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chart {
    /// `wide` or `narrow`: the style sheet shows the one that fits.
    pub(crate) class: &'static str,
    /// Size in user units.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Left and right end of the plot, its top and its bottom.
    pub(crate) left: String,
    pub(crate) right: String,
    pub(crate) top: String,
    pub(crate) bottom: String,
    /// Horizontal lines: y and the figure beside it.
    pub(crate) ticks: Vec<(String, String)>,
    /// Years: x and label.
    pub(crate) years: Vec<(String, String)>,
    /// 断絶: x of the dotted rule before the first year of a new way of counting.
    pub(crate) rules: Vec<String>,
    /// Lines through measured years; a missing year or a break ends one.
    pub(crate) lines: Vec<String>,
    /// Dotted lines across breaks in the series.
    pub(crate) breaks: Vec<String>,
    /// Measured years of a yearly count.
    pub(crate) bars: Vec<Bar>,
    /// Measured years of anything else.
    pub(crate) dots: Vec<Dot>,
    /// 誤差の範囲: x, upper and lower end.
    pub(crate) whiskers: Vec<(String, String, String)>,
    /// 計画線: dashed, from the baseline through the targets; no part of it crosses a break.
    pub(crate) aims: Vec<String>,
    /// The targets.
    pub(crate) diamonds: Vec<(String, String)>,
    /// 目標の範囲: x, upper and lower end.
    pub(crate) ranges: Vec<(String, String, String)>,
    /// 基準値: x and y.
    pub(crate) baseline: Option<(String, String)>,
    /// 見通し: the light band from the newest figure to the target's year, and the line through its middle.
    pub(crate) outlook: Option<(String, String)>,
    /// Direct labels.
    pub(crate) labels: Vec<Label>,
}

impl Chart {
    /// The legend: only what is drawn, as shape, class and words.
    pub(crate) fn key(&self, lang: Lang) -> Vec<(&'static str, &'static str, &'static str)> {
        let hollow = self.bars.iter().any(|it| it.hollow) || self.dots.iter().any(|it| it.hollow);
        let rows = [
            (!self.dots.is_empty(), "●", "line", lang.say("実績", "actual")),
            (!self.bars.is_empty(), "▮", "line", lang.say("実績", "actual")),
            (
                hollow,
                if self.bars.is_empty() { "○" } else { "▯" },
                "line",
                lang.say("速報・見込", "provisional"),
            ),
            (
                !self.whiskers.is_empty(),
                "Ｉ",
                "whisker",
                lang.say("誤差の範囲（95％）", "margin of error (95%)"),
            ),
            (!self.diamonds.is_empty(), "◆", "aim", lang.say("目標", "target")),
            (!self.ranges.is_empty(), "Ｉ", "aim", lang.say("目標の範囲", "target range")),
            (!self.aims.is_empty(), "┅", "aim", lang.say("計画線", "planned path")),
            (self.baseline.is_some(), "□", "baseline", lang.say("基準値", "baseline")),
            (self.outlook.is_some(), "◢", "band", lang.say("見通しの幅", "range of the outlook")),
            (!self.rules.is_empty(), "┊", "rule", lang.say("集計方法の変更", "break in the series")),
        ];
        rows.into_iter().filter(|it| it.0).map(|(_, shape, class, words)| (shape, class, words)).collect()
    }
}

/// One measured year. Provisional figures are hollow.
#[derive(Clone, Debug)]
pub(crate) struct Dot {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) hollow: bool,
}

/// One measured year of a count, from zero.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    pub(crate) hollow: bool,
}

/// What is drawn, before there is any paper.
pub(super) struct Content<'a> {
    pub(super) lang: Lang,
    pub(super) indicator: &'a Indicator,
    pub(super) series: &'a [Point<'a>],
    pub(super) marks: Vec<Mark>,
    pub(super) aims: Vec<(FiscalYear, f64)>,
    pub(super) ranges: Vec<(FiscalYear, f64, f64)>,
    baseline: Option<(FiscalYear, f64)>,
    pub(super) forecast: Option<Band>,
    is_barred: bool,
}

/// 見通し in coordinates: the year of the target, the forecast, its range.
#[derive(Clone, Copy)]
pub(super) struct Band {
    pub(super) year: FiscalYear,
    pub(super) value: f64,
    low: f64,
    high: f64,
}

impl<'a> Content<'a> {
    /// None where there are not two figures to draw.
    pub(super) fn of(
        lang: Lang,
        indicator: &'a Indicator,
        series: &'a [Point<'a>],
        outlook: Option<&Outlook>,
    ) -> Option<Self> {
        let marks = marks::measured(indicator, series);
        let aims = marks::aims(indicator, series);
        let ranges = marks::ranges(series);
        let baseline = marks::baseline(indicator);
        if marks.len() + aims.len() + ranges.len() + usize::from(baseline.is_some()) < 2 {
            return None;
        }
        let band = |it: &Outlook| {
            let [value, low, high] = [it.forecast.value, it.forecast.low, it.forecast.high].map(marks::float);
            Some(Band { year: it.year, value: value?, low: low?, high: high? })
        };
        let forecast = outlook.and_then(band);
        // A count of whole things is a bar from zero; a rate, a level, a total are lines.
        let is_barred = indicator.window == Window::Yearly
            && indicator.unit.counts_things()
            && marks.iter().all(|it| it.value.fract() == 0.0);
        Some(Self { lang, indicator, series, marks, aims, ranges, baseline, forecast, is_barred })
    }

    /// All heights that must fit.
    fn heights(&self) -> Vec<f64> {
        let marks = self.marks.iter().map(|it| it.value);
        let whiskers = self.marks.iter().filter_map(|it| it.whisker).flat_map(|(low, high)| [low, high]);
        let ranges = self.ranges.iter().flat_map(|(_, low, high)| [*low, *high]);
        let band = self.forecast.iter().flat_map(|it| [it.low, it.high]);
        let zero = self.is_barred.then_some(0.0);
        let others = self.aims.iter().map(|it| it.1).chain(self.baseline.map(|it| it.1)).chain(zero);
        marks.chain(whiskers).chain(ranges).chain(band).chain(others).collect()
    }

    fn years(&self) -> Option<(FiscalYear, FiscalYear)> {
        let series = self.series.iter().map(|it| it.year);
        let all = series.chain(self.baseline.map(|it| it.0)).chain(self.forecast.map(|it| it.year));
        Some((all.clone().min()?, all.max()?))
    }

    /// Draws it on paper of one size.
    pub(super) fn draw(&self, class: &'static str, width: u32, height: u32) -> Option<Chart> {
        let scale = Scale::over(&self.heights(), self.indicator.unit.is_percent());
        let (years, said) = (self.years()?, labels::said(self, width));
        let room = labels::room(&said, years.1);
        let plane = Plane::new((width, height), years, scale, room, self.is_barred);
        let (top, bottom) = plane.ends();
        let mut chart = Chart { class, width, height, ..Chart::default() };
        (chart.left, chart.right) = (text(plane.left), text(plane.right));
        (chart.top, chart.bottom) = (text(top), text(bottom));
        (chart.ticks, chart.years) = (plane.ticks(), plane.years(self.lang));
        self.results(&plane, &mut chart);
        self.promises(&plane, &mut chart);
        chart.rules = self.rules(&plane);
        chart.outlook = self.forecast.and_then(|it| self.band(&plane, it));
        chart.labels = labels::placed(said, &plane);
        Some(chart)
    }

    /// What was measured.
    fn results(&self, plane: &Plane, chart: &mut Chart) {
        if self.is_barred {
            chart.bars = self.marks.iter().map(|it| bar(plane, it)).collect();
        } else {
            let corner = |it: &Mark| plane.corner(it.year, it.value);
            (chart.lines, chart.breaks) = marks::lines(self.indicator, &self.marks, corner);
            let dot = |it: &Mark| {
                let (x, y) = plane.at(it.year, it.value);
                Dot { x, y, hollow: it.hollow }
            };
            chart.dots = self.marks.iter().map(dot).collect();
        }
        let whisker = |it: &Mark| {
            let (low, high) = it.whisker?;
            Some((text(plane.x(it.year)), text(plane.y(high)), text(plane.y(low))))
        };
        chart.whiskers = self.marks.iter().filter_map(whisker).collect();
        chart.baseline = self.baseline.map(|(year, value)| plane.at(year, value));
    }

    /// What was promised.
    fn promises(&self, plane: &Plane, chart: &mut Chart) {
        chart.diamonds = self.aims.iter().map(|(year, value)| plane.at(*year, *value)).collect();
        let range = |(year, low, high): &(FiscalYear, f64, f64)| {
            (text(plane.x(*year)), text(plane.y(*high)), text(plane.y(*low)))
        };
        chart.ranges = self.ranges.iter().map(range).collect();
        let start = self.baseline.filter(|it| self.aims.first().is_some_and(|first| it.0 < first.0));
        let corners: Vec<(FiscalYear, f64)> = start.into_iter().chain(self.aims.iter().copied()).collect();
        let mut line: Vec<String> = vec![];
        let mut last: Option<FiscalYear> = None;
        for (year, value) in corners {
            if last.is_some_and(|last| self.is_broken(last, year)) {
                chart.aims.push(std::mem::take(&mut line).join(" "));
            }
            line.push(plane.corner(year, value));
            last = Some(year);
        }
        chart.aims.push(line.join(" "));
        chart.aims.retain(|it| it.contains(' '));
    }

    /// The dotted rules where the way of counting changed, half a year before the first year counted anew.
    fn rules(&self, plane: &Plane) -> Vec<String> {
        let Some((first, last)) = self.years() else { return vec![] };
        let shown = self.indicator.breaks.iter().map(|it| it.year).filter(|it| first < *it && *it <= last);
        shown.map(|it| text((plane.x(it) + plane.x(it.previous())) / 2.0)).collect()
    }

    /// From the newest figure: a light wedge, and the dotted line through its middle.
    fn band(&self, plane: &Plane, it: Band) -> Option<(String, String)> {
        let from = self.marks.iter().rfind(|mark| mark.year < it.year)?;
        let start = plane.corner(from.year, from.value);
        let corner = |value: f64| plane.corner(it.year, value);
        Some((
            format!("{start} {} {}", corner(it.high), corner(it.low)),
            format!("{start} {}", corner(it.value)),
        ))
    }

    fn is_broken(&self, from: FiscalYear, to: FiscalYear) -> bool {
        self.indicator.breaks.iter().any(|it| from < it.year && it.year <= to)
    }
}

fn bar(plane: &Plane, it: &Mark) -> Bar {
    let (width, zero, end) = (plane.bar, plane.y(0.0), plane.y(it.value));
    Bar {
        x: text(plane.x(it.year) - width / 2.0),
        y: text(zero.min(end)),
        width: text(width),
        height: text((zero - end).abs().max(1.0)), // A zero that was measured is a thin line, a missing year is nothing.
        hollow: it.hollow,
    }
}
