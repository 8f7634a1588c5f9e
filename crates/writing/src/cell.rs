//! 値: what stands where a row meets a column, before it is written in any format.

use std::borrow::Cow;

use jiff::civil::Date;
use plan::date::PartialDate;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;
use rust_decimal::Decimal;

use crate::code::Code;

/// One value. Missing is `Blank`, never zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known; another column says why, where somebody must know.
    Blank,
    /// Words.
    Text(Cow<'a, str>),
    /// One word of a fixed list.
    Code(Code),
    /// An exact number, as precise as it was given.
    Number(Decimal),
    /// A whole number: a year, a place in a list, yen.
    Whole(i64),
    /// Yes or no.
    Flag(bool),
}

impl Cell<'_> {
    /// Whether nothing is known.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a RecordId> for Cell<'a> {
    fn from(id: &'a RecordId) -> Self {
        Self::Text(Cow::Borrowed(id.as_str()))
    }
}

/// Paragraphs become one text; how they are kept apart is a matter of the format.
impl From<&Vec<String>> for Cell<'_> {
    fn from(paragraphs: &Vec<String>) -> Self {
        Self::Text(Cow::Owned(paragraphs.join("\n")))
    }
}

impl From<Code> for Cell<'_> {
    fn from(code: Code) -> Self {
        Self::Code(code)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<FiscalYear> for Cell<'_> {
    fn from(year: FiscalYear) -> Self {
        Self::Whole(year.year().into())
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Date> for Cell<'_> {
    fn from(date: Date) -> Self {
        Self::Text(Cow::Owned(date.to_string()))
    }
}

impl From<PartialDate> for Cell<'_> {
    fn from(date: PartialDate) -> Self {
        Self::Text(Cow::Owned(date.to_string()))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Blank, Into::into)
    }
}
