//! 元号: the eras in which Japanese documents count years.

use jiff::civil::{Date, date};

/// 元号: an era, from 明治 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, from 1868.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

/// How each era is written, on the key, longer spellings first: ㋿ has become 令和.
const SPELLINGS: &[(&str, Era)] = &[
    ("令和", Era::Reiwa),
    ("平成", Era::Heisei),
    ("昭和", Era::Showa),
    ("大正", Era::Taisho),
    ("明治", Era::Meiji),
    ("令", Era::Reiwa),
    ("平", Era::Heisei),
    ("昭", Era::Showa),
    ("R", Era::Reiwa),
    ("H", Era::Heisei),
    ("S", Era::Showa),
    ("T", Era::Taisho),
    ("M", Era::Meiji),
    ("r", Era::Reiwa),
    ("h", Era::Heisei),
    ("s", Era::Showa),
];

impl Era {
    /// All eras, the latest first.
    pub const ALL: [Self; 5] = [Self::Reiwa, Self::Heisei, Self::Showa, Self::Taisho, Self::Meiji];

    /// The day on which the era began: 2019-04-30 is still 平成31年, 2019-05-01 is 令和元年.
    pub const fn began(self) -> Date {
        match self {
            Self::Meiji => date(1868, 1, 25),
            Self::Taisho => date(1912, 7, 30),
            Self::Showa => date(1926, 12, 25),
            Self::Heisei => date(1989, 1, 8),
            Self::Reiwa => date(2019, 5, 1),
        }
    }

    /// The era in which `day` lies; `None` before 明治.
    pub fn of(day: Date) -> Option<Self> {
        Self::ALL.into_iter().find(|era| era.began() <= day)
    }

    /// The Gregorian year of the era's year `number`, by arithmetic: 平成35 never came, and means 2023.
    ///
    /// `None` for year 0 and for numbers beyond two digits.
    pub fn gregorian(self, number: i16) -> Option<i16> {
        (1..=99).contains(&number).then(|| self.began().year() - 1 + number)
    }

    /// The year of this era that the Gregorian `year` is; `None` before its first.
    pub fn number(self, year: i16) -> Option<i16> {
        Some(year.checked_sub(self.began().year())?.checked_add(1)?).filter(|number| *number >= 1)
    }

    /// 令和, 平成 …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The era that is spelled at the start of a key, and what follows: 令和, 令, R …
    pub fn at_start(key: &str) -> Option<(Self, &str)> {
        SPELLINGS.iter().find_map(|(spelling, era)| Some((*era, key.strip_prefix(spelling)?)))
    }
}

/// 和暦 of a Gregorian year as one counts fiscal years: 2019 is 令和元年, though it began in 平成31年.
pub fn year_name(year: i16) -> String {
    let era = Era::ALL.into_iter().find(|era| era.began().year() <= year);
    match era {
        Some(era) => numbered(era, year),
        None => format!("{year}年"),
    }
}

/// 和暦 of a day: 令和6年6月10日.
/// ```
/// use jiff::civil::date;
/// assert_eq!(plan::era::day_name(date(2019, 4, 30)), "平成31年4月30日");
/// assert_eq!(plan::era::day_name(date(2019, 5, 1)), "令和元年5月1日");
/// ```
pub fn day_name(day: Date) -> String {
    let year = match Era::of(day) {
        Some(era) => numbered(era, day.year()),
        None => format!("{}年", day.year()),
    };
    format!("{year}{}月{}日", day.month(), day.day())
}

fn numbered(era: Era, year: i16) -> String {
    match era.number(year) {
        Some(1) => format!("{}元年", era.name()),
        Some(number) => format!("{}{number}年", era.name()),
        None => format!("{year}年"),
    }
}

