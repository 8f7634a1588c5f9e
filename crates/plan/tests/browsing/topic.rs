//! Fields of life gather what is in force.

use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};

use crate::town::{altered, edition, element, organisation, plan};

fn about(id: &str, plan: &str, topic: &str) -> Record {
    altered(element(id, None), |it| {
        it.plan = RecordId::new(plan);
        it.topics = vec![topic.to_owned()];
    })
}

fn statement(id: &str, year: i16) -> Record {
    let Body::Plan(it) = plan(id, PlanKind::Statement).body else { panic!("no plan") };
    let year = plan::fiscal_year::FiscalYear::new(year);
    let organisation = Some(RecordId::new("ward"));
    Record::new(RecordId::new(id), Plan { organisation, first_year: year, last_year: Some(year), ..it })
}

#[test]
fn a_topic_lists_the_newest_statement_of_an_organisation_and_every_other_plan() {
    let edition = edition(vec![
        organisation("ward", None),
        plan("basic", PlanKind::BasicPlan),
        statement("old", 2024),
        statement("new", 2025),
        about("a", "new", "防災"),
        about("b", "old", "防災"),
        about("c", "basic", "防災"),
        about("d", "basic", "学び"),
    ]);

    let topics = edition.topics();
    assert_eq!(topics.iter().map(|it| it.name).collect::<Vec<_>>(), ["防災", "学び"]);
    let found: Vec<_> = topics[0].elements().map(|(id, _)| id.as_str()).collect();
    assert_eq!(found, ["c", "a"]);
    assert_eq!(edition.topic("観光"), None);
}

#[test]
fn the_basic_plan_is_the_main_one() {
    let elements =
        |plan: &str| (0..3).map(|it| about(&format!("{plan}{it}"), plan, "学び")).collect::<Vec<_>>();
    let mut records = vec![plan("basic", PlanKind::BasicPlan), plan("large", PlanKind::ImplementationPlan)];
    records.extend(elements("large"));
    records.push(about("only", "basic", "学び"));
    let edition = edition(records);
    assert_eq!(edition.main_plan().map(|(id, _)| id.as_str()), Some("basic"));
}
