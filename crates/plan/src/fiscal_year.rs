//! 年度: Japanese fiscal years, from 1 April to 31 March.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
}
