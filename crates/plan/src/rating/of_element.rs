//! 要素の判定: an element by what stands below it, or by a person, where the municipality has a rule for it.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::{
    Among, Frozen, Grade, Judgement, Measure, Outcome, PersonGrade, RatingRule, RuleShape, Scale, Tone,
    Undecided, Unrated,
};
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moment::Moment;
use crate::municipality::Municipality;
use crate::plan::Plan;
use crate::record::RecordId;

/// 要素の判定 for a year, with the distribution that it rests on: never a number alone.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementJudgement<'a> {
    /// The rule, and its id.
    pub rule: (&'a RecordId, &'a RatingRule),
    /// 判定. An element has no target: its outcome is that of the tone of its grade.
    pub judgement: Judgement,
    /// 内訳: what stands below, by grade.
    pub below: Below,
}

/// 内訳 of what stands below an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Below {
    /// 達成.
    pub reached: usize,
    /// 未達成.
    pub missed: usize,
    /// There is something to judge, but it cannot be judged.
    pub open: usize,
    /// How many have which grade, in the order in which they were met.
    pub grades: Vec<(Grade, usize)>,
    /// How many have no grade.
    pub ungraded: usize,
}

/// Which verdicts of the indicators below an element are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// Those that stand: as published, where they were. So the verdict of a work agrees with the counts beside it.
    Standing,
    /// Those of the figures alone: what the verdict would be with all that was changed since.
    Figures,
}

/// No plan has more levels; parents in a circle end here.
const DEEPEST: usize = 32;

impl Below {
    /// Counts one: whether it was reached, and its grade.
    fn count(&mut self, outcome: Outcome, grade: Option<&Grade>) {
        match outcome {
            Outcome::Reached => self.reached += 1,
            Outcome::Missed => self.missed += 1,
            // Nothing was promised: it belongs to no count, unless somebody gave it a grade.
            Outcome::Undecided(Undecided::NoTarget) if grade.is_none() => return,
            // What was cancelled is told by its grade; it is no question left open, which a rule might count as missed.
            Outcome::Undecided(Undecided::NoTarget | Undecided::SetAside) => {}
            Outcome::Undecided(_) => self.open += 1,
        }
        match grade {
            None => self.ungraded += 1,
            Some(grade) => match self.grades.iter_mut().find(|(known, _)| known == grade) {
                Some((_, count)) => *count += 1,
                None => self.grades.push((grade.clone(), 1)),
            },
        }
    }
}

impl ElementJudgement<'_> {
    /// 内訳 on which the verdict that stands rests: as published, where something changed since.
    pub fn standing_below(&self) -> &Below {
        self.judgement.published.as_deref().and_then(Frozen::below).unwrap_or(&self.below)
    }

    /// Whether it says anything: there is a grade, something to judge stands below, or a verdict was published.
    pub fn is_said(&self) -> bool {
        let judgement = &self.judgement;
        judgement.final_grade().is_some() || self.below != Below::default() || judgement.published.is_some()
    }
}

impl Edition {
    /// 判定 of these elements for every year begun for which a rule says anything: element, year, and what is said.
    pub fn element_judgements<'a>(
        &'a self,
        elements: impl IntoIterator<Item = &'a RecordId>,
    ) -> Vec<(&'a RecordId, FiscalYear, ElementJudgement<'a>)> {
        let years = self.years_begun();
        let of = |id| {
            let judged = move |year: &FiscalYear| Some((id, *year, self.judge_element(id, *year)?));
            years.iter().filter_map(judged).filter(|(.., it)| it.is_said()).collect::<Vec<_>>()
        };
        elements.into_iter().flat_map(of).collect()
    }

    /// 判定 of an element for a year, where a rule for elements applies to it; with the published verdict, where what it
    /// rests on changed since.
    pub fn judge_element(&self, id: &RecordId, year: FiscalYear) -> Option<ElementJudgement<'_>> {
        let kept = self.memo().elements.of((id.clone(), year), || {
            let today = self.now().judge_element_by(id, year, Counted::Figures)?;
            let standing = self.now().judge_element(id, year)?;
            let published = self.frozen_element(id, year, &today, &standing).map(Box::new);
            let shown = if published.is_some() { today } else { standing };
            Some((Judgement { published, ..shown.judgement }, shown.below))
        });
        let (judgement, below) = Option::clone(&kept)?;
        Some(ElementJudgement { rule: self.now().element_rule(self.find(id)?)?, judgement, below })
    }
}

impl<'a> Moment<'a> {
    /// 判定基準 that applied to an element then: its plan's, else the municipality's. None: elements had no grade of their own.
    pub fn element_rule(&self, element: &Element) -> Option<(&'a RecordId, &'a RatingRule)> {
        let plan = self.find::<Plan>(&element.plan).and_then(|it| it.element_rule(element.level));
        let profile = || self.find::<Municipality>(&RecordId::municipality())?.element_rule.as_ref();
        let id = self.edition().known(plan.unwrap_or_else(profile)?)?;
        Some((id, self.find(id)?))
    }

