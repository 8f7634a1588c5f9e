//! 点の帯: figures of many on one scale, each a dot, with the range of error of random samples. Nothing is ordered by height.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::marks::text;
use super::scale::Scale;

/// One figure to be drawn.
pub(crate) struct Figure {
    pub(crate) value: Decimal,
    /// 速報: only an outline.
    pub(crate) hollow: bool,
    /// 誤差の範囲 of a random sample.
    pub(crate) interval: Option<(Decimal, Decimal)>,
}

/// All figures on one line of 640 by 56 units, and each on a line of its own of 160 by 22, on the same scale.
pub(crate) struct Strips {
    /// Places of the scale on the long line, with their labels.
    pub(crate) ticks: Vec<(String, String)>,
    /// Dots of the long line, and whether each is hollow.
    pub(crate) dots: Vec<(String, bool)>,
    /// Each figure on its own line: include `chart/strip.svg` with it as `it`.
    pub(crate) rows: Vec<Strip>,
}

/// One figure on a short line.
#[derive(Clone, Debug)]
pub(crate) struct Strip {
    pub(crate) ticks: Vec<String>,
    pub(crate) dot: (String, bool),
    pub(crate) whisker: Option<(String, String)>,
}

/// Left end and length of the long line, and of the short one.
const LONG: (f64, f64) = (24.0, 592.0);
const SHORT: (f64, f64) = (8.0, 144.0);

impl Strips {
    /// None where there is no figure that can be drawn.
    pub(crate) fn of(figures: &[Figure], percent: bool) -> Option<Self> {
        let ends = |it: &Figure| it.interval.map_or([it.value; 2], |(low, high)| [low, high]);
        let all: Vec<f64> = figures
            .iter()
            .flat_map(|it| ends(it).into_iter().chain([it.value]))
            .filter_map(|it| it.to_f64())
            .collect();
        if all.is_empty() {
            return None;
        }
        let scale = Scale::over(&all, percent);
        let place = |(left, length): (f64, f64), value: f64| text(left + length * scale.part(value));
        let at = |line, value: Decimal| place(line, value.to_f64().unwrap_or_default());
        let short_ticks: Vec<String> = scale.ticks().map(|(value, _)| place(SHORT, value)).collect();
        let row = |it: &Figure| Strip {
            ticks: short_ticks.clone(),
            dot: (at(SHORT, it.value), it.hollow),
            whisker: it.interval.map(|(low, high)| (at(SHORT, low), at(SHORT, high))),
        };
        Some(Self {
            ticks: scale.ticks().map(|(value, label)| (place(LONG, value), label)).collect(),
            dots: figures.iter().map(|it| (at(LONG, it.value), it.hollow)).collect(),
            rows: figures.iter().map(row).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_figures_share_one_scale_and_stay_in_their_order() {
        let figure = |value: i64| Figure { value: value.into(), hollow: false, interval: None };
        let strips = Strips::of(&[figure(30), figure(10), figure(20)], false).unwrap();
        let places: Vec<f64> = strips.rows.iter().map(|it| it.dot.0.parse().unwrap()).collect();
        assert!(places[1] < places[2] && places[2] < places[0], "{places:?}");
        assert!((places[0] + places[1] - 2.0 * places[2]).abs() < 0.2, "{places:?}");
        assert!(Strips::of(&[], false).is_none());
    }

    #[test]
    fn a_range_of_error_has_room() {
        let interval = Some((Decimal::from(95), Decimal::from(100)));
        let strips = Strips::of(&[Figure { value: 99.into(), hollow: true, interval }], true).unwrap();
        let (low, high) = strips.rows[0].whisker.clone().unwrap();
        let (low, high): (f64, f64) = (low.parse().unwrap(), high.parse().unwrap());
        assert!((8.0..high).contains(&low) && high <= 152.0, "{low} {high}");
    }
}
