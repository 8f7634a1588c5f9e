//! 数: numbers as they are written in Japanese documents, read exactly.

use rust_decimal::Decimal;

use crate::key::key;

#[cfg(test)]
mod tests;

/// A number that was found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number, with its sign and its trailing zeros.
    pub value: Decimal,
    /// Whether a sign was written: − ▲ △ or ＋.
    pub signed: bool,
    /// Whether it was written in kanji only (百二十三), which words such as 十分 and 一部 resemble.
    pub kanji: bool,
    /// Whether nothing but a multiplier was written (千, 百万): then it may be the scale of a unit.
    pub scale_only: bool,
}

/// Reads a whole text as one number; trailing zeros stay, for the scale says how precise it is.
///
/// Full and half width, separators with spaces after them, multipliers (6千2百万), kanji numerals also by position (二〇二四),
/// and −, ▲, △ as minus. `None` for anything else, for two numbers, and for what a [`Decimal`] cannot hold.
/// ```
/// use plan::number::parse;
/// assert_eq!(parse("１，２３４").unwrap().to_string(), "1234");
/// assert_eq!(parse("33, 677. 45").unwrap().to_string(), "33677.45");
/// assert_eq!(parse("6千2百万").unwrap().to_string(), "62000000");
/// assert_eq!(parse("832.2 839.8"), None);
/// ```
pub fn parse(text: &str) -> Option<Decimal> {
    if !is_faithful(text) {
        return None;
    }
    let key = key(text);
    let (written, rest) = at_start(&key)?;
    rest.is_empty().then_some(written.value)
}

/// Whether folding keeps the numbers of a text: ① would become 1, and 10² would become 102.
pub fn is_faithful(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let raised = matches!(c, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉') && before.is_numeric();
        before = c;
        let destroyed =
            matches!(c, '①'..='⓿' | '❶'..='➓' | '㉑'..='㊿' | 'Ⅰ'..='ⅿ' | '½' | '¼' | '¾' | '⅓'..='⅞');
        !raised && !destroyed
    })
}

/// Like [`parse`], in tables of accounts, where brackets mean minus: (1,234).
pub fn parse_accounting(text: &str) -> Option<Decimal> {
    let key = key(text);
    match key.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => parse(inner).filter(|value| !value.is_sign_negative()).map(|value| -value),
        None => parse(&key),
    }
}

