//! 成果1単位当たりの費用, 活動1単位当たりの費用: settled money by what was counted; refused, with the reason, wherever it would mislead.
//!
//! That a year's money serves just what that year's figure counts, no record shows: a count on one holiday, places at the end
//! of a year and subsidies for something else look the same. So it is divided only where the municipality gave the ground
//! (`Indicator::cost_unit`), and a ground does not help where the figure itself speaks against it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::actual::{Actual, Status};
use crate::amount::AmountKind;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator, IndicatorKind, Window};
use crate::record::RecordId;
use crate::unit::Unit;

/// 成果1単位当たりの費用 or, of an 活動指標, 活動1単位当たりの費用, with what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitCost {
    /// 決算額 of the element in whole yen, shares carried out.
    pub yen: i64,
    /// 実績値.
    pub value: Decimal,
    /// Yen for one, rounded to the yen.
    pub per_one: Decimal,
}

/// Why no cost per outcome is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoUnitCost {
    /// 対象指標: nothing was reached, it says how many there are.
    NotAResult,
    /// アンケート.
    Survey,
    /// 割合, 率, 平均.
    Rate,
    /// 単位が数えるものではない.
    NoCount,
    /// 累計.
    Cumulative,
    /// 時点の数: a level, such as the places at the end of a year.
    Stock,
    /// 推計, 概数.
    Estimate,
    /// 上がるほど良い指標ではない.
    MoreIsNotBetter,
    /// 断絶の年度: the first year counted in another way.
    Break,
    /// 単位費用の根拠がない: nobody said that the money serves just what is counted.
    NoGround,
    /// 実績がない, or is not final.
    NoResult,
    /// 実績が0以下.
    NothingReached,
    /// 決算がない.
    NotSettled,
    /// 決算が0円以下.
    NothingSpent,
    /// Part of what lies below has no settled amount.
    NotCovered,
    /// The money is that of several works below.
    SeveralWorks,
    /// Several indicators of the kind share the money.
    SeveralIndicators,
    /// The figure is the result of other elements too.
    SeveralElements,
}

impl NoUnitCost {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::NotAResult => (
                "対象の大きさを示す指標で、成果ではないため",
                "it is the size of the target group, not a result",
            ),
            Self::Survey => {
                ("アンケートの回答の割合で、数えた成果ではないため", "it is a share of answers, not a count")
            }
            Self::Rate => (
                "割合・率・平均であり、1単位が成果の一つ分に当たらないため",
                "it is a rate, so one unit is not one result",
            ),
            Self::NoCount => ("単位が数えるものではないため", "its unit counts nothing"),
            Self::Cumulative => (
                "実績が累計で、1年の費用と対応しないため",
                "the figure is cumulative, the money that of one year",
            ),
            Self::Stock => (
                "ある時点の数で、1年の費用で生まれた数ではないため",
                "it is a number at one moment, not what the money of a year brought",
            ),
            Self::Estimate => ("推計や概数で、数えた実績ではないため", "it is an estimate, not a count"),
            Self::MoreIsNotBetter => ("多いほど良い指標ではないため", "more of it is not better"),
            Self::Break => (
                "この年度から数え方が変わり、費用の範囲と合うか分からないため",
                "it is counted in a new way from this year on, so the money may cover something else",
            ),
            Self::NoGround => (
                "1年の決算がこの数だけに対応すると示す「単位費用の根拠」の記載がないため",
                "nobody stated that a year's settlement serves just what is counted (ground for a unit cost)",
            ),
            Self::NoResult => ("確定した実績がないため", "there is no final result"),
            Self::NothingReached => ("実績が0以下のため", "the result is not above zero"),
            Self::NotSettled => ("決算の金額がないため", "nothing is settled"),
            Self::NothingSpent => ("決算額が0円以下のため", "the settlement is not above zero"),
            Self::NotCovered => {
                ("決算の記載がない項目が含まれるため", "some of what lies below has no settled amount")
            }
            Self::SeveralWorks => (
                "下の段のいくつもの取組の費用を合わせた金額のため",
                "the money is that of several works below",
            ),
            Self::SeveralIndicators => (
                "同じ種別の指標がほかにもあり、費用を分けられないため",
                "several indicators of the kind share the money",
            ),
            Self::SeveralElements => {
                ("ほかの取組の成果でもあり、費用を分けられないため", "it is the result of other elements too")
            }
        }
    }
}

/// Units that no single result stands behind.
const NO_COUNT: &[&str] =
    &["‰", "割", "ポイント", "点", "倍", "円", "度", "歳", "位", "年", "月", "日", "時間", "分", "秒", "級"];
