//! 見出し・ラベルの認識: which words at the start of a line name something, and where its value begins.

use crate::{
    dictionary::{Meaning, dictionary},
    words::{is_sentence, key, trim},
};

/// 見出しの読み: its meanings, its number, its words and what follows on the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// All meanings; empty for words that the dictionary does not know.
    pub meanings: Vec<Meaning>,
    /// 番号
    pub number: Option<String>,
    /// The words of the heading, or the title of a numbered heading.
    pub label: String,
    /// The text behind it.
    pub value: String,
}

impl Named {
    fn plain(meanings: Vec<Meaning>, label: &str, value: &str) -> Self {
        Self { meanings, number: None, label: trim(label).to_owned(), value: trim(value).to_owned() }
    }
}

/// Names a text: as a numbered heading, as a whole label, as `label：value`, or as `label value`.
pub fn named(text: &str) -> Option<Named> {
    let text = trim(text);
    numbered(text).or_else(|| whole(text)).or_else(|| with_colon(text)).or_else(|| with_space(text))
}

/// `経営課題1-(1) 地域…`, `具体的取組1-1-1 【…】`.
pub fn numbered(text: &str) -> Option<Named> {
    let (meaning, number, rest) = dictionary().numbered(text)?;
    // 「取組3を進める。」 is prose; 「重点目標2　がん検診」 stands apart.
    let apart = text.strip_suffix(rest).is_some_and(|head| head.ends_with(char::is_whitespace));
    if is_sentence(rest)
        || rest.chars().count() > 90
        || (!apart || rest.ends_with(['る', 'た', 'す', '、']))
            && rest.starts_with(['を', 'に', 'の', 'は', 'が', 'と', '及', '・', '、'])
    {
        return None;
    }
    let (label, value) = title_and_value(rest);
    Some(Named { meanings: vec![meaning], number: Some(trim(number).to_owned()), label, value })
}

/// A title in brackets may be followed by text.
fn title_and_value(rest: &str) -> (String, String) {
    match crate::mark::leading(rest) {
        Some(marked)
            if matches!(marked.style, crate::mark::Style::Bracket(_))
                && rest.starts_with(['【', '［', '[', '〈', '〔', '＜']) =>
        {
            let whole =
                marked.after.starts_with(|c: char| crate::words::is_han(c) || crate::words::is_kana(c));
            if whole {
                (rest.to_owned(), String::new())
            } else {
                (marked.text.to_owned(), marked.after.to_owned())
            }
        }
        _ => (trim(unquoted(rest)).to_owned(), String::new()),
    }
}

/// The text without the one pair of quotes around all of it.
pub fn unquoted(text: &str) -> &str {
    let text = trim(text);
    let inner = text.strip_prefix('「').and_then(|inner| inner.strip_suffix('」'));
    inner.filter(|inner| !inner.contains('「')).unwrap_or(text)
}

/// The whole text is a label.
pub fn whole(text: &str) -> Option<Named> {
    let label = trim(text).trim_end_matches([':', '：']);
    let label = without_note(label);
    if is_sentence(label) || (label.chars().count() > 12 && reads_as_prose(label)) {
        return None;
    }
    let meanings = dictionary().meanings(label);
    (!meanings.is_empty()).then(|| Named::plain(meanings, label, ""))
}

/// `5年度実績と達成状況 ※A：達成 B：未達成`: a note of words behind a label does not count, one with figures is a value.
pub fn without_note(label: &str) -> &str {
    match label.split_once('※') {
        Some((head, note)) if !note.chars().any(crate::words::is_digit) && !note.contains(['①', '②']) => {
            trim(head)
        }
        _ => trim(label),
    }
}

/// Particles and figures outside brackets: no label has them.
fn reads_as_prose(label: &str) -> bool {
    let folded = key(label);
    let mut depth = 0_i32;
    let outside: String = folded
        .chars()
        .filter(|c| {
            depth += i32::from(matches!(c, '(' | '<' | '「')) - i32::from(matches!(c, ')' | '>' | '」'));
            depth == 0
        })
        .collect();
    outside.contains(['を', 'が', '%', ':', '、']) || outside.contains("した") || outside.contains("する")
}

fn with_colon(text: &str) -> Option<Named> {
    let (label, value) = text.split_once(['：', ':'])?;
    if label.chars().count() > 40 || label.contains('※') || value.starts_with("//") {
        return None;
    }
    let found = whole(label)?;
    (!trim(value).is_empty()).then(|| Named::plain(found.meanings, label, value))
}

/// `主な戦略 (課題解決の方策) 甲を…`: the longest beginning that is a label, up to a space.
fn with_space(text: &str) -> Option<Named> {
    let spaces: Vec<usize> = text
        .char_indices()
        .take(46)
        .filter(|(_, c)| c.is_whitespace() || matches!(c, '…'))
        .map(|(at, _)| at)
        .collect();
    spaces.iter().rev().find_map(|at| {
        let (label, value) = (text.get(..*at)?, trim(text.get(*at..)?));
        if trim(label).chars().count() < 2
            || (trim(label).starts_with(crate::words::is_digit) && !label.contains("年度"))
            || value.is_empty()
        {
            return None;
        }
        let found = whole(label)?;
        Some(Named::plain(found.meanings, label, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<(Meaning, Option<String>, String, String)> {
        named(text).map(|it| (it.meanings[0], it.number, it.label, it.value))
    }

    #[test]
    fn labels_are_found_with_their_values() {
        let own = |label: &str, value: &str| (None, label.to_owned(), value.to_owned());
        let with = |meaning, (number, label, value): (Option<String>, String, String)| {
            Some((meaning, number, label, value))
        };
        assert_eq!(check("課題認識"), with(Meaning::Problems, own("課題認識", "")));
        assert_eq!(check("使命：市民を支える。"), with(Meaning::Mission, own("使命", "市民を支える。")));
        assert_eq!(
            check("主な戦略 （課題解決の方策） 訓練を行う。"),
            with(Meaning::Strategies, own("主な戦略 （課題解決の方策）", "訓練を行う。"))
        );
        assert_eq!(
            check("経営課題２－１ 【安心】"),
            with(Meaning::Issue, (Some("２－１".to_owned()), "安心".to_owned(), String::new()))
        );
        assert_eq!(check("自己評価を行った学校の割合：80%以上"), None);
        assert_eq!(check("目標を定めて取り組む。"), None);
    }
}
