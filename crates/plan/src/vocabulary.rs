//! Lists of words as documents use them: one string, words apart by spaces, in any order.

/// What follows the longest word of the list that the text begins with.
pub(crate) fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let found = words.split_whitespace().filter(|word| text.starts_with(word));
    found.map(str::len).max().map(|length| &text[length..])
}

/// What stands before the longest word of the list that the text ends with.
pub(crate) fn before<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let found = words.split_whitespace().filter(|word| text.ends_with(word));
    found.map(str::len).max().map(|length| &text[..text.len() - length])
}

/// Whether the text is one of the words.
pub(crate) fn holds(words: &str, text: &str) -> bool {
    words.split_whitespace().any(|word| word == text)
}
