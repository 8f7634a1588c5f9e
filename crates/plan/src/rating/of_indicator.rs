//! 指標の判定: an indicator of an edition in one year, by the rule that applies, now or at any moment of the past.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::frozen::Yearly;
use super::{
    Achievement, Case, Change, ChangeFrom, Hold, Judgement, Measure, PersonGrade, RatingRule, RuleShape,
    Toward,
};
use crate::actual::Actual;
use crate::edition::Edition;
use crate::element::Element;
use crate::evaluation::{Evaluation, EvaluationKind, Verdict};
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moment::Moment;
use crate::municipality::Municipality;
use crate::plan::Plan;
use crate::rating::{Outcome, Undecided, outcome};
use crate::record::RecordId;
use crate::target::Target;

/// 計画の期間: its first and its last year.
type Period = (FiscalYear, Option<FiscalYear>);

impl Edition {
    /// 判定基準 that applies to an indicator: its own, else the one that the municipality names, else its first for indicators.
    pub fn rule(&self, indicator: &Indicator) -> Option<(&RecordId, &RatingRule)> {
        self.now().rule(indicator)
    }

    /// 維持の判定 of the rule that applies to an indicator.
    pub fn hold(&self, indicator: &Indicator) -> Option<Hold> {
        self.rule(indicator)?.1.hold
    }

    /// 判定 of an indicator for a year, by the rule that applies; with the published verdict, where figures or rule changed since.
    pub fn judge(&self, id: &RecordId, indicator: &Indicator, year: FiscalYear) -> Judgement {
        Arc::unwrap_or_clone(self.judge_one(id, indicator, year, &OnceCell::new()))
    }

    /// The same for several years, one after the other.
    pub(crate) fn judge_years(
        &self,
        id: &RecordId,
        indicator: &Indicator,
        years: &[FiscalYear],
    ) -> Vec<Arc<Judgement>> {
        let yearly = OnceCell::new();
        years.iter().map(|year| self.judge_one(id, indicator, *year, &yearly)).collect()
    }

    /// The same, with the history of the indicator, which is looked through once however many years are judged.
    fn judge_one<'a>(
        &'a self,
        id: &'a RecordId,
        indicator: &Indicator,
        year: FiscalYear,
        yearly: &OnceCell<Yearly<'a>>,
    ) -> Arc<Judgement> {
        let make = || {
            let judgement = self.now().judge(id, indicator, year);
            let yearly = yearly.get_or_init(|| Yearly::of(self, id));
            let published = self.frozen(id, year, &judgement, yearly).map(Box::new);
            Judgement { published, ..judgement }
        };
        if self.owns(id, indicator) {
            return self.memo().judgements.of((id.clone(), year), make);
        }
        make().into()
    }

    /// Whether this is the edition's own indicator: only then an answer is worth keeping.
    fn owns(&self, id: &RecordId, indicator: &Indicator) -> bool {
        self.find(id).is_some_and(|own: &Indicator| std::ptr::eq(own, indicator))
    }

    /// 数えられる結果 of an indicator in a year: whether it reached its target, as published where it was.
    pub fn outcome(&self, id: &RecordId, indicator: &Indicator, year: FiscalYear) -> Outcome {
        let counted = self.counted(id, indicator);
        counted.get(&year).copied().unwrap_or(Outcome::Undecided(Undecided::NoTarget))
    }

    /// The same for every year of which anything is recorded.
    pub(crate) fn counted(&self, id: &RecordId, indicator: &Indicator) -> Arc<BTreeMap<FiscalYear, Outcome>> {
        let count = || Yearly::of(self, id).counted(indicator);
        if self.owns(id, indicator) { self.memo().counted.of(id.clone(), count) } else { count().into() }
    }
}

impl<'a> Moment<'a> {
    /// 判定基準 that applied to an indicator then.
    pub fn rule(&self, indicator: &Indicator) -> Option<(&'a RecordId, &'a RatingRule)> {
        let profile = || self.find::<Municipality>(&RecordId::municipality());
        let found = |id: &'a RecordId| Some((id, self.find::<RatingRule>(id)?));
        match indicator.rule.as_ref().or_else(|| profile()?.rule.as_ref()) {
            Some(named) => self.edition().known(named).and_then(found),
            None => {
                let mut ever = self.edition().rules_ever().iter().filter_map(found);
                ever.find(|(_, it)| !it.measure().is_of_elements())
            }
        }
    }

    /// 判定 of an indicator for a year as it stood then.
    pub fn judge(&self, id: &RecordId, indicator: &Indicator, year: FiscalYear) -> Judgement {
        let (target, actual) = (self.find::<Target>(&id.target(year)), self.find::<Actual>(&id.actual(year)));
        self.judge_as(id, indicator, year, (target, actual))
    }

