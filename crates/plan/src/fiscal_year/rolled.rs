//! 年度の繰上げ: the years that a text names, moved on as the text is used again a year later: 「令和8年度運営方針」.

use super::{FiscalYear, at_start};
use crate::era::Era;
use crate::key::Folded;

#[cfg(test)]
mod tests;

/// How far from the text's own year a year may lie to be moved with it: 3決算, 4予算, 5予算, and the year to come.
const NEAR: std::ops::RangeInclusive<i16> = -2..=1;

/// What makes a year of bare digits. Fewer words than elsewhere: 「8計画」 may as well be eight plans.
const BARE: [&str; 4] = ["年度", "決算", "予算", "実績"];

/// The kanji for one to nine.
const KANJI: &str = "一二三四五六七八九";

/// The same text for another year: 「令和8年度」, 「R8」, 「2026年度」, 「8予算」 become those of the year `to`, in the same spelling and width.
///
/// Only years near `from` are moved: 「平成27年国勢調査」 stays. So does a period (令和3～7年度), for that belongs to a plan that
/// goes on, and a length of time (5年間).
/// ```
/// use plan::fiscal_year::{FiscalYear, rolled};
/// let (from, to) = (FiscalYear::new(2026), FiscalYear::new(2027));
/// assert_eq!(rolled("令和８年度運営方針（Ｒ７実績）", from, to), "令和９年度運営方針（Ｒ８実績）");
/// assert_eq!(rolled("基本計画（令和3～7年度）の8年度予算", from, to), "基本計画（令和3～7年度）の9年度予算");
/// ```
pub fn rolled(text: &str, from: FiscalYear, to: FiscalYear) -> String {
    let folded = Folded::new(text);
    let (key, mut out) = (folded.key(), String::with_capacity(text.len()));
    let (mut at, mut done) = (0, 0);
    while let Some(c) = key[at..].chars().next() {
        let Some((year, end)) = named(key, at, from) else {
            at += c.len_utf8();
            continue;
        };
        let period = period_end(key, at, end);
        let near = NEAR.contains(&(year.year().saturating_sub(from.year())));
        if let Some(place) = folded.place(at..end).filter(|_| near && period.is_none()) {
            out.push_str(&text[done..place.start]);
            let moved = year.year().saturating_add(to.year().saturating_sub(from.year()));
            out.push_str(&rewritten(&text[place.clone()], FiscalYear::new(moved)));
            done = place.end;
        }
        at = period.unwrap_or(end);
    }
    out + &text[done..]
}

/// The year that is named at a place of a key, and where its name ends.
fn named(key: &str, at: usize, context: FiscalYear) -> Option<(FiscalYear, usize)> {
    let (before, text) = key.split_at(at);
    let last = before.chars().next_back().unwrap_or(' ');
    if last.is_ascii_alphanumeric() || "第約,.".contains(last) {
        return None;
    }
    if let Some((year, length)) = dotted(text) {
        return Some((year, at + length));
    }
    let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '元');
    let digits = text.len() - bare.len();
    let is_bare = digits > 0 && !(digits == 4 && text.starts_with(|c: char| c.is_ascii_digit()));
    if is_bare && !BARE.iter().any(|word| bare.trim_start().starts_with(word)) {
        return None;
    }
    let (year, rest) = at_start(text, Some(context))?;
    text.starts_with(|c: char| c.is_ascii_digit() || Era::at_start(text).is_some() || c == '元' || c == 'F')
        .then_some((year, key.len() - rest.len()))
}

/// R8.4.1: the year of a date, without its month.
fn dotted(text: &str) -> Option<(FiscalYear, usize)> {
    let (era, rest) = Era::at_start(text)?;
    let (number, after) = rest.split_once('.')?;
    let year = era.gregorian(number.parse().ok()?)?;
    after
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| (FiscalYear::new(year), text.len() - after.len() - 1))
}

/// Where a period ends that begins with the year before `end`, or that ends with it; none where it stands alone.
fn period_end(key: &str, at: usize, end: usize) -> Option<usize> {
    let joints = ["~", "→", "-", "から"];
    let joined = |text: &str| joints.iter().find_map(|joint| text.strip_prefix(joint).map(str::len));
    let before = key[..at].trim_end();
    let behind = joints.iter().find_map(|joint| before.strip_suffix(joint));
    if behind.is_some_and(|it| it.trim_end().ends_with(|c: char| c.is_ascii_digit() || "年度元".contains(c)))
    {
        return Some(end);
    }
    let rest = key[end..].trim_start();
    let second = rest[rest.len() - joined(rest)?..].trim_start();
    let number = Era::at_start(second).map_or(second, |(_, number)| number);
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '元');
    let after_year = after.strip_prefix("年度").or_else(|| after.strip_prefix('年')).unwrap_or(after);
    (after.len() < number.len()).then_some(key.len() - after_year.len())
}

