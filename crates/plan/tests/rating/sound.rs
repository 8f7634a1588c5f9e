//! Rules that hold together, to be changed in one place by a test.

use plan::rating::{
    Achievement, Edge, Formula, Grade, Measure, Of, Order, Points, PointsOf, Scale, Step, Total, Toward,
};
use rust_decimal::Decimal;

pub(crate) fn step(mark: &str, from: Option<Edge>, of: Of) -> Step {
    Step { grade: Grade::new(mark, "言葉"), from, of }
}

pub(crate) fn at_least(hundredths: i64) -> Option<Edge> {
    Some(Edge::AtLeast(Decimal::new(hundredths, 2)))
}

/// A to D by 100, 80 and 50 percent.
pub(crate) fn sound() -> Scale {
    let steps = [("A", at_least(100)), ("B", at_least(80)), ("C", at_least(50)), ("D", None)];
    Scale {
        measure: Measure::Achievement(Achievement {
            up: Some(Formula::ActualOverTarget),
            ..Achievement::default()
        }),
        steps: steps.into_iter().map(|(mark, from)| step(mark, from, Of::Whole)).collect(),
        order: None,
        expected: vec![],
    }
}

/// The same held against a pace over the years of the plan.
pub(crate) fn paced() -> Scale {
    let mut scale = sound();
    let Measure::Achievement(by) = &mut scale.measure else { unreachable!() };
    by.toward = Toward::End;
    scale.steps.iter_mut().filter(|it| it.from.is_some()).for_each(|it| it.of = Of::Expected);
    Scale { expected: [2, 4, 6].map(|it| Decimal::new(it, 1)).to_vec(), ..scale }
}

pub(crate) fn of_people() -> Scale {
    let steps = ["1", "2", "3"].map(|mark| step(mark, None, Of::Whole)).to_vec();
    Scale { measure: Measure::Person, steps, order: Some(Order::FirstIsBest), expected: vec![] }
}

pub(crate) fn of_points() -> Scale {
    let points = [("A", 20), ("B", 18)]
        .map(|(mark, points)| PointsOf { mark: mark.to_owned(), points: points.into() });
    let points = Points { among: Default::default(), points: points.to_vec(), total: Total::Sum };
    Scale { measure: Measure::Points(points), order: Some(Order::FirstIsBest), ..sound() }
}
