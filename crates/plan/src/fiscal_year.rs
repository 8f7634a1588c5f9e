//! 年度: Japanese fiscal years, from 1 April to 31 March.

use std::{fmt, ops::RangeInclusive};

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::{era, key::key};

mod rolled;
mod written;

pub use rolled::rolled;
pub use written::at_start;

/// 年度: a Japanese fiscal year, named by the calendar year of its 1 April.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// The fiscal year that begins on 1 April of the Gregorian year `year`.
    pub const fn new(year: i16) -> Self {
        Self(year)
    }

    /// The Gregorian year of its 1 April.
    pub const fn year(self) -> i16 {
        self.0
    }

    /// The fiscal year in which `date` lies: 31 March belongs to the year before.
    pub fn containing(date: Date) -> Self {
        if date.month() < 4 { Self(date.year() - 1) } else { Self(date.year()) }
    }

    /// 翌年度.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// 前年度.
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// Its first day, 1 April.
    pub fn starts(self) -> Date {
        date(self.0.clamp(-9998, 9998), 4, 1)
    }

    /// Its last day, 31 March of the calendar year after.
    pub fn ends(self) -> Date {
        date(self.0.clamp(-9998, 9998) + 1, 3, 31)
    }

    /// 和暦: 令和6年度. 2019 is 令和元年度.
    pub fn japanese(self) -> String {
        format!("{}度", era::year_name(self.0))
    }

    /// Reads a text that names one fiscal year; `context` is the year of the document in which it stands.
    ///
    /// Bare digits and 前年度 need the context. A date is read as the fiscal year in which it lies. `None` where the text
    /// names none, several, or a bracket disagrees with what stands before it: then a person must be asked.
    /// ```
    /// use plan::fiscal_year::FiscalYear;
    /// let r5 = Some(FiscalYear::new(2023));
    /// assert_eq!(FiscalYear::parse("Ｒ５年度", None), r5);
    /// assert_eq!(FiscalYear::parse("平成35年度", None), r5);
    /// assert_eq!(FiscalYear::parse("5年度実績", r5), r5);
    /// assert_eq!(FiscalYear::parse("H28.3", None), Some(FiscalYear::new(2015)));
    /// assert_eq!(FiscalYear::parse("27", None), None);
    /// ```
    pub fn parse(text: &str, context: Option<Self>) -> Option<Self> {
        written::whole(&key(text), context)
    }

    /// Reads a range of fiscal years, both ends included; the second part takes the era of the first.
    /// ```
    /// use plan::fiscal_year::FiscalYear;
    /// let years = FiscalYear::parse_range("平成25〜28年", None).unwrap();
    /// assert_eq!((years.start().year(), years.end().year()), (2013, 2016));
    /// ```
    pub fn parse_range(text: &str, context: Option<Self>) -> Option<RangeInclusive<Self>> {
        written::range(&key(text), context)
    }
}

/// 令和6年度（2024年度）: as pages show it.
impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}年度）", self.japanese(), self.0)
    }
}

#[cfg(test)]
mod tests;
