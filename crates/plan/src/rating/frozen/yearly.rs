//! 年度ごとの履歴: all that the verdicts of one indicator ever rested on, found in one pass over what hangs on it.

use std::collections::{BTreeMap, BTreeSet};

use super::{is_final, last, said};
use crate::actual::Actual;
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::moment::Moment;
use crate::publication::Publication;
use crate::rating::{Case, Judgement, Outcome};
use crate::record::RecordId;

/// 年度ごとの履歴 of one indicator.
pub(in crate::rating) struct Yearly<'a> {
    edition: &'a Edition,
    id: &'a RecordId,
    years: BTreeMap<FiscalYear, OfYear<'a>>,
    /// The last decision that touched anything on which the verdicts of all years rest.
    common: DecisionNumber,
}

/// What hangs on an indicator for one year, every version.
#[derive(Clone, Copy, Default)]
struct OfYear<'a> {
    target: &'a [Version],
    actual: &'a [Version],
    /// The last decision that touched what a person said of it.
    evaluated: DecisionNumber,
}

impl OfYear<'_> {
    fn figures_since(&self) -> DecisionNumber {
        last(self.target).max(last(self.actual))
    }
}

impl<'a> Yearly<'a> {
    pub(in crate::rating) fn of(edition: &'a Edition, id: &'a RecordId) -> Self {
        let mut years: BTreeMap<FiscalYear, OfYear<'a>> = BTreeMap::new();
        for (path, versions) in edition.under(id) {
            // Ids are free: only `target/2024` is the target of 2024, and `target/b/2024` belongs to something else.
            let (word, rest) = path.split_once('/').unwrap_or_default();
            let own = |rest| of_year(rest).filter(|it| it.year().to_string() == rest);
            match word {
                "target" if let Some(year) = own(rest) => years.entry(year).or_default().target = versions,
                "actual" if let Some(year) = own(rest) => years.entry(year).or_default().actual = versions,
                "evaluation" if let Some(year) = of_year(rest) => {
                    let it = years.entry(year).or_default();
                    it.evaluated = it.evaluated.max(last(versions));
                }
                _ => {}
            }
        }
        let own = last(edition.history(id)).max(edition.rules_since());
        // A rule that looked around then and does not now has changed, or the indicator names another.
        let rule = edition.find(id).and_then(|it: &Indicator| edition.rule(it));
        let around = rule.filter(|(_, rule)| rule.looks_around()).map(|_| {
            let figures = years.values().map(OfYear::figures_since).max().unwrap_or_default();
            figures.max(Above::of(edition, id).since(edition))
        });
        Self { edition, id, years, common: around.unwrap_or_default().max(own) }
    }

    /// The last decision that touched anything on which the verdict of a year can rest.
    pub(super) fn newest(&self, year: FiscalYear) -> DecisionNumber {
        let own = self.years.get(&year).map(|it| it.figures_since().max(it.evaluated));
        own.unwrap_or_default().max(self.common)
    }

    /// The publication that first showed a final figure with a verdict, and that verdict; none where nothing changed since.
    /// 速報 and 見込 freeze nothing.
    pub(in crate::rating) fn first_final(&self, year: FiscalYear) -> Option<(&'a Publication, Judgement)> {
        let actual = self.years.get(&year)?.actual;
        let first = actual.iter().find(|it| said::<Actual>(it).is_some_and(is_final))?.decision;
        let settled = |then: Moment<'a>| then.among::<Actual>(actual).is_some_and(is_final);
        self.edition.first_shown(first, self.newest(year), settled, |then| {
            let judgement = then.judge(self.id, then.find(self.id)?, year);
            let is_one =
                judgement.final_grade().is_some() || !matches!(judgement.outcome, Outcome::Undecided(_));
            is_one.then_some(judgement)
        })
    }

    /// 数えられる結果 of every year of which anything is recorded: as published, else as the figures stand. Nothing is graded
    /// for it, so that lists of hundreds of indicators can ask for it.
    pub(in crate::rating) fn counted(&self, indicator: &Indicator) -> BTreeMap<FiscalYear, Outcome> {
        let now = self.edition.now();
        let rule = now.rule(indicator).map(|(_, rule)| rule);
        let of_year = |(year, it): (&FiscalYear, &OfYear<'a>)| {
            let now = || {
                if it.evaluated > DecisionNumber(0) {
                    return now.judge(self.id, indicator, *year).outcome; // A person may have put it off the scale.
                }
                let case = Case::new(indicator, now.among(it.target), now.among(it.actual));
                now.outcome(self.id, rule, case, *year)
            };
            (*year, self.first_final(*year).map_or_else(now, |(_, published)| published.outcome))
        };
        self.years.iter().map(of_year).collect()
    }
}

/// `2024`, or `self/2024`.
fn of_year(path: &str) -> Option<FiscalYear> {
    path.rsplit('/').next()?.parse().ok().map(FiscalYear::new)
}

/// What an indicator stands or ever stood below: by its plans a rule counts the years.
pub(super) struct Above<'a> {
    pub(super) elements: BTreeSet<&'a RecordId>,
    pub(super) plans: BTreeSet<&'a RecordId>,
}

impl<'a> Above<'a> {
    pub(super) fn of(edition: &'a Edition, indicator: &RecordId) -> Self {
        let own = edition.history(indicator).iter().filter_map(said::<Indicator>);
        let elements: BTreeSet<_> = own.flat_map(|it| &it.elements).collect();
        let versions = elements.iter().flat_map(|it| edition.history(it));
        Self { plans: versions.filter_map(said::<Element>).map(|it| &it.plan).collect(), elements }
    }

    /// The last decision that touched any of it.
    fn since(&self, edition: &Edition) -> DecisionNumber {
        let records = self.elements.iter().chain(&self.plans);
        records.map(|it| last(edition.history(it))).max().unwrap_or_default()
    }
}
