//! 行頭の記号: bullets, enumerators and brackets at the start of a line.

use crate::words::{is_digit, trim};

/// 記号の種類: two headings of one style stand on one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// No mark: a line of its own.
    Bare,
    /// 第1章
    Chapter,
    /// Ⅰ
    Roman,
    /// 1, 1.
    Arabic,
    /// 1-1, 1.2: the number of parts.
    Joined(u8),
    /// (1), 1)
    Paren,
    /// ①
    Circled,
    /// ア, (ア): the flag says with brackets.
    Kana(bool),
    /// 【 】, 〈 〉 …: the opening bracket.
    Bracket(char),
    /// ■ ◆ ● ○ ・ …: the sign itself.
    Sign(char),
    /// #, ##: their count.
    Hash(u8),
    /// A label before ： or in the first column.
    Label,
}

impl Style {
    /// Signs that begin list items and never a heading.
    pub fn is_bullet(self) -> bool {
        matches!(
            self,
            Self::Sign(
                '・' | '･'
                    | '•'
                    | '-'
                    | '*'
                    | '·'
                    | '∙'
                    | '‣'
                    | '⁃'
                    | '➢'
                    | '➤'
                    | '✓'
                    | '→'
                    | '⇒'
                    | '➡'
                    | '–'
                    | '—'
                    | '―'
                    | '－'
                    | '▪'
                    | '◦'
                    | '\u{F0B7}'
                    | '\u{F06C}'
                    | '\u{F0D8}'
                    | '\u{F0A7}'
                    | '\u{F09F}'
                    | '>'
            )
        )
    }

    /// Styles that count.
    pub fn is_enumerator(self) -> bool {
        matches!(
            self,
            Self::Chapter
                | Self::Roman
                | Self::Arabic
                | Self::Joined(_)
                | Self::Paren
                | Self::Circled
                | Self::Kana(_)
        )
    }
}

/// 行頭の記号と本文.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked<'a> {
    /// How the line is marked.
    pub style: Style,
    /// The number as written, for styles that count.
    pub number: Option<&'a str>,
    /// Inside the brackets, for 【 】; else the text after the mark.
    pub text: &'a str,
    /// What follows a closing bracket.
    pub after: &'a str,
}

const SIGNS: &str =
    "⇒➡■□◆◇●○◎★☆▼▽▲△▶►▷・･•-*·∙‣⁃➢➤✓→–—―－▪▫◦>❖◼◾⬛〇＊\u{F0B7}\u{F06C}\u{F0D8}\u{F0A7}\u{F09F}";
const BRACKETS: &[(char, char)] = &[
    ('【', '】'),
    ('〈', '〉'),
    ('《', '》'),
    ('≪', '≫'),
    ('＜', '＞'),
    ('<', '>'),
    ('［', '］'),
    ('[', ']'),
    ('〔', '〕'),
    ('〖', '〗'),
    ('『', '』'),
];
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿⓵⓶⓷⓸⓹";
const ROMAN: &str = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ";
const KANA: &str = "アイウエオカキクケコサシスセソ";

/// Takes one mark off the start of a line; `None` when the line has none.
pub fn leading(text: &str) -> Option<Marked<'_>> {
    let text = trim(text);
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    hash(text)
        .or_else(|| bracket(text, first))
        .or_else(|| sign(first, rest))
        .or_else(|| chapter(text))
        .or_else(|| paren(text, first, rest))
        .or_else(|| counted(text, first, rest))
        .or_else(|| digits(text))
        .or_else(|| kana(text, first, rest))
}

fn plain<'a>(style: Style, number: Option<&'a str>, text: &'a str) -> Option<Marked<'a>> {
    let text = trim(text);
    (!text.is_empty()).then_some(Marked { style, number, text, after: "" })
}

fn hash(text: &str) -> Option<Marked<'_>> {
    let count = text.bytes().take(7).take_while(|byte| *byte == b'#').count();
    let rest = text.get(count..)?;
    if count == 0 || count > 6 || !rest.starts_with([' ', '\u{3000}']) {
        return None;
    }
    plain(Style::Hash(u8::try_from(count).ok()?), None, rest)
}

