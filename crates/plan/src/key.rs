//! 照合キー: one form for texts that differ only in width, in kinds of dashes, or in white space.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Radicals that stand for a character in text taken from PDFs. NFKC leaves them alone, or makes another character of them.
const RADICALS: &str = "⼾戸⿈黄⺃乙⺅亻⺉刂⺋㔾⺓幺⺖忄⺘扌⺙攵⺛旡⺝月⺞歹⺠民⺡氵⺢水⺣灬⺤爪⺥爫⺦丬⺨犭⺩王⺪疋⺫目⺬示⺭礻\
    ⺮竹⺱网⺳罒⺶羊⺹耂⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻆角⻊足⻌辶⻍辶⻎辶⻏邑⻑長⻒長⻓长⻕阜⻖阝⻗雨⻘青⻝食\
    ⻞食⻟食⻣骨⻤鬼⻨麦⻩黄⻫斉⻭歯⻯竜⻱亀⻲亀";

/// 照合キー: for comparing, searching and parsing. No text that somebody wrote is ever stored or shown as its key; what is but a name
/// for machines is its key from the start (職員番号, mail addresses: [`crate::staff`]).
///
/// NFKC, with one wave, one dash and single spaces. A long vowel stays a long vowel.
/// ```
/// assert_eq!(plan::key::key("Ｒ５〜Ｒ７　 １，２３４件"), "R5~R7 1,234件");
/// assert_eq!(plan::key::key("サービス―⻑"), "サービス-長");
/// ```
pub fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, other) = plain_start(rest);
        folded.push_str(plain);
        let mut folding = other.char_indices().skip(1); // The first may be a plain one that stays with a mark.
        let end = folding.find(|(_, c)| is_plain(*c)).map_or(other.len(), |(at, _)| at);
        folded.extend(other[..end].chars().map(fold).nfkc().filter(|c| !is_invisible(*c)));
        rest = &other[end..];
    }
    if folded.contains(char::is_whitespace) {
        folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    folded
}

/// The characters at the start that are their own key, and the rest. Before a rest the last of them stays with it: a mark
/// that follows may melt into it.
fn plain_start(text: &str) -> (&str, &str) {
    let mut last = 0;
    for (at, c) in text.char_indices() {
        if !is_plain(c) {
            return text.split_at(last);
        }
        last = at;
    }
    (text, "")
}

/// Most of what is written: it needs no folding, and never melts into what stands before it.
fn is_plain(c: char) -> bool {
    matches!(c, '!'..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '・' | 'ー' | '一'..='\u{9FFF}' | '、' | '。' | '「' | '」' | '々')
}

/// 照合キー without any space: for labels, which documents break and pad as they like.
/// ```
/// assert_eq!(plan::key::squeeze("アウトカム 指標"), plan::key::squeeze("アウトカム\n指標"));
/// ```
pub fn squeeze(text: &str) -> String {
    key(text).replace(' ', "")
}

fn fold(c: char) -> char {
    match c {
        '〜' | '∼' | '〰' | '∽' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '⁃' => '-', // Never 'ー': it lengthens a vowel.
        '⁻' | '₋' | '﹘' | '︱' | '︲' => '-',                            // NFKC makes other dashes of these.
        '≥' | '⩾' => '≧',
        '≤' | '⩽' => '≦',
        '⇒' | '➡' | '⇨' | '➔' | '⟶' => '→',
        '\u{2E80}'..='\u{2FDF}' => radical(c),
        other => other,
    }
}

fn radical(c: char) -> char {
    let mut pairs = RADICALS.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return to;
        }
    }
    c
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' | '\u{200E}' | '\u{200F}')
}

/// A text and its [`key`] side by side: a place in the key leads back to the words as they were written.
///
/// Parse on [`Folded::key`], then cut the document's own wording with [`Folded::raw`].
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    raw: &'a str,
    key: String,
    /// For each byte of `key`, where in `raw` the character that made it begins and ends.
    origins: Vec<Range<usize>>,
}

