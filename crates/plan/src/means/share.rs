//! 按分: how one amount serves several elements, exact to the yen.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::amount::{Amount, AmountKind};
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 按分の一片: the part of an amount that serves one element. The pieces of an amount make the amount, to the yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The amount that it is a part of, with the element at which it is recorded and the method.
    pub amount: &'a Amount,
    /// The element that it serves.
    pub element: &'a RecordId,
    /// The part of the whole, from 0 to 1.
    pub part: Decimal,
    /// Whole yen.
    pub yen: i64,
}

/// Why stated shares are not carried out: the amount then stays whole at its own element, so that nothing is counted twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// A part is not between 0 and 1.
    #[error("the share {part} of “{element}” is not between 0 and 100%")]
    NotAPart {
        /// Whose share.
        element: RecordId,
        /// The part as stated.
        part: Decimal,
    },
    /// The parts are more than the whole.
    #[error("the shares are {0} of the whole, more than 100%")]
    OverWhole(Decimal),
    /// The amount is itself a part of one recorded further up, and a share would lead out of that one.
    #[error("it is a part of the amount of “{0}”, which a share would leave")]
    LeavesWhole(RecordId),
    /// A share leads to an element below, while amounts recorded below already break this one down.
    #[error("amounts recorded below “{0}” break it down already")]
    BrokenDown(RecordId),
}

impl ShareFault {
    /// 職員と住民に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::NotAPart { element, part } => {
                format!("「{element}」の按分割合（{part}）は0から1の間ではありません")
            }
            Self::OverWhole(sum) => {
                let percent = crate::number::print((*sum * Decimal::ONE_HUNDRED).normalize());
                format!("按分割合の合計が{percent}%で、100%を超えています")
            }
            Self::LeavesWhole(whole) => {
                format!("「{whole}」の金額の内訳なので、その外へは按分できません")
            }
            Self::BrokenDown(element) => {
                format!("「{element}」の下に内訳の金額があるため、下への按分はできません")
            }
        }
    }
}

impl Amount {
    /// What is wrong with the stated shares by themselves, whatever else is recorded.
    pub fn share_fault(&self) -> Option<ShareFault> {
        let wrong = self.shares.iter().find(|it| it.part <= Decimal::ZERO || it.part > Decimal::ONE);
        if let Some(it) = wrong {
            return Some(ShareFault::NotAPart { element: it.element.clone(), part: it.part });
        }
        // A long list of small parts cannot overflow: each is at most 1.
        let sum: Decimal = self.shares.iter().map(|it| it.part).sum();
        (sum > Decimal::ONE).then_some(ShareFault::OverWhole(sum))
    }
}

/// 金額の内訳: what an element has of one kind of money in one year: its own, less what it gives, and what it receives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money<'a> {
    /// The amount recorded at the element.
    pub own: Option<&'a Amount>,
    /// What of it serves other elements.
    pub given: Vec<Piece<'a>>,
    /// What other elements share with it.
    pub received: Vec<Piece<'a>>,
}

impl Money<'_> {
    /// What serves the element, in whole yen; none where nobody said anything: missing is not zero.
    pub fn total(&self) -> Option<i64> {
        let own = self.own.map(|it| it.yen);
        let given: i64 = self.given.iter().map(|it| it.yen).sum();
        let received: i64 = self.received.iter().map(|it| it.yen).sum();
        let is_said = own.is_some() || !self.received.is_empty();
        is_said.then(|| own.unwrap_or(0).saturating_sub(given).saturating_add(received))
    }

    /// Whether shares make it another figure than the one recorded.
    pub fn is_shared(&self) -> bool {
        !self.given.is_empty() || !self.received.is_empty()
    }
}

