//! 報告状況: of what was promised for a year, what has been reported, what will not be, and what nobody has said yet.

use std::collections::BTreeMap;

use crate::actual::{Actual, Figure, Status};
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::rating::{Outcome, Undecided};
use crate::record::RecordId;

/// 報告の状態 of an indicator for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Report {
    /// 未報告: nobody has said anything.
    None,
    /// 集計中: it will come.
    Counting,
    /// 速報・見込.
    Provisional,
    /// 未測定, with a reason.
    NotMeasured,
    /// 確定 or 訂正.
    Final,
}

impl Report {
    /// All of them, the most open first.
    pub const ALL: [Self; 5] =
        [Self::None, Self::Counting, Self::Provisional, Self::NotMeasured, Self::Final];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("未報告", "not reported"),
            Self::Counting => ("集計中", "being counted"),
            Self::Provisional => ("速報・見込", "provisional"),
            Self::NotMeasured => ("未測定", "not measured"),
            Self::Final => ("報告済", "reported"),
        }
    }

    /// As it stands in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Counting => "counting",
            Self::Provisional => "provisional",
            Self::NotMeasured => "unmeasured",
            Self::Final => "final",
        }
    }

    /// What an actual says about itself; none where there is no actual.
    pub fn of(actual: Option<&Actual>) -> Self {
        let Some(actual) = actual else { return Self::None };
        match (&actual.figure, actual.status) {
            (Figure::NotYet, _) => Self::Counting,
            (Figure::NotMeasured { .. }, _) => Self::NotMeasured,
            (Figure::Value(_), Status::Expected | Status::Provisional) => Self::Provisional,
            (Figure::Value(_), Status::Final | Status::Corrected) => Self::Final,
        }
    }
}

/// An indicator that owes a figure for a year.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// The indicator.
    pub id: &'a RecordId,
    /// The same as a record.
    pub indicator: &'a Indicator,
    /// Who owes it: the department in charge in that year.
    pub department: Option<&'a RecordId>,
    /// What was reported.
    pub actual: Option<&'a Actual>,
}

impl Due<'_> {
    /// 報告の状態.
    pub fn report(&self) -> Report {
        Report::of(self.actual)
    }
}

/// How many indicators are in each state of [`Report::ALL`].
pub type Reports = [usize; 5];

/// Counts states: together they are all that is due.
pub fn count<'a>(due: impl IntoIterator<Item = &'a Due<'a>>) -> Reports {
    let mut counts = Reports::default();
    for it in due {
        for (count, report) in counts.iter_mut().zip(Report::ALL) {
            *count += usize::from(it.report() == report);
        }
    }
    counts
}

impl Edition {
    /// Every indicator that owes a figure for a year: it has a target for it, or something was reported all the same. Where a
    /// person put it off the scale (中止 …), nothing is awaited.
    pub fn due(&self, year: FiscalYear) -> Vec<Due<'_>> {
        let due = self.all::<Indicator>().filter_map(|(id, indicator)| {
            let actual = self.actual(id, year);
            let is_set_aside =
                || self.outcome(id, indicator, year) == Outcome::Undecided(Undecided::SetAside);
            let is_owed = || actual.is_some() || self.target(id, year).is_some();
            let is_due = actual.and_then(Actual::value).is_some() || is_owed() && !is_set_aside();
            let department = self.department_of(indicator, year).map(|(id, _)| id);
            is_due.then_some(Due { id, indicator, department, actual })
        });
        due.collect()
    }
}

/// The counts of each department.
pub fn by_department<'a>(due: &[Due<'a>]) -> BTreeMap<Option<&'a RecordId>, Reports> {
    let mut departments: BTreeMap<Option<&RecordId>, Vec<&Due<'_>>> = BTreeMap::new();
    for it in due {
        departments.entry(it.department).or_default().push(it);
    }
    departments.into_iter().map(|(id, due)| (id, count(due))).collect()
}