    /// The verdict that stood then: as published, where a final figure had been; else as it stood.
    pub(super) fn judge_standing(&self, id: &RecordId, indicator: &Indicator, year: FiscalYear) -> Judgement {
        let published = Yearly::of(self.edition(), id).first_final(year);
        match published.filter(|(seen, _)| self.is_after(seen.decision)) {
            Some((_, judgement)) => judgement,
            None => self.judge(id, indicator, year),
        }
    }

    /// The same with a target and a result that are not in the edition, or not yet.
    pub fn judge_as(
        &self,
        id: &RecordId,
        indicator: &Indicator,
        year: FiscalYear,
        (target, actual): (Option<&Target>, Option<&Actual>),
    ) -> Judgement {
        let rule = self.rule(indicator).map(|(_, rule)| rule);
        let judgement = match rule {
            Some(rule) => rule.rate(&self.case(id, rule, Case::new(indicator, target, actual), year)),
            None => Judgement::of(outcome(indicator, target, actual)),
        };
        let by_person = self.by_person(id, year).and_then(|verdict| PersonGrade::of(verdict, rule));
        judgement.with_person(by_person)
    }

    /// The outcome of a target and a result alone, as a rule tells it; nothing is graded.
    pub(super) fn outcome<'c>(
        &self,
        id: &RecordId,
        rule: Option<&RatingRule>,
        case: Case<'c>,
        year: FiscalYear,
    ) -> Outcome
    where
        'a: 'c,
    {
        match rule {
            Some(rule) => rule.outcome(&self.case(id, rule, case, year)),
            None => outcome(case.indicator, case.target, case.actual),
        }
    }

    /// The figures around a year, where the rule looks at them.
    fn case<'c>(&self, id: &RecordId, rule: &RatingRule, case: Case<'c>, year: FiscalYear) -> Case<'c>
    where
        'a: 'c,
    {
        if !rule.looks_around() {
            return case;
        }
        let period = self.period(case.indicator, rule, year);
        let within = |it: &Target| {
            period.is_none_or(|(first, last)| {
                first <= it.fiscal_year && last.is_none_or(|last| it.fiscal_year <= last)
            })
        };
        let ends = self.hanging::<Target>(id, "target").filter(|it| it.fiscal_year >= year && within(it));
        let end = ends.max_by_key(|it| it.fiscal_year);
        Case { end, period, actuals: self.hanging::<Actual>(id, "actual").collect(), ..case }
    }

    /// The plan by which a year is counted: of those that cover it, one as long as the rule's list of paces, else the longest.
    fn period(&self, indicator: &Indicator, rule: &RatingRule, year: FiscalYear) -> Option<Period> {
        let paces = rule.paces();
        let plans =
            indicator.elements.iter().filter_map(|id| self.find::<Plan>(&self.find::<Element>(id)?.plan));
        let length = |it: &Plan| {
            it.last_year.map_or(0, |last| i32::from(last.year()) - i32::from(it.first_year.year()) + 1)
        };
        let fits = |it: &&Plan| (usize::try_from(length(it)).is_ok_and(|years| years == paces), length(it));
        let plan = plans.filter(|it| it.covers(year)).max_by_key(fits)?;
        Some((plan.first_year, plan.last_year))
    }

    /// 人による判定 of a record for a year; of several, that of the latest stage, an outside view last.
    pub(super) fn by_person(&self, subject: &RecordId, year: FiscalYear) -> Option<&'a Verdict> {
        let of_year = self.hanging::<Evaluation>(subject, "evaluation").filter(|it| it.fiscal_year == year);
        let persons =
            of_year.filter(|it| matches!(it.verdict(), Verdict::Overruled { .. } | Verdict::ByPerson { .. }));
        persons.max_by_key(|it| (it.kind != EvaluationKind::External, it.kind)).map(Evaluation::verdict)
    }
}

impl RatingRule {
    /// Whether the rule needs more than a year's own target and result.
    pub(crate) fn looks_around(&self) -> bool {
        let RuleShape::Scale(scale) = &self.shape else { return false };
        let measure = match &scale.measure {
            Measure::Achievement(Achievement { toward, since, .. }) => {
                *toward == Toward::End || since.is_some()
            }
            Measure::Change(Change { from, .. }) => *from == ChangeFrom::LastYear,
            _ => false,
        };
        measure || scale.is_paced()
    }

    /// How many years the list of paces speaks of.
    fn paces(&self) -> usize {
        match &self.shape {
            RuleShape::MeetsTarget { .. } => 0,
            RuleShape::Scale(scale) => scale.expected.len(),
        }
    }
}
