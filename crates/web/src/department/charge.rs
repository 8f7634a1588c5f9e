//! 担当する項目: the elements that an organisation answers for in a year, plan by plan.

use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::plan::{Plan, PlanKind};
use plan::record::RecordId;

use crate::here::Here;

/// The elements of one plan.
pub(super) struct Charge {
    pub(super) plan: String,
    pub(super) count: usize,
    /// A short list is open, a long one waits for a click.
    pub(super) open: bool,
    pub(super) elements: Vec<(String, String)>,
}

/// A list longer than this is closed.
const SHORT: usize = 12;

/// Plan by plan; statements have their own list. Sections' works are their department's too.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Vec<Charge> {
    let ours = edition.organisation_and_below(id);
    let mut plans: Vec<(&RecordId, &Plan)> =
        edition.all::<Plan>().filter(|(_, it)| it.covers(year) && it.kind != PlanKind::Statement).collect();
    plans.sort_by_key(|(_, it)| (it.kind, it.first_year));
    let charge = |(plan, it): (&RecordId, &Plan)| {
        let all = edition.naming::<Element>(plan).filter(|(_, it)| it.plan == *plan);
        let own = all.filter(|(_, it)| it.organisations_in(year).iter().any(|it| ours.contains(it)));
        let row = |(id, it): (&RecordId, &Element)| {
            (format!("{} {}", it.number, it.title).trim().to_owned(), here.record("plan", id))
        };
        let elements: Vec<_> = own.map(row).collect();
        Charge { plan: it.name.clone(), count: elements.len(), open: elements.len() <= SHORT, elements }
    };
    plans.into_iter().map(charge).filter(|it| it.count > 0).collect()
}
