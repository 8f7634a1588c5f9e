use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::*;

/// The holidays of a year as 「1/1元日」, in order.
fn holidays(year: i16) -> Vec<String> {
    days(year)
        .filter_map(|day| Some(format!("{}/{}{}", day.month(), day.day(), holiday(day)?.name().0)))
        .collect()
}

fn days(year: i16) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(date(year, 1, 1)), |day| day.tomorrow().ok())
        .take_while(move |day| day.year() == year)
}

fn name(year: i16, month: i8, day: i8) -> Option<&'static str> {
    holiday(date(year, month, day)).map(|it| it.name().0)
}

#[test]
fn the_law_begins_in_the_autumn_of_1948() {
    assert_eq!(holidays(1947), Vec::<String>::new());
    assert_eq!(holidays(1948), ["9/23秋分の日", "11/3文化の日", "11/23勤労感謝の日"]);
    assert_eq!(holidays(1949).len(), 9);
}

#[test]
fn the_year_of_the_accession_has_ten_days_off_in_a_row() {
    let spring: Vec<_> = holidays(2019).into_iter().filter(|it| it.starts_with(['4', '5'])).collect();
    let expected = [
        "4/29昭和の日",
        "4/30国民の休日",
        "5/1天皇の即位の日",
        "5/2国民の休日",
        "5/3憲法記念日",
        "5/4みどりの日",
    ];
    assert_eq!(spring[..6], expected);
    assert_eq!(spring[6..], ["5/5こどもの日", "5/6振替休日"]);
    assert_eq!(name(2019, 10, 22), Some("即位礼正殿の儀の行われる日"));
    assert_eq!(between(date(2019, 4, 26), date(2019, 5, 7)), 1);
    assert!(!holidays(2019).iter().any(|it| it.contains("天皇誕生日")), "no birthday between two reigns");
}

#[test]
fn the_games_moved_three_days_in_2020_and_in_2021() {
    let summer = |year| -> Vec<String> {
        holidays(year).into_iter().filter(|it| it.starts_with("7/") || it.starts_with("8/")).collect()
    };
    assert_eq!(summer(2020), ["7/23海の日", "7/24スポーツの日", "8/10山の日"]);
    assert_eq!(summer(2021), ["7/22海の日", "7/23スポーツの日", "8/8山の日", "8/9振替休日"]);
    assert_eq!(summer(2022), ["7/18海の日", "8/11山の日"]);
    for year in [2020, 2021] {
        assert!(!holidays(year).iter().any(|it| it.starts_with("10/")), "{year}: October has none");
    }
}

#[test]
fn days_of_one_year_only() {
    assert_eq!(name(1959, 4, 10), Some("皇太子明仁親王の結婚の儀"));
    assert_eq!(name(1989, 2, 24), Some("昭和天皇の大喪の礼"));
    assert_eq!(name(1990, 11, 12), Some("即位礼正殿の儀"));
    assert_eq!(name(1993, 6, 9), Some("皇太子徳仁親王の結婚の儀"));
    for (year, month, day) in [(1960, 4, 10), (1990, 2, 24), (1991, 11, 12), (1994, 6, 9), (2020, 5, 1)] {
        assert_eq!(name(year, month, day), None);
    }
}

#[test]
fn the_birthday_of_the_emperor_moves_with_the_reign() {
    let birthdays = |year| -> Vec<String> {
        holidays(year).into_iter().filter(|it| it.contains("天皇誕生日")).collect()
    };
    assert_eq!(birthdays(1988), ["4/29天皇誕生日"]);
    assert_eq!(birthdays(1989), ["12/23天皇誕生日"]);
    assert_eq!(birthdays(2018), ["12/23天皇誕生日"]);
    assert_eq!(birthdays(2020), ["2/23天皇誕生日"]);
    assert_eq!(name(1989, 4, 29), Some("みどりの日"));
    assert_eq!(name(2006, 5, 4), Some("国民の休日"));
    assert_eq!((name(2007, 4, 29), name(2007, 5, 4)), (Some("昭和の日"), Some("みどりの日")));
}

#[test]
fn a_holiday_on_a_sunday_moves_since_1973() {
    assert_eq!(name(1973, 2, 12), None, "the rule came in April");
    assert_eq!(name(1973, 4, 30), Some("振替休日"), "the first of all");
    assert_eq!(
        name(2009, 5, 6),
        Some("振替休日"),
        "the third of May was a Sunday, the fourth and fifth holidays"
    );
    assert_eq!(name(2008, 5, 6), Some("振替休日"));
    assert_eq!(
        (name(1987, 5, 4), name(1987, 5, 6)),
        (Some("振替休日"), None),
        "it did not go past others yet"
    );
}