impl<'a> Folded<'a> {
    /// Folds `raw` and remembers where each piece came from.
    pub fn new(raw: &'a str) -> Self {
        let mut folded = Self { raw, key: String::with_capacity(raw.len()), origins: Vec::new() };
        let mut pending: Option<Range<usize>> = None;
        for cluster in clusters(raw) {
            let piece: String =
                raw[cluster.clone()].chars().map(fold).nfkc().filter(|c| !is_invisible(*c)).collect();
            for c in piece.chars() {
                if c.is_whitespace() {
                    pending = pending.or(Some(cluster.clone()));
                    continue;
                }
                if let Some(space) = pending.take().filter(|_| !folded.key.is_empty()) {
                    folded.push(' ', space);
                }
                folded.push(c, cluster.clone());
            }
        }
        folded
    }

    fn push(&mut self, c: char, origin: Range<usize>) {
        self.key.push(c);
        self.origins.extend(std::iter::repeat_n(origin, c.len_utf8()));
    }

    /// The key of the whole text.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The words as written behind the bytes `range` of the key. Empty for an empty range.
    pub fn raw(&self, range: Range<usize>) -> &'a str {
        self.place(range).map_or("", |it| &self.raw[it])
    }

    /// Where these words stand in the text as written. None for an empty range.
    pub fn place(&self, range: Range<usize>) -> Option<Range<usize>> {
        let origins = self.origins.get(range)?;
        Some(origins.first()?.start..origins.last()?.end)
    }
}

/// A character with the marks that may melt into it: ｶ and ﾞ become one ガ.
fn clusters(raw: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for (at, c) in raw.char_indices() {
        let end = at + c.len_utf8();
        let joins = canonical_combining_class(c) != 0 || matches!(c, '\u{FF9E}' | '\u{FF9F}');
        match clusters.last_mut().filter(|_| joins) {
            Some(last) => last.end = end,
            None => clusters.push(at..end),
        }
    }
    clusters
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_dashes_and_radicals_fold() {
        let check = |from: &str, to: &str| assert_eq!(key(from), to, "{from}");
        check("１２，３４５．６ ％ ＋ － ＜ ｔ Ａ", "12,345.6 % + - < t A");
        check("ｶﾞｲﾄﾞ", "ガイド");
        check("㍻㋿", "平成令和");
        check("㎡ ㏊ ㌧ ㌫ ㎥", "m2 ha トン パーセント m3");
        check("～〜∼", "~~~");
        check("－‐‑–—―−", "-------");
        check("サービス", "サービス");
        check("市⺠部⻑ ⻄⼾ ⽅⾰⽉", "市民部長 西戸 方革月");
        check(" a\u{200B}b\u{FEFF}　\u{00A0}c\t", "ab c");
        check("ヶヵ△▲×※●◎○≧≦‰", "ヶヵ△▲×※●◎○≧≦‰");
    }

    #[test]
    fn a_place_in_the_key_leads_back_to_the_words() {
        let folded = Folded::new("　㍿の　割合：５６％");
        assert_eq!(folded.key(), "株式会社の 割合:56%");
        let at = folded.key().find(':').unwrap();
        assert_eq!(folded.raw(0..at), "㍿の　割合");
        assert_eq!(folded.raw(at + 1..folded.key().len()), "５６％");
        assert_eq!(folded.raw(0..0), "");
    }

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same_key(text in "[か゛\u{3099}\u{309A}ﾊﾟ漢Ａａa ー〜㎡⼾々\u{200B}\u{301}가가]{0,12}", any in ".{0,20}") {
            for text in [text, any] {
                let whole: String = text.chars().map(fold).nfkc().filter(|c| !is_invisible(*c)).collect();
                prop_assert_eq!(key(&text), whole.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }

        #[test]
        fn a_key_is_its_own_key(text in ".{0,40}") {
            prop_assert_eq!(key(&key(&text)), key(&text));
        }

        #[test]
        fn any_range_of_the_key_is_safe(text in ".{0,20}", from in 0usize..40, len in 0usize..40) {
            let folded = Folded::new(&text);
            let _ = folded.raw(from..from + len);
        }
    }
}
