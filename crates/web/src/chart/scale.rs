//! The vertical scale: round steps over what is drawn.

/// From the lowest line to the highest, in equal round steps.
pub(super) struct Scale {
    low: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    /// A scale that covers all values with a little room. A percentage never goes beyond 0 and 100.
    pub(super) fn over(values: &[f64], percent: bool) -> Self {
        let min = values.iter().copied().fold(f64::INFINITY, f64::min);
        let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let room = ((max - min) * 0.15).max(max.abs() * 0.01).max(f64::MIN_POSITIVE);
        let (mut low, mut high) = (min - room, max + room);
        if min >= 0.0 {
            low = low.max(0.0);
        }
        if percent && max <= 100.0 {
            high = high.min(100.0);
        }
        let step = round_step((high - low) / 5.0);
        let low = (low / step).floor() * step;
        let steps = ((high - low) / step).ceil().max(1.0);
        Self { low, step, steps: steps as u32 }
    }

    /// Where a value lies between the lowest line (0) and the highest (1).
    pub(super) fn part(&self, value: f64) -> f64 {
        (value - self.low) / (self.step * f64::from(self.steps))
    }

    /// The lines and their labels.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
        (0..=self.steps).map(|index| {
            let value = self.low + self.step * f64::from(index);
            (value, self.label(value))
        })
    }

    /// The lowest and the highest line and their labels: where there is no room for all.
    pub(super) fn ends(&self) -> [(f64, String); 2] {
        let top = self.low + self.step * f64::from(self.steps);
        [self.low, top].map(|it| (it, self.label(it)))
    }

    /// How much room the widest label needs, in user units.
    pub(super) fn label_width(&self) -> f64 {
        let widest = self.ticks().map(|(_, label)| label.chars().count()).max().unwrap_or_default();
        14.0 + 8.0 * widest as f64
    }

    fn label(&self, value: f64) -> String {
        let digits = if self.step >= 1.0 { 0 } else { (-self.step.log10()).ceil().clamp(0.0, 8.0) as usize };
        let rounded = format!("{value:.digits$}");
        let parsed = plan::number::parse(&rounded);
        parsed.map_or(rounded, plan::number::print)
    }
}

/// The next of 1, 2, 5, 10 … that is not smaller.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|it| it * power)
        .find(|it| *it >= step * 0.999)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_lies_on_the_scale_and_steps_are_round() {
        for values in [
            vec![41.0, 50.0],
            vec![0.0, 6.0],
            vec![99.5, 100.0],
            vec![-3.0, 5.0],
            vec![7.0, 7.0],
            vec![0.0, 0.0],
        ] {
            let scale = Scale::over(&values, true);
            assert!(values.iter().all(|it| (-0.001..=1.001).contains(&scale.part(*it))), "{values:?}");
            assert!(scale.ticks().count() <= 12, "{values:?}");
        }
        let labels: Vec<_> = Scale::over(&[0.0, 1000.0], false).ticks().map(|(_, it)| it).collect();
        assert_eq!(labels, ["0", "500", "1,000", "1,500"]);
    }
}
