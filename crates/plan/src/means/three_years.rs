//! 三か年の金額: 前々年度決算, 前年度予算, 当年度予算, as every budget sheet shows them; the labels are made from the year.
//!
//! A work states its own money; a program or policy that states none has the sum of what lies below it (`roll_up`).

use crate::amount::AmountKind;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 三か年の金額 of an element, seen from one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreeYears<'a> {
    /// 前々年度決算, 前年度予算, 当年度予算.
    pub columns: [Column; 3],
    /// 増減の説明, as stated with this year's budget.
    pub explanation: Option<&'a str>,
    /// Whether the two budgets speak of the same: else their difference says nothing.
    pub is_even: bool,
}

/// One of the three columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The year of the money.
    pub year: FiscalYear,
    /// What kind of figure stands in it.
    pub basis: Basis,
    /// Whole yen, shares carried out; none where nobody said anything.
    pub yen: Option<i64>,
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

impl Column {
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

impl ThreeYears<'_> {
    /// 増減: this year's budget against last year's, where both are known and speak of the same.
    pub fn change(&self) -> Option<i64> {
        let [_, before, now] = &self.columns;
        now.yen?.checked_sub(before.yen?).filter(|_| self.is_even)
    }

    /// Whether any of the three is known.
    pub fn says_something(&self) -> bool {
        self.columns.iter().any(|it| it.yen.is_some())
    }

    /// The three columns seen from a year, with what each kind of money was in a year.
    fn columns(year: FiscalYear, yen: impl Fn(FiscalYear, AmountKind) -> Option<i64>) -> [Column; 3] {
        let (last, before) = (year.previous(), year.previous().previous());
        let column = |year, basis, kind| Column { year, basis, yen: yen(year, kind) };
        let settled = column(before, Basis::Settled, AmountKind::Settled);
        let expected = column(before, Basis::Expected, AmountKind::Expected);
        let is_expected = settled.yen.is_none() && expected.yen.is_some();
        let first = if is_expected { expected } else { settled };
        let budget = |year| column(year, Basis::Budget, AmountKind::Initial);
        [first, budget(last), budget(year)]
    }
}

impl Edition {
    /// 三か年の金額 of an element, seen from a year.
    pub fn three_years(&self, element: &RecordId, year: FiscalYear) -> ThreeYears<'_> {
        let columns = ThreeYears::columns(year, |year, kind| self.money(element, year, kind).total());
        let own = self.money(element, year, AmountKind::Initial).own;
        ThreeYears { columns, explanation: own.and_then(|it| it.explanation.as_deref()), is_even: true }
    }

    /// 三か年の金額 of an element with all that lies below it, seen from a year; nothing is counted twice. The budgets of two
    /// years are compared only where both speak of the same elements and shares, or leave nothing below out.
    pub fn three_years_below(&self, root: &RecordId, year: FiscalYear) -> ThreeYears<'_> {
        let columns = ThreeYears::columns(year, |year, kind| self.roll_up(root, year, kind).total());
        let [before, now] = [year.previous(), year].map(|it| self.roll_up(root, it, AmountKind::Initial));
        let is_whole = before.silent.is_empty() && now.silent.is_empty();
        ThreeYears { columns, explanation: None, is_even: is_whole || before.shape() == now.shape() }
    }
}
