//! Targets without digits: 現状維持, 前年度実績以上, 増加.

use super::{
    WrittenTarget,
    lead::Lead,
    reading::{brackets, found},
};
use crate::{
    condition::{Comparator, Condition, Joint, aim::Aim},
    vocabulary,
};

/// A target without digits: 現状維持, 前年度実績以上, 増加.
pub(super) fn wordy(lead: &Lead, key: &str, joint: Joint) -> Option<WrittenTarget> {
    let text = key.trim();
    let condition = match lead.base {
        Some(base) => against(text, base.against)?,
        None if joint == Joint::Firm && standard(text).is_some() => Condition::Against(standard(text)?),
        None if joint != Joint::Glued => match Aim::alone(text)? {
            Aim::Keep => Condition::Maintain(None),
            Aim::FallBy => Condition::Decrease(None),
            _ => Condition::Increase(None),
        },
        None => return None,
    };
    Some(found(lead, condition, None))
}

/// Words with which the name of a standard ends, so that 以上 behind it compares with a figure of its own.
const STANDARDS: &str = "率 値 数 平均 水準 実績 基準 目標 半数 額 人口 期間 割合 見込み 最低限 規模 計画";

/// 法定雇用率以上, 5年前の半数以下: compared with a standard that is known elsewhere.
fn standard(text: &str) -> Option<Comparator> {
    let words = ["以上", "以下", "未満", "超", "以内", "を上回る", "を下回る", "を超える"];
    let at = words.iter().find_map(|word| Some(text.len() - text.strip_suffix(word).map(|_| word.len())?))?;
    let (comparator, rest) = match &text[at..] {
        "を上回る" => (Comparator::AtLeast, ""), // as behind 前年度実績
        "を下回る" => (Comparator::AtMost, ""),
        word => Comparator::behind(word)?,
    };
    let name = &text[..at];
    let name = name.strip_suffix(')').and_then(|inner| Some(&name[..inner.rfind('(')?])).unwrap_or(name);
    let named = vocabulary::before(name, STANDARDS).is_some() && name.chars().count() <= 20;
    (rest.is_empty() && named && !name.contains([':', ' ', '、'])).then_some(comparator)
}

/// What may follow 上回る: the target ends there.
const SURPASSING: &str = "こと ことを目指す ことをめざす ことを目標とする 水準 水準を目指す 水準とする 数値 値 結果 実績 割合 件数 率 数 人数 回数 成果 とする \
    ようにする ように努める";

/// Behind a base that is named in words.
fn against(text: &str, changing: bool) -> Option<Condition> {
    let (_, text) = brackets(text);
    let text = text.trim().trim_start_matches(['を', 'と', 'の', 'に', 'が', 'は', 'で']);
    let level = ["同水準", "同程度", "同等", "並み", "並", "程度", "同じ水準", "同じ", "水準"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    if let Some((comparator, rest)) = Comparator::behind(level.unwrap_or(text)) {
        return Aim::parse(rest, true).map(|_| Condition::Against(comparator));
    }
    let surpass = |words: &str| {
        let rest = vocabulary::after(text, words).map(|rest| rest.trim_end_matches(['。', ' ']));
        rest.is_some_and(|rest| rest.is_empty() || vocabulary::holds(SURPASSING, rest))
    };
    if surpass("上回る 上回り 上回って") {
        return Some(Condition::Against(Comparator::AtLeast)); // 前年度実績を上回る水準: so the contract reads it
    }
    if surpass("下回る 下回り") {
        return Some(Condition::Against(Comparator::AtMost));
    }
    if surpass("超える 超え 越える") {
        return Some(Condition::Against(Comparator::MoreThan));
    }
    if surpass("同数 同率") {
        return Some(Condition::Against(Comparator::Equal));
    }
    if let Some(rest) = level {
        let rest = rest.trim_start_matches(['を', 'に', 'で', 'の', 'と']);
        return matches!(Aim::parse(rest, false), Some(Aim::Keep | Aim::Set))
            .then_some(Condition::Maintain(None));
    }
    match Aim::alone(text) {
        Some(Aim::Keep) => Some(Condition::Maintain(None)),
        Some(Aim::RiseBy) => Some(Condition::Increase(None)),
        Some(Aim::FallBy) => Some(Condition::Decrease(None)),
        _ => ["多い", "多く", "高い", "高く"]
            .contains(&text)
            .then_some(Condition::Increase(None))
            .filter(|_| changing),
    }
}
