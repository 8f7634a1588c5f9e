use proptest::prelude::*;

use super::*;
use crate::indicator::Direction;
use crate::sketch::{Sketch, number};

fn found(it: &Sketch) -> Result<Outlook, NoOutlook> {
    outlook(&it.indicator, &it.series(), None)
}

fn prospect(it: &Sketch) -> Prospect {
    found(it).unwrap().prospect
}

fn rate(figures: &str) -> Sketch {
    Sketch::new("%", Direction::Up).from(2020, figures)
}

#[test]
fn a_rise_that_gets_there_is_on_course_a_slow_one_behind_a_fall_away() {
    assert_eq!(prospect(&rate("50 51 52 53 54").aim(2026, "55%以上")), Prospect::OnCourse);
    assert_eq!(prospect(&rate("50 51 52 53 54").aim(2026, "58%以上")), Prospect::Behind);
    assert_eq!(prospect(&rate("54 53 52 51 50").aim(2026, "58%以上")), Prospect::Away);
    assert_eq!(prospect(&rate("50 54 51 53 50").aim(2026, "58%以上")), Prospect::Behind, "no clear trend");
    assert_eq!(
        prospect(&rate("64 63 62 61 60").aim(2026, "60%以上")),
        Prospect::Away,
        "reached, but being lost"
    );
    assert_eq!(
        prospect(&rate("70 69 68 67 66").aim(2026, "60%以上")),
        Prospect::OnCourse,
        "falling, but far above"
    );
}

#[test]
fn fewer_is_better_and_ranges_are_judged_by_their_own_condition() {
    let fewer = |figures| Sketch::new("件", Direction::Down).from(2020, figures).aim(2026, "30件以下");
    assert_eq!(prospect(&fewer("40 38 36 34 31")), Prospect::OnCourse);
    assert_eq!(prospect(&fewer("31 33 35 36 40")), Prospect::Away);
    let range = |figures| Sketch::new("%", Direction::Within).from(2020, figures).aim(2026, "10～15%");
    assert_eq!(prospect(&range("11 12 13 12 13")), Prospect::OnCourse);
    assert_eq!(prospect(&range("12 13 15 17 18")), Prospect::Away);
    assert_eq!(prospect(&range("20 19 18 18 17")), Prospect::Behind);
}

#[test]
fn what_is_to_be_held_is_foreseen_as_the_rule_calls_it_held() {
    let trips = |figures| Sketch::new("便", Direction::Hold).from(2020, figures).aim(2026, "284便");
    let of = |it: &Sketch, hold| outlook(&it.indicator, &it.series(), hold).map(|it| it.prospect);
    let (more, fewer) = (trips("284 286 288 290 292"), trips("292 290 288 286 284"));
    assert_eq!(of(&more, None), Err(NoOutlook::CannotTell));
    assert_eq!(of(&more, Some(Hold::AtLeast)), Ok(Prospect::OnCourse));
    assert_eq!(of(&more, Some(Hold::AtMost)), Ok(Prospect::Away));
    assert_eq!(of(&fewer, Some(Hold::AtLeast)), Ok(Prospect::Away));
    assert_eq!(of(&fewer, Some(Hold::AtMost)), Ok(Prospect::OnCourse));
}

#[test]
fn it_is_firm_where_the_whole_range_says_the_same() {
    assert!(found(&rate("50 51 50 51 50").aim(2026, "20%以上")).unwrap().firm);
    assert!(!found(&rate("50 51 50 51 50").aim(2026, "50%以上")).unwrap().firm);
}

#[test]
fn the_newest_figure_goes_on_at_half_the_pace_within_the_largest_step() {
    let found = found(&rate("50.0 51.0 52.0 53.0 55.0").aim(2026, "58%以上")).unwrap();
    assert_eq!(found.forecast, Forecast { value: number("56.0"), low: number("52.0"), high: number("60.0") });
    assert_eq!((found.points, found.newest.year(), found.year.year()), (5, 2024, 2026));
}

#[test]
fn a_total_never_goes_back_and_keeps_its_pace() {
    let mut total = Sketch::new("棟", Direction::Up).from(2020, "0 2 4 7 9").aim(2026, "13棟以上");
    total.indicator.window = Window::Cumulative;
    let found = found(&total).unwrap();
    assert_eq!(found.prospect, Prospect::OnCourse);
    assert_eq!(found.forecast, Forecast { value: number("14"), low: number("13"), high: number("15") });
}

