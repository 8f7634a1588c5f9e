use proptest::prelude::*;

use super::*;
use crate::condition::Condition;
use crate::sketch::{Sketch, number};

fn rising() -> Sketch {
    Sketch::new("%", Direction::Up).baseline(2020, "50").aim(2025, "60%以上")
}

fn path(it: &Sketch, year: i16) -> Option<Decimal> {
    Path::of(&it.indicator, &it.series())?.at(FiscalYear::new(year))
}

fn made(it: &Sketch, year: i16) -> Result<Progress, NoProgress> {
    progress(&it.indicator, &it.series(), FiscalYear::new(year))
}

#[test]
fn the_path_is_straight_between_stated_figures_and_takes_them_as_they_stand() {
    assert_eq!(path(&rising(), 2022), Some(number("54.0")));
    let stated = rising().aim(2022, "51%以上");
    assert_eq!(path(&stated, 2021), Some(number("50.5")));
    assert_eq!(path(&stated, 2022), Some(number("51")));
    assert_eq!(path(&stated, 2024), Some(number("57.0")));
    assert_eq!(path(&stated, 2019), None, "before it begins");
    assert_eq!(path(&stated, 2026), None, "after it ends");
}

#[test]
fn no_path_leads_across_a_break() {
    let broken = rising().broken(2023);
    assert_eq!(path(&broken, 2022), None);
    assert_eq!(path(&broken, 2025), Some(number("60")), "what was stated stands");
    assert_eq!(made(&broken.from(2024, "57"), 2024), Err(NoProgress::Broken));
}

#[test]
fn progress_is_the_way_covered_beside_the_way_planned() {
    let half = made(&rising().from(2022, "55"), 2022).unwrap();
    assert_eq!((half.covered, half.expected), (number("0.5"), Some(number("0.4"))));
    let falling =
        Sketch::new("件", Direction::Down).baseline(2020, "100").aim(2025, "50件以下").from(2024, "60");
    let found = made(&falling, 2024).unwrap();
    assert_eq!((found.covered, found.expected), (number("0.8"), Some(number("0.8"))));
    let worse = made(&rising().from(2022, "45"), 2022).unwrap();
    assert_eq!(worse.covered, number("-0.5"));
}

#[test]
fn where_there_is_no_way_it_says_why() {
    let none = Sketch::new("%", Direction::Up).from(2022, "55");
    assert_eq!(made(&none, 2022), Err(NoProgress::NoBaseline));
    assert_eq!(made(&none, 2023), Err(NoProgress::NoFigure));
    let aimless = Sketch::new("%", Direction::Up).from(2022, "55").baseline(2020, "50");
    assert_eq!(made(&aimless, 2022), Err(NoProgress::NoTarget));
    let words = Sketch::new("%", Direction::Up).from(2022, "55").baseline(2020, "50").aim(2025, "全校で実施");
    assert_eq!(made(&words, 2022), Err(NoProgress::NoTarget));
    let same = Sketch::new("%", Direction::Up).from(2022, "55").baseline(2020, "60").aim(2025, "60%以上");
    assert_eq!(made(&same, 2022), Err(NoProgress::NoWay));
    let eased = Sketch::new("%", Direction::Up).from(2022, "55").baseline(2020, "60").aim(2025, "55%以上");
    assert_eq!(made(&eased, 2022), Err(NoProgress::Backwards));
    let held = Sketch::new("点", Direction::Hold).from(2022, "5").baseline(2020, "5").aim(2025, "6以上");
    assert_eq!(made(&held, 2022), Err(NoProgress::Held));
}

proptest! {
    #[test]
    fn a_falling_indicator_is_a_rising_one_upside_down(
        start in -1_000_i64..1_000, way in 1_i64..1_000, at in -2_000_i64..2_000, year in 2021_i16..=2025,
    ) {
        let sketch = |direction, sign: i64, condition: fn(Decimal) -> Condition| {
            Sketch::new("件", direction)
                .baseline(2020, &(start * sign).to_string())
                .aim(2025, "1件以上")
                .retarget(&condition(((start + way) * sign).into()))
                .from(year, &(at * sign).to_string())
        };
        let up = sketch(Direction::Up, 1, Condition::AtLeast);
        let down = sketch(Direction::Down, -1, Condition::AtMost);
        prop_assert_eq!(
            made(&up, year).map(|it| (it.covered, it.expected)),
            made(&down, year).map(|it| (it.covered, it.expected))
        );
    }

    #[test]
    fn the_path_never_leaves_the_figures_beside_the_year(
        start in -1_000_i64..1_000, middle in -1_000_i64..1_000, goal in -1_000_i64..1_000, year in 2020_i16..=2030,
    ) {
        let it = Sketch::new("件", Direction::Up)
            .baseline(2020, &start.to_string())
            .aim_at(2025, Condition::AtLeast(middle.into()))
            .aim_at(2030, Condition::AtLeast(goal.into()));
        let (from, to) = if year <= 2025 { (start, middle) } else { (middle, goal) };
        let at = path(&it, year).unwrap();
        prop_assert!(Decimal::from(from.min(to)) <= at && at <= Decimal::from(from.max(to)), "{at} in {year}");
    }

    #[test]
    fn a_better_figure_covers_no_less_and_a_later_year_of_a_straight_path_expects_no_less(
        start in -1_000_i64..1_000, way in 1_i64..1_000, one in -2_000_i64..2_000, other in -2_000_i64..2_000, year in 2021_i16..2025,
    ) {
        let sketch = |year: i16, at: i64| {
            Sketch::new("件", Direction::Up)
                .baseline(2020, &start.to_string())
                .aim(2025, "1件以上")
                .retarget(&Condition::AtLeast((start + way).into()))
                .from(year, &at.to_string())
        };
        let (worse, better) =
            (made(&sketch(year, one.min(other)), year).unwrap(), made(&sketch(year, one.max(other)), year).unwrap());
        prop_assert!(worse.covered <= better.covered);
        prop_assert_eq!(better.covered >= Decimal::ONE, one.max(other) >= start + way, "1 is the goal itself");
        let next = made(&sketch(year + 1, one), year + 1).unwrap();
        prop_assert!(worse.expected.unwrap() < next.expected.unwrap());
        prop_assert!((Decimal::ZERO..=Decimal::ONE).contains(&next.expected.unwrap()));
    }

    #[test]
    fn no_figures_make_it_panic(start in any::<i128>(), goal in any::<i128>(), at in any::<i128>(), scale in 0_u32..=28) {
        let text = |it: i128| Decimal::from_i128_with_scale(it >> 32, scale).to_string();
        let it = Sketch::new("件", Direction::Up).baseline(2020, &text(start)).from(2022, &text(at)).aim(2025, "1件以上");
        let it = it.retarget(&Condition::AtLeast(number(&text(goal))));
        let _ = (path(&it, 2022), made(&it, 2022));
    }
}
