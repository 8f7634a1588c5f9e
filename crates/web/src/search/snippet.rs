//! 抜粋: the words found, marked in what stands around them.

use std::ops::Range;

use crate::search::folding::Place;
use crate::search::question::Question;

/// A piece of a text; whether it is what was looked for.
pub(crate) type Piece = (String, bool);

/// Characters shown on either side of the first place.
const AROUND: usize = 36;

/// The text with every word marked, whole: for titles.
pub(crate) fn marked(text: &str, question: &Question) -> Vec<Piece> {
    pieces(text, 0..text.len(), &places(text, question))
}

/// The neighbourhood of the first word found, with every word in it marked; none where no word stands in the text.
pub(crate) fn around(text: &str, question: &Question) -> Option<Vec<Piece>> {
    let places = places(text, question);
    let first = places.first()?.clone();
    let from = text[..first.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = text[first.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| first.end + at);
    let mut pieces = pieces(text, from..to, &places);
    if from > 0 {
        pieces.insert(0, ("…".to_owned(), false));
    }
    if to < text.len() {
        pieces.push(("…".to_owned(), false));
    }
    Some(pieces)
}

/// Where the words stand in the text as written, in their order; those that overlap are one.
fn places(text: &str, question: &Question) -> Vec<Range<usize>> {
    let place = Place::in_text(text);
    let find = |word: &crate::search::question::Word| {
        let found: Vec<_> = word.places_in(place.folded()).map(|at| at..at + word.text.len()).collect();
        found.into_iter().filter_map(|it| place.origin(it)).collect::<Vec<_>>()
    };
    let mut all: Vec<Range<usize>> = question.words().iter().flat_map(find).collect();
    all.sort_by_key(|it| (it.start, it.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in all {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

fn pieces(text: &str, shown: Range<usize>, marked: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = shown.start;
    for range in marked.iter().filter(|it| it.start >= shown.start && it.end <= shown.end) {
        pieces.push((text[at..range.start].to_owned(), false));
        pieces.push((text[range.clone()].to_owned(), true));
        at = range.end;
    }
    pieces.push((text[at..shown.end].to_owned(), false));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pieces: &[Piece]) -> String {
        pieces.iter().map(|(text, marked)| if *marked { format!("[{text}]") } else { text.clone() }).collect()
    }

    #[test]
    fn every_word_is_marked_as_it_was_written() {
        let question = Question::of("ごみ 減量");
        assert_eq!(told(&marked("ゴミの減量とｺﾞﾐの分別", &question)), "[ゴミ]の[減量]と[ｺﾞﾐ]の分別");
        assert_eq!(told(&marked("公園", &question)), "公園");
        let overlapping = Question::of("子育て 育て支援");
        assert_eq!(told(&marked("子育て支援", &overlapping)), "[子育て支援]");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_word() {
        let text = format!("{}公園{}", "あ".repeat(100), "い".repeat(100));
        let shown = told(&around(&text, &Question::of("公園")).unwrap());
        assert_eq!(shown, format!("…{}[公園]{}…", "あ".repeat(AROUND), "い".repeat(AROUND)));
        assert_eq!(told(&around("公園", &Question::of("公園")).unwrap()), "[公園]");
        assert_eq!(around("公園", &Question::of("病院")), None);
    }
}
