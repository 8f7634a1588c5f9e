//! 一年の予算と決算: initial, supplementary, expected and settled side by side, and what may be computed from them.

use rust_decimal::Decimal;

use super::share::{Money, Piece};
use crate::amount::{Amount, AmountKind};
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

use super::roll_up::Purse;

/// 一年の予算と決算 of one element: every kind of money with the shares that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account<'a> {
    /// The year.
    pub year: FiscalYear,
    /// 当初予算.
    pub initial: Money<'a>,
    /// 補正予算.
    pub supplementary: Money<'a>,
    /// 決算見込.
    pub expected: Money<'a>,
    /// 決算.
    pub settled: Money<'a>,
}

/// Why there is no 執行率.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoExecution {
    /// 当初予算の記載がない.
    NoBudget,
    /// 決算がまだない.
    NotSettled,
    /// 予算現額が0円以下.
    NothingBudgeted,
    /// Budget and settlement speak of different elements or shares.
    Uneven,
}

impl NoExecution {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::NoBudget => ("当初予算の記載がないため、執行率は出せません", "no initial budget is stated"),
            Self::NotSettled => ("決算前のため、執行率は出せません", "not settled yet"),
            Self::NothingBudgeted => {
                ("予算現額が0円以下のため、執行率は出せません", "the budget is not above zero")
            }
            Self::Uneven => (
                "予算と決算で対象や按分が異なるため、執行率は出せません",
                "budget and settlement do not cover the same",
            ),
        }
    }
}

impl<'a> Account<'a> {
    /// One kind of its money.
    pub fn of(&self, kind: AmountKind) -> &Money<'a> {
        match kind {
            AmountKind::Initial => &self.initial,
            AmountKind::Supplementary => &self.supplementary,
            AmountKind::Expected => &self.expected,
            AmountKind::Settled => &self.settled,
        }
    }

    /// The figures alone.
    pub fn purse(&self) -> Purse {
        Purse {
            initial: self.initial.total(),
            supplementary: self.supplementary.total(),
            expected: self.expected.total(),
            settled: self.settled.total(),
            is_even: shape(&self.initial) == shape(&self.settled),
        }
    }

    /// The amounts recorded at the element, the surest first: 決算, 決算見込, 当初予算, 補正予算.
    fn own(&self) -> impl Iterator<Item = &'a Amount> {
        [&self.settled, &self.expected, &self.initial, &self.supplementary]
            .into_iter()
            .filter_map(|it| it.own)
    }

    /// 職員数, and in which kind of amount it is stated. Shares of money do not divide it: nobody stated that.
    pub fn staff(&self) -> Option<(Decimal, AmountKind)> {
        self.own().find_map(|it| Some((it.staff?, it.kind)))
    }

    /// 人件費, and in which kind of amount it is stated.
    pub fn staff_cost(&self) -> Option<(i64, AmountKind)> {
        self.own().find_map(|it| Some((it.staff_cost?, it.kind)))
    }

    /// 増減の説明, each with the kind of amount that it explains.
    pub fn explanations(&self) -> Vec<(AmountKind, &'a str)> {
        let mut said: Vec<_> =
            self.own().filter_map(|it| Some((it.kind, it.explanation.as_deref()?))).collect();
        said.sort_by_key(|(kind, _)| *kind);
        said
    }

    /// Everything that was given to others or received from them, in the order of the kinds.
    pub fn shares(&self) -> Vec<Piece<'a>> {
        let kinds = [&self.initial, &self.supplementary, &self.expected, &self.settled];
        kinds.into_iter().flat_map(|it| it.given.iter().chain(&it.received).copied()).collect()
    }

    /// 当初予算の増減 against another year, where both are known.
    pub fn change_since(&self, before: &Account<'_>) -> Option<i64> {
        self.initial.total()?.checked_sub(before.initial.total()?)
    }
}

/// Whose money it is and in which parts, whatever the sums.
fn shape<'a>(money: &Money<'a>) -> (bool, Vec<(&'a RecordId, &'a RecordId, Decimal)>) {
    let pieces = money.given.iter().chain(&money.received);
    (money.own.is_some(), pieces.map(|it| (&it.amount.element, it.element, it.part)).collect())
}

impl Edition {
    /// 予算と決算 of an element in one year.
    pub fn account(&self, element: &RecordId, year: FiscalYear) -> Account<'_> {
        let of = |kind| self.money(element, year, kind);
        Account {
            year,
            initial: of(AmountKind::Initial),
            supplementary: of(AmountKind::Supplementary),
            expected: of(AmountKind::Expected),
            settled: of(AmountKind::Settled),
        }
    }

    /// 予算と決算 of an element for every year of which anything is said, oldest first.
    pub fn accounts(&self, element: &RecordId) -> Vec<Account<'_>> {
        let mut years: Vec<FiscalYear> =
            self.naming::<Amount>(element).map(|(_, it)| it.fiscal_year).collect();
        years.sort_unstable();
        years.dedup();
        years.into_iter().map(|year| self.account(element, year)).filter(Account::says_something).collect()
    }
}

impl Account<'_> {
    fn says_something(&self) -> bool {
        [&self.initial, &self.supplementary, &self.expected, &self.settled]
            .iter()
            .any(|it| it.total().is_some())
    }
}
