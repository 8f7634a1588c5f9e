//! 数値と言葉: what the one grammar of figures makes of the words that the reader found.

use plan::{condition::Condition, fiscal_year::FiscalYear, missing::Missing, quantity::Quantity};

use crate::{
    document::Indicator,
    line,
    words::{folded, has_digit, is_digit, key, trim},
};

/// 実績の読み.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub actual: Option<String>,
    /// 約, 程度: the figure calls itself inexact.
    pub approximate: bool,
    pub unit: Option<String>,
    pub judgement: Option<String>,
    pub cumulative: Option<String>,
}

/// Reads the statement of an indicator: name, condition, unit.
pub(super) fn promise(text: &str, unit: Option<&str>) -> Indicator {
    let rewritten = target_in_bracket(text);
    let read = line::indicator(rewritten.as_deref().unwrap_or(text), unit);
    Indicator { name: read.name.clone().filter(|name| !name.is_empty()), ..of_line(text, &read) }
}

/// 「…の割合（目標：48％以上）」 is 「…の割合：48％以上」.
fn target_in_bracket(text: &str) -> Option<String> {
    let (head, inside) = crate::words::without_tail_bracket(text)?;
    let target = inside.strip_prefix("目標値").or_else(|| inside.strip_prefix("目標"))?;
    Some(format!("{head}：{}", trim(target.trim_start_matches([':', '：']))))
}

/// 「…の割合　３年度末　55％以上」: a deadline without an era; the text without it, and its year.
pub(super) fn bare_due(text: &str, document: Option<FiscalYear>) -> Option<(String, FiscalYear)> {
    let at = text.find("年度")?;
    let before = text.get(..at)?;
    let digits = before.chars().rev().take_while(|c| is_digit(*c) || *c == '元').count();
    let start = before.char_indices().rev().take(digits).last().map(|(at, _)| at)?;
    let head = text.get(..start)?;
    if !(1..=2).contains(&digits)
        || !head.ends_with([' ', '\u{3000}', '：', ':', '（', '(', 'を', 'は', '、'])
    {
        return None;
    }
    let due = FiscalYear::parse(text.get(start..at + "年度".len())?, document)?;
    let rest = text.get(at + "年度".len()..)?;
    let rest = ["末までに", "までに", "末時点", "末", "中に", "に", "目標"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    Some((format!("{}　{}", trim(head), trim(rest)), due))
}

fn of_line(text: &str, read: &line::IndicatorLine) -> Indicator {
    Indicator {
        text: text.to_owned(),
        comparator: read.comparator().map(|it| it.as_str().to_owned()),
        target: read.target().map(|it| it.to_string()),
        unit: read.unit.as_ref().map(|it| it.as_str().to_owned()),
        baseline: read.baseline.map(|it| it.to_string()),
        due_year: read.due_year,
        condition: read.has_target().then(|| read.condition.clone()),
        ..Indicator::default()
    }
}

/// Reads a target cell; a name in it is left out.
pub(super) fn target(text: &str, unit: Option<&str>) -> Indicator {
    of_line(text, &line::indicator(text, unit))
}

/// Reads a result: `54.2％：A`, `5年度 1,234世帯（A）`, `○`.
pub(super) fn outcome(text: &str, year: Option<FiscalYear>, unit: Option<&str>) -> Outcome {
    if let Some((figure, grade)) = circled(text) {
        return Outcome { judgement: Some(grade.to_owned()), ..outcome(figure, year, unit) };
    }
    let read = line::result(text, year, unit);
    Outcome {
        actual: read.actual.map(|it| it.to_string()),
        approximate: read.approximate,
        unit: read.unit.map(|it| it.as_str().to_owned()),
        judgement: read.judgement,
        cumulative: read.cumulative_actual.map(|it| it.to_string()),
    }
}

/// 「83％：①」, 「83％（②(i)）」: a circled grade behind the figure.
fn circled(text: &str) -> Option<(&str, &str)> {
    let text = trim(text);
    let at = text.rfind(['①', '②', '③', '④', '⑤']).filter(|at| *at > 0)?;
    let (figure, grade) = text.split_at(at);
    let open = figure.ends_with(['（', '(']);
    let grade = if open { grade.trim_end_matches(['）', ')']) } else { grade };
    let bare = figure.trim_end_matches(|c: char| c.is_whitespace() || "：:（(→".contains(c));
    (grade.chars().count() <= 5 && bare.len() < figure.len()).then_some((bare, grade))
}

/// A grade as written: short words without a figure.
pub(super) fn judgement(text: &str) -> Option<String> {
    let bare = trim(text.trim_matches(['（', '）', '(', ')', '【', '】', '：', ':']));
    // 「B（概ね良好）」 keeps its bracket.
    let text = if bare.contains(['（', '(']) { trim(text) } else { bare };
    let folded = key(text);
    let dash = folded.chars().all(|c| matches!(c, '-' | '…' | '.'));
    let short = (1..=10).contains(&folded.chars().count())
        && !has_digit(&folded)
        && !folded.contains(['%', '円', '。']);
    (short && !dash && Missing::parse(text).is_none()).then(|| text.to_owned())
}

/// Whether a text is a figure with a unit and a comparison at most: no name stands in it.
pub(super) fn is_bare(text: &str) -> bool {
    let text = trim(text);
    has_digit(text)
        && (Condition::parse(text, None).is_some() || Quantity::parse(text, None).is_some())
        && text.chars().count() <= 24
}

/// Whether a text can be the result of an unnamed indicator.
pub(super) fn is_result(text: &str) -> bool {
    let read = outcome(text, None, None);
    read.actual.is_some() || read.judgement.is_some() || is_missing(text)
}

/// －, 集計中 …
pub(super) fn is_missing(text: &str) -> bool {
    Missing::parse(text).is_some()
}

/// A cell that only says what the column holds.
pub(super) fn is_heading_word(text: &str) -> bool {
    !has_digit(text.trim_start_matches(is_digit))
        && !crate::dictionary::dictionary().meanings(text).is_empty()
        && judgement(text).is_none_or(|_| key(text).contains("実績"))
}

/// The part of a result behind a name: from the last ： before the first figure, else from the figure.
pub(super) fn behind_name(text: &str) -> &str {
    let Some(first) = text
        .char_indices()
        .find(|(at, c)| is_digit(*c) && text.get(at + c.len_utf8()..).is_some())
        .map(|(at, _)| at)
    else {
        return text;
    };
    let head = text.get(..first).unwrap_or("");
    let colon = head
        .rfind(['：', ':'])
        .and_then(|at| text.get(at..))
        .map(|rest| rest.trim_start_matches(['：', ':']));
    trim(colon.unwrap_or(if head.chars().count() >= 4 { text.get(first..).unwrap_or(text) } else { text }))
}

/// A fiscal year in a cell.
pub(super) fn year(text: &str, document: Option<FiscalYear>) -> Option<FiscalYear> {
    FiscalYear::parse(&folded(trim(text)), document)
}