fn bracket(text: &str, first: char) -> Option<Marked<'_>> {
    let (open, close) = BRACKETS.iter().find(|(open, _)| *open == first)?;
    let inner = text.get(open.len_utf8()..)?;
    let end = inner.find(*close)?;
    let inside = trim(inner.get(..end)?);
    let after = trim(inner.get(end + close.len_utf8()..)?);
    (!inside.is_empty()).then_some(Marked { style: Style::Bracket(*open), number: None, text: inside, after })
}

/// △ and ▲ before a digit are a minus; - before a digit too; ○ may stand alone as a grade.
fn sign(first: char, rest: &str) -> Option<Marked<'_>> {
    if !SIGNS.contains(first) {
        return None;
    }
    let next = rest.chars().next()?;
    let minus = matches!(first, '△' | '▲' | '-' | '－' | '–' | '—' | '―');
    let ascii = matches!(first, '-' | '*' | '>' | '–' | '—' | '―' | '－' | '→');
    if (minus && is_digit(next)) || (ascii && !next.is_whitespace()) || next == first {
        return None;
    }
    plain(Style::Sign(first), None, rest)
}

fn chapter(text: &str) -> Option<Marked<'_>> {
    let rest = text.strip_prefix('第')?;
    let length: usize = rest
        .chars()
        .take(4)
        .take_while(|c| is_digit(*c) || "一二三四五六七八九十".contains(*c))
        .map(char::len_utf8)
        .sum();
    let after = rest.get(length..)?;
    let unit = after.chars().next().filter(|c| matches!(c, '章' | '節' | '編' | '部'))?;
    let number = text.get('第'.len_utf8()..'第'.len_utf8() + length).filter(|number| !number.is_empty())?;
    plain(Style::Chapter, Some(number), after.get(unit.len_utf8()..)?)
}

fn paren<'a>(text: &'a str, first: char, rest: &'a str) -> Option<Marked<'a>> {
    if first != '(' && first != '（' {
        return None;
    }
    let end = rest.find([')', '）'])?;
    let inside = trim(rest.get(..end)?);
    let after = rest.get(end..)?.chars().next().and_then(|c| rest.get(end + c.len_utf8()..))?;
    if (1..=3).contains(&inside.chars().count()) && inside.chars().all(is_digit) {
        return plain(Style::Paren, Some(inside), after);
    }
    let kana = inside.chars().count() == 1 && inside.chars().all(|c| KANA.contains(c));
    let roman =
        !inside.is_empty() && inside.chars().all(|c| ROMAN.contains(c) || matches!(c, 'i' | 'v' | 'x'));
    let _ = text;
    if kana || roman { plain(Style::Kana(true), Some(inside), after) } else { None }
}

fn counted<'a>(text: &'a str, first: char, rest: &'a str) -> Option<Marked<'a>> {
    let number = text.get(..first.len_utf8())?;
    if CIRCLED.contains(first) {
        return plain(Style::Circled, Some(number), rest);
    }
    if ROMAN.contains(first) {
        return plain(Style::Roman, Some(number), rest.trim_start_matches(['.', '．', '、', ':', '：']));
    }
    None
}

/// `1 `, `1.`, `1-1 `, `1-(1) `, `1)`: what follows must show that the digits count and are no figure.
fn digits(text: &str) -> Option<Marked<'_>> {
    let number = number(text)?;
    let parts = 1 + number.chars().filter(|c| "-－‐.．".contains(*c)).count();
    let rest = text.get(number.len()..)?;
    let next = rest.chars().next()?;
    let after = rest.get(next.len_utf8()..)?;
    let style = if parts > 1 { Style::Joined(u8::try_from(parts).ok()?) } else { Style::Arabic };
    match next {
        ')' | '）' => plain(Style::Paren, Some(number), after),
        '.' | '．' | '、' | ':' | '：' if !after.starts_with(is_digit) => {
            plain(style, Some(number), after)
        }
        c if c.is_whitespace() && !is_unit_like(after) => plain(style, Some(number), after),
        _ if number.ends_with([')', '）']) && parts > 1 => plain(style, Some(number), rest),
        _ => None,
    }
}