#[test]
fn a_day_between_two_holidays_is_one_since_1986() {
    assert_eq!(name(1985, 5, 4), None);
    assert_eq!(name(1986, 5, 4), None, "a Sunday");
    assert_eq!(name(1988, 5, 4), Some("国民の休日"));
    for year in [2009, 2015, 2026, 2032] {
        assert!(
            holidays(year).iter().any(|it| it.starts_with("9/2") && it.ends_with("国民の休日")),
            "{year}"
        );
    }
}

#[test]
fn equinoxes_are_those_that_were_announced() {
    for (year, spring, autumn) in [
        (1979, 21, 24),
        (1980, 20, 23),
        (2011, 21, 23),
        (2012, 20, 22),
        (2024, 20, 22),
        (2026, 20, 23),
        (2027, 21, 23),
    ] {
        assert_eq!(
            (name(year, 3, spring), name(year, 9, autumn)),
            (Some("春分の日"), Some("秋分の日")),
            "{year}"
        );
    }
    assert!(holidays(2151).iter().all(|it| !it.contains("分の日")), "not known so far ahead");
}

#[test]
fn offices_close_at_the_turn_of_the_year() {
    assert_eq!(closed(date(2025, 12, 26)), None);
    assert_eq!(closed(date(2025, 12, 30)), Some(Closed::YearEnd));
    assert_eq!(closed(date(2026, 1, 2)).map(|it| it.name().0), Some("年末年始"));
    assert_eq!(after(date(2025, 12, 26), 1), date(2026, 1, 5));
    assert_eq!(before(date(2026, 1, 5), 1), date(2025, 12, 26));
    assert_eq!(on_or_before(date(2026, 5, 6)), date(2026, 5, 1));
    assert_eq!(between(date(2026, 1, 5), date(2025, 12, 26)), -1);
}

#[test]
fn the_ends_of_the_calendar_do_not_hang() {
    let _ = (on_or_after(Date::MAX), on_or_before(Date::MIN), after(Date::MAX, 3), before(Date::MIN, 3));
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i32..74_000).prop_map(|days| date(1948, 1, 1) + days.days())
}

proptest! {
    #[test]
    fn no_holiday_on_a_sunday_is_lost(day in any_day()) {
        let moves = day >= date(1973, 4, 12) && day.weekday() == Weekday::Sunday;
        if moves && holiday(day).is_some_and(|it| it.name().0 != "国民の休日") {
            let mut next = day.tomorrow().unwrap();
            while day.year() >= 2007 && holiday(next).is_some_and(|it| it.name().0 != "振替休日") {
                next = next.tomorrow().unwrap();
            }
            prop_assert!(holiday(next).is_some(), "{day} falls on a Sunday and {next} is no holiday");
        }
    }

    #[test]
    fn a_substitute_is_never_a_sunday_and_stands_for_one(day in any_day()) {
        if holiday(day).is_some_and(|it| it.name().0 == "振替休日") {
            prop_assert!(day.weekday() != Weekday::Sunday);
            let mut before = day.yesterday().unwrap();
            while before.weekday() != Weekday::Sunday {
                prop_assert!(holiday(before).is_some());
                before = before.yesterday().unwrap();
            }
            prop_assert!(holiday(before).is_some());
        }
    }

    #[test]
    fn no_weekday_lies_between_two_holidays_of_the_law(day in any_day()) {
        let own = |day| holiday(day).is_some_and(|it| !["振替休日", "国民の休日"].contains(&it.name().0));
        if day >= date(1985, 12, 27) && own(day.yesterday().unwrap()) && own(day.tomorrow().unwrap()) {
            prop_assert!(closed(day).is_some());
        }
    }

    #[test]
    fn counting_forth_and_back_and_between_agree(day in any_day(), count in 0u32..40) {
        let later = after(day, count);
        prop_assert_eq!(between(day, later), i64::from(count));
        prop_assert!(count == 0 || is_working_day(later));
        prop_assert_eq!(between(later, day), -i64::from(count));
        if is_working_day(day) {
            prop_assert_eq!(before(later, count), day);
        }
    }

    #[test]
    fn the_nearest_working_day_is_one_and_none_lies_between(day in any_day()) {
        let (next, last) = (on_or_after(day), on_or_before(day));
        prop_assert!(is_working_day(next) && is_working_day(last) && last <= day && day <= next);
        prop_assert_eq!(between(last, next), i64::from(last != next));
        prop_assert!(next.duration_since(last).as_hours() <= 24 * 13);
    }
}
