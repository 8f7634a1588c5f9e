//! 実績の一行: a year, a figure and a judgement, in any order in which an achievement line has them.

use plan::{
    condition::Condition,
    fiscal_year::FiscalYear,
    key::key,
    missing::Missing,
    quantity::{Quantity, is_broken},
    unit::Unit,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    dated::years,
    indicator::{LONGEST, is_legend},
    judgement::judgement,
};

/// 実績: a line such as 「5年度 1,234世帯：A」, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultLine {
    /// The year that the line names; none where it names none, or several.
    pub fiscal_year: Option<FiscalYear>,
    /// The figure outside brackets.
    pub actual: Option<Decimal>,
    /// Its unit, or that of the table.
    pub unit: Option<Unit>,
    /// A, ○, 達成 …, as written.
    pub judgement: Option<String>,
    /// The figure in brackets, where the line says that it is a running sum.
    pub cumulative_actual: Option<Decimal>,
    /// 約, 程度
    pub approximate: bool,
    /// The mark or word that stands where the figure should.
    pub missing: Option<Missing>,
    /// A qualitative result: what is neither a figure nor a mark. 全員取得, 1/133
    pub words: Option<String>,
}

impl ResultLine {
    /// As `meyasu read --line` prints it.
    pub fn to_json(&self) -> Value {
        json!({
            "fiscal_year": self.fiscal_year.map(FiscalYear::year),
            "actual": self.actual.map(|actual| actual.to_string()),
            "unit": self.unit,
            "judgement": self.judgement,
            "cumulative_actual": self.cumulative_actual.map(|actual| actual.to_string()),
            "words": self.words,
        })
    }
}

/// Reads an achievement line; `context` is the year of its document, `context_unit` the unit of its indicator or table.
///
/// Several years or several figures are not sorted out by guessing: the words stay, and the figure is none.
/// ```
/// use plan::fiscal_year::FiscalYear;
/// let line = reading::line::result("5年度 1,234世帯：A", Some(FiscalYear::new(2023)), None);
/// assert_eq!((line.fiscal_year.map(FiscalYear::year), line.judgement.as_deref()), (Some(2023), Some("A")));
/// ```
pub fn result(text: &str, context: Option<FiscalYear>, context_unit: Option<&str>) -> ResultLine {
    if text.len() > LONGEST {
        return ResultLine { words: Some(text.trim().to_owned()), ..ResultLine::default() };
    }
    let enumerated = |c: char| matches!(c, '①'..='⓿' | '❶'..='➓' | '㉑'..='㊿');
    let key = key(text.replace(enumerated, " ").trim_start_matches(['・', '･', '●', '■', '◆', '　', ' ']));
    let (key, legend) = key.split_at(key.find('※').filter(|at| is_legend(&key[*at..])).unwrap_or(key.len()));
    if is_legend(key) || (key.is_empty() && !legend.is_empty()) {
        return ResultLine { words: Some(format!("{key}{legend}")), ..ResultLine::default() };
    }
    let (years, text) = years(key, context);
    let mut line = ResultLine::default();
    let (beside, text) = of_the_result(&text);
    let (judged, text) = judgement(&text);
    line.judgement = judged.or_else(|| judgement(beside).0);
    line.fiscal_year = years.first().copied().filter(|_| years.len() == 1);
    let text = text.trim_matches([' ', ':', '、', ',', '/', '→', '・', ';', '。', '|']);
    let inner =
        text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).filter(|inner| !inner.contains('('));
    let text = inner.filter(|_| line.judgement.is_some()).unwrap_or(text);
    if years.len() > 1 {
        line.words = Some(text.to_owned());
        return line;
    }
    match figure(text, context_unit) {
        Some(quantity) => line.take(quantity, text),
        None if is_broken(text) => {}
        None => {
            line.missing = Missing::parse(text);
            line.words = (line.missing.is_none() && !text.is_empty()).then(|| text.to_owned());
        }
    }
    line
}

impl ResultLine {
    fn take(&mut self, quantity: Quantity, text: &str) {
        let running = text.contains("累計") || text.contains("累積");
        self.cumulative_actual = quantity.part.filter(|_| running);
        (self.actual, self.unit) = (Some(quantity.value), quantity.unit);
        self.approximate = quantity.approximate;
    }
}

/// Labels of the figure that a result line is about.
const RESULTS: [&str; 4] = ["実績値", "実績", "達成値", "結果"];
/// Words between a year and its figure.
const STATES: &str = "末時点 末現在 末 時点 現在 見込み 見込 決算 速報値 速報 確定値";
/// Labels of figures beside the result: 達成率 120%.
const BESIDE: [&str; 8] =
    ["達成率", "目標達成率", "目標値", "目標", "進捗率", "前年度比", "対前年", "対目標"];

