//! 自治体名の形: what a name of a municipality looks like in an address, before an office, at the start of a sentence.

use plan::key::key;

use crate::words::is_han;

pub(super) const NEVER: &[&str] = &[
    "市",
    "区",
    "町",
    "村",
    "都市",
    "地区",
    "学区",
    "校区",
    "全市",
    "本市",
    "当市",
    "同市",
    "各市",
    "他市",
    "各区",
    "同区",
    "本区",
    "全区",
    "他区",
    "当区",
    "市町",
    "市区",
    "市町村",
    "区市町村",
    "特別区",
    "行政区",
    "大都市",
    "中核市",
    "指定都市",
    "政令市",
    "近隣市",
    "姉妹都市",
    "本町",
    "全町",
    "当町",
    "本村",
    "下町",
    "農村",
    "漁村",
    "自治区",
    "市区町村",
    "近隣区",
    "隣接区",
    "隣接市",
    "友好都市",
    "交流都市",
    "通学区",
    "地方都市",
    "関係市",
    "構成市",
    "過疎地区",
    "工区",
    "街区",
    "選挙区",
    "管区",
    "朝市",
    "未来都市",
    "環境都市",
    "朝市",
    "田園都市",
    "魅力ある町",
    "各町",
    "他町",
    "中央区民",
    "城下町",
    "港町",
    "門前町",
];

/// The municipality of an address: `〒000-0000 青空市中央1-1`.
pub(super) fn located(text: &str) -> Option<(String, usize)> {
    let folded = key(text);
    let rest = ["〒", "住所", "所在地", "郵便番号"].iter().find_map(|start| folded.strip_prefix(start))?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ":- ".contains(c));
    let rest = rest
        .split_once(['都', '道', '府', '県'])
        .filter(|(before, _)| before.chars().count() <= 3)
        .map_or(rest, |(_, rest)| rest);
    own_name(rest).map(|name| (name, 6))
}

/// The municipality before an office: `青空市 総務部企画課`, `青空市役所`.
pub(super) fn of_office(contact: &str) -> Option<(String, usize)> {
    let folded = key(contact);
    let name = own_name(&folded)?;
    let rest = folded.get(name.len()..)?;
    let office = rest.is_empty() || rest.starts_with([' ', '役']) || crate::organisation::is_name(rest);
    (office && !rest.starts_with(['民', '長', '政', '立', '場', '街'])).then_some((name, 6))
}

/// A name that begins the text, up to the first 市, 区, 町 or 村 behind two letters.
fn own_name(text: &str) -> Option<String> {
    let ends = |(at, c): &(usize, char)| *at > 0 && matches!(c, '市' | '区' | '町' | '村');
    let (end, c) = text.char_indices().find(ends)?;
    let name = text.get(..end + c.len_utf8())?;
    let letters = name.chars().all(|c| is_han(c) || crate::words::is_kana(c));
    let fits = letters && (2..=7).contains(&name.chars().count());
    (fits && !NEVER.contains(&name) && !inner(name)).then(|| name.to_owned())
}

/// 「みどり市では、」, 「青空市は、」 at the beginning: the writer speaks of itself; kana are letters of the name too.
pub(super) fn opening_name(chars: &[char], at: usize) -> Option<String> {
    let behind: String = chars.get(at + 1..)?.iter().take(3).collect();
    let name: String = chars.get(..=at)?.iter().collect();
    let kana = name.chars().rev().nth(1).is_some_and(|c| !"のはがをにとでも".contains(c));
    let fits = (2..=6).contains(&name.chars().count())
        && name.chars().all(|c| is_han(c) || crate::words::is_kana(c))
        && (behind.starts_with("では") || behind.starts_with("は、"));
    (fits && kana && !NEVER.contains(&name.as_str()) && !inner(&name)).then_some(name)
}

/// 「第3次みどり市総合計画」: a name in kana before words that only a municipality has.
pub(super) fn kana_name(chars: &[char], at: usize) -> Option<String> {
    let kana = |c: &char| crate::words::is_kana(*c);
    let length = chars.get(..at)?.iter().rev().take_while(|c| kana(c)).count();
    let name: String = chars.get(at - length..=at)?.iter().collect();
    let behind: String = chars.get(at + 1..)?.iter().take(6).collect();
    let plans = ["基本構想", "基本計画", "総合計画", "総合戦略", "実施計画"];
    let strong = plans.iter().any(|word| behind.starts_with(word));
    let before = at.checked_sub(length + 1).and_then(|at| chars.get(at));
    let counted = before.is_some_and(|c| "次期「『".contains(*c));
    let fits = (2..=5).contains(&length)
        && (counted || length >= 3)
        && !name.contains(['の', 'は', 'が', 'を', 'に', 'と', 'で', 'も', 'へ']);
    (strong && fits).then_some(name)
}

/// 近隣都市, 防災地区 … end so without being a municipality.
pub(super) fn inner(name: &str) -> bool {
    [
        "都市", "地区", "学区", "校区", "町村", "市区", "市町", "各区", "全区", "工区", "街区", "市村",
        "他区", "他市", "各市", "下町",
    ]
    .iter()
    .any(|end| name.ends_with(end))
        || name.starts_with(['各', '全', '他', '同', '本', '当', '近'])
}
