//! 見出しの辞書: many phrases, one meaning. The phrases are data (`dictionary.toml`); this file only compares them.

use std::{collections::HashMap, sync::OnceLock};

use serde::Deserialize;

use crate::words::{is_digit, key, trim, without_tail_bracket};

/// 見出しの意味: what the words of a heading, a label or a column head stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// 目標, ビジョン
    Vision,
    /// 使命
    Mission,
    /// 運営の基本的な考え方
    Policy,
    /// 自己評価
    SelfEvaluation,
    /// 今後の方針
    FutureDirection,
    /// 重点的に取り組む経営課題: issues follow.
    IssueList,
    /// 経営課題N
    Issue,
    /// 基本目標N, 政策N: a level above the issues.
    Group,
    /// 課題認識
    Problems,
    /// 主な戦略
    Strategies,
    /// アウトカム指標
    Outcomes,
    /// プロセス指標
    Processes,
    /// 達成状況
    Results,
    /// 前年度実績
    Previous,
    /// 予算・決算
    Budgets,
    /// 戦略N-N
    StrategyHeading,
    /// 具体的取組N-N-N
    Measure,
    /// 取組内容
    Measures,
    /// A heading with words but no field.
    Section,
    /// 部名, 担当課
    Organisation,
    /// 所属長
    Head,
    /// 年度
    Year,
    /// 事業番号
    IssueNumber,
    /// 事業名
    IssueTitle,
    /// 指標名
    IndicatorName,
    /// 目標値
    Target,
    /// 実績値
    Actual,
    /// 判定
    Judgement,
    /// 単位
    Unit,
    /// 現状値
    Baseline,
    /// 達成率 and other columns without a field.
    Rate,
    /// 目標年度
    Due,
    /// A heading around others: 計画, 評価.
    Container,
    /// 各部の目標
    Organisations,
    /// 様式2
    Sheet,
}

#[derive(Deserialize)]
struct File {
    trim: Trim,
    name: Vec<Name>,
    numbered: Vec<Numbered>,
    furniture: Furniture,
}

#[derive(Deserialize)]
struct Trim {
    prefixes: Vec<String>,
    suffixes: Vec<String>,
}

#[derive(Deserialize)]
struct Name {
    meaning: Meaning,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
}

#[derive(Deserialize)]
struct Numbered {
    meaning: Meaning,
    words: Vec<String>,
}

/// ページの付属物: phrases around the content of a page.
#[derive(Debug, Default, Deserialize)]
pub struct Furniture {
    /// Whole lines.
    pub lines: Vec<String>,
    /// Beginnings of lines.
    pub starts: Vec<String>,
    /// Ends of short lines.
    pub ends: Vec<String>,
    /// Headings with furniture below them.
    pub sections: Vec<String>,
    /// ページ番号
    pub page_id: Vec<String>,
    /// 更新日
    pub updated: Vec<String>,
    /// 公開日
    pub published: Vec<String>,
    /// 担当
    pub contact: Vec<String>,
}

/// 辞書: built once from the data file.
pub struct Dictionary {
    labels: HashMap<String, Vec<Meaning>>,
    contains: Vec<(String, Meaning)>,
    numbered: Vec<(String, Meaning)>,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
    /// Phrases of page furniture, as keys.
    pub furniture: Furniture,
}

/// The dictionary that comes with the program. A broken file is caught by the tests; at run time it reads as empty.
pub fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        Dictionary::parse(include_str!("dictionary.toml")).unwrap_or_else(|_| Dictionary::empty())
    })
}

