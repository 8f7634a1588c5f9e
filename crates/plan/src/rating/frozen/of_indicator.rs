//! 公表時の判定 of an indicator.

use std::collections::BTreeSet;

use super::corrections::Corrections;
use super::{Corrected, Frozen, RestedOn, is_of_year, last, said};
use crate::actual::{Actual, Status};
use crate::decision::DecisionNumber;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moment::Moment;
use crate::plan::Plan;
use crate::publication::Publication;
use crate::rating::{Judgement, Outcome};
use crate::record::RecordId;
use crate::target::Target;

impl Edition {
    /// 公表時の判定 of an indicator for a year, where anything that it rests on changed since; none where nothing did, where
    /// no final figure was published, or where the edition does not know what was published.
    pub fn frozen(&self, id: &RecordId, year: FiscalYear, now: &Judgement) -> Option<Frozen> {
        let (seen, judgement) = self.first_final(id, year)?;
        let then = self.at(seen.decision);
        let rested_on = RestedOn::Figures {
            target: then.find::<Target>(&id.target(year)).map(|it| it.words.clone()),
            actual: then.find::<Actual>(&id.actual(year)).and_then(Actual::value),
        };
        let frozen = Frozen::new(seen, judgement, rested_on);
        let differs = frozen.differs(now);
        let mut found = Corrections::new(self, seen.decision);
        found.of_indicator(id, year, differs);
        let corrections = found.list();
        (differs || !corrections.is_empty()).then_some(Frozen { corrections, ..frozen })
    }

    /// The publication that first showed a final figure with a verdict. 速報 and 見込 freeze nothing.
    fn first_final(&self, id: &RecordId, year: FiscalYear) -> Option<(&Publication, Judgement)> {
        let actual = id.actual(year);
        let versions = self.history(&actual);
        let first = versions.iter().find(|it| said::<Actual>(it).is_some_and(is_final))?.decision;
        let settled = |then: Moment<'_>| then.find::<Actual>(&actual).is_some_and(is_final);
        self.first_shown(first, self.newest(id, year), settled, |then| {
            let judgement = then.judge(id, then.find(id)?, year);
            let is_one =
                judgement.final_grade().is_some() || !matches!(judgement.outcome, Outcome::Undecided(_));
            is_one.then_some(judgement)
        })
    }

    /// The last decision that touched anything on which the verdict of a year can rest.
    pub(super) fn newest(&self, id: &RecordId, year: FiscalYear) -> DecisionNumber {
        let own = [id, &id.target(year), &id.actual(year)].map(|it| last(self.history(it)));
        let evaluations = self.hanging(id, "evaluation").filter(|(it, _)| is_of_year(it, year));
        let newest =
            own.into_iter().chain(evaluations.map(|it| last(it.1))).chain([self.rules_since()]).max();
        // A rule that looked around then and does not now has changed, or the indicator names another.
        let rule = self.find(id).and_then(|it: &Indicator| self.rule(it));
        let around = rule.is_some_and(|(_, rule)| rule.looks_around());
        let others = around.then(|| self.hanging(id, "target").chain(self.hanging(id, "actual")));
        let others = others.into_iter().flatten().map(|it| last(it.1));
        let above = around.then(|| Above::of(self, id));
        let above = above.iter().flat_map(|it| it.elements.iter().chain(&it.plans));
        others.chain(above.map(|it| last(self.history(it)))).chain(newest).max().unwrap_or_default()
    }
}

/// What an indicator stands or ever stood below: by its plans a rule counts the years.
struct Above<'a> {
    elements: BTreeSet<&'a RecordId>,
    plans: BTreeSet<&'a RecordId>,
}

impl<'a> Above<'a> {
    fn of(edition: &'a Edition, indicator: &RecordId) -> Self {
        let own = edition.history(indicator).iter().filter_map(said::<Indicator>);
        let elements: BTreeSet<_> = own.flat_map(|it| &it.elements).collect();
        let versions = elements.iter().flat_map(|it| edition.history(it));
        Self { plans: versions.filter_map(said::<Element>).map(|it| &it.plan).collect(), elements }
    }
}

/// A figure that is no longer expected to change.
pub(super) fn is_final(actual: &Actual) -> bool {
    matches!(actual.status, Status::Final | Status::Corrected) && actual.value().is_some()
}

impl Corrections<'_> {
    /// What was corrected of an indicator for a year; of other years only where nothing else of this very indicator was.
    pub(super) fn of_indicator(&mut self, id: &RecordId, year: FiscalYear, differs: bool) {
        let mut own = Self::new(self.edition, self.after);
        own.of_this_year(id, year);
        if differs && own.is_empty() {
            own.other_years(id, year);
            own.periods(id);
        }
        self.join(own);
    }

    /// What was corrected of an indicator in the year itself.
    fn of_this_year(&mut self, id: &RecordId, year: FiscalYear) {
        let edition = self.edition;
        self.changes(edition.history(&id.actual(year)), Corrected::Actual, |it: &Actual| it.figure.clone());
        self.target(edition.history(&id.target(year)));
        self.changes(edition.history(id), Corrected::Indicator, |it: &Indicator| {
            // A break of a later year says nothing about this one.
            let breaks: Vec<_> = it.breaks.iter().filter(|it| it.year <= year).cloned().collect();
            (it.direction, it.baseline, it.unit.clone(), it.window, breaks)
        });
        self.persons(id, year);
        self.rules_of_indicator(id);
    }

    /// 計画の期間 by which a rule counts the years: told like other years, only where it is what changed the verdict.
    fn periods(&mut self, id: &RecordId) {
        let edition = self.edition;
        let above = Above::of(edition, id);
        self.changes(edition.history(id), Corrected::Structure, |it: &Indicator| it.elements.clone());
        for element in above.elements {
            self.changes(edition.history(element), Corrected::Structure, |it: &Element| it.plan.clone());
        }
        for plan in above.plans {
            self.changes(edition.history(plan), Corrected::Structure, |it: &Plan| {
                (it.first_year, it.last_year)
            });
        }
    }

    /// The rule that applies, which the indicator names or else the municipality.
    fn rules_of_indicator(&mut self, id: &RecordId) {
        let naming = [id, &RecordId::municipality()].map(|it| self.edition.history(it));
        self.rules(naming, |moment| Some(moment.rule(moment.find(id)?)?.0));
    }

    /// Figures of other years: told only where they are what changed the verdict.
    fn other_years(&mut self, id: &RecordId, year: FiscalYear) {
        for (_, versions) in self.edition.hanging(id, "actual") {
            if versions.iter().find_map(said::<Actual>).is_some_and(|it| it.fiscal_year < year) {
                self.changes(versions, Corrected::OtherYear, |it: &Actual| it.figure.clone());
            }
        }
        for (_, versions) in self.edition.hanging(id, "target") {
            if versions.iter().find_map(said::<Target>).is_some_and(|it| it.fiscal_year > year) {
                self.changes(versions, Corrected::OtherYear, |it: &Target| it.condition.clone());
            }
        }
    }
}
