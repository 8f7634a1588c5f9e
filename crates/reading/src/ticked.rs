//! 選択欄: words with boxes before them, of which some are marked, 「□拡充　■維持　□縮小」.

use crate::words::trim;

const EMPTY: [char; 2] = ['□', '☐'];
const MARKED: [char; 3] = ['■', '☑', '☒'];

/// Whether a text is words with boxes: some marked, some not.
pub(crate) fn is_choice(text: &str) -> bool {
    text.contains(EMPTY) && text.contains(MARKED)
}

/// The words behind the marked boxes; none where the text is no choice.
pub(crate) fn ticked(text: &str) -> Option<Vec<&str>> {
    if !is_choice(text) {
        return None;
    }
    let marked = text.match_indices(MARKED).filter_map(|(at, mark)| text.get(at + mark.len()..));
    let words = marked.map(|rest| trim(rest.split(EMPTY).next().unwrap_or(rest)));
    let words = words.map(|rest| trim(rest.split(MARKED).next().unwrap_or(rest)));
    Some(words.filter(|word| !word.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_behind_marked_boxes_are_chosen() {
        assert_eq!(ticked("■拡充　□現状維持　□縮小"), Some(vec!["拡充"]));
        assert_eq!(ticked("☐拡充 ☑現状維持 ☒縮小"), Some(vec!["現状維持", "縮小"]));
        assert_eq!(ticked("□拡充　□現状維持"), None, "nothing is marked");
        assert_eq!(ticked("■拡充"), None, "a mark before a heading is no choice");
    }
}
