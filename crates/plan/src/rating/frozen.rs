//! 公表時の判定: a verdict is frozen with its publication. What is corrected later stands beside it, not in its place.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Judgement, Outcome, RatingRule};
use crate::actual::{Actual, Status};
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::evaluation::{Evaluation, Verdict};
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moment::Moment;
use crate::municipality::Municipality;
use crate::publication::Publication;
use crate::record::{RecordId, Recorded};
use crate::target::Target;

/// 公表時の判定: the verdict as it stood when a final figure was first published, and what was corrected since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// 判定 then.
    pub judgement: Judgement,
    /// The decision that was published.
    pub decision: DecisionNumber,
    /// 公表日.
    pub on: Date,
    /// 公表の区分: 確定, 評価 …
    pub label: String,
    /// 目標値 then, in the document's words.
    pub target: Option<String>,
    /// 実績値 then.
    pub actual: Option<Decimal>,
    /// 訂正: what changed since, the oldest first.
    pub corrections: Vec<Correction>,
}

/// 訂正: one decision that changed what a published verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which decision.
    pub decision: DecisionNumber,
    /// Its day.
    pub on: Date,
    /// What it changed.
    pub what: Vec<Corrected>,
}

/// What a correction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Corrected {
    /// 実績値.
    Actual,
    /// 目標値.
    Target,
    /// 指標: its direction, baseline, unit, or the rule that it names.
    Indicator,
    /// 判定基準.
    Rule,
    /// 人による判定.
    Person,
    /// 他の年度の目標値・実績値, which the rule looks at too.
    OtherYear,
}

impl Corrected {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Actual => ("実績値", "result"),
            Self::Target => ("目標値", "target"),
            Self::Indicator => ("指標の定め", "definition of the indicator"),
            Self::Rule => ("判定基準", "rating rule"),
            Self::Person => ("人による判定", "verdict of a person"),
            Self::OtherYear => ("他の年度の値", "figure of another year"),
        }
    }
}

impl Frozen {
    /// Whether the verdict would be another one today.
    pub fn differs(&self, now: &Judgement) -> bool {
        let mark = |it: &Judgement| it.final_grade().map(|grade| grade.mark.clone());
        self.judgement.outcome != now.outcome || mark(&self.judgement) != mark(now)
    }
}

impl Edition {
    /// 公表時の判定 of an indicator for a year, where anything that it rests on changed since; none where nothing did, where
    /// no final figure was published, or where the edition does not know what was published.
    pub fn frozen(&self, id: &RecordId, year: FiscalYear, now: &Judgement) -> Option<Frozen> {
        let (seen, judgement) = self.first_final(id, year)?;
        let then = self.at(seen.decision);
        let mut frozen = Frozen {
            judgement,
            decision: seen.decision,
            on: seen.date(),
            label: seen.label.clone(),
            target: then.find::<Target>(&id.target(year)).map(|it| it.words.clone()),
            actual: then.find::<Actual>(&id.actual(year)).and_then(Actual::value),
            corrections: vec![],
        };
        let differs = frozen.differs(now);
        let mut found = Corrections { edition: self, after: seen.decision, found: BTreeMap::new() };
        found.look(id, year, differs);
        frozen.corrections = found.list();
        (differs || !frozen.corrections.is_empty()).then_some(frozen)
    }

    /// The publication that first showed a final figure with a verdict, and that verdict. 速報 and 見込 freeze nothing. None
    /// where nothing that the verdict rests on has changed since.
    fn first_final(&self, id: &RecordId, year: FiscalYear) -> Option<(&Publication, Judgement)> {
        let last = self.publications().last()?;
        let actual = id.actual(year);
        let versions = self.history(&actual);
        let first = versions.iter().find(|it| said::<Actual>(it).is_some_and(is_final))?.decision;
        let newest = self.newest(id, year);
        for seen in self.publications().iter().filter(|it| it.decision >= first) {
            let then = self.at(seen.decision);
            if !then.find::<Actual>(&actual).is_some_and(is_final) {
                continue;
            }
            if newest <= seen.decision && seen.decision <= last.decision {
                return None;
            }
            let judgement = then.judge(id, then.find(id)?, year);
            if judgement.final_grade().is_some() || !matches!(judgement.outcome, Outcome::Undecided(_)) {
                return Some((seen, judgement));
            }
        }
        None
    }

