//! 単位: units as they are written, and which of them are the same.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{key::key, number, vocabulary};

mod counters;
#[cfg(test)]
mod tests;

pub use counters::{at_start, looks_like_one};

/// 単位: the spelling that the document chose, after NFKC: か所 and ヶ所 stay apart, and compare as equal by [`Unit::canonical`].
///
/// The default is the empty one: 単位の記載なし.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unit(String);

/// Spellings of one unit; the first is the canonical one.
const FAMILIES: &[&[&str]] = &[
    &["%", "パーセント", "ペルセント", "パーセンテージ", "%(パーセント)"],
    &["ポイント", "pt", "Pt", "PT", "ポイント(pt)", "%ポイント", "パーセントポイント"],
    &[
        "箇所",
        "か所",
        "カ所",
        "ヶ所",
        "ヵ所",
        "ケ所",
        "ヵ処",
        "個所",
        "ヶ処",
        "箇処",
        "箇所数",
        "か所数",
        "カ所数",
        "ヶ所数",
        "ヵ所数",
    ],
    &["か国", "カ国", "ヶ国", "ヵ国", "ケ国", "箇国", "国数", "か国数"],
    &["か月", "カ月", "ヶ月", "ヵ月", "ケ月", "箇月"],
    &["人", "名", "人数", "名様"],
    &["件", "件数"],
    &["回", "回数"],
    &["団体", "団体数"],
    &["世帯", "世帯数"],
    &["施設", "施設数"],
    &["円", "yen", "¥", "JPY"],
    &["ha", "ヘクタール", "Ha", "HA", "㏊"],
    &["m2", "平方メートル", "平米", "平方m"],
    &["km2", "平方キロメートル", "平方キロ", "k㎡", "平方km"],
    &["m3", "立方メートル", "立米", "リューベ"],
    &["t", "トン", "T", "瓩"],
    &["kg", "キログラム", "キロ", "KG", "Kg"],
    &["g", "グラム"],
    &["km", "キロメートル", "KM", "Km"],
    &["m", "メートル"],
    &["L", "リットル", "l", "ℓ"],
    &["kl", "キロリットル", "kL", "KL", "Kl"],
    &["kW", "キロワット", "KW", "kw"],
    &["kWh", "キロワット時", "キロワットアワー", "KWh", "KWH", "kwh"],
    &["MW", "メガワット"],
    &["t-CO2", "tCO2", "トン-CO2", "トンCO2", "t-co2", "t・CO2"],
    &["度", "°C", "℃", "度C"],
    &["歳", "才"],
    &["点", "点数"],
    &["個", "コ", "ケ", "個数"],
    &["ページ", "頁"],
];

/// What stands in a unit column where there is no unit; 0 is the residue of a formula.
const NO_UNIT: &str = "- ー 0 None none null なし 無し 無 単位なし / ― 単位の記載なし";

/// What can be counted one by one, by the canonical spelling.
const THINGS: &str = "人 件 回 団体 施設 箇所 世帯 校 園 棟 戸 店 店舗 社 企業 事業所 法人 組 組合 組織 台 本 個 枚 冊 部 通 票 \
    便 地区 地域 路線 系統 橋 公園 団地 町会 自治会 講座 教室 コース 事業 プロジェクト 取組 種類 品目 チーム グループ クラブ \
    人日 人回 人泊 延べ人 延べ回 か国 市町村 自治体 床 室 基 頭 匹 羽 株 泊 公演 試合 大会 会議 研修 訓練 イベント";

/// Whether 単位 is a label there: （単位千円） and 単位:千円, but not 単位取得者数.
fn is_head(rest: &str, inner: &str, whole: &str) -> bool {
    inner.len() < whole.trim().len() || rest.trim_start().starts_with([':', '・']) || rest.starts_with(' ')
}

