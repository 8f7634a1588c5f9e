//! What a chart shows and what it must not show; and that no figure breaks it.

use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::indicator::{Baseline, Break, Direction, IndicatorKind, Window};
use plan::rating::{Judgement, outcome};
use plan::record::RecordId;
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// An indicator with results from FY2020 on (「-」: not measured, a last letter 「p」: provisional) and targets.
struct Drawn {
    indicator: Indicator,
    actuals: Vec<Actual>,
    targets: Vec<Target>,
}

impl Drawn {
    fn new(unit: &str, figures: &str) -> Self {
        let indicator = Indicator::new("指標", IndicatorKind::Outcome, Unit::new(unit));
        let indicator = Indicator { direction: Some(Direction::Up), ..indicator };
        let words = figures.split_whitespace().zip(2020..).filter(|(word, _)| *word != "-");
        let actual = |(word, year): (&str, i16)| Actual {
            indicator: RecordId::new("i"),
            fiscal_year: FiscalYear::new(year),
            figure: Figure::Value(word.trim_end_matches('p').parse().unwrap()),
            status: if word.ends_with('p') { Status::Provisional } else { Status::Final },
            sample: Some(Sample { sent: None, valid: 1_000, counted: None }),
            explanation: None,
        };
        Self { indicator, actuals: words.map(actual).collect(), targets: vec![] }
    }

    fn aim(mut self, year: i16, condition: Condition) -> Self {
        let (indicator, fiscal_year) = (RecordId::new("i"), FiscalYear::new(year));
        let words = condition.written(self.indicator.unit.as_str());
        self.targets.push(Target { indicator, fiscal_year, condition, words, revision_reason: None });
        self
    }

    fn asked(mut self, sampling: Sampling) -> Self {
        self.indicator.survey = Some(SurveyDesign::new(sampling));
        self
    }

    fn broken(mut self, year: i16) -> Self {
        self.indicator.breaks.push(Break { year: FiscalYear::new(year), note: "定義の変更".to_owned() });
        self
    }

    fn series(&self) -> Vec<Point<'_>> {
        let years = self.targets.iter().map(|it| it.fiscal_year);
        let years: std::collections::BTreeSet<_> =
            years.chain(self.actuals.iter().map(|it| it.fiscal_year)).collect();
        let point = |year| {
            let target = self.targets.iter().find(|it| it.fiscal_year == year);
            let actual = self.actuals.iter().find(|it| it.fiscal_year == year);
            Point {
                year,
                target,
                actual,
                judgement: Judgement::of(outcome(&self.indicator, target, actual)).into(),
            }
        };
        years.into_iter().map(point).collect()
    }

    fn chart(&self) -> Chart {
        let series = self.series();
        let outlook = plan::outlook::outlook(&self.indicator, &series, None);
        both(Lang::Ja, &self.indicator, &series, outlook.as_ref().ok()).remove(0)
    }

    fn bullet(&self, year: i16) -> Option<Bullet> {
        Bullet::of(&self.indicator, &self.series(), FiscalYear::new(year))
    }

    fn spark(&self, year: i16) -> Option<Spark> {
        Spark::of(&self.indicator, &self.series(), FiscalYear::new(year))
    }
}

#[test]
fn only_a_random_sample_has_whiskers() {
    let asked = |sampling| Drawn::new("%", "50 52 54").asked(sampling).chart().whiskers.len();
    assert_eq!(asked(Sampling::Probability), 3);
    for sampling in
        [Sampling::Census, Sampling::Panel, Sampling::Visitors, Sampling::Members, Sampling::Other]
    {
        assert_eq!(asked(sampling), 0, "{sampling:?}");
    }
    assert_eq!(Drawn::new("%", "50 52 54").chart().whiskers.len(), 0);
}

#[test]
fn yearly_counts_are_bars_from_zero_all_else_is_a_line() {
    let bars = Drawn::new("件", "300 320 310").chart();
    assert_eq!((bars.bars.len(), bars.dots.len(), bars.lines.len()), (3, 0, 0));
    assert!(bars.ticks.iter().any(|(_, label)| label == "0"), "bars begin at zero: {:?}", bars.ticks);
    let rate = Drawn::new("%", "50 52 54").chart();
    assert_eq!((rate.bars.len(), rate.dots.len(), rate.lines.len()), (0, 3, 1));
    assert!(Drawn::new("人", "16.8 16.1 15.6").chart().bars.is_empty(), "a rate that is called 人");
    assert!(Drawn::new("g", "850 840 830").chart().bars.is_empty());
    let mut total = Drawn::new("棟", "1 3 5");
    total.indicator.window = Window::Cumulative;
    assert!(total.chart().bars.is_empty());
}

