//! 計画の名: plans that the document names, with the date that stands beside them.

use plan::date::PartialDate;

use super::Reader;
use crate::{
    document::{NamedPlan, PlanKind},
    words::{is_digit, is_han, is_kana, key},
};

const ENDS: &[&str] = &[
    "基本構想",
    "基本計画",
    "実施計画",
    "総合計画",
    "総合戦略",
    "計画",
    "ビジョン",
    "プラン",
    "大綱",
    "構想",
    "戦略",
    "指針",
    "方針",
];
const ADOPTED: &[&str] = &["策定", "議決", "制定", "決定", "公表", "作成"];
const REVISED: &[&str] = &["改定", "改訂", "見直し", "変更", "改正"];

impl Reader<'_> {
    pub(super) fn plans(&mut self) {
        let mut plans: Vec<NamedPlan> = Vec::new();
        for entry in self.entries {
            for found in dated(&entry.text) {
                add(&mut plans, NamedPlan { line: entry.line(), ..found });
            }
        }
        for entry in self.entries {
            for found in named(&entry.text) {
                if !plans.iter().any(|held| held.kind == found.kind) {
                    plans.push(NamedPlan { line: entry.line(), ..found });
                }
            }
        }
        plans.sort_by_key(|plan| (plan.kind as u8, plan.line));
        self.document.plans = plans;
    }
}

fn add(plans: &mut Vec<NamedPlan>, found: NamedPlan) {
    match plans.iter_mut().find(|held| key(&held.name) == key(&found.name)) {
        Some(held) => {
            held.adopted_on = held.adopted_on.take().or(found.adopted_on);
            held.revised_on = held.revised_on.take().or(found.revised_on);
        }
        None => plans.push(found),
    }
}

/// Words of what is still to be done.
const INTENDED: &[&str] = &["する予定", "を予定", "される予定"];

/// Plans with a date: 〇〇計画（令和3年9月策定）, 令和6年2月に〇〇計画を策定, 〇〇計画を令和3年に改定.
fn dated(text: &str) -> Vec<NamedPlan> {
    let mut found = Vec::new();
    for (start, end, date) in dates(text) {
        let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        let near: String = after.chars().take(40).take_while(|c| !matches!(c, '。' | ';')).collect();
        let deed = deed(&near);
        let bracketed = before.ends_with(['（', '(', '、', '，', '・', ' ']) && open_bracket(before);
        let name = if bracketed {
            before.rfind(['（', '(']).and_then(|at| name_at_end(before.get(..at)?))
        } else {
            name_in(&near, deed.map(|(at, _)| at))
                .or_else(|| before.strip_suffix(['に', 'は', 'を', '：', ':', '、']).and_then(name_at_end))
        };
        let (Some(name), Some((_, revised))) = (name, deed) else { continue };
        let (adopted_on, revised_on) = if revised { (None, Some(date)) } else { (Some(date), None) };
        found.push(NamedPlan { kind: kind(&name), name, adopted_on, revised_on, line: 0 });
    }
    found
}

/// The verb behind a date, and whether it revises; none where it is only intended: a plan that is to come has no date yet.
fn deed(near: &str) -> Option<(usize, bool)> {
    if INTENDED.iter().any(|word| near.contains(word)) {
        return None;
    }
    let first = |words: &[&str], revised| {
        words.iter().filter_map(|word| near.find(word)).min().map(|at| (at, revised))
    };
    first(ADOPTED, false).into_iter().chain(first(REVISED, true)).min()
}

fn open_bracket(before: &str) -> bool {
    before.rfind(['（', '(']).is_some_and(|open| {
        before.rfind(['）', ')']).is_none_or(|close| close < open) && before.len() - open < 60
    })
}

/// 「に実施計画を策定」, 「策定の基本計画」: the name near the verb.
fn name_in(near: &str, deed: Option<usize>) -> Option<String> {
    let deed = deed?;
    let between = near.get(..deed)?;
    let object = between.strip_suffix('を').or_else(|| between.strip_suffix("が")).and_then(name_at_end);
    object.or_else(|| {
        let rest = near.get(deed..)?;
        let rest = ADOPTED.iter().chain(REVISED).find_map(|word| rest.strip_prefix(word))?;
        let rest = ["された", "した", "済みの", "の"].iter().find_map(|word| rest.strip_prefix(word))?;
        name_at_start(rest)
    })
}

/// A plan's name at the end of a text: a run of its letters that ends as plans do.
fn name_at_end(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['」', '』', '"']);
    let undated = text.trim_end_matches(is_digit);
    let end = ENDS.iter().find(|end| undated.ends_with(**end))?;
    let run: Vec<(usize, char)> = text.char_indices().rev().take_while(|(_, c)| is_name_letter(*c)).collect();
    let start = run.last().map(|(at, _)| *at)?;
    let name = after_particle(text.get(start..)?);
    (name.chars().count() >= end.chars().count().max(4)).then(|| name.to_owned())
}

fn name_at_start(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['「', '『']);
    let length: usize = text.chars().take_while(|c| is_name_letter(*c)).map(char::len_utf8).sum();
    let run = text.get(..length)?;
    let end = ENDS.iter().filter_map(|end| run.find(end).map(|at| at + end.len())).min()?;
    let name = run.get(..end)?;
    (name.chars().count() >= 4).then(|| name.to_owned())
}

