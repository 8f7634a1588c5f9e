//! 判定基準の点検: does a rule contradict itself?

use rust_decimal::Decimal;

use super::{
    Achievement, Contradiction, Edge, Formula, Grade, Hold, Measure, Of, Order, Points, RatingRule,
    RuleShape, Scale, Step, Total, Toward,
};
use crate::indicator::Direction;

impl RatingRule {
    /// Every contradiction in the rule; empty where it holds together. A rule with one is refused.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = names(self);
        found.extend(same_case(self));
        found.extend(self.hold.into_iter().flat_map(|it| self.of_hold(it)));
        if let RuleShape::Scale(scale) = &self.shape {
            found.extend(scale.contradictions());
        }
        found
    }
}

impl RatingRule {
    /// What is wrong with what the rule calls held.
    fn of_hold(&self, hold: Hold) -> Vec<Contradiction> {
        let mut found = Vec::new();
        if let Hold::Within(it) = hold
            && it.width < Decimal::ZERO
        {
            found.push(Contradiction::NegativeTolerance(it.width));
        }
        match self.measure() {
            Measure::Achievement(by) => {
                let against = by.hold.filter(|it| !it.agrees(hold));
                found.extend(against.map(Contradiction::HoldAgainstFormula));
            }
            it if it.is_of_elements() => found.push(Contradiction::UnusedHold),
            _ => {}
        }
        found
    }
}

/// What is wrong with the names of the grades, on the scale and off it.
fn names(rule: &RatingRule) -> Vec<Contradiction> {
    let on: Vec<&Grade> = match &rule.shape {
        RuleShape::MeetsTarget { met, missed } => vec![met, missed],
        RuleShape::Scale(scale) => scale.steps.iter().map(|it| &it.grade).collect(),
    };
    let mut found = Vec::new();
    if on.len() < 2 {
        found.push(Contradiction::TooFewGrades);
    }
    let all: Vec<&Grade> = on.into_iter().chain(rule.off_scale.iter().map(|it| &it.grade)).collect();
    for (at, grade) in all.iter().enumerate() {
        if grade.mark.trim().is_empty() {
            found.push(Contradiction::NoMark);
        } else if grade.words.trim().is_empty() {
            found.push(Contradiction::NoWords(grade.mark.clone()));
        }
        if all[..at].iter().any(|before| before.mark == grade.mark) {
            found.push(Contradiction::SameMark(grade.mark.clone()));
        }
    }
    found
}

fn same_case(rule: &RatingRule) -> Vec<Contradiction> {
    let cases: Vec<_> = rule.off_scale.iter().filter_map(|it| Some((it.when?, &it.grade.mark))).collect();
    let twice = cases.iter().enumerate().filter_map(|(at, (when, mark))| {
        let (_, before) = cases[..at].iter().find(|(it, _)| it == when)?;
        Some(Contradiction::SameCase((*before).clone(), (*mark).clone()))
    });
    twice.collect()
}

