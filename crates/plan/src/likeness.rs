//! 比較の条件: which figures of different municipalities may stand side by side, and why others may not.
//!
//! Nothing is ranked here. Names are not compared: whoever asks has chosen the names.

use serde::{Deserialize, Serialize};

use crate::actual::Status;
use crate::indicator::{Direction, Indicator, IndicatorKind, Window};
use crate::survey::Sampling;
use crate::unit::Unit;

/// 指標の性質: what two indicators must share before their figures say the same sort of thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Nature {
    /// 単位, as written; compared by [`Unit::canonical`].
    #[serde(default, skip_serializing_if = "is_none")]
    pub unit: Unit,
    /// 指標の種別.
    pub kind: IndicatorKind,
    /// 望ましい方向, where it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// 単年 or 累計.
    #[serde(default, skip_serializing_if = "is_yearly")]
    pub window: Window,
    /// 抽出方法, for a survey whose design is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sampling: Option<Sampling>,
}

fn is_none(unit: &Unit) -> bool {
    unit.as_str().is_empty()
}

fn is_yearly(window: &Window) -> bool {
    *window == Window::Yearly
}

/// 誰の値か: whom a figure may be said to speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Respondents {
    /// No survey: something was counted.
    Counted,
    /// 無作為抽出 or 全数: the answers stand for everybody.
    Everybody,
    /// モニター, 来庁者, 会議委員: only for those who answered.
    Themselves,
    /// A survey that does not say how people were chosen.
    Unstated,
}

/// 比べられない理由.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unlike {
    /// 単位が違う.
    Unit,
    /// 種別が違う: an outcome is no activity.
    Kind,
    /// 単年と累計.
    Window,
    /// 望ましい方向が違う.
    Direction,
    /// 望ましい方向がどちらか一方で示されていない.
    DirectionUnstated,
    /// 調査の値と、調査でない値.
    Survey,
    /// The answers stand only for those who gave them.
    SelfSelected,
    /// How people were chosen is not said.
    SamplingUnstated,
    /// その年度の実績値がない.
    NoFigure,
    /// 見込: nothing was measured yet.
    Expected,
}

impl Nature {
    /// Of an indicator.
    pub fn of(indicator: &Indicator) -> Self {
        Self {
            unit: indicator.unit.clone(),
            kind: indicator.kind,
            direction: indicator.direction,
            window: indicator.window,
            sampling: indicator.survey.as_ref().map(|it| it.sampling),
        }
    }

    /// Whom its figures speak of. 実感 is always asked for, so without a design it is a survey that does not say how.
    pub fn respondents(&self) -> Respondents {
        match self.sampling {
            None if self.kind == IndicatorKind::Perception => Respondents::Unstated,
            None => Respondents::Counted,
            Some(Sampling::Probability | Sampling::Census) => Respondents::Everybody,
            Some(Sampling::Panel | Sampling::Visitors | Sampling::Members) => Respondents::Themselves,
            Some(Sampling::Other) => Respondents::Unstated,
        }
    }

    /// Why its figures can be set beside no other municipality's at all; none where they can.
    pub fn alone(&self) -> Option<Unlike> {
        match self.respondents() {
            Respondents::Counted | Respondents::Everybody => None,
            Respondents::Themselves => Some(Unlike::SelfSelected),
            Respondents::Unstated => Some(Unlike::SamplingUnstated),
        }
    }

    /// Every reason why figures of the two must not be compared; none where they may be. The order does not matter.
    pub fn unlike(&self, other: &Self) -> Vec<Unlike> {
        let mut reasons = Vec::new();
        let mut because = |differs: bool, reason| differs.then(|| reasons.push(reason));
        because(!self.unit.is_same(&other.unit), Unlike::Unit);
        because(self.kind != other.kind, Unlike::Kind);
        because(self.window != other.window, Unlike::Window);
        match (self.direction, other.direction) {
            (Some(a), Some(b)) => because(a != b, Unlike::Direction),
            (a, b) => because(a != b, Unlike::DirectionUnstated),
        };
        let (mine, theirs) = (self.respondents(), other.respondents());
        let counted = |it| it == Respondents::Counted;
        because(counted(mine) != counted(theirs), Unlike::Survey);
        for reason in [Unlike::SelfSelected, Unlike::SamplingUnstated] {
            because([self.alone(), other.alone()].contains(&Some(reason)), reason);
        }
        reasons
    }

    /// Whether figures of the two may be compared.
    pub fn is_like(&self, other: &Self) -> bool {
        self.unlike(other).is_empty()
    }
}

/// Why a figure of one year cannot be compared, whatever the indicator is; none where it can.
pub fn figure(status: Option<Status>) -> Option<Unlike> {
    match status {
        None => Some(Unlike::NoFigure),
        Some(Status::Expected) => Some(Unlike::Expected),
        Some(Status::Provisional | Status::Final | Status::Corrected) => None,
    }
}

impl Unlike {
    /// Every reason, in the order in which pages list them.
    pub const ALL: [Self; 10] = [
        Self::Unit,
        Self::Kind,
        Self::Window,
        Self::Direction,
        Self::DirectionUnstated,
        Self::Survey,
        Self::SelfSelected,
        Self::SamplingUnstated,
        Self::NoFigure,
        Self::Expected,
    ];

