//! 重点プロジェクト: what serves each of them, across the departments.

use std::collections::{HashMap, HashSet};

use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::link::{Link, LinkKind};
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::record::RecordId;

/// 支える部署: a department with the work by which it serves a priority project.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrier<'a> {
    /// The department; none where the work names nobody.
    pub department: Option<(&'a RecordId, &'a Organisation)>,
    /// Its work, in the order in which the ties were recorded.
    pub elements: Vec<(&'a RecordId, &'a Element)>,
}

impl Edition {
    /// 重点プロジェクト of all plans of that kind, the newest plan first.
    pub fn priority_projects(&self) -> Vec<(&RecordId, &Element)> {
        let mut plans: Vec<_> =
            self.all::<Plan>().filter(|(_, it)| it.kind == PlanKind::PriorityProjects).collect();
        plans.sort_by_key(|(_, it)| std::cmp::Reverse(it.first_year));
        plans.into_iter().flat_map(|(id, _)| self.top(id)).collect()
    }

    /// The work that serves a project, by the department in charge of it. Work that goes on from year to year is one: see
    /// [`Edition::serving`].
    pub fn carriers<'a>(&'a self, project: &'a RecordId) -> Vec<Carrier<'a>> {
        let mut carriers: Vec<Carrier<'a>> = Vec::new();
        for (id, it) in self.serving(project) {
            let department = self.in_charge(id).and_then(|it| self.department(it));
            let place = |it: &&mut Carrier<'a>| it.department.map(|it| it.0) == department.map(|it| it.0);
            match carriers.iter_mut().find(place) {
                Some(carrier) => carrier.elements.push((id, it)),
                None => carriers.push(Carrier { department, elements: vec![(id, it)] }),
            }
        }
        carriers.sort_by_key(|it| it.department.map_or((1, 0), |(_, it)| (0, it.order)));
        carriers
    }

    /// 支える取組, each once. Of work that another one continues, the newer stands; of the yearly statements of an organisation
    /// the newest that serves the project speaks, for each year's repeats the work of the year before.
    pub fn serving<'a>(&'a self, project: &'a RecordId) -> Vec<(&'a RecordId, &'a Element)> {
        let mut all = self.linked_to(project, LinkKind::Serves);
        let before: HashMap<_, _> = all.iter().map(|(id, _)| (*id, self.before(id))).collect();
        // In a ring of ties nothing is newer than the rest: all of it stays.
        let is_newer = |a: &RecordId, b: &RecordId| before[a].contains(b) && !before[b].contains(a);
        let newest = self.newest_statements(&all);
        all.retain(|(id, it)| {
            let year = self.stated(it).map(|(organisation, year)| (newest.get(organisation), year));
            !before.keys().any(|other| is_newer(other, id))
                && year.is_none_or(|(newest, year)| newest == Some(&year))
        });
        all
    }

    /// Everything that an element continues, directly or over others.
    fn before<'a>(&'a self, id: &'a RecordId) -> HashSet<&'a RecordId> {
        let (mut found, mut next) = (HashSet::new(), vec![id]);
        while let Some(id) = next.pop() {
            let before = self.linked_from(id, LinkKind::Continues).into_iter().map(|it| it.0);
            next.extend(before.filter(|it| found.insert(*it)));
        }
        found
    }

    /// Of each organisation the year of the newest of its statements to which one of the elements belongs.
    fn newest_statements<'a>(
        &'a self,
        elements: &[(&'a RecordId, &'a Element)],
    ) -> HashMap<&'a RecordId, FiscalYear> {
        let mut newest = HashMap::new();
        for (organisation, year) in elements.iter().filter_map(|(_, it)| self.stated(it)) {
            let known = newest.entry(organisation).or_insert(year);
            *known = year.max(*known);
        }
        newest
    }

    /// Whose statement of which year an element belongs to; none where it is part of another plan.
    fn stated(&self, element: &Element) -> Option<(&RecordId, FiscalYear)> {
        let plan = self.find::<Plan>(&element.plan).filter(|it| it.kind == PlanKind::Statement)?;
        Some((plan.organisation.as_ref()?, plan.first_year))
    }

    /// The indicators of a project: its own, and those of the work that serves it with all below that. Each once.
    pub fn indicators_serving<'a>(&'a self, project: &'a RecordId) -> Vec<(&'a RecordId, &'a Indicator)> {
        let serves = |it: &Indicator| it.elements.iter().any(|id| self.over(id).any(|it| it == project));
        self.all::<Indicator>().filter(|(_, it)| serves(it)).collect()
    }

    /// The part of all trees that serves a project: the work itself, all below it, and all above it, so that it can be found.
    pub fn branches_serving<'a>(&'a self, project: &'a RecordId) -> HashSet<&'a RecordId> {
        let mut branches = HashSet::new();
        for (id, _) in self.linked_to(project, LinkKind::Serves) {
            branches.extend(self.above(id));
            let (mut below, mut seen) = (vec![id], HashSet::new());
            while let Some(id) = below.pop() {
                if seen.insert(id) {
                    below.extend(self.below(id).map(|(id, _)| id));
                }
            }
            branches.extend(seen);
        }
        branches
    }

    /// An element, everything above it up to its plan, and the priority projects that any of these serves.
    pub(crate) fn over<'a>(&'a self, id: &'a RecordId) -> impl Iterator<Item = &'a RecordId> {
        let chain = std::iter::once(id).chain(self.above(id));
        chain.flat_map(|it| std::iter::once(it).chain(self.served_by(it)))
    }

    /// The projects that an element serves by a tie of its own.
    fn served_by<'a>(&'a self, id: &'a RecordId) -> impl Iterator<Item = &'a RecordId> {
        let links = self.naming::<Link>(id).map(|(_, it)| it);
        links.filter(move |it| it.from == *id && it.kind == LinkKind::Serves).map(|it| &it.to)
    }
}
