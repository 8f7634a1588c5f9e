//! 指標の性質: by what an indicator may be asked for in a year. Made once a year of an edition: a list asks them of every indicator.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Filter, choice};
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::organisation::Organisation;
use crate::rating::Outcome;
use crate::record::RecordId;

/// What is recorded of one indicator in one year, as answers.
#[derive(Clone, Debug)]
pub(crate) struct Traits {
    /// What became of the target.
    pub(super) outcome: Outcome,
    values: Vec<(Filter, Arc<str>)>,
}

/// くらしの分野 of elements.
type Topics<'a> = BTreeMap<&'a RecordId, &'a [String]>;

impl Traits {
    /// Of every indicator, in the order of the edition.
    pub(super) fn all(edition: &Edition, year: FiscalYear) -> Vec<Arc<Self>> {
        let topics: Topics<'_> =
            edition.all::<Element>().map(|(id, it)| (id, it.topics.as_slice())).collect();
        let of = |(id, it)| Arc::new(Self::of(edition, year, id, it, &topics));
        edition.all::<Indicator>().map(of).collect()
    }

    fn of(
        edition: &Edition,
        year: FiscalYear,
        id: &RecordId,
        indicator: &Indicator,
        topics: &Topics<'_>,
    ) -> Self {
        let outcome = edition.judge(id, indicator, year).outcome;
        let has_moved = edition.target(id, year).is_some_and(|it| edition.has_moved(it));
        let mut values: Vec<(Filter, Arc<str>)> = vec![
            (Filter::Kind, choice::kind(indicator.kind).into()),
            (Filter::Survey, choice::yes_or_no(indicator.survey.is_some()).into()),
            (Filter::Direction, choice::direction(indicator.direction).into()),
            (Filter::Moved, choice::yes_or_no(has_moved).into()),
        ];
        values.extend(choice::statuses(outcome).iter().map(|it| (Filter::Status, (*it).into())));
        for element in &indicator.elements {
            let own = topics.get(element).into_iter().copied().flatten();
            values.extend(own.map(|topic| (Filter::Topic, topic.as_str().into())));
            let over = std::iter::once(element).chain(edition.above(element));
            values.extend(over.map(|it| (Filter::Plan, it.as_str().into())));
        }
        let charged = charged(edition, indicator, year);
        values.extend(charged.into_iter().map(|it| (Filter::Department, it.as_str().into())));
        Self { outcome, values }
    }

    /// The answers to one question.
    pub(super) fn values(&self, filter: Filter) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(it, _)| *it == filter).map(|(_, value)| value.as_ref())
    }
}

/// Every organisation that answers for an indicator in a year, with the departments above.
fn charged<'a>(edition: &'a Edition, indicator: &'a Indicator, year: FiscalYear) -> BTreeSet<&'a RecordId> {
    let mut elements: Vec<(&RecordId, &Element)> = edition.measured(indicator, year).collect();
    if elements.is_empty() {
        let last = indicator.elements.last().and_then(|id| Some((id, edition.find::<Element>(id)?)));
        elements.extend(last); // Between two plans the last element still tells whose it is.
    }
    let named = elements.into_iter().flat_map(|(id, it)| match it.organisations.as_slice() {
        [] => edition.in_charge(id).into_iter().collect::<Vec<_>>(),
        named => named.iter().collect(),
    });
    let parent = |id: &&'a RecordId| edition.find::<Organisation>(id).and_then(|it| it.parent.as_ref());
    named.flat_map(|id| std::iter::successors(Some(id), parent).take(16)).collect()
}
