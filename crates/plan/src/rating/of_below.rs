//! 内訳からの計算: what a rule measures of all that stands below an element, as a share or as points.

use rust_decimal::Decimal;

use super::{Below, Grade, Measure, Open, Points, Scale, ShareReached, Tone, Total, Unrated};

impl Scale {
    /// What the rule measures of all that stands below an element.
    pub(super) fn of_all(&self, below: &Below) -> Result<Decimal, Unrated> {
        match &self.measure {
            Measure::ShareReached(it) => it.share(below),
            Measure::Points(it) => it.total(below),
            Measure::Person => Err(Unrated::ByPerson),
            Measure::MeetsTarget | Measure::Achievement(_) | Measure::Change(_) => {
                Err(Unrated::ForIndicators)
            }
        }
    }
}

impl ShareReached {
    fn share(&self, below: &Below) -> Result<Decimal, Unrated> {
        let judged = below.reached + below.missed;
        let all = if self.open == Open::Missed { judged + below.open } else { judged };
        Decimal::from(below.reached).checked_div(Decimal::from(all)).ok_or(Unrated::NothingBelow)
    }
}

impl Points {
    /// The sum of points, or its share of the most that those with points could have.
    fn total(&self, below: &Below) -> Result<Decimal, Unrated> {
        let of = |grade: &Grade| self.points.iter().find(|it| it.mark == grade.mark).map(|it| it.points);
        let (mut sum, mut with) = (Decimal::ZERO, 0);
        let mut without = 0;
        for (grade, count) in &below.grades {
            match of(grade) {
                Some(points) => {
                    let points = points.checked_mul(Decimal::from(*count)).ok_or(Unrated::TooLarge)?;
                    sum = sum.checked_add(points).ok_or(Unrated::TooLarge)?;
                    with += count;
                }
                // 中止, 未測定: off the scale, so it has no points and takes none away.
                None if grade.tone() == Tone::Open => {}
                None => without += count,
            }
        }
        match (self.total, with) {
            _ if without > 0 => Err(Unrated::WithoutPoints(without)),
            (Total::Sum, _) if below.ungraded > 0 => Err(Unrated::NotAllJudged(below.ungraded)),
            (_, 0) => Err(Unrated::NothingBelow),
            (Total::Sum, _) => Ok(sum),
            (Total::ShareOfMost, _) => self.share_of_most(sum, with),
        }
    }

    fn share_of_most(&self, sum: Decimal, count: usize) -> Result<Decimal, Unrated> {
        let most = self.points.iter().map(|it| it.points).max().ok_or(Unrated::NothingBelow)?;
        let most = most.checked_mul(Decimal::from(count)).ok_or(Unrated::TooLarge)?;
        sum.checked_div(most).ok_or(Unrated::NothingBelow)
    }
}
