//! 項目の値: what stands in a field, piece by piece, so that each reader has names and days in their own words.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::date::PartialDate;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 項目の値. `Display` is plain: Japanese words, ids, and days as programs write them; what is searched and compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value(Vec<Piece>);

/// One piece of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it was typed; paragraphs are lines.
    Text(String),
    /// A word of the system, in Japanese and in English.
    Word(Cow<'static, str>, Cow<'static, str>),
    /// Another record, by whatever name the reader knows it.
    Record(RecordId),
    /// A day, a month or a year.
    Day(PartialDate),
    /// 年度.
    Year(FiscalYear),
    /// 金額: so many yen.
    Yen(i64),
}

impl Value {
    /// A number: whoever reads it, it is written the same way.
    pub(super) fn number(number: impl Into<Decimal>) -> Self {
        number.into().to_string().into()
    }

    /// 金額, which people read with separators.
    pub(super) fn yen(yen: i64) -> Self {
        Piece::Yen(yen).into()
    }

    /// Its pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|it| matches!(it, Piece::Text(text) if text.is_empty()))
    }

    /// Followed by something else.
    pub(super) fn and(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Each of them, with a word between two.
    pub(super) fn joined(
        each: impl IntoIterator<Item = Self>,
        between: (&'static str, &'static str),
    ) -> Self {
        let mut all = Self::default();
        for (at, value) in each.into_iter().enumerate() {
            if at > 0 {
                all = all.and(between);
            }
            all = all.and(value);
        }
        all
    }

    /// 「、」 between two.
    pub(super) fn listed(each: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(each, ("、", ", "))
    }

    /// Each on a line of its own.
    pub(super) fn lines(each: impl IntoIterator<Item = Self>) -> Self {
        Self::joined(each, ("\n", "\n"))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| piece.fmt(f))
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Word(ja, _) => f.write_str(ja),
            Self::Record(id) => f.write_str(id.as_str()),
            Self::Day(day) => write!(f, "{day}"),
            Self::Year(year) => write!(f, "{}", year.year()),
            Self::Yen(yen) => write!(f, "{yen}"),
        }
    }
}

impl From<Piece> for Value {
    fn from(piece: Piece) -> Self {
        Self(vec![piece])
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Piece::Text(text).into()
    }
}

impl From<(String, String)> for Value {
    fn from((ja, en): (String, String)) -> Self {
        Piece::Word(ja.into(), en.into()).into()
    }
}

impl From<(&'static str, &'static str)> for Value {
    fn from((ja, en): (&'static str, &'static str)) -> Self {
        Piece::Word(ja.into(), en.into()).into()
    }
}

impl From<&RecordId> for Value {
    fn from(id: &RecordId) -> Self {
        Piece::Record(id.clone()).into()
    }
}

impl From<&[RecordId]> for Value {
    fn from(ids: &[RecordId]) -> Self {
        Self::listed(ids.iter().map(Self::from))
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Piece::Day(PartialDate::Day(day)).into()
    }
}

impl From<PartialDate> for Value {
    fn from(day: PartialDate) -> Self {
        Piece::Day(day).into()
    }
}

impl From<FiscalYear> for Value {
    fn from(year: FiscalYear) -> Self {
        Piece::Year(year).into()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}
