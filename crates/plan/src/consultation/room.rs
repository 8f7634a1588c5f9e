//! 受付の上限: how many letters of one round its form takes in, so that nobody fills the ledger. What was taken in stays.

/// So many letters of one round are kept before its form takes no more. What comes on paper is typed in all the same.
pub const MOST_LETTERS: u64 = 20_000;

/// あと何通: how many letters the form may still take in, by the number of those that are there.
pub fn room(letters: u64) -> u64 {
    MOST_LETTERS.saturating_sub(letters)
}

/// Whether staff ought to know that it will be full: four fifths are.
/// ```
/// use plan::consultation::{MOST_LETTERS, is_tight, room};
/// assert!(!is_tight(15_999) && is_tight(16_000) && is_tight(MOST_LETTERS));
/// assert_eq!((room(19_999), room(20_000), room(30_000)), (1, 0, 0));
/// ```
pub fn is_tight(letters: u64) -> bool {
    letters >= MOST_LETTERS / 5 * 4
}
