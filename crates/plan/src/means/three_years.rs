//! 三か年の金額: 前々年度決算, 前年度予算, 当年度予算, as every budget sheet shows them; the labels are made from the year.

use super::share::Money;
use crate::amount::AmountKind;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 三か年の金額 of an element, seen from one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreeYears<'a> {
    /// 前々年度決算, 前年度予算, 当年度予算.
    pub columns: [Column<'a>; 3],
}

/// One of the three columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// The year of the money.
    pub year: FiscalYear,
    /// What kind of figure stands in it.
    pub basis: Basis,
    /// The money, with its shares.
    pub money: Money<'a>,
}

/// 決算, 決算見込, 予算: what a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// 決算.
    Settled,
    /// 決算見込, as long as the year is not settled.
    Expected,
    /// 当初予算.
    Budget,
}

impl Column<'_> {
    /// 「令和4年度決算」, “FY2022 settlement”.
    pub fn name(&self) -> (String, String) {
        let (ja, en) = match self.basis {
            Basis::Settled => ("決算", "settlement"),
            Basis::Expected => ("決算見込", "expected settlement"),
            Basis::Budget => ("予算", "budget"),
        };
        (format!("{}{ja}", self.year.japanese()), format!("FY{} {en}", self.year.year()))
    }
}

impl<'a> ThreeYears<'a> {
    /// 増減: this year's budget against last year's, where both are known.
    pub fn change(&self) -> Option<i64> {
        let [_, before, now] = &self.columns;
        now.money.total()?.checked_sub(before.money.total()?)
    }

    /// 増減の説明, as stated with this year's budget.
    pub fn explanation(&self) -> Option<&'a str> {
        self.columns[2].money.own?.explanation.as_deref()
    }

    /// Whether any of the three is known.
    pub fn says_something(&self) -> bool {
        self.columns.iter().any(|it| it.money.total().is_some())
    }
}

impl Edition {
    /// 三か年の金額 of an element, seen from a year.
    pub fn three_years(&self, element: &RecordId, year: FiscalYear) -> ThreeYears<'_> {
        let (last, before) = (year.previous(), year.previous().previous());
        let column = |year, basis, kind| Column { year, basis, money: self.money(element, year, kind) };
        let settled = column(before, Basis::Settled, AmountKind::Settled);
        let expected = column(before, Basis::Expected, AmountKind::Expected);
        let is_expected = settled.money.total().is_none() && expected.money.total().is_some();
        let first = if is_expected { expected } else { settled };
        let budget = |year| column(year, Basis::Budget, AmountKind::Initial);
        ThreeYears { columns: [first, budget(last), budget(year)] }
    }
}
