//! 一巡: from what was said about last year to what changed this year, work by work, each with the day on which it was decided.

use jiff::civil::Date;

use crate::amount::{Amount, AmountKind};
use crate::decision::DecisionNumber;
use crate::edition::Edition;
use crate::element::{Element, Section};
use crate::evaluation::{Evaluation, EvaluationKind};
use crate::fiscal_year::FiscalYear;
use crate::follow_up::FollowUp;
use crate::indicator::Indicator;
use crate::record::{Body, Record, RecordId};

mod alteration;
mod pairs;

pub use alteration::Alteration;

/// 一筋の取組: a work as it was last year and as it is this year. In a plan of several years both are the same record.
#[derive(Clone, Debug)]
pub struct Thread<'a> {
    /// Last year's; none where the work is new.
    pub before: Option<Work<'a>>,
    /// This year's; none where it ended.
    pub after: Option<Work<'a>>,
    /// 評価 of last year, and of the year before last, which this year's budget could know.
    pub evaluations: Vec<Dated<&'a Evaluation>>,
    /// 意見 about last year, and older ones that are still open or whose answers take effect this year.
    pub remarks: Vec<FollowUp<'a>>,
    /// 変わったこと.
    pub alterations: Vec<Dated<Alteration<'a>>>,
    /// 反映された意見: remarks on other works whose answers say that the change shows here.
    pub reflected: Vec<FollowUp<'a>>,
    /// 当初予算 with all that lies below, last year and this year.
    pub budget: (Option<i64>, Option<i64>),
    /// 増減の説明 of this year's budgets, of the work and of those right below it.
    pub explained: Vec<&'a Amount>,
}

/// 取組: an element of a plan, or a plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work<'a> {
    /// Its id.
    pub id: &'a RecordId,
    /// What it says.
    pub body: &'a Body,
}

/// 重み: what a work is shown under, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// A remark is without an answer.
    Unanswered,
    /// There are remarks, all answered.
    Remarked,
    /// Something changed, and nobody had remarked on it.
    Altered,
    /// It was evaluated, and nothing changed on record.
    Evaluated,
}

/// Something with the day of the decision that made it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated<T> {
    /// Which decision; none where it cannot be told.
    pub decision: Option<DecisionNumber>,
    /// Its day.
    pub on: Option<Date>,
    /// What it is.
    pub what: T,
}

impl<'a> Work<'a> {
    /// Its title; of a plan its name.
    pub fn title(&self) -> &'a str {
        match self.body {
            Body::Element(it) => &it.title,
            Body::Plan(it) => &it.name,
            _ => "",
        }
    }

    /// Its texts.
    pub fn sections(&self) -> &'a [Section] {
        match self.body {
            Body::Element(it) => &it.sections,
            Body::Plan(it) => &it.sections,
            _ => &[],
        }
    }

    /// Who is in charge, where it says so itself.
    pub fn organisations(&self) -> &'a [RecordId] {
        match self.body {
            Body::Element(it) => &it.organisations,
            Body::Plan(it) => it.organisation.as_slice(),
            _ => &[],
        }
    }
}

impl<'a> Thread<'a> {
    /// The work as it is now, or as it was.
    pub fn work(&self) -> Option<Work<'a>> {
        self.after.or(self.before)
    }

    /// The work's ids, without repetition.
    pub fn ids(&self) -> Vec<&'a RecordId> {
        let mut ids: Vec<_> = [self.after, self.before].into_iter().flatten().map(|it| it.id).collect();
        ids.dedup();
        ids
    }

    /// Whether anything was said or changed. A budget alone changes every year.
    pub fn says_something(&self) -> bool {
        !self.evaluations.is_empty() || self.weight() != Weight::Evaluated
    }

    /// What a reader should see first.
    pub fn weight(&self) -> Weight {
        if self.remarks.iter().any(|it| it.response.is_none()) {
            Weight::Unanswered
        } else if !self.remarks.is_empty() || !self.reflected.is_empty() {
            Weight::Remarked
        } else if !self.alterations.is_empty() {
            Weight::Altered
        } else {
            Weight::Evaluated
        }
    }

    /// 当初予算の増減.
    pub fn budget_change(&self) -> Option<i64> {
        self.budget.1?.checked_sub(self.budget.0?)
    }
}

