//! 担当: which organisation answers for an element or an indicator in a year.

mod of_record;

use std::collections::{BTreeMap, HashSet};

use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::organisation::Organisation;
use crate::plan::Plan;
use crate::record::{Body, RecordId};
use crate::remark::Remark;

impl Edition {
    /// 担当組織 of an element: the first that it names, else that of the element above, else that of its plan; of today.
    pub fn in_charge<'a>(&'a self, element: &'a RecordId) -> Option<&'a RecordId> {
        let named = |id: &'a RecordId| match self.find::<Element>(id) {
            Some(it) => self.owners(it).first(),
            None => self.find::<Plan>(id).and_then(|it| self.owner(it)),
        };
        std::iter::once(element).chain(self.above(element)).find_map(named)
    }

    /// 担当組織 of an element in a year: what was handed over later was not theirs yet.
    pub fn in_charge_in<'a>(&'a self, element: &'a RecordId, year: FiscalYear) -> Option<&'a RecordId> {
        let named = |id: &'a RecordId| match self.find::<Element>(id) {
            Some(it) => it.organisations_in(year).first(),
            None => self.find::<Plan>(id).and_then(|it| it.organisation_on(year.ends())),
        };
        std::iter::once(element).chain(self.above(element)).find_map(named)
    }

    /// The elements that an indicator measures in a year: those whose plan covers it.
    pub fn measured<'a>(
        &'a self,
        indicator: &'a Indicator,
        year: FiscalYear,
    ) -> impl Iterator<Item = (&'a RecordId, &'a Element)> {
        let elements = indicator.elements.iter().filter_map(|id| Some((id, self.find::<Element>(id)?)));
        elements.filter(move |(_, it)| self.find::<Plan>(&it.plan).is_some_and(|plan| plan.covers(year)))
    }

    /// The element to which an indicator's figures of a year belong: the first that it measures then, else its newest.
    pub fn element_in<'a>(
        &'a self,
        indicator: &'a Indicator,
        year: FiscalYear,
    ) -> Option<(&'a RecordId, &'a Element)> {
        let newest = || indicator.elements.last().and_then(|id| Some((id, self.find::<Element>(id)?)));
        self.measured(indicator, year).next().or_else(newest)
    }

    /// 主担当 of an indicator in a year: the organisation of the first element that it measures then, so that each has one.
    pub fn charged_first<'a>(&'a self, indicator: &'a Indicator, year: FiscalYear) -> Option<&'a RecordId> {
        let charged = self.measured(indicator, year).find_map(|(id, _)| self.in_charge_in(id, year));
        // Between two plans the last element still tells whose it is.
        charged.or_else(|| indicator.elements.last().and_then(|id| self.in_charge_in(id, year)))
    }

    /// Every organisation that answers for an indicator in a year, alone or with others: those that its elements name, else the
    /// one in charge of them.
    pub fn all_charged<'a>(&'a self, indicator: &'a Indicator, year: FiscalYear) -> Vec<&'a RecordId> {
        let named = |(id, it): (&'a RecordId, &'a Element)| match it.organisations_in(year) {
            [] => self.in_charge_in(id, year).into_iter().collect::<Vec<_>>(),
            named => named.iter().collect(),
        };
        let charged: Vec<_> = self.measured(indicator, year).flat_map(named).collect();
        if !charged.is_empty() {
            return charged;
        }
        // Between two plans the last element still tells whose it is.
        let last = indicator.elements.last().and_then(|id| Some((id, self.find::<Element>(id)?)));
        last.into_iter().flat_map(named).collect()
    }

    /// 担当組織 of any record: of what hangs on an element, an indicator or a plan, the organisation that answers for that; none of
    /// what belongs to the whole municipality.
    pub fn answering<'a>(&'a self, id: &'a RecordId) -> Option<&'a RecordId> {
        let record = self.get(id)?;
        match &record.body {
            Body::Organisation(_) => Some(&record.id),
            Body::Plan(it) => it.organisation.as_ref(),
            Body::Element(_) => self.in_charge(&record.id),
            Body::Indicator(it) => {
                let newest = it.elements.last();
                newest.and_then(|id| self.in_charge(id))
            }
            Body::Target(it) => self.answering(&it.indicator),
            Body::Actual(it) => self.answering(&it.indicator),
            Body::Amount(it) => self.in_charge(&it.element),
            Body::Evaluation(it) => self.of_subject(&it.subject),
            Body::Remark(it) => self.of_subject(&it.subject),
            Body::StaffNote(it) => self.of_subject(&it.subject),
            Body::Response(it) => self.find::<Remark>(&it.remark).and_then(|it| self.of_subject(&it.subject)),
            Body::Link(it) => self.in_charge(&it.from),
            Body::Evidence(it) => Some(&it.organisation),
            Body::Consultation(it) => it.organisation.as_ref(),
            Body::Opinion(it) => {
                let round = self.find::<crate::consultation::Consultation>(&it.consultation);
                round.and_then(|it| it.organisation.as_ref())
            }
            Body::Municipality(_)
            | Body::RatingRule(_)
            | Body::CalendarEntry(_)
            | Body::Form(_)
            | Body::Resource(_) => None,
        }
    }

    /// The same of a subject: what is evaluated, remarked on or noted is an element, an indicator, a plan or a figure, and none of these
    /// is about another subject.
    fn of_subject<'a>(&'a self, id: &'a RecordId) -> Option<&'a RecordId> {
        match self.get(id).map(|record| &record.body) {
            Some(Body::Evaluation(_) | Body::Remark(_) | Body::StaffNote(_) | Body::Response(_)) | None => {
                None
            }
            Some(_) => self.answering(id),
        }
    }

    /// How many of some indicators each department answers for itself in a year; those on which it only works with others are
    /// none of these.
    pub fn answered_for<'a>(
        &'a self,
        indicators: impl IntoIterator<Item = &'a Indicator>,
        year: FiscalYear,
    ) -> BTreeMap<&'a RecordId, usize> {
        let mut counts = BTreeMap::new();
        let departments = indicators.into_iter().filter_map(|it| self.department_of(it, year));
        departments.for_each(|(id, _)| *counts.entry(id).or_default() += 1);
        counts
    }

    /// 担当部 of an indicator in a year: the department of the one that is charged first.
    pub fn department_of<'a>(
        &'a self,
        indicator: &'a Indicator,
        year: FiscalYear,
    ) -> Option<(&'a RecordId, &'a Organisation)> {
        self.charged_first(indicator, year).and_then(|id| self.department_in(id, year))
    }

    /// An organisation with all that belong to it.
    pub fn organisation_and_below<'a>(&'a self, id: &'a RecordId) -> HashSet<&'a RecordId> {
        let mut all = HashSet::from([id]);
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            let below = self.naming::<Organisation>(id).filter(|(_, it)| it.parent.as_ref() == Some(id));
            next.extend(below.map(|(id, _)| id).filter(|id| all.insert(*id)));
        }
        all
    }

    /// The same as it was in a year.
    fn organisation_and_below_in<'a>(&'a self, id: &'a RecordId, year: FiscalYear) -> HashSet<&'a RecordId> {
        let mut all = HashSet::from([id]);
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            let below = self.naming::<Organisation>(id).filter(|(_, it)| it.parent_in(year) == Some(id));
            next.extend(below.map(|(id, _)| id).filter(|id| all.insert(*id)));
        }
        all
    }

    /// 担当する指標 of an organisation in a year, those of its sections among them: first those that it answers for itself,
    /// then those on which it works with others.
    pub fn charged_with(
        &self,
        organisation: &RecordId,
        year: FiscalYear,
    ) -> [Vec<(&RecordId, &Indicator)>; 2] {
        let ours = self.organisation_and_below_in(organisation, year);
        let (mut own, mut shared) = (Vec::new(), Vec::new());
        for (id, it) in self.all::<Indicator>() {
            if self.charged_first(it, year).is_some_and(|it| ours.contains(it)) {
                own.push((id, it));
            } else if self.all_charged(it, year).iter().any(|it| ours.contains(it)) {
                shared.push((id, it));
            }
        }
        [own, shared]
    }
}
