//! 指標の一行: an indicator's name and what is asked of it, in one sentence.

use plan::{
    condition::{Comparator, Condition, WrittenTarget},
    fiscal_year::{self, FiscalYear},
    key::Folded,
    missing::Missing,
    quantity::Quantity,
    unit::Unit,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::lead_in;

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
fn without_markup(text: &str) -> String {
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

/// Where the labelled parts of a line begin: 満足度 現状値:45% 目標値:60%.
struct Parts {
    name_end: usize,
    goal: Option<(usize, usize)>,
    now: Option<(usize, usize)>,
}

const GOALS: &[&str] = &["数値目標", "目標数値", "目標値", "目標"];
const NOWS: &[&str] = &[
    "現状値",
    "現状",
    "現況値",
    "現況",
    "基準値",
    "実績値",
    "前年度実績",
    "実績",
    "達成状況",
    "直近値",
    "策定時",
];

impl Parts {
    /// The parts, where both a goal and a figure of today are labelled; else the name may go on to the end.
    fn of(key: &str) -> Self {
        let (goals, nows) = (labels(key, GOALS), labels(key, NOWS));
        let none = Self { name_end: key.len(), goal: None, now: None };
        let (Some(goal), Some(now)) = (goals.first().copied(), nows.first().copied()) else {
            return match nows.first() {
                Some(now) => Self { now: Some((now.1, key.len())), goal: Some((0, now.0)), name_end: now.0 },
                None => none,
            };
        };
        let starts = |from: usize| {
            goals.iter().chain(&nows).map(|label| label.0).filter(|at| *at >= from).min().unwrap_or(key.len())
        };
        Self {
            name_end: goal.0.min(now.0),
            goal: Some((goal.1, starts(goal.1))),
            now: Some((now.1, starts(now.1))),
        }
    }

    fn target(&self, key: &str, context: Option<&str>) -> Option<(usize, WrittenTarget)> {
        match self.goal {
            Some((0, end)) => find(&key[..end], context),
            Some((from, to)) => {
                let text = key[from..to].trim_matches([' ', ':', '、', ',', '→', '/', '(', ')', '】', ';']);
                Some((self.name_end, Condition::parse(text, context)?))
            }
            None => find(key, context),
        }
    }

    fn baseline(&self, key: &str) -> Option<Decimal> {
        let (from, to) = self.now?;
        let text = key[from..to].trim_matches([' ', ':', '、', ',', '→', '/', '(', ')', ';']);
        Some(Quantity::parse(text, None)?.value)
    }
}

/// Where each of the words stands as a label: at a boundary, with a colon or a number behind it.
fn labels(key: &str, words: &[&str]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, before) in key.char_indices().filter(|(_, c)| " 、,/(;】→".contains(*c)) {
        let from = at + before.len_utf8();
        let Some(word) = words.iter().find(|word| key[from..].starts_with(**word)) else { continue };
        let end = from + word.len();
        let mut rest = key[end..].trim_start();
        if let Some((inner, after)) = rest.strip_prefix('(').and_then(|open| open.split_once(')')) {
            rest = if fiscal_year::at_start(inner, None).is_some() { after.trim_start() } else { rest };
        }
        // （基準値 45.2%） before a target is a bracket of the name.
        let inside = before == '(' && rest.split_once(')').is_some_and(|(_, after)| !after.trim().is_empty());
        if inside {
            continue;
        }
        let labelled = rest.starts_with([':', '】']) || rest.starts_with(|c: char| c.is_ascii_digit());
        if labelled {
            found.push((
                if before == '(' { at } else { from },
                key.len() - rest.trim_start_matches([':', '】', ' ']).len(),
            ));
        }
    }
    found
}

/// The first place that reads as a target to the end, else the only comparison in the text.
fn find(key: &str, context: Option<&str>) -> Option<(usize, WrittenTarget)> {
    WrittenTarget::find(key, context).or_else(|| only_comparison(key, context))
}

/// One number with 以上 or the like in a sentence that goes on: 60%以上とし、さらに…
fn only_comparison(key: &str, context: Option<&str>) -> Option<(usize, WrittenTarget)> {
    let from = key.find(':').map_or(0, |at| at + 1);
    let mut found = None;
    for (at, _) in key.char_indices().filter(|(at, _)| *at >= from) {
        let Some((target, rest)) = comparison(&key[at..], &key[..at], context) else { continue };
        let conditional = rest.starts_with('の') || rest.starts_with("であれば");
        let goes_on = rest.starts_with(|c: char| ('一'..='龠').contains(&c) || matches!(c, 'あ'));
        if found.is_some() || conditional || (goes_on && from == 0) {
            return None;
        }
        found = Some((at, target));
    }
    let (at, target) = found?;
    Some((if from > 0 { from } else { at }, target))
}

fn comparison<'a>(text: &'a str, before: &str, context: Option<&str>) -> Option<(WrittenTarget, &'a str)> {
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || before.ends_with(|c: char| c.is_ascii_alphanumeric() || ".,~-±/".contains(c))
    {
        return None;
    }
    let words = ["以上", "以下", "以内", "未満", "超"];
    let (end, word) = words.iter().filter_map(|word| Some((text.find(word)?, *word))).min()?;
    let end = end + word.len();
    let target = Condition::parse(&text[..end], context)?;
    (target.target().is_some() && target.baseline.is_none()).then_some((target, &text[end..]))
}

