//! 判定の印: grades and words of judgement inside an achievement line.

use std::ops::Range;

/// Signs that are grades; △ and × before a digit are something else.
const SIGNS: &str = "◎○〇◯●△▲×✕✖☆★";
/// Judgements in words.
const WORDS: &str = "目標を概ね達成 目標をおおむね達成 目標を達成 概ね目標達成 概ね目標を達成 目標一部未達成 目標一部達成 目標未達成 目標達成済み 目標達成 \
    目標未達 おおむね目標達成 おおむね目標を達成 ほぼ目標達成 ほぼ目標を達成 目標をほぼ達成 おおむね達成 概ね達成 ほぼ達成 一部未達成 一部達成 部分達成 未達成 達成済み 達成済 達成見込み 達成見込 達成困難 未達 達成";
/// Judgements that are also parts of names: only where nothing else can stand.
const PROGRESS: &str = "おおむね順調 概ね順調 ほぼ順調 順調でない 順調 やや遅れている やや遅れ 大幅な遅れ 遅れている 遅れ 停滞 良好 改善 悪化 横ばい \
    有効でない 有効 計画どおり 計画通り 予定どおり 予定通り 進展";
/// Words around a judgement that only say that it is one.
const ABOUT: &str = "自己評価 総合評価 評価結果 評価 判定結果 判定 達成状況 達成度 進捗状況 進捗度 評定 ランク 区分 結果 状況";
const BEFORE: &str = " :([【「…→/、,=<〔・";
const BEHIND: &str = " :)]】」/、,>〕。(・→!";

/// The judgement, and the text without it. None where two different ones stand there.
pub(super) fn judgement(text: &str) -> (Option<String>, String) {
    let grades = grades(text);
    let same = grades.windows(2).all(|pair| text[pair[0].clone()] == text[pair[1].clone()]);
    let found = if same { grades.into_iter().next().or_else(|| worded(text)) } else { None };
    let Some(found) = found else { return (None, text.to_owned()) };
    let before = without_about(text[..found.start].trim_end_matches(|c| BEFORE.contains(c)));
    let after = text[found.end..].trim_start();
    let after = ABOUT.split_whitespace().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    let after = after.trim_start_matches([' ', '!', ')', ']', '】', '」', ':', '>', '〕', '、', ',', '。']);
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
        let same = text[at..].find(|other| other != c).map_or(text.len(), |length| at + length);
        let mut end = if sign { same } else { at + c.len_utf8() };
        if sign && text[..at].ends_with(c) {
            continue;
        }
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
    let worded = before.ends_with(|c: char| c == '%' || !c.is_ascii()) || !firm;
    let glued = worded && ends && !before.ends_with(|c: char| c.is_ascii_alphanumeric());
    let closes = ends
        || after.starts_with(|c| BEHIND.contains(c))
        || ABOUT.split_whitespace().any(|word| after.starts_with(word));
    (opens || glued) && closes
}

/// The judgement in words; none where a choice of two is offered: 達成・未達成.
fn worded(text: &str) -> Option<Range<usize>> {
    let first = first_worded(text)?;
    let choice = text[first.end..].strip_prefix(['・', '/']).and_then(first_worded);
    choice.is_none_or(|second| second.start > 0).then_some(first)
}

/// The longest at the first place.
fn first_worded(text: &str) -> Option<Range<usize>> {
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
