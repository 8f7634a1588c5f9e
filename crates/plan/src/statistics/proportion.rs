//! 割合の誤差: how far the share in a sample may be from the share in its population.

/// The point of the normal distribution that leaves 2.5 % on either side, with the two digits that published error tables use.
pub const Z: f64 = 1.96;

/// 標本誤差 as cities print it in their error tables: `1.96·√(p(1−p)/n)`, as a share.
///
/// Only for comparing with such tables. It fails near 0 and 1, where it is far too narrow: pages show [`wilson`].
/// ```
/// use plan::statistics::proportion::simple_margin;
/// assert_eq!(format!("{:.3}", simple_margin(0.5, 1_000.0)), "0.031");
/// ```
pub fn simple_margin(share: f64, answers: f64) -> f64 {
    Z * (share * (1.0 - share) / answers).sqrt()
}

/// The size of a sample from an endless population that would be as sure as `answers` of `population` people.
///
/// The finite population correction (N−n)/(N−1), turned to the sample's size so that it serves every formula alike. Endless when
/// everybody answered; unchanged where the population is unknown, or smaller than the sample, which cannot be.
pub fn effective(answers: f64, population: Option<f64>) -> f64 {
    match population {
        Some(all) if all >= answers && all > 1.0 => answers * (all - 1.0) / (all - answers),
        _ => answers,
    }
}

