//! 達成状況の表: the elements of one level of a plan, year by year, with what became of their indicators.

use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::plan::Plan;
use crate::record::RecordId;
use crate::tally::Tally;

/// 達成状況の表 of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix<'a> {
    /// The years of the plan that are reported, oldest first.
    pub years: Vec<FiscalYear>,
    /// The elements in the order of the plan.
    pub rows: Vec<MatrixRow<'a>>,
}

/// One element over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow<'a> {
    /// The element.
    pub id: &'a RecordId,
    /// The same as a record.
    pub element: &'a Element,
    /// A tally a year, of its own indicators and all below.
    pub tallies: Vec<Tally>,
}

impl Edition {
    /// 達成状況の表 of the elements on one level of a plan. Years that nobody reported on yet are left out.
    pub fn matrix<'a>(&'a self, id: &'a RecordId, plan: &Plan, level: u8) -> Matrix<'a> {
        let last = self.year_shown(Some(plan)).unwrap_or(plan.first_year);
        let years: Vec<FiscalYear> =
            self.years_begun().iter().copied().filter(|it| plan.covers(*it) && *it <= last).collect();
        let tallies = self.tallies();
        let row = |(id, element): (&'a RecordId, &'a Element)| MatrixRow {
            id,
            element,
            tallies: years.iter().map(|year| tallies.get(id, *year)).collect(),
        };
        Matrix { rows: self.on_level(id, level).map(row).collect(), years }
    }

    /// The elements of a plan that stand on one level, in the order of the tree.
    pub fn on_level<'a>(
        &'a self,
        plan: &'a RecordId,
        level: u8,
    ) -> impl Iterator<Item = (&'a RecordId, &'a Element)> {
        self.naming::<Element>(plan).filter(move |(_, it)| it.plan == *plan && it.level == level)
    }

    /// 施策の階層: the level on which a plan is judged. The one that calls itself 施策; else the one of which most elements
    /// have an indicator, the upper one of two.
    pub fn program_level(&self, id: &RecordId, plan: &Plan) -> u8 {
        let levels = 0..u8::try_from(plan.levels.len()).unwrap_or(u8::MAX).max(1);
        if let Some(named) = levels.clone().find(|it| plan.level(*it) == "施策") {
            return named;
        }
        let measured = |level: u8| {
            let elements = self.on_level(id, level);
            elements.filter(|(id, _)| self.naming::<Indicator>(id).next().is_some()).count()
        };
        levels.rev().max_by_key(|it| measured(*it)).unwrap_or_default()
    }
}