/// What stands before 実績, and what behind it, without what the line says about the target.
fn of_the_result(line: &str) -> (&str, String) {
    let labels = RESULTS.iter().filter_map(|label| Some((line.rfind(label)?, label.len())));
    let (beside, text) = match labels.max() {
        Some((at, length)) if !line[at + length..].trim().is_empty() => (&line[..at], &line[at + length..]),
        Some((at, _)) => ("", line[..at].trim_end_matches(['(', ' '])),
        None => ("", line),
    };
    let text = if beside.contains('(') && !text.contains('(') { text.trim_end_matches(')') } else { text };
    let text = text.trim_start_matches(['と', 'は', ' ', ':', ')', '】', ']', '、', ',']);
    let text =
        STATES.split_whitespace().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start();
    let whole = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let text = whole.filter(|inner| text.len() < line.len() && !inner.contains('(')).unwrap_or(text); // 実績(8,200人)
    (beside.trim_end_matches(['(', ' ', '、']), without_figures_beside(text))
}

/// 120人、達成率:120% is 120人: a figure under another label goes, if one without a label stands before it.
fn without_figures_beside(text: &str) -> String {
    let numeric = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let place = BESIDE
        .iter()
        .filter_map(|label| text.find(label))
        .filter(|at| text[..*at].ends_with([' ', '、', ',']));
    let Some(at) = place.filter(|at| numeric(&text[..*at])).min() else { return text.to_owned() };
    let label = text[at..].find(|c: char| c.is_ascii_digit()).map(|digit| at + digit);
    let Some(digit) = label.filter(|digit| text[at..*digit].chars().count() <= 8) else {
        return text.to_owned();
    };
    let end = text[digit..].find([' ', '、', ')']).map_or(text.len(), |end| digit + end);
    format!("{}{}", &text[..at], &text[end..])
}

/// The one figure of the text: the whole of it, or what stands behind a name.
fn figure(text: &str, unit: Option<&str>) -> Option<Quantity> {
    if text.is_empty() {
        return None;
    }
    Quantity::parse(text, unit)
        .or_else(|| of_something_done(text, unit))
        .or_else(|| behind_a_name(text, unit))
        .or_else(|| before_a_remark(text, unit))
}

/// 2回開催, 12団体が参加した: a figure and what was done with it.
fn of_something_done(text: &str, unit: Option<&str>) -> Option<Quantity> {
    let open = text.strip_suffix(')').and_then(|inner| inner.rfind('('));
    let (text, beside) = open.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..text.len() - 1])));
    let done = ["しました", "した", "済み", "済", "し"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let key = Unit::parse(unit.unwrap_or_default());
    let (quantity, rest) = Quantity::at_start(done, key.as_ref())?;
    let acted = Condition::parse(done, unit).is_some_and(|read| {
        read.condition == Condition::Bare(quantity.value) && read.baseline.is_none() && read.window.is_empty()
    });
    let part = beside.and_then(|beside| Quantity::parse(beside, None)).map(|part| part.value);
    (acted && !rest.is_empty()).then_some(Quantity { part, ..quantity })
}

/// Names of figures that are not the result.
const OTHERS: &str = "目標 目標値 計画値 基準値 現状値 国の平均 全国平均 国平均 県平均 県の平均 府平均 都平均 道平均 市平均 区平均 類似団体平均 前年同期 前回 前年";

fn behind_a_name(text: &str, unit: Option<&str>) -> Option<Quantity> {
    let (at, quantity) = last_figure(text, unit)?;
    let name = text[..at].trim_end_matches([' ', ':', '、', ',']);
    if OTHERS.split_whitespace().any(|other| name.ends_with(other)) {
        return None; // not this result, but what it is measured by
    }
    let pieces = name.split([' ', '・', '、', ',', '/']);
    let second =
        pieces.into_iter().any(|piece| last_figure(piece, None).is_some()) || name.ends_with(['/', '~', '→']);
    (!second).then_some(quantity)
}

/// The first place from which the rest is one quantity.
fn last_figure(text: &str, unit: Option<&str>) -> Option<(usize, Quantity)> {
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let inside = before.is_ascii_alphanumeric()
            || ".,-~/±▲△(第→+".contains(before)
            || "一二三四五六七八九十百千万億".contains(before);
        before = c;
        let begins = c.is_ascii_digit() || "-▲△約延累計年+¥".contains(c);
        (begins && !inside).then(|| Some((at, Quantity::parse(&text[at..], unit)?)))?
    })
}

/// 54.2% 目標を上回った: one number, then words.
fn before_a_remark(text: &str, unit: Option<&str>) -> Option<Quantity> {
    let end = text.find([' ', '、', '。'])?;
    let remark = &text[end..];
    let words_only = !remark.contains(|c: char| c.is_ascii_digit());
    let figure = &text[..end];
    words_only.then(|| Quantity::parse(figure, unit).or_else(|| of_something_done(figure, unit)))?
}
