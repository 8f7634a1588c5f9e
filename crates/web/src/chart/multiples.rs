//! 小さな図の並び: the indicators of one work side by side, all of one size, each with its own labelled scale, the worst first.

use plan::browse::Point;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::rating::Outcome;
use plan::record::RecordId;
use rust_decimal::Decimal;

use super::marks::{self, Mark, text};
use super::scale::Scale;
use crate::here::Here;
use crate::lang::Lang;
use crate::words::{self, Badge};

/// One small chart of 240 by 130 units: include `chart/multiples.html` with the list of them as `multiples`.
#[derive(Clone, Debug)]
pub(crate) struct Multiple {
    pub(crate) name: String,
    pub(crate) address: String,
    /// 「令和7年度 54.2%、目標 56%以上」: what the picture says of its newest year.
    pub(crate) words: String,
    pub(crate) badge: Badge,
    /// What counts of its verdict in the sentence beside the charts.
    outcome: Outcome,
    /// The lowest and the highest line: height and label.
    pub(crate) ticks: Vec<(String, String)>,
    /// First and last year: place and label.
    pub(crate) years: Vec<(String, String)>,
    pub(crate) lines: Vec<String>,
    pub(crate) broken: Vec<String>,
    /// Measured years; provisional ones are hollow.
    pub(crate) dots: Vec<(String, String, bool)>,
    /// The dashed line through the targets.
    pub(crate) aims: String,
}

/// The most that are shown side by side: more cannot be compared.
pub(crate) const MOST: usize = 12;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 228.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 104.0;

/// The charts of these indicators with their standing in `year`, the worst first, twelve at most. Those without two figures
/// to draw are left out; lists beside the charts hold them all.
pub(crate) fn multiples<'a>(
    here: &Here,
    edition: &'a Edition,
    indicators: impl Iterator<Item = (&'a RecordId, &'a Indicator)>,
    year: FiscalYear,
) -> Vec<Multiple> {
    let drawn = |(id, indicator): (&'a RecordId, &'a Indicator)| {
        let series = edition.series(id, indicator);
        let place = place(indicator, series.iter().find(|it| it.year == year));
        let room = Room::of(indicator, &series);
        Some((place, Multiple::of(here, edition, (id, indicator), &series, year, &room)?))
    };
    let mut list: Vec<_> = indicators.filter_map(drawn).collect();
    list.sort_by_key(|it| it.0);
    list.into_iter().take(MOST).map(|it| it.1).collect()
}

/// The same charts in the order asked for, over the same years; where the figures may be compared, on the same scale too.
pub(crate) fn side_by_side<'a>(
    here: &Here,
    edition: &'a Edition,
    indicators: &[(&'a RecordId, &'a Indicator)],
    year: FiscalYear,
    is_one_measure: bool,
) -> Vec<Multiple> {
    let drawn: Vec<_> = indicators.iter().map(|(id, it)| (*id, *it, edition.series(id, it))).collect();
    let rooms: Vec<Room> = drawn.iter().map(|(_, it, series)| Room::of(it, series)).collect();
    let years = || rooms.iter().filter_map(|it| it.years);
    let span = years().map(|it| it.0).min().zip(years().map(|it| it.1).max());
    let together: Vec<f64> = rooms.iter().flat_map(|it| it.values.iter().copied()).collect();
    let room =
        |own: Room| Room { years: span, values: if is_one_measure { together.clone() } else { own.values } };
    let shared = rooms.clone().into_iter().map(room);
    let charts = drawn.iter().zip(shared);
    charts
        .filter_map(|((id, it, series), room)| Multiple::of(here, edition, (id, it), series, year, &room))
        .collect()
}

/// What a chart must have room for: first and last year, and every figure.
#[derive(Clone, Debug, Default)]
struct Room {
    years: Option<(FiscalYear, FiscalYear)>,
    values: Vec<f64>,
}

