//! 指標の一行: an indicator's name and what is asked of it, in one sentence.

use plan::{
    condition::{Comparator, Condition},
    fiscal_year::FiscalYear,
    key::Folded,
    missing::Missing,
    unit::Unit,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    lead_in,
    name::{name_of, unit_in_brackets},
    parts::Parts,
};

/// 指標: a statement such as 「…の割合：56%以上」, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorLine {
    /// The name in the document's own words; none where the line is only a target, or a legend.
    pub name: Option<String>,
    /// What the actual figure must do; [`Condition::Words`] where no number can say it.
    pub condition: Condition,
    /// The unit of the target, or of the brackets in the name.
    pub unit: Option<Unit>,
    /// 令和7年度末までに
    pub due_year: Option<FiscalYear>,
    /// 各年度, 累計: the span it is counted over, in the text's own words, folded.
    pub window: Vec<String>,
    /// 基準値 or 現状値, where the line names one.
    pub baseline: Option<Decimal>,
    /// 約, 程度
    pub approximate: bool,
    /// 累計, 延べ
    pub cumulative: bool,
}

impl IndicatorLine {
    /// 以上, 以下 …, if the text compares.
    pub fn comparator(&self) -> Option<Comparator> {
        self.condition.comparator()
    }

    /// The one number of the target.
    pub fn target(&self) -> Option<Decimal> {
        self.condition.target()
    }

    /// Whether the line says what is asked, in numbers or in words such as 前年度以上.
    pub fn has_target(&self) -> bool {
        self.condition != Condition::Words
    }

    /// As `meyasu read --line` prints it.
    pub fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "comparator": self.comparator(),
            "target": self.target().map(|target| target.to_string()),
            "unit": self.unit,
            "due_year": self.due_year.map(FiscalYear::year),
            "window": self.window,
            "baseline": self.baseline.map(|baseline| baseline.to_string()),
            "approximate": self.approximate,
            "cumulative": self.cumulative,
        })
    }

    fn words(name: &str, due_year: Option<FiscalYear>) -> Self {
        Self {
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            condition: Condition::Words,
            unit: None,
            due_year,
            window: Vec::new(),
            baseline: None,
            approximate: false,
            cumulative: false,
        }
    }
}

/// Reads a statement of an indicator; `context_unit` is the unit of its table.
///
/// The name keeps the document's wording. What is no target stays in the name or, behind a colon, is a target in words.
/// ```
/// let line = reading::line::indicator("①防災訓練の参加者数（延べ）は、令和7年度末までに1,200人以上", None);
/// assert_eq!(line.name.as_deref(), Some("防災訓練の参加者数（延べ）"));
/// assert_eq!(line.target(), Some(1200.into()));
/// ```
pub fn indicator(text: &str, context_unit: Option<&str>) -> IndicatorLine {
    if text.len() > LONGEST {
        return IndicatorLine::words(text.trim(), None);
    }
    let clean = without_markup(text);
    let lead_in = lead_in::strip(&clean);
    let folded = Folded::new(lead_in.text);
    let key = folded.key();
    if is_legend(key) {
        return IndicatorLine::words("", None);
    }
    let parts = Parts::of(key);
    let bracket_unit = unit_in_brackets(&key[..parts.name_end]);
    let context = bracket_unit.as_deref().or(context_unit);
    let found = parts.target(key, context);
    let name_end = found.as_ref().map_or_else(|| words_begin(&key[..parts.name_end]), |(at, _)| *at);
    let name = folded.raw(0..name_of(&key[..name_end]).len());
    let mut line = IndicatorLine::words(&own_words(name), lead_in.due);
    if lead_in.footnote && found.is_none() {
        line.name = None;
    }
    if let Some((_, target)) = found {
        line.unit = target.unit;
        line.condition = target.condition;
        line.due_year = target.due.or(line.due_year);
        (line.window, line.approximate, line.cumulative) =
            (target.window, target.approximate, target.cumulative);
        line.baseline = target.baseline.map(|baseline| baseline.value);
    }
    line.baseline = line.baseline.or(parts.baseline(key));
    line
}

/// Where the target begins that no number can say: behind a colon (計画の策定：策定完了); at once, where the line is only a mark.
fn words_begin(key: &str) -> usize {
    if Missing::parse(key).is_some() {
        return 0;
    }
    key.find(':').filter(|at| *at > 0).unwrap_or(key.len())
}

/// Bytes beyond which a text is prose, and no statement of one indicator.
pub(super) const LONGEST: usize = 6_000;

/// Tags, `&nbsp;` and `_x000D_` are how a page or a workbook broke its lines.
pub(super) fn without_markup(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let tag = rest[at + 1..].find('>').map(|end| &rest[at + 1..at + 1 + end]);
        let is_tag = tag.is_some_and(|tag| {
            tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && tag.is_ascii()
        });
        let end = at + if is_tag { tag.map_or(1, |tag| tag.len() + 2) } else { 1 };
        clean.push_str(&rest[..if is_tag { at } else { end }]);
        if is_tag {
            clean.push(' ');
        }
        rest = &rest[end..];
    }
    clean.push_str(rest);
    clean
        .replace("&nbsp;", " ")
        .replace("_x000D_", " ")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

/// A：達成 B：未達成
pub(super) fn is_legend(key: &str) -> bool {
    let text = key.trim_start_matches(['※', '*', '(', ' ']);
    let graded = |piece: &str| {
        let mut parts = piece.splitn(2, [':', '=', '…', '・']);
        let grade = parts.next().unwrap_or_default().trim_start_matches(['※', '(']);
        let meaning = parts.next().unwrap_or_default();
        grade.chars().count() == 1
            && ["達成", "順調", "遅れ", "未", "改善", "悪化", "良", "向上", "有効"]
                .iter()
                .any(|word| meaning.contains(word))
    };
    text.split([' ', '、', ',', '/']).filter(|piece| graded(piece)).count() >= 2
}

/// One space for the breaks that a cell or a page put into a name.
fn own_words(name: &str) -> String {
    name.split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
