//! Series as tests write them.

use rust_decimal::Decimal;

use crate::actual::{Actual, Figure, Status};
use crate::browse::Point;
use crate::condition::Condition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Baseline, Break, Direction, Indicator, IndicatorKind};
use crate::rating::{Judgement, Outcome, Undecided};
use crate::record::RecordId;
use crate::target::Target;
use crate::unit::Unit;

/// An indicator with its series.
pub(crate) struct Sketch {
    pub(crate) indicator: Indicator,
    targets: Vec<Target>,
    actuals: Vec<Actual>,
}

impl Sketch {
    pub(crate) fn new(unit: &str, direction: Direction) -> Self {
        let indicator = Indicator::new("指標", IndicatorKind::Outcome, Unit::new(unit));
        let indicator = Indicator { direction: Some(direction), ..indicator };
        Self { indicator, targets: vec![], actuals: vec![] }
    }

    /// Results of neighbouring years; 「-」 is a year that was not measured, 「(54)」 one that is only expected.
    pub(crate) fn from(mut self, first: i16, figures: &str) -> Self {
        for (year, word) in (first..).zip(figures.split_whitespace()) {
            let number = word.trim_matches(['(', ')']);
            let figure = match number {
                "-" => Figure::NotMeasured { because: "隔年".to_owned() },
                number => Figure::Value(number.parse().unwrap()),
            };
            let status = if number == word { Status::Final } else { Status::Expected };
            let (indicator, fiscal_year) = (RecordId::new("i"), FiscalYear::new(year));
            self.actuals.push(Actual {
                indicator,
                fiscal_year,
                figure,
                status,
                sample: None,
                explanation: None,
            });
        }
        self
    }

    pub(crate) fn aim(self, year: i16, words: &str) -> Self {
        let condition = Condition::parse(words, None).map_or(Condition::Words, |it| it.condition);
        self.promised(year, words, condition)
    }

    /// A target by its condition: a negative figure has no words that could not be read otherwise.
    pub(crate) fn aim_at(self, year: i16, condition: Condition) -> Self {
        self.promised(year, "", condition)
    }

    fn promised(mut self, year: i16, words: &str, condition: Condition) -> Self {
        self.targets.push(Target {
            indicator: RecordId::new("i"),
            fiscal_year: FiscalYear::new(year),
            condition,
            words: words.to_owned(),
            revision_reason: None,
        });
        self
    }

    pub(crate) fn baseline(mut self, year: i16, value: &str) -> Self {
        self.indicator.baseline =
            Some(Baseline { year: FiscalYear::new(year), value: value.parse().unwrap() });
        self
    }

    pub(crate) fn broken(mut self, year: i16) -> Self {
        self.indicator.breaks.push(Break { year: FiscalYear::new(year), note: "定義の変更".to_owned() });
        self
    }

    /// Another condition for all targets, whatever their words.
    pub(crate) fn retarget(mut self, condition: &Condition) -> Self {
        self.targets.iter_mut().for_each(|it| it.condition = condition.clone());
        self
    }

    pub(crate) fn series(&self) -> Vec<Point<'_>> {
        let years = self.targets.iter().map(|it| it.fiscal_year);
        let years: std::collections::BTreeSet<_> =
            years.chain(self.actuals.iter().map(|it| it.fiscal_year)).collect();
        let point = |year| Point {
            year,
            target: self.targets.iter().find(|it| it.fiscal_year == year),
            actual: self.actuals.iter().find(|it| it.fiscal_year == year),
            judgement: Judgement::of(Outcome::Undecided(Undecided::NoTarget)).into(),
        };
        years.into_iter().map(point).collect()
    }
}

/// A number as a test writes it.
pub(crate) fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}
