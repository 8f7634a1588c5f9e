//! 評語 of a rule, on the scale and off it.

use plan::rating::{Edge, Grade, OffScale, Step};

use super::entry::Entry;
use super::words::{PARTS_OF, TONES, WHENS};
use crate::problem::Problem;

/// A grade of the scale with its edge.
pub(super) fn step(entry: &Entry<'_>) -> Result<Step, Problem> {
    let from = match (entry.number("at_least")?, entry.number("more_than")?) {
        (Some(_), Some(_)) => {
            return Err(entry.wrong(
                "more_than",
                "と「at_least」は、どちらか一つだけ書けます",
                "and “at_least” cannot both stand here",
            ));
        }
        (Some(number), None) => Some(Edge::AtLeast(number)),
        (None, Some(number)) => Some(Edge::MoreThan(number)),
        (None, None) => None,
    };
    let step = Step { grade: grade(entry)?, from, of: entry.word("of", PARTS_OF)?.unwrap_or_default() };
    entry.unknown()?;
    Ok(step)
}

/// A grade off the scale, and when it is given.
pub(super) fn off_scale(entry: &Entry<'_>) -> Result<OffScale, Problem> {
    let off = OffScale { grade: grade(entry)?, when: entry.word("when", WHENS)? };
    entry.unknown()?;
    Ok(off)
}

/// A grade: without a mark of its own, its words are the mark.
fn grade(entry: &Entry<'_>) -> Result<Grade, Problem> {
    let words = entry.need("words")?;
    Ok(Grade {
        mark: entry.string("mark")?.unwrap_or(words).to_owned(),
        words: words.to_owned(),
        en: entry.string("en")?.map(str::to_owned),
        tone: entry.word("tone", TONES)?,
    })
}
