//! A small town with statements of 令和8年度, and what opening 令和9年度 makes of it.

use std::sync::Arc;

use jiff::civil::Date;
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::check::{self, Severity};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::element::{Element, Meaning, Section};
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::opening::{Choices, Opening, Texts, Weight};
use plan::organisation::{Ended, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};
use plan::role::Role;
use plan::unit::Unit;

pub(crate) const LAST: FiscalYear = FiscalYear::new(2026);
pub(crate) const NEXT: FiscalYear = FiscalYear::new(2027);

pub(crate) fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

pub(crate) fn record(name: &str, body: impl Into<Body>) -> Record {
    Record::new(id(name), body)
}

pub(crate) fn empty() -> Edition {
    Edition::empty(MunicipalityCode::parse("990019").unwrap())
}

pub(crate) fn organisation(name: &str) -> Organisation {
    Organisation::new(name)
}

pub(crate) fn ended(name: &str, on: Date, into: &[&str]) -> Organisation {
    let into = into.iter().map(|it| id(it)).collect();
    Organisation { ended: Some(Ended { on, into }), ..organisation(name) }
}

fn section(meaning: Meaning, heading: &str, text: &str) -> Section {
    Section { meaning, heading: heading.to_owned(), paragraphs: vec![text.to_owned()] }
}

/// 運営方針 of 令和8年度.
pub(crate) fn statement(organisation: &str, name: &str) -> Plan {
    Plan {
        organisation: Some(id(organisation)),
        head: Some("山田 花子".to_owned()),
        levels: vec!["経営課題".to_owned(), "取組".to_owned()],
        sections: vec![
            section(Meaning::Vision, "目標", "つながるまち"),
            section(Meaning::Other, "所感", "思うこと"),
        ],
        ..Plan::new(PlanKind::Statement, name, LAST, Some(LAST))
    }
}

pub(crate) fn element(plan: &str, number: &str, title: &str, organisations: &[&str]) -> Element {
    Element {
        sections: vec![section(Meaning::Problem, "", "人手が足りない")],
        organisations: organisations.iter().map(|it| id(it)).collect(),
        topics: vec!["防災・安全".to_owned()],
        ..Element::new(id(plan), 0, number, title)
    }
}

pub(crate) fn indicator(elements: &[&str]) -> Indicator {
    let elements = elements.iter().map(|it| id(it)).collect();
    Indicator { elements, ..Indicator::new("割合", IndicatorKind::Outcome, Unit::new("%")) }
}

pub(crate) fn entry(title: &str, from: Date, to: Date, form: Option<&str>) -> CalendarEntry {
    let work = form.map(|form| Work {
        label: "確定".to_owned(),
        form: id(form),
        route: vec![Role::SectionChief, Role::DepartmentHead],
    });
    let (phase, title) = (Phase::Plan, title.to_owned());
    CalendarEntry { fiscal_year: LAST, phase, title, from, to, organisations: vec![], work }
}

pub(crate) fn form(name: &str) -> Form {
    let target = Field { label: "R8目標".to_owned(), ..Field::new(Asks::Target { year: 0 }) };
    let part = Part {
        about: About::Indicator,
        title: "指標".to_owned(),
        help: String::new(),
        fields: vec![target, Field::new(Asks::RevisionReason { year: 0 })],
        grows: false,
    };
    Form { fiscal_year: LAST, name: name.to_owned(), scope: Scope::Statement { year: 0 }, parts: vec![part] }
}

/// A ward with one issue, one work below it, and an indicator.
pub(crate) fn ward() -> Vec<Record> {
    let below = Element {
        parent: Some(id("kw26-1")),
        level: 1,
        order: 2,
        ..element("ward-2026", "1-1", "訓練", &[])
    };
    vec![
        record("o", organisation("川端区役所")),
        record("ward-2026", statement("o", "令和８年度 川端区運営方針")),
        record("kw26-1", element("ward-2026", "1", "備えのあるまち", &["o"])),
        record("kw26-1-1", below),
        record("i", indicator(&["kw26-1"])),
    ]
}

/// The edition after one more decision, refused where it breaks the plan.
pub(crate) fn decided(edition: &Edition, proposals: Vec<Proposal>) -> Edition {
    let edits = draft::edits(proposals, edition);
    let (id, title) = (DraftId("d".to_owned()), "年度を開く".to_owned());
    let at = "2026-11-20T00:00:00Z".parse().unwrap();
    let by = StaffId("企画課".to_owned());
    let draft = Draft { id, title, by: by.clone(), begun: at, sources: vec![], authors: [].into(), edits };
    let decision = draft.decide(edition, by, "年度を開く", at).unwrap();
    edition.with(Arc::new(decision))
}

pub(crate) fn town(records: impl IntoIterator<Item = Record>) -> Edition {
    decided(&empty(), records.into_iter().map(Proposal::put).collect())
}

pub(crate) fn foreseen(edition: &Edition) -> Opening {
    Opening::of(edition, NEXT, &Choices::default())
}

pub(crate) fn opened(edition: &Edition) -> Edition {
    decided(edition, foreseen(edition).proposals)
}

pub(crate) fn with_texts() -> Choices {
    Choices { texts: Texts::LastYears, ..Choices::default() }
}

pub(crate) fn told(opening: &Opening, weight: Weight) -> Vec<&str> {
    opening.told(weight).map(|it| it.ja.as_str()).collect()
}

/// Nothing in it would stop a decision.
pub(crate) fn assert_sound(edition: &Edition) {
    let errors: Vec<_> =
        check::edition(edition, NEXT).into_iter().filter(|it| it.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
