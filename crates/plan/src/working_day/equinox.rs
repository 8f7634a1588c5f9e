//! 春分・秋分: the days of the equinoxes, by the formula of the Hydrographic Department (海上保安庁水路部 新こよみ便利帳).
//!
//! The law leaves the days to astronomy; the government announces those of a year in the February before. For 1948 to 2150 the
//! formula gives every day that was announced; for other years it is not known to hold and there is no day.

/// Millionths of a day from one year to the next by which the equinox moves.
const YEARLY: i64 = 242_194;
/// One day in millionths.
const DAY: i64 = 1_000_000;

/// 春分日: the day of March.
pub(super) fn vernal(year: i16) -> Option<i8> {
    match year {
        1948..=1979 => day(year, 20_835_700),
        1980..=2099 => day(year, 20_843_100),
        2100..=2150 => day(year, 21_851_000),
        _ => None,
    }
}

/// 秋分日: the day of September.
pub(super) fn autumnal(year: i16) -> Option<i8> {
    match year {
        1948..=1979 => day(year, 23_258_800),
        1980..=2099 => day(year, 23_248_800),
        2100..=2150 => day(year, 24_248_800),
        _ => None,
    }
}

/// The moment in 1980, moved a little each year and set back by a day in leap years.
fn day(year: i16, moment: i64) -> Option<i8> {
    let leaps = if year < 1980 { (year - 1983) / 4 } else { (year - 1980) / 4 };
    let moved = moment + YEARLY * i64::from(year - 1980) - DAY * i64::from(leaps);
    i8::try_from(moved / DAY).ok()
}