impl Edition {
    /// 一巡 of a year: every work of which something was said or changed, in the order of the plans.
    ///
    /// What changed is what was decided in the calendar year: from January on, decisions are about the fiscal year that
    /// begins in April.
    pub fn round(&self, year: FiscalYear) -> Vec<Thread<'_>> {
        let threads = self.pairs(year).into_iter().map(|(before, after)| self.thread(before, after, year));
        threads.filter(Thread::says_something).collect()
    }

    /// 変わったこと in a year, of all works.
    pub fn altered(&self, year: FiscalYear) -> Vec<Alteration<'_>> {
        let pairs = self.pairs(year).into_iter();
        pairs.flat_map(|(before, after)| self.alterations(before, after, year)).map(|it| it.what).collect()
    }

    /// 一巡 of one yearly statement: every work in it and in last year's, the statement as a whole first.
    pub fn round_of(&self, statement: &RecordId) -> Vec<Thread<'_>> {
        let Some(Record { id, body: Body::Plan(plan), .. }) = self.get(statement) else { return vec![] };
        let pairs = self.statement_pairs(id, plan).into_iter();
        pairs.map(|(before, after)| self.thread(before, after, plan.first_year)).collect()
    }

    /// The years of which a round can be told: those in which anything was decided, newest first.
    pub fn years_of_rounds(&self) -> Vec<FiscalYear> {
        let mut years: Vec<FiscalYear> =
            self.decisions().iter().map(|it| FiscalYear::new(it.date().year())).collect();
        years.sort_unstable();
        years.dedup();
        years.reverse();
        years
    }

    fn thread<'a>(
        &'a self,
        before: Option<Work<'a>>,
        after: Option<Work<'a>>,
        year: FiscalYear,
    ) -> Thread<'a> {
        let mut thread = Thread {
            before,
            after,
            evaluations: vec![],
            remarks: vec![],
            alterations: self.alterations(before, after, year),
            reflected: vec![],
            explained: vec![],
            budget: (self.budget_of([before, after], year.previous()), self.budget_of([after, before], year)),
        };
        for id in thread.ids() {
            thread.evaluations.extend(self.evaluations_before(id, year));
            thread.remarks.extend(self.remarks_before(id, year));
            let here = self.reflected_in(id).into_iter().filter(|it| it.takes_effect_in(year));
            thread.reflected.extend(here);
            thread.explained.extend(self.explained(id, year));
        }
        thread.reflected.retain(|it| !thread.remarks.iter().any(|own| own.id == it.id));
        thread.evaluations.sort_by_key(|it| (it.what.fiscal_year, it.what.kind));
        thread.remarks.sort_by_key(|it| (it.response.is_some(), it.remark.fiscal_year, it.id));
        thread
    }

    /// Evaluations that came before this year's changes, or beside them.
    fn evaluations_before<'a>(
        &'a self,
        id: &'a RecordId,
        year: FiscalYear,
    ) -> impl Iterator<Item = Dated<&'a Evaluation>> {
        let (last, before) = (year.previous(), year.previous().previous());
        let counts = move |it: &Evaluation| {
            it.fiscal_year == last || (it.fiscal_year == before && it.kind != EvaluationKind::Midterm)
        };
        let all = self.naming::<Evaluation>(id).filter(move |(_, it)| it.subject == *id && counts(it));
        all.map(|(record, it)| self.dated(record, it))
    }

    /// Remarks on a work, and on the indicators that measure it.
    fn remarks_before(&self, id: &RecordId, year: FiscalYear) -> Vec<FollowUp<'_>> {
        let mut all = self.follow_ups_of(id);
        let measures = self.naming::<Indicator>(id).filter(|(_, it)| it.elements.last() == Some(id));
        all.extend(measures.flat_map(|(id, _)| self.follow_ups_of(id)));
        let last = year.previous();
        let is_open = |it: &FollowUp<'_>| it.remark.fiscal_year < last && it.response.is_none();
        let is_of_now = |it: &FollowUp<'_>| it.remark.fiscal_year < last && it.takes_effect_in(year);
        all.retain(|it| it.remark.fiscal_year == last || is_open(it) || is_of_now(it));
        all
    }

    /// This year's budgets that say why they changed: of an element, and of those right below it.
    fn explained<'a>(&'a self, id: &'a RecordId, year: FiscalYear) -> Vec<&'a Amount> {
        let below = self.below(id).map(|(id, _)| id);
        let amounts = std::iter::once(id).chain(below).flat_map(|id| self.amounts(id));
        let is_budget = |it: &&Amount| matches!(it.kind, AmountKind::Initial | AmountKind::Supplementary);
        amounts.filter(is_budget).filter(|it| it.fiscal_year == year && it.explanation.is_some()).collect()
    }

    /// 当初予算 of the first of the works that says one.
    fn budget_of(&self, works: [Option<Work<'_>>; 2], year: FiscalYear) -> Option<i64> {
        works.into_iter().flatten().find_map(|it| self.purse(it.id, year).initial)
    }

    /// A record as it stands, with the day of its decision.
    fn dated<T>(&self, id: &RecordId, what: T) -> Dated<T> {
        let decision = self.since(id);
        let on = decision.and_then(|it| self.decision(it)).map(|it| it.date());
        Dated { decision, on, what }
    }

    /// The element or plan under an id.
    pub fn work<'a>(&'a self, id: &'a RecordId) -> Option<Work<'a>> {
        let body = &self.get(id)?.body;
        matches!(body, Body::Plan(_) | Body::Element(_)).then_some(Work { id, body })
    }

    fn work_of_element<'a>(&'a self, (id, _): (&'a RecordId, &'a Element)) -> Option<Work<'a>> {
        self.work(id)
    }
}
