//! 変わったこと: what this year is different in a work, found in its records, never told by hand.

use super::{Dated, Work};
use crate::decision::DecisionNumber;
use crate::edition::Edition;
use crate::element::Section;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moves::TargetMove;
use crate::record::{Body, RecordId};
use crate::target::Target;

/// 変わったこと in a work.
#[derive(Clone, Debug, PartialEq)]
pub enum Alteration<'a> {
    /// 新規: it was not there last year.
    New,
    /// 終了: it is no longer there.
    Ended,
    /// 名称の変更.
    Renamed {
        /// Last year's title.
        before: &'a str,
        /// This year's.
        after: &'a str,
    },
    /// 担当の変更.
    Handed {
        /// Who was in charge.
        before: &'a [RecordId],
        /// Who is.
        after: &'a [RecordId],
    },
    /// 本文の変更 under one heading.
    Text {
        /// Last year's; none where the heading is new.
        before: Option<&'a Section>,
        /// This year's; none where it is gone.
        after: Option<&'a Section>,
    },
    /// 指標の追加.
    Added(&'a RecordId, &'a Indicator),
    /// 指標の取りやめ.
    Dropped(&'a RecordId, &'a Indicator),
    /// 目標値の改定: a promise that stood was changed.
    Moved(&'a RecordId, &'a Indicator, TargetMove<'a>),
    /// 新しい年度の目標: this year's statement promises something else than last year's.
    Promised {
        /// Of which indicator.
        indicator: (&'a RecordId, &'a Indicator),
        /// Last year's target.
        before: &'a Target,
        /// This year's.
        after: &'a Target,
    },
}