/// 95 % の信頼区間 of a share by Wilson's score method, as shares: what the population's own share may be.
///
/// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927), 209–212. It stays
/// inside 0 and 1 and keeps its promise in small samples and near the ends, where the interval of the error tables does not
/// (Brown, Cai, DasGupta, *Interval estimation for a binomial proportion*, Statistical Science 16 (2001), 101–133).
/// ```
/// use plan::statistics::proportion::wilson;
/// let (low, high) = wilson(632.0, 1_167.0, None);
/// assert_eq!(format!("{low:.3} {high:.3}"), "0.513 0.570");
/// ```
pub fn wilson(counted: f64, answers: f64, population: Option<f64>) -> (f64, f64) {
    let (share, size) = (counted / answers, effective(answers, population));
    if !size.is_finite() {
        return (share, share); // Everybody answered: nothing is left to chance.
    }
    let square = Z * Z / size;
    let middle = (share + square / 2.0) / (1.0 + square);
    let half = Z / (1.0 + square) * (share * (1.0 - share) / size + square / (4.0 * size)).sqrt();
    // At 0 and 1 the method gives exactly the share; rounding must not push it past that.
    ((middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 標本誤差早見表 of 伊勢原市 (report of its survey of January 2016, 1,430 answers, chapter 1): all its 36 cells as published.
    /// Answers, then the margins in points at 5, 10, 20, 30, 40 and 50 %.
    const ISEHARA: [(f64, [f64; 6]); 6] = [
        (100.0, [4.27, 5.88, 7.84, 8.98, 9.60, 9.80]),
        (200.0, [3.02, 4.16, 5.54, 6.35, 6.79, 6.93]),
        (500.0, [1.91, 2.63, 3.51, 4.02, 4.29, 4.38]),
        (1_000.0, [1.35, 1.86, 2.48, 2.84, 3.04, 3.10]),
        (1_430.0, [1.13, 1.55, 2.07, 2.38, 2.54, 2.59]),
        (5_000.0, [0.60, 0.83, 1.11, 1.27, 1.36, 1.39]),
    ];
    const SHARES: [f64; 6] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5];

    /// The same formula for other numbers of answers (1,167: a survey of 中野区, 2017), with one digit: derived from
    /// it, not taken from a published table. Answers, then the margins in points at 50, 30 and 10 %.
    const DERIVED: [(f64, [f64; 3]); 4] = [
        (400.0, [4.9, 4.5, 2.9]),
        (1_000.0, [3.1, 2.8, 1.9]),
        (1_167.0, [2.9, 2.6, 1.7]),
        (2_000.0, [2.2, 2.0, 1.3]),
    ];

    #[test]
    fn the_simple_margin_reproduces_every_cell_of_the_error_table_of_isehara() {
        for (answers, row) in ISEHARA {
            for (share, printed) in SHARES.into_iter().zip(row) {
                // Theirs is the same above the middle: 5 % and 95 % share a column.
                for share in [share, 1.0 - share] {
                    let margin = (simple_margin(share, answers) * 10_000.0).round() / 100.0;
                    assert!(
                        (margin - printed).abs() < 1e-9,
                        "n={answers} p={share}: {margin} is not {printed}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_simple_margin_gives_the_derived_table() {
        for (answers, row) in DERIVED {
            for (share, derived) in [0.5, 0.3, 0.1].into_iter().zip(row) {
                let margin = (simple_margin(share, answers) * 1_000.0).round() / 10.0;
                assert!((margin - derived).abs() < 1e-9, "n={answers} p={share}: {margin} is not {derived}");
            }
        }
    }

    #[test]
    fn in_samples_of_hundreds_wilson_is_as_wide_as_the_error_tables_within_a_tenth_of_a_point() {
        let half = |share: f64, answers: f64| {
            let (low, high) = wilson(share * answers, answers, None);
            (high - low) * 50.0
        };
        for (answers, row) in DERIVED {
            for (share, derived) in [0.5, 0.3, 0.1].into_iter().zip(row) {
                let half = half(share, answers);
                assert!((half - derived).abs() < 0.1, "n={answers} p={share}: {half} is far from {derived}");
            }
        }
        for (answers, row) in ISEHARA.into_iter().filter(|(answers, _)| *answers >= 500.0) {
            for (share, printed) in SHARES.into_iter().zip(row) {
                let half = half(share, answers);
                assert!((half - printed).abs() < 0.1, "n={answers} p={share}: {half} is far from {printed}");
            }
        }
    }

    #[test]
    fn published_examples_of_the_method() {
        // Newcombe 1998 (Statistics in Medicine 17, 857–872), table I, method 3.
        for (counted, answers, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let (from, to) = wilson(counted, answers, None);
            assert!(
                (from - low).abs() < 1e-4 && (to - high).abs() < 1e-4,
                "{counted}/{answers}: {from} {to}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_interval_stays_inside_0_and_1_and_holds_the_share(answers in 1_u32..100_000, part in 0.0..=1.0_f64) {
            let counted = (f64::from(answers) * part).floor();
            let (low, high) = wilson(counted, answers.into(), None);
            let share = counted / f64::from(answers);
            prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        }

        #[test]
        fn more_answers_make_it_narrower(answers in 1_u32..50_000, more in 2_u32..20, part in 0.0..=1.0_f64) {
            let width = |n: f64| { let (low, high) = wilson(n * part, n, None); high - low };
            prop_assert!(width(f64::from(answers * more)) < width(answers.into()));
        }

        #[test]
        fn a_share_that_is_higher_has_an_interval_that_is_higher(
            answers in 1_u32..50_000, one in 0.0..=1.0_f64, other in 0.0..=1.0_f64, spare in proptest::option::of(0_u32..50_000),
        ) {
            let (n, all) = (f64::from(answers), spare.map(|it| f64::from(answers + it)));
            let (lower, higher) = (wilson(n * one.min(other), n, all), wilson(n * one.max(other), n, all));
            prop_assert!(lower.0 <= higher.0 + 1e-12 && lower.1 <= higher.1 + 1e-12);
        }

        #[test]
        fn a_known_population_never_makes_it_wider(answers in 1_u32..50_000, spare in 0_u32..50_000, part in 0.0..=1.0_f64) {
            let n = f64::from(answers);
            let (low, high) = wilson(n * part, n, None);
            let (from, to) = wilson(n * part, n, Some(f64::from(answers + spare)));
            prop_assert!(low <= from + 1e-12 && to <= high + 1e-12);
        }

        #[test]
        fn the_larger_part_of_a_population_leaves_less_to_chance(all in 2_u32..10_000, part in 0.0..=1.0_f64) {
            let all = f64::from(all);
            let width = |n: f64| { let (low, high) = wilson(n * part, n, Some(all)); high - low };
            prop_assert!(width(all).abs() < 1e-12, "who asks everybody leaves nothing to chance");
            let half = (all / 2.0).ceil();
            let (low, high) = wilson(half * part, half, None);
            prop_assert!(width(half) <= high - low + 1e-12);
        }
    }
}
