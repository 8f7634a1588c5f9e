//! 絞り込み: the indicators that somebody asks for, by what is recorded of them, and how many each further answer would leave.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::actual::Actual;
use crate::change::{Change, NoChange};
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Indicator, IndicatorKind};
use crate::organisation::Organisation;
use crate::plan::Plan;
use crate::rating::{Outcome, Undecided};
use crate::record::RecordId;
use crate::target::Target;

mod choice;
mod traits;

pub(crate) use traits::Traits;

/// 絞り込みの観点: by what indicators are told apart. Each has its word in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filter {
    /// 判定.
    Status,
    /// 判定の確かさ: whether the error of the sample leaves the verdict open.
    Certainty,
    /// 担当組織: a department or a section; a department means its sections too.
    Department,
    /// 計画: a plan or an element, with all below it.
    Plan,
    /// くらしの分野.
    Topic,
    /// 指標の種別.
    Kind,
    /// 調査によるか.
    Survey,
    /// 望ましい方向.
    Direction,
    /// 目標値の改定.
    Moved,
}

/// 並び順.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// 計画の順.
    #[default]
    Number,
    /// 名称.
    Name,
    /// 判定: what missed its target first.
    Status,
    /// 変化: what certainly moved first, the largest part of itself before the smaller; see [`crate::movers::rank`].
    Change,
}

/// 絞り込み: at most one answer to each question, and words that must all stand in the name or the definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    chosen: BTreeMap<Filter, String>,
    words: Vec<String>,
    /// In which order the list stands.
    pub order: Order,
}

/// An answer that this edition does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// To which question; none for the order.
    pub filter: Option<Filter>,
    /// What was written.
    pub value: String,
}

/// An indicator in a year, with everything by which it may be asked for.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// The indicator.
    pub id: &'a RecordId,
    /// The same as a record.
    pub indicator: &'a Indicator,
    /// What became of the year's target.
    pub outcome: Outcome,
    /// In which edition and year it stands: what it changed is computed only where somebody asks.
    place: (&'a Edition, FiscalYear),
    /// What all of the year give as answers, and which of them this is.
    traits: Arc<Traits>,
    index: usize,
}

impl Selection {
    /// Reads answers from an address; `asked` gives the value of a word, if there is one.
    pub fn parse<'q>(edition: &Edition, asked: impl Fn(&str) -> Option<&'q str>) -> Result<Self, Unknown> {
        let mut selection = Self::default();
        for filter in Filter::ALL {
            let Some(value) = asked(filter.word()).map(str::trim).filter(|it| !it.is_empty()) else {
                continue;
            };
            if filter.answer(edition, value).is_none() {
                return Err(Unknown { filter: Some(filter), value: value.to_owned() });
            }
            selection.chosen.insert(filter, value.to_owned());
        }
        if let Some(word) = asked("sort").map(str::trim).filter(|it| !it.is_empty()) {
            let order = Order::ALL.into_iter().find(|it| it.word() == word);
            selection.order = order.ok_or_else(|| Unknown { filter: None, value: word.to_owned() })?;
        }
        let words = crate::key::key(asked("q").unwrap_or_default()).to_lowercase();
        selection.words = words.split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        Ok(selection)
    }

    /// The answer to one question, if it was answered.
    pub fn answer(&self, filter: Filter) -> Option<&str> {
        self.chosen.get(&filter).map(String::as_str)
    }

    /// Whether anything is left out.
    pub fn is_narrow(&self) -> bool {
        !self.chosen.is_empty() || !self.words.is_empty()
    }

    /// Whether this answer was given, and no other.
    pub fn is_only(&self, filter: Filter, value: &str) -> bool {
        self.words.is_empty() && self.chosen.len() == 1 && self.answer(filter) == Some(value)
    }

    /// Those that fit every answer, in the order asked for.
    pub fn of<'c, 'a>(&self, candidates: &'c [Candidate<'a>]) -> Vec<&'c Candidate<'a>> {
        let mut list: Vec<_> = candidates.iter().filter(|it| self.fits(it, None)).collect();
        match self.order {
            Order::Number => {}
            Order::Name => list.sort_by_key(|it| crate::key::key(&it.indicator.name)),
            Order::Status => list.sort_by_key(|it| urgency(it.outcome)),
            Order::Change => list.sort_by_cached_key(|it| crate::movers::rank(it.change().as_ref().ok())),
        }
        list
    }

    /// How many of all candidates each answer to one question would leave, the other answers kept.
    pub fn counts<'c>(&self, candidates: &'c [Candidate<'_>], filter: Filter) -> BTreeMap<&'c str, usize> {
        let Some(first) = candidates.first() else { return BTreeMap::new() };
        if self.words.is_empty() && self.chosen.keys().all(|it| *it == filter) {
            return first.traits.all_counts(filter);
        }
        let fitting = candidates.iter().filter(|it| self.fits(it, Some(filter)));
        first.traits.counts(fitting.map(|it| it.index), filter)
    }

    /// Whether an indicator fits all answers, those to one question left out.
    fn fits(&self, it: &Candidate<'_>, but: Option<Filter>) -> bool {
        let mut answers = self.chosen.iter().filter(|(filter, _)| Some(**filter) != but);
        answers.all(|(filter, value)| it.traits.gives(it.index, *filter, value)) && it.has_all(&self.words)
    }
}

impl<'a> Candidate<'a> {
    /// Every indicator of an edition as it stands in a year.
    pub fn all(edition: &'a Edition, year: FiscalYear) -> Vec<Self> {
        let traits = edition.memo().traits.of(year, || Traits::all(edition, year));
        let one = |(index, (id, indicator))| {
            let outcome = traits.outcome(index)?;
            Some(Self { id, indicator, outcome, place: (edition, year), traits: traits.clone(), index })
        };
        edition.all::<Indicator>().enumerate().filter_map(one).collect()
    }

    /// 前の年度との差.
    pub fn change(&self) -> Result<Change, NoChange> {
        self.place.0.change(self.id, self.place.1)
    }

    fn has_all(&self, words: &[String]) -> bool {
        if words.is_empty() {
            return true;
        }
        let definition = self.indicator.definition.as_deref().unwrap_or_default();
        let text = crate::key::key(&format!("{}\n{definition}", self.indicator.name)).to_lowercase();
        words.iter().all(|it| text.contains(it.as_str()))
    }
}

impl Edition {
    /// The years in which anything was promised or measured and which have begun, oldest first: those a list can speak of.
    pub fn years_begun(&self) -> &BTreeSet<FiscalYear> {
        self.memo().begun.get_or_init(|| self.find_years_begun())
    }

    fn find_years_begun(&self) -> BTreeSet<FiscalYear> {
        let today = self.date().map(FiscalYear::containing);
        let promised = self.all::<Target>().map(|(_, it)| it.fiscal_year);
        let measured = self.all::<Actual>().map(|(_, it)| it.fiscal_year);
        promised.chain(measured).filter(|year| today.is_none_or(|today| *year <= today)).collect()
    }
}

/// What needs attention first.
fn urgency(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Missed => 0,
        Outcome::Undecided(Undecided::NotMeasured) => 1,
        Outcome::Undecided(Undecided::CannotTell) => 2,
        Outcome::Undecided(Undecided::NotYet) => 3,
        Outcome::Reached => 4,
        Outcome::Undecided(Undecided::SetAside) => 5,
        Outcome::Undecided(Undecided::NoTarget) => 6,
    }
}
