//! 目標値の見せ方: the words of a target as every page writes them, whatever the hand that typed them.

use crate::number::print;

/// The words with figures as everything else has them: 「１２０００人以上」 and 「12000人以上」 are 「12,000人以上」. Nothing else is touched, and
/// years, numbers of things (第1000号) and what is no number at all stay as they were typed.
/// ```
/// assert_eq!(plan::target::said("１２０００人以上"), "12,000人以上");
/// assert_eq!(plan::target::said("2030年度までに48％以上"), "2030年度までに48%以上");
/// ```
pub fn said(words: &str) -> String {
    let narrow: Vec<char> = words.chars().map(narrow).collect();
    let (mut out, mut at) = (String::with_capacity(words.len()), 0);
    while let Some(sign) = narrow.get(at) {
        let number = if sign.is_ascii_digit() { number_at(&narrow[at..]) } else { &[] };
        if number.is_empty() {
            out.push(*sign);
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|it| narrow.get(it));
        let after = narrow.get(at + number.len());
        let digits: String = number.iter().collect();
        out.push_str(&if is_a_name(before, after) { digits } else { grouped(digits) });
        at += number.len();
    }
    out
}

/// A full-width digit, letter, % or sign within a figure as its narrow form. Brackets and other marks of Japanese text stay wide.
fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '，' => {
            char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign)
        }
        other => other,
    }
}

/// The digits, commas and points from here on, without a comma or a point at their end.
fn number_at(signs: &[char]) -> &[char] {
    let is_part = |it: &char| it.is_ascii_digit() || matches!(it, ',' | '.');
    let length = signs.iter().take_while(|it| is_part(it)).count();
    let kept = signs[..length].iter().rposition(char::is_ascii_digit).map_or(0, |it| it + 1);
    &signs[..kept]
}

/// 2030年, 第1000号, R2030, 10-1234: what names something counts nothing.
fn is_a_name(before: Option<&char>, after: Option<&char>) -> bool {
    after == Some(&'年') || before.is_some_and(|it| *it == '第' || *it == '-' || it.is_ascii_alphabetic())
}

/// 12,000 of 12000 or 12,000; as it was where it is no such number.
fn grouped(digits: String) -> String {
    let whole = digits.split('.').next().unwrap_or_default();
    let mut parts = whole.split(',');
    let is_grouped =
        parts.next().is_some_and(|it| (1..=3).contains(&it.len())) && parts.all(|it| it.len() == 3);
    let is_long = whole.len() > 3 && !whole.starts_with('0');
    if digits.matches('.').count() > 1 || !is_long || (whole.contains(',') && !is_grouped) {
        return digits;
    }
    digits.replace(',', "").parse().map_or(digits, print)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_was_typed_a_figure_is_shown_in_one_way() {
        for typed in ["12000人以上", "１２０００人以上", "12,000人以上", "１２，０００人以上"]
        {
            assert_eq!(said(typed), "12,000人以上", "{typed}");
        }
        assert_eq!(said("1234.50ｇ以下"), "1,234.50g以下", "as precise as it was typed");
        assert_eq!(said("1000～2000件（平均）"), "1,000～2,000件（平均）");
        assert_eq!(said("１．５時間以内"), "1.5時間以内");
    }

    #[test]
    fn what_is_no_figure_stays_as_it_was_typed() {
        for kept in [
            "全校で実施（毎年）",
            "2030年度までに終える",
            "第1000号線の開通",
            "6.6.10に完了",
            "0120",
            "1,23人",
            "R2030計画",
            "95以上",
        ] {
            assert_eq!(said(kept), kept);
        }
    }
}
