//! 金額: whole yen, exact, from any of the ways in which budgets and accounts are written.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{key::key, number, quantity::Quantity, unit, vocabulary};

#[cfg(test)]
mod tests;

/// An amount as somebody wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Whole yen.
    pub yen: i64,
    /// 約, くらい, ほど: the words say that the amount is not exact.
    pub approximate: bool,
}

/// Reads an amount as whole yen; `context_unit` is the unit of the table (千円), which multiplies bare numbers only.
///
/// Without a unit of its own and without a context, a bare number is taken as yen. `None` for a fraction of a yen, for another unit,
/// for marks and words, and where the context names two units: a person must be asked.
/// ```
/// use plan::money::yen;
/// assert_eq!(yen("73百万円", None), Some(73_000_000));
/// assert_eq!(yen("1億3,000万5,000円", None), Some(130_005_000));
/// assert_eq!(yen("▲１百万円", None), Some(-1_000_000));
/// assert_eq!(yen("77,800", Some("千円")), Some(77_800_000));
/// ```
pub fn yen(text: &str, context_unit: Option<&str>) -> Option<i64> {
    written(text, context_unit).map(|it| it.yen)
}

/// Like [`yen`], with whether the text itself says that the amount is not exact.
/// ```
/// use plan::money::written;
/// assert!(written("約1億円ほど", None).unwrap().approximate);
/// assert!(!written("1億円", None).unwrap().approximate);
/// ```
pub fn written(text: &str, context_unit: Option<&str>) -> Option<Written> {
    let key = plain_numerals(&key(text));
    let bracketed = accounting(&key);
    let (head, text) = headed(bare(bracketed.unwrap_or(unlabelled(&key))));
    let context_unit = head.or(context_unit);
    let quantity = Quantity::parse(text, context_unit).or_else(|| said_negative(text, context_unit))?;
    let in_yen = quantity.unit.as_ref().is_none_or(|unit| unit.canonical() == "円");
    let value = in_yen.then_some(quantity.value)?;
    let yen = whole(if bracketed.is_some() { -value.abs() } else { value })?;
    Some(Written { yen, approximate: quantity.approximate })
}

/// 金壱百万円: the numerals of deeds, where an amount is written in nothing else.
fn plain_numerals(key: &str) -> String {
    let formal = |c: char| "金壱弐参拾百千萬万億円也".contains(c);
    if !key.chars().all(formal) {
        return key.to_owned();
    }
    let plain = |c: char| match c {
        '壱' => '一',
        '弐' => '二',
        '参' => '三',
        '拾' => '十',
        '萬' => '万',
        other => other,
    };
    key.chars().map(plain).collect()
}

/// (1,234): brackets around an amount mean minus in accounts.
fn accounting(key: &str) -> Option<&str> {
    let inner = key.strip_prefix('(')?.strip_suffix(')')?;
    number::at_start(inner.trim()).filter(|_| !inner.contains(['(', ')']))?;
    Some(inner)
}

/// 金1,234円也, ¥1,234-: without what only fills the line.
fn bare(key: &str) -> &str {
    let text = key.strip_prefix('金').unwrap_or(key).trim_end_matches('也');
    if text.starts_with(['¥', '\\']) { text.trim_end_matches('-') } else { text }
}

/// Names of amounts that may stand before one.
const LABELS: &str = "決算見込額 決算額 予算現額 当初予算額 予算額 補正後予算額 補正予算額 最終予算額 総事業費 事業費 予算 決算 金額 執行額 \
    人件費 合計 総額 支出済額 支出額";

/// The amount behind its label: 3決算額 73百万円, 予算額:1,000千円.
fn unlabelled(key: &str) -> &str {
    let year = key.trim_start_matches(|c: char| c.is_ascii_digit() || "令和平成年度元RH ()".contains(c));
    let dated = key[..key.len() - year.len()].contains(|c: char| !c.is_ascii_digit());
    match vocabulary::after(year, LABELS)
        .or_else(|| behind_a_label(key))
        .or_else(|| dated.then(|| behind_a_label(year))?)
    {
        Some(after) => after.trim_start_matches([':', ' ']),
        None => key,
    }
}

/// (千円)12,500, behind a label such as 予算額: the unit of the amount that follows.
fn headed(text: &str) -> (Option<&str>, &str) {
    let head = text.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    let unit = head.filter(|(unit, _)| unit::at_start(unit).is_some_and(|(_, rest)| rest.is_empty()));
    unit.map_or((None, text), |(unit, rest)| (Some(unit), rest.trim_start()))
}

/// 歳出合計 1,234千円: a few words without a digit, and a space or a colon.
fn behind_a_label(key: &str) -> Option<&str> {
    let (label, amount) = key.split_once([':', ' '])?;
    let label = label.strip_prefix("うち").unwrap_or(label);
    let kanji = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FF}' | '々' | 'の');
    let named = (2..=12).contains(&label.chars().count())
        && label.chars().all(kanji)
        && !label.contains(['比', '増', '減', '差', '約', '単'])
        && number::parse(label).is_none();
    named.then_some(amount)
}

/// マイナス1億円 and ▼1億円.
fn said_negative(key: &str, context_unit: Option<&str>) -> Option<Quantity> {
    let rest = key.strip_prefix("マイナス").or_else(|| key.strip_prefix('▼'))?;
    let quantity = Quantity::parse(rest.trim_start(), context_unit)?;
    Some(Quantity { value: -quantity.value, ..quantity })
}

fn whole(value: Decimal) -> Option<i64> {
    value.fract().is_zero().then(|| value.to_i64())?
}

/// 12,345,000円: with separators, for tables. [`yen`] reads it back.
pub fn print_yen(yen: i64) -> String {
    format!("{}円", number::print(yen.into()))
}

/// 1億3,000万円, 7,300万円: as people say it, exact to the yen.
/// ```
/// assert_eq!(plan::money::say_yen(130_005_000), "1億3,000万5,000円");
/// assert_eq!(plan::money::say_yen(-1_000_000), "−100万円");
/// ```
pub fn say_yen(yen: i64) -> String {
    let mut rest = yen.unsigned_abs();
    let mut said = String::from(if yen < 0 { "−" } else { "" });
    for (scale, name) in [(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万"), (1, "")] {
        let group = rest / scale;
        rest %= scale;
        if group > 0 {
            said.push_str(&number::print(group.into()));
            said.push_str(name);
        }
    }
    if yen == 0 { "0円".to_owned() } else { said + "円" }
}
