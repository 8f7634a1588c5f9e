//! What was corrected after a publication, looked up in the versions of what a verdict rests on.

use std::collections::{BTreeMap, BTreeSet};

use super::{Corrected, Correction, is_of_year, said};
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::evaluation::Evaluation;
use crate::fiscal_year::FiscalYear;
use crate::moment::Moment;
use crate::rating::RatingRule;
use crate::record::{RecordId, Recorded};

/// Collects what was corrected after a decision.
pub(super) struct Corrections<'a> {
    pub(super) edition: &'a Edition,
    pub(super) after: DecisionNumber,
    found: BTreeMap<DecisionNumber, BTreeSet<Corrected>>,
}

impl<'a> Corrections<'a> {
    pub(super) fn new(edition: &'a Edition, after: DecisionNumber) -> Self {
        Self { edition, after, found: BTreeMap::new() }
    }

    /// Whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Adds what was found apart from this.
    pub(super) fn join(&mut self, other: Self) {
        for (decision, what) in other.found {
            self.found.entry(decision).or_default().extend(what);
        }
    }

    /// 人による判定 of a record for a year.
    pub(super) fn persons(&mut self, subject: &RecordId, year: FiscalYear) {
        let evaluations = self.edition.hanging(subject, "evaluation");
        for (_, versions) in evaluations.filter(|(it, _)| is_of_year(it, year)) {
            self.said(versions, Corrected::Person, |it: Option<&Evaluation>| {
                it.and_then(|it| it.verdict().by_person()).map(|(grade, _)| grade.to_owned())
            });
        }
    }

    /// What became of the rule that applies: that it is another one now, named in one of these histories, and what was corrected
    /// of the rules that applied then and now.
    pub(super) fn rules<'h>(
        &mut self,
        naming: impl IntoIterator<Item = &'h [Version]>,
        applied: impl Fn(Moment<'a>) -> Option<&'a RecordId>,
    ) {
        let [then, now] = [self.edition.at(self.after), self.edition.now()].map(&applied);
        let versions = naming.into_iter().flatten().map(|it| it.decision);
        let later: BTreeSet<_> = versions.filter(|it| *it > self.after && then != now).collect();
        let mut before = then;
        for decision in later {
            let named = applied(self.edition.at(decision));
            if named != before {
                self.found.entry(decision).or_default().insert(Corrected::Rule);
            }
            before = named;
        }
        for rule in then.into_iter().chain(now.filter(|it| Some(*it) != then)) {
            self.changes(self.edition.history(rule), Corrected::Rule, |it: &RatingRule| {
                (it.shape.clone(), it.off_scale.clone(), it.hold)
            });
        }
    }

    /// The decisions that changed one part of a record, after the one that was published.
    pub(super) fn changes<T: Recorded, P: PartialEq>(
        &mut self,
        versions: &[Version],
        what: Corrected,
        part: impl Fn(&T) -> P,
    ) {
        self.said(versions, what, |it| it.map(&part));
    }

    /// The same of something that a record may say or not: not to say it is the same as not to be there.
    fn said<T: Recorded, P: PartialEq>(
        &mut self,
        versions: &[Version],
        what: Corrected,
        part: impl Fn(Option<&T>) -> P,
    ) {
        let mut before = part(None);
        for version in versions {
            let now = part(said::<T>(version));
            if version.decision > self.after && now != before {
                self.found.entry(version.decision).or_default().insert(what);
            }
            before = now;
        }
    }

    /// What was found, the oldest decision first.
    pub(super) fn list(self) -> Vec<Correction> {
        let day = |number| self.edition.decision(number).map(|it| it.date());
        let found = self.found.into_iter();
        found
            .filter_map(|(decision, what)| {
                Some(Correction { decision, on: day(decision)?, what: what.into_iter().collect() })
            })
            .collect()
    }
}