impl Room {
    fn of(indicator: &Indicator, series: &[Point<'_>]) -> Self {
        let (marks, aims) = (marks::measured(indicator, series), marks::aims(indicator, series));
        let years = || marks.iter().map(|it| it.year).chain(aims.iter().map(|it| it.0));
        let values = marks.iter().map(|it| it.value).chain(aims.iter().map(|it| it.1)).collect();
        Self { years: years().min().zip(years().max()), values }
    }
}

/// Missed ones first, those farthest from their target foremost; then reached ones; then those that nobody judged.
fn place(indicator: &Indicator, point: Option<&Point<'_>>) -> (u8, std::cmp::Reverse<Decimal>) {
    let short = || {
        let (target, value) = (point?.target?, point?.actual?.value()?);
        target.distance_share(value, indicator.baseline.map(|it| it.value))
    };
    let group = match point.map(|it| it.judgement.counted()) {
        Some(Outcome::Missed) => 0,
        Some(Outcome::Reached) => 1,
        _ => 2,
    };
    (group, std::cmp::Reverse(if group == 0 { short().unwrap_or_default() } else { Decimal::ZERO }))
}

impl Multiple {
    fn of(
        here: &Here,
        edition: &Edition,
        (id, indicator): (&RecordId, &Indicator),
        series: &[Point<'_>],
        year: FiscalYear,
        room: &Room,
    ) -> Option<Self> {
        let marks = marks::measured(indicator, series);
        let aims = marks::aims(indicator, series);
        if marks.len() + aims.len() < 2 {
            return None;
        }
        let (first, last) = room.years?;
        let scale = Scale::over(&room.values, indicator.unit.is_percent());
        let x = |year: FiscalYear| {
            let span = f64::from(last.year() - first.year()).max(1.0);
            LEFT + 8.0 + (RIGHT - LEFT - 16.0) * f64::from(year.year() - first.year()) / span
        };
        let y = |value: f64| TOP + (BOTTOM - TOP) * (1.0 - scale.part(value));
        let at = |year, value| format!("{},{}", text(x(year)), text(y(value)));
        let (lines, broken) = marks::lines(indicator, &marks, |it: &Mark| at(it.year, it.value));
        let ends = scale.ends();
        let point = series.iter().find(|it| it.year == year);
        let judgement = edition.judge(id, indicator, year);
        Some(Self {
            name: indicator.name.clone(),
            address: here.record("indicators", id),
            words: said(here, indicator, point, year),
            badge: Badge::of(here.lang, &judgement),
            outcome: judgement.counted(),
            ticks: ends.into_iter().map(|(value, label)| (text(y(value)), label)).collect(),
            years: [first, last].map(|it| (text(x(it)), super::short(here.lang, it))).to_vec(),
            lines,
            broken,
            dots: marks.iter().map(|it| (text(x(it.year)), text(y(it.value)), it.hollow)).collect(),
            aims: aims.iter().map(|(year, value)| at(*year, *value)).collect::<Vec<_>>().join(" "),
        })
    }
}

/// 「図にした9件のうち、令和7年度は3件が達成、6件が未達成でした。未達成のうち目標から最も遠いのは「…」です。」 `of`: how many
/// there are, drawn or not.
pub(crate) fn multiples_said(lang: Lang, year: FiscalYear, charts: &[Multiple], of: usize) -> String {
    let count = |outcome| charts.iter().filter(|it| it.outcome == outcome).count();
    let (drawn, reached, missed) = (charts.len(), count(Outcome::Reached), count(Outcome::Missed));
    let (open, name) = (drawn - reached - missed, lang.short_year(year));
    let whole = match of.saturating_sub(drawn) {
        0 => lang.say(format!("図にした指標{drawn}件のうち"), format!("Of the {drawn} charts")),
        _ => lang.say(
            format!("指標{of}件のうち図にした{drawn}件では"),
            format!("Of {drawn} charts ({of} indicators)"),
        ),
    };
    let mut said = match reached + missed {
        0 => lang.say(
            format!("{whole}、{name}に判定したものはありません。"),
            format!("{whole}, none is judged for {name}."),
        ),
        _ => lang.say(
            format!("{whole}、{name}は{reached}件が達成、{missed}件が未達成でした。"),
            format!("{whole}, {reached} reached the target of {name} and {missed} missed it."),
        ),
    };
    if open > 0 && reached + missed > 0 {
        said += &lang.say(format!("{open}件は判定していません。"), format!(" Not judged: {open}."));
    }
    // The charts stand in the order of their distance from the target, the farthest first.
    if let Some(worst) = charts.first().filter(|it| missed > 1 && it.outcome == Outcome::Missed) {
        said += &lang.say(
            format!("目標から最も離れているのは「{}」です。", worst.name),
            format!(" The farthest from its target: “{}”.", worst.name),
        );
    }
    said
}

fn said(here: &Here, indicator: &Indicator, point: Option<&Point<'_>>, year: FiscalYear) -> String {
    let lang = here.lang;
    let actual = words::actual(lang, point.and_then(|it| it.actual), &indicator.unit);
    let target = point.and_then(|it| it.target).map(plan::target::Target::said);
    let target = target.unwrap_or_else(|| lang.say("なし", "none").to_owned());
    let year = lang.short_year(year);
    lang.say(format!("{year} {actual}、目標 {target}"), format!("{year}: {actual}, target {target}"))
}
