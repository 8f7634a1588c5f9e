//! 記入中の文の点検: what can be said of a text while it is typed, before it is in any record.

use super::points::{self, Known};
use super::scene::Notes;
use super::text::{NOTE, Text};
use super::{Finding, characters};
use crate::edition::Edition;
use crate::record::RecordId;

/// What is odd about a text of a municipality; `known` are the percentages that it speaks of.
pub(crate) fn typed(words: &str, known: Known, edition: &Edition) -> Vec<Finding> {
    let record = RecordId::new("");
    let mut notes = Notes::about(&record);
    let text = Text { field: NOTE, words };
    characters::in_text(text, &characters::own_letters(edition), &mut notes);
    for sentence in text.told() {
        points::in_sentence(&sentence, known, &mut notes);
    }
    notes.into_findings()
}
