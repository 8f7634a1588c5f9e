//! 日付: dates as precise as the text that names them, in either calendar.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    era::{self, Era},
    fiscal_year::FiscalYear,
    key::{key, squeeze},
    number, vocabulary,
};

#[cfg(test)]
mod tests;

/// 日付: a day, a month or a year, as the document says it; no day is invented.
///
/// In data it is its ISO form: `2024`, `2021-09` or `2024-06-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// 令和6年: a calendar year.
    Year(i16),
    /// 令和3年9月
    Month {
        /// The Gregorian year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// 令和6年6月10日
    Day(Date),
}

impl PartialDate {
    /// Reads one date; `None` for a day that is in no calendar, for a fiscal year, for a range, and where the era is missing.
    /// ```
    /// use plan::date::PartialDate;
    /// assert_eq!(PartialDate::parse("R6.6.10").unwrap().to_string(), "2024-06-10");
    /// assert_eq!(PartialDate::parse("令 6.　1.　1").unwrap().to_string(), "2024-01-01");
    /// assert_eq!(PartialDate::parse("令和３年９月").unwrap().to_string(), "2021-09");
    /// assert_eq!(PartialDate::parse("令和6年6月31日"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        read(text, None)
    }

    /// Like [`PartialDate::parse`], and 6.6.10 takes the era nearest to the document's year.
    pub fn parse_near(text: &str, document: FiscalYear) -> Option<Self> {
        read(text, Some(document))
    }

    /// The fiscal year in which it lies: 2016-03 lies in 2015. `None` for a mere calendar year, which lies in two.
    pub fn fiscal_year(self) -> Option<FiscalYear> {
        match self {
            Self::Year(_) => None,
            Self::Month { year, month } => Some(FiscalYear::new(if month < 4 { year - 1 } else { year })),
            Self::Day(day) => Some(FiscalYear::containing(day)),
        }
    }

    /// The first day that it may mean: of a month its first, of a year 1 January.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 1, 1).ok(),
            Self::Month { year, month } => Date::new(year, month, 1).ok(),
            Self::Day(day) => Some(day),
        }
    }

    /// The last day that it may mean: of a month its last, of a year 31 December.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::new(year, 12, 31).ok(),
            Self::Month { year, month } => Date::new(year, month, 1).ok().map(Date::last_of_month),
            Self::Day(day) => Some(day),
        }
    }

    /// 和暦: 令和6年6月10日, as precise as the date is.
    pub fn japanese(self) -> String {
        match self {
            Self::Year(year) => era::year_name(year),
            Self::Month { year, month } => match Date::new(year, month, 1) {
                Ok(first) => era::day_name(first).trim_end_matches("1日").to_owned(),
                Err(_) => format!("{year}年{month}月"),
            },
            Self::Day(day) => era::day_name(day),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("「{text}」は日付として読めません")))
    }
}

/// Labels that stand before a date.
const LABELS: &str = "最終更新日 更新日 公開日 掲載日 作成日 改定日 策定日 登録日 日付 西暦";

/// What may follow a day or a month: the text goes on about something else.
const NEVER_AFTER: &str = "~ - から より → 度 間 及び ・ / ,";

fn read(text: &str, document: Option<FiscalYear>) -> Option<PartialDate> {
    let key = key(text);
    let squeezed = squeeze(without_time(&key));
    let updated = squeezed.rfind("更新日").map_or(squeezed.as_str(), |at| &squeezed[at..]); // it wins over 公開日
    let updated = updated.find("公開日").filter(|at| *at > 0).map_or(updated, |at| &updated[..at]);
    let label = vocabulary::after(updated, LABELS).or_else(|| behind_a_label(updated)).unwrap_or(updated);
    let text = label.trim_start_matches([':', '(', '[', '【']).trim_end_matches([')', ']', '】']);
    let (date, rest) = compact(text).or_else(|| worded(text, document))?;
    let closed = text[..text.len() - rest.len()].ends_with('日'); // 10日10時30分
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit()) && !closed;
    let clean = !goes_on && vocabulary::after(rest, NEVER_AFTER).is_none();
    (clean && !names_another(rest, date)).then_some(date)
}

/// 議決日:令和5年3月1日: behind a few kanji that end with 日 or with a colon.
fn behind_a_label(text: &str) -> Option<&str> {
    let starts = |at: usize| {
        text[at..].starts_with(|c: char| c.is_ascii_digit()) || Era::at_start(&text[at..]).is_some()
    };
    let (at, _) = text.char_indices().skip(1).take(9).find(|(at, _)| starts(*at))?;
    let label = text[..at].trim_end_matches(':');
    let kanji =
        label.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) && number::at_start(label).is_none();
    let closed = label.len() < at || label.ends_with('日');
    (kanji && closed && Era::at_start(label).is_none()).then_some(&text[at..])
}