    /// The reason in Japanese and in English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unit => ("単位が違います", "another unit"),
            Self::Kind => ("指標の種別が違います", "another kind of indicator"),
            Self::Window => ("単年の値と累計の値です", "a figure of one year against a cumulative one"),
            Self::Direction => ("望ましい方向が違います", "another desired direction"),
            Self::DirectionUnstated => {
                ("望ましい方向が示されていません", "the desired direction is stated on one side only")
            }
            Self::Survey => ("調査の回答と、数えた値です", "answers to a survey against something counted"),
            Self::SelfSelected => (
                "答えた人だけの値です（モニター、来庁者など）",
                "speaks only of those who answered (volunteers, visitors)",
            ),
            Self::SamplingUnstated => {
                ("調査の相手の選び方が示されていません", "does not say how the people asked were chosen")
            }
            Self::NoFigure => ("この年度の実績値がありません", "no result for this year"),
            Self::Expected => ("見込みの値です", "an expected figure, not a result"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nature() -> impl Strategy<Value = Nature> {
        let unit = prop::sample::select(vec!["%", "％", "パーセント", "人", "名", "件", "か所", "箇所", ""]);
        let kind = prop::sample::select(vec![
            IndicatorKind::Outcome,
            IndicatorKind::Perception,
            IndicatorKind::Output,
            IndicatorKind::Target,
        ]);
        let directions = [Direction::Up, Direction::Down, Direction::Hold, Direction::Within];
        let direction = prop::option::of(prop::sample::select(directions.to_vec()));
        let window = prop::sample::select(vec![Window::Yearly, Window::Cumulative]);
        let sampling = prop::option::of(prop::sample::select(Sampling::ALL.to_vec()));
        (unit, kind, direction, window, sampling).prop_map(|(unit, kind, direction, window, sampling)| {
            Nature { unit: Unit::new(unit), kind, direction, window, sampling }
        })
    }

    fn counted(unit: &str) -> Nature {
        let kind = IndicatorKind::Outcome;
        let direction = Some(Direction::Up);
        Nature { unit: Unit::new(unit), kind, direction, window: Window::Yearly, sampling: None }
    }

    #[test]
    fn two_spellings_of_a_unit_are_alike_and_two_units_are_not() {
        assert!(counted("％").is_like(&counted("パーセント")));
        assert_eq!(counted("%").unlike(&counted("ポイント")), [Unlike::Unit]);
        assert_eq!(counted("人").unlike(&counted("千人")), [Unlike::Unit], "nothing is converted");
    }

    #[test]
    fn a_census_stands_beside_a_probability_sample_and_volunteers_beside_nobody() {
        let asked = |sampling| Nature { sampling, kind: IndicatorKind::Perception, ..counted("%") };
        let (sample, census) = (asked(Some(Sampling::Probability)), asked(Some(Sampling::Census)));
        assert!(sample.is_like(&census));
        let panel = asked(Some(Sampling::Panel));
        assert_eq!(panel.unlike(&panel), [Unlike::SelfSelected]);
        assert_eq!(sample.unlike(&panel), [Unlike::SelfSelected]);
        assert_eq!(sample.unlike(&asked(None)), [Unlike::SamplingUnstated]);
    }

    #[test]
    fn every_reason_that_holds_is_given() {
        let other = Nature {
            unit: Unit::new("件"),
            kind: IndicatorKind::Output,
            direction: None,
            window: Window::Cumulative,
            sampling: Some(Sampling::Visitors),
        };
        let reasons = counted("%").unlike(&other);
        let expected = [
            Unlike::Unit,
            Unlike::Kind,
            Unlike::Window,
            Unlike::DirectionUnstated,
            Unlike::Survey,
            Unlike::SelfSelected,
        ];
        assert_eq!(reasons, expected);
    }

    #[test]
    fn an_expected_figure_is_no_result() {
        assert_eq!(figure(None), Some(Unlike::NoFigure));
        assert_eq!(figure(Some(Status::Expected)), Some(Unlike::Expected));
        assert_eq!(figure(Some(Status::Provisional)), None);
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_the_order(a in nature(), b in nature()) {
            prop_assert_eq!(a.unlike(&b), b.unlike(&a));
        }

        #[test]
        fn what_can_be_compared_at_all_is_like_itself(a in nature()) {
            prop_assert_eq!(a.is_like(&a), a.alone().is_none());
        }

        #[test]
        fn likeness_carries_over(a in nature(), b in nature(), c in nature()) {
            // All of one kind and window: of unrelated natures hardly two are ever alike.
            let near = |it: Nature| Nature { kind: a.kind, window: a.window, direction: a.direction, ..it };
            let (b, c) = (near(b), near(c));
            prop_assert!(a.is_like(&c) || !(a.is_like(&b) && b.is_like(&c)));
        }

        #[test]
        fn reasons_come_once_and_in_the_order_of_the_list(a in nature(), b in nature()) {
            let places: Vec<_> =
                a.unlike(&b).iter().filter_map(|it| Unlike::ALL.iter().position(|other| other == it)).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