impl Dictionary {
    /// Reads a dictionary in the form of `dictionary.toml`.
    ///
    /// # Errors
    /// What the TOML reader says.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut dictionary = Self::empty();
        for name in file.name {
            for label in &name.labels {
                let meanings = dictionary.labels.entry(label_key(label)).or_default();
                if !meanings.contains(&name.meaning) {
                    meanings.push(name.meaning);
                }
            }
            dictionary.contains.extend(name.contains.iter().map(|phrase| (label_key(phrase), name.meaning)));
        }
        for numbered in file.numbered {
            dictionary.numbered.extend(numbered.words.iter().map(|word| (word.clone(), numbered.meaning)));
        }
        dictionary.numbered.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        dictionary.contains.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        dictionary.prefixes = keys(&file.trim.prefixes);
        dictionary.suffixes = keys(&file.trim.suffixes);
        dictionary.prefixes.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        dictionary.suffixes.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        dictionary.furniture = file.furniture.keyed();
        Ok(dictionary)
    }

    fn empty() -> Self {
        Self {
            labels: HashMap::new(),
            contains: Vec::new(),
            numbered: Vec::new(),
            prefixes: Vec::new(),
            suffixes: Vec::new(),
            furniture: Furniture::default(),
        }
    }

    /// All meanings of a label; several where the place decides (目標: a vision, or the target of an indicator).
    pub fn meanings(&self, label: &str) -> Vec<Meaning> {
        if label.chars().count() > 60 {
            return Vec::new();
        }
        let mut tried = vec![label_key(label)];
        if let Some((head, _)) = without_tail_bracket(label) {
            tried.push(label_key(head));
        }
        for candidate in &tried {
            if let Some(found) = self.labels.get(candidate) {
                return found.clone();
            }
        }
        for candidate in &tried {
            if let Some(found) = self.trimmed(candidate, 3) {
                return found;
            }
        }
        let whole = tried.first().map_or("", String::as_str);
        let fits =
            |phrase: &str| whole.contains(phrase) && whole.chars().count() <= phrase.chars().count() + 22;
        self.contains
            .iter()
            .find(|(phrase, _)| fits(phrase))
            .map(|(_, meaning)| vec![*meaning])
            .unwrap_or_default()
    }

    /// Takes up to `depth` modifiers off both ends.
    fn trimmed(&self, label: &str, depth: u8) -> Option<Vec<Meaning>> {
        let depth = depth.checked_sub(1)?;
        let shorter = self
            .prefixes
            .iter()
            .filter_map(|prefix| label.strip_prefix(prefix.as_str()))
            .chain(self.suffixes.iter().filter_map(|suffix| label.strip_suffix(suffix.as_str())))
            .filter(|rest| !rest.is_empty());
        for rest in shorter {
            let found = self.labels.get(rest).cloned().or_else(|| self.trimmed(rest, depth));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// A heading word with a number behind it: `経営課題1-(1) 地域…` gives its meaning, `1-(1)` and `地域…`.
    pub fn numbered<'a>(&self, text: &'a str) -> Option<(Meaning, &'a str, &'a str)> {
        let text = trim(text);
        self.numbered.iter().find_map(|(word, meaning)| {
            let rest = trim(text.strip_prefix(word.as_str())?);
            let (number, rest) = heading_number(rest)?;
            Some((*meaning, number, rest))
        })
    }

    /// Whether the key of a line equals one of the phrases.
    pub fn is_one_of(phrases: &[String], text: &str) -> bool {
        let text = key(text);
        phrases.contains(&text)
    }
}

/// `1-(1)`, `【1】`, `①`, `Ⅱ`, `その1`, `（1）` at the start, and the text behind it, less a joining mark.
fn heading_number(text: &str) -> Option<(&str, &str)> {
    let bare = text.trim_start_matches(['【', '[', '［', '(', '（', '〈']);
    let bare = trim(bare.strip_prefix("その").or_else(|| bare.strip_prefix("No.")).unwrap_or(bare));
    let circled = bare
        .chars()
        .next()
        .filter(|c| "①②③④⑤⑥⑦⑧⑨⑩⑪⑫ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ".contains(*c))
        .map(|c| bare.get(..c.len_utf8()).unwrap_or(""));
    let number = circled.or_else(|| crate::mark::number(bare))?;
    let rest = bare.get(number.len()..)?;
    // 「課題3件」 is a count, 「戦略2年目」 a time.
    let glued = rest.chars().next().filter(|c| is_digit(*c) || "年件つ点人回月億万千%％,か～~→".contains(*c));
    let opened = bare.len() < text.len();
    if glued.is_some() {
        return None;
    }
    let rest = if opened { rest.trim_start_matches(['】', ']', '］', ')', '）', '〉']) } else { rest };
    Some((number, trim(rest.trim_start_matches([':', '：', '.', '．', '、', '-', '－', '】']))))
}

