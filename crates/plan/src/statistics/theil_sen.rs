//! 傾向: the slope of a short series by ranks, so that one odd year does not turn it.

use rust_decimal::Decimal;

/// A slope a year, with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slope {
    /// The median of the slopes between any two years.
    pub median: Decimal,
    /// The lower end.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
}

/// Fewer points than this have no interval at the level asked for.
pub const FEWEST: usize = 4;

/// What part of the ways to rank a series without a trend the interval must cover.
///
/// Nine in ten, not nineteen in twenty: of four points the widest interval there is covers 22 of the 24 ways to rank them.
const COVERED: f64 = 0.9;

/// The Theil–Sen slope and its rank interval; none for fewer than four points, and where decimals cannot hold a difference.
///
/// Source: P. K. Sen, *Estimates of the regression coefficient based on Kendall's tau*, JASA 63 (1968), 1379–1389: the interval
/// leaves out as many of the smallest and of the largest slopes as Kendall's statistic allows. Its distribution is taken
/// exactly (it is that of the inversions of a random order), for series are far too short for a normal one.
pub fn slope(points: &[(i16, Decimal)]) -> Option<Slope> {
    if points.len() < FEWEST {
        return None;
    }
    let mut slopes = Vec::with_capacity(points.len() * (points.len() - 1) / 2);
    for (index, (year, value)) in points.iter().enumerate() {
        for (later, then) in &points[index + 1..] {
            let years = Decimal::from(i32::from(*later) - i32::from(*year));
            slopes.push(then.checked_sub(*value)?.checked_div(years)?);
        }
    }
    slopes.sort_unstable();
    let left_out = left_out(points.len());
    let (low, high) = (*slopes.get(left_out)?, *slopes.get(slopes.len() - 1 - left_out)?);
    Some(Slope { median: median(&slopes)?, low, high })
}

/// The middle of a sorted list.
fn median(sorted: &[Decimal]) -> Option<Decimal> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    // Half of each, for their sum might be too large to hold.
    (lower / Decimal::TWO).checked_add(upper / Decimal::TWO)
}

/// How many slopes may be left out on either side so that the interval still covers enough of the orders of `points` values.
fn left_out(points: usize) -> usize {
    let (mut below, mut count) = (0.0, 0);
    for chance in inversions(points) {
        below += chance;
        if 1.0 - 2.0 * below < COVERED {
            break;
        }
        count += 1;
    }
    // The first is left out only where leaving out none would cover more than enough.
    count - usize::from(count > 0)
}

