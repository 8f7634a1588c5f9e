//! 積上げ: the money of an element with all that lies below it; nothing is counted twice, and what is not said is listed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::account::NoExecution;
use super::share::Piece;
use crate::amount::{Amount, AmountKind};
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::plan::{Plan, PlanKind};
use crate::record::RecordId;

/// 一年の金額: the four figures of one year, and what may be computed from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    /// 当初予算.
    pub initial: Option<i64>,
    /// 補正予算: the change.
    pub supplementary: Option<i64>,
    /// 決算見込.
    pub expected: Option<i64>,
    /// 決算.
    pub settled: Option<i64>,
    /// Whether budget and settlement speak of the same elements and shares.
    pub is_even: bool,
}

/// 当初予算, 補正予算, 決算見込, 決算.
const KINDS: [AmountKind; 4] =
    [AmountKind::Initial, AmountKind::Supplementary, AmountKind::Expected, AmountKind::Settled];

impl Purse {
    /// The figures of four sums, in the order of the kinds.
    fn of([initial, supplementary, expected, settled]: &[RollUp<'_>; 4]) -> Self {
        Self {
            initial: initial.total(),
            supplementary: supplementary.total(),
            expected: expected.total(),
            settled: settled.total(),
            is_even: initial.shape() == settled.shape(),
        }
    }

    /// 予算現額: initial and supplementary together. A supplementary budget alone is none.
    pub fn budget(&self) -> Option<i64> {
        self.initial?.checked_add(self.supplementary.unwrap_or(0))
    }

    /// What was spent: 決算, or 決算見込 as long as there is none.
    pub fn spent(&self) -> Option<(i64, AmountKind)> {
        let settled = self.settled.map(|yen| (yen, AmountKind::Settled));
        settled.or(self.expected.map(|yen| (yen, AmountKind::Expected)))
    }

    /// 執行率: settlement as a part of the budget; only where it means something.
    pub fn execution(&self) -> Result<Decimal, NoExecution> {
        let budget = self.budget().ok_or(NoExecution::NoBudget)?;
        let settled = self.settled.ok_or(NoExecution::NotSettled)?;
        if budget <= 0 {
            return Err(NoExecution::NothingBudgeted);
        }
        if !self.is_even {
            return Err(NoExecution::Uneven);
        }
        Ok(Decimal::from(settled) / Decimal::from(budget))
    }

    /// Whether any figure is known.
    pub fn says_something(&self) -> bool {
        [self.initial, self.supplementary, self.expected, self.settled].iter().any(Option::is_some)
    }
}

/// 積上げ of one kind of money in one year over a part of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollUp<'a> {
    /// The pieces that make the sum, in the order of the tree.
    pub pieces: Vec<Piece<'a>>,
    /// 内訳: amounts that are part of one recorded further up, and so are not added.
    pub breakdown: Vec<&'a Amount>,
    /// Elements at the ends of the tree of which no amount is said, neither there nor above: the sum does not cover them.
    pub silent: Vec<&'a RecordId>,
}

impl<'a> RollUp<'a> {
    /// The sum in whole yen; none where nobody said anything.
    pub fn total(&self) -> Option<i64> {
        let sum = self.pieces.iter().fold(0i64, |sum, it| sum.saturating_add(it.yen));
        (!self.pieces.is_empty()).then_some(sum)
    }

    /// Whose money it is and in which parts, whatever the sums.
    pub(super) fn shape(&self) -> Vec<(&'a RecordId, &'a RecordId, Decimal)> {
        self.pieces.iter().map(|it| (&it.amount.element, it.element, it.part)).collect()
    }
}

