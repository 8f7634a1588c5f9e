//! Questions that every reader of an edition asks: who belongs to whom, what was promised for which year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::actual::Actual;
use crate::amount::{Amount, AmountKind};
use crate::edition::Edition;
use crate::element::Element;
use crate::evaluation::{Evaluation, EvaluationKind};
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::link::{Link, LinkKind};
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::rating::Judgement;
use crate::record::RecordId;
use crate::remark::{Remark, Response};
use crate::target::Target;

/// One year of an indicator: promise, result, and what the rule says.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// The fiscal year.
    pub year: FiscalYear,
    /// 目標値, if one was set for the year.
    pub target: Option<&'a Target>,
    /// 実績値, if anything was reported.
    pub actual: Option<&'a Actual>,
    /// 判定.
    pub judgement: Arc<Judgement>,
}

impl Edition {
    /// The elements at the top of a plan.
    pub fn top(&self, plan: &RecordId) -> impl Iterator<Item = (&RecordId, &Element)> {
        self.naming::<Element>(plan).filter(move |(_, it)| it.plan == *plan && it.parent.is_none())
    }

    /// The elements right below an element.
    pub fn below(&self, element: &RecordId) -> impl Iterator<Item = (&RecordId, &Element)> {
        self.naming::<Element>(element).filter(move |(_, it)| it.parent.as_ref() == Some(element))
    }

