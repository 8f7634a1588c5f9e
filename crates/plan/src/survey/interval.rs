//! 誤差の範囲: between which figures the population's own share may lie, and why there is no such range.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Sampling;
use crate::actual::Actual;
use crate::indicator::Indicator;
use crate::statistics::printed::Printed;

/// 誤差の範囲: the 95 % interval of a survey's percentage, as printed: in percent, rounded outwards to the digits of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Decimal,
    /// The upper end.
    pub high: Decimal,
    /// Whether answers were weighted: then the true range is somewhat wider than this one.
    pub weighted: bool,
}

impl Interval {
    /// Whether a figure lies in the range, its ends included.
    pub fn holds(&self, figure: Decimal) -> bool {
        (self.low..=self.high).contains(&figure)
    }

    /// 「±2.9ポイント」: half of its width, rounded up to a tenth.
    pub fn margin(&self) -> Decimal {
        let half = (self.high - self.low) / Decimal::TWO;
        half.round_dp_with_strategy(1, RoundingStrategy::AwayFromZero)
    }
}

/// Why a figure has no range of error. The page prints the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoInterval {
    /// Not from a survey: counted, or taken from records.
    NotASurvey,
    /// 全数調査: no sample, no sampling error.
    Census,
    /// モニター, 来庁者, 会議委員, その他: nobody knows how far those who answered differ from the others.
    NotRandom(Sampling),
    /// A survey, but its figure is no percentage.
    NotAShare,
    /// 回答数 is not known.
    NoSample,
    /// There is no figure.
    NoFigure,
}

impl NoInterval {
    /// In Japanese and in English, a sentence each.
    pub fn reason(self) -> (&'static str, &'static str) {
        match self {
            Self::NotASurvey => (
                "標本調査による数値ではないため、抽出による誤差はありません。",
                "The figure does not come from a sample, so it has no sampling error.",
            ),
            Self::Census => (
                "対象者全員に尋ねた全数調査のため、抽出による誤差はありません。",
                "Everybody concerned was asked, so there is no sampling error.",
            ),
            Self::NotRandom(Sampling::Panel) => (
                "みずから登録したモニターへの調査で、無作為抽出ではないため、誤差の範囲は計算できません。",
                "The panel consists of volunteers, not of a random sample, so no margin of error can be given.",
            ),
            Self::NotRandom(Sampling::Visitors) => (
                "訪れた人への調査で、無作為抽出ではないため、誤差の範囲は計算できません。",
                "Visitors were asked, not a random sample, so no margin of error can be given.",
            ),
            Self::NotRandom(Sampling::Members) => (
                "決まった構成員への調査で、無作為抽出ではないため、誤差の範囲は計算できません。",
                "Members of a group were asked, not a random sample, so no margin of error can be given.",
            ),
            Self::NotRandom(_) => (
                "無作為抽出かどうかが分からないため、誤差の範囲は計算できません。",
                "It is not known that people were chosen at random, so no margin of error can be given.",
            ),
            Self::NotAShare => (
                "割合（％）ではない調査の数値のため、公表された資料からは誤差の範囲を計算できません。",
                "The survey's figure is no percentage, so its margin of error cannot be computed from what is published.",
            ),
            Self::NoSample => (
                "回答数が公表されていないため、誤差の範囲は計算できません。",
                "The number of answers is not published, so no margin of error can be given.",
            ),
            Self::NoFigure => ("数値がありません。", "There is no figure."),
        }
    }
}

/// 誤差の範囲 of one year's figure.
///
/// Only where people were chosen at random, the unit is % and the number of answers is known. A percentage is printed with few
/// digits, so several counts may lie behind it: the range covers the ranges of all of them, and pretends to no more.
pub fn interval(indicator: &Indicator, actual: &Actual) -> Result<Interval, NoInterval> {
    let (low, high) = printed(indicator, actual)?.interval();
    let weighted = indicator.survey.as_ref().is_some_and(|it| it.weighting.is_some());
    Ok(Interval { low, high, weighted })
}

/// The percentage and its answers, ready for the arithmetic of samples; or why there is no such arithmetic.
pub(crate) fn printed(indicator: &Indicator, actual: &Actual) -> Result<Printed, NoInterval> {
    let design = indicator.survey.as_ref().ok_or(NoInterval::NotASurvey)?;
    let value = actual.value().ok_or(NoInterval::NoFigure)?;
    match design.sampling {
        Sampling::Probability => {}
        Sampling::Census => return Err(NoInterval::Census),
        other => return Err(NoInterval::NotRandom(other)),
    }
    if !indicator.unit.is_percent() {
        return Err(NoInterval::NotAShare);
    }
    let sample = actual.sample.filter(|it| it.valid > 0).ok_or(NoInterval::NoSample)?;
    Printed::new(value, sample.valid, sample.counted, design.population_size).ok_or(NoInterval::NotAShare)
}

/// 「28人中25人」: the counts to show beside a percentage of fewer than thirty people; none for larger groups.
///
/// The count that was reported, else the only one that rounds to the percentage; no count where several do. However people were
/// chosen: of a small group one answer moves the percentage by points.
pub fn small_count(indicator: &Indicator, actual: &Actual) -> Option<(Option<u32>, u32)> {
    let sample = actual.sample.filter(|it| it.valid < 30 && indicator.unit.is_percent())?;
    let printed = Printed::new(actual.value()?, sample.valid, sample.counted, None)?;
    Some((printed.count(), sample.valid))
}
