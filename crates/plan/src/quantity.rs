//! 数量: what a cell or a form field says, understood by one grammar for all of them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    key::key,
    missing::Missing,
    number,
    unit::{self, Unit},
};

mod own_unit;
#[cfg(test)]
mod tests;
mod words;

use own_unit::of_one;
use words::{Mark, PREFIXES, SUFFIXES, says_about, take};

/// 数量: a number with its unit and the small words around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number, multiplied out: 68万人 is 680000. Trailing zeros stay.
    pub value: Decimal,
    /// The unit as written, less its scale, or the unit of the table.
    pub unit: Option<Unit>,
    /// 約, 程度, 概ね
    pub approximate: bool,
    /// 累計, 延べ: a running sum, or counted events.
    pub cumulative: bool,
    /// 内数: the number in brackets behind it, which is a part of it or a sum over years. Never added to it.
    pub part: Option<Decimal>,
    /// The words in brackets or behind ※, as folded.
    pub note: Option<String>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// One number.
    Quantity(Quantity),
    /// A mark or a word for no number.
    Missing(Missing),
    /// `######`, `#DIV/0!`: the workbook failed. Neither missing nor zero; a person must look.
    Broken,
    /// Anything else: 全員取得, 1/133, several numbers. The words stay.
    Words,
}

impl Cell {
    /// Reads a cell; `context` is the unit of its column or table.
    /// ```
    /// use plan::quantity::Cell;
    /// assert_eq!(Cell::parse("#DIV/0!", None), Cell::Broken);
    /// assert_eq!(Cell::parse("1/133", None), Cell::Words);
    /// ```
    pub fn parse(text: &str, context: Option<&str>) -> Self {
        if is_broken(text) {
            return Self::Broken;
        }
        match (Missing::parse(text), Quantity::parse(text, context)) {
            (_, Some(quantity)) => Self::Quantity(quantity),
            (Some(missing), None) => Self::Missing(missing),
            (None, None) => Self::Words,
        }
    }
}

/// Whether a spreadsheet left an error or a cell too narrow for its number.
pub fn is_broken(text: &str) -> bool {
    let key = key(text).to_ascii_uppercase();
    let error = ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
    (key.len() >= 2 && key.chars().all(|c| c == '#')) || error.iter().any(|mark| key.starts_with(mark))
}

impl Quantity {
    /// Reads a whole text as one quantity. `context` is the unit of bare numbers; a number that names its own unit keeps that.
    ///
    /// Scales multiply: 12千人 is 12000 人, and 12 in a column of 千円 is 12000 円. `None` for pairs (1/133), several numbers,
    /// ranges, and words; nothing is guessed. Brackets around the whole are minus only in accounts: see [`number::parse_accounting`].
    /// ```
    /// use plan::{quantity::Quantity, unit::Unit};
    /// let quantity = Quantity::parse("約１万2600回", None).unwrap();
    /// assert_eq!((quantity.value.to_string().as_str(), quantity.approximate), ("12600", true));
    /// assert_eq!(Quantity::parse("104,602\t", Some("人")).unwrap().unit, Unit::parse("人"));
    /// ```
    pub fn parse(text: &str, context: Option<&str>) -> Option<Self> {
        if !number::is_faithful(text) {
            return None;
        }
        let key = key(text);
        let kana = |rest: &&str| !rest.starts_with(|c: char| matches!(c, 'ァ'..='ー'));
        let key = key.strip_prefix("ゼロ").filter(kana).map_or(key.clone(), |rest| format!("0{rest}"));
        let key = key.strip_prefix('第').filter(|rank| rank.ends_with('位')).unwrap_or(&key);
        let (prefixes, rest) = take(key, PREFIXES);
        let (head, rest) = own_unit::table_head(rest);
        let context = head.or_else(|| context.and_then(Unit::of_table));
        let start = rest;
        let (mut quantity, rest) = Self::at_start(start, context.as_ref())?;
        let bare = number::at_start(start).filter(|(_, after)| after.len() == rest.len());
        let rest = match bare {
            Some(_) => quantity.take_unlisted_unit(rest),
            None => quantity.take_compound_unit(start, rest),
        };
        if quantity.names_a_time(bare.is_none()) {
            return None;
        }
        let bare = bare.filter(|(_, after)| after.len() == rest.len());
        let (suffixes, rest) = take(rest, SUFFIXES);
        let (part, note, rest) = brackets(rest)?;
        (quantity.part, quantity.note) = (part, note);
        let rest = match bare {
            Some((written, _)) => quantity.take_unit_of_brackets(written.value, rest)?,
            None => rest,
        };
        let (more, rest) = take(rest, SUFFIXES);
        let footnote = rest.starts_with(['※', '*']);
        quantity.note = quantity.note.or_else(|| footnote.then(|| rest.to_owned()));
        let marks = [prefixes, suffixes, more].concat();
        quantity.approximate =
            marks.contains(&Mark::Approximate) || quantity.note.as_deref().is_some_and(says_about);
        quantity.cumulative = marks.contains(&Mark::Cumulative)
            || quantity.note.as_deref().is_some_and(|note| note.contains("累"));
        (rest.is_empty() || footnote).then_some(quantity)
    }

