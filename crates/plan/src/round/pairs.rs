//! Which work of last year is which of this year: the same record, the one that a link continues, or the one of that name.

use super::Work;
use crate::decision::Change;
use crate::edition::{Edition, Version};
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::link::LinkKind;
use crate::plan::{Plan, PlanKind};
use crate::record::{Body, RecordId};

/// Last year's work and this year's.
pub(super) type Pair<'a> = (Option<Work<'a>>, Option<Work<'a>>);

impl Edition {
    /// Every work of a year with what it was last year: plans of several years first, then the statements of the year.
    pub(super) fn pairs(&self, year: FiscalYear) -> Vec<Pair<'_>> {
        let mut pairs = Vec::new();
        let mut plans: Vec<(&RecordId, &Plan)> = self.all::<Plan>().collect();
        plans.sort_by_key(|(_, it)| (it.kind, it.first_year));
        for (id, plan) in plans {
            if plan.kind == PlanKind::Statement {
                if plan.first_year == year {
                    pairs.extend(self.statement_pairs(id, plan));
                }
            } else if plan.first_year <= year && plan.last_year.is_none_or(|last| year.previous() <= last) {
                pairs.extend(self.plan_pairs(id, year));
            }
        }
        pairs
    }

    /// A plan of several years: each work is its own past. Works that were retired in the year have no present.
    fn plan_pairs<'a>(&'a self, plan: &'a RecordId, year: FiscalYear) -> Vec<Pair<'a>> {
        let mut all: Vec<Work<'a>> = self.work(plan).into_iter().collect();
        let mut next: Vec<&RecordId> = self.top(plan).map(|(id, _)| id).collect();
        next.reverse();
        while let Some(id) = next.pop() {
            all.extend(self.work(id));
            let mut below: Vec<&RecordId> = self.below(id).map(|(id, _)| id).collect();
            below.reverse();
            next.extend(below);
            if all.len() > usize::from(u16::MAX) {
                break; // Parents in a circle.
            }
        }
        let is_new = |it: &Work<'_>| self.began_within(it.id, plan, year);
        let mut pairs: Vec<Pair<'a>> =
            all.into_iter().map(|it| ((!is_new(&it)).then_some(it), Some(it))).collect();
        pairs.extend(self.retired(plan, year).map(|it| (Some(it), None)));
        pairs
    }

    /// Whether an element came into a running plan in the year.
    fn began_within(&self, id: &RecordId, plan: &RecordId, year: FiscalYear) -> bool {
        let first = |id: &RecordId| self.history(id).first().map(|it| it.decision);
        let began = first(id).and_then(|it| self.decision(it));
        id != plan && began.is_some_and(|it| it.date().year() == year.year() && first(plan) < Some(it.number))
    }

    fn retired<'a>(&'a self, plan: &'a RecordId, year: FiscalYear) -> impl Iterator<Item = Work<'a>> {
        let decisions = self.decisions().iter().filter(move |it| it.date().year() == year.year());
        let ids = decisions.flat_map(|it| &it.edits).filter_map(|edit| match &edit.change {
            Change::Retire(id) => Some(id),
            Change::Put(_) => None,
        });
        let gone = ids.filter(|id| self.get(id).is_none());
        let last = gone.filter_map(|id| Some((id, self.history(id).iter().rev().find_map(record)?)));
        last.map(|(id, body)| Work { id, body })
            .filter(move |it| matches!(it.body, Body::Element(element) if element.plan == *plan))
    }

    /// A statement and its works beside those of the same organisation's statement of the year before.
    pub(super) fn statement_pairs<'a>(&'a self, id: &'a RecordId, plan: &'a Plan) -> Vec<Pair<'a>> {
        let last = plan.organisation.as_ref().and_then(|it| {
            let statements = self.statements(it).into_iter();
            statements
                .map(|(id, it)| (id, it.first_year))
                .find(|(_, year)| *year == plan.first_year.previous())
        });
        let Some((last, _)) = last else {
            // Without a statement before, nothing is new: there is nothing to compare with.
            let all = std::iter::once(id).chain(self.elements(id).map(|(id, _)| id));
            return all.map(|id| (self.work(id), self.work(id))).collect();
        };
        let mut pairs = vec![(self.work(last), self.work(id))];
        let now: Vec<_> = self.elements(id).collect();
        let before: Vec<_> = now.iter().map(|it| self.predecessor(*it, last)).collect();
        let is_continued = |id: &RecordId| before.iter().flatten().any(|it| it.id == id);
        pairs.extend(now.iter().zip(&before).map(|(it, before)| (*before, self.work_of_element(*it))));
        let ended = self.elements(last).filter(|(id, _)| !is_continued(id));
        pairs.extend(ended.map(|it| (self.work_of_element(it), None)));
        pairs
    }

    /// The work of last year that an element continues: by its link, else the one with the same number and title.
    fn predecessor<'a>(
        &'a self,
        (id, it): (&'a RecordId, &'a Element),
        last: &'a RecordId,
    ) -> Option<Work<'a>> {
        let linked = self.linked_from(id, LinkKind::Continues).into_iter().find(|(_, it)| it.plan == *last);
        let named = || self.elements(last).find(|(_, old)| old.title == it.title && old.number == it.number);
        linked.or_else(named).and_then(|it| self.work_of_element(it))
    }

    fn elements<'a>(&'a self, plan: &'a RecordId) -> impl Iterator<Item = (&'a RecordId, &'a Element)> {
        self.naming::<Element>(plan).filter(move |(_, it)| it.plan == *plan)
    }
}

fn record(version: &Version) -> Option<&Body> {
    version.record.as_deref().map(|it| &it.body)
}