impl Scale {
    fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = match &self.measure {
            Measure::Person => self.of_person(),
            _ => self.of_edges(),
        };
        found.extend(self.of_pace());
        found.extend(self.of_order());
        found.extend(match &self.measure {
            Measure::Achievement(it) => it.contradictions(),
            Measure::Change(it) if it.tolerance < Decimal::ZERO => {
                vec![Contradiction::NegativeTolerance(it.tolerance)]
            }
            Measure::Points(it) => it.contradictions(),
            _ => vec![],
        });
        found
    }

    fn of_person(&self) -> Vec<Contradiction> {
        let edged = self.steps.iter().filter(|it| it.from.is_some());
        edged.map(|it| Contradiction::EdgeForPerson(it.grade.mark.clone())).collect()
    }

    /// The edges from the top down: each below the one before, the last grade without any.
    fn of_edges(&self) -> Vec<Contradiction> {
        let mark = |it: &Step| it.grade.mark.clone();
        let mut found: Vec<_> =
            self.steps.windows(2).filter_map(|pair| self.descent(&pair[0], &pair[1])).collect();
        if let Some((last, before)) = self.steps.split_last() {
            if last.from.is_some() {
                found.push(Contradiction::NoFallback(mark(last)));
            }
            let early = before.iter().filter(|it| it.from.is_none());
            found.extend(early.map(|it| Contradiction::FallbackNotLast(mark(it))));
        }
        found.extend(self.steps.iter().filter_map(|it| self.unreachable(it)));
        found
    }

    /// Two edges are compared under every pace that the rule lists.
    fn descent(&self, upper: &Step, lower: &Step) -> Option<Contradiction> {
        let (above, below) = (upper.from?, lower.from?);
        let whole = |step: &Step, pace: Decimal| if step.of == Of::Expected { pace } else { Decimal::ONE };
        // A pace of nothing is told as such, not once more for every pair.
        let mut paces: Vec<Decimal> =
            self.expected.iter().copied().filter(|it| *it > Decimal::ZERO).collect();
        if paces.is_empty() {
            paces.push(Decimal::ONE);
        }
        let descends = paces.iter().all(|pace| {
            let edges = above
                .number()
                .checked_mul(whole(upper, *pace))
                .zip(below.number().checked_mul(whole(lower, *pace)));
            edges.is_some_and(|(upper, lower)| {
                // 100%超 above 100%以上 is no repetition: the first takes more, the second exactly as much.
                lower < upper
                    || (lower == upper && matches!((above, below), (Edge::MoreThan(_), Edge::AtLeast(_))))
            })
        });
        (!descends).then(|| Contradiction::NotDescending {
            upper: upper.grade.mark.clone(),
            lower: lower.grade.mark.clone(),
        })
    }

    /// Edges of measures that lie between 0 and 1.
    fn unreachable(&self, step: &Step) -> Option<Contradiction> {
        let is_share = match &self.measure {
            Measure::MeetsTarget | Measure::ShareReached(_) => true,
            Measure::Points(it) => {
                it.total == Total::ShareOfMost && it.points.iter().all(|it| it.points >= Decimal::ZERO)
            }
            _ => false,
        };
        let edge = step.from.filter(|_| is_share && step.of == Of::Whole)?;
        let mark = || step.grade.mark.clone();
        let beyond = match edge {
            Edge::AtLeast(number) => number > Decimal::ONE,
            Edge::MoreThan(number) => number >= Decimal::ONE,
        };
        let always = match edge {
            Edge::AtLeast(number) => number <= Decimal::ZERO,
            Edge::MoreThan(number) => number < Decimal::ZERO,
        };
        if beyond {
            Some(Contradiction::OutOfReach(mark()))
        } else {
            always.then(|| Contradiction::AlwaysReached(mark()))
        }
    }

    fn of_pace(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        let paced = self.steps.iter().find(|it| it.of == Of::Expected && it.from.is_some());
        match paced {
            Some(step) if self.expected.is_empty() => {
                found.push(Contradiction::NoPace(step.grade.mark.clone()));
            }
            Some(_) => found.extend(match &self.measure {
                Measure::Achievement(it) if it.toward == Toward::End => None,
                Measure::Achievement(_) => Some(Contradiction::PaceOfYearTarget),
                Measure::ShareReached(_) => None,
                _ => Some(Contradiction::PaceUnfit),
            }),
            None if !self.expected.is_empty() => found.push(Contradiction::UnusedPace),
            None => {}
        }
        let from_zero = std::iter::once(&Decimal::ZERO).chain(&self.expected);
        let pairs = from_zero.zip(&self.expected).filter(|(before, after)| after <= before);
        found.extend(pairs.map(|(before, after)| Contradiction::PaceNotRising(*before, *after)));
        found
    }

    /// The order must be said where edges do not tell it, and must not contradict them where they do.
    fn of_order(&self) -> Option<Contradiction> {
        let is_told_by_edges = !matches!(self.measure, Measure::Person | Measure::Points(_));
        match self.order {
            None if !is_told_by_edges => Some(Contradiction::NoOrder),
            Some(Order::LastIsBest) if is_told_by_edges => Some(Contradiction::OrderAgainstEdges),
            _ => None,
        }
    }
}

impl Achievement {
    fn contradictions(&self) -> Vec<Contradiction> {
        let formulas = [
            (Direction::Up, self.up),
            (Direction::Down, self.down),
            (Direction::Hold, self.hold),
            (Direction::Within, self.within),
        ];
        let mut found = Vec::new();
        if formulas.iter().all(|(_, formula)| formula.is_none()) {
            found.push(Contradiction::NoFormula);
        }
        for (direction, formula) in formulas.into_iter().filter_map(|(it, formula)| Some((it, formula?))) {
            if !formula.fits(direction) {
                found.push(Contradiction::UnfitFormula(formula, direction));
            }
        }
        if self.since.is_some() && formulas.iter().any(|(_, it)| *it == Some(Formula::WayFromBaseline)) {
            found.push(Contradiction::BaselineOfASum);
        }
        found
    }
}

impl Formula {
    /// Whether a better result of such an indicator never makes the rate smaller.
    pub fn fits(self, direction: Direction) -> bool {
        match self {
            Self::ActualOverTarget => matches!(direction, Direction::Up | Direction::Hold),
            Self::TargetOverActual | Self::TwiceTargetLessActual => direction == Direction::Down,
            Self::WayFromBaseline => matches!(direction, Direction::Up | Direction::Down),
            Self::Met => true,
            Self::NearestEnd => matches!(direction, Direction::Hold | Direction::Within),
        }
    }

    /// Whether the rate is one wherever a figure counts as held, and below one elsewhere.
    fn agrees(self, hold: Hold) -> bool {
        match self {
            Self::Met => true,
            Self::ActualOverTarget => hold == Hold::AtLeast,
            _ => false,
        }
    }
}

impl Points {
    fn contradictions(&self) -> Vec<Contradiction> {
        let mut found = Vec::new();
        if self.points.is_empty() {
            found.push(Contradiction::NoPoints);
        }
        for (at, it) in self.points.iter().enumerate() {
            if self.points[..at].iter().any(|before| before.mark == it.mark) {
                found.push(Contradiction::PointsTwice(it.mark.clone()));
            }
        }
        let has_most = self.points.iter().any(|it| it.points > Decimal::ZERO);
        if self.total == Total::ShareOfMost && !self.points.is_empty() && !has_most {
            found.push(Contradiction::NoMost);
        }
        found
    }
}
