//! 列: the one definition of a column. Both heads, the metadata, the documentation and the page are made from it.

use crate::cell::Cell;
use crate::code::List;

/// What a column is called, what it holds, and what that means.
#[derive(Clone, Debug)]
pub struct Column {
    /// For programs: ASCII, unique in its table, never renamed.
    pub name: &'static str,
    /// For people.
    pub ja: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether every row has a value.
    pub is_required: bool,
    /// What the numbers count, where no other column says it.
    pub unit: Option<Unit>,
    /// What the values mean, in Japanese and in English.
    pub about: (&'static str, &'static str),
}

/// The unit of a column of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One unit for the whole column, in Japanese and in English.
    Is(&'static str, &'static str),
    /// Another column names the unit of each row.
    In(&'static str),
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words.
    Text,
    /// The name of something: of a record, a row, a municipality.
    Id,
    /// Words of a fixed list.
    Code(List),
    /// Exact decimals.
    Decimal,
    /// Whole numbers that count something.
    Whole,
    /// Whole numbers from 1 that say which: a place in a list, the number of a decision. They count nothing.
    Place,
    /// 年度 by the Gregorian year of its 1 April.
    Year,
    /// true or false.
    Flag,
    /// A day.
    Day,
    /// A year, a month or a day, as precise as the document.
    Date,
}

/// A column and how its value is found in a row of type `R`.
pub(crate) struct Field<'a, R> {
    pub(crate) column: Column,
    pub(crate) cell: fn(&R) -> Cell<'a>,
}

/// A column that may be blank.
pub(crate) fn field<'a, R>(
    name: &'static str,
    ja: &'static str,
    kind: Kind,
    about: (&'static str, &'static str),
    cell: fn(&R) -> Cell<'a>,
) -> Field<'a, R> {
    Field { column: Column { name, ja, kind, is_required: false, unit: None, about }, cell }
}

impl<R> Field<'_, R> {
    /// Every row has a value.
    pub(crate) fn required(mut self) -> Self {
        self.column.is_required = true;
        self
    }

    /// What the numbers count.
    pub(crate) fn in_unit(mut self, unit: Unit) -> Self {
        self.column.unit = Some(unit);
        self
    }
}