fn is_name_letter(c: char) -> bool {
    is_han(c) || is_kana(c) || is_digit(c) || matches!(c, '・' | 'ー' | '(' | ')')
}

/// Words before the last particle are no part of a name; の inside a name stays only behind kana words of it.
fn after_particle(run: &str) -> &str {
    let mut start = 0;
    for particle in [
        "は、",
        "は",
        "を",
        "に",
        "が",
        "で",
        "から",
        "より",
        "および",
        "及び",
        "並びに",
        "した",
        "する",
        "として",
        "における",
        "とともに",
    ] {
        if let Some(at) = run.rfind(particle) {
            start = start.max(at + particle.len());
        }
    }
    let name = run.get(start..).unwrap_or(run);
    let own = ["区の", "市の", "町の", "村の", "本市", "本区", "当市", "の"];
    own.iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name)
}

/// 基本構想, 基本計画, 実施計画 without a date: named all the same, where nothing but a municipality or a count stands before.
fn named(text: &str) -> Vec<NamedPlan> {
    let mut found = Vec::new();
    for word in ["基本構想", "基本計画", "実施計画"] {
        for (at, _) in text.match_indices(word) {
            let run: String = text
                .get(..at)
                .unwrap_or("")
                .chars()
                .rev()
                .take_while(|c| is_han(*c) || is_digit(*c))
                .collect::<String>()
                .chars()
                .rev()
                .collect();
            let plain = run.is_empty()
                || run.ends_with(['市', '区', '町', '村'])
                || run.ends_with("総合計画")
                || run.starts_with('第') && run.ends_with(['次', '期'])
                || matches!(run.as_str(), "後期" | "前期" | "総合計画後期" | "総合計画前期");
            let kana_before = text
                .get(..at)
                .and_then(|before| before.chars().last())
                .is_some_and(|c| is_kana(c) && !"はをにがでとのもや".contains(c));
            if plain && !kana_before {
                found.push(NamedPlan {
                    kind: kind(word),
                    name: format!("{run}{word}"),
                    adopted_on: None,
                    revised_on: None,
                    line: 0,
                });
            }
        }
    }
    found
}

fn kind(name: &str) -> PlanKind {
    let name = name.trim_end_matches(is_digit);
    let plain = |word: &str| {
        name.strip_suffix(word).is_some_and(|before| {
            before.is_empty()
                || before.ends_with(['市', '区', '町', '村', '県', '次', '期', '後', '前'])
                || before.contains("総合")
                || before.ends_with(is_digit)
        })
    };
    match () {
        () if name.ends_with("基本構想") => PlanKind::BasicConcept,
        () if plain("基本計画") => PlanKind::BasicPlan,
        () if plain("実施計画") => PlanKind::ImplementationPlan,
        () => PlanKind::Other,
    }
}

/// Dates with a month or a day, and years behind which a verb stands: byte range and ISO form.
fn dates(text: &str) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (start, c) in text.char_indices() {
        let rest = text.get(start..).unwrap_or("");
        let begins = ["令和", "平成", "昭和"].iter().any(|era| rest.starts_with(era))
            || (is_digit(c)
                && rest.chars().take(4).all(is_digit)
                && !text.get(..start).and_then(|before| before.chars().last()).is_some_and(is_digit));
        if !begins || found.last().is_some_and(|(_, end, _)| *end > start) {
            continue;
        }
        let ends = rest
            .char_indices()
            .take(20)
            .take_while(|(_, c)| is_date_letter(*c))
            .filter(|(_, c)| matches!(c, '日' | '月' | '年'))
            .map(|(at, c)| at + c.len_utf8());
        let best = ends.filter_map(|end| Some((end, PartialDate::parse(rest.get(..end)?)?))).last();
        if let Some((end, date)) = best.filter(|(end, _)| !rest.get(*end..).unwrap_or("").starts_with('度'))
        {
            found.push((start, start + end, date.to_string()));
        }
    }
    found
}

/// What a date is written with; a comma or a verb ends it.
fn is_date_letter(c: char) -> bool {
    is_digit(c) || c.is_whitespace() || "令和平成昭元年月日（）()/.．".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        dated(text).into_iter().map(|plan| (plan.name, plan.adopted_on, plan.revised_on)).collect()
    }

    #[test]
    fn plans_are_named_where_their_date_stands() {
        let one = |name: &str, adopted: Option<&str>, revised: Option<&str>| {
            vec![(name.to_owned(), adopted.map(str::to_owned), revised.map(str::to_owned))]
        };
        assert_eq!(
            check("市の目標は、青葉市基本構想（令和3年3月23日改定）で描く姿です。"),
            one("青葉市基本構想", None, Some("2021-03-23"))
        );
        assert_eq!(
            check("体系化したものが基本計画(令和3年9月策定)になります。"),
            one("基本計画", Some("2021-09"), None)
        );
        assert_eq!(
            check("着実な推進を図るため、令和6年2月に実施計画を策定し、更新しました。"),
            one("実施計画", Some("2024-02"), None)
        );
        assert_eq!(
            check("令和4年3月に策定した「第2次環境計画」に基づき"),
            one("第2次環境計画", Some("2022-03"), None)
        );
        assert_eq!(check("令和5年度に計画を策定する。"), vec![]);
        assert_eq!(check("次の基本計画は令和9年3月に策定する予定です。"), vec![]);
    }
}