#[test]
fn a_forecast_stays_where_figures_can_be() {
    let high = found(&rate("96 97 98 99 99").aim(2026, "100%以上")).unwrap();
    assert_eq!(high.forecast.high, number("100"));
    let few = Sketch::new("人", Direction::Down).from(2020, "38 20 9 4 1").aim(2026, "0人");
    assert_eq!(found(&few).unwrap().forecast.low, number("0"));
}

#[test]
fn where_there_is_no_outlook_it_says_why() {
    assert_eq!(found(&rate("50 51 52 53")), Err(NoOutlook::NoTarget));
    assert_eq!(found(&Sketch::new("%", Direction::Up).aim(2026, "50%以上")), Err(NoOutlook::NotMeasured));
    let year = FiscalYear::new(2023);
    assert_eq!(found(&rate("50 51 52 53").aim(2023, "50%以上")), Err(NoOutlook::Over { year }));
    assert_eq!(found(&rate("50 51 52").aim(2025, "50%以上")), Err(NoOutlook::TooFew { points: 3 }));
    assert_eq!(found(&rate("50 51 52 53").aim(2025, "全校で実施")), Err(NoOutlook::CannotTell));
    let since = FiscalYear::new(2022);
    let broken = rate("50 51 52 53").broken(2022).aim(2025, "60%以上");
    assert_eq!(found(&broken), Err(NoOutlook::Broken { since, points: 2 }));
    let far = rate("50 51 52 53").aim(2030, "60%以上");
    assert_eq!(found(&far), Err(NoOutlook::TooFar { years: 7, points: 4 }));
}

proptest! {
    #[test]
    fn turning_everything_upside_down_changes_no_standing(
        values in prop::collection::vec(-500_i64..500, 4..9), target in -600_i64..600, ahead in 1_i16..4,
    ) {
        let sketch = |direction, sign: i64, condition: fn(Decimal) -> Condition| {
            let figures: Vec<String> = values.iter().map(|it| (it * sign).to_string()).collect();
            let year = 2015 + i16::try_from(values.len()).unwrap() - 1 + ahead;
            let it = Sketch::new("人", direction).from(2015, &figures.join(" ")).aim(year, "1人");
            it.retarget(&condition((target * sign).into()))
        };
        // Counts that are never negative stay so; their mirror image has no such floor.
        prop_assume!(values.iter().any(|it| *it < 0) && values.iter().any(|it| *it > 0));
        let up = found(&sketch(Direction::Up, 1, Condition::AtLeast));
        let down = found(&sketch(Direction::Down, -1, Condition::AtMost));
        prop_assert_eq!(up.map(|it| (it.prospect, it.firm, it.forecast.value)), down.map(|it| (it.prospect, it.firm, -it.forecast.value)));
    }

    #[test]
    fn the_range_holds_the_forecast_and_grows_with_the_years(values in prop::collection::vec(-500_i64..500, 4..9)) {
        let figures: Vec<String> = values.iter().map(i64::to_string).collect();
        let mut width = number("0");
        for ahead in 1..=4 {
            let year = 2015 + i16::try_from(values.len()).unwrap() - 1 + ahead;
            let it = found(&Sketch::new("人", Direction::Up).from(2015, &figures.join(" ")).aim(year, "1人以上")).unwrap().forecast;
            prop_assert!(it.low <= it.value && it.value <= it.high);
            if values.iter().any(|it| *it < 0) {
                prop_assert!(it.high - it.low >= width);
                width = it.high - it.low;
            }
        }
    }

    #[test]
    fn no_figures_make_it_panic(values in prop::collection::vec((any::<i128>(), 0_u32..=28), 0..9), window in any::<bool>()) {
        let text = |(it, scale): &(i128, u32)| Decimal::from_i128_with_scale(it >> 32, *scale).to_string();
        let figures: Vec<String> = values.iter().map(text).collect();
        let mut it = rate(&figures.join(" ")).aim(2030, "50%以上");
        it.indicator.window = if window { Window::Cumulative } else { Window::Yearly };
        let _ = (found(&it), crate::trend::trend(&it.indicator, &it.series()));
    }
}
