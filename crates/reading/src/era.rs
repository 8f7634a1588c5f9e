//! 来なかった年: 平成40年度 is how 2028 was written before 令和 was named. It is read so, and somebody is told.

use std::collections::HashSet;

use crate::problem::Problem;

/// What a text has of such years, each with what it was read as. Its place is for the caller to say.
pub(crate) fn of(text: &str) -> Vec<Problem> {
    let said = |(written, read): (String, String)| {
        Problem::new(
            "",
            format!("「{written}」は{read}と読みました（元号はその前に改まっています）"),
            format!("“{written}” was read as {read}: its era had ended before that year"),
        )
    };
    plan::era::never_came(text).into_iter().map(said).collect()
}

/// Those of a document, each with the line in which it stands first.
pub(crate) fn of_lines(text: &str) -> Vec<Problem> {
    let lines = text.lines().zip(1..);
    let told = lines.flat_map(|(line, at): (&str, usize)| {
        of(line).into_iter().map(move |said| Problem { place: format!("{at}行"), ..said })
    });
    once(told.collect())
}

/// The same thing is told once, at its first place; cells without a figure are counted, so each of them stays.
pub(crate) fn once(notes: Vec<Problem>) -> Vec<Problem> {
    let mut seen = HashSet::new();
    notes.into_iter().filter(|it| it.gap.is_some() || seen.insert(it.ja.clone())).collect()
}
