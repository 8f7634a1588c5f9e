//! 重点プロジェクト: work that goes on from year to year serves a project once.

use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::link::{Link, LinkKind};
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};

use crate::town::{edition, element, organisation, plan, serves};

/// A statement of an organisation with one element, both named after it and its year.
fn stated(organisation: &str, year: i16) -> Vec<Record> {
    let (id, first) = (RecordId::new(format!("{organisation}{year}")), FiscalYear::new(year));
    let of = Some(RecordId::new(organisation));
    let statement =
        Plan { organisation: of, ..Plan::new(PlanKind::Statement, organisation, first, Some(first)) };
    let own = RecordId::new(format!("{organisation}{year}-1"));
    let element = Element::new(id.clone(), 0, "1", format!("{year}年の目標"));
    let link = serves(own.as_str(), "project");
    vec![Record::new(id, statement), Record::new(own, element), link]
}

fn continues(from: &str, to: &str) -> Record {
    let link =
        Link { from: RecordId::new(from), to: RecordId::new(to), kind: LinkKind::Continues, note: None };
    Record::new(link.id(), link)
}

fn serving(records: Vec<Record>) -> Vec<String> {
    let project = vec![plan("plan", PlanKind::PriorityProjects), element("project", None)];
    let town = edition(project.into_iter().chain(records).collect());
    let project = RecordId::new("project");
    let mut ids: Vec<String> = town.serving(&project).iter().map(|it| it.0.to_string()).collect();
    ids.sort();
    ids
}

#[test]
fn of_an_organisation_s_yearly_statements_the_newest_speaks() {
    let mut records = vec![organisation("ward", None), organisation("parks", None)];
    records.extend([2024, 2025, 2026].into_iter().flat_map(|year| stated("ward", year)));
    records.extend(stated("parks", 2025)); // It does not serve the project any more: nothing newer takes its place.
    assert_eq!(serving(records), ["parks2025-1", "ward2026-1"]);
}

#[test]
fn work_that_another_work_continues_is_counted_with_that_one() {
    let plans = || vec![plan("old", PlanKind::BasicPlan), plan("new", PlanKind::BasicPlan)];
    let works = ["a", "b", "c"].map(|id| element(id, None));
    let ties = ["a", "c"].map(|id| serves(id, "project"));
    let records = || plans().into_iter().chain(works.clone()).chain(ties.clone()).collect::<Vec<_>>();
    assert_eq!(serving(records()), ["a", "c"]);
    // c goes on from b, and b from a: what lies between need not serve the project itself.
    let chain = [continues("c", "b"), continues("b", "a")];
    assert_eq!(serving(records().into_iter().chain(chain).collect()), ["c"]);
    // A ring of ties has no newest: all stay rather than none.
    let ring = [continues("c", "b"), continues("b", "a"), continues("a", "c")];
    assert_eq!(serving(records().into_iter().chain(ring).collect()), ["a", "c"]);
}
