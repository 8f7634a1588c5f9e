//! Rules and figures that nobody thought of.

use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Direction, Indicator, IndicatorKind, Window};
use plan::rating::{
    Achievement, Among, Change, ChangeBy, ChangeFrom, Edge, Formula, Grade, Hold, Measure, Of, OffScale,
    Open, Order, Points, PointsOf, RatingRule, RuleShape, Scale, ShareReached, Since, Step, Tolerance, Tone,
    Total, Toward, When,
};
use plan::record::RecordId;
use plan::target::Target;
use plan::unit::Unit;
use proptest::prelude::*;
use rust_decimal::Decimal;

pub(crate) const YEAR: FiscalYear = FiscalYear::new(2024);

/// Every decimal that can be stored, the largest and the finest among them.
pub(crate) fn decimal() -> impl Strategy<Value = Decimal> {
    let any = (any::<i128>(), 0u32..=28)
        .prop_map(|(number, scale)| Decimal::from_i128_with_scale(number % (1 << 96), scale));
    let usual = (-100_000i64..100_000, 0u32..4).prop_map(|(number, scale)| Decimal::new(number, scale));
    prop_oneof![any, usual, Just(Decimal::MAX), Just(Decimal::MIN), Just(Decimal::ZERO)]
}

/// A figure as people report it.
pub(crate) fn figure() -> impl Strategy<Value = Decimal> {
    (0i64..100_000, 0u32..3).prop_map(|(number, scale)| Decimal::new(number, scale))
}

pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    let maybe = || proptest::option::of(decimal());
    prop_oneof![
        decimal().prop_map(Condition::AtLeast),
        decimal().prop_map(Condition::AtMost),
        decimal().prop_map(Condition::MoreThan),
        decimal().prop_map(Condition::LessThan),
        decimal().prop_map(Condition::Equal),
        decimal().prop_map(Condition::Bare),
        (decimal(), decimal()).prop_map(|(from, to)| Condition::Range { from, to }),
        maybe().prop_map(Condition::Maintain),
        maybe().prop_map(Condition::Increase),
        maybe().prop_map(Condition::Decrease),
        Just(Condition::Words),
    ]
}

fn one_of<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = T> + use<T> {
    proptest::sample::select(all.to_vec())
}

fn grade() -> impl Strategy<Value = Grade> {
    let tone = proptest::option::of(one_of(&Tone::ALL));
    ("[A-D◎○△×]{0,2}", "[達成未遅]{0,3}", proptest::option::of("[a-z]{1,4}"), tone)
        .prop_map(|(mark, words, en, tone)| Grade { mark, words, en, tone })
}

fn step() -> impl Strategy<Value = Step> {
    let edge = prop_oneof![decimal().prop_map(Edge::AtLeast), decimal().prop_map(Edge::MoreThan)];
    (grade(), proptest::option::of(edge), one_of(&[Of::Whole, Of::Expected]))
        .prop_map(|(grade, from, of)| Step { grade, from, of })
}

fn achievement() -> impl Strategy<Value = Achievement> {
    let formula = || proptest::option::of(one_of(&Formula::ALL));
    let since = one_of(&[Since::PlanStart, Since::Year(FiscalYear::new(2022))]);
    (
        formula(),
        formula(),
        formula(),
        formula(),
        one_of(&[Toward::Year, Toward::End]),
        proptest::option::of(since),
    )
        .prop_map(|(up, down, hold, within, toward, since)| Achievement {
            up,
            down,
            hold,
            within,
            toward,
            since,
        })
}

fn measure() -> impl Strategy<Value = Measure> {
    let among = || one_of(&[Among::Indicators, Among::Elements]);
    let change = (
        one_of(&[ChangeFrom::LastYear, ChangeFrom::Baseline]),
        one_of(&[ChangeBy::Difference, ChangeBy::Rate]),
        decimal(),
    );
    let points = proptest::collection::vec(("[A-D]", decimal()), 0..4).prop_map(|list| {
        list.into_iter().map(|(mark, points)| PointsOf { mark, points }).collect::<Vec<_>>()
    });
    prop_oneof![
        Just(Measure::MeetsTarget),
        Just(Measure::Person),
        achievement().prop_map(Measure::Achievement),
        change.prop_map(|(from, by, tolerance)| Measure::Change(Change { from, by, tolerance })),
        (among(), one_of(&[Open::LeftOut, Open::Missed]))
            .prop_map(|(among, open)| Measure::ShareReached(ShareReached { among, open })),
        (among(), points, one_of(&[Total::Sum, Total::ShareOfMost]))
            .prop_map(|(among, points, total)| Measure::Points(Points { among, points, total })),
    ]
}

fn hold() -> impl Strategy<Value = Hold> {
    let by = one_of(&[ChangeBy::Difference, ChangeBy::Rate]);
    let within = (by, decimal()).prop_map(|(by, width)| Hold::Within(Tolerance { by, width }));
    prop_oneof![Just(Hold::AtLeast), Just(Hold::AtMost), within]
}

/// Any rule that can be stored, however senseless.
pub(crate) fn rule() -> impl Strategy<Value = RatingRule> {
    let order = proptest::option::of(one_of(&[Order::FirstIsBest, Order::LastIsBest]));
    let paces = proptest::collection::vec(decimal(), 0..4);
    let scale = (measure(), proptest::collection::vec(step(), 0..6), order, paces).prop_map(
        |(measure, steps, order, expected)| RuleShape::Scale(Scale { measure, steps, order, expected }),
    );
    let plain = (grade(), grade()).prop_map(|(met, missed)| RuleShape::MeetsTarget { met, missed });
    let when =
        proptest::option::of(one_of(&[When::NoTarget, When::NotYet, When::NotMeasured, When::CannotJudge]));
    let off =
        proptest::collection::vec((grade(), when).prop_map(|(grade, when)| OffScale { grade, when }), 0..3);
    ("[あ-ん]{1,4}", prop_oneof![4 => scale, 1 => plain], off, proptest::option::of(hold())).prop_map(
        |(name, shape, off_scale, hold)| RatingRule { off_scale, hold, ..RatingRule::new(name, shape) },
    )
}

pub(crate) fn indicator(direction: Option<Direction>, baseline: Option<Decimal>) -> Indicator {
    let baseline = baseline.map(|value| Baseline { year: FiscalYear::new(2020), value });
    Indicator {
        direction,
        baseline,
        window: Window::Yearly,
        ..Indicator::new("指標", IndicatorKind::Outcome, Unit::new("人"))
    }
}

pub(crate) fn target(condition: Condition) -> Target {
    let indicator = RecordId::new("i");
    Target { indicator, fiscal_year: YEAR, words: condition.written(""), condition, revision_reason: None }
}

pub(crate) fn actual(fiscal_year: FiscalYear, value: Decimal) -> Actual {
    let (indicator, figure) = (RecordId::new("i"), Figure::Value(value));
    Actual { indicator, fiscal_year, figure, status: Status::Final, sample: None, explanation: None }
}
