//! 見通しの答え合わせ: the last years of real series are hidden, foreseen by the rules of `plan`, and compared with what came.
//!
//! Printed beside two other forecasts: the last figure as it stands (whoever foresees nothing says that), and the whole trend.
//! Errors are parts of the series' own range, so that people and percentages can stand in one table. Nothing here is a goal
//! but that the outlook errs no more than the last figure does.

use std::path::Path;

use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, Window};
use plan::outlook::{Forecast, forecast};
use plan::statistics::theil_sen;
use plan::target::Target;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::table::{Table, median};

mod sample;
mod shared;

/// A series with what is known of it.
pub(crate) struct Series {
    indicator: Indicator,
    figures: Vec<(FiscalYear, Decimal)>,
    /// The targets; a series without them is asked whether it ends above its own middle.
    targets: Vec<Target>,
}

/// Where series come from.
struct Source {
    name: &'static str,
    series: Vec<Series>,
}

/// As many years must remain to foresee from.
const FEWEST: usize = theil_sen::FEWEST;

/// Foresees and prints; the sample comes from the program, real figures from the shared folder.
pub(crate) fn measure(program: Option<&str>, table: &mut Table) {
    println!("\nbacktest: the last years hidden, foreseen from those before, compared with what came");
    let sample = program.map(sample::series);
    let sources = [
        sample.map(|series| Source { name: "the sample city (invented figures)", series }),
        shared::evaluation_sheets(Path::new(&shared::folder()))
            .map(|series| Source { name: "a city's evaluation sheets (real figures)", series }),
    ];
    shared::national_sheets(Path::new(&shared::folder()));
    let mut errors: (Vec<f64>, Vec<f64>) = (vec![], vec![]);
    for source in sources.into_iter().flatten() {
        print(&source, &mut errors);
    }
    if !errors.0.is_empty() {
        let ratio = median(errors.0) / median(errors.1);
        table.at_most(
            "the outlook's median error against that of the last figure as it stands",
            ratio,
            1.0,
            "×",
        );
    }
}

/// What one forecast came to.
struct Trial {
    outlook: f64,
    naive: f64,
    whole: f64,
    is_inside: bool,
    width: f64,
    /// Whether the outlook and the last figure foresaw on which side of the target the figure would be.
    right: Option<(bool, bool)>,
    /// Whether its whole range lay on one side of the target.
    is_firm: bool,
}

fn print(source: &Source, errors: &mut (Vec<f64>, Vec<f64>)) {
    println!("  {}: {} series", source.name, source.series.len());
    for hidden in 1..=3 {
        let trials: Vec<Trial> = source.series.iter().filter_map(|it| trial(it, hidden)).collect();
        if trials.is_empty() {
            println!("    {hidden} hidden: no series leaves {FEWEST} years to foresee from and moves at all");
            continue;
        }
        let middle = |part: fn(&Trial) -> f64| median(trials.iter().map(part).collect());
        let share = |count: usize, all: usize| 100.0 * count as f64 / all.max(1) as f64;
        let judged: Vec<(bool, bool)> = trials.iter().filter_map(|it| it.right).collect();
        let firm: Vec<bool> =
            trials.iter().filter(|it| it.is_firm).filter_map(|it| Some(it.right?.0)).collect();
        println!(
            "    {hidden} hidden, {} forecasts: median error ÷ range: outlook {:.3}, last figure {:.3}, whole trend {:.3}; \
             inside its range {:.0}% (width {:.2}); right about the target {:.0}%, the last figure {:.0}% (of {}), \
             where the outlook was firm {:.0}% (of {})",
            trials.len(),
            middle(|it| it.outlook),
            middle(|it| it.naive),
            middle(|it| it.whole),
            share(trials.iter().filter(|it| it.is_inside).count(), trials.len()),
            middle(|it| it.width),
            share(judged.iter().filter(|it| it.0).count(), judged.len()),
            share(judged.iter().filter(|it| it.1).count(), judged.len()),
            judged.len(),
            share(firm.iter().filter(|it| **it).count(), firm.len()),
            firm.len(),
        );
        errors.0.extend(trials.iter().map(|it| it.outlook));
        errors.1.extend(trials.iter().map(|it| it.naive));
    }
}

/// None where too few years remain, or where the series never moves: there is nothing to foresee in it.
fn trial(series: &Series, hidden: usize) -> Option<Trial> {
    let known = &series.figures[..series.figures.len().checked_sub(hidden).filter(|left| *left >= FEWEST)?];
    let (year, came) = *series.figures.last()?;
    let numbered: Vec<_> = known.iter().map(|(year, value)| (year.year(), *value)).collect();
    let slope = theil_sen::slope(&numbered)?;
    let (newest, last) = *known.last()?;
    let ahead = usize::try_from(year.year() - newest.year()).ok()?;
    let Forecast { value, low, high } = forecast(&series.indicator, known, slope, ahead)?;
    let whole = last + slope.median * Decimal::from(ahead);
    let all = || series.figures.iter().map(|it| it.1);
    let range = all().max()? - all().min()?;
    let part = |it: Decimal| (it.abs() / range).to_f64();
    if range.is_zero() {
        return None;
    }
    let meets = target(series, year, known);
    let right = |foreseen: Decimal| Some(meets(foreseen)? == meets(came)?);
    Some(Trial {
        outlook: part(value - came)?,
        naive: part(last - came)?,
        whole: part(whole - came)?,
        is_inside: (low..=high).contains(&came),
        width: part(high - low)?,
        right: right(value).zip(right(last)),
        is_firm: meets(low) == meets(high),
    })
}

/// The year's own target; where none was set, the middle of the known figures stands for one.
fn target<'a>(
    series: &'a Series,
    year: FiscalYear,
    known: &[(FiscalYear, Decimal)],
) -> impl Fn(Decimal) -> Option<bool> + 'a {
    let own = series.targets.iter().find(|it| it.fiscal_year == year);
    let mut sorted: Vec<Decimal> = known.iter().map(|it| it.1).collect();
    sorted.sort_unstable();
    let middle = sorted.get(sorted.len() / 2).copied();
    let is_total = series.indicator.window == Window::Cumulative;
    move |figure| match own {
        Some(target) => {
            let higher = series.indicator.direction.and_then(plan::indicator::Direction::higher_is_better);
            target.condition.met_by(figure, series.indicator.baseline.map(|it| it.value), higher)
        }
        None => middle.filter(|_| series.targets.is_empty() && !is_total).map(|middle| figure > middle),
    }
}
