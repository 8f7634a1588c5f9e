//! Figures, verdicts and money in words, the same on every page.

use plan::actual::{Actual, Figure, Status};
use plan::unit::Unit;
use rust_decimal::Decimal;

pub(crate) use crate::badge::Badge;
use crate::lang::Lang;

/// 「54.2%」, 「1,234人」: the number with its unit, as precise as it was reported.
pub(crate) fn figure(value: Decimal, unit: &Unit) -> String {
    format!("{}{}", plan::number::print(value), self::unit(unit))
}

/// The unit as people write it: it is stored folded, where ㎡ is m2.
pub(crate) fn unit(unit: &Unit) -> String {
    match unit.as_str() {
        "m2" => "㎡".to_owned(),
        "m3" => "㎥".to_owned(),
        "km2" => "㎢".to_owned(),
        other => other.to_owned(),
    }
}

/// What is reported for a year: the figure, or why there is none. Nothing reported is 「―」.
pub(crate) fn actual(lang: Lang, actual: Option<&Actual>, unit: &Unit) -> String {
    let Some(actual) = actual else { return "―".to_owned() };
    match &actual.figure {
        Figure::NotYet => lang.say("集計中", "being counted").to_owned(),
        Figure::NotMeasured { .. } => lang.say("未測定", "not measured").to_owned(),
        Figure::Value(value) => {
            let status = match actual.status {
                Status::Final => String::new(),
                other => {
                    let (ja, en) = other.name();
                    lang.say(format!("（{ja}）"), format!(" ({en})"))
                }
            };
            format!("{}{status}", figure(*value, unit))
        }
    }
}

/// Why there is no figure, where a reason was given.
pub(crate) fn reason(actual: Option<&Actual>) -> Option<String> {
    match &actual?.figure {
        Figure::NotMeasured { because } => Some(because.clone()),
        Figure::NotYet | Figure::Value(_) => None,
    }
}

/// 「4つの」, 「12の」: so many things without a counter of their own.
pub(crate) fn things(count: usize) -> String {
    match count {
        0..=9 => format!("{count}つの"),
        _ => format!("{count}の"),
    }
}

/// 「7,300万円」; nothing is 「―」, never 0.
pub(crate) fn money(yen: Option<i64>) -> String {
    yen.map_or("―".to_owned(), plan::money::say_yen)
}

/// 「＋1,200万円」, 「−1,200万円」, 「増減なし」 by its sign.
pub(crate) fn change(yen: Option<i64>) -> String {
    match yen {
        Some(yen) if yen > 0 => format!("＋{}", plan::money::say_yen(yen)),
        Some(0) => "±0円".to_owned(),
        yen => money(yen),
    }
}

/// 「97.3%」: a part of a whole, to one place behind the point.
pub(crate) fn percent(part: Decimal) -> String {
    format!("{}%", plan::number::print((part * Decimal::ONE_HUNDRED).round_dp(1).normalize()))
}

/// 「98.0%」: a rate in a column, always to one place behind the point.
pub(crate) fn rate(part: Decimal) -> String {
    format!("{:.1}%", (part * Decimal::ONE_HUNDRED).round_dp(1))
}
