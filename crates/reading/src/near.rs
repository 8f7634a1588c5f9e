//! 近い名前: which of the known names somebody probably meant.

/// No name is longer, in bytes.
const LONGEST: usize = 200;

/// The known name nearest to what was written; none where none is near.
///
/// Near is: one holds the other whole, less two characters at most, or no more than a third of the characters is wrong.
pub(crate) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let key = |text: &str| plan::key::squeeze(text).to_lowercase();
    let written = key(written);
    let written = written.split_once('(').map_or(written.as_str(), |(name, _)| name); // 金額（千円）
    let off = |name: &'a str| Some((distance_if_near(written, &key(name))?, name));
    known.filter_map(off).min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// How many characters are wrong, where they are few. Where the lengths alone tell that they are not, nothing is compared: heads
/// come from files that anybody may send.
fn distance_if_near(written: &str, name: &str) -> Option<usize> {
    let longer = written.chars().count().max(name.chars().count());
    let shorter = written.chars().count().min(name.chars().count());
    if (longer - shorter) * 3 > longer.max(6) {
        return None;
    }
    let whole = shorter >= 2 && longer - shorter <= 2 && (name.contains(written) || written.contains(name));
    let distance = strsim::osa_distance(written, name);
    (shorter >= 2 && (whole || distance * 3 <= longer)).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["実績値", "目標値", "指標ID", "出典", "decided_on", "reason"];
        let near = |written| nearest(written, known.into_iter());
        assert_eq!(near("実積値"), Some("実績値"));
        assert_eq!(near("目標"), Some("目標値"));
        assert_eq!(near("指標ＩＤ（必須）"), Some("指標ID"));
        assert_eq!(near("指標"), Some("指標ID"));
        assert_eq!(near("reasn"), Some("reason"));
        assert_eq!(near("raeson"), Some("reason"));
        assert_eq!(near("decided_no"), Some("decided_on"));
        let endless = "実績値".repeat(100_000);
        for other in ["本文", "見出し", "備考", "値", "", &endless] {
            assert_eq!(near(other), None, "{}", other.len());
        }
    }
}
