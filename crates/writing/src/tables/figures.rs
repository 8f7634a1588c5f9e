//! figures.csv: one row a figure: what was promised, what came of it, and where the way began.

use plan::actual::{Actual, Figure};
use plan::condition::Condition;
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Indicator};
use plan::record::RecordId;
use plan::survey::{Sample, Sampling};
use plan::target::Target;
use rust_decimal::Decimal;

use crate::cell::Cell;
use crate::code::{self, Code};
use crate::table::{self, Table, filled};

mod columns;

use columns::fields;

pub(super) const TABLE: Table = Table {
    name: "figures",
    title: ("目標値と実績値", "Targets and results"),
    about: (
        "1行が一つの数値です。基準値、目標値、実績値を、指標と年度ごとに縦に並べています。",
        "One row a figure: baselines, targets and results of every indicator and year, in long form.",
    ),
    key: &["indicator_id", "fiscal_year", "figure_kind", "decision"],
    columns: || table::columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

/// The rows of one indicator, as figures.csv has them.
pub fn of_indicator<'a>(edition: &'a Edition, id: &'a RecordId) -> Option<Vec<table::Row<'a>>> {
    let indicator = edition.find::<Indicator>(id)?;
    Some(filled(edition, &fields(), series(edition, id, indicator)))
}

/// One figure and what it belongs to.
struct Row<'a> {
    edition: &'a Edition,
    id: &'a RecordId,
    indicator: &'a Indicator,
    element: Option<(&'a RecordId, &'a Element)>,
    organisation: Option<&'a RecordId>,
    year: FiscalYear,
    figure: Said<'a>,
}

enum Said<'a> {
    Baseline(Baseline),
    Target(&'a Target),
    Actual(&'a Actual),
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    edition.all::<Indicator>().flat_map(|(id, it)| series(edition, id, it)).collect()
}

/// Baseline first, then year by year target and result.
fn series<'a>(edition: &'a Edition, id: &'a RecordId, indicator: &'a Indicator) -> Vec<Row<'a>> {
    let row = |year, figure| {
        let element = edition.element_in(indicator, year);
        let organisation = element.and_then(|(id, _)| edition.in_charge_in(id, year));
        Row { edition, id, indicator, element, organisation, year, figure }
    };
    let baseline = indicator.baseline.map(|it| row(it.year, Said::Baseline(it)));
    let points = edition.series(id, indicator).into_iter().flat_map(|point| {
        let target = point.target.map(|it| row(point.year, Said::Target(it)));
        target.into_iter().chain(point.actual.map(|it| row(point.year, Said::Actual(it))))
    });
    baseline.into_iter().chain(points).collect()
}

impl<'a> Row<'a> {
    /// The record that holds the figure.
    fn record(&self) -> RecordId {
        match &self.figure {
            Said::Baseline(_) => self.id.clone(),
            Said::Target(it) => it.id(),
            Said::Actual(it) => it.id(),
        }
    }

    fn name(&self) -> Cell<'a> {
        match &self.figure {
            Said::Baseline(_) => format!("{}/baseline", self.id).into(),
            Said::Target(_) | Said::Actual(_) => self.record().to_string().into(),
        }
    }

    fn kind(&self) -> Code {
        match self.figure {
            Said::Baseline(_) => code::BASELINE,
            Said::Target(_) => code::TARGET,
            Said::Actual(_) => code::ACTUAL,
        }
    }

    fn value(&self) -> Option<Decimal> {
        match &self.figure {
            Said::Baseline(it) => Some(it.value),
            Said::Target(it) => match &it.condition {
                Condition::Range { from, .. } => Some(*from),
                condition => condition.target(),
            },
            Said::Actual(it) => it.value(),
        }
    }

    fn status(&self) -> Code {
        match &self.figure {
            Said::Baseline(_) => code::stated(),
            Said::Target(_) if self.value().is_none() => code::IN_WORDS,
            Said::Target(_) => code::stated(),
            Said::Actual(it) => code::status(&it.figure, it.status),
        }
    }

    fn target(&self) -> Option<&'a Target> {
        match self.figure {
            Said::Target(it) => Some(it),
            _ => None,
        }
    }

    fn actual(&self) -> Option<&'a Actual> {
        match self.figure {
            Said::Actual(it) => Some(it),
            _ => None,
        }
    }

    fn reason(&self) -> Option<&'a str> {
        match &self.actual()?.figure {
            Figure::NotMeasured { because } => Some(because),
            Figure::NotYet | Figure::Value(_) => None,
        }
    }

    fn sample(&self) -> Option<Sample> {
        self.actual()?.sample
    }

    /// Whether those who answered were drawn by chance; none where nobody was asked or nobody says how.
    fn is_probability(&self) -> Option<bool> {
        let survey = self.indicator.survey.as_ref()?;
        Some(survey.sampling == Sampling::Probability)
    }
}