/// Words in a name that make a count a rate: 人口10万人当たり, 平均.
const RATES: &[&str] = &["率", "割合", "当たり", "あたり", "平均", "指数"];

/// Words in a definition or a name that make a count a level: 年度末現在, 4月1日現在, 時点.
const STOCKS: &[&str] = &["末現在", "日現在", "月現在", "年現在", "時点の", "時点で", "累計"];
/// Words that make a figure no count at all.
const ESTIMATES: &[&str] = &["推計", "推定", "概数", "目測"];

/// Whether the name, the definition or the source uses one of the words.
fn says(it: &Indicator, words: &[&str]) -> bool {
    let texts = [Some(&it.name), it.definition.as_ref(), it.source.as_ref()];
    texts.into_iter().flatten().any(|text| words.iter().any(|word| text.contains(word)))
}

/// Whether the unit counts single results.
fn counts(unit: &Unit) -> bool {
    let unit = unit.canonical();
    !unit.is_empty() && !unit.contains('/') && !NO_COUNT.contains(&unit.as_str())
}

/// Why an indicator can have no cost per outcome, whatever the figures are.
fn unfit(indicator: &Indicator, year: FiscalYear) -> Option<NoUnitCost> {
    let is_rate = indicator.unit.is_percent() || RATES.iter().any(|word| indicator.name.contains(word));
    match indicator {
        it if it.kind == IndicatorKind::Target => Some(NoUnitCost::NotAResult),
        it if it.survey.is_some() || it.kind == IndicatorKind::Perception => Some(NoUnitCost::Survey),
        _ if is_rate => Some(NoUnitCost::Rate),
        it if it.unit.is_yen() || !counts(&it.unit) => Some(NoUnitCost::NoCount),
        it if it.window == Window::Cumulative => Some(NoUnitCost::Cumulative),
        it if says(it, STOCKS) => Some(NoUnitCost::Stock),
        it if says(it, ESTIMATES) => Some(NoUnitCost::Estimate),
        it if it.direction != Some(Direction::Up) => Some(NoUnitCost::MoreIsNotBetter),
        it if it.breaks.iter().any(|it| it.year == year) => Some(NoUnitCost::Break),
        it if it.cost_unit.as_ref().is_none_or(|why| why.trim().is_empty()) => Some(NoUnitCost::NoGround),
        _ => None,
    }
}

/// The figure that may be divided by: final and above zero.
fn result(actual: Option<&Actual>) -> Result<Decimal, NoUnitCost> {
    let is_final = |it: &&Actual| matches!(it.status, Status::Final | Status::Corrected);
    let value = actual.filter(is_final).and_then(Actual::value).ok_or(NoUnitCost::NoResult)?;
    if value > Decimal::ZERO { Ok(value) } else { Err(NoUnitCost::NothingReached) }
}

impl Edition {
    /// The cost of one unit of an indicator of an element for a year, or why it would mislead.
    pub fn unit_cost(
        &self,
        element: &RecordId,
        id: &RecordId,
        year: FiscalYear,
    ) -> Result<UnitCost, NoUnitCost> {
        let indicator = self.find::<Indicator>(id).ok_or(NoUnitCost::NoResult)?;
        if let Some(why) = unfit(indicator, year) {
            return Err(why);
        }
        let value = result(self.actual(id, year))?;
        let yen = self.settled_cost(element, year)?;
        let is_rival = |(other, it): &(&RecordId, &Indicator)| *other != id && it.kind == indicator.kind;
        if self.indicators(element).any(|it| is_rival(&it)) {
            return Err(NoUnitCost::SeveralIndicators);
        }
        let is_elsewhere = |other: &RecordId| !self.is_within(element, other);
        if self.measured(indicator, year).any(|(other, _)| is_elsewhere(other)) {
            return Err(NoUnitCost::SeveralElements);
        }
        let exact = Decimal::from(yen).checked_div(value).ok_or(NoUnitCost::NothingReached)?;
        let per_one = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Ok(UnitCost { yen, value, per_one })
    }

    /// The settled money of an element with what lies below it, where it is whole.
    fn settled_cost(&self, element: &RecordId, year: FiscalYear) -> Result<i64, NoUnitCost> {
        let settled = self.roll_up(element, year, AmountKind::Settled);
        let is_of_several = settled.pieces.windows(2).any(|pair| pair[0].element != pair[1].element);
        match settled.total() {
            None => Err(NoUnitCost::NotSettled),
            Some(_) if !settled.silent.is_empty() => Err(NoUnitCost::NotCovered),
            Some(_) if is_of_several => Err(NoUnitCost::SeveralWorks),
            Some(yen) if yen <= 0 => Err(NoUnitCost::NothingSpent),
            Some(yen) => Ok(yen),
        }
    }
}
