//! 評語がない理由: where no honest number can be made of the figures, the reason stands in its place.

use crate::fiscal_year::FiscalYear;
use crate::indicator::Direction;
use crate::rating::Undecided;

/// 評語がない理由. Never a wrong number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unrated {
    /// There is no target, no result, or no number in the target.
    Undecided(Undecided),
    /// The plan has no target for its last year.
    NoEndTarget,
    /// The target is 0, and one cannot divide by it.
    TargetIsZero,
    /// The result is 0, and one cannot divide by it.
    ActualIsZero,
    /// The figure before is 0, and no rate of change can be made of it.
    BaseIsZero,
    /// A figure below zero: a quotient of it would say nothing.
    Negative,
    /// The way is counted from a baseline, and there is none.
    NoBaseline,
    /// Target and baseline are equal: there is no way to go.
    NoWay,
    /// The target lies on the wrong side of the baseline.
    TargetBehindBaseline,
    /// Nobody said which way is better.
    NoDirection,
    /// The target's words and the indicator's direction contradict each other.
    DirectionsDiffer,
    /// The target is no single number.
    NotOneNumber,
    /// The rule has no formula for the direction.
    NoFormula(Direction),
    /// The result is exactly the figure that was to be passed.
    ExactlyAtEdge,
    /// A part of the sum is missing.
    PartMissing(FiscalYear),
    /// Rates cannot be added up.
    CannotAdd,
    /// No figure of the year before.
    NoLastYear,
    /// The series broke between the two figures.
    Broken(FiscalYear),
    /// The year is none of those for which the rule says how far one should be.
    NoPace(FiscalYear),
    /// No period of a plan is known.
    NoPeriod,
    /// Nothing below the element can be judged.
    NothingBelow,
    /// Some of what stands below the element has no grade yet.
    NotAllJudged(usize),
    /// Some of what stands below has a grade without points.
    WithoutPoints(usize),
    /// A person judges, and none did yet.
    ByPerson,
    /// The rule is for elements, not for indicators.
    ForElements,
    /// The rule is for indicators, not for elements.
    ForIndicators,
    /// No step of the rule takes the number.
    NoStep,
    /// The numbers are too large to be computed with.
    TooLarge,
}

impl Unrated {
    /// As a clause that ends a sentence, in Japanese and in English.
    pub fn say(self) -> (String, String) {
        let both = |ja: &str, en: &str| (ja.to_owned(), en.to_owned());
        match self {
            Self::Undecided(why) => both(why.name().0, why.name().1),
            Self::NoEndTarget => {
                both("計画の最終年度の目標値がない", "the plan has no target for its last year")
            }
            Self::TargetIsZero => {
                both("目標が0のため、率を計算できない", "the target is 0, so there is no rate")
            }
            Self::ActualIsZero => {
                both("実績が0のため、率を計算できない", "the result is 0, so there is no rate")
            }
            Self::BaseIsZero => both(
                "もとの値が0のため、増減率を計算できない",
                "the figure before is 0, so there is no rate of change",
            ),
            Self::Negative => both(
                "0より小さい値があり、率が意味を持たない",
                "a figure is below zero, so a rate would say nothing",
            ),
            Self::NoBaseline => both("基準値がない", "there is no baseline"),
            Self::NoWay => both(
                "目標が基準値と同じで、進む道のりがない",
                "target and baseline are equal, so there is no way to cover",
            ),
            Self::TargetBehindBaseline => both(
                "目標が基準値より後ろにあり、道のりを計算できない",
                "the target lies behind the baseline, so there is no way to cover",
            ),
            Self::NoDirection => both("望ましい方向が示されていない", "nobody said which way is better"),
            Self::DirectionsDiffer => both(
                "目標の言葉と指標の方向が食い違っている",
                "the target’s words and the indicator’s direction contradict each other",
            ),
            Self::NotOneNumber => both("目標が一つの数値ではない", "the target is no single number"),
            Self::NoFormula(direction) => {
                let (ja, en) = direction.name();
                (
                    format!("判定基準に「{ja}」指標の計算式がない"),
                    format!("the rule has no formula for indicators of which “{en}”"),
                )
            }
            Self::ExactlyAtEdge => both(
                "目標は「超」「未満」で、実績はちょうどその値であり、率では決められない",
                "the result is exactly the figure that had to be passed, so a rate cannot decide",
            ),
            Self::PartMissing(year) => (
                format!("{}の実績がなく、合計できない", year.japanese()),
                format!("the figure of FY{} is missing, so there is no sum", year.year()),
            ),
            Self::CannotAdd => both("割合どうしは足せない", "rates cannot be added up"),
            Self::NoLastYear => both("前年度の実績がない", "there is no figure of the year before"),
            Self::Broken(year) => (
                format!("{}に集計方法が変わり、比べられない", year.japanese()),
                format!("the method changed in FY{}, so the figures cannot be compared", year.year()),
            ),
            Self::NoPace(year) => (
                format!("{}の期待される進みが判定基準にない", year.japanese()),
                format!("the rule does not say how far one should be in FY{}", year.year()),
            ),
            Self::NoPeriod => both("計画の期間が分からない", "the period of the plan is not known"),
            Self::NothingBelow => both("判定できる指標や要素がない", "nothing below it can be judged"),
            Self::NotAllJudged(count) => (
                format!("まだ判定のないものが{count}件ある"),
                format!("{count} of those below it have no grade yet"),
            ),
            Self::WithoutPoints(count) => (
                format!("点数の決まっていない評語が{count}件ある"),
                format!("{count} grades below it have no points"),
            ),
            Self::ByPerson => both("人が判定する基準で、まだ判定がない", "a person judges, and none did yet"),
            Self::ForElements => both("要素のための判定基準である", "the rule is for elements"),
            Self::ForIndicators => both("指標のための判定基準である", "the rule is for indicators"),
            Self::NoStep => both("判定基準のどの段階にも当たらない", "no step of the rule takes the number"),
            Self::TooLarge => both("数が大きすぎて計算できない", "the numbers are too large to compute with"),
        }
    }
}
