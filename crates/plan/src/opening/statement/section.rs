//! 文の引継ぎ: with what texts a new statement begins.

use super::super::Weight;
use super::Making;
use crate::element::{Meaning, Section};
use crate::opening::Texts;

/// The texts of a plan or an element as they begin in the new year: none, or last year's that speak of the work to come.
pub(super) fn begun(making: &mut Making<'_>, sections: &[Section], of: &str) -> Vec<Section> {
    if making.choices.texts == Texts::Empty {
        return vec![];
    }
    let (kept, left): (Vec<&Section>, Vec<&Section>) =
        sections.iter().partition(|it| it.meaning != Meaning::Other);
    for section in left {
        let heading = if section.heading.is_empty() { "見出しのない文" } else { &section.heading };
        making.say(
            Weight::Look,
            format!("「{of}」の「{heading}」は、方針の文かどうか分からないので写しません"),
            format!("“{heading}” of “{of}” is not copied: its heading does not say what it is"),
        );
    }
    kept.into_iter().cloned().collect()
}
