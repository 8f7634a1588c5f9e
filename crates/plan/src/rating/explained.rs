//! 判定基準の説明: a rule in plain words, made from its data, so that what is published is what is computed.

use rust_decimal::Decimal;

use super::shown::percent;
use super::{
    Achievement, Among, Change, ChangeBy, ChangeFrom, Formula, Grade, Hold, Measure, Open, Order, Points,
    RatingRule, RuleShape, Scale, ShareReached, Since, Tone, Total, Toward,
};
use crate::indicator::Direction;

mod step;

/// A wording in Japanese and in English.
pub type Said = (String, String);

/// 判定基準の説明.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What is measured.
    pub measure: Said,
    /// How: formulas, tolerance, paces, what is left out, which end is best.
    pub details: Vec<Said>,
    /// Each grade of the scale, and when it is given.
    pub steps: Vec<(Grade, Said)>,
    /// Each grade off the scale, and when it is given.
    pub off_scale: Vec<(Grade, Said)>,
}

fn say(ja: impl Into<String>, en: impl Into<String>) -> Said {
    (ja.into(), en.into())
}

fn print(number: Decimal) -> String {
    crate::number::print(number.normalize())
}

impl RatingRule {
    /// The rule in plain words.
    pub fn explained(&self) -> Explanation {
        let off = self.off_scale.iter().map(|it| {
            let when = it.when.map_or_else(
                || say("人が理由を付けて選ぶとき", "where a person chooses it, with a reason"),
                |when| say(when.name().0, when.name().1),
            );
            (it.grade.clone().or_toned(Tone::Open), when)
        });
        let (mut details, steps) = match &self.shape {
            RuleShape::MeetsTarget { .. } => {
                let when = [met_or_missed(true), met_or_missed(false)];
                (vec![], self.grades().into_iter().zip(when).collect())
            }
            RuleShape::Scale(scale) => (scale.details(), scale.explained()),
        };
        details.extend(self.hold.map(Hold::explained));
        Explanation { measure: self.measure().explained(), details, steps, off_scale: off.collect() }
    }
}

fn met_or_missed(met: bool) -> Said {
    if met {
        say("実績が目標の条件を満たしたとき", "where the result meets the condition of the target")
    } else {
        say("満たさなかったとき", "where it does not")
    }
}

impl Measure {
    /// 「その年度の目標に対する達成率」.
    fn explained(&self) -> Said {
        match self {
            Self::MeetsTarget => say(
                "その年度の実績が目標の条件を満たしたか",
                "whether the year’s result meets the condition of the target",
            ),
            Self::Achievement(it) => match it.toward {
                Toward::Year => {
                    say("その年度の目標に対する達成率", "the rate of achievement of the year’s target")
                }
                Toward::End => say(
                    "計画の最終年度の目標に対する達成率",
                    "the rate of achievement of the target for the plan’s last year",
                ),
            },
            Self::Change(it) => it.explained(),
            Self::ShareReached(it) => {
                let (ja, en) = it.among.explained();
                say(
                    format!("{ja}のうち、目標を達成したものの割合"),
                    format!("the share that reached its target, of {en}"),
                )
            }
            Self::Points(it) => {
                let (ja, en) = it.among.explained();
                match it.total {
                    Total::Sum => say(
                        format!("{ja}の評語の点数の合計"),
                        format!("the sum of points for the grades of {en}"),
                    ),
                    Total::ShareOfMost => say(
                        format!("{ja}の評語の点数の、満点に対する割合"),
                        format!(
                            "the points for the grades of {en}, as a share of the most that they could have"
                        ),
                    ),
                }
            }
            Self::Person => say("人が理由を付けて判定する", "a person judges, with a reason"),
        }
    }
}

impl Among {
    fn explained(self) -> (&'static str, &'static str) {
        match self {
            Self::Indicators => (
                "要素とその下にあるすべての指標",
                "all indicators of the element and of what stands below it",
            ),
            Self::Elements => ("すぐ下にある要素", "the elements right below it"),
        }
    }
}

impl Change {
    fn explained(&self) -> Said {
        let (ja, en) = match self.from {
            ChangeFrom::LastYear => ("前年度", "the year before"),
            ChangeFrom::Baseline => ("基準値", "the baseline"),
        };
        match self.by {
            ChangeBy::Difference => {
                say(format!("{ja}からの変化（差）"), format!("the change since {en} (difference)"))
            }
            ChangeBy::Rate => {
                say(format!("{ja}からの変化（増減率）"), format!("the change since {en} (rate)"))
            }
        }
    }

