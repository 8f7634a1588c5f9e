//! A town of two departments with sections, a plan of ten years, statements of two years, and stages of the year.

use std::sync::Arc;

use jiff::civil::{Date, date};
use plan::calendar::{CalendarEntry, Phase};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::handover::{Handover, Stood};
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::organisation::{Name, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};
use plan::reorganisation::{Effect, Reorganisation, Step, UnderWay};
use plan::unit::Unit;

pub(crate) const OLD: FiscalYear = FiscalYear::new(2026);
pub(crate) const NEW: FiscalYear = FiscalYear::new(2027);
/// 令和9年4月1日.
pub(crate) const DAY: Date = date(2027, 4, 1);
pub(crate) const SECTIONS: usize = 5;

pub(crate) fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

fn record(name: &str, body: impl Into<Body>) -> Record {
    Record::new(id(name), body)
}

fn section(at: usize) -> Record {
    let parent = Some(id(if at < 3 { "d0" } else { "d1" }));
    record(&format!("s{at}"), Organisation { parent, ..Organisation::new(format!("第{at}課")) })
}

fn statement(at: usize, year: FiscalYear) -> [Record; 2] {
    let plan = format!("p{at}-{}", year.year());
    let own = Plan {
        organisation: Some(id(&format!("s{at}"))),
        levels: vec!["経営課題".to_owned()],
        ..Plan::new(PlanKind::Statement, format!("{}の目標", year.japanese()), year, Some(year))
    };
    let issue = Element::new(id(&plan), 0, "1", "課題");
    let issue = Element { organisations: vec![id(&format!("s{at}"))], ..issue };
    [record(&plan, own), record(&format!("{plan}-1"), issue)]
}

fn stage(name: &str, from: Date, to: Date) -> Record {
    let organisations = (0..SECTIONS).map(|at| id(&format!("s{at}"))).collect();
    let (phase, title) = (Phase::Check, name.to_owned());
    record(name, CalendarEntry { fiscal_year: OLD, phase, title, from, to, organisations, work: None })
}

/// The town, each element of its plan in the hands of these sections.
pub(crate) fn town(owners: &[Vec<usize>]) -> Edition {
    let levels = vec!["施策".to_owned()];
    let long = Plan {
        levels,
        ..Plan::new(PlanKind::BasicPlan, "基本計画", FiscalYear::new(2021), Some(FiscalYear::new(2030)))
    };
    let mut records = vec![
        record("d0", Organisation::new("総務部")),
        record("d1", Organisation::new("福祉部")),
        record("plan", long),
        stage("before", date(2027, 2, 1), date(2027, 5, 31)),
        stage("after", date(2027, 6, 1), date(2027, 6, 30)),
    ];
    for at in 0..SECTIONS {
        records.push(section(at));
        records.extend(statement(at, OLD));
        records.extend(statement(at, NEW));
    }
    for (at, owners) in owners.iter().enumerate() {
        let organisations = owners.iter().map(|it| id(&format!("s{it}"))).collect();
        let element = Element { organisations, ..Element::new(id("plan"), 0, at.to_string(), "施策") };
        records.push(record(&format!("e{at}"), element));
        let elements = vec![id(&format!("e{at}"))];
        let indicator =
            Indicator { elements, ..Indicator::new("率", IndicatorKind::Outcome, Unit::new("%")) };
        records.push(record(&format!("i{at}"), indicator));
    }
    decided(
        &Edition::empty(MunicipalityCode::parse("990019").unwrap()),
        records.into_iter().map(Proposal::put).collect(),
    )
}

/// The same town with a past: earlier names, places and owners, and records that only staff see. None of it is a reorganisation's to touch.
pub(crate) fn with_a_past(edition: &Edition) -> Edition {
    let earlier = date(2024, 4, 1);
    let mut records: Vec<Record> = edition.records().cloned().collect();
    for (at, record) in records.iter_mut().enumerate() {
        match &mut record.body {
            Body::Organisation(it) if record.id.as_str() != "d1" => {
                it.order = u32::try_from(at).unwrap();
                it.names.insert(0, Name { text: "旧課".to_owned(), since: None });
                it.names[1].since = Some(earlier);
                it.stood.push(Stood { until: earlier, under: Some(id("d1")) });
            }
            Body::Element(it) if at % 2 == 0 => {
                it.handed_over.push(Handover { on: earlier, from: vec![id("s4")], note: "旧".to_owned() });
                record.internal = record.id.as_str().starts_with('p'); // Nothing public names an issue.
            }
            Body::CalendarEntry(_) => record.internal = true,
            _ => {}
        }
    }
    decided(edition, records.into_iter().map(Proposal::put).collect())
}

/// The edition after one more decision, refused where it breaks the plan.
pub(crate) fn decided(edition: &Edition, proposals: Vec<Proposal>) -> Edition {
    let edits = draft::edits(proposals, edition);
    let by = StaffId("企画課".to_owned());
    let at = "2026-11-20T00:00:00Z".parse().unwrap();
    let (id, title) = (DraftId("d".to_owned()), "組織改正".to_owned());
    let draft = Draft { id, title, by: by.clone(), begun: at, sources: vec![], authors: [].into(), edits };
    edition.with(Arc::new(draft.decide(edition, by, "組織改正", at).unwrap()))
}

pub(crate) fn wanted(steps: Vec<Step>) -> Reorganisation {
    Reorganisation { effective: DAY, note: "令和9年度の組織改正".to_owned(), steps, choices: vec![] }
}

pub(crate) fn effect(edition: &Edition, wanted: &Reorganisation) -> Effect {
    wanted.effect(edition, &UnderWay::new()).unwrap()
}

pub(crate) fn merge(from: &[&str], into: &str) -> Step {
    Step::Merge { from: from.iter().map(|it| id(it)).collect(), into: id(into) }
}

pub(crate) fn split(organisation: &str, into: &[&str]) -> Step {
    Step::Split { organisation: id(organisation), into: into.iter().map(|it| id(it)).collect() }
}

pub(crate) fn rename(organisation: &str, name: &str) -> Step {
    Step::Rename { organisation: id(organisation), name: name.to_owned() }
}

pub(crate) fn establish(organisation: &str, name: &str) -> Step {
    Step::Establish { organisation: id(organisation), name: name.to_owned(), under: Some(id("d0")) }
}