/// `73 百万円` is an amount, `3 / 12` a page, `48 ％` a figure.
fn is_unit_like(text: &str) -> bool {
    let text = trim(text);
    text.starts_with(['%', '％', '円', '/', '／', '年', '月', '-', '～', '~'])
        || ["千円", "百万円", "億円", "万円"].iter().any(|unit| text.starts_with(unit))
        || text.chars().all(|c| is_digit(c) || c == ',' || c == '.' || c.is_whitespace())
}

/// The number of an enumerator at the start: `1`, `1-1`, `1-(1)`, `2.3.1`; at most two digits a part.
pub fn number(text: &str) -> Option<&str> {
    let mut end = part(text)?;
    while let Some(rest) = text.get(end..) {
        let joint = rest.chars().next().filter(|c| "-－‐ー−–.．".contains(*c));
        let skipped = joint.map_or(0, char::len_utf8);
        let Some(tail) = rest.get(skipped..) else { break };
        let bracketed = bracketed_part(tail);
        match (joint, bracketed, part(tail)) {
            (_, Some(length), _) => end += skipped + length,
            (Some(_), None, Some(length)) => end += skipped + length,
            _ => break,
        }
    }
    text.get(..end)
}

fn part(text: &str) -> Option<usize> {
    let digits: usize = text.chars().take(3).take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
    let count = text.chars().take(3).take_while(|c| is_digit(*c)).count();
    (1..=2).contains(&count).then_some(digits)
}

fn bracketed_part(text: &str) -> Option<usize> {
    let first = text.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let length = part(text.get(first.len_utf8()..)?)?;
    let close = text.get(first.len_utf8() + length..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    Some(first.len_utf8() + length + close.len_utf8())
}

fn kana<'a>(text: &'a str, first: char, rest: &'a str) -> Option<Marked<'a>> {
    let next = rest.chars().next()?;
    let separated = next.is_whitespace() || matches!(next, '.' | '．' | '）' | ')' | '、');
    if !KANA.contains(first) || !separated {
        return None;
    }
    plain(Style::Kana(false), text.get(..first.len_utf8()), rest.get(next.len_utf8()..)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<(Style, Option<&str>, &str, &str)> {
        leading(text).map(|marked| (marked.style, marked.number, marked.text, marked.after))
    }

    #[test]
    fn marks_and_enumerators_are_taken_off() {
        assert_eq!(check("【目標】甲を行う。"), Some((Style::Bracket('【'), None, "目標", "甲を行う。")));
        assert_eq!(check("  • 甲"), Some((Style::Sign('•'), None, "甲", "")));
        assert_eq!(check("１．使命"), Some((Style::Arabic, Some("１"), "使命", "")));
        assert_eq!(check("(2) 安全"), Some((Style::Paren, Some("2"), "安全", "")));
        assert_eq!(check("1-(2)安全"), Some((Style::Joined(2), Some("1-(2)"), "安全", "")));
        assert_eq!(check("1-2 安全"), Some((Style::Joined(2), Some("1-2"), "安全", "")));
        assert_eq!(check("Ⅱ 課題"), Some((Style::Roman, Some("Ⅱ"), "課題", "")));
        assert_eq!(check("第3章 暮らし"), Some((Style::Chapter, Some("3"), "暮らし", "")));
        assert_eq!(check("ア 現状"), Some((Style::Kana(false), Some("ア"), "現状", "")));
        assert_eq!(check("## 使命"), Some((Style::Hash(2), None, "使命", "")));
    }

    #[test]
    fn figures_and_words_are_no_marks() {
        for text in [
            "5年度実績",
            "73 百万円",
            "48.5",
            "▲3",
            "-5",
            "2023.3.31",
            "3 / 12",
            "アイデア",
            "1,200",
            "120 人以上",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
