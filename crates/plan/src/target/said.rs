//! 目標値の見せ方: the words of a target as every page writes them, whatever the hand that typed them.

use rust_decimal::Decimal;

use crate::number::print;

/// The words with the figures of the target as everything else has them: 「１２０００人以上」 and 「12000人以上」 are 「12,000人以上」. Only the figures
/// that the target was read as are grouped, so years and names (ISO 14001) stay as they are; full-width signs become narrow
/// within a figure and the unit right behind it, nowhere else.
pub(super) fn said(words: &str, figures: &[Decimal]) -> String {
    let signs: Vec<char> = words.chars().collect();
    let (mut out, mut at) = (String::with_capacity(words.len()), 0);
    while let Some(sign) = signs.get(at) {
        let length = number_length(&signs[at..]);
        if length == 0 {
            out.push(*sign);
            at += 1;
            continue;
        }
        let digits: String = signs[at..at + length].iter().copied().map(narrow).collect();
        let value = digits.replace(',', "").parse().ok();
        let is_figure = value.is_some_and(|it: Decimal| figures.contains(&it));
        out.push_str(&if is_figure { grouped(digits) } else { digits });
        at += length;
        let unit = signs[at..].iter().take_while(|it| narrow(**it) != **it && !is_digit(**it)).count();
        out.extend(signs[at..at + unit].iter().copied().map(narrow));
        at += unit;
    }
    out
}

/// A full-width digit, letter, percent sign, point or comma in its narrow form.
fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '，' => {
            char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign)
        }
        other => other,
    }
}

fn is_digit(sign: char) -> bool {
    narrow(sign).is_ascii_digit()
}

/// How many signs from here on are a number: digits, with points and commas between them.
fn number_length(signs: &[char]) -> usize {
    let is_part = |it: &&char| is_digit(**it) || matches!(narrow(**it), ',' | '.');
    let length = signs.iter().take_while(is_part).count();
    let digits = &signs[..length];
    if !digits.first().is_some_and(|it| is_digit(*it)) {
        return 0;
    }
    digits.iter().rposition(|it| is_digit(*it)).map_or(0, |it| it + 1)
}

/// 12,000 of 12000 or 12,000; as it was where its commas stand elsewhere.
fn grouped(digits: String) -> String {
    let whole = digits.split('.').next().unwrap_or_default();
    let mut parts = whole.split(',');
    let is_grouped =
        parts.next().is_some_and(|it| (1..=3).contains(&it.len())) && parts.all(|it| it.len() == 3);
    if whole.starts_with('0') || (whole.contains(',') && !is_grouped) {
        return digits;
    }
    digits.replace(',', "").parse().map_or(digits, print)
}

#[cfg(test)]
mod tests {
    use crate::condition::Condition;
    use crate::fiscal_year::FiscalYear;
    use crate::record::RecordId;
    use crate::target::Target;

    fn said(words: &str) -> String {
        let condition = Condition::parse(words, None).map_or(Condition::Words, |it| it.condition);
        let (indicator, fiscal_year) = (RecordId::new("i"), FiscalYear::new(2024));
        Target { indicator, fiscal_year, condition, words: words.to_owned(), revision_reason: None }.said()
    }

    #[test]
    fn however_it_was_typed_a_figure_is_shown_in_one_way() {
        for typed in ["12000人以上", "１２０００人以上", "12,000人以上", "１２，０００人以上"]
        {
            assert_eq!(said(typed), "12,000人以上", "{typed}");
        }
        assert_eq!(said("1234.50ｇ以下"), "1,234.50g以下", "as precise as it was typed");
        assert_eq!(said("1000～2000件"), "1,000～2,000件");
        assert_eq!(said("１．５時間以内"), "1.5時間以内");
        assert_eq!(said("2030年度までに48％以上"), "2030年度までに48%以上");
        assert_eq!(said("2030年度までに12000人以上"), "2030年度までに12,000人以上");
    }

    #[test]
    fn what_is_no_figure_of_the_target_stays_as_it_was_typed() {
        for kept in [
            "全校で実施（毎年）",
            "2030年度までに終える",
            "2025～2030年度に整備する",
            "ISO 14001の取得",
            "2026.3までに開設",
            "認証を取得，毎年更新",
            "Ａ評価を保つ",
            "第1000号線の開通",
            "6.6.10に完了",
            "0120",
            "R2030計画",
            "95以上",
        ] {
            assert_eq!(said(kept), kept);
        }
    }
}