/// A name of one year, perhaps in two spellings (2026(R8)年度), as that of another year.
fn rewritten(raw: &str, year: FiscalYear) -> String {
    let (mut out, mut rest) = (String::with_capacity(raw.len()), raw);
    while let Some(c) = rest.chars().next() {
        let era = spelled(rest);
        let gap = era.map_or(rest, |(_, after)| after);
        let number = gap.trim_start();
        match numeral(number) {
            Some((length, style)) if era.is_some() || style != Style::Kanji => {
                let spelling = era.map(|(spelling, _)| spelling);
                let gap = &gap[..gap.len() - number.len()];
                out.push_str(&written(year, spelling, gap, style, &number[..length]));
                rest = &number[length..];
            }
            _ => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// How an era is spelled: 令和, R, Ｒ.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    Name,
    Letter,
    WideLetter,
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Digits,
    WideDigits,
    Kanji,
    First,
}

/// The era at the start of a text as it was written, and what follows.
fn spelled(text: &str) -> Option<(Spelling, &str)> {
    let names = ["令和", "平成", "昭和", "㋿", "㍻", "㍼"];
    if let Some(rest) = names.iter().find_map(|name| text.strip_prefix(name)) {
        return Some((Spelling::Name, rest));
    }
    let narrow = text.strip_prefix(['R', 'H', 'S']).map(|rest| (Spelling::Letter, rest));
    narrow.or_else(|| text.strip_prefix(['Ｒ', 'Ｈ', 'Ｓ']).map(|rest| (Spelling::WideLetter, rest)))
}

/// The number at the start of a text as it was written: how many bytes, and in which style.
fn numeral(text: &str) -> Option<(usize, Style)> {
    let style = style(text.chars().next()?)?;
    Some((text.find(|c| self::style(c) != Some(style)).unwrap_or(text.len()), style))
}

fn style(c: char) -> Option<Style> {
    match c {
        '0'..='9' => Some(Style::Digits),
        '０'..='９' => Some(Style::WideDigits),
        '元' => Some(Style::First),
        '十' => Some(Style::Kanji),
        _ => KANJI.contains(c).then_some(Style::Kanji),
    }
}

/// A year in a spelling; `old` is the number that stood there, which tells 2026 from 8 and 08 from 8.
fn written(year: FiscalYear, era: Option<Spelling>, gap: &str, style: Style, old: &str) -> String {
    if era.is_none() && old.chars().count() == 4 {
        return number(year.year(), style, 4);
    }
    let Some(now) = Era::ALL.into_iter().find(|era| era.began().year() <= year.year()) else {
        return number(year.year(), style, 4);
    };
    let count = now.number(year.year()).unwrap_or_default();
    let letter = match now {
        Era::Reiwa => 'Ｒ',
        Era::Heisei => 'Ｈ',
        Era::Showa => 'Ｓ',
        Era::Taisho => 'Ｔ',
        Era::Meiji => 'Ｍ',
    };
    let name = match era {
        None => String::new(),
        Some(Spelling::Name) => now.name().to_owned(),
        Some(Spelling::WideLetter) => letter.to_string(),
        Some(Spelling::Letter) => crate::key::key(&letter.to_string()),
    };
    let is_first = count == 1 && matches!(era, None | Some(Spelling::Name));
    let least = if old.starts_with(['0', '０']) { 2 } else { 1 };
    let count = if is_first { "元".to_owned() } else { number(count, style, least) };
    format!("{name}{gap}{count}")
}

fn number(value: i16, style: Style, least: usize) -> String {
    let digits = format!("{value:0least$}");
    match style {
        Style::Digits | Style::First => digits,
        Style::WideDigits => digits.chars().map(wide).collect(),
        Style::Kanji => kanji(value),
    }
}

fn wide(digit: char) -> char {
    digit.to_digit(10).and_then(|it| "０１２３４５６７８９".chars().nth(it as usize)).unwrap_or(digit)
}

/// 八, 十, 二十一: up to ninety-nine.
fn kanji(value: i16) -> String {
    let one = |it: i16| usize::try_from(it - 1).ok().and_then(|at| KANJI.chars().nth(at)).map(String::from);
    let tens = match value / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        more => one(more).unwrap_or_default() + "十",
    };
    tens + &one(value % 10).unwrap_or_default()
}