    fn details(&self) -> Vec<Said> {
        let way = say(
            "望ましい向きへの変化をプラスと数える。差は指標の単位で数え、割合の指標ではポイントになる。",
            "A change for the better counts as positive. Differences are in the indicator’s unit, of percentages in points.",
        );
        let width = match self.by {
            ChangeBy::Difference => print(self.tolerance),
            ChangeBy::Rate => percent(self.tolerance),
        };
        let tolerance = say(
            format!("±{width}以内の変化は、変化なしとみなす。"),
            format!("A change within ±{width} counts as none."),
        );
        if self.tolerance.is_zero() { vec![way] } else { vec![way, tolerance] }
    }
}

impl Achievement {
    fn details(&self) -> Vec<Said> {
        let all = [Direction::Up, Direction::Down, Direction::Hold, Direction::Within];
        let line = |direction: Direction| {
            let (ja, en) = direction.name();
            let formula = self.formula(direction).map(Formula::name);
            let (by_ja, by_en) = formula.unwrap_or(("率を計算しない", "no rate is computed"));
            say(format!("{ja}指標：{by_ja}"), format!("Where “{en}”: {by_en}"))
        };
        let mut details: Vec<Said> = all.into_iter().map(line).collect();
        details.extend(self.since.map(|since| {
            let (ja, en) = match since {
                Since::Year(year) => (year.japanese(), format!("FY{}", year.year())),
                Since::PlanStart => ("計画の最初の年度".to_owned(), "the plan’s first year".to_owned()),
            };
            say(
                format!("実績は{ja}からの合計を用いる。はじめから累計で報告されるものはそのまま用い、割合は合計しない。"),
                format!("Results are added up from {en} on; what is reported as a sum is taken as it is, and rates are never added up."),
            )
        }));
        details.push(say(
            "0で割る場合や、0より小さい値の割り算になる場合は、率を計算しない。",
            "Where one would divide by 0, or with figures below 0, there is no rate.",
        ));
        details
    }
}

impl ShareReached {
    fn details(&self) -> Vec<Said> {
        vec![match self.open {
            Open::LeftOut => say(
                "判定できないものは分母から除き、その数を示す。",
                "What cannot be judged is left out, and its number is told.",
            ),
            Open::Missed => {
                say("判定できないものは未達成とみなす。", "What cannot be judged counts as missed.")
            }
        }]
    }
}

impl Points {
    fn details(&self) -> Vec<Said> {
        let list = |between: &str, unit: &str| {
            let each = self.points.iter().map(|it| format!("{}{between}{}{unit}", it.mark, print(it.points)));
            each.collect::<Vec<_>>()
        };
        vec![say(
            format!("{}。達成率どうしは平均しない。", list("＝", "点").join("、")),
            format!("{}. Rates are never averaged.", list(" = ", "").join(", ")),
        )]
    }
}

impl Scale {
    fn details(&self) -> Vec<Said> {
        let mut details = match &self.measure {
            Measure::Achievement(it) => it.details(),
            Measure::Change(it) => it.details(),
            Measure::ShareReached(it) => it.details(),
            Measure::Points(it) => it.details(),
            Measure::MeetsTarget | Measure::Person => vec![],
        };
        if !self.expected.is_empty() {
            let year = |(at, pace): (usize, &Decimal)| (at + 1, percent(*pace));
            let paces: Vec<_> = self.expected.iter().enumerate().map(year).collect();
            let ja: Vec<_> = paces.iter().map(|(at, pace)| format!("{at}年目{pace}")).collect();
            let en: Vec<_> = paces.iter().map(|(at, pace)| format!("{pace} after year {at}")).collect();
            details.push(say(
                format!("期待される進み：{}", ja.join("、")),
                format!("Expected pace: {}", en.join(", ")),
            ));
        }
        details.extend(self.order.and_then(|order| self.best(order)));
        details
    }

    /// 「「1」が最もよく、「5」が最も悪い」.
    fn best(&self, order: Order) -> Option<Said> {
        let (first, last) = (&self.steps.first()?.grade.mark, &self.steps.last()?.grade.mark);
        let (best, worst) = if order == Order::FirstIsBest { (first, last) } else { (last, first) };
        Some(say(
            format!("「{best}」が最もよく、「{worst}」が最も悪い。"),
            format!("“{best}” is the best, “{worst}” the worst."),
        ))
    }
}