impl Edition {
    /// 金額 of one kind for one year that serves an element, with every share stated.
    pub fn money(&self, element: &RecordId, year: FiscalYear, kind: AmountKind) -> Money<'_> {
        let mut money = Money::default();
        let naming = self.naming::<Amount>(element).map(|(_, it)| it);
        for amount in naming.filter(|it| it.fiscal_year == year && it.kind == kind) {
            let pieces = self.pieces(amount).into_iter();
            if amount.element == *element {
                money.own = Some(amount);
                money.given.extend(pieces.filter(|it| it.element != element));
            } else {
                money.received.extend(pieces.filter(|it| it.element == element));
            }
        }
        money
    }

    /// The parts of an amount, each with the element that it serves. What no share gives away stays at home.
    pub fn pieces<'a>(&self, amount: &'a Amount) -> Vec<Piece<'a>> {
        let home = &amount.element;
        if amount.shares.is_empty() || self.share_fault(amount).is_some() {
            return vec![Piece { amount, element: home, part: Decimal::ONE, yen: amount.yen }];
        }
        // Rounding the running sum, not each part, makes the pieces add up to the yen.
        let (mut given, mut so_far) = (Decimal::ZERO, 0);
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        for share in amount.shares.iter().filter(|it| it.element != *home) {
            given += share.part;
            let upto = part_of(amount.yen, given);
            pieces.push(Piece { amount, element: &share.element, part: share.part, yen: upto - so_far });
            so_far = upto;
        }
        let rest = Piece { amount, element: home, part: Decimal::ONE - given, yen: amount.yen - so_far };
        pieces.insert(0, rest);
        pieces
    }

    /// Why the shares of an amount are not carried out, if they are not.
    pub fn share_fault(&self, amount: &Amount) -> Option<ShareFault> {
        if amount.shares.is_empty() {
            return None;
        }
        if let Some(fault) = amount.share_fault() {
            return Some(fault);
        }
        if let Some(whole) = self.whole(amount) {
            let leaves = amount.shares.iter().any(|it| !self.is_within(&it.element, whole));
            return leaves.then(|| ShareFault::LeavesWhole(whole.clone()));
        }
        let is_below = |id: &RecordId| *id != amount.element && self.is_within(id, &amount.element);
        let goes_down = amount.shares.iter().any(|it| is_below(&it.element));
        (goes_down && self.is_broken_down(amount)).then(|| ShareFault::BrokenDown(amount.element.clone()))
    }

    /// The element further up whose amount of the same kind and year this one is a part of; the nearest where several are.
    pub fn whole<'a>(&'a self, amount: &'a Amount) -> Option<&'a RecordId> {
        self.above(&amount.element).find(|id| self.amount(id, amount.fiscal_year, amount.kind).is_some())
    }

    /// Whether an element or plan is the other one or lies below it.
    pub fn is_within<'a>(&'a self, id: &'a RecordId, other: &RecordId) -> bool {
        id == other || self.above(id).any(|it| it == other)
    }

    /// The elements above an element, nearest first, and its plan at the end. A circle ends after more steps than levels.
    pub fn above<'a>(&'a self, id: &'a RecordId) -> impl Iterator<Item = &'a RecordId> {
        let up = |id: &RecordId| self.find::<Element>(id).map(|it| it.parent.as_ref().unwrap_or(&it.plan));
        std::iter::successors(up(id), move |id| up(id)).take(usize::from(u8::MAX))
    }

    fn is_broken_down(&self, amount: &Amount) -> bool {
        let mut below: Vec<&RecordId> = self.children(&amount.element).collect();
        for _ in 0..u16::MAX {
            let Some(id) = below.pop() else { return false };
            if self.amount(id, amount.fiscal_year, amount.kind).is_some() {
                return true;
            }
            below.extend(self.children(id));
        }
        false
    }

    /// The elements right below an element or plan.
    pub(super) fn children<'a>(&'a self, id: &'a RecordId) -> impl Iterator<Item = &'a RecordId> {
        let is_child = move |it: &Element| it.parent.as_ref().unwrap_or(&it.plan) == id;
        self.naming::<Element>(id).filter(move |(_, it)| is_child(it)).map(|(id, _)| id)
    }
}

/// A part of an amount, cut to whole yen towards zero; of the whole it is the whole.
fn part_of(yen: i64, part: Decimal) -> i64 {
    let exact = Decimal::from(yen).checked_mul(part).unwrap_or(Decimal::ZERO);
    exact.round_dp_with_strategy(0, RoundingStrategy::ToZero).to_i64().unwrap_or(0)
}
