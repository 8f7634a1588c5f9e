//! The small words around a number: 約, 延べ, 程度, 見込み.

/// Words before a number, and what they say.
pub(super) const PREFIXES: &[(&str, Mark)] = &[
    ("おおむね", Mark::Approximate),
    ("おおよそ", Mark::Approximate),
    ("およそ", Mark::Approximate),
    ("凡そ", Mark::Approximate),
    ("だいたい", Mark::Approximate),
    ("大体", Mark::Approximate),
    ("ざっと", Mark::Approximate),
    ("≒", Mark::Approximate),
    ("概ね", Mark::Approximate),
    ("概算", Mark::Approximate),
    ("ほぼ", Mark::Approximate),
    ("約", Mark::Approximate),
    ("延べ", Mark::Cumulative),
    ("のべ", Mark::Cumulative),
    ("延", Mark::Cumulative),
    ("累計", Mark::Cumulative),
    ("累積", Mark::Cumulative),
    ("合計", Mark::Plain),
    ("計", Mark::Plain),
    ("各年度", Mark::Plain),
    ("毎年度", Mark::Plain),
    ("毎年", Mark::Plain),
    ("年間", Mark::Plain),
    ("年平均", Mark::Plain),
    ("平均", Mark::Plain),
    ("実績値", Mark::Plain),
    ("実績", Mark::Plain),
    ("年", Mark::Plain),
    (":", Mark::Plain),
    ("※", Mark::Plain),
    ("*", Mark::Plain),
];

/// Kanji behind a unit that say more about the number than what it counts: 45人中, 3回目, 5件増, 50%超.
pub(super) const GOES_ON: [char; 33] = [
    '中', '目', '増', '減', '超', '未', '以', '比', '内', '外', '毎', '当', '済', '達', '実', '開', '参',
    '設', '新', '計', '各', '平', '後', '前', '注', '差', '台', '間', '率', '満', '完', '改', '度',
];

/// Words behind a number and its unit.
pub(super) const SUFFIXES: &[(&str, Mark)] = &[
    ("程度", Mark::Approximate),
    ("前後", Mark::Approximate),
    ("くらい", Mark::Approximate),
    ("ぐらい", Mark::Approximate),
    ("ほど", Mark::Approximate),
    ("余り", Mark::Approximate),
    ("あまり", Mark::Approximate),
    ("見当", Mark::Approximate),
    ("弱", Mark::Approximate),
    ("強", Mark::Approximate),
    ("余", Mark::Approximate),
    ("(累計)", Mark::Cumulative),
    ("(累積)", Mark::Cumulative),
    ("(延べ)", Mark::Cumulative),
    ("見込み", Mark::Plain),
    ("見込", Mark::Plain),
    ("。", Mark::Plain),
];

/// What a small word says of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// 約
    Approximate,
    /// 累計
    Cumulative,
    /// 平均: nothing that is kept.
    Plain,
}

/// Whether a note in brackets says that its number is not exact: (概数), (約), (およその数), (程度).
pub(super) fn says_about(note: &str) -> bool {
    let about = |words| {
        let (marks, rest) = take(note, words);
        rest.is_empty() && marks.contains(&Mark::Approximate)
    };
    about(PREFIXES) || about(SUFFIXES) || matches!(note, "概数" | "およその数")
}

/// Takes words from a list off the start, as many as come.
pub(super) fn take<'a>(key: &'a str, words: &[(&str, Mark)]) -> (Vec<Mark>, &'a str) {
    let (mut marks, mut rest) = (Vec::new(), key.trim_start());
    while let Some((after, mark)) =
        words.iter().find_map(|(word, mark)| Some((rest.strip_prefix(word)?, *mark)))
    {
        marks.push(mark);
        rest = after.trim_start();
    }
    (marks, rest)
}
