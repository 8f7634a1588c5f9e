//! A series as a row of a test writes it.

use plan::actual::{Actual, Figure, Status};
use plan::browse::Point;
use plan::condition::Condition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Break, Direction, Indicator, IndicatorKind, Window};
use plan::rating::{Grade, Hold, Judgement, Outcome, PersonGrade, RatingRule, RuleShape, Undecided};
use plan::record::RecordId;
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;

use super::super::{Moved, Sureness, Told, of, sureness};
use crate::lang::Lang;

/// Figures by year, the last of them FY2024: 「-」 was not measured, 「?」 is being counted; behind a figure 「p」 is
/// provisional, 「e」 expected, 「c」 corrected.
pub(super) struct Case {
    indicator: Indicator,
    figures: &'static str,
    valid: u32,
    targets: Vec<(i16, &'static str)>,
    broken: Option<i16>,
    hold: Option<Hold>,
    moved: Option<(&'static str, bool)>,
    cancelled: Option<&'static str>,
}

impl Case {
    pub(super) fn new(unit: &str, figures: &'static str) -> Self {
        let indicator = Indicator::new("指標", IndicatorKind::Outcome, Unit::new(unit));
        let indicator = Indicator { direction: Some(Direction::Up), ..indicator };
        Self {
            indicator,
            figures,
            valid: 0,
            targets: vec![],
            broken: None,
            hold: None,
            moved: None,
            cancelled: None,
        }
    }

    fn first(&self) -> i16 {
        let count = i16::try_from(self.figures.split_whitespace().count()).unwrap();
        2025 - count
    }

    /// A target `after` years after the first figure.
    pub(super) fn aim(mut self, after: i16, words: &'static str) -> Self {
        let first = if self.figures.is_empty() { 2024 } else { self.first() };
        self.targets.push((first + after, words));
        self
    }

    pub(super) fn survey(mut self, sampling: Sampling, valid: u32) -> Self {
        self.indicator.survey = Some(SurveyDesign::new(sampling));
        self.valid = valid;
        self
    }

    fn toward(mut self, direction: Option<Direction>) -> Self {
        self.indicator.direction = direction;
        self
    }

    pub(super) fn fewer(self) -> Self {
        self.toward(Some(Direction::Down))
    }

    pub(super) fn held(self) -> Self {
        self.toward(Some(Direction::Hold))
    }

    /// To be held, as the rule calls it held.
    pub(super) fn held_by(self, hold: Hold) -> Self {
        Self { hold: Some(hold), ..self.held() }
    }

    pub(super) fn within(self) -> Self {
        self.toward(Some(Direction::Within))
    }

    pub(super) fn directionless(self) -> Self {
        self.toward(None)
    }

    pub(super) fn total(mut self) -> Self {
        self.indicator.window = Window::Cumulative;
        self
    }

    /// The way of counting changed `after` years after the first figure.
    pub(super) fn broken(mut self, after: i16) -> Self {
        self.broken = Some(after);
        self
    }

    /// The baseline, in the year before the first figure.
    pub(super) fn baseline(mut self, value: &str) -> Self {
        let year = FiscalYear::new(self.first() - 1);
        self.indicator.baseline = Some(Baseline { year, value: value.parse().unwrap() });
        self
    }

    pub(super) fn moved(mut self, before: &'static str, late: bool) -> Self {
        self.moved = Some((before, late));
        self
    }

    /// A person said of every year without a figure that it was cancelled, because …
    pub(super) fn cancelled(mut self, because: &'static str) -> Self {
        self.cancelled = Some(because);
        self
    }

    fn judged(&self, plain: Outcome) -> Judgement {
        let judgement = Judgement::of(plain);
        match (self.cancelled, plain) {
            (Some(because), Outcome::Undecided(_)) => Judgement {
                outcome: Outcome::Undecided(Undecided::SetAside),
                by_person: Some(PersonGrade {
                    grade: Grade::new("Y", "中止"),
                    reason: because.to_owned(),
                    computed: None,
                    is_off_scale: true,
                }),
                ..judgement
            },
            _ => judgement,
        }
    }

    fn actual(&self, year: i16, word: &str) -> Actual {
        let status = match word.chars().last() {
            Some('p') => Status::Provisional,
            Some('e') => Status::Expected,
            Some('c') => Status::Corrected,
            _ => Status::Final,
        };
        let figure = match word {
            "-" => Figure::NotMeasured { because: "隔年の調査".to_owned() },
            "?" => Figure::NotYet,
            number => Figure::Value(number.trim_end_matches(['p', 'e', 'c']).parse().unwrap()),
        };
        let sample = (self.valid > 0).then_some(Sample { sent: None, valid: self.valid, counted: None });
        let fiscal_year = FiscalYear::new(year);
        Actual { indicator: RecordId::new("i"), fiscal_year, figure, status, sample, explanation: None }
    }

    /// Tells the case as it stands to whoever makes sentences.
    pub(super) fn tell<T>(&self, lang: Lang, say: impl Fn(&Told<'_>) -> T) -> T {
        let mut indicator = self.indicator.clone();
        indicator.breaks = self
            .broken
            .map(|after| Break {
                year: FiscalYear::new(self.first() + after), note: "定義の変更".to_owned()
            })
            .into_iter()
            .collect();
        let words = self.figures.split_whitespace();
        let actuals: Vec<Actual> =
            (self.first()..).zip(words).map(|(year, word)| self.actual(year, word)).collect();
        let target = |(year, words): &(i16, &'static str)| Target {
            indicator: RecordId::new("i"),
            fiscal_year: FiscalYear::new(*year),
            condition: Condition::parse(words, None).map_or(Condition::Words, |it| it.condition),
            words: (*words).to_owned(),
            revision_reason: None,
        };
        let targets: Vec<Target> = self.targets.iter().map(target).collect();
        let years = targets.iter().map(|it| it.fiscal_year).chain(actuals.iter().map(|it| it.fiscal_year));
        let years: std::collections::BTreeSet<_> = years.collect();
        let plain =
            RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
        let rule = RatingRule { hold: self.hold, ..RatingRule::new("A/B", plain) };
        let point = |year| {
            let target = targets.iter().find(|it| it.fiscal_year == year);
            let actual = actuals.iter().find(|it| it.fiscal_year == year);
            Point {
                year,
                target,
                actual,
                judgement: self.judged(rule.judge(&indicator, target, actual).outcome).into(),
            }
        };
        let series: Vec<Point<'_>> = years.into_iter().map(point).collect();
        let before = self.moved.map(|(words, late)| (target(&(0, words)), late));
        let moved = before.as_ref().map(|(before, late)| Moved { before, late: *late });
        say(&Told { lang, indicator: &indicator, series: &series, hold: self.hold, moved })
    }
}

pub(super) fn check(cases: &[(Case, &str)]) {
    for (case, expected) in cases {
        assert_eq!(case.tell(Lang::Ja, of), *expected);
    }
}

pub(super) fn check_english(cases: &[(Case, &str)]) {
    for (case, expected) in cases {
        assert_eq!(case.tell(Lang::En, of), *expected);
    }
}

pub(super) fn ahead(case: &Case) -> Vec<String> {
    case.tell(Lang::Ja, |told| {
        super::super::ahead(told, &plan::outlook::outlook(told.indicator, told.series, told.hold))
    })
}

pub(super) fn sure(case: &Case) -> Option<Sureness> {
    case.tell(Lang::Ja, sureness)
}