impl Furniture {
    fn keyed(self) -> Self {
        Self {
            lines: keys(&self.lines),
            starts: keys(&self.starts),
            ends: keys(&self.ends),
            sections: keys(&self.sections),
            page_id: keys(&self.page_id),
            updated: keys(&self.updated),
            published: keys(&self.published),
            contact: keys(&self.contact),
        }
    }
}

fn keys(phrases: &[String]) -> Vec<String> {
    phrases.iter().map(|phrase| key(phrase)).collect()
}

/// The key of a label: years written as N, no quotes, no colon at the end, Latin letters small.
fn label_key(label: &str) -> String {
    let folded = key(label);
    let folded = folded.trim_matches(|c: char| {
        matches!(c, ':' | '「' | '」' | '"' | '■' | '□' | '●' | '○' | '◆' | '◇' | '※' | '*')
    });
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = year_at(rest) {
            out.push_str("令和N年度");
            rest = after;
            continue;
        }
        out.extend(c.to_lowercase());
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    out.replace("取り組み", "取組").replace("取組み", "取組").replace("目指す", "めざす")
}

/// `令和5年度`, `R5年度`, `R5`, `5年度`, `2023年度` at the start of a key: what follows it.
fn year_at(text: &str) -> Option<&str> {
    let era = ["令和", "平成", "R", "H"].iter().find_map(|era| text.strip_prefix(era));
    let rest = era.unwrap_or(text);
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let rest = rest.get(digits..).filter(|_| digits > 0).or_else(|| rest.strip_prefix('元'))?;
    let rest = rest
        .strip_prefix(|c| c == '(')
        .and_then(|inside| inside.split_once(')'))
        .map_or(rest, |(_, after)| after);
    rest.strip_prefix("年度").or_else(|| rest.strip_prefix("年")).or(if era.is_some() {
        Some(rest)
    } else {
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_sound() {
        Dictionary::parse(include_str!("dictionary.toml")).expect("dictionary.toml");
    }

    #[test]
    fn modifiers_years_and_brackets_do_not_matter() {
        let dictionary = dictionary();
        for (label, meaning) in [
            ("令和５年度 所属運営の基本的な考え方", Meaning::Policy),
            ("主な戦略 (課題解決の方策)", Meaning::Strategies),
            ("アウトカム 指標 (経営課題の進捗度 合を示した指標)", Meaning::Outcomes),
            ("アウトカム 指標の達成状況 (定量評価)", Meaning::Results),
            ("自己評価 (運営方針全体の定性評価)", Meaning::SelfEvaluation),
            ("部の使命", Meaning::Mission),
            ("めざすべき将来像<概ね10~20年間を念頭に設定>", Meaning::Section),
            ("当年度の取組内容", Meaning::Measures),
        ] {
            assert_eq!(dictionary.meanings(label).first(), Some(&meaning), "{label}");
        }
        assert!(dictionary.meanings("行政活動の基本方針").is_empty());
    }

    #[test]
    fn numbered_headings_give_number_and_title() {
        let dictionary = dictionary();
        assert_eq!(dictionary.numbered("経営課題1-(1)地域の力"), Some((Meaning::Issue, "1-(1)", "地域の力")));
        assert_eq!(dictionary.numbered("経営課題２　【安全】"), Some((Meaning::Issue, "２", "【安全】")));
        assert_eq!(
            dictionary.numbered("具体的取組1-2-1 【講座】"),
            Some((Meaning::Measure, "1-2-1", "【講座】"))
        );
        assert_eq!(dictionary.numbered("課題3件を解決"), None);
    }
}
