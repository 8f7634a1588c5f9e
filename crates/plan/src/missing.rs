//! 欠測: marks and words that stand where a number should, and what they say about it.

use serde::{Deserialize, Serialize};

use crate::{fiscal_year, key::key};

/// Why a cell holds no number. Missing is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// An empty cell: nothing was said.
    Blank,
    /// － alone: none, not applicable or zero. The legend says which, else a person is asked once a document.
    Dash,
    /// …: not available, in statistics.
    NotAvailable,
    /// x, ***: 秘匿, withheld because few are counted.
    Withheld,
    /// 集計中, 精査中: it will come.
    Coming,
    /// 未定: the target is not set yet.
    TargetUndecided,
    /// データなし, 未実施: it was not measured.
    NotMeasured,
    /// 設定になじまない: there is no indicator, on purpose.
    NotSuitable,
    /// 該当なし: nothing to which it applies. 該当者なし may mean 0: ask.
    NotApplicable,
}

/// Words for each reason, on the squeezed key; each may stand with a note around it.
const WORDS: &[(Missing, &str)] = &[
    (
        Missing::Coming,
        "公表予定 発表予定 把握予定 確定予定 集計予定 算定予定 調査予定 測定予定 調整中 精査中 集計中 調査中 算定中 算出中 確認中 集計待ち 公表待ち 未集計 未公表 未確定 \
        未発表 今後公表 追って公表 後日公表 未判明 現在集計",
    ),
    (
        Missing::TargetUndecided,
        "未定 検討中 未設定 今後設定 設定中 策定中 別途設定 別途定める 今後検討 目標未設定",
    ),
    (
        Missing::NotSuitable,
        "設定になじまない 馴染まない なじまない 設定なし 設定無し 設定しない 設定せず 設定していない \
        設定困難 指標なし 目標なし 目標値なし 目標設定なし",
    ),
    (
        Missing::NotApplicable,
        "該当なし 該当無し 該当者なし 該当者無し 該当せず 該当しない 非該当 対象外 対象なし \
        対象者なし 事業終了 廃止",
    ),
    (
        Missing::NotMeasured,
        "データなし データ無し 更新数値がなし 更新数値なし 数値なし 評価せず 未実施 実施せず 実施なし \
        未調査 調査なし 未測定 測定不能 測定不可 測定なし 計測なし 未計測 算出不可 算出不能 算定不能 \
        把握できず 把握していない 把握不可 不明 実績なし 実績値なし 調査未実施 中止 欠測 調査せず \
        調査実施なし 未把握 隔年調査 調査年度でない 調査年度ではない 調査年でない 調査対象外",
    ),
];

impl Missing {
    /// What a text without a number says about it; `None` where it is a figure or other words.
    /// ```
    /// use plan::missing::Missing;
    /// assert_eq!(Missing::parse(" － "), Some(Missing::Dash));
    /// assert_eq!(Missing::parse("（集計中）"), Some(Missing::Coming));
    /// assert_eq!(Missing::parse("0"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let raw = without_footnote(text.trim().trim_matches(['(', ')', '（', '）']).trim());
        if !raw.is_empty()
            && raw.chars().all(|c| matches!(c, '…' | '･' | '・' | '‥' | '⋯' | '.' | '．' | ' '))
        {
            let marks = raw.chars().filter(|c| *c != ' ').count();
            return (marks > 1 || raw.contains(['…', '‥', '⋯'])).then_some(Self::NotAvailable);
        }
        let squeezed = key(raw).replace(' ', "");
        mark(&squeezed).or_else(|| worded(&squeezed))
    }
}

/// －（※1）, － ※補助事業のため: the mark without the footnote behind it.
fn without_footnote(text: &str) -> &str {
    let end = text.find('※').filter(|at| *at > 0).unwrap_or(text.len());
    text[..end].trim_end_matches(['(', '（', ' ', '　'])
}

fn mark(text: &str) -> Option<Missing> {
    if text.is_empty() {
        return Some(Missing::Blank);
    }
    // A long vowel sign alone lengthens nothing: there it is a dash. A unit may follow the dash: －%.
    let bare = text.trim_end_matches(['%', '円', '件', '人', '回']);
    if !bare.is_empty()
        && bare.chars().all(|c| matches!(c, '-' | 'ー' | '(' | ')' | '/' | '_' | '\\' | '~' | '*' | '＼'))
    {
        return Some(if bare.len() > 1 && bare.chars().all(|c| c == '*') {
            Missing::Withheld
        } else {
            Missing::Dash
        });
    }
    match text {
        "x" | "X" | "χ" | "秘匿" | "非公表" | "非公開" => Some(Missing::Withheld),
        "NA" | "N/A" | "n/a" | "na" | "N.A." | "n.a." => Some(Missing::NotApplicable),
        "nil" | "null" | "NULL" | "None" | "none" | "NaN" => Some(Missing::Blank),
        "なし" | "無し" | "無" | "ND" | "N.D." => Some(Missing::NotApplicable),
        "空欄" | "空白" | "未記入" | "未入力" | "記載なし" => Some(Missing::Blank),
        _ => None,
    }
}

/// A word alone, or at an end of a short text without digits: 実績値は集計中, 未実施(隔年).
fn worded(text: &str) -> Option<Missing> {
    let undated = fiscal_year::at_start(text, None).map_or(text, |(_, rest)| rest);
    if undated.chars().any(|c| c.is_ascii_digit())
        && !(text.contains("公表") || text.contains("予定") || text.contains("のため"))
    {
        return None;
    }
    let text = text.trim_start_matches(['※', '*']).trim_end_matches(['。', 'の', '為']);
    let text = text.strip_suffix("のため").or_else(|| text.strip_suffix("です")).unwrap_or(text);
    let short = text.chars().count() <= 30;
    let says = |word: &str| text == word || (short && (text.starts_with(word) || text.ends_with(word)));
    WORDS.iter().find(|(_, words)| words.split_whitespace().any(says)).map(|(missing, _)| *missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words_say_why() {
        let check = |text: &str, missing| assert_eq!(Missing::parse(text), missing, "{text}");
        for blank in ["", "　", "\t \u{00A0}", "None"] {
            check(blank, Some(Missing::Blank));
        }
        for dash in ["-", "－", "―", "—", "–", "‐", "ー", " － ", "（－）", "--", "－％"] {
            check(dash, Some(Missing::Dash));
        }
        for withheld in ["x", "X", "Ｘ", "***", "秘匿"] {
            check(withheld, Some(Missing::Withheld));
        }
        for open in ["…", "･･･", "・・・", "..."] {
            check(open, Some(Missing::NotAvailable));
        }
        for coming in ["調整中", "精査中", "集計中", "（調査中）", "実績値は集計中", "令和7年8月公表待ち"]
        {
            check(coming, Some(Missing::Coming));
        }
        check("未定", Some(Missing::TargetUndecided));
        for unmeasured in
            ["データなし", "更新数値がなし", "評価せず", "未実施", "未実施（隔年）", "中止のため"]
        {
            check(unmeasured, Some(Missing::NotMeasured));
        }
        for unsuitable in ["設定になじまない", "※義務的経費のため指標設定なし"] {
            check(unsuitable, Some(Missing::NotSuitable));
        }
        for none in ["該当なし", "該当者なし", "NA", "N/A", "ＮＡ"] {
            check(none, Some(Missing::NotApplicable));
        }
        for other in
            ["0", "０", "A", "実施", "全員取得", "1/133", "12", "達成", "-5", "未達成", "######", "・"]
        {
            check(other, None);
        }
    }
}
