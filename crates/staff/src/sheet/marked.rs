//! 見え消し: how a page marks what was added and taken out: elements that are read aloud and printed as such.

use plan::sheet::changes::{Mark, Stretch};

/// The element of a stretch.
pub(crate) fn tag(stretch: &Stretch) -> &'static str {
    match stretch.mark {
        Mark::Kept => "span",
        Mark::Added => "ins",
        Mark::TakenOut => "del",
    }
}
