//! 分布: how often each grade or direction was given, department by department. Grades are counted, never averaged.

use std::collections::BTreeMap;

use crate::edition::Edition;
use crate::evaluation::{Evaluation, EvaluationKind};
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::rating::RatingRule;
use crate::record::{Body, RecordId};
use crate::yearbook::Judged;

/// 分布 of words over departments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution<'a> {
    /// The words, in the order of the scale where there is one.
    pub words: Vec<String>,
    /// How often each department has each word.
    pub rows: Vec<(Option<&'a RecordId>, Vec<usize>)>,
}

/// 今後の方向性 as cities order them, from more to less; other words come behind.
const DIRECTIONS: &[&str] = &[
    "拡充",
    "拡大",
    "重点化",
    "継続",
    "維持",
    "現状維持",
    "改善",
    "見直し",
    "縮小",
    "統合",
    "休止",
    "廃止",
    "終了",
    "完了",
];

impl<'a> Distribution<'a> {
    /// Counts words; a word that the scale does not know stands behind it, in the order of the alphabet.
    fn of(edition: &Edition, scale: &[String], given: Vec<(Option<&'a RecordId>, String)>) -> Self {
        let mut counts: BTreeMap<Option<&RecordId>, BTreeMap<String, usize>> = BTreeMap::new();
        let place = |word: &str| scale.iter().position(|it| it == word).unwrap_or(scale.len());
        let mut words: Vec<String> = given.iter().map(|(_, word)| word.clone()).collect();
        words.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
        words.dedup();
        for (department, word) in given {
            *counts.entry(department).or_default().entry(word).or_default() += 1;
        }
        let row = |counts: &BTreeMap<String, usize>| {
            words.iter().map(|word| counts.get(word).copied().unwrap_or_default()).collect()
        };
        let mut rows: Vec<_> = counts.iter().map(|(department, counts)| (*department, row(counts))).collect();
        rows.sort_by_key(|(department, _)| edition.rank_of(*department));
        Self { words, rows }
    }

    /// How often each word was given in all.
    pub fn sums(&self) -> Vec<usize> {
        (0..self.words.len()).map(|at| self.rows.iter().map(|(_, counts)| counts[at]).sum()).collect()
    }
}

impl Edition {
    /// 評語の分布 of a year's indicators by department, one for each rule: an A of one rule is no A of another. What has no
    /// grade stands under a dash.
    pub fn grades<'a>(&'a self, judged: &[Judged<'a>]) -> Vec<(Option<&'a RatingRule>, Distribution<'a>)> {
        let mut by_rule: BTreeMap<Option<&RecordId>, Vec<&Judged<'a>>> = BTreeMap::new();
        for it in judged {
            by_rule.entry(self.rule(it.indicator).map(|(id, _)| id)).or_default().push(it);
        }
        let word = |it: &Judged<'_>| {
            it.judgement.standing().final_grade().map_or("―".to_owned(), |grade| grade.mark.clone())
        };
        let spread = |(id, judged): (Option<&'a RecordId>, Vec<&Judged<'a>>)| {
            let rule = id.and_then(|id| self.find::<RatingRule>(id));
            let off = rule.into_iter().flat_map(|it| &it.off_scale).map(|it| it.grade.clone());
            let grades = rule.into_iter().flat_map(RatingRule::grades).chain(off);
            let scale: Vec<String> = grades.map(|it| it.mark).collect();
            let given = judged.iter().map(|it| (it.department, word(it))).collect();
            (rule, Distribution::of(self, &scale, given))
        };
        by_rule.into_iter().map(spread).collect()
    }

    /// 今後の方向性の分布 of a year's evaluations of one kind, by department.
    pub fn directions(&self, year: FiscalYear, kind: EvaluationKind) -> Distribution<'_> {
        let scale: Vec<String> = DIRECTIONS.iter().map(|it| (*it).to_owned()).collect();
        let of_kind = self.all::<Evaluation>().filter(|(_, it)| it.fiscal_year == year && it.kind == kind);
        let given = of_kind.filter_map(|(_, it)| {
            Some((self.department_evaluated(&it.subject, year), it.direction.clone()?))
        });
        Distribution::of(self, &scale, given.collect())
    }

    /// 担当部 of what is evaluated: a plan, an element or an indicator.
    pub fn department_evaluated<'a>(
        &'a self,
        subject: &'a RecordId,
        year: FiscalYear,
    ) -> Option<&'a RecordId> {
        let found = match &self.get(subject)?.body {
            Body::Indicator(_) => self.department_of(self.find::<Indicator>(subject)?, year),
            Body::Organisation(_) => self.department(subject),
            _ => self.in_charge(subject).and_then(|id| self.department(id)),
        };
        found.map(|(id, _)| id)
    }
}
