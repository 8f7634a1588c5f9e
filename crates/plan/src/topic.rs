//! くらしの分野: what is planned, by the words under which a resident looks for it.

use std::collections::{BTreeMap, HashSet};

use crate::edition::Edition;
use crate::element::Element;
use crate::indicator::Indicator;
use crate::plan::{Plan, PlanKind};
use crate::record::RecordId;

/// くらしの分野 with everything in force that is said to belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic<'a> {
    /// 分野名, in the municipality's own word.
    pub name: &'a str,
    /// Plan by plan, from the most general kind of plan down.
    pub plans: Vec<TopicPlan<'a>>,
}

/// What one plan does in a field of life.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicPlan<'a> {
    /// The plan.
    pub id: &'a RecordId,
    /// The same as a record.
    pub plan: &'a Plan,
    /// Its elements, in the order of the plan.
    pub elements: Vec<(&'a RecordId, &'a Element)>,
}

impl<'a> Topic<'a> {
    /// All its elements.
    pub fn elements(&self) -> impl Iterator<Item = (&'a RecordId, &'a Element)> + '_ {
        self.plans.iter().flat_map(|it| it.elements.iter().copied())
    }

    /// Whether the element above is in the field too: then a list shows this one below it.
    pub fn is_below_another(&self, element: &Element) -> bool {
        element.parent.as_ref().is_some_and(|up| self.elements().any(|(id, _)| id == up))
    }

    /// The indicators of its elements, each once.
    pub fn indicators(&self, edition: &'a Edition) -> Vec<(&'a RecordId, &'a Indicator)> {
        let mut seen = HashSet::new();
        let all = self.elements().flat_map(|(id, _)| edition.indicators(id));
        all.filter(|(id, _)| seen.insert(*id)).collect()
    }
}

impl Edition {
    /// くらしの分野 of everything in force, in the order in which the plans name them first.
    pub fn topics(&self) -> Vec<Topic<'_>> {
        let mut topics: Vec<Topic<'_>> = Vec::new();
        for (id, plan) in self.plans_in_force() {
            for (element, it) in self.naming::<Element>(id).filter(|(_, it)| it.plan == *id) {
                for name in &it.topics {
                    let at = topics.iter().position(|it| it.name == name).unwrap_or_else(|| {
                        topics.push(Topic { name, plans: vec![] });
                        topics.len() - 1
                    });
                    let plans = &mut topics[at].plans;
                    if plans.last().is_none_or(|it| it.id != id) {
                        plans.push(TopicPlan { id, plan, elements: vec![] });
                    }
                    if let Some(last) = plans.last_mut() {
                        last.elements.push((element, it));
                    }
                }
            }
        }
        topics
    }

    /// くらしの分野 of this name.
    pub fn topic(&self, name: &str) -> Option<Topic<'_>> {
        self.topics().into_iter().find(|it| it.name == name)
    }

    /// Plans that count today: of yearly statements the newest of each organisation, and every other plan. From the most
    /// general kind down; of one kind the newest first.
    pub fn plans_in_force(&self) -> Vec<(&RecordId, &Plan)> {
        let mut newest: BTreeMap<&RecordId, crate::fiscal_year::FiscalYear> = BTreeMap::new();
        for (_, it) in self.all::<Plan>().filter(|(_, it)| it.kind == PlanKind::Statement) {
            if let Some(of) = &it.organisation {
                let year = newest.entry(of).or_insert(it.first_year);
                *year = (*year).max(it.first_year);
            }
        }
        let is_newest = |it: &Plan| {
            it.organisation.as_ref().and_then(|of| newest.get(of)).is_none_or(|year| *year == it.first_year)
        };
        let in_force = self.all::<Plan>().filter(|(_, it)| it.kind != PlanKind::Statement || is_newest(it));
        let mut plans: Vec<_> = in_force.collect();
        plans.sort_by_key(|(_, it)| (rank(it.kind), std::cmp::Reverse(it.first_year)));
        plans
    }

    /// 主な計画: the plan on which a city rests that names no fields of life. Its basic plan, else the largest plan of the
    /// whole municipality; of several the one that covers the year that is reported.
    pub fn main_plan(&self) -> Option<(&RecordId, &Plan)> {
        let reported = self.reported_year();
        let weight = |id: &RecordId, it: &Plan| {
            let covers = reported.is_none_or(|year| it.covers(year));
            (it.kind == PlanKind::BasicPlan, covers, self.naming::<Element>(id).count(), it.first_year)
        };
        let whole = self.plans_in_force().into_iter().filter(|(_, it)| it.organisation.is_none());
        let whole =
            whole.filter(|(id, it)| it.kind != PlanKind::PriorityProjects && self.top(id).next().is_some());
        whole.max_by_key(|(id, it)| weight(id, it))
    }
}

/// The basic plan before the concept above it: a resident looks for what is done.
fn rank(kind: PlanKind) -> u8 {
    match kind {
        PlanKind::BasicPlan => 0,
        PlanKind::ImplementationPlan => 1,
        PlanKind::PriorityProjects => 2,
        PlanKind::ManagementStrategy => 3,
        PlanKind::Other => 4,
        PlanKind::BasicConcept => 5,
        PlanKind::Statement => 6,
    }
}
