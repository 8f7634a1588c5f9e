//! 割合の差: whether two samples differ by more than their errors explain.

use super::proportion::wilson;

/// One year's sample, in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// 該当回答数.
    pub counted: f64,
    /// 有効回答数.
    pub answers: f64,
    /// 母集団の人数, where known.
    pub population: Option<f64>,
}

impl Share {
    fn value(self) -> f64 {
        self.counted / self.answers
    }
}

/// 95 % の信頼区間 of `after − before`, as a share, by Newcombe's hybrid score method.
///
/// Source: R. G. Newcombe, *Interval estimation for the difference between independent proportions: comparison of eleven methods*,
/// Statistics in Medicine 17 (1998), 873–890, method 10. Chosen over the pooled z test with continuity correction because
/// it is made of the very Wilson limits that the page prints for the two years (so that chart, table and sentence cannot
/// contradict each other), it takes the finite population correction with them, it stays inside −1 and 1, and it says how
/// large the change may be, not only whether there is one. A change is beyond the error where the interval leaves out zero.
pub fn interval(before: Share, after: Share) -> (f64, f64) {
    let (p1, p2) = (before.value(), after.value());
    let (low1, high1) = wilson(before.counted, before.answers, before.population);
    let (low2, high2) = wilson(after.counted, after.answers, after.population);
    let by = p2 - p1;
    let down = ((p2 - low2).powi(2) + (high1 - p1).powi(2)).sqrt();
    let up = ((high2 - p2).powi(2) + (p1 - low1).powi(2)).sqrt();
    ((by - down).max(-1.0), (by + up).min(1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(counted: u32, answers: u32) -> Share {
        Share { counted: counted.into(), answers: answers.into(), population: None }
    }

    #[test]
    fn published_examples_of_the_method() {
        // The paper's table II, method 10: 56/70 − 48/80, 9/10 − 3/10, 5/56 − 0/29, 0/10 − 0/20.
        for (a, b, low, high) in [
            (share(56, 70), share(48, 80), 0.0524, 0.3339),
            (share(9, 10), share(3, 10), 0.1705, 0.8090),
            (share(5, 56), share(0, 29), -0.0381, 0.1926),
            (share(0, 10), share(0, 20), -0.1611, 0.2775),
        ] {
            let (from, to) = interval(b, a);
            assert!((from - low).abs() < 2e-4 && (to - high).abs() < 2e-4, "{a:?} {b:?}: {from} {to}");
        }
    }

    proptest! {
        #[test]
        fn turning_the_years_round_turns_the_interval(a in 0_u32..=300, b in 0_u32..=500) {
            let (one, two) = (share(a, 300), share(b, 500));
            let ((low, high), (from, to)) = (interval(one, two), interval(two, one));
            prop_assert!((low + to).abs() < 1e-9 && (high + from).abs() < 1e-9);
            prop_assert!((-1.0..=1.0).contains(&low) && (-1.0..=1.0).contains(&high) && low <= high);
        }

        #[test]
        fn equal_shares_never_differ(part in 0_u32..=100, n in 1_u32..50, m in 1_u32..50) {
            let (low, high) = interval(share(part * n, 100 * n), share(part * m, 100 * m));
            prop_assert!(low <= 1e-12 && high >= -1e-12);
        }
    }
}
