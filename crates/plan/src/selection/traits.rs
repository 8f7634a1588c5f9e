//! 指標の性質: by what an indicator may be asked for in a year. Made once a year of an edition: a list asks them of every indicator.

use std::collections::{BTreeMap, BTreeSet};

use super::{Filter, choice};
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::organisation::Organisation;
use crate::rating::Outcome;
use crate::record::RecordId;

/// What is recorded of every indicator in one year, as answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    /// Every answer that anybody gives, each once, and how many give it.
    answers: Vec<(Filter, String, usize)>,
    /// The indicators in the order of the edition.
    each: Vec<One>,
}

/// What is recorded of one indicator.
#[derive(Clone, Debug)]
struct One {
    outcome: Outcome,
    /// Where its answers stand among all, each once.
    answers: Vec<usize>,
}

/// くらしの分野 of elements.
type Topics<'a> = BTreeMap<&'a RecordId, &'a [String]>;

impl Traits {
    /// Of every indicator.
    pub(super) fn all(edition: &Edition, year: FiscalYear) -> Self {
        let topics: Topics<'_> =
            edition.all::<Element>().map(|(id, it)| (id, it.topics.as_slice())).collect();
        let (mut traits, mut places) = (Self::default(), BTreeMap::new());
        for (id, indicator) in edition.all::<Indicator>() {
            let outcome = edition.outcome(id, indicator, year);
            let given = given(edition, year, (id, indicator), outcome, &topics);
            let mut answers = Vec::with_capacity(given.len());
            for answer in given {
                let place = *places.entry(answer).or_insert_with(|| {
                    traits.answers.push((answer.0, answer.1.to_owned(), 0));
                    traits.answers.len() - 1
                });
                traits.answers[place].2 += 1;
                answers.push(place);
            }
            traits.each.push(One { outcome, answers });
        }
        traits
    }

    /// What became of the target of one of them.
    pub(super) fn outcome(&self, index: usize) -> Option<Outcome> {
        self.each.get(index).map(|it| it.outcome)
    }

    /// Whether one of them gives this answer.
    pub(super) fn gives(&self, index: usize, filter: Filter, value: &str) -> bool {
        let mut answers = self.each.get(index).into_iter().flat_map(|it| &it.answers);
        answers
            .any(|it| self.answers.get(*it).is_some_and(|(of, answer, _)| *of == filter && answer == value))
    }

    /// How many give each answer to a question.
    pub(super) fn all_counts(&self, filter: Filter) -> BTreeMap<&str, usize> {
        let of_filter = self.answers.iter().filter(|(of, ..)| *of == filter);
        of_filter.map(|(_, answer, count)| (answer.as_str(), *count)).collect()
    }

    /// How many of some give each answer to a question.
    pub(super) fn counts(
        &self,
        indices: impl Iterator<Item = usize>,
        filter: Filter,
    ) -> BTreeMap<&str, usize> {
        let mut counts = vec![0; self.answers.len()];
        for answer in indices.filter_map(|it| self.each.get(it)).flat_map(|it| &it.answers) {
            counts[*answer] += 1;
        }
        let counted = self.answers.iter().zip(counts).filter(|((of, ..), count)| *of == filter && *count > 0);
        counted.map(|((_, answer, _), count)| (answer.as_str(), count)).collect()
    }
}

/// Every answer of one indicator, each once.
fn given<'a>(
    edition: &'a Edition,
    year: FiscalYear,
    (id, indicator): (&'a RecordId, &'a Indicator),
    outcome: Outcome,
    topics: &Topics<'a>,
) -> BTreeSet<(Filter, &'a str)> {
    let has_moved = edition.target(id, year).is_some_and(|it| edition.has_moved(it));
    let mut given = BTreeSet::from([
        (Filter::Kind, choice::kind(indicator.kind)),
        (Filter::Survey, choice::yes_or_no(indicator.survey.is_some())),
        (Filter::Direction, choice::direction(indicator.direction)),
        (Filter::Moved, choice::yes_or_no(has_moved)),
    ]);
    given.extend(
        edition
            .certainty(id, indicator, year, outcome)
            .and_then(choice::certainty)
            .map(|it| (Filter::Certainty, it)),
    );
    given.extend(choice::statuses(outcome).iter().map(|it| (Filter::Status, *it)));
    for element in &indicator.elements {
        let own = topics.get(element).into_iter().copied().flatten();
        given.extend(own.map(|topic| (Filter::Topic, topic.as_str())));
        let over = std::iter::once(element).chain(edition.above(element));
        given.extend(over.map(|it| (Filter::Plan, it.as_str())));
    }
    given.extend(charged(edition, indicator, year).into_iter().map(|it| (Filter::Department, it.as_str())));
    given
}

/// Every organisation that answers for an indicator in a year, with the departments above.
fn charged<'a>(edition: &'a Edition, indicator: &'a Indicator, year: FiscalYear) -> BTreeSet<&'a RecordId> {
    let parent = |id: &&'a RecordId| edition.find::<Organisation>(id).and_then(|it| it.parent_in(year));
    let named = edition.all_charged(indicator, year).into_iter();
    named.flat_map(|id| std::iter::successors(Some(id), parent).take(16)).collect()
}