/// 12:34 and 10時30分 behind a space.
fn without_time(key: &str) -> &str {
    let Some((date, time)) = key.rsplit_once(' ') else { return key };
    let hour = time.trim_start_matches(|c: char| c.is_ascii_digit());
    let timed = hour.len() < time.len() && hour.starts_with([':', '時']);
    if timed { date } else { key }
}

/// Whether a further day or month stands in the text that is not the same one.
fn names_another(rest: &str, date: PartialDate) -> bool {
    if rest.strip_prefix('.').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) {
        return true; // 1.1.1.1
    }
    if small(rest.trim_start_matches('、')).is_some_and(|(_, after)| after.starts_with('日')) {
        return true; // 6月10日、11日
    }
    let days = rest.char_indices().filter_map(|(at, _)| worded(&rest[at..], None));
    days.map(|(other, _)| other).any(|other| !matches!(other, PartialDate::Year(_)) && other != date)
}

/// 20240610 and 202406.
fn compact(text: &str) -> Option<(PartialDate, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<i16>().ok());
    let year = part(0..4).filter(|year| (1868..=2199).contains(year))?;
    let month = i8::try_from(part(4..6)?).ok().filter(|month| (1..=12).contains(month))?;
    match digits.len() {
        6 if rest.is_empty() => Some((PartialDate::Month { year, month }, rest)),
        8 => Some((PartialDate::Day(Date::new(year, month, i8::try_from(part(6..8)?).ok()?).ok()?), rest)),
        _ => None,
    }
}

/// A year, then month and day behind 年月日, points, slashes or hyphens.
fn worded(text: &str, document: Option<FiscalYear>) -> Option<(PartialDate, &str)> {
    let (year, rest) = year(text, document)?;
    let (rest, word) = year_word(twin(rest, year)?);
    let rest = if word { twin(rest, year)? } else { rest };
    let separator = if word {
        '年'
    } else {
        rest.chars().next().filter(|c| matches!(c, '.' | '/' | '-')).unwrap_or('年')
    };
    let after = if separator == '年' { rest } else { &rest[1..] };
    let Some((month, rest)) = small(after).filter(|_| word || separator != '年') else {
        let alone = word || rest.is_empty();
        return alone.then_some((PartialDate::Year(year), rest));
    };
    let month = Some(month).filter(|month| (1..=12).contains(month))?;
    let monthly = PartialDate::Month { year, month };
    let Some(rest) = rest.strip_prefix(if separator == '年' { '月' } else { separator }) else {
        let closed = separator != '年' && !rest.starts_with(['年', '月', '日', '.', '/', '-', '%']);
        return closed.then_some((monthly, rest));
    };
    let Some((day, rest)) = small(rest) else {
        return (separator == '年' || rest.is_empty()).then_some((monthly, rest));
    };
    let day = Date::new(year, month, day).ok()?;
    Some((PartialDate::Day(day), rest.strip_prefix('日').unwrap_or(rest)))
}

fn year(text: &str, document: Option<FiscalYear>) -> Option<(i16, &str)> {
    if let Some((era, rest)) = Era::at_start(text) {
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let (number, rest) = rest.strip_prefix('元').map(|rest| (1, rest)).or_else(|| small(rest))?;
        return Some((era.gregorian(number.into())?, rest));
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: i16 = match end {
        0 => kanji(text).map(|(number, _)| number)?,
        _ => text[..end].parse().ok()?,
    };
    let rest = if end == 0 { kanji(text)?.1 } else { &text[end..] };
    match number {
        1868..=2199 => Some((number, rest)),
        1..=99 if rest.starts_with(['.', '/', '-', '年']) => {
            Some((era::nearest(number, document?.year())?, rest))
        }
        _ => None,
    }
}

fn year_word(rest: &str) -> (&str, bool) {
    rest.strip_prefix('年').map_or((rest, false), |after| (after, true))
}

/// (2021) or (令和3年) behind a year. `None` where it disagrees.
fn twin(rest: &str, expected: i16) -> Option<&str> {
    let Some((inner, after)) = rest.strip_prefix('(').and_then(|open| open.split_once(')')) else {
        return Some(rest);
    };
    match year(inner, None) {
        Some((other, "" | "年")) => (other == expected).then_some(after),
        _ => Some(rest),
    }
}

/// One or two digits, or a kanji numeral.
fn small(text: &str) -> Option<(i8, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    match end {
        0 => kanji(text).and_then(|(number, rest)| Some((i8::try_from(number).ok()?, rest))),
        1 | 2 => Some((text[..end].parse().ok()?, &text[end..])),
        _ => None,
    }
}

fn kanji(text: &str) -> Option<(i16, &str)> {
    let (written, rest) = number::at_start(text).filter(|(written, _)| written.kanji && !written.signed)?;
    Some((i16::try_from(written.value).ok()?, rest))
}
