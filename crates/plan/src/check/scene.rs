//! Where a check looks: an edition, what is new in it, and the day.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::{Check, Finding};
use crate::amount::Amount;
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::element::Element;
use crate::evaluation::Evaluation;
use crate::fiscal_year::FiscalYear;
use crate::record::{Body, Record, RecordId, Recorded};

/// An edition as a check sees it.
pub(super) struct Scene<'a> {
    pub(super) edition: &'a Edition,
    /// The fiscal year in which one looks.
    pub(super) today: FiscalYear,
    /// What was decided after this is new.
    pub(super) since: DecisionNumber,
    changed: Option<&'a HashSet<&'a RecordId>>,
    by_department: OnceCell<ByDepartment<'a>>,
}

/// 評価 by the department that answers for what is evaluated.
type ByDepartment<'a> = HashMap<&'a RecordId, Vec<&'a Evaluation>>;

impl<'a> Scene<'a> {
    /// A whole edition: every change of its history is new, and no record is more so than another.
    pub(super) fn whole(edition: &'a Edition, today: FiscalYear) -> Self {
        Self { edition, today, since: DecisionNumber(0), changed: None, by_department: OnceCell::new() }
    }

    /// An edition in which a draft was decided.
    pub(super) fn of_draft(
        before: &Edition,
        after: &'a Edition,
        changed: &'a HashSet<&'a RecordId>,
        today: FiscalYear,
    ) -> Self {
        let (since, changed) = (before.number(), Some(changed));
        Self { edition: after, today, since, changed, by_department: OnceCell::new() }
    }

    /// Made once, by the first check that asks.
    pub(super) fn by_department(&self, make: fn(&'a Edition) -> ByDepartment<'a>) -> &ByDepartment<'a> {
        self.by_department.get_or_init(|| make(self.edition))
    }

    /// Whether the draft changes this record; never in a whole edition.
    pub(super) fn is_changed(&self, id: &RecordId) -> bool {
        self.changed.is_some_and(|changed| changed.contains(id))
    }

    /// Of two records that are odd together, whether this is the one to say it: the changed one, else the later one.
    pub(super) fn speaks(&self, me: &RecordId, other: &RecordId) -> bool {
        match (self.is_changed(me), self.is_changed(other)) {
            (true, false) => true,
            (false, true) => false,
            _ => me > other,
        }
    }

    /// The last version before the newest one, if the newest one is new: what a draft, or the history, changed.
    pub(super) fn before<T: Recorded>(&self, id: &RecordId) -> Option<&'a T> {
        let versions = self.edition.history(id);
        let (last, earlier) = versions.split_last()?;
        let old = earlier.iter().rev().find_map(|it| it.record.as_ref());
        old.filter(|_| last.decision > self.since).and_then(|it| T::of(&it.body))
    }

    /// The words from which the version in force was read.
    pub(super) fn written(&self, id: &RecordId) -> Option<&'a str> {
        let version: &Version = self.edition.history(id).last()?;
        version.written.as_ref().map(|it| it.text.as_str())
    }
}

/// The records around those that a draft changes, themselves left out: what they name, two steps up, and what hangs beside
/// them: other years of an indicator, what names an element, the amounts of the element above.
pub(super) fn around<'a>(
    before: &Edition,
    after: &'a Edition,
    changed: &HashSet<&'a RecordId>,
) -> Vec<&'a RecordId> {
    let versions = || changed.iter().flat_map(|id| after.get(id).into_iter().chain(before.get(id)));
    let mut found: Vec<RecordId> = vec![];
    let mut seen: HashSet<RecordId> = HashSet::new();
    let mut edge: Vec<RecordId> = versions().flat_map(named).collect();
    for _ in 0..2 {
        edge.retain(|id| seen.insert(id.clone()));
        found.extend(edge.iter().cloned());
        edge = edge.iter().filter_map(|id| after.get(id)).flat_map(named).collect();
    }
    let beside = versions().filter_map(hub).flat_map(|id| after.namers(id)).map(|it| it.id.clone());
    let above = versions().filter_map(|it| Amount::of(&it.body)).filter_map(|it| {
        let parent = after.find::<Element>(&it.element)?.parent.as_ref()?;
        Some(parent.of_year("amount", it.fiscal_year)).map(|id| format!("{id}/{}", it.kind.word()))
    });
    found.extend(beside.chain(above.map(RecordId::new)));
    let mut told = HashSet::new();
    let there = found.iter().filter_map(|id| after.get(id)).map(|record| &record.id);
    there.filter(|id| !changed.contains(*id) && told.insert(*id)).collect()
}

fn named(record: &Record) -> Vec<RecordId> {
    record.body.references().into_iter().map(|it| it.id.clone()).collect()
}

/// The record around which others stand that are compared with this one.
fn hub(record: &Record) -> Option<&RecordId> {
    match &record.body {
        Body::Indicator(_) | Body::Element(_) => Some(&record.id),
        Body::Target(it) => Some(&it.indicator),
        Body::Actual(it) => Some(&it.indicator),
        _ => None,
    }
}

/// Collects what is said about one record.
pub(super) struct Notes<'a> {
    record: &'a RecordId,
    findings: Vec<Finding>,
}

impl<'a> Notes<'a> {
    pub(super) fn about(record: &'a RecordId) -> Self {
        Self { record, findings: vec![] }
    }

    /// Says it, in Japanese and in English.
    pub(super) fn say(
        &mut self,
        check: &'static Check,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) -> &mut Finding {
        self.findings.push(Finding::new(check, self.record, ja.into(), en.into()));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
