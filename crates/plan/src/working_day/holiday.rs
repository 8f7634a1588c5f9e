//! 国民の祝日: national holidays as the law had them in each year (国民の祝日に関する法律, in force since 20 July 1948).
//!
//! Computed, so that next year needs no update. What parliament has not decided yet cannot be known: days of coming years are
//! those of the law as it stands.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::equinox;

/// 休日: a day that the law makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    ja: &'static str,
    en: &'static str,
}

impl Holiday {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        (self.ja, self.en)
    }
}

/// On which day of a year.
enum On {
    /// Month and day.
    Day(i8, i8),
    /// The n-th Monday of a month: ハッピーマンデー.
    Monday(i8, i8),
    /// 春分日.
    Vernal,
    /// 秋分日.
    Autumnal,
}

/// 国民の祝日: first and last year in force, day, names. One row a stretch of years with the same name and rule.
const NATIONAL: &[(i16, i16, On, &str, &str)] = &[
    (1949, FOREVER, On::Day(1, 1), "元日", "New Year’s Day"),
    (1949, 1999, On::Day(1, 15), "成人の日", "Coming of Age Day"),
    (2000, FOREVER, On::Monday(1, 2), "成人の日", "Coming of Age Day"),
    (1967, FOREVER, On::Day(2, 11), "建国記念の日", "National Foundation Day"),
    (2020, FOREVER, On::Day(2, 23), "天皇誕生日", "Emperor’s Birthday"),
    (1989, 1989, On::Day(2, 24), "昭和天皇の大喪の礼", "Funeral of Emperor Showa"),
    (1949, FOREVER, On::Vernal, "春分の日", "Vernal Equinox Day"),
    (1959, 1959, On::Day(4, 10), "皇太子明仁親王の結婚の儀", "Wedding of Crown Prince Akihito"),
    (1949, 1988, On::Day(4, 29), "天皇誕生日", "Emperor’s Birthday"),
    (1989, 2006, On::Day(4, 29), "みどりの日", "Greenery Day"),
    (2007, FOREVER, On::Day(4, 29), "昭和の日", "Showa Day"),
    (2019, 2019, On::Day(5, 1), "天皇の即位の日", "Accession of the Emperor"),
    (1949, FOREVER, On::Day(5, 3), "憲法記念日", "Constitution Memorial Day"),
    (2007, FOREVER, On::Day(5, 4), "みどりの日", "Greenery Day"),
    (1949, FOREVER, On::Day(5, 5), "こどもの日", "Children’s Day"),
    (1993, 1993, On::Day(6, 9), "皇太子徳仁親王の結婚の儀", "Wedding of Crown Prince Naruhito"),
    (1996, 2002, On::Day(7, 20), "海の日", "Marine Day"),
    (2003, 2019, On::Monday(7, 3), "海の日", "Marine Day"),
    (2020, 2020, On::Day(7, 23), "海の日", "Marine Day"),
    (2021, 2021, On::Day(7, 22), "海の日", "Marine Day"),
    (2022, FOREVER, On::Monday(7, 3), "海の日", "Marine Day"),
    (2016, 2019, On::Day(8, 11), "山の日", "Mountain Day"),
    (2020, 2020, On::Day(8, 10), "山の日", "Mountain Day"),
    (2021, 2021, On::Day(8, 8), "山の日", "Mountain Day"),
    (2022, FOREVER, On::Day(8, 11), "山の日", "Mountain Day"),
    (1966, 2002, On::Day(9, 15), "敬老の日", "Respect for the Aged Day"),
    (2003, FOREVER, On::Monday(9, 3), "敬老の日", "Respect for the Aged Day"),
    (1948, FOREVER, On::Autumnal, "秋分の日", "Autumnal Equinox Day"),
    (1966, 1999, On::Day(10, 10), "体育の日", "Health and Sports Day"),
    (2000, 2019, On::Monday(10, 2), "体育の日", "Health and Sports Day"),
    (2020, 2020, On::Day(7, 24), "スポーツの日", "Sports Day"),
    (2021, 2021, On::Day(7, 23), "スポーツの日", "Sports Day"),
    (2022, FOREVER, On::Monday(10, 2), "スポーツの日", "Sports Day"),
    (2019, 2019, On::Day(10, 22), "即位礼正殿の儀の行われる日", "Enthronement Ceremony"),
    (1948, FOREVER, On::Day(11, 3), "文化の日", "Culture Day"),
    (1990, 1990, On::Day(11, 12), "即位礼正殿の儀", "Enthronement Ceremony"),
    (1948, FOREVER, On::Day(11, 23), "勤労感謝の日", "Labour Thanksgiving Day"),
    (1989, 2018, On::Day(12, 23), "天皇誕生日", "Emperor’s Birthday"),
];