impl Edition {
    /// 積上げ: the money of an element or plan with all that lies below it.
    ///
    /// An amount below another one of the same kind is its breakdown and is not added. Money that others share with an
    /// element in here is added; money that is shared with elements elsewhere is not.
    pub fn roll_up(&self, root: &RecordId, year: FiscalYear, kind: AmountKind) -> RollUp<'_> {
        let mut sum = RollUp::default();
        if let Some(record) = self.get(root) {
            self.collect(root, &record.id, (year, kind), false, &mut sum);
        }
        sum
    }

    /// Adds one element and what lies below it. `is_said`: whether an amount further up speaks for it.
    fn collect<'a>(
        &'a self,
        root: &RecordId,
        id: &'a RecordId,
        of: (FiscalYear, AmountKind),
        is_said: bool,
        sum: &mut RollUp<'a>,
    ) {
        let (year, kind) = of;
        let (mut has_own, mut receives) = (false, false);
        for (_, amount) in
            self.naming::<Amount>(id).filter(|(_, it)| it.fiscal_year == year && it.kind == kind)
        {
            let is_own = amount.element == *id;
            has_own |= is_own;
            if self.is_part_within(amount, root) {
                sum.breakdown.extend(is_own.then_some(amount));
                continue;
            }
            let before = sum.pieces.len();
            sum.pieces.extend(self.pieces(amount).into_iter().filter(|it| it.element == id));
            receives |= sum.pieces.len() > before;
        }
        let mut is_leaf = true;
        for child in self.children(id) {
            is_leaf = false;
            self.collect(root, child, of, is_said || has_own, sum);
        }
        if is_leaf && !is_said && !has_own && !receives {
            sum.silent.push(id);
        }
    }

    /// Whether an amount is part of one recorded above it, at or below `root`.
    fn is_part_within(&self, amount: &Amount, root: &RecordId) -> bool {
        if amount.element == *root {
            return false;
        }
        let mut is_part = false;
        for above in self.above(&amount.element) {
            is_part |= self.amount(above, amount.fiscal_year, amount.kind).is_some();
            if above == root {
                return is_part;
            }
        }
        false // It comes from elsewhere, by a share.
    }

    /// 執行率を出せないわけ: the elements that have a budget and no settlement, or the other way round, with what they lack. None
    /// where both are there and only their shares differ.
    pub fn uneven(&self, root: &RecordId, year: FiscalYear) -> Vec<(&RecordId, AmountKind)> {
        let [budget, settled] =
            [AmountKind::Initial, AmountKind::Settled].map(|it| self.roll_up(root, year, it));
        let of = |it: &RollUp<'_>| it.pieces.iter().map(|it| it.element.clone()).collect::<BTreeSet<_>>();
        let (has_budget, is_settled) = (of(&budget), of(&settled));
        let unsettled = budget.pieces.iter().filter(|it| !is_settled.contains(it.element));
        let unsettled = unsettled.map(|it| (it.element, AmountKind::Settled));
        let unplanned = settled.pieces.iter().filter(|it| !has_budget.contains(it.element));
        let mut all: Vec<_> =
            unsettled.chain(unplanned.map(|it| (it.element, AmountKind::Initial))).collect();
        let mut seen = BTreeSet::new();
        all.retain(|it| seen.insert(*it));
        all
    }

    /// The four figures of one year over a part of a tree.
    pub fn purse(&self, root: &RecordId, year: FiscalYear) -> Purse {
        Purse::of(&KINDS.map(|kind| self.roll_up(root, year, kind)))
    }
}

/// 部ごとの一年の金額: what each department's elements have, together the whole.
pub type ByDepartment<'a> = BTreeMap<Option<&'a RecordId>, Purse>;

impl Edition {
    /// 部ごとの金額 of a part of a tree: each piece under the department in charge of the element that it serves, so that
    /// the departments together are the whole. `None`: nobody is named.
    pub fn by_department(&self, root: &RecordId, year: FiscalYear) -> ByDepartment<'_> {
        let mut sums: BTreeMap<Option<&RecordId>, [RollUp<'_>; 4]> = BTreeMap::new();
        for (index, kind) in KINDS.into_iter().enumerate() {
            for piece in self.roll_up(root, year, kind).pieces {
                let charged =
                    self.in_charge_in(piece.element, year).and_then(|id| self.department_in(id, year));
                let sum = sums.entry(charged.map(|(id, _)| id)).or_default();
                sum[index].pieces.push(piece);
            }
        }
        sums.into_iter().map(|(department, sums)| (department, Purse::of(&sums))).collect()
    }

    /// The plans of which any money is said for a year, in the order of lists. They may speak of the same money, each in
    /// its own way: they are never added up. A statement repeats the money of the years before it: it counts for its own.
    pub fn plans_with_money(&self, year: FiscalYear) -> Vec<(&RecordId, &Plan)> {
        let own = self.all::<Plan>().filter(|(_, it)| it.kind != PlanKind::Statement || it.covers(year));
        own.filter(|(id, _)| self.purse(id, year).says_something()).collect()
    }

    /// The years of which any money of an element or plan is said, there or below, with their figures; newest first.
    pub fn purses(&self, root: &RecordId) -> Vec<(FiscalYear, Purse)> {
        let years = self.years_of_money().into_iter().map(|year| (year, self.purse(root, year)));
        years.filter(|(_, it)| it.says_something()).collect()
    }

    /// The years of which any money is said, newest first.
    pub fn years_of_money(&self) -> Vec<FiscalYear> {
        let years: BTreeSet<FiscalYear> = self.all::<Amount>().map(|(_, it)| it.fiscal_year).collect();
        years.into_iter().rev().collect()
    }
}
