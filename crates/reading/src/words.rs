//! 照合のための文字: keys for comparing labels. Keys are never stored and never shown.

use unicode_normalization::UnicodeNormalization;

/// 照合キー of a label: NFKC, dashes folded, all white space removed.
pub fn key(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '〜' | '∼' => '~',
            '‐' | '‑' | '–' | '—' | '―' | '−' => '-',
            other => other,
        })
        .nfkc()
        .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
        .collect()
}

/// NFKC with the same length rules as the source: for numbers and units that are printed again.
pub fn folded(text: &str) -> String {
    text.nfkc().collect()
}

/// Trims white space of every width.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}')
}

/// 表示幅: full-width characters count two, as on a typewriter.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 }).sum()
}

/// 漢字 and the marks that count as such.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〇' | 'ヶ')
}

/// かな of both kinds.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー')
}

/// A digit of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether the text holds any digit.
pub fn has_digit(text: &str) -> bool {
    text.chars().any(is_digit)
}

/// Glues a wrapped line to the one before: a space only between words of the Latin alphabet.
pub fn glue(text: &mut String, next: &str) {
    let next = trim(next);
    let kept = text.trim_end().len();
    text.truncate(kept);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().last()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

/// The text without a bracket at its end: `戦略（方策）` gives `戦略` and `方策`.
pub fn without_tail_bracket(text: &str) -> Option<(&str, &str)> {
    let text = trim(text);
    let inner = text.strip_suffix([')', '）', '>', '＞', '〉', ']', '］', '】', '》'])?;
    let open = inner.rfind(['(', '（', '<', '＜', '〈', '[', '［', '【', '《'])?;
    let head = trim(inner.get(..open)?);
    let inside =
        inner.get(open..)?.chars().next().map_or("", |c| inner.get(open + c.len_utf8()..).unwrap_or(""));
    (!head.is_empty()).then_some((head, inside))
}

/// Ends as a sentence does.
pub fn is_sentence(text: &str) -> bool {
    trim(text).ends_with(['。', '．', '！', '？', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fold_width_and_space() {
        assert_eq!(key("アウトカム　指標 （Ａ）"), "アウトカム指標(A)");
        assert_eq!(without_tail_bracket("主な戦略 (課題解決の方策)"), Some(("主な戦略", "課題解決の方策")));
        assert_eq!(width("ab漢"), 4);
    }

    #[test]
    fn glue_keeps_latin_words_apart() {
        let mut text = "電子申請と".to_owned();
        glue(&mut text, "  窓口");
        assert_eq!(text, "電子申請と窓口");
        let mut text = "Open ".to_owned();
        glue(&mut text, "Data");
        assert_eq!(text, "Open Data");
    }
}
