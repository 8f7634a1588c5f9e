//! 公表時の判定 of an element: what stood below it, or what a person said.

use std::collections::BTreeSet;

use super::corrections::Corrections;
use super::yearly::Yearly;
use super::{Corrected, Frozen, RestedOn, is_final, is_of_year, last, said};
use crate::actual::{Actual, Figure};
use crate::decision::DecisionNumber;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moment::Moment;
use crate::plan::Plan;
use crate::rating::of_element::Counted;
use crate::rating::{
    Among, ElementJudgement, Judgement, Measure, Outcome, RatingRule, RuleShape, Toward, Undecided,
};
use crate::record::RecordId;
use crate::target::Target;

impl Edition {
    /// 公表時の判定 of an element for a year, as of an indicator: none while anything below it is still awaited. `today` is its
    /// verdict by today's figures, `standing` the one by the verdicts that stand below it.
    pub(in crate::rating) fn frozen_element(
        &self,
        id: &RecordId,
        year: FiscalYear,
        today: &ElementJudgement<'_>,
        standing: &ElementJudgement<'_>,
    ) -> Option<Frozen> {
        // What was changed of an indicator after its own publication tells the two apart from the first day of the element's.
        let newest = match today == standing {
            true => Tree::of(self, id).newest(self, year),
            false => DecisionNumber(u64::MAX),
        };
        let settled = |then: Moment<'_>| then.is_settled(id, year, &mut BTreeSet::new());
        let (seen, judged) = self.first_shown(DecisionNumber(0), newest, settled, |then| {
            let judged = then.judge_element(id, year)?;
            // 評価困難 and the like are a word for having no verdict.
            let is_one = judged.judgement.by_person.is_some() || judged.judgement.unrated.is_none();
            is_one.then_some(judged)
        })?;
        let frozen = Frozen::new(seen, judged.judgement, RestedOn::Below(judged.below));
        let mut found = Corrections::new(self, seen.decision);
        found.of_element(id, year, &mut BTreeSet::new());
        let corrections = found.list();
        let differs = frozen.differs(&today.judgement);
        (differs || !corrections.is_empty()).then_some(Frozen { corrections, ..frozen })
    }
}

/// All that stands or ever stood below an element, and the element itself.
struct Tree<'a> {
    elements: BTreeSet<&'a RecordId>,
    indicators: BTreeSet<&'a RecordId>,
}

impl<'a> Tree<'a> {
    fn of(edition: &'a Edition, id: &RecordId) -> Self {
        let mut tree = Self { elements: BTreeSet::new(), indicators: BTreeSet::new() };
        let mut next: Vec<_> = edition.known(id).into_iter().collect();
        while let Some(id) = next.pop() {
            let is_indicator = edition.history(id).iter().any(|it| said::<Indicator>(it).is_some());
            if is_indicator {
                tree.indicators.insert(id);
            } else if tree.elements.insert(id) {
                next.extend(edition.ever_below(id));
            }
        }
        tree
    }

    /// The last decision that touched anything on which the verdict can rest.
    fn newest(&self, edition: &Edition, year: FiscalYear) -> DecisionNumber {
        let plans = edition.all::<Plan>().map(|(id, _)| id);
        let records = self.elements.iter().copied().chain(plans).map(|it| last(edition.history(it)));
        let evaluations = self.elements.iter().flat_map(|it| edition.hanging(it, "evaluation"));
        let evaluations = evaluations.filter(|(it, _)| is_of_year(it, year)).map(|it| last(it.1));
        let indicators = self.indicators.iter().map(|it| Yearly::of(edition, it).newest(year));
        let rules = edition.rules_since();
        records.chain(evaluations).chain(indicators).max().map_or(rules, |it| it.max(rules))
    }
}

impl<'a> Moment<'a> {
    /// Whether nothing is awaited any more: a person judged, or every figure that the rule counts is final or will not come.
    fn is_settled(&self, id: &RecordId, year: FiscalYear, above: &mut BTreeSet<RecordId>) -> bool {
        let rule = self.find::<Element>(id).and_then(|it| self.element_rule(it));
        match rule.map(|(_, rule)| rule) {
            _ if self.by_person(id, year).is_some() || !above.insert(id.clone()) => true,
            None => true,
            Some(rule) if *rule.measure() == Measure::Person => false,
            Some(rule) if rule.among() == Among::Elements => {
                self.below(id).iter().all(|(child, _)| self.is_settled(child, year, above))
            }
            Some(_) => self.all_indicators_below(id).into_iter().all(|it| !self.is_awaited(it, year)),
        }
    }

    /// Whether a figure that will be judged is still to come or to become final, or a person's verdict of it is.
    fn is_awaited(&self, (id, indicator): (&RecordId, &Indicator), year: FiscalYear) -> bool {
        let actual = self.find::<Actual>(&id.actual(year));
        let is_given_up = actual.is_some_and(|it| matches!(it.figure, Figure::NotMeasured { .. }));
        if is_given_up || self.by_person(id, year).is_some() {
            return false;
        }
        let rule = self.rule(indicator).map(|(_, rule)| rule);
        let is_open = actual.is_none_or(|it| !is_final(it));
        match rule.map(RatingRule::measure) {
            Some(Measure::Person) => true,
            Some(Measure::Change(_)) => is_open,
            Some(Measure::Achievement(it)) if it.toward == Toward::End => {
                is_open && self.hanging::<Target>(id, "target").any(|it| it.fiscal_year >= year)
            }
            _ => is_open && self.find::<Target>(&id.target(year)).is_some(),
        }
    }

