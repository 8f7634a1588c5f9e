//! Which part of a statement is the name, which the target, and which a figure of today.

use plan::{
    condition::{Condition, WrittenTarget},
    fiscal_year,
    quantity::Quantity,
};
use rust_decimal::Decimal;

/// Where the labelled parts of a line begin: 満足度 現状値:45% 目標値:60%.
pub(super) struct Parts {
    pub(super) name_end: usize,
    goal: Option<(usize, usize)>,
    now: Option<(usize, usize)>,
}

pub(super) const GOALS: &[&str] = &["数値目標", "目標数値", "目標値", "目標"];
pub(super) const NOWS: &[&str] = &[
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
    pub(super) fn of(key: &str) -> Self {
        let (goals, nows) = (labels(key, GOALS), labels(key, NOWS));
        let none = Self { name_end: key.len(), goal: None, now: None };
        let (Some(goal), Some(now)) = (goals.first().copied(), nows.first().copied()) else {
            return match nows.first().filter(|now| now.0 > 0) {
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

    pub(super) fn target(&self, key: &str, context: Option<&str>) -> Option<(usize, WrittenTarget)> {
        match self.goal {
            Some((0, end)) => find(&key[..end], context),
            Some((from, to)) => {
                let text = key[from..to].trim_matches([' ', ':', '、', ',', '→', '/', '(', ')', '】', ';']);
                Some((self.name_end, Condition::parse(text, context)?))
            }
            None => find(key, context),
        }
    }

    pub(super) fn baseline(&self, key: &str) -> Option<Decimal> {
        let (from, to) = self.now?;
        let text = key[from..to].trim_matches([' ', ':', '、', ',', '→', '/', '(', ')', ';']);
        Some(Quantity::parse(text, None)?.value)
    }
}

/// Where each of the words stands as a label: at a boundary, with a colon or a number behind it.
fn labels(key: &str, words: &[&str]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let places = key.char_indices().filter(|(_, c)| " 、,/(;】→".contains(*c));
    for (at, before, from) in
        [(0, ' ', 0)].into_iter().chain(places.map(|(at, c)| (at, c, at + c.len_utf8())))
    {
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
    WrittenTarget::find(key, context)
        .map(|found| first_of_two(key, context, &found).unwrap_or(found))
        .or_else(|| in_closing_brackets(key, context))
        .or_else(|| only_comparison(key, context))
}

/// 相談件数:400件以上/融資件数:200件以上: two indicators in a line. Neither target is the line's own.
fn first_of_two(
    key: &str,
    context: Option<&str>,
    found: &(usize, WrittenTarget),
) -> Option<(usize, WrittenTarget)> {
    let colons = key[..found.0].match_indices(':').map(|(at, _)| at + 1);
    colons.into_iter().find_map(|at| {
        let from = at + (key[at..].len() - key[at..].trim_start().len());
        let (first, rest) = comparison(&key[from..found.0], &key[..from], context)?;
        let rest = rest.trim_start();
        let second = rest.starts_with(['/', '、', '・', ';', ',']) && rest.contains(':');
        second.then_some((from, WrittenTarget { condition: Condition::Words, unit: None, ..first }))
    })
}

/// 空き店舗の減少(10店舗→5店舗), 認知件数【前年比減】: a change in the last brackets.
fn in_closing_brackets(key: &str, context: Option<&str>) -> Option<(usize, WrittenTarget)> {
    let open = key.strip_suffix([')', '】', ']'])?.rfind(['(', '【', '['])?;
    let inner = key[open..].trim_matches(['(', ')', '【', '】', '[', ']', ' ']);
    let target = Condition::parse(inner, context)?;
    let based = inner.starts_with(['前', '対', '現']) && target.comparator().is_some();
    (open > 0 && (based || target.baseline.is_some())).then_some((open, target))
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
