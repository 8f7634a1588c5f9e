use super::*;
use crate::indicator::Direction;
use crate::sketch::{Sketch, number};

fn found(it: &Sketch) -> Result<Trend, NoTrend> {
    trend(&it.indicator, &it.series())
}

fn rate() -> Sketch {
    Sketch::new("%", Direction::Up)
}

#[test]
fn a_steady_rise_is_a_rise_and_a_see_saw_is_unclear() {
    let rise = found(&rate().from(2019, "50.0 51.0 52.5 53.0 54.5 55.0")).unwrap();
    assert_eq!((rise.course(), rise.points, rise.per_year), (Course::Rising, 6, number("1.00")));
    assert!(rise.is_worded());
    let fall = found(&rate().from(2019, "55 54 53 52 50 50")).unwrap();
    assert_eq!(fall.course(), Course::Falling);
    let see_saw = found(&rate().from(2019, "50 55 51 54 50 53")).unwrap();
    assert_eq!(see_saw.course(), Course::Unclear);
}

#[test]
fn four_years_have_a_slope_but_no_word_for_it_and_three_have_neither() {
    assert!(!found(&rate().from(2021, "50 51 52 53")).unwrap().is_worded());
    assert_eq!(found(&rate().from(2021, "50 51 52")), Err(NoTrend::TooFew { points: 3 }));
    assert_eq!(found(&rate().from(2021, "50 - 52 - 53")), Err(NoTrend::TooFew { points: 3 }));
    assert_eq!(found(&rate()), Err(NoTrend::TooFew { points: 0 }));
}

#[test]
fn years_before_a_break_are_not_looked_at() {
    let broken = rate().from(2016, "10 11 12 13 14 60 61 62 63").broken(2021);
    assert_eq!(found(&broken).unwrap().first, FiscalYear::new(2021));
    let young = rate().from(2016, "10 11 12 13 14 60 61").broken(2021);
    assert_eq!(found(&young), Err(NoTrend::Broken { since: FiscalYear::new(2021), points: 2 }));
    let to_come = rate().from(2016, "10 11 12 13 14").broken(2024);
    assert_eq!(found(&to_come).unwrap().points, 5, "a break that is still ahead breaks nothing");
}

#[test]
fn the_baseline_is_a_point_where_the_records_begin_after_it() {
    let with = rate().from(2021, "51 52 53").baseline(2020, "50");
    assert_eq!(found(&with).unwrap().points, 4);
    let known = rate().from(2020, "50 51 52 53").baseline(2020, "50");
    assert_eq!(found(&known).unwrap().points, 4, "a year counts once");
    let broken = rate().from(2021, "51 52 53").baseline(2020, "50").broken(2021);
    assert_eq!(found(&broken), Err(NoTrend::Broken { since: FiscalYear::new(2021), points: 3 }));
}

#[test]
fn what_is_only_expected_was_not_measured_and_totals_have_no_trend() {
    assert_eq!(found(&rate().from(2021, "50 51 52 (53)")), Err(NoTrend::TooFew { points: 3 }));
    let mut total = rate().from(2019, "1 2 3 4 5 6");
    total.indicator.window = Window::Cumulative;
    assert_eq!(found(&total), Err(NoTrend::Cumulative));
}

#[test]
fn only_the_last_ten_years_count() {
    let long = rate().from(2005, "90 80 70 60 50 40 30 20 10 0 1 2 3 4 5 6 7 8 9 10");
    let found = found(&long).unwrap();
    assert_eq!((found.points, found.course()), (10, Course::Rising));
}