/// In force until the law changes.
const FOREVER: i16 = i16::MAX;
/// From this day on a holiday on a Sunday moves (昭和48年法律10号).
const SUBSTITUTES: Date = date(1973, 4, 12);
/// From this day on a day between two holidays is one (昭和60年法律103号).
const BETWEEN: Date = date(1985, 12, 27);
/// From this year on a holiday on a Sunday moves past the holidays that follow it (平成17年法律43号).
const PAST_OTHERS: i16 = 2007;

const SUBSTITUTE: Holiday = Holiday { ja: "振替休日", en: "substitute holiday" };
const CITIZENS: Holiday = Holiday { ja: "国民の休日", en: "Citizens’ Holiday" };

/// 祝日・休日 of a day: 国民の祝日, 振替休日 or 国民の休日; none on every other day, and none before the law.
///
/// Equinoxes are known up to 2150.
/// ```
/// use jiff::civil::date;
/// use plan::working_day::holiday;
/// assert_eq!(holiday(date(2026, 9, 22)).map(|it| it.name().0), Some("国民の休日"));
/// assert_eq!(holiday(date(2026, 9, 24)), None);
/// ```
pub fn holiday(day: Date) -> Option<Holiday> {
    national(day)
        .or_else(|| is_substitute(day).then_some(SUBSTITUTE))
        .or_else(|| is_between(day).then_some(CITIZENS))
}

/// 国民の祝日 of a day, without the days that are holidays because of others.
fn national(day: Date) -> Option<Holiday> {
    let is_it = |on: &On| match on {
        On::Day(month, of_month) => (day.month(), day.day()) == (*month, *of_month),
        On::Monday(month, nth) => {
            day.month() == *month && day.weekday() == Weekday::Monday && (day.day() + 6) / 7 == *nth
        }
        On::Vernal => day.month() == 3 && equinox::vernal(day.year()) == Some(day.day()),
        On::Autumnal => day.month() == 9 && equinox::autumnal(day.year()) == Some(day.day()),
    };
    let row = NATIONAL.iter().find(|row| (row.0..=row.1).contains(&day.year()) && is_it(&row.2))?;
    Some(Holiday { ja: row.3, en: row.4 })
}

/// 振替休日: the day after a holiday on a Sunday; since 2007 the first one that is no holiday itself.
fn is_substitute(day: Date) -> bool {
    let mut before = yesterdays(day);
    if day < SUBSTITUTES || national(day).is_some() {
        return false;
    }
    let holidays = before.by_ref().take_while(|day| national(*day).is_some());
    let reach = if day.year() < PAST_OTHERS { 1 } else { usize::MAX };
    holidays.take(reach).any(|holiday| holiday.weekday() == Weekday::Sunday && holiday >= SUBSTITUTES)
}

/// 国民の休日: a day between two holidays; until 2006 not where it was a Sunday.
fn is_between(day: Date) -> bool {
    let barred = day.year() < PAST_OTHERS && day.weekday() == Weekday::Sunday;
    let beside = [-1, 1].map(|step| day.checked_add(step.days()).ok());
    day >= BETWEEN && !barred && beside.iter().all(|it| it.is_some_and(|it| national(it).is_some()))
}

/// The days before one, the latest first.
fn yesterdays(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok())
}