/// （人） or （単位：人） at the end of a name: the unit of its numbers.
fn unit_in_brackets(key: &str) -> Option<String> {
    let mut rest = key;
    while let Some(open) = rest.rfind(['(', '[']) {
        let (before, inner) = (&rest[..open], rest[open + 1..].split([')', ']']).next().unwrap_or_default());
        let inner = inner.trim();
        let named = inner.strip_prefix("単位").map(|unit| unit.trim_start_matches([':', ' ']));
        let unit = named.unwrap_or(inner);
        let known = plan::unit::at_start(unit).is_some_and(|(_, rest)| rest.is_empty());
        if !unit.is_empty() && (known || named.is_some()) {
            return Some(unit.to_owned());
        }
        rest = before;
    }
    None
}

/// The name in a key: what is left in front, without joints, a closing particle, and brackets that hold a year or a figure of today.
fn name_of(key: &str) -> &str {
    let mut name = key.trim_end_matches(JOINTS);
    loop {
        let shorter = without_bracket(name).trim_end_matches(JOINTS);
        let tied = key[shorter.len()..].starts_with([':', '(']);
        let shorter = if tied {
            shorter.strip_suffix(['は', 'を', 'が']).unwrap_or(shorter)
        } else {
            without_particle(shorter)
        };
        let shorter = shorter.trim_end_matches(JOINTS);
        if shorter.len() == name.len() {
            return without_qualifier(name);
        }
        name = shorter;
    }
}

const JOINTS: [char; 16] = [' ', '.', ':', '、', ',', '-', '~', '→', '=', ';', '/', '[', '【', '(', '…', '|'];

fn without_particle(name: &str) -> &str {
    let phrases =
        ["については", "に関しては", "について", "においては", "において", "に関して", "として", "とは"];
    let phrase = phrases.iter().find_map(|phrase| name.strip_suffix(phrase));
    phrase.or_else(|| name.strip_suffix(['は', 'を', 'が', 'の', 'に'])).unwrap_or(name)
}

/// Words with which the name of a measure ends.
const MEASURES: &str = "数 率 割合 度 額 量 費 時間 日数 期間 比率 比 値 点 人口 面積 延長 回数 評価 順位 残高 寿命 冊数 台数 者 客 収入 売上 高 指数 状況 間";
/// Words that end a span or a base between a name and its number: 一人当たり, 5点満点中.
const QUALIFIERS: &str = "当たり あたり 当り につき 満点中 満点で 現在 時点 平均 全体で L A の";

/// 研修受講率:対象職員の100%: words between a measure and its number are no part of its name.
fn without_qualifier(name: &str) -> &str {
    let ends = |text: &str, words: &str| words.split_whitespace().any(|word| text.ends_with(word));
    let Some(at) = name.rfind([':', ' ']) else { return name };
    let (head, tail) = (name[..at].trim_end(), name[at + 1..].trim());
    let colon = name[at..].starts_with(':');
    let tied = colon && (tail.chars().count() <= 2 || ends(tail, QUALIFIERS));
    let qualifies = if colon { !ends(tail, MEASURES) } else { ends(tail, QUALIFIERS) };
    if tied || (qualifies && ends(head.trim_end_matches(')'), MEASURES)) { head } else { name }
}

/// （令和7年度）, （現状：45%）, （単位：人） at the end are no part of a name; （延べ） is.
fn without_bracket(name: &str) -> &str {
    let Some(open) = name.strip_suffix(')').and_then(|text| text.rfind('(')) else { return name };
    let inner = name[open + 1..].trim_end_matches(')').trim();
    let dated = fiscal_year::at_start(inner, None).is_some_and(|(_, rest)| {
        let figure = rest.trim_start_matches([':', ' ', '実', '績', '値', '末']);
        rest.chars().count() <= 5
            || rest.starts_with(['~', '-'])
            || figure.starts_with(|c: char| c.is_ascii_digit())
    });
    let digits = inner.contains(|c: char| c.is_ascii_digit());
    let figure =
        digits && NOWS.iter().chain(GOALS).chain(&["前年度", "昨年度"]).any(|word| inner.starts_with(word));
    let unit = inner.starts_with("単位");
    if dated || figure || unit { &name[..open] } else { name }
}

/// One space for the breaks that a cell or a page put into a name.
fn own_words(name: &str) -> String {
    name.split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
