//! 日本語の箇所: where in an English text Japanese stands.

/// Where Japanese stands in a text: whole words, one after another, with the figures among them.
pub(super) fn runs(text: &str) -> Vec<(usize, usize)> {
    if !text.bytes().any(|byte| byte >= 0xE3) {
        return vec![]; // Nothing below it is Japanese: most of an English page.
    }
    let mut runs: Vec<(usize, usize)> = vec![];
    let (mut from, mut is_next) = (0, false);
    for word in text.split_inclusive(is_gap) {
        let bare = word.trim_end_matches(is_gap);
        let to = from + bare.len();
        let is_wanted = bare.chars().any(is_japanese);
        match runs.last_mut() {
            Some(last) if is_wanted && is_next => last.1 = to,
            _ if is_wanted => runs.push((from, to)),
            _ => {}
        }
        is_next = is_wanted || (is_next && !bare.contains(char::is_alphabetic));
        from += word.len();
    }
    runs
}

/// What stands between words, and between words of two languages.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '：' | '｜' | '→')
}

/// Kana and kanji. Marks such as 「、」 and ％ say nothing about the language.
fn is_japanese(c: char) -> bool {
    matches!(c,
        '々'..='〇' | 'ぁ'..='ヺ' | 'ー'..='ヿ' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | 'ｦ'..='ﾟ' | '\u{20000}'..='\u{3FFFF}')
}