    /// The last decision that touched anything on which the verdict of a year can rest.
    fn newest(&self, id: &RecordId, year: FiscalYear) -> DecisionNumber {
        let mut newest = self.rules_since();
        let mut touch = |versions: &[Version]| {
            newest = newest.max(versions.last().map_or(DecisionNumber(0), |it| it.decision));
        };
        [id, &id.target(year), &id.actual(year)].into_iter().for_each(|it| touch(self.history(it)));
        let evaluations = self.hanging(id, "evaluation").filter(|(it, _)| is_of_year(it, year));
        evaluations.for_each(|(_, versions)| touch(versions));
        // A rule that looked around then and does not now has changed, or the indicator names another.
        let rule = self.find(id).and_then(|it: &Indicator| self.rule(it));
        if rule.is_some_and(|(_, rule)| rule.looks_around()) {
            self.hanging(id, "target").chain(self.hanging(id, "actual")).for_each(|it| touch(it.1));
        }
        newest
    }
}

/// The version as a type, where it is one and was not retired.
fn said<T: Recorded>(version: &Version) -> Option<&T> {
    T::of(&version.record.as_ref()?.body)
}

/// `{indicator}/evaluation/self/2024`.
fn is_of_year(evaluation: &RecordId, year: FiscalYear) -> bool {
    evaluation.as_str().rsplit('/').next().and_then(|it| it.parse().ok()) == Some(year.year())
}

fn is_final(actual: &Actual) -> bool {
    matches!(actual.status, Status::Final | Status::Corrected) && actual.value().is_some()
}

/// Collects what was corrected after a decision.
struct Corrections<'a> {
    edition: &'a Edition,
    after: DecisionNumber,
    found: BTreeMap<DecisionNumber, BTreeSet<Corrected>>,
}

impl Corrections<'_> {
    fn look(&mut self, id: &RecordId, year: FiscalYear, differs: bool) {
        let edition = self.edition;
        self.changes(edition.history(&id.actual(year)), Corrected::Actual, |it: &Actual| it.figure.clone());
        self.changes(edition.history(&id.target(year)), Corrected::Target, |it: &Target| {
            (it.condition.clone(), it.words.clone())
        });
        self.changes(edition.history(id), Corrected::Indicator, |it: &Indicator| {
            // A break of a later year says nothing about this one.
            let breaks: Vec<_> = it.breaks.iter().filter(|it| it.year <= year).cloned().collect();
            (it.direction, it.baseline, it.unit.clone(), it.window, breaks)
        });
        self.changes(edition.history(id), Corrected::Rule, |it: &Indicator| it.rule.clone());
        for (evaluation, versions) in edition.hanging(id, "evaluation") {
            if is_of_year(evaluation, year) {
                self.changes(versions, Corrected::Person, |it: &Evaluation| match it.verdict() {
                    Verdict::Overruled { grade, .. } | Verdict::ByPerson { grade, .. } => Some(grade.clone()),
                    Verdict::Pending | Verdict::ByRule { .. } => None,
                });
            }
        }
        self.rules(id);
        if differs && self.found.is_empty() {
            self.other_years(id, year);
        }
    }

    /// The rules that applied then and now, and which one the municipality names.
    fn rules(&mut self, id: &RecordId) {
        let edition = self.edition;
        let rule = |moment: Moment<'_>| Some(moment.rule(moment.find(id)?)?.0.clone());
        let (then, now) = (rule(edition.at(self.after)), rule(edition.now()));
        for rule in then.iter().chain(now.as_ref().filter(|it| Some(*it) != then.as_ref())) {
            self.changes(edition.history(rule), Corrected::Rule, |it: &RatingRule| {
                (it.shape.clone(), it.off_scale.clone())
            });
        }
        self.changes(edition.history(&RecordId::municipality()), Corrected::Rule, |it: &Municipality| {
            it.rule.clone()
        });
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

    /// The decisions that changed one part of a record, after the one that was published.
    fn changes<T: Recorded, P: PartialEq>(
        &mut self,
        versions: &[Version],
        what: Corrected,
        part: impl Fn(&T) -> P,
    ) {
        let mut before = None;
        for version in versions {
            let now = said::<T>(version).map(&part);
            if version.decision > self.after && now != before {
                self.found.entry(version.decision).or_default().insert(what);
            }
            before = now;
        }
    }

    fn list(self) -> Vec<Correction> {
        let day = |number| self.edition.decision(number).map(|it| it.date());
        let found = self.found.into_iter();
        found
            .filter_map(|(decision, what)| {
                Some(Correction { decision, on: day(decision)?, what: what.into_iter().collect() })
            })
            .collect()
    }
}
