//! 検索キー: one form for words that people type differently: width, case, katakana and hiragana.

use std::ops::Range;

use plan::key::Folded;

/// Folds a text for searching: the 照合キー in small letters, with hiragana for katakana. ごみ finds ゴミ and ｺﾞﾐ.
pub(crate) fn fold(text: &str) -> String {
    plan::key::key(text).chars().flat_map(char::to_lowercase).map(hiragana).collect()
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヴ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        'ヵ' => 'か',
        'ヶ' => 'け',
        other => other,
    }
}

/// A text and its folded form: a place in the one leads to the other.
pub(crate) struct Place<'a> {
    key: Folded<'a>,
    folded: String,
    /// For each byte of `folded`, the byte of the key that made it.
    origins: Vec<usize>,
}

impl<'a> Place<'a> {
    pub(crate) fn in_text(text: &'a str) -> Self {
        let key = Folded::new(text);
        let (mut folded, mut origins) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (at, c) in key.key().char_indices() {
            folded.extend(c.to_lowercase().map(hiragana));
            origins.resize(folded.len(), at);
        }
        Self { key, folded, origins }
    }

    /// The folded form.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// Where a range of the folded form stands in the text as written; none where it cuts a character in two.
    pub(crate) fn origin(&self, folded: Range<usize>) -> Option<Range<usize>> {
        let from = *self.origins.get(folded.start)?;
        let last = *self.origins.get(folded.end.checked_sub(1)?)?;
        let end = last + self.key.key()[last..].chars().next()?.len_utf8();
        self.key.place(from..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_differently_is_the_same() {
        for (typed, written) in [
            ("ごみ", "ゴミ"),
            ("ｺﾞﾐ", "ごみ"),
            ("ＮＰＯ", "npo"),
            ("１人当たり", "1人当たり"),
            ("３か所", "3ヵ所"),
            ("サービス", "ｻｰﾋﾞｽ"),
        ] {
            assert_eq!(fold(typed), fold(written), "{typed}");
        }
        assert_ne!(fold("はは"), fold("ばば"), "a voiced sound is another sound");
        assert_ne!(fold("ビル"), fold("ビール"));
    }

    #[test]
    fn a_place_leads_back_to_the_words_as_written() {
        let text = "２０㎡の ｺﾞﾐ ｽﾃｰｼｮﾝ";
        let place = Place::in_text(text);
        assert_eq!(place.folded(), fold(text));
        let check = |word: &str, written: &str| {
            let at = place.folded().find(&fold(word)).unwrap();
            let range = place.origin(at..at + fold(word).len()).unwrap();
            assert_eq!(&text[range], written, "{word}");
        };
        check("ごみ", "ｺﾞﾐ");
        check("m2", "㎡");
        check("ステーション", "ｽﾃｰｼｮﾝ");
        check("20", "２０");
    }
}