impl Edition {
    /// What is different in a work, in the order of a form: itself, its texts, its indicators, its targets.
    pub(super) fn alterations<'a>(
        &'a self,
        before: Option<Work<'a>>,
        after: Option<Work<'a>>,
        year: FiscalYear,
    ) -> Vec<Dated<Alteration<'a>>> {
        match (before, after) {
            (Some(before), Some(after)) if before.id == after.id => self.within_one(after, year),
            (Some(before), Some(after)) => self.between_two(before, after, year),
            (None, Some(after)) => vec![self.first(after.id, Alteration::New)],
            // A statement's work ends by not being taken up again, which is no day's decision.
            (Some(before), None) => {
                let retired = self.get(before.id).is_none().then(|| self.since(before.id)).flatten();
                vec![self.stamped(retired, Alteration::Ended)]
            }
            (None, None) => vec![],
        }
    }

    /// A work whose record is the same in both years: what was decided on it in the calendar year.
    fn within_one<'a>(&'a self, work: Work<'a>, year: FiscalYear) -> Vec<Dated<Alteration<'a>>> {
        let is_before =
            |it: DecisionNumber| self.decision(it).is_some_and(|it| it.date().year() < year.year());
        let history = self.history(work.id);
        let old = history.iter().rev().find(|it| is_before(it.decision)).and_then(|it| it.record.as_deref());
        let upto = history.iter().rev().find(|it| !self.is_after(it.decision, year));
        let now = upto.and_then(|it| Some((it.decision, it.record.as_deref()?)));
        let mut found = Vec::new();
        if let (Some(old), Some((decision, new))) = (old, now) {
            let (old, new) = (Work { id: work.id, body: &old.body }, Work { id: work.id, body: &new.body });
            found.extend(texts(old, new).into_iter().map(|it| self.stamped(Some(decision), it)));
        }
        if matches!(work.body, Body::Element(_)) {
            let own = self.indicators(work.id).filter(|(_, it)| self.is_told_at(it, work.id, year));
            found.extend(own.flat_map(|it| self.of_indicator(it, work.id, year)));
        }
        found
    }

    /// Whether this is the one work at which an indicator of several works is told: the first that it measures in the year.
    fn is_told_at(&self, indicator: &Indicator, work: &RecordId, year: FiscalYear) -> bool {
        let first = self.measured(indicator, year).map(|(id, _)| id).next();
        first.or(indicator.elements.first()) == Some(work)
    }

    /// An indicator of a running work: added in the year, or its targets moved in it.
    fn of_indicator<'a>(
        &'a self,
        (id, it): (&'a RecordId, &'a Indicator),
        work: &RecordId,
        year: FiscalYear,
    ) -> Vec<Dated<Alteration<'a>>> {
        let first = |id: &RecordId| self.history(id).first().map(|it| it.decision);
        let is_in = |it: DecisionNumber| self.decision(it).is_some_and(|it| it.date().year() == year.year());
        if first(id).is_some_and(is_in) && first(id) > first(work) {
            return vec![self.first(id, Alteration::Added(id, it))];
        }
        let moves = self.target_moves(id).into_iter().filter(|it| is_in(it.decision));
        moves.map(|moved| self.stamped(Some(moved.decision), Alteration::Moved(id, it, moved))).collect()
    }

    /// Two records, one a year: what this year's says otherwise.
    fn between_two<'a>(
        &'a self,
        before: Work<'a>,
        after: Work<'a>,
        year: FiscalYear,
    ) -> Vec<Dated<Alteration<'a>>> {
        let mut found = texts(before, after);
        let old: Vec<_> = self.indicators(before.id).collect();
        let new: Vec<_> = self.indicators(after.id).collect();
        let is_in = |list: &[(&RecordId, &Indicator)], id: &RecordId| list.iter().any(|it| it.0 == id);
        found.extend(new.iter().filter(|it| !is_in(&old, it.0)).map(|it| Alteration::Added(it.0, it.1)));
        found.extend(old.iter().filter(|it| !is_in(&new, it.0)).map(|it| Alteration::Dropped(it.0, it.1)));
        let kept = new.iter().filter(|it| is_in(&old, it.0));
        found.extend(kept.filter_map(|it| self.promised(*it, year)));
        found.into_iter().map(|it| self.first(after.id, it)).collect()
    }

    fn promised<'a>(
        &'a self,
        indicator: (&'a RecordId, &'a Indicator),
        year: FiscalYear,
    ) -> Option<Alteration<'a>> {
        let before = self.target(indicator.0, year.previous())?;
        let after = self.target(indicator.0, year)?;
        (before.condition != after.condition).then_some(Alteration::Promised { indicator, before, after })
    }

    fn is_after(&self, decision: DecisionNumber, year: FiscalYear) -> bool {
        self.decision(decision).is_some_and(|it| it.date().year() > year.year())
    }

    fn stamped<T>(&self, decision: Option<DecisionNumber>, what: T) -> Dated<T> {
        let on = decision.and_then(|it| self.decision(it)).map(|it| it.date());
        Dated { decision, on, what }
    }

    /// Something with the day on which a record first came to be.
    fn first<T>(&self, id: &RecordId, what: T) -> Dated<T> {
        self.stamped(self.history(id).first().map(|it| it.decision), what)
    }
}

/// Title, charge and texts that differ. A text that only one of them has is told too.
fn texts<'a>(before: Work<'a>, after: Work<'a>) -> Vec<Alteration<'a>> {
    let mut found = Vec::new();
    let is_plan = matches!(after.body, Body::Plan(_)); // The name of a statement is another every year.
    if !is_plan && before.title() != after.title() {
        found.push(Alteration::Renamed { before: before.title(), after: after.title() });
    }
    if before.organisations() != after.organisations() {
        found.push(Alteration::Handed { before: before.organisations(), after: after.organisations() });
    }
    let same = |a: &Section, b: &Section| a.meaning == b.meaning && a.heading == b.heading;
    for new in after.sections() {
        let old = before.sections().iter().find(|it| same(it, new));
        if old.is_none_or(|old| old.paragraphs != new.paragraphs) {
            found.push(Alteration::Text { before: old, after: Some(new) });
        }
    }
    let gone = before.sections().iter().filter(|old| !after.sections().iter().any(|new| same(old, new)));
    found.extend(gone.map(|old| Alteration::Text { before: Some(old), after: None }));
    found
}