    /// What an indicator below an element counts as; none where nothing was promised, for then it counts as nothing.
    fn counted_as(&self, id: &RecordId, year: FiscalYear, by: Counted) -> Option<(Outcome, Option<String>)> {
        let judged = self.judge_by(id, self.find(id)?, year, by);
        let is_counted =
            judged.outcome != Outcome::Undecided(Undecided::NoTarget) || judged.final_grade().is_some();
        is_counted.then(|| (judged.outcome, mark(&judged)))
    }
}

fn mark(judgement: &Judgement) -> Option<String> {
    judgement.final_grade().map(|it| it.mark.clone())
}

impl Corrections<'_> {
    /// What was corrected of an element for a year: of what stands below, only what counts as something else now.
    fn of_element(&mut self, id: &RecordId, year: FiscalYear, above: &mut BTreeSet<RecordId>) {
        if !above.insert(id.clone()) {
            return;
        }
        let edition = self.edition;
        let moments = [edition.at(self.after), edition.now()];
        self.persons(id, year);
        let rules = moments.map(|it| it.element_rule(it.find(id)?));
        let rules: Vec<&RatingRule> = rules.into_iter().flatten().map(|(_, rule)| rule).collect();
        let is_paced = |it: &&RatingRule| matches!(&it.shape, RuleShape::Scale(scale) if scale.is_paced());
        self.named_rules(id, rules.iter().any(is_paced));
        let counts = |among| rules.iter().any(|it| *it.measure() != Measure::Person && it.among() == among);
        if counts(Among::Elements) {
            self.elements_below(id, year, above);
        }
        if counts(Among::Indicators) {
            self.indicators_below(id, year);
        }
    }

    /// Which rule applies to an element is said by its plan and its level, else by the municipality; from the first year of the
    /// plan a rule counts its paces.
    fn named_rules(&mut self, id: &RecordId, is_paced: bool) {
        let edition = self.edition;
        let own = edition.history(id);
        self.changes(own, Corrected::Structure, |it: &Element| (it.plan.clone(), it.level));
        let plans: BTreeSet<_> = own.iter().filter_map(said::<Element>).map(|it| &it.plan).collect();
        let moments = [edition.at(self.after), edition.now()];
        let counted_by: BTreeSet<_> =
            moments.iter().filter_map(|it| Some(&it.find::<Element>(id)?.plan)).collect();
        for plan in counted_by.into_iter().filter(|_| is_paced) {
            self.changes(edition.history(plan), Corrected::Structure, |it: &Plan| it.first_year);
        }
        let profile = RecordId::municipality();
        let naming = plans.into_iter().chain([id, &profile]).map(|it| edition.history(it));
        self.rules(naming, |moment| Some(moment.element_rule(moment.find(id)?)?.0));
    }

    fn elements_below(&mut self, id: &RecordId, year: FiscalYear, above: &mut BTreeSet<RecordId>) {
        let edition = self.edition;
        for child in edition.ever_below(id) {
            let counted = |it: Moment<'_>, by: Counted| {
                it.find::<Element>(child).filter(|it| it.parent.as_ref() == Some(id))?;
                Some(it.judge_element_by(child, year, by).and_then(|it| mark(&it.judgement)))
            };
            let then = counted(edition.at(self.after), Counted::Standing);
            if then != counted(edition.now(), Counted::Figures) {
                self.changes(edition.history(child), Corrected::Structure, |it: &Element| it.parent.clone());
                self.of_element(child, year, above);
            }
        }
    }

    fn indicators_below(&mut self, id: &RecordId, year: FiscalYear) {
        let edition = self.edition;
        let moments = [edition.at(self.after), edition.now()];
        let stood = moments.map(|it| it.all_indicators_below(id).into_iter().map(|it| it.0).collect());
        let [then, now]: [BTreeSet<&RecordId>; 2] = stood;
        for indicator in then.union(&now) {
            let counted = |moment: Moment<'_>, stood: &BTreeSet<&RecordId>, by: Counted| {
                stood.contains(indicator).then(|| moment.counted_as(indicator, year, by)).flatten()
            };
            let was = counted(moments[0], &then, Counted::Standing);
            if was == counted(moments[1], &now, Counted::Figures) {
                continue;
            }
            if then.contains(indicator) == now.contains(indicator) {
                self.of_indicator(indicator, year, true);
            } else {
                self.structure(id, indicator);
            }
        }
    }

    /// The decisions that put an indicator below an element, or took it away.
    fn structure(&mut self, id: &RecordId, indicator: &RecordId) {
        let edition = self.edition;
        self.changes(edition.history(indicator), Corrected::Structure, |it: &Indicator| it.elements.clone());
        for element in Tree::of(edition, id).elements {
            self.changes(edition.history(element), Corrected::Structure, |it: &Element| it.parent.clone());
        }
    }
}
