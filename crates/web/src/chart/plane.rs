//! Where a year and a figure lie on the paper.

use plan::fiscal_year::FiscalYear;

use super::marks::text;
use super::scale::Scale;
use crate::lang::Lang;

/// Room above the highest line, for a label.
const TOP: f64 = 28.0;
/// Room below the lowest, for the years.
const BOTTOM: f64 = 34.0;
/// The plotted area of one chart.
pub(super) struct Plane {
    pub(super) left: f64,
    pub(super) right: f64,
    height: f64,
    first: FiscalYear,
    pub(super) last: FiscalYear,
    scale: Scale,
    /// Half of the room that one year takes at either end.
    inset: f64,
    /// How wide a bar is: two thirds of a year's room, and no wider than a finger; 0 where there are none.
    pub(super) bar: f64,
}

impl Plane {
    /// `room` is what the words right of the last year take; bars need half of a year's room at either end.
    pub(super) fn new(
        size: (u32, u32),
        years: (FiscalYear, FiscalYear),
        scale: Scale,
        room: f64,
        is_barred: bool,
    ) -> Self {
        let (left, right) = (scale.label_width(), f64::from(size.0) - room);
        let count = f64::from(years.1.year() - years.0.year()) + 1.0;
        let inset = if is_barred { (right - left) / count / 2.0 } else { 12.0 };
        let bar = if is_barred { ((right - left) / count * 0.66).min(36.0) } else { 0.0 };
        Self { left, right, height: f64::from(size.1), first: years.0, last: years.1, scale, inset, bar }
    }

    pub(super) fn x(&self, year: FiscalYear) -> f64 {
        let span = f64::from(self.last.year() - self.first.year());
        let room = self.right - self.left - 2.0 * self.inset;
        match span > 0.0 {
            true => self.left + self.inset + room * f64::from(year.year() - self.first.year()) / span,
            false => self.left + self.inset + room / 2.0,
        }
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        TOP + (self.height - TOP - BOTTOM) * (1.0 - self.scale.part(value))
    }

    /// 「120.5,48」: a corner of a line.
    pub(super) fn corner(&self, year: FiscalYear, value: f64) -> String {
        format!("{},{}", text(self.x(year)), text(self.y(value)))
    }

    /// The same as two attributes.
    pub(super) fn at(&self, year: FiscalYear, value: f64) -> (String, String) {
        (text(self.x(year)), text(self.y(value)))
    }

    /// Top and bottom of the plotted area.
    pub(super) fn ends(&self) -> (f64, f64) {
        (TOP, self.height - BOTTOM)
    }

    /// From the middle of a mark to its side.
    pub(super) fn half_mark(&self) -> f64 {
        self.bar / 2.0
    }

    /// Horizontal lines: height and figure.
    pub(super) fn ticks(&self) -> Vec<(String, String)> {
        self.scale.ticks().map(|(value, label)| (text(self.y(value)), label)).collect()
    }

    /// The years that are labelled: all, or every second, third … where all would overlap; the last one always.
    pub(super) fn years(&self, lang: Lang) -> Vec<(String, String)> {
        let (first, last) = (self.first.year(), self.last.year());
        let count = f64::from(last - first) + 1.0;
        let room = lang.say(34.0, 40.0);
        let step = (count * room / (self.right - self.left)).ceil().max(1.0) as i16;
        let shown = (first..=last).filter(|year| (last - year) % step == 0).map(FiscalYear::new);
        shown.map(|it| (text(self.x(it)), super::short(lang, it))).collect()
    }
}
