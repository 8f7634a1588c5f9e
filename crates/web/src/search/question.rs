//! 検索語: what a visitor asks, as words that must all stand in a text.

use memchr::memmem::Finder;

use crate::search::folding::fold;

/// A longer question is cut: nobody types more, and looking for it would cost everybody.
const LONGEST: usize = 100;
/// Words beyond these are left out.
const MOST: usize = 8;

/// A question: all of its words must stand, in any order. Words in quotes stand together.
#[derive(Debug)]
pub(crate) struct Question {
    words: Vec<Word>,
}

/// One word, folded, with what looks for it.
#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    finder: Finder<'static>,
}

impl Question {
    /// Reads what was typed: 「待機児童」 or "待機 児童" is one word, blanks part the others.
    pub(crate) fn of(typed: &str) -> Self {
        let typed: String = typed.chars().take(LONGEST).collect();
        let mut words: Vec<String> = Vec::new();
        let mut rest = typed.as_str();
        while let Some((before, quoted)) = rest.split_once(is_quote) {
            let (inside, after) = quoted.split_once(is_quote).unwrap_or((quoted, ""));
            words.extend(fold(before).split(' ').map(str::to_owned));
            words.push(fold(inside));
            rest = after;
        }
        words.extend(fold(rest).split(' ').map(str::to_owned));
        let mut seen = std::collections::HashSet::new();
        words.retain(|it| !it.is_empty() && seen.insert(it.clone()));
        words.truncate(MOST);
        Self { words: words.into_iter().map(Word::new).collect() }
    }

    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether all words stand in a folded text.
    pub(crate) fn stands_in(&self, folded: &str) -> bool {
        self.words.iter().all(|it| it.first_in(folded).is_some())
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”' | '「' | '」' | '『' | '』')
}

impl Word {
    fn new(text: String) -> Self {
        let finder = Finder::new(text.as_bytes()).into_owned();
        Self { text, finder }
    }

    /// The first place in a folded text.
    pub(crate) fn first_in(&self, folded: &str) -> Option<usize> {
        self.finder.find(folded.as_bytes())
    }

    /// All places in a folded text.
    pub(crate) fn places_in<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.finder.find_iter(folded.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Vec<String> {
        Question::of(typed).words().iter().map(|it| it.text.clone()).collect()
    }

    #[test]
    fn blanks_part_words_and_quotes_keep_them_together() {
        assert_eq!(words("待機児童　ゼロ"), ["待機児童", "ぜろ"]);
        assert_eq!(words("\"public  park\" 「子ども 食堂」公園"), ["public park", "子ども 食堂", "公園"]);
        assert_eq!(words("“open"), ["open"], "a quote that never ends is none");
        assert_eq!(words("公園 公園 コウエン"), ["公園", "こうえん"]);
        assert_eq!(words(" 「」 \"\" "), Vec::<String>::new());
    }

    #[test]
    fn a_question_without_end_is_cut() {
        assert_eq!(words(&"a ".repeat(500)), ["a"]);
        let many: String = (0..40).map(|it| format!("{it} ")).collect();
        assert_eq!(words(&many).len(), MOST);
        assert_eq!(words(&"あ".repeat(5000))[0].chars().count(), LONGEST);
    }
}
