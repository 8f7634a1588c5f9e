//! 年度のまとめ: what was promised for a year and what came of it, by department and by plan. Counts, never one score.

use std::collections::BTreeMap;

use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::follow_up::{Answers, Wanted};
use crate::indicator::Indicator;
use crate::moves::TargetMove;
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::rating::{Judgement, Outcome, Undecided};
use crate::record::RecordId;
use crate::tally::Tally;

/// 年度のまとめ.
#[derive(Clone, Debug)]
pub struct Yearbook<'a> {
    /// The year.
    pub year: FiscalYear,
    /// Every indicator with a target for the year, with its judgement.
    pub judged: Vec<Judged<'a>>,
    /// 達成の集計 of all.
    pub whole: Tally,
    /// The same by the department in charge; every indicator counts for one.
    pub departments: Vec<(Option<&'a RecordId>, Tally)>,
    /// The same by plan; an indicator of several plans counts for each. Statements stand together with their departments.
    pub plans: Vec<(&'a RecordId, &'a Plan, Tally)>,
    /// 目標値の改定 of the year's targets.
    pub moves: Vec<(&'a RecordId, &'a Indicator, TargetMove<'a>)>,
    /// 意見 about the year, by their answers.
    pub answers: Answers,
}

/// An indicator with a target for the year.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The indicator.
    pub id: &'a RecordId,
    /// The same as a record.
    pub indicator: &'a Indicator,
    /// 判定.
    pub judgement: Judgement,
    /// 担当部.
    pub department: Option<&'a RecordId>,
}

impl Edition {
    /// 年度のまとめ of a year.
    pub fn yearbook(&self, year: FiscalYear) -> Yearbook<'_> {
        let judged = self.judged(year);
        let mut whole = Tally::default();
        judged.iter().for_each(|it| whole.count(it.judgement.counted()));
        let about = Wanted { year: Some(year), ..Wanted::default() };
        let remarks = self.follow_ups();
        Yearbook {
            year,
            whole,
            departments: self.tallies_by_department(&judged),
            plans: self.tallies_by_plan(&judged, year),
            moves: self.moves_for(year),
            answers: Answers::of(remarks.iter().filter(|it| about.takes(it))),
            judged,
        }
    }

    /// Every indicator with a target for a year.
    pub fn judged(&self, year: FiscalYear) -> Vec<Judged<'_>> {
        let all = self.all::<Indicator>().map(|(id, indicator)| Judged {
            id,
            indicator,
            judgement: self.judge(id, indicator, year),
            department: self.department_of(indicator, year).map(|(id, _)| id),
        });
        all.filter(|it| it.judgement.counted() != Outcome::Undecided(Undecided::NoTarget)).collect()
    }

    fn tallies_by_department<'a>(&self, judged: &[Judged<'a>]) -> Vec<(Option<&'a RecordId>, Tally)> {
        let mut tallies: BTreeMap<Option<&RecordId>, Tally> = BTreeMap::new();
        for it in judged {
            tallies.entry(it.department).or_default().count(it.judgement.counted());
        }
        let mut list: Vec<_> = tallies.into_iter().collect();
        list.sort_by_key(|(id, _)| self.rank_of(*id));
        list
    }

    /// The order of departments in lists; nobody comes last.
    pub fn rank_of(&self, department: Option<&RecordId>) -> (bool, u32) {
        let found = department.and_then(|id| self.find::<Organisation>(id));
        (found.is_none(), found.map_or(0, |it| it.order))
    }

    fn tallies_by_plan(&self, judged: &[Judged<'_>], year: FiscalYear) -> Vec<(&RecordId, &Plan, Tally)> {
        let covering = self.all::<Plan>().filter(|(_, it)| it.covers(year) && it.kind != PlanKind::Statement);
        let tallies = covering.map(|(id, plan)| (id, plan, self.tally_in(judged, id, year)));
        let mut list: Vec<_> = tallies.filter(|(.., tally)| tally.all() > 0).collect();
        list.sort_by_key(|(_, plan, _)| (plan.kind, plan.first_year));
        list
    }

    /// 達成の集計 of those that measure a plan.
    pub fn tally_in(&self, judged: &[Judged<'_>], plan: &RecordId, year: FiscalYear) -> Tally {
        let mut tally = Tally::default();
        let measures = |it: &&Judged<'_>| self.measured(it.indicator, year).any(|(_, it)| it.plan == *plan);
        judged.iter().filter(measures).for_each(|it| tally.count(it.judgement.counted()));
        tally
    }

    /// 達成の集計 of the indicators that measure a plan, for a year.
    pub fn tally_of_plan(&self, plan: &RecordId, year: FiscalYear) -> Tally {
        let elements = self.naming::<Element>(plan).filter(|(_, it)| it.plan == *plan);
        self.tally_of(elements.flat_map(|(id, _)| self.indicators(id)), year)
    }

    /// 目標値の改定 of the targets of one year, newest first.
    fn moves_for(&self, year: FiscalYear) -> Vec<(&RecordId, &Indicator, TargetMove<'_>)> {
        let moves = self.all::<Indicator>().flat_map(|(id, it)| {
            let moves = self.target_moves(id).into_iter().filter(|it| it.fiscal_year() == year);
            moves.map(move |moved| (id, it, moved)).collect::<Vec<_>>()
        });
        let mut list: Vec<_> = moves.collect();
        list.sort_by_key(|(id, _, moved)| (std::cmp::Reverse(moved.decision), *id));
        list
    }
}