impl Unit {
    /// The unit that a cell, or a table's head such as （単位：千円）, names; `None` for the marks of no unit.
    /// ```
    /// use plan::unit::Unit;
    /// assert_eq!(Unit::parse("％").unwrap().as_str(), "%");
    /// assert_eq!(Unit::parse("（単位：千円）").unwrap().as_str(), "千円");
    /// assert_eq!(Unit::parse("－"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let folded: String = text.nfkc().collect();
        let inner = folded.trim().trim_start_matches(['(', '[', '【']);
        let named = inner
            .strip_prefix("単位")
            .filter(|rest| is_head(rest, inner, &folded))
            .map(|rest| rest.trim_start().trim_start_matches([':', '・']).trim());
        let text = match named {
            Some(rest) if !rest.is_empty() => rest.trim_end_matches([')', ']', '】']),
            _ => folded.trim(),
        };
        let key = key(text);
        let none = key.is_empty() || vocabulary::holds(NO_UNIT, &key);
        (!none).then(|| Self(text.to_owned()))
    }

    /// The unit of a table's head or of brackets: （％） is %, and 件（件） is 件.
    /// ```
    /// use plan::unit::Unit;
    /// assert_eq!(Unit::of_table("（％）"), Unit::parse("%"));
    /// ```
    pub fn of_table(text: &str) -> Option<Self> {
        let unit = Self::parse(text)?;
        let pairs = [('(', ')'), ('[', ']'), ('【', '】')];
        let inner =
            pairs.into_iter().find_map(|(open, close)| unit.0.strip_prefix(open)?.strip_suffix(close));
        match (inner, unit.0.strip_suffix(')').and_then(|text| text.split_once('('))) {
            (Some(inner), _) if !inner.contains(['(', ')']) => Self::parse(inner),
            (None, Some((first, second))) if key(first) == key(second) => Self::parse(first),
            _ => Some(unit),
        }
    }

    /// 千円・％: several units in the head of one table, so that no bare number tells which is its own. 国・地域 is one.
    pub fn is_several(&self) -> bool {
        let known = |piece: &str| at_start(piece.trim()).is_some_and(|(_, rest)| rest.is_empty());
        let apart = |piece: &str| {
            Self::parse(piece).is_some_and(|unit| unit.scale().0 != Decimal::ONE)
                || matches!(piece.trim(), "%" | "円" | "ポイント" | "‰")
        };
        let pieces = || self.0.split(['・', '、', ',']);
        !self.0.contains('/') && pieces().count() > 1 && pieces().all(known) && pieces().any(apart)
    }

    /// Like [`Unit::parse`], with the empty unit for the marks of none. It cannot fail.
    pub fn new(text: &str) -> Self {
        Self::parse(text).unwrap_or_default()
    }

    /// As written, after NFKC.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// One spelling for all that mean the same: ％ and パーセント, ヶ所 and 箇所, 名 and 人. For comparing, never shown.
    /// ```
    /// use plan::unit::Unit;
    /// let canonical = |text| Unit::parse(text).unwrap().canonical();
    /// assert_eq!(canonical("ヶ所"), canonical("か所"));
    /// assert_ne!(canonical("％"), canonical("ポイント"));
    /// ```
    pub fn canonical(&self) -> String {
        let text = key(&self.0).replace(' ', "").replace('ヵ', "カ");
        let same = |spelling: &str| key(spelling).replace('ヵ', "カ") == text;
        let family = FAMILIES.iter().find(|family| family.iter().any(|spelling| same(spelling)));
        family.map_or_else(|| text.clone(), |family| family[0].to_owned())
    }

    /// Whether both are the same unit under two spellings.
    pub fn is_same(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }

    /// Whether a figure that was read in this unit is one of `own`: the same, or what is left of 千人 when it is multiplied out.
    pub fn fits(&self, own: &Self) -> bool {
        self.is_same(own) || own.scale().1.is_some_and(|base| self.is_same(&base))
    }

    /// A number that was multiplied out, in this unit: of 860,700 people counted in 千人 the 860.7. What was written with more digits keeps
    /// them. Everything of an indicator is told in its own unit.
    /// ```
    /// use plan::unit::Unit;
    /// assert_eq!(Unit::new("千人").own(860_700.into()).to_string(), "860.7");
    /// assert_eq!(Unit::new("人").own(860_700.into()).to_string(), "860700");
    /// ```
    pub fn own(&self, value: Decimal) -> Decimal {
        let (factor, _) = self.scale();
        let Some(mut own) = value.checked_div(factor).filter(|_| factor != Decimal::ONE) else {
            return value;
        };
        own = own.normalize();
        own.rescale(own.scale().max(value.scale()));
        own
    }

    /// Whether it is a percentage; ポイント, ‰ and 割 are not.
    pub fn is_percent(&self) -> bool {
        self.canonical() == "%"
    }

    /// Whether figures in it are rates and not counts: they rise and fall, and cannot be added up.
    pub fn is_rate(&self) -> bool {
        self.is_percent() || ["‰", "割", "点", "ポイント", "倍"].contains(&self.as_str())
    }

    /// Whether it counts whole things, people or events: 件, 人, 箇所, at any scale. Percentages, measures (g, 時間), scores (点) and
    /// rates (人/日) do not.
    /// ```
    /// use plan::unit::Unit;
    /// assert!(Unit::new("千人").counts_things() && Unit::new("ヶ所").counts_things());
    /// assert!(!Unit::new("g").counts_things() && !Unit::new("人/日").counts_things());
    /// ```
    pub fn counts_things(&self) -> bool {
        self.scale().1.is_some_and(|base| vocabulary::holds(THINGS, &base.canonical()))
    }

    /// 順位: whether a smaller number is the better one by the unit's own meaning. 3位以上 is third or better, and so is 3位以内.
    pub fn is_rank(&self) -> bool {
        self.as_str() == "位"
    }

    /// Whether it counts money in yen, at any scale.
    pub fn is_yen(&self) -> bool {
        self.scale().1.is_some_and(|base| base.canonical() == "円")
    }

    /// By how much the unit multiplies a number, and the unit that is left: 千円 is 1,000 and 円, 万 is 10,000 and none.
    /// ```
    /// use plan::unit::Unit;
    /// let (factor, base) = Unit::parse("百万円").unwrap().scale();
    /// assert_eq!((factor, base), (1_000_000.into(), Unit::parse("円")));
    /// ```
    pub fn scale(&self) -> (Decimal, Option<Self>) {
        if self.0.is_empty() {
            return (Decimal::ONE, None);
        }
        if self.0.starts_with("百分") || self.0.starts_with("万能") {
            return (Decimal::ONE, Some(self.clone()));
        }
        let end =
            self.0.find(|c| !matches!(c, '十' | '百' | '千' | '万' | '億' | '兆')).unwrap_or(self.0.len());
        match self.factor(end) {
            Some(factor) => (factor, Self::parse(&self.0[end..])),
            None => (Decimal::ONE, Some(self.clone())),
        }
    }

    fn factor(&self, end: usize) -> Option<Decimal> {
        let scale = self.0.get(..end).filter(|scale| !scale.is_empty())?;
        number::parse(&format!("1{scale}")).or_else(|| number::parse(scale))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
