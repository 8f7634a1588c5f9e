//! 並べて見る: figures of one year, of different municipalities, that may stand side by side; and all others with the reason.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use crate::digest::{Measure, YearResult};
use crate::fiscal_year::FiscalYear;
use crate::likeness::{Nature, Unlike, figure};

/// What may stand side by side, and what was left out and why. Both in the order in which they came: nothing is ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide<T> {
    /// Figures that say the same sort of thing.
    pub alike: Vec<(T, YearResult)>,
    /// The others, each with every reason.
    pub left_out: Vec<(T, Vec<Unlike>)>,
}

/// Sets the figures of one year beside each other that are of this nature.
pub fn compare<'a, T>(
    candidates: impl IntoIterator<Item = (T, &'a Measure)>,
    like: &Nature,
    year: FiscalYear,
) -> SideBySide<T> {
    let mut known: HashMap<&Nature, Vec<Unlike>> = HashMap::new();
    let (mut alike, mut left_out) = (Vec::new(), Vec::new());
    for (it, measure) in candidates {
        let mut reasons =
            known.entry(&measure.nature).or_insert_with(|| like.unlike(&measure.nature)).clone();
        let result = measure.results.iter().find(|it| it.year == year);
        reasons.extend(figure(result.map(|it| it.status)));
        match result.filter(|_| reasons.is_empty()) {
            Some(result) => alike.push((it, *result)),
            None => left_out.push((it, reasons)),
        }
    }
    SideBySide { alike, left_out }
}

/// The natures among some measures: those that are alike as one, the most frequent first.
pub fn natures<'a>(measures: impl IntoIterator<Item = &'a Measure>) -> Vec<(&'a Nature, usize)> {
    let mut exact: Vec<(&Nature, usize)> = Vec::new();
    let mut places: HashMap<&Nature, usize> = HashMap::new();
    for measure in measures {
        let place = *places.entry(&measure.nature).or_insert_with(|| {
            exact.push((&measure.nature, 0));
            exact.len() - 1
        });
        exact[place].1 += 1;
    }
    let mut natures: Vec<(&Nature, usize)> = Vec::new();
    for (nature, count) in exact {
        match natures.iter_mut().find(|(known, _)| known.is_like(nature)) {
            Some((_, total)) => *total += count,
            None => natures.push((nature, count)),
        }
    }
    natures.sort_by_key(|(_, count)| std::cmp::Reverse(*count)); // Stable: the first that came, where as many are.
    natures
}

/// The years for which figures of this nature were reported, and how many; oldest first.
pub fn years<'a>(
    measures: impl IntoIterator<Item = &'a Measure>,
    like: &Nature,
) -> BTreeMap<FiscalYear, usize> {
    let mut years = BTreeMap::new();
    let mut known: HashMap<&Nature, bool> = HashMap::new();
    for measure in measures {
        if *known.entry(&measure.nature).or_insert_with(|| like.is_like(&measure.nature)) {
            let reported = measure.results.iter().filter(|it| figure(Some(it.status)).is_none());
            reported.for_each(|it| *years.entry(it.year).or_default() += 1);
        }
    }
    years
}

/// The year to begin with: the newest of those with the most figures.
pub fn usual_year(years: &BTreeMap<FiscalYear, usize>) -> Option<FiscalYear> {
    years.iter().max_by_key(|(year, count)| (**count, **year)).map(|(year, _)| *year)
}

