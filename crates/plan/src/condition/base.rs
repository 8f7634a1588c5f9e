//! What a change or a comparison is measured against: 前年度比, 令和4年度実績, 全国平均.

use crate::{fiscal_year, vocabulary::after};

/// Figures that are named in words. Longer ones first.
const FIGURES: &str = "前々年度 前年度 前年同期 前年 昨年度 昨年 前回調査 前回 前期 現状値 現状 現在 現行 現況 基準年度 \
    基準年 基準値 基準 策定時 計画策定時 計画当初 当初 従前 従来 過去最高 過去平均 全国平均 府平均 \
    都平均 県平均 市平均 区平均 国平均 道平均 町平均 大阪府平均 大阪市平均 東京都平均 全市平均 \
    類似団体平均 類似都市平均 計画値 直近値 直近 例年 目標値 平年 コロナ禍前 コロナ前 初年度 実績値 \
    実績 平均値 平均";

/// What may follow the name of a figure before it is compared.
const OF_IT: &str = "実績値 実績 調査結果 調査 結果 平均値 平均 数値 水準 時点 同期 度 値 数 の 末";

/// Words that make the figure a base of change: 前年度比, 前年度より.
const AGAINST: &str = "と比較して と比べて に比べて に比べ と比べ に比して に対して に対し を基準として を基準に 対比で \
    対比 同月比 同期比 比較で 比で 比の 比 よりも より から に対する";

/// The base that a text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Base {
    /// Whether 比, より or から followed, so that a change must come.
    pub(super) against: bool,
    /// Whether 比 was among it: then 105% is a ratio.
    pub(super) ratio: bool,
}

/// The base at the start of a key, and what follows it.
pub(super) fn at_start(key: &str) -> Option<(Base, &str)> {
    let (versus, text) = match key.strip_prefix('対') {
        Some(rest) => (true, rest),
        None => (false, key),
    };
    let mut rest = figure(text)?;
    while let Some(next) = after(rest, OF_IT) {
        rest = next;
    }
    rest = past_bracket(rest);
    let Some(next) = after(rest, AGAINST) else {
        let level = rest.trim_start();
        // 実績 100人: a label and its figure, not a comparison.
        let labels = level.trim_start_matches([':', ' ']).starts_with(|c: char| c.is_ascii_digit());
        return (versus || !labels).then_some((Base { against: versus, ratio: versus }, level));
    };
    let word = &rest[..rest.len() - next.len()];
    let base = Base { against: true, ratio: versus || word.contains('比') };
    Some((base, next.trim_start_matches([' ', '、', ',', ':', 'で'])))
}

/// A named figure, one of another year, or 過去3年間の平均.
fn figure(text: &str) -> Option<&str> {
    if let Some(rest) = after(text, FIGURES) {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix("過去").or_else(|| text.strip_prefix("直近")) {
        let (span, after) = rest.split_once("平均").or_else(|| rest.split_once("最高"))?;
        return (span.chars().count() <= 8).then_some(after);
    }
    let (_, rest) = fiscal_year::at_start(text, None)?;
    after(past_bracket(rest), BEHIND_A_YEAR)?;
    Some(rest)
}

/// What makes a year the name of its figure: 令和4年度比, 令和4年度実績以上.
const BEHIND_A_YEAR: &str = "比 実績 より に比 と比 対比 から の実績 数値 値 調査 に対し 水準 以上 以下 を上回 を下回 平均 並 同 と同 末比 \
    末時点比 時点比 を基準";

fn past_bracket(rest: &str) -> &str {
    rest.strip_prefix('(').and_then(|open| Some(open.split_once(')')?.1)).unwrap_or(rest)
}