    /// 判定 of an element for a year as it stood then: what had been published of an indicator below counts as published.
    pub fn judge_element(&self, id: &RecordId, year: FiscalYear) -> Option<ElementJudgement<'a>> {
        self.judge_element_by(id, year, Counted::Standing)
    }

    /// The same by these verdicts of the indicators below.
    pub(super) fn judge_element_by(
        &self,
        id: &RecordId,
        year: FiscalYear,
        counted: Counted,
    ) -> Option<ElementJudgement<'a>> {
        self.judge_down(id, (year, counted), DEEPEST)
    }

    fn judge_down(
        &self,
        id: &RecordId,
        (year, counted): (FiscalYear, Counted),
        levels: usize,
    ) -> Option<ElementJudgement<'a>> {
        let element: &Element = self.find(id)?;
        let rule = self.element_rule(element)?;
        let below = self.all_below(id, rule.1, (year, counted), levels.checked_sub(1)?);
        let measured = match &rule.1.shape {
            RuleShape::Scale(scale) => scale.of_all(&below).and_then(|value| {
                let expected = self.expected(element, scale, year)?;
                Ok((value, scale.shown(value, expected), scale.graded(value, expected)))
            }),
            RuleShape::MeetsTarget { .. } => Err(Unrated::ForIndicators),
        };
        let (value, shown, grade) = match measured {
            Ok((value, shown, grade)) => (Some(value), shown, grade),
            Err(why) => (None, None, Err(why)),
        };
        let (grade, unrated) = rule.1.or_off_scale(grade);
        let verdict = self.by_person(id, year);
        let by_person = verdict.and_then(|verdict| PersonGrade::of(verdict, Some(rule.1)));
        let outcome = outcome_of(grade.as_ref());
        let judgement = Judgement { grade, value, shown, unrated, by_person, ..Judgement::of(outcome) };
        Some(ElementJudgement { rule, judgement, below })
    }

    /// What the rule counts below an element.
    fn all_below(
        &self,
        id: &RecordId,
        rule: &RatingRule,
        (year, counted): (FiscalYear, Counted),
        levels: usize,
    ) -> Below {
        let mut below = Below::default();
        if rule.among() == Among::Elements {
            for (child, _) in self.below(id) {
                let judged = self.judge_down(child, (year, counted), levels);
                let grade = judged.as_ref().and_then(|it| it.judgement.final_grade());
                below.count(outcome_of(grade), grade);
            }
            return below;
        }
        for (id, indicator) in self.all_indicators_below(id) {
            let judgement = self.judge_by(id, indicator, year, counted);
            below.count(judgement.outcome, judgement.final_grade());
        }
        below
    }

    /// One of the verdicts of an indicator.
    pub(super) fn judge_by(
        &self,
        id: &RecordId,
        indicator: &Indicator,
        year: FiscalYear,
        counted: Counted,
    ) -> Judgement {
        match counted {
            Counted::Standing => self.judge_standing(id, indicator, year),
            Counted::Figures => self.judge(id, indicator, year),
        }
    }

    /// 指標 of an element and of all elements below it, each once.
    pub(super) fn all_indicators_below(&self, id: &RecordId) -> Vec<(&'a RecordId, &'a Indicator)> {
        let (mut list, mut seen) = (Vec::new(), HashSet::new());
        let mut level = vec![id.clone()];
        for _ in 0..DEEPEST {
            for element in &level {
                list.extend(self.indicators(element).into_iter().filter(|(id, _)| seen.insert(*id)));
            }
            level = level.iter().flat_map(|it| self.below(it)).map(|(id, _)| id.clone()).collect();
            if level.is_empty() {
                break;
            }
        }
        list
    }

    /// 期待される進み of the element's plan in the year.
    fn expected(
        &self,
        element: &Element,
        scale: &Scale,
        year: FiscalYear,
    ) -> Result<Option<Decimal>, Unrated> {
        if !scale.is_paced() {
            return Ok(None);
        }
        let plan = self.find::<Plan>(&element.plan).ok_or(Unrated::NoPeriod)?;
        scale.pace(plan.first_year, year).map(Some)
    }
}

/// An element is reached where its grade is shown as reached.
fn outcome_of(grade: Option<&Grade>) -> Outcome {
    match grade.map(Grade::tone) {
        None | Some(Tone::Open) => Outcome::Undecided(Undecided::CannotTell),
        Some(Tone::Reached) => Outcome::Reached,
        Some(_) => Outcome::Missed,
    }
}

impl RatingRule {
    /// What the rule counts.
    pub(super) fn among(&self) -> Among {
        match self.measure() {
            Measure::ShareReached(it) => it.among,
            Measure::Points(it) => it.among,
            _ => Among::Indicators,
        }
    }
}
