//! 営業日: the days on which offices are open, and why they are closed on the others.
//!
//! Offices of municipalities close by ordinance on Saturdays, on Sundays, on national holidays and from 29 December to
//! 3 January (地方自治法 4条の2). The rule is that of today for every year: before 1992 many were open on Saturdays.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

mod equinox;
mod holiday;
#[cfg(test)]
mod tests;

pub use holiday::{Holiday, holiday};

/// 閉庁の理由: why offices are closed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// 国民の祝日, or a day that the law makes a holiday because of one.
    Holiday(Holiday),
    /// 年末年始: 29 December to 3 January.
    YearEnd,
    /// 土曜日.
    Saturday,
    /// 日曜日.
    Sunday,
}

impl Closed {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Holiday(holiday) => holiday.name(),
            Self::YearEnd => ("年末年始", "turn of the year"),
            Self::Saturday => ("土曜日", "Saturday"),
            Self::Sunday => ("日曜日", "Sunday"),
        }
    }
}

/// Why offices are closed on a day; none on a working day. A holiday's own name comes first.
/// ```
/// use jiff::civil::date;
/// use plan::working_day::closed;
/// assert_eq!(closed(date(2027, 1, 1)).map(|it| it.name().0), Some("元日"));
/// assert_eq!(closed(date(2027, 1, 4)), None);
/// ```
pub fn closed(day: Date) -> Option<Closed> {
    let year_end = matches!((day.month(), day.day()), (12, 29..) | (1, ..=3));
    holiday(day).map(Closed::Holiday).or_else(|| year_end.then_some(Closed::YearEnd)).or(
        match day.weekday() {
            Weekday::Saturday => Some(Closed::Saturday),
            Weekday::Sunday => Some(Closed::Sunday),
            _ => None,
        },
    )
}

/// Whether offices are open.
pub fn is_working_day(day: Date) -> bool {
    closed(day).is_none()
}

/// The day itself if offices are open, else the next one on which they are.
/// ```
/// use jiff::civil::date;
/// use plan::working_day::on_or_after;
/// assert_eq!(on_or_after(date(2026, 12, 29)), date(2027, 1, 4)); // 仕事始め
/// ```
pub fn on_or_after(day: Date) -> Date {
    nearest(day, 1)
}

/// The day itself if offices are open, else the last one before on which they were: 「休日に当たるときは直前の開庁日」.
pub fn on_or_before(day: Date) -> Date {
    nearest(day, -1)
}

/// So many working days after a day, which is not counted itself: 「起算日の翌日から5営業日」.
/// ```
/// use jiff::civil::date;
/// use plan::working_day::after;
/// assert_eq!(after(date(2026, 9, 18), 1), date(2026, 9, 24)); // a Friday, then a weekend and three holidays
/// assert_eq!(after(date(2026, 9, 18), 0), date(2026, 9, 18));
/// ```
pub fn after(day: Date, count: u32) -> Date {
    (0..count).fold(day, |day, _| on_or_after(beside(day, 1)))
}

/// So many working days before a day, which is not counted itself.
pub fn before(day: Date, count: u32) -> Date {
    (0..count).fold(day, |day, _| on_or_before(beside(day, -1)))
}

/// How many working days lie after `from` and up to `to`, `to` itself included: how many are left until a deadline.
///
/// Negative where `to` lies before `from`: so many working days late. It is what [`after`] counts: from a day to the day
/// that lies so many working days after it.
pub fn between(from: Date, to: Date) -> i64 {
    if to < from {
        return -between(to, from);
    }
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok()).skip(1);
    days.take_while(|day| *day <= to).map(|day| i64::from(is_working_day(day))).sum()
}

/// Walks one way until offices are open. No closed stretch is longer than a dozen days.
fn nearest(day: Date, step: i32) -> Date {
    let mut day = day;
    while !is_working_day(day) {
        let next = beside(day, step);
        if next == day {
            return day; // The end of the calendar.
        }
        day = next;
    }
    day
}

/// The day before or after; at the end of the calendar the day itself.
fn beside(day: Date, step: i32) -> Date {
    day.saturating_add(step.days())
}
