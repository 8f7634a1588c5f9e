//! 以上, 以下, 超, 未満 …: the words that compare, and how they are written.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 比較の語: how an actual figure is compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// 以上
    AtLeast,
    /// 以下, 以内
    AtMost,
    /// 超
    MoreThan,
    /// 未満
    LessThan,
    /// 同数
    Equal,
    /// 増加
    Increase,
    /// 減少
    Decrease,
    /// 維持
    Maintain,
}

impl Comparator {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::AtLeast,
        Self::AtMost,
        Self::MoreThan,
        Self::LessThan,
        Self::Equal,
        Self::Increase,
        Self::Decrease,
        Self::Maintain,
    ];
}

/// Words behind a number and its unit. Longer ones first, for 未満 must not hide in another word.
const BEHIND: &[(&str, Comparator)] = &[
    ("またはそれ以上", Comparator::AtLeast),
    ("又はそれ以上", Comparator::AtLeast),
    ("もしくはそれ以上", Comparator::AtLeast),
    ("を下回らない", Comparator::AtLeast),
    ("を割らない", Comparator::AtLeast),
    ("を超えない", Comparator::AtMost),
    ("を上回らない", Comparator::AtMost),
    ("を超過しない", Comparator::AtMost),
    ("を超える", Comparator::MoreThan),
    ("を越える", Comparator::MoreThan),
    ("をこえる", Comparator::MoreThan),
    ("を超す", Comparator::MoreThan),
    ("を超え", Comparator::MoreThan),
    ("を上回る", Comparator::MoreThan),
    ("を上回り", Comparator::MoreThan),
    ("を下回る", Comparator::LessThan),
    ("を切る", Comparator::LessThan),
    ("を割り込む", Comparator::LessThan),
    ("より多い", Comparator::MoreThan),
    ("より多く", Comparator::MoreThan),
    ("より高い", Comparator::MoreThan),
    ("より大きい", Comparator::MoreThan),
    ("より少ない", Comparator::LessThan),
    ("より少なく", Comparator::LessThan),
    ("より低い", Comparator::LessThan),
    ("より小さい", Comparator::LessThan),
    ("と同数", Comparator::Equal),
    ("と同率", Comparator::Equal),
    ("と同値", Comparator::Equal),
    ("と同じ", Comparator::Equal),
    ("に等しい", Comparator::Equal),
    ("以上", Comparator::AtLeast),
    ("いじょう", Comparator::AtLeast),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("未満", Comparator::LessThan),
    ("超える", Comparator::MoreThan),
    ("超え", Comparator::MoreThan),
    ("超過", Comparator::MoreThan),
    ("超", Comparator::MoreThan),
    ("同数", Comparator::Equal),
    ("ちょうど", Comparator::Equal),
    ("≧", Comparator::AtLeast),
    ("≦", Comparator::AtMost),
];

/// Signs and words before a number.
const BEFORE: &[(&str, Comparator)] = &[
    ("≧", Comparator::AtLeast),
    (">=", Comparator::AtLeast),
    ("≦", Comparator::AtMost),
    ("<=", Comparator::AtMost),
    (">", Comparator::MoreThan),
    ("<", Comparator::LessThan),
    ("=", Comparator::Equal),
    ("最低でも", Comparator::AtLeast),
    ("最低限", Comparator::AtLeast),
    ("最低", Comparator::AtLeast),
    ("少なくとも", Comparator::AtLeast),
    ("下限", Comparator::AtLeast),
    ("最大でも", Comparator::AtMost),
    ("最大", Comparator::AtMost),
    ("多くとも", Comparator::AtMost),
    ("多くても", Comparator::AtMost),
    ("上限", Comparator::AtMost),
    ("同数", Comparator::Equal),
];

impl Comparator {
    /// at_least, at_most …: its name in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::Equal => "equal",
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Maintain => "maintain",
        }
    }

    /// 以上 …: behind the name of a base, as in 基準値以上.
    pub(super) const fn after_a_base(self) -> &'static str {
        match self {
            Self::AtLeast => "以上",
            Self::AtMost => "以下",
            Self::MoreThan => "超",
            Self::LessThan => "未満",
            Self::Equal => "と同数",
            Self::Increase => "より増加",
            Self::Decrease => "より減少",
            Self::Maintain => "を維持",
        }
    }

    /// The comparing word at the start of a key, behind a number, and what follows it.
    pub(super) fn behind(key: &str) -> Option<(Self, &str)> {
        find(BEHIND, key)
    }

    /// The sign or word at the start of a key, before a number, and what follows it.
    pub(super) fn before(key: &str) -> Option<(Self, &str)> {
        find(BEFORE, key)
    }
}

fn find<'a>(words: &[(&str, Comparator)], key: &'a str) -> Option<(Comparator, &'a str)> {
    words.iter().find_map(|(word, comparator)| Some((*comparator, key.strip_prefix(word)?)))
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
