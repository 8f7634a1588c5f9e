//! 施策・事業 as rows: an element with what became of it, and what hangs below.

use std::collections::HashSet;

use askama::Template;
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::tally::Tally;

use crate::here::Here;
use crate::tally::StandingMark;

/// An element in a list.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// 施策, 事業 …
    pub(crate) level: String,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) mark: StandingMark,
    /// The organisation in charge; empty where none is named.
    pub(crate) owner: String,
    /// 「施策 3件」: what there is below it, whether shown here or on its own page.
    pub(crate) more: String,
    /// What the list shows below it.
    pub(crate) below: Vec<Work>,
}

/// Makes rows, with the tallies of one year.
pub(crate) struct Works<'a> {
    here: &'a Here,
    edition: &'a Edition,
    year: Option<FiscalYear>,
}

impl<'a> Works<'a> {
    /// Rows with the standing of a year; without a year nothing is judged.
    pub(crate) fn of(here: &'a Here, edition: &'a Edition, year: Option<FiscalYear>) -> Self {
        Self { here, edition, year }
    }

    /// The tally of an element and all below it.
    pub(crate) fn tally(&self, id: &RecordId) -> Tally {
        self.year.map_or_else(Tally::default, |year| self.edition.tallies().get(id, year))
    }

    /// An element as a row, with nothing below it.
    pub(crate) fn row(&self, id: &RecordId, element: &Element) -> Work {
        let plan = self.edition.find::<Plan>(&element.plan);
        let owner = self.edition.owners(element).first().and_then(|id| self.edition.find::<Organisation>(id));
        Work {
            level: plan.map_or("", |it| it.level(element.level)).to_owned(),
            number: element.number.clone(),
            title: element.title.clone(),
            address: self.here.record("plan", id),
            mark: StandingMark::of(self.here.lang, self.tally(id)),
            owner: owner.map_or("", |it| self.edition.called(it)).to_owned(),
            more: String::new(),
            below: vec![],
        }
    }

    /// An element as a row among elements of several plans: that of a yearly statement tells its year, and each stands as on
    /// its own page, in the year that its own plan reports on.
    pub(crate) fn row_apart(&self, id: &RecordId, element: &Element) -> Work {
        let title = crate::difference::element(self.edition, element);
        let year = self.edition.year_shown(self.edition.find::<Plan>(&element.plan));
        let own = Works { year, ..*self };
        Work { title, number: String::new(), ..own.row(id, element) }
    }

    /// An element with all below it down to a level, as far as `kept` names it.
    pub(crate) fn tree(&self, id: &RecordId, element: &Element, down_to: u8, kept: &Kept<'_>) -> Work {
        let below: Vec<_> = self.edition.below(id).filter(|(id, _)| kept.has(id)).collect();
        let level = below.first().map_or(String::new(), |(id, it)| self.row(id, it).level);
        let more = match below.len() {
            0 => String::new(),
            count => self.here.lang.say(format!("{level} {count}件"), format!("{level} {count}")),
        };
        let is_shown = element.level < down_to;
        let below = below.into_iter().filter(|_| is_shown).map(|(id, it)| self.tree(id, it, down_to, kept));
        Work { more: more.trim().to_owned(), below: below.collect(), ..self.row(id, element) }
    }
}

/// Which elements a list shows: all, or those that serve a project.
pub(crate) enum Kept<'a> {
    All,
    Only(HashSet<&'a RecordId>),
}

impl Kept<'_> {
    pub(crate) fn has(&self, id: &RecordId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(id),
        }
    }
}

impl Work {
    /// This row and all below it as nested HTML: askama has no recursive templates.
    pub(crate) fn html(&self, open: bool) -> Result<String, askama::Error> {
        BranchView { it: self, open }.render()
    }
}

#[derive(Template)]
#[template(path = "plan/branch.html")]
struct BranchView<'a> {
    it: &'a Work,
    /// Whether what is below shows without a click.
    open: bool,
}