    /// The way from the top of the plan down to an element, the element itself last. A draft may propose a circle: no way
    /// has more steps than a level can count.
    pub fn path<'a>(&'a self, id: &'a RecordId) -> Vec<(&'a RecordId, &'a Element)> {
        let mut path = Vec::new();
        let mut next = Some(id);
        for _ in 0..=u8::MAX {
            let Some((id, element)) = next.and_then(|id| Some((id, self.find::<Element>(id)?))) else {
                break;
            };
            path.push((id, element));
            next = element.parent.as_ref();
        }
        path.reverse();
        path
    }

    /// 指標 of an element.
    pub fn indicators(&self, element: &RecordId) -> impl Iterator<Item = (&RecordId, &Indicator)> {
        self.naming::<Indicator>(element)
    }

    /// 目標値 of an indicator for a year.
    pub fn target(&self, indicator: &RecordId, year: FiscalYear) -> Option<&Target> {
        self.naming::<Target>(indicator).map(|(_, it)| it).find(|it| it.fiscal_year == year)
    }

    /// 実績値 of an indicator for a year.
    pub fn actual(&self, indicator: &RecordId, year: FiscalYear) -> Option<&Actual> {
        self.naming::<Actual>(indicator).map(|(_, it)| it).find(|it| it.fiscal_year == year)
    }

    /// The series of an indicator: every year for which anything was promised or reported, oldest first.
    pub fn series(&self, id: &RecordId, indicator: &Indicator) -> Vec<Point<'_>> {
        let targets: Vec<&Target> = self.naming::<Target>(id).map(|(_, it)| it).collect();
        let actuals: Vec<&Actual> = self.naming::<Actual>(id).map(|(_, it)| it).collect();
        let years: BTreeSet<FiscalYear> =
            targets.iter().map(|it| it.fiscal_year).chain(actuals.iter().map(|it| it.fiscal_year)).collect();
        let years: Vec<FiscalYear> = years.into_iter().collect();
        let point = |(year, judgement): (&FiscalYear, Arc<Judgement>)| {
            let target = targets.iter().copied().find(|it| it.fiscal_year == *year);
            let actual = actuals.iter().copied().find(|it| it.fiscal_year == *year);
            Point { year: *year, target, actual, judgement }
        };
        years.iter().zip(self.judge_years(id, indicator, &years)).map(point).collect()
    }

    /// The year that the pages report on: the newest in which at least half of what has a target was measured, else the
    /// newest in which anything was. A year that has not begun is none: one slip must not move every page.
    pub fn reported_year(&self) -> Option<FiscalYear> {
        *self.memo().reported.get_or_init(|| self.find_reported_year())
    }

    fn find_reported_year(&self) -> Option<FiscalYear> {
        let today = self.date().map(FiscalYear::containing);
        let mut years: BTreeMap<FiscalYear, (usize, usize)> = BTreeMap::new();
        for (_, it) in self.all::<Target>() {
            years.entry(it.fiscal_year).or_default().0 += 1;
        }
        for (_, it) in self.all::<Actual>().filter(|(_, it)| it.value().is_some()) {
            years.entry(it.fiscal_year).or_default().1 += 1;
        }
        years.retain(|year, (_, measured)| *measured > 0 && today.is_none_or(|today| *year <= today));
        let mostly =
            years.iter().rev().find(|(_, (targets, measured))| *targets > 0 && measured * 2 >= *targets);
        mostly.or_else(|| years.iter().next_back()).map(|(year, _)| *year)
    }

    /// The year on which the page of a plan, or of one of its elements, reports: a statement's own, else the newest
    /// reported one within the plan.
    pub fn year_shown(&self, plan: Option<&Plan>) -> Option<FiscalYear> {
        match (plan?, self.reported_year()) {
            (plan, _) if plan.last_year == Some(plan.first_year) => Some(plan.first_year),
            (plan, Some(year)) if plan.covers(year) => Some(year),
            (plan, Some(year)) if year < plan.first_year => Some(plan.first_year),
            (plan, Some(year)) => Some(plan.last_year.unwrap_or(year)),
            (plan, None) => Some(plan.first_year),
        }
    }

    /// 期間終了: whether the last year of a plan is over on the day of the edition. A statement of one year says so by its name.
    pub fn has_ended(&self, plan: &Plan) -> bool {
        let today = self.date().map(FiscalYear::containing);
        let last = plan.last_year.filter(|it| *it != plan.first_year);
        last.zip(today).is_some_and(|(last, today)| last < today)
    }

    /// 運営方針 of an organisation, newest year first.
    pub fn statements(&self, organisation: &RecordId) -> Vec<(&RecordId, &Plan)> {
        let mut list: Vec<_> = self
            .naming::<Plan>(organisation)
            .filter(|(_, it)| it.kind == PlanKind::Statement && self.owner(it) == Some(organisation))
            .collect();
        list.reverse();
        list
    }

    /// 予算・決算 recorded at an element, by year and kind; what others share with it is not among them.
    pub fn amounts(&self, element: &RecordId) -> Vec<&Amount> {
        let own = self.naming::<Amount>(element).map(|(_, it)| it).filter(|it| it.element == *element);
        let mut list: Vec<_> = own.collect();
        list.sort_by_key(|it| (it.fiscal_year, it.kind));
        list
    }

    /// 金額 of one kind for one year, recorded at the element itself.
    pub fn amount(&self, element: &RecordId, year: FiscalYear, kind: AmountKind) -> Option<&Amount> {
        let mut own = self.naming::<Amount>(element).map(|(_, it)| it);
        own.find(|it| it.element == *element && it.fiscal_year == year && it.kind == kind)
    }

    /// 評価 of a record, newest year first.
    pub fn evaluations(&self, subject: &RecordId) -> Vec<&Evaluation> {
        let mut list: Vec<_> = self.naming::<Evaluation>(subject).map(|(_, it)| it).collect();
        list.sort_by_key(|it| (std::cmp::Reverse(it.fiscal_year), it.kind));
        list
    }

    /// 評価 of one kind for one year.
    pub fn evaluation(
        &self,
        subject: &RecordId,
        year: FiscalYear,
        kind: EvaluationKind,
    ) -> Option<&Evaluation> {
        let all = self.naming::<Evaluation>(subject).map(|(_, it)| it);
        all.into_iter().find(|it| it.fiscal_year == year && it.kind == kind)
    }

    /// 理由の記載: what is written of a year's result, beside its figure or else in an evaluation of the year.
    pub fn told_why(&self, indicator: &RecordId, year: FiscalYear) -> Option<&str> {
        let beside = self.actual(indicator, year).and_then(|it| it.explanation.as_deref());
        let evaluations = self.naming::<Evaluation>(indicator).map(|(_, it)| it);
        let of_year = evaluations.filter(|it| it.subject == *indicator && it.fiscal_year == year);
        let texts = of_year.flat_map(|it| &it.text).map(String::as_str);
        beside.into_iter().chain(texts).find(|it| !it.trim().is_empty())
    }

    /// 意見と対応 about a record, newest year first.
    pub fn remarks(&self, subject: &RecordId) -> Vec<(&RecordId, &Remark, Option<&Response>)> {
        let mut list: Vec<_> = self
            .naming::<Remark>(subject)
            .map(|(id, it)| (id, it, self.naming::<Response>(id).next().map(|(_, response)| response)))
            .collect();
        list.sort_by_key(|(_, it, _)| std::cmp::Reverse(it.fiscal_year));
        list
    }

    /// The elements that are tied to this one: those that serve a priority project, continue it, relate to it.
    pub fn linked_to(&self, to: &RecordId, kind: LinkKind) -> Vec<(&RecordId, &Element)> {
        let links = self.naming::<Link>(to).filter(|(_, it)| it.to == *to && it.kind == kind);
        links.filter_map(|(_, it)| Some((&it.from, self.find(&it.from)?))).collect()
    }

    /// The elements that this one is tied to.
    pub fn linked_from(&self, from: &RecordId, kind: LinkKind) -> Vec<(&RecordId, &Element)> {
        let links = self.naming::<Link>(from).filter(|(_, it)| it.from == *from && it.kind == kind);
        links.filter_map(|(_, it)| Some((&it.to, self.find(&it.to)?))).collect()
    }

    /// 部 of a section: the organisation at the top above it, or itself. None where there is no such organisation, or where
    /// its parents lead in a circle: sixteen steps are more than any town hall has.
    pub fn department<'a>(&'a self, id: &'a RecordId) -> Option<(&'a RecordId, &'a Organisation)> {
        let mut found = (id, self.find::<Organisation>(id)?);
        for _ in 0..16 {
            match found.1.parent.as_ref().and_then(|up| Some((up, self.find::<Organisation>(up)?))) {
                Some(above) => found = above,
                None => return Some(found),
            }
        }
        None
    }

    /// The same as it stood in a fiscal year.
    pub fn department_in<'a>(
        &'a self,
        id: &'a RecordId,
        year: FiscalYear,
    ) -> Option<(&'a RecordId, &'a Organisation)> {
        let mut found = (id, self.find::<Organisation>(id)?);
        for _ in 0..16 {
            match found.1.parent_in(year).and_then(|up| Some((up, self.find::<Organisation>(up)?))) {
                Some(above) => found = above,
                None => return Some(found),
            }
        }
        None
    }

    /// 組織名 of today: a name of a day to come is not told yet.
    pub fn called<'a>(&self, organisation: &'a Organisation) -> &'a str {
        self.today().map_or(organisation.name(), |day| organisation.name_on(day))
    }

    /// 組織名 of a day; the id of one that nobody knows.
    pub fn name_on(&self, organisation: &RecordId, day: Date) -> String {
        let known = self.find::<Organisation>(organisation);
        known.map_or_else(|| organisation.to_string(), |it| it.name_on(day).to_owned())
    }

    /// 上位組織 of today.
    pub fn parent_of<'a>(&self, organisation: &'a Organisation) -> Option<&'a RecordId> {
        self.today().map_or(organisation.parent.as_ref(), |day| organisation.parent_on(day))
    }

    /// Whose statement a plan is, of today.
    pub fn owner<'a>(&self, plan: &'a Plan) -> Option<&'a RecordId> {
        self.today().map_or(plan.organisation.as_ref(), |day| plan.organisation_on(day))
    }

    /// 担当組織 of an element, of today.
    pub fn owners<'a>(&self, element: &'a Element) -> &'a [RecordId] {
        self.today().map_or(&element.organisations, |day| element.organisations_on(day))
    }

    /// 組織名 as it was in a fiscal year; the id where there is no such organisation.
    pub fn organisation_name<'a>(&'a self, id: &'a RecordId, year: FiscalYear) -> &'a str {
        self.find::<Organisation>(id).map_or(id.as_str(), |it| it.name_in(year))
    }
}