#[test]
fn a_missing_year_is_a_gap_and_an_early_figure_is_hollow() {
    let gap = Drawn::new("%", "50 51 - 53 54p").chart();
    assert_eq!((gap.lines.len(), gap.dots.len()), (2, 4));
    assert_eq!(gap.dots.iter().map(|it| it.hollow).collect::<Vec<_>>(), [false, false, false, true]);
    assert!(gap.key(Lang::Ja).iter().any(|(shape, _, words)| *shape == "○" && *words == "速報・見込"));
    assert_eq!(Drawn::new("件", "5 - 7p").chart().bars.len(), 2);
}

#[test]
fn no_line_and_no_plan_crosses_a_break() {
    let target = |figure: i64| Condition::AtLeast(figure.into());
    let broken = Drawn::new("%", "50 51 70 71").broken(2022).aim(2021, target(52)).aim(2022, target(72));
    let chart = broken.aim(2023, target(73)).chart();
    assert_eq!((chart.lines.len(), chart.breaks.len(), chart.rules.len()), (2, 1, 1));
    assert_eq!(chart.aims.len(), 1, "one target alone is no path: {:?}", chart.aims);
}

#[test]
fn an_outlook_is_drawn_where_there_is_one_and_never_where_it_is_refused() {
    let target = Condition::AtLeast(60.into());
    let known = Drawn::new("%", "50 51 52 53 54").aim(2026, target.clone()).chart();
    assert!(known.outlook.is_some() && known.labels.iter().any(|it| it.words == "見通し"));
    let few = Drawn::new("%", "50 51 52").aim(2026, target.clone()).chart();
    assert!(few.outlook.is_none() && !few.labels.iter().any(|it| it.words == "見通し"));
    let broken = Drawn::new("%", "50 51 52 53 54").broken(2023).aim(2026, target).chart();
    assert!(broken.outlook.is_none());
}

#[test]
fn a_range_has_two_ends_and_the_baseline_is_marked() {
    let range = Condition::Range { from: 10.into(), to: 15.into() };
    let mut drawn = Drawn::new("%", "12 13").aim(2021, range);
    drawn.indicator.baseline = Some(Baseline { year: FiscalYear::new(2019), value: 11.into() });
    let chart = drawn.chart();
    assert_eq!((chart.ranges.len(), chart.diamonds.len(), chart.baseline.is_some()), (1, 0, true));
    assert_eq!(drawn.bullet(2021).unwrap().aims.len(), 2);
}

#[test]
fn one_figure_alone_is_no_chart() {
    let one = Drawn::new("%", "50");
    assert!(both(Lang::Ja, &one.indicator, &one.series(), None).is_empty());
    assert!(one.spark(2020).is_none() && one.bullet(2020).is_some() && one.bullet(2021).is_none());
}

#[test]
fn a_sparkline_shows_five_years_and_dots_those_that_stand_alone() {
    let spark = Drawn::new("%", "1 2 - 4 - 6 7").spark(2026).unwrap();
    assert_eq!((spark.lines.len(), spark.alone.len()), (1, 1));
    assert_eq!(spark.last.0, "86");
    assert!(Drawn::new("%", "1 2 3").spark(2030).is_none());
}

#[test]
fn a_bullet_begins_at_zero_on_either_side() {
    let bullet = Drawn::new("人", "-40").aim(2020, Condition::AtLeast(0.into())).bullet(2020).unwrap();
    assert!(bullet.zero.is_some());
    let plain = Drawn::new("人", "40").aim(2020, Condition::AtLeast(50.into())).bullet(2020).unwrap();
    assert_eq!((plain.zero, plain.bar.0.as_str()), (None, "2"));
}

proptest! {
    #[test]
    fn every_mark_lies_on_the_paper(
        values in prop::collection::vec((any::<i128>(), 0_u32..=28), 2..9), goal in any::<i64>(), unit in 0_usize..3,
    ) {
        let text = |(it, scale): &(i128, u32)| Decimal::from_i128_with_scale(it >> 32, *scale).to_string();
        let figures: Vec<String> = values.iter().map(text).collect();
        let drawn = Drawn::new(["%", "件", "g"][unit], &figures.join(" ")).aim(2029, Condition::AtLeast(goal.into()));
        let chart = drawn.chart();
        let on_paper = |x: &str, y: &str| {
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            (0.0..=640.0).contains(&x) && (-0.1..=300.1).contains(&y)
        };
        prop_assert!(chart.dots.iter().all(|it| on_paper(&it.x, &it.y)), "{:?}", chart.dots);
        prop_assert!(chart.bars.iter().all(|it| on_paper(&it.x, &it.y)), "{:?}", chart.bars);
        prop_assert!(chart.diamonds.iter().all(|(x, y)| on_paper(x, y)), "{:?}", chart.diamonds);
        let _ = (drawn.bullet(2021), drawn.spark(2022));
    }
}
