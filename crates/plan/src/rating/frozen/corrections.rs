//! What was corrected after a publication, looked up in the versions of what a verdict rests on.

use std::collections::{BTreeMap, BTreeSet};

use super::{Corrected, Correction, Deed, is_of_year, said};
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::evaluation::Evaluation;
use crate::fiscal_year::FiscalYear;
use crate::moment::Moment;
use crate::rating::RatingRule;
use crate::record::{RecordId, Recorded};
use crate::target::Target;

/// Collects what was corrected after a decision.
pub(super) struct Corrections<'a> {
    pub(super) edition: &'a Edition,
    pub(super) after: DecisionNumber,
    found: BTreeMap<DecisionNumber, BTreeSet<(Corrected, Deed)>>,
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
        let edition = self.edition;
        let is_judged = |upto: u64| edition.at(DecisionNumber(upto)).by_person(subject, year).is_some();
        let evaluations = edition.hanging(subject, "evaluation");
        for (_, versions) in evaluations.filter(|(it, _)| is_of_year(it, year)) {
            let grade = |it: Option<&Evaluation>| {
                it.and_then(|it| it.verdict().by_person()).map(|(grade, _)| grade.to_owned())
            };
            // Who judges after somebody else adds nothing: he changes what was said.
            self.said(versions, grade, |number, _, _| {
                let (before, now) = (is_judged(number.0 - 1), is_judged(number.0));
                (Corrected::Person, Deed::of(Corrected::Person, before, now))
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
                self.found.entry(decision).or_default().insert((Corrected::Rule, Deed::Changed));
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
        let deed =
            |_, before: &Option<P>, now: &Option<P>| (what, Deed::of(what, before.is_some(), now.is_some()));
        self.said(versions, |it| it.map(&part), deed);
    }

    /// 目標値: raised or lowered it is revised; other words for the same are a correction.
    pub(super) fn target(&mut self, versions: &[Version]) {
        // Typed otherwise it is the same to every reader: 「７９５ｇ以下」, 「795g以下」.
        let part = |it: Option<&Target>| {
            it.map(|it| Target { words: it.said(), revision_reason: None, ..it.clone() })
        };
        self.said(versions, part, |_, before, now| {
            let deed = match (before, now) {
                (Some(before), Some(now)) if now.asks_the_same(before) => Deed::Corrected,
                _ => Deed::of(Corrected::Target, before.is_some(), now.is_some()),
            };
            (Corrected::Target, deed)
        });
    }

    /// The same of something that a record may say or not: not to say it is the same as not to be there.
    fn said<T: Recorded, P: PartialEq>(
        &mut self,
        versions: &[Version],
        part: impl Fn(Option<&T>) -> P,
        deed: impl Fn(DecisionNumber, &P, &P) -> (Corrected, Deed),
    ) {
        let mut before = part(None);
        for version in versions {
            let now = part(said::<T>(version));
            if version.decision > self.after && now != before {
                let deed = deed(version.decision, &before, &now);
                self.found.entry(version.decision).or_default().insert(deed);
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
                Some(Correction { decision, on: day(decision)?, deeds: what.into_iter().collect() })
            })
            .collect()
    }
}
