//! 公表時の判定 of an indicator.

use super::corrections::Corrections;
use super::yearly::{Above, Yearly};
use super::{Corrected, Frozen, RestedOn, said};
use crate::actual::Actual;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::plan::Plan;
use crate::rating::Judgement;
use crate::record::RecordId;
use crate::target::Target;

impl Edition {
    /// 公表時の判定 of an indicator for a year, where anything that it rests on changed since; none where nothing did, where
    /// no final figure was published, or where the edition does not know what was published.
    pub(in crate::rating) fn frozen(
        &self,
        id: &RecordId,
        year: FiscalYear,
        now: &Judgement,
        yearly: &Yearly<'_>,
    ) -> Option<Frozen> {
        let (seen, judgement) = yearly.first_final(year)?;
        let then = self.at(seen.decision);
        let rested_on = RestedOn::Figures {
            target: then.find::<Target>(&id.target(year)).cloned(),
            actual: then.find::<Actual>(&id.actual(year)).and_then(Actual::value),
        };
        let frozen = Frozen::new(seen, judgement, rested_on);
        let differs = frozen.differs(now);
        let mut found = Corrections::new(self, seen.decision);
        found.of_indicator(id, year, differs);
        let corrections = found.list();
        (differs || !corrections.is_empty()).then_some(Frozen { corrections, ..frozen })
    }
}

impl Corrections<'_> {
    /// What was corrected of an indicator for a year since its own publication, which may be earlier than that of an element
    /// above; of other years only where nothing else of this very indicator was.
    pub(super) fn of_indicator(&mut self, id: &RecordId, year: FiscalYear, differs: bool) {
        let published = Yearly::of(self.edition, id).first_final(year).map(|(seen, _)| seen.decision);
        let mut own = Self::new(self.edition, published.map_or(self.after, |it| it.min(self.after)));
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