/// 最小, 中央, 最大: between which figures all others lie. None of no figures.
pub fn spread(figures: impl IntoIterator<Item = Decimal>) -> Option<(Decimal, Decimal, Decimal)> {
    let mut sorted: Vec<Decimal> = figures.into_iter().collect();
    sorted.sort();
    let middle = sorted.get(sorted.len() / 2)?;
    let below = sorted.get(sorted.len().saturating_sub(1) / 2)?;
    let median = below.checked_add(*middle).map_or(*middle, |sum| sum / Decimal::TWO);
    Some((*sorted.first()?, median.normalize(), *sorted.last()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::actual::Status;
    use crate::indicator::{Direction, IndicatorKind, Window};
    use crate::unit::Unit;

    fn measure(unit: &str, results: &[(i16, Status)]) -> Measure {
        let nature = Nature {
            unit: Unit::new(unit),
            kind: IndicatorKind::Outcome,
            direction: Some(Direction::Up),
            window: Window::Yearly,
            sampling: None,
        };
        let result = |(year, status): &(i16, Status)| YearResult {
            year: FiscalYear::new(*year),
            value: (*year).into(),
            status: *status,
            valid: None,
            interval: None,
        };
        Measure { nature, question: None, results: results.iter().map(result).collect() }
    }

    #[test]
    fn only_results_of_the_year_and_the_nature_stand_side_by_side() {
        let measures = [
            measure("%", &[(2023, Status::Final), (2024, Status::Provisional)]),
            measure("％", &[(2024, Status::Expected)]),
            measure("人", &[(2023, Status::Final)]),
            measure("パーセント", &[(2024, Status::Final)]),
        ];
        let compared = compare((0..).zip(&measures), &measures[0].nature, FiscalYear::new(2024));
        assert_eq!(compared.alike.iter().map(|(it, _)| *it).collect::<Vec<_>>(), [0, 3]);
        let left_out = [(1, vec![Unlike::Expected]), (2, vec![Unlike::Unit, Unlike::NoFigure])];
        assert_eq!(compared.left_out, left_out);
    }

    #[test]
    fn the_most_frequent_nature_comes_first_whatever_its_unit_is_called() {
        let measures = [
            measure("人", &[]),
            measure("%", &[]),
            measure("％", &[]),
            measure("名", &[]),
            measure("%", &[]),
        ];
        let natures: Vec<_> =
            natures(&measures).into_iter().map(|(it, count)| (it.unit.as_str(), count)).collect();
        assert_eq!(natures, [("%", 3), ("人", 2)]);
    }

    #[test]
    fn the_year_with_most_figures_is_shown_first_and_of_as_many_the_newest() {
        let measures = [
            measure("%", &[(2022, Status::Final), (2023, Status::Final), (2024, Status::Expected)]),
            measure("%", &[(2022, Status::Final), (2023, Status::Corrected)]),
            measure("人", &[(2024, Status::Final)]),
        ];
        let years = years(&measures, &measures[0].nature);
        assert_eq!(
            years.into_iter().map(|(year, count)| (year.year(), count)).collect::<Vec<_>>(),
            [(2022, 2), (2023, 2)]
        );
        let years = super::years(&measures, &measures[0].nature);
        assert_eq!(usual_year(&years), Some(FiscalYear::new(2023)));
    }

    #[test]
    fn the_median_lies_between_the_two_in_the_middle() {
        let of = |figures: &[i64]| spread(figures.iter().map(|it| Decimal::from(*it)));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[5]), Some((5.into(), 5.into(), 5.into())));
        assert_eq!(of(&[4, 1, 2, 10]), Some((1.into(), 3.into(), 10.into())));
    }

    proptest! {
        #[test]
        fn nobody_is_lost_and_nobody_is_counted_twice(units in prop::collection::vec("[%人件]", 0..20), year in 2020i16..2024) {
            let measures: Vec<_> = units.iter().map(|unit| measure(unit, &[(2022, Status::Final)])).collect();
            let all = || measures.iter().enumerate();
            for (_, like) in all() {
                let compared = compare(all(), &like.nature, FiscalYear::new(year));
                let mut seen: Vec<usize> = compared.alike.iter().map(|it| it.0).chain(compared.left_out.iter().map(|it| it.0)).collect();
                seen.sort_unstable();
                prop_assert_eq!(seen, (0..measures.len()).collect::<Vec<_>>());
                prop_assert!(compared.left_out.iter().all(|(_, reasons)| !reasons.is_empty()));
            }
            prop_assert_eq!(natures(&measures).iter().map(|it| it.1).sum::<usize>(), measures.len());
        }
    }
}