    /// 2024年 names a year and 3月 a month, and they count nothing.
    fn names_a_time(&self, own: bool) -> bool {
        let unit = self.unit.as_ref().filter(|_| own).map(Unit::as_str);
        let within = |from: u16, to: u16| (from.into()..=to.into()).contains(&self.value);
        self.value.is_integer()
            && (unit == Some("年") && within(1868, 2199) || unit == Some("月") && within(1, 12))
    }

    /// The number and unit at the start of a [`key`], and what follows them; without the small words around.
    ///
    /// Only units that are known belong to the number; other words are left for the caller.
    pub fn at_start<'a>(key: &'a str, context: Option<&Unit>) -> Option<(Self, &'a str)> {
        let yen = key.strip_prefix(['¥', '\\']).map(str::trim_start);
        let (written, rest) = number::at_start(yen.unwrap_or(key))?;
        let spaced = rest.trim_start();
        let own = unit::at_start(spaced).filter(|(unit, _)| !(written.kanji && is_word(unit, spaced)));
        if written.kanji && own.is_none() && !rest.is_empty() && !ends_number(rest) {
            return None; // 一般, 二次: a word that begins with a numeral
        }
        if written.scale_only {
            return None; // 千円: the head of a column, not an amount
        }
        let (unit, rest) = match own {
            Some((unit, rest)) => (Some(unit), rest),
            None if yen.is_some() => (Unit::parse("円"), rest),
            None => (of_one(context)?, rest),
        };
        let (value, unit) = multiplied(written.value, unit)?;
        Some((Self { value, unit, approximate: false, cumulative: false, part: None, note: None }, rest))
    }
}

/// What may follow a kanji numeral that has no unit.
fn ends_number(rest: &str) -> bool {
    rest.starts_with(['(', ' ', '以', '未', '超', '※', '~', '→', '、', ',', '/', ':'])
}

/// 十分, 一部, 一定: a kanji numeral before one of these counters is more often a word.
fn is_word(unit: &Unit, text: &str) -> bool {
    matches!(
        unit.as_str(),
        "分" | "部"
            | "式"
            | "度"
            | "時"
            | "体"
            | "面"
            | "方"
            | "次"
            | "等"
            | "期"
            | "着"
            | "足"
            | "発"
            | "段"
            | "口"
            | "対"
            | "月"
            | "日"
            | "元"
            | "死"
    ) || text.starts_with("人ひとり")
}

fn multiplied(value: Decimal, unit: Option<Unit>) -> Option<(Decimal, Option<Unit>)> {
    let Some(unit) = unit else { return Some((value, None)) };
    let (factor, base) = unit.scale();
    if factor == Decimal::ONE {
        return Some((value, base));
    }
    let product = value.checked_mul(factor)?;
    Some((if product.fract().is_zero() { product.trunc() } else { product.normalize() }, base))
}

/// Brackets behind a number: another number is a part, words are a note. `None` where one never closes.
fn brackets(key: &str) -> Option<(Option<Decimal>, Option<String>, &str)> {
    let (mut part, mut note, mut rest) = (None, None, key);
    while let Some(open) = rest.strip_prefix('(') {
        let (inner, after) = open.split_once(')')?;
        match Quantity::parse(inner, None) {
            Some(inner) => part = part.or(Some(inner.value)),
            None => note = note.or_else(|| Some(inner.trim().to_owned())),
        }
        rest = after.trim_start();
    }
    Some((part, note, rest))
}