/// 1,234,567.50: with separators, as people read it. [`parse`] reads it back.
pub fn print(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::from(if value.is_sign_negative() && !value.is_zero() { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The number at the start of a [`key`], and what follows it.
///
/// `None` where none stands, and where digits go on in a way no number does (1,23 or 6.6.10): that is something else.
pub fn at_start(key: &str) -> Option<(Written, &str)> {
    let (negative, signed, rest) = sign(key);
    let (value, kanji, rest) = magnitude(rest)?;
    if goes_on(rest) {
        return None;
    }
    let scale_only = key[..key.len() - rest.len()].chars().all(|c| multiplier(c).is_some());
    let value = if negative && !value.is_zero() { -value } else { value };
    Some((Written { value, signed, kanji, scale_only }, rest))
}

fn sign(key: &str) -> (bool, bool, &str) {
    let Some(first) = key.chars().next() else { return (false, false, key) };
    let rest = key[first.len_utf8()..].trim_start();
    match first {
        '-' | '▲' | '△' => (true, true, rest),
        '+' => (false, true, rest),
        _ => (false, false, key),
    }
}

/// Whether more digits follow that cannot belong to this number.
fn goes_on(rest: &str) -> bool {
    let after = rest.trim_start_matches([',', '.']);
    let spaced = after.strip_prefix(' ').unwrap_or(after);
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    digit(rest) || (after.len() < rest.len() && digit(spaced))
}

/// Groups such as 1億, 3,000万, 5,000, each smaller than the one before; inside a group 6千, 2百.
fn magnitude(key: &str) -> Option<(Decimal, bool, &str)> {
    let mut total = Decimal::ZERO;
    let mut group: Option<Decimal> = None; // 6千2百, before 万 closes it
    let mut current: Option<Decimal> = None;
    let (mut smallest_in_group, mut smallest) = (u32::MAX, u32::MAX);
    let (mut rest, mut kanji, mut any) = (key, true, false);
    loop {
        if let Some((value, is_kanji, after)) = current.is_none().then(|| run(rest)).flatten() {
            if !fits(value, smallest_in_group.min(smallest)) {
                break;
            }
            (current, kanji, rest, any) = (Some(value), kanji && is_kanji, after, true);
            continue;
        }
        let Some((power, after)) = multiplier_at(rest, any, current.is_some()) else { break };
        if power < 4 {
            if power >= smallest_in_group || (current.is_none() && !kanji) {
                break;
            }
            let amount = scaled(current.take().unwrap_or(Decimal::ONE), power)?;
            group = Some(group.unwrap_or_default().checked_add(amount)?);
            smallest_in_group = power;
        } else {
            if power >= smallest || (group.is_none() && current.is_none()) {
                break;
            }
            let amount = group.take().unwrap_or_default().checked_add(current.take().unwrap_or_default())?;
            total = total.checked_add(scaled(amount, power)?)?;
            (smallest, smallest_in_group) = (power, u32::MAX);
        }
        (rest, any) = (if power >= 4 { spaced_group(after) } else { after }, true);
    }
    let last = group.unwrap_or_default().checked_add(current.unwrap_or_default())?;
    any.then_some(())?;
    let value = if total.is_zero() && group.is_none() {
        current.unwrap_or(total)
    } else {
        total.checked_add(last)?
    };
    Some((value, kanji, rest))
}

/// 1億 3,000万: past the space, where another group follows.
fn spaced_group(rest: &str) -> &str {
    let goes_on = |text: &&str| arabic(text).is_some_and(|(_, after)| after.starts_with(['万', '千', '円']));
    rest.strip_prefix(' ').filter(goes_on).unwrap_or(rest)
}

/// Whether digits after a multiplier can still belong: 1万2600, but not 1万 and then 20000.
fn fits(value: Decimal, power: u32) -> bool {
    power == u32::MAX || 10_i64.checked_pow(power).is_some_and(|limit| value < Decimal::from(limit))
}

fn scaled(value: Decimal, power: u32) -> Option<Decimal> {
    // 1.2億: the digits move, and nothing is lost or invented.
    let product = value.checked_mul(Decimal::from(10_i64.checked_pow(power)?))?;
    Some(if product.fract().is_zero() { product.trunc() } else { product.normalize() })
}

fn multiplier(c: char) -> Option<u32> {
    match c {
        '十' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        '万' => Some(4),
        '億' => Some(8),
        '兆' => Some(12),
        _ => None,
    }
}

/// The multiplier that comes next. A space may stand before it (13,500 千円) when a digit run came last.
fn multiplier_at(rest: &str, any: bool, after_digits: bool) -> Option<(u32, &str)> {
    let text = if after_digits { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
    let first = text.chars().next()?;
    let power = multiplier(first)?;
    (any || power < 4).then(|| (power, &text[first.len_utf8()..]))
}

/// A run of digits: Arabic with separators and a fraction, or kanji by position.
fn run(key: &str) -> Option<(Decimal, bool, &str)> {
    arabic(key)
        .map(|(value, rest)| (value, false, rest))
        .or_else(|| kanji(key).map(|(value, rest)| (value, true, rest)))
}

fn arabic(key: &str) -> Option<(Decimal, &str)> {
    let mut digits = String::new();
    let mut rest = take_digits(key, &mut digits);
    if (1..=3).contains(&digits.len()) {
        while let Some(after) = thousand(rest, &mut digits) {
            rest = after;
        }
    }
    if let Some(after) = rest.strip_prefix('.') {
        let after = after.strip_prefix(' ').unwrap_or(after);
        let mut fraction = String::new();
        let end = take_digits(after, &mut fraction);
        if !fraction.is_empty() {
            digits = format!("{}.{fraction}", if digits.is_empty() { "0" } else { &digits });
            rest = end;
        }
    }
    if digits.is_empty() || digits.len() > 40 {
        return None;
    }
    Some((Decimal::from_str_exact(&digits).ok()?, rest))
}

fn take_digits<'a>(key: &'a str, into: &mut String) -> &'a str {
    let end = key.find(|c: char| !c.is_ascii_digit()).unwrap_or(key.len());
    into.push_str(&key[..end]);
    &key[end..]
}

/// `,234` or `, 234`: three digits, no more.
fn thousand<'a>(rest: &'a str, digits: &mut String) -> Option<&'a str> {
    let after = rest.strip_prefix(',')?;
    let after = after.strip_prefix(' ').unwrap_or(after);
    let mut group = String::new();
    let end = take_digits(after, &mut group);
    (group.len() == 3).then(|| {
        digits.push_str(&group);
        end
    })
}

/// 二〇二四, or one digit before a multiplier. A lone 〇 is a circle or a blank to fill in, never a zero.
fn kanji(key: &str) -> Option<(Decimal, &str)> {
    let digits: Vec<u8> = key.chars().map_while(kanji_digit).take(20).collect();
    let length: usize = key.chars().take(digits.len()).map(char::len_utf8).sum();
    let circles_only = digits.iter().all(|digit| *digit == 0) && !key.starts_with('零');
    if digits.is_empty() || circles_only {
        return None;
    }
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    Some((Decimal::from_str_exact(&text).ok()?, &key[length..]))
}

fn kanji_digit(c: char) -> Option<u8> {
    let at = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    match c {
        '零' => Some(0),
        _ => u8::try_from(at?).ok(),
    }
}
