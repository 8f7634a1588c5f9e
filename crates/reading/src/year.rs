//! 見出しの年度: the fiscal year that a heading names, and the heading without it.

use plan::fiscal_year::FiscalYear;

use crate::words::{is_digit, trim};

/// Takes a year out of a heading: `令和5年度`, `（令和5年度）`, `R5`.
pub fn without_year(text: &str) -> (Option<FiscalYear>, String) {
    let Some((start, end)) = year_span(text) else { return (None, text.to_owned()) };
    let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    let year = text.get(start..end).and_then(|written| FiscalYear::parse(written, None));
    if year.is_none() {
        return (None, text.to_owned());
    }
    let (before, after) = match (
        before.trim_end().strip_suffix(['(', '（', '【', '[', '〔', '<', '＜']),
        after.trim_start().strip_prefix([')', '）', '】', ']', '〕', '>', '＞']),
    ) {
        (Some(before), Some(after)) => (before, after),
        _ => (before, after),
    };
    (year, trim(&format!("{before} {}", after.strip_prefix('の').unwrap_or(after))).to_owned())
}

/// Where a year with its era or 年度 stands: byte range of the first.
pub fn year_span(text: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(start, c)| {
        let rest = text.get(start..)?;
        let era = ["令和", "平成", "昭和"].iter().find(|era| rest.starts_with(**era)).map(|era| era.len());
        let letter = matches!(c, 'R' | 'H' | 'Ｒ' | 'Ｈ').then_some(c.len_utf8());
        let before = text.get(..start)?.chars().last();
        if is_digit(c) && before.is_some_and(is_digit)
            || letter.is_some() && before.is_some_and(|c| c.is_ascii_alphanumeric())
        {
            return None;
        }
        let body = rest.get(era.or(letter).unwrap_or(0)..)?;
        let spaces: usize = body.chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
        let inner = body.get(spaces..)?;
        let digits = inner.chars().take_while(|c| is_digit(*c) || *c == '元').count();
        let length: usize = inner.chars().take(digits).map(char::len_utf8).sum();
        let after = inner.get(length..)?;
        let after_bracket = bracketed_year(after).unwrap_or(0);
        let tail = after.get(after_bracket..)?;
        let named = ["年度", "年 度"].iter().find(|tail_word| trim_start(tail).starts_with(**tail_word));
        let skipped = tail.len() - trim_start(tail).len();
        let end = start + era.or(letter).unwrap_or(0) + spaces + length + after_bracket;
        match (era.or(letter), digits, named) {
            (_, 1.., Some(word)) if era.or(letter).is_some() || digits == 4 => {
                let close = end + skipped + word.len();
                let more = text.get(close..).and_then(bracketed_year).unwrap_or(0);
                Some((start, close + more))
            }
            (Some(_), 1..=2, None) if letter.is_some() && !tail.starts_with(['.', '．', '-']) => {
                Some((start, end))
            }
            _ => None,
        }
    })
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches(char::is_whitespace)
}

/// `（2023年度）` or `(2023)` at the start: its length.
fn bracketed_year(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let end = inner.find([')', '）'])?;
    let inside = inner.get(..end)?;
    let close = inner.get(end..)?.chars().next()?.len_utf8();
    let year = inside.chars().filter(|c| is_digit(*c)).count() >= 1
        && inside.chars().all(|c| is_digit(c) || "年度令和平成RH元西暦Ｒ".contains(c));
    year.then_some(text.len() - inner.len() + end + close)
}