/// What part of all orders of `points` values has 0, 1, 2 … inversions.
fn inversions(points: usize) -> Vec<f64> {
    let mut parts = vec![1.0];
    for size in 2..=points {
        let mut next = vec![0.0; parts.len() + size - 1];
        for (at, part) in parts.iter().enumerate() {
            for shift in 0..size {
                next[at + shift] += part / size as f64;
            }
        }
        parts = next;
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn series(values: &[i64]) -> Vec<(i16, Decimal)> {
        (2016_i16..).zip(values.iter().map(|it| Decimal::from(*it))).collect()
    }

    #[test]
    fn the_interval_leaves_out_as_many_slopes_as_kendalls_table_allows() {
        // The usual table of Kendall's S for 5 % on one side, n = 4 … 10; of n(n−1)/2 slopes (n(n−1)/2 − S)/2 are left out.
        let table = [6, 8, 11, 13, 16, 18, 21];
        for (points, s) in (4..).zip(table) {
            assert_eq!(left_out(points), (points * (points - 1) / 2 - s) / 2, "{points} points");
        }
        let total: f64 = inversions(7).iter().sum();
        assert!((total - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_straight_line_has_its_own_slope_and_no_width() {
        let found = slope(&series(&[10, 13, 16, 19])).unwrap();
        assert_eq!(found, Slope { median: 3.into(), low: 3.into(), high: 3.into() });
        assert_eq!(slope(&series(&[10, 13, 16])), None, "three points are too few");
    }

    #[test]
    fn one_odd_year_does_not_turn_the_slope() {
        let steady = slope(&series(&[10, 12, 14, 16, 18, 20, 22])).unwrap();
        let odd = slope(&series(&[10, 12, 14, 90, 18, 20, 22])).unwrap();
        assert_eq!(steady.median, odd.median);
    }

    #[test]
    fn gaps_count_their_years() {
        let found =
            slope(&[(2016, 10.into()), (2018, 14.into()), (2020, 18.into()), (2025, 28.into())]).unwrap();
        assert_eq!(found.median, 2.into());
    }

    proptest! {
        #[test]
        fn shifting_leaves_the_slope_and_scaling_scales_it(
            values in prop::collection::vec(-10_000_i64..10_000, 4..12), shift in -1_000_i64..1_000, scale in 1_i64..50,
        ) {
            let plain = slope(&series(&values)).unwrap();
            let shifted: Vec<i64> = values.iter().map(|it| it + shift).collect();
            prop_assert_eq!(slope(&series(&shifted)).unwrap(), plain);
            let scaled: Vec<i64> = values.iter().map(|it| it * scale).collect();
            let found = slope(&series(&scaled)).unwrap();
            let near = |a: Decimal, b: Decimal| (a - b * Decimal::from(scale)).abs() < Decimal::new(1, 15);
            prop_assert!(near(found.median, plain.median) && near(found.low, plain.low) && near(found.high, plain.high));
        }

        #[test]
        fn a_straight_line_on_top_adds_its_slope_and_the_calendar_does_not_matter(
            values in prop::collection::vec(-10_000_i64..10_000, 4..12), rise in -1_000_i64..1_000, later in -50_i16..50,
        ) {
            let plain = slope(&series(&values)).unwrap();
            let risen: Vec<i64> = (0..).zip(&values).map(|(at, it)| it + at * rise).collect();
            let found = slope(&series(&risen)).unwrap();
            let near = |a: Decimal, b: Decimal| (a - b - Decimal::from(rise)).abs() < Decimal::new(1, 15);
            prop_assert!(near(found.median, plain.median) && near(found.low, plain.low) && near(found.high, plain.high));
            let moved: Vec<_> = series(&values).into_iter().map(|(year, it)| (year + later, it)).collect();
            prop_assert_eq!(slope(&moved).unwrap(), plain);
        }

        #[test]
        fn turning_the_series_upside_down_turns_the_slope(values in prop::collection::vec(-10_000_i64..10_000, 4..12)) {
            let plain = slope(&series(&values)).unwrap();
            let turned: Vec<i64> = values.iter().map(|it| -it).collect();
            let found = slope(&series(&turned)).unwrap();
            prop_assert_eq!((found.median, found.low, found.high), (-plain.median, -plain.high, -plain.low));
            prop_assert!(plain.low <= plain.median && plain.median <= plain.high);
        }

        #[test]
        fn an_outlier_moves_the_slope_no_further_than_to_another_slope_of_the_rest(
            values in prop::collection::vec(-100_i64..100, 8..12), at in 0_usize..8, odd in -1_000_000_i64..1_000_000,
        ) {
            let mut changed = values.clone();
            changed[at] = odd;
            let rest: Vec<_> = series(&values).into_iter().enumerate().filter(|it| it.0 != at).map(|it| it.1).collect();
            let steps: Vec<Decimal> = (0..rest.len())
                .flat_map(|i| (i + 1..rest.len()).map(move |j| (i, j)))
                .map(|(i, j)| (rest[j].1 - rest[i].1) / Decimal::from(rest[j].0 - rest[i].0))
                .collect();
            let found = slope(&series(&changed)).unwrap().median;
            prop_assert!(found >= *steps.iter().min().unwrap() && found <= *steps.iter().max().unwrap());
        }

        #[test]
        fn no_figures_make_it_panic(values in prop::collection::vec((any::<i128>(), 0_u32..=28), 0..12)) {
            let points: Vec<_> = (2016_i16..)
                .zip(values.into_iter().map(|(it, scale)| Decimal::from_i128_with_scale(it >> 32, scale)))
                .collect();
            let _ = slope(&points);
        }
    }
}
