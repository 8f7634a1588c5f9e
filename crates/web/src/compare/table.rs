//! The table that equals the charts: a row a year, a column an indicator.

use std::collections::BTreeSet;

use plan::browse::Point;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::RecordId;

use crate::here::Here;
use crate::sentence::{self, Told};
use crate::words;

/// One year of all.
pub(super) struct YearRow {
    pub(super) year: String,
    pub(super) cells: Vec<Cell>,
}

/// One year of one indicator.
pub(super) struct Cell {
    pub(super) actual: String,
    pub(super) target: Option<String>,
    /// Whether the series breaks here: years before cannot be compared with it.
    pub(super) is_break: bool,
}

/// Newest year first.
pub(super) fn of(here: &Here, edition: &Edition, chosen: &[(&RecordId, &Indicator)]) -> Vec<YearRow> {
    let all: Vec<_> = chosen.iter().map(|(id, it)| (*it, edition.series(id, it))).collect();
    let years: BTreeSet<FiscalYear> =
        all.iter().flat_map(|(_, series)| series.iter().map(|it| it.year)).collect();
    let row = |year: FiscalYear| YearRow {
        year: here.lang.short_year(year),
        cells: all.iter().map(|(it, series)| cell(here, it, series, year)).collect(),
    };
    years.into_iter().rev().map(row).collect()
}

fn cell(here: &Here, it: &Indicator, series: &[Point<'_>], year: FiscalYear) -> Cell {
    let point = series.iter().find(|it| it.year == year);
    Cell {
        actual: words::actual(here.lang, point.and_then(|it| it.actual), &it.unit),
        target: point.and_then(|it| it.target).map(plan::target::Target::said),
        is_break: it.breaks.iter().any(|it| it.year == year),
    }
}

/// The sentence of the indicator's own page.
pub(super) fn sentence(here: &Here, edition: &Edition, (id, it): (&RecordId, &Indicator)) -> String {
    let series = edition.series(id, it);
    let hold = edition.hold(it);
    sentence::of(&Told { lang: here.lang, indicator: it, series: &series, hold, moved: None })
}
