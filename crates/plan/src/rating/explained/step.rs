//! When each grade of a scale is given, in plain words.

use rust_decimal::Decimal;

use super::{Said, met_or_missed, print, say};
use crate::rating::shown::percent;
use crate::rating::{Change, ChangeBy, Edge, Grade, Measure, Of, Scale, Step, Total};

impl Scale {
    /// Each grade, and when it is given.
    pub(super) fn explained(&self) -> Vec<(Grade, Said)> {
        let step = |(at, step): (usize, &Step)| Some((self.grade(at)?, self.when(step)));
        self.steps.iter().enumerate().filter_map(step).collect()
    }

    /// Whether what is left for the last grade is just what became worse.
    fn parts_worse(&self) -> bool {
        let mut edges = self.steps.iter().filter_map(|it| it.from);
        edges.next_back().is_some_and(|edge| edge.number().is_zero() && matches!(edge, Edge::AtLeast(_)))
    }

    fn when(&self, step: &Step) -> Said {
        match (&self.measure, step.from) {
            (Measure::Person, _) => say("人が選ぶとき", "where a person chooses it"),
            (Measure::MeetsTarget, from) => met_or_missed(from.is_some()),
            (Measure::Change(_), None) if self.parts_worse() => {
                say("悪くなったとき", "where it became worse")
            }
            (_, None) => say("上のどれにも当たらないとき", "where none of the above is given"),
            (Measure::Change(it), Some(edge)) => it.when(edge),
            (Measure::Points(it), Some(edge)) if it.total == Total::Sum => {
                let number = print(edge.number());
                edge.said(&format!("{number}点"), &format!("{number} points"))
            }
            (_, Some(edge)) => {
                let part = percent(edge.number());
                match step.of {
                    Of::Whole => edge.said(&part, &part),
                    Of::Expected => {
                        edge.said(&format!("期待される進みの{part}"), &format!("{part} of the expected pace"))
                    }
                }
            }
        }
    }
}

impl Change {
    fn when(&self, edge: Edge) -> Said {
        if edge.number().is_zero() {
            return match edge {
                Edge::MoreThan(_) => say("良くなったとき", "where it became better"),
                Edge::AtLeast(_) => say("変わらないとき", "where it stayed the same"),
            };
        }
        let number = match self.by {
            ChangeBy::Difference => print(edge.number()),
            ChangeBy::Rate => percent(edge.number()),
        };
        let sign = if edge.number() > Decimal::ZERO { "+" } else { "" };
        edge.said(&format!("{sign}{number}"), &format!("{sign}{number}"))
    }
}

impl Edge {
    fn said(self, ja: &str, en: &str) -> Said {
        match self {
            Self::AtLeast(_) => say(format!("{ja}以上のとき"), format!("at least {en}")),
            Self::MoreThan(_) => say(format!("{ja}を超えるとき"), format!("more than {en}")),
        }
    }
}
