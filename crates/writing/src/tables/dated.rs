//! When: the year of a row, and the decision that made it what it is. Called and explained alike in every table.

use jiff::civil::Date;
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;

use crate::cell::Cell;
use crate::column::{Field, Kind, field};

/// 年度 as a number and as the Japanese calendar has it.
pub(super) fn year<'a, R>(number: fn(&R) -> Cell<'a>, japanese: fn(&R) -> Cell<'a>) -> [Field<'a, R>; 2] {
    [
        field(
            "fiscal_year",
            "年度（西暦）",
            Kind::Year,
            ("4月1日がある年の西暦", "the Gregorian year of its 1 April"),
            number,
        )
        .required(),
        field(
            "fiscal_year_ja",
            "年度（和暦）",
            Kind::Text,
            ("同じ年度の和暦", "the same year in the Japanese calendar"),
            japanese,
        )
        .required(),
    ]
}

/// 要素ID: to which element or plan a row belongs.
pub(super) fn belonging<'a, R>(about: (&'static str, &'static str), id: fn(&R) -> Cell<'a>) -> Field<'a, R> {
    field("element_id", "要素ID", Kind::Id, about, id).required()
}

/// 決裁番号 and 決裁日 of the version in force.
pub(super) fn decided<'a, R>(number: fn(&R) -> Cell<'a>, day: fn(&R) -> Cell<'a>) -> [Field<'a, R>; 2] {
    [
        field(
            "decision",
            "決裁番号",
            Kind::Place,
            ("この行の内容を決めた決裁の番号", "the number of the decision that made this row what it is"),
            number,
        )
        .required(),
        field("decided_on", "決裁日", Kind::Day, ("その決裁の日", "the day of that decision"), day)
            .required(),
    ]
}

/// The record that a row is made from, with the edition that knows who decided it.
#[derive(Clone, Copy)]
pub(super) struct Kept<'a, T> {
    pub(super) edition: &'a Edition,
    pub(super) id: &'a RecordId,
    pub(super) it: &'a T,
}

impl<'a, T: plan::record::Recorded> Kept<'a, T> {
    /// All records of one kind.
    pub(super) fn all(edition: &'a Edition) -> Vec<Self> {
        edition.all::<T>().map(|(id, it)| Self { edition, id, it }).collect()
    }
}

impl<T> Kept<'_, T> {
    pub(super) fn decision(&self) -> Option<u32> {
        number(self.edition.since(self.id))
    }

    pub(super) fn decided_on(&self) -> Option<Date> {
        day(self.edition, self.edition.since(self.id))
    }
}

/// A decision's number as a cell can hold it.
pub(super) fn number(decision: Option<DecisionNumber>) -> Option<u32> {
    u32::try_from(decision?.0).ok()
}

/// The day of a decision.
pub(super) fn day(edition: &Edition, decision: Option<DecisionNumber>) -> Option<Date> {
    Some(edition.decision(decision?)?.date())
}

/// 令和6年度.
pub(super) fn japanese<'a>(year: FiscalYear) -> Cell<'a> {
    year.japanese().into()
}
