//! The name of an indicator: what is left of a statement when its target is cut off.

use plan::fiscal_year;

use super::parts::{GOALS, NOWS};

/// （人） or （単位：人） at the end of a name: the unit of its numbers.
pub(super) fn unit_in_brackets(key: &str) -> Option<String> {
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
pub(super) fn name_of(key: &str) -> &str {
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
            return without_qualifier(name, key.trim_end().ends_with('の'));
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

/// 研修受講率:対象職員の100%, 研修受講率 対象職員の100%: words between a measure and its number are no part of its name.
fn without_qualifier(name: &str, owning: bool) -> &str {
    let ends = |text: &str, words: &str| words.split_whitespace().any(|word| text.ends_with(word));
    let Some(at) = name.rfind([':', ' ']) else { return name };
    let (head, tail) = (name[..at].trim_end(), name[at + 1..].trim());
    let colon = name[at..].starts_with(':');
    let tied = colon && (tail.chars().count() <= 2 || ends(tail, QUALIFIERS));
    let qualifies = if colon { !ends(tail, MEASURES) } else { owning || ends(tail, QUALIFIERS) };
    if tied || (qualifies && ends(head.trim_end_matches(')'), MEASURES)) { head } else { name }
}

/// （令和7年度）, （現状：45%）, （単位：人） at the end are no part of a name; （延べ） is.
fn without_bracket(name: &str) -> &str {
    let Some(open) = name.strip_suffix(')').and_then(|text| text.rfind('(')) else { return name };
    let inner = name[open + 1..].trim_end_matches(')').trim();
    let dated = fiscal_year::at_start(inner, None).is_some_and(|(_, rest)| {
        let figure = rest.trim_start_matches([':', ' ', '実', '績', '値', '末']);
        (rest.chars().count() <= 5 && !rest.contains('比'))
            || rest.starts_with(['~', '-'])
            || figure.starts_with(|c: char| c.is_ascii_digit())
    });
    let digits = inner.contains(|c: char| c.is_ascii_digit());
    let figure =
        digits && NOWS.iter().chain(GOALS).chain(&["前年度", "昨年度"]).any(|word| inner.starts_with(word));
    let unit = inner.starts_with("単位");
    if dated || figure || unit { &name[..open] } else { name }
}
