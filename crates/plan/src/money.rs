//! 金額: whole yen, exact, from any of the ways in which budgets and accounts are written.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::{key::key, number, quantity::Quantity};

#[cfg(test)]
mod tests;

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
    let key = key(text);
    let negative = accounting(&key);
    let key = negative.unwrap_or(unlabelled(&key));
    let quantity = Quantity::parse(key, context_unit).or_else(|| sign_last(key, context_unit))?;
    let in_yen = quantity.unit.as_ref().is_none_or(|unit| unit.canonical() == "円");
    let value = in_yen.then_some(quantity.value)?;
    let value = if negative.is_some() { -value } else { value };
    if quantity.approximate { None } else { whole(value) }
}

/// (1,234) and (1,234)千円: brackets around an amount mean minus in accounts.
fn accounting(key: &str) -> Option<&str> {
    let inner = key.strip_prefix('(')?.strip_suffix(')')?;
    let (written, _) = number::at_start(inner.trim())?;
    (!written.signed && !inner.contains(['(', ')'])).then_some(inner)
}

/// The amount behind its label: 3決算額 73百万円, 予算額:1,000千円.
fn unlabelled(key: &str) -> &str {
    let labels = [
        "決算見込額",
        "決算額",
        "予算現額",
        "当初予算額",
        "予算額",
        "補正後予算額",
        "事業費",
        "総事業費",
        "予算",
        "決算",
        "金額",
    ];
    let Some((at, label)) = labels.iter().filter_map(|label| Some((key.find(label)?, *label))).min() else {
        return key;
    };
    let before = &key[..at];
    let only_a_year = before.chars().all(|c| c.is_ascii_digit() || "令和平成年度元RH ".contains(c));
    let after = key[at + label.len()..].trim_start_matches([':', ' ']);
    if only_a_year { after } else { key }
}

/// −1億円 is plain; マイナス1億円 is said.
fn sign_last(key: &str, context_unit: Option<&str>) -> Option<Quantity> {
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
