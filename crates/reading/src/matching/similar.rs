//! How alike two names are, when they are not the same.

use std::collections::HashMap;

/// 0 (nothing in common) to 1 (the same): the share of neighbouring pairs of characters that both have.
pub(super) fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (pairs(a), pairs(b));
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    let both: usize = a.iter().map(|(pair, count)| (*count).min(b.get(pair).copied().unwrap_or(0))).sum();
    if all == 0 { 0.0 } else { 2.0 * both as f32 / all as f32 }
}

fn pairs(text: &str) -> HashMap<(char, char), usize> {
    let chars: Vec<char> = plan::key::squeeze(text).chars().collect();
    chars.windows(2).fold(HashMap::new(), |mut pairs, it| {
        *pairs.entry((it[0], it[1])).or_default() += 1;
        pairs
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_wording_is_alike_and_another_measure_is_not() {
        let (old, new) = (
            "安心して暮らせると感じている区民の割合",
            "安心して暮らせると感じている区民アンケート回答者の割合",
        );
        assert!(likeness(old, new) > 0.75);
        assert!(likeness(old, "コンビニでの証明書発行割合") < 0.3);
        assert!((likeness(old, old) - 1.0).abs() < f32::EPSILON);
        assert!(likeness("", "").abs() < f32::EPSILON);
    }
}
