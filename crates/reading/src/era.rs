//! 来なかった年: 平成40年度 is how 2028 was written before 令和 was named. It is read so, and somebody is told.

use std::collections::HashSet;

use crate::problem::Problem;

/// What a text has of such years, each with what it was read as. Its place is for the caller to say.
pub(crate) fn of(text: &str) -> Vec<Problem> {
    plan::era::never_came(text).into_iter().map(said).collect()
}

fn said((written, read): (String, String)) -> Problem {
    Problem::new(
        "",
        format!("「{written}」は{read}と読みました（元号はその前に改まっています）"),
        format!("“{written}” was read as {read}: its era had ended before that year"),
    )
}

/// Those of a document, each with the line in which it stands first. In running text only 年 makes a year of 「H40」; in a cell
/// for a year nothing else is meant.
pub(crate) fn of_lines(text: &str) -> Vec<Problem> {
    let lines = text.lines().zip(1..);
    let told = lines.flat_map(|(line, at): (&str, usize)| {
        let years = plan::era::never_came(line).into_iter().filter(|(it, _)| it.ends_with(['年', '度']));
        years.map(move |it| Problem { place: format!("{at}行"), ..said(it) })
    });
    once(told.collect())
}

/// The same thing is told once, at its first place; cells without a figure are counted, so each of them stays.
pub(crate) fn once(notes: Vec<Problem>) -> Vec<Problem> {
    let mut seen = HashSet::new();
    notes.into_iter().filter(|it| it.gap.is_some() || seen.insert(it.ja.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_running_text_only_a_year_that_says_so_is_one() {
        let told = of_lines("型番はH40\n平成40年度までに\n軸受M50");
        assert_eq!(told.iter().map(|it| it.place.as_str()).collect::<Vec<_>>(), ["2行"]);
        assert_eq!(of("H40").len(), 1, "a cell for a year has nothing else to say");
    }
}
