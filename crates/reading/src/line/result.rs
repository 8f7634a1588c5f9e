//! 実績の一行: a year, a figure and a judgement, in any order in which an achievement line has them.

use std::ops::Range;

use plan::{
    fiscal_year::{self, FiscalYear},
    key::key,
    missing::Missing,
    quantity::{Quantity, is_broken},
    unit::Unit,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::indicator::is_legend;

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
    let key = key(text.trim_start_matches(['・', '･', '●', '■', '◆', '　', ' ']));
    if is_legend(&key) {
        return ResultLine { words: Some(key), ..ResultLine::default() };
    }
    let (years, text) = years(&key, context);
    let mut line = ResultLine::default();
    let text = of_the_result(&text);
    let (judged, text) = judgement(text);
    line.judgement = judged;
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

/// Every year that the line names, and the line without them.
fn years(key: &str, context: Option<FiscalYear>) -> (Vec<FiscalYear>, String) {
    let (mut years, mut text, mut rest) = (Vec::new(), String::new(), key);
    while let Some(c) = rest.chars().next() {
        let glued = text.ends_with(|before: char| before.is_ascii_alphanumeric() || "./-~".contains(before));
        let bare = c.is_ascii_digit() && text.ends_with(|before: char| !" :、,([【".contains(before));
        let found = fiscal_year::at_start(rest, context)
            .filter(|_| !glued && !bare)
            .filter(|(_, after)| is_heading(after));
        // (前年度52.1%): another year's figure beside this one
        let found = found.filter(|(_, after)| {
            !text.ends_with('(')
                || !after.starts_with(|c: char| c.is_ascii_digit() || c == ':' || c == ' ' || c == '実')
        });
        match found {
            Some((year, after)) => {
                if !years.contains(&year) {
                    years.push(year);
                }
                text.push(' ');
                rest = after;
            }
            None => {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (years, text.replace("( )", " ").replace("[ ]", " ").replace("【 】", " "))
}

/// A year of the result, not of a plan or a target: 令和7年度までに is another thing.
fn is_heading(after: &str) -> bool {
    !["まで", "から", "~", "生まれ", "の目標", "目標"].iter().any(|word| after.starts_with(word))
}

/// Behind 実績, and without what the line says about the target.
fn of_the_result(text: &str) -> &str {
    let label = ["実績値", "実績", "達成値", "結果"]
        .iter()
        .filter_map(|label| Some((text.rfind(label)?, label.len())))
        .max();
    let text = match label {
        Some((at, length)) if !text[at + length..].trim().is_empty() => &text[at + length..],
        Some((at, _)) => text[..at].trim_end_matches(['(', ' ']),
        None => text,
    };
    let text = text.trim_start_matches(['と', 'は', ' ', ':', ')', '】', ']', '、', ',']);
    ["末時点", "末現在", "末", "時点", "現在", "見込み", "見込", "決算", "速報値", "速報", "確定値"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_start()
}

/// Signs that are grades; △ and × before a digit are something else.
const SIGNS: &str = "◎○〇◯●△▲×✕✖☆★";
/// Judgements in words.
const WORDS: &str = "目標を概ね達成 目標をおおむね達成 目標を達成 概ね目標達成 概ね目標を達成 目標一部未達成 目標一部達成 目標未達成 目標達成済み 目標達成 \
    目標未達 おおむね達成 概ね達成 ほぼ達成 一部未達成 一部達成 部分達成 未達成 達成済み 達成済 達成見込み 達成見込 達成困難 未達 達成";
/// Judgements that are also parts of names: only where nothing else can stand.
const PROGRESS: &str = "おおむね順調 概ね順調 ほぼ順調 順調でない 順調 やや遅れている やや遅れ 大幅な遅れ 遅れている 遅れ 停滞 良好 改善 悪化 横ばい \
    有効でない 有効 計画どおり 計画通り 予定どおり 予定通り 進展";
/// Words around a judgement that only say that it is one.
const ABOUT: &str = "自己評価 総合評価 評価結果 評価 判定結果 判定 達成状況 達成度 進捗状況 進捗度 評定 ランク 区分 結果 状況";
const BEFORE: &str = " :([【「…→/、,=<〔・";
const BEHIND: &str = " :)]】」/、,>〕。(";

/// The judgement, and the text without it. None where two different ones stand there.
fn judgement(text: &str) -> (Option<String>, String) {
    let grades = grades(text);
    let same = grades.windows(2).all(|pair| text[pair[0].clone()] == text[pair[1].clone()]);
    let found = if same { grades.into_iter().next().or_else(|| worded(text)) } else { None };
    let Some(found) = found else { return (None, text.to_owned()) };
    let before = without_about(text[..found.start].trim_end_matches(|c| BEFORE.contains(c)));
    let after = text[found.end..].trim_start();
    let after = ABOUT.split_whitespace().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    let after = after.trim_start_matches([' ', ')', ']', '】', '」', ':', '>', '〕', '、', ',', '。']);
    (Some(text[found.clone()].to_owned()), format!("{before} {after}").trim().to_owned())
}

fn without_about(text: &str) -> &str {
    let mut text = text;
    while let Some(shorter) = ABOUT.split_whitespace().find_map(|word| text.strip_suffix(word)) {
        text = shorter.trim_end_matches(|c| BEFORE.contains(c));
    }
    text
}

/// Where letters and signs stand as grades.
fn grades(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let sign = SIGNS.contains(c);
        if !sign && !"SABCDEsabcde".contains(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        end += text[end..].find(|c: char| !"+-'’′".contains(c)).unwrap_or(text.len() - end);
        if stands_alone(text, at, end, c.is_ascii_lowercase()) {
            found.push(at..end);
        }
    }
    found
}

fn stands_alone(text: &str, from: usize, to: usize, firm: bool) -> bool {
    let (before, after) = (&text[..from], &text[to..]);
    let labelled = ABOUT.split_whitespace().any(|word| before.ends_with(word));
    let opens = before.is_empty() || before.ends_with(|c| BEFORE.contains(c)) || labelled;
    let ends = after.trim_end_matches([')', '。', ' ']).is_empty();
    let glued = !firm && ends && !before.ends_with(|c: char| c.is_ascii_alphanumeric());
    let closes = ends
        || after.starts_with(|c| BEHIND.contains(c))
        || ABOUT.split_whitespace().any(|word| after.starts_with(word));
    (opens || glued) && closes
}

/// A judgement in words, the longest at the first place.
fn worded(text: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(at, _)| {
        let before = &text[..at];
        let opens = before.is_empty()
            || before.ends_with(|c: char| BEFORE.contains(c) || c.is_ascii_digit() || c == '%');
        let words = WORDS.split_whitespace().chain(PROGRESS.split_whitespace().filter(|_| opens));
        let length = words.filter(|word| text[at..].starts_with(word)).map(str::len).max()?;
        let after = &text[at + length..];
        (after.is_empty() || after.starts_with(|c| BEHIND.contains(c))).then_some(at..at + length)
    })
}

/// The one figure of the text: the whole of it, or what stands behind a name.
fn figure(text: &str, unit: Option<&str>) -> Option<Quantity> {
    if text.is_empty() {
        return None;
    }
    Quantity::parse(text, unit).or_else(|| behind_a_name(text, unit)).or_else(|| before_a_remark(text, unit))
}

fn behind_a_name(text: &str, unit: Option<&str>) -> Option<Quantity> {
    let (at, quantity) = last_figure(text, unit)?;
    let name = text[..at].trim_end_matches([' ', ':', '、', ',']);
    let second = last_figure(name, None).is_some() || name.ends_with(['/', '~', '→']);
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
    words_only.then(|| Quantity::parse(&text[..end], unit))?
}