/// 来なかった年: the years of a text that its era never reached, as written and as they are read.
///
/// A plan of 2016 may look ahead to 平成40年度: that is how one wrote 2028 before 令和 was named, and no mistake.
/// ```
/// let read = plan::era::never_came("平成31年度から平成40年度まで");
/// assert_eq!(read, [("平成40年度".to_owned(), "令和10年度".to_owned())]);
/// ```
pub fn never_came(text: &str) -> Vec<(String, String)> {
    let key = crate::key::key(text);
    let mut before = ' ';
    let places = key.char_indices().filter(|(_, c)| {
        let begins = !before.is_ascii_alphanumeric();
        before = *c;
        begins
    });
    places.filter_map(|(at, _)| overrun(&key[at..])).collect()
}

/// The year at the start of a key, if its era had ended before it.
fn overrun(key: &str) -> Option<(String, String)> {
    let (era, rest) = Era::at_start(key)?;
    let rest = rest.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year = era.gregorian(rest[..digits].parse().ok()?)?;
    let next = Era::ALL.into_iter().rev().find(|it| *it > era)?;
    let after = rest[digits..].trim_start();
    let tail = ["年度", "年"].into_iter().find(|tail| after.starts_with(tail));
    let alone = after.is_empty();
    if year <= next.began().year() || !(alone || tail.is_some()) {
        return None;
    }
    let tail = tail.unwrap_or_default();
    let written = &key[..key.len() - after.len() + tail.len()];
    let read = year_name(year);
    let read = if tail == "年" { read } else { format!("{read}度") };
    Some((written.to_owned(), read))
}

/// Bare digits (`3決算額`, `29決算額`): the reading that lies nearest to the document's own year, within ten years.
/// ```
/// assert_eq!(plan::era::nearest(3, 2023), Some(2021));
/// assert_eq!(plan::era::nearest(29, 2019), Some(2017));
/// assert_eq!(plan::era::nearest(27, 2050), Some(2045));
/// ```
pub fn nearest(number: i16, document: i16) -> Option<i16> {
    let years = Era::ALL.into_iter().filter_map(|era| era.gregorian(number));
    let distance = |year: &i16| i32::from(*year).abs_diff(i32::from(document));
    years.filter(|year| distance(year) <= 10).min_by_key(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_change_era_on_the_day() {
        let check = |y, m, d, expected: &str| assert_eq!(day_name(date(y, m, d)), expected);
        check(1989, 1, 7, "昭和64年1月7日");
        check(1989, 1, 8, "平成元年1月8日");
        check(1926, 12, 24, "大正15年12月24日");
        check(1926, 12, 25, "昭和元年12月25日");
        check(1912, 7, 29, "明治45年7月29日");
        check(1912, 7, 30, "大正元年7月30日");
        check(1850, 1, 1, "1850年1月1日");
    }

    #[test]
    fn a_year_beyond_the_end_of_its_era_is_named_as_it_is_read() {
        let read = |text: &str| {
            let years = never_came(text).into_iter().map(|(written, read)| format!("{written}={read}"));
            years.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(read("平成４０年度末までに60％"), "平成40年度=令和10年度");
        assert_eq!(read("H40"), "H40=令和10年度");
        assert_eq!(read("昭和65年3月と昭和64年1月"), "昭和65年=平成2年");
        for real in
            ["平成31年度", "平成元年度", "令和40年度", "昭和64年", "H40-12型", "CH40年", "平成の40年", ""]
        {
            assert_eq!(read(real), "", "{real}");
        }
    }

    #[test]
    fn years_are_read_by_arithmetic() {
        assert_eq!(Era::Heisei.gregorian(35), Some(2023));
        assert_eq!(Era::Showa.gregorian(63), Some(1988));
        assert_eq!(Era::Reiwa.gregorian(0), None);
        assert_eq!(Era::Reiwa.gregorian(100), None);
        assert_eq!(Era::Reiwa.number(2018), None);
        assert_eq!(year_name(2019), "令和元年");
        assert_eq!(year_name(1988), "昭和63年");
        assert_eq!(nearest(50, 2023), None);
        assert_eq!(nearest(0, i16::MAX), None);
        assert_eq!(nearest(5, i16::MIN), None);
    }
}
