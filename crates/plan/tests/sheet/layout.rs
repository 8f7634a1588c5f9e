//! 紙面.

use plan::actual::Status;
use plan::element::{Element, Meaning, Section};
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Scope};
use plan::link::{Link, LinkKind};
use plan::organisation::{Ended, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record};
use plan::sheet::entry::{Addition, Entries};
use plan::sheet::layout::{Layout, SubjectState, last_year, layout};

use crate::town::{field, form, id, town, typed, with, year};

fn of(organisation: &str, form: &Form, entries: &Entries) -> Layout {
    layout(&town(), form, &id(organisation), entries)
}

fn order(layout: &Layout) -> Vec<&str> {
    layout.subjects.iter().map(|it| it.id.as_str()).collect()
}

#[test]
fn the_plan_comes_first_then_each_element_with_its_indicators_and_remarks() {
    let sheet = of("o", &form(), &Entries::new());
    assert_eq!(order(&sheet), ["p", "e-1", "i-team", "i-walk", "k-1", "e-1-1", "e-2"]);
    assert_eq!(sheet.subjects[1].title, "1 歩いて暮らせるまち");
    assert_eq!(sheet.subjects[4].title, "議会（令和6年度）");
    assert_eq!(sheet.subjects[3].under, Some(id("e-1")));
}

#[test]
fn what_is_decided_stands_in_the_field_as_it_would_be_typed() {
    let sheet = of("o", &form(), &Entries::new());
    let check = |name: &str, text: &str| {
        assert_eq!(sheet.field(&field(name)).unwrap().1.current, text, "{name}");
    };
    check("e-1#number", "1");
    check("e-1#problem", "人手が足りない。\n二つ目の段落。");
    check("e-1/amount/2025/initial#yen", "73");
    check("i-walk/target/2025#words", "48%以上");
    check("i-walk/actual/2025#figure", "47.5");
    check("i-walk/actual/2025#sample", "1,200人中580人");
    check("i-team/actual/2025#figure", "");
    check("k-1/response#status", "");
}

#[test]
fn a_figure_that_is_not_final_says_so_where_it_stands() {
    let mut record = crate::town::figure("i-walk", 2025, "47.5");
    if let Body::Actual(it) = &mut record.body {
        it.status = Status::Provisional;
    }
    let edition = with(&town(), vec![record], &[]);
    let sheet = layout(&edition, &form(), &id("o"), &Entries::new());
    assert_eq!(sheet.field(&field("i-walk/actual/2025#figure")).unwrap().1.current, "47.5（速報）");
}

#[test]
fn another_department_has_another_sheet_and_a_successor_takes_it_over() {
    assert!(of("o-other", &form(), &Entries::new()).subjects.is_empty());
    let ended = Some(Ended { on: FiscalYear::new(2025).ends(), into: vec![id("o-other")] });
    let old = Record::new(id("o"), Organisation { ended, ..Organisation::new("まちづくり部") });
    let edition = with(&town(), vec![old], &[]);
    let sheet = layout(&edition, &form(), &id("o-other"), &Entries::new());
    assert_eq!(sheet.subjects[0].id, id("p"), "the work of the old department came here");
}

#[test]
fn a_sheet_of_what_one_is_in_charge_of_holds_that_level_only() {
    let scope = Scope::InCharge { plan: id("p"), level: 0 };
    let form = Form { scope, ..form() };
    let sheet = of("o-sec", &form, &Entries::new());
    assert_eq!(order(&sheet), ["p", "e-1", "i-team", "i-walk", "k-1", "e-2"]);
}

#[test]
fn what_was_added_on_the_sheet_stands_in_its_place_and_what_was_ended_says_so() {
    let element = Addition { about: About::Element, under: id("p") }.text();
    let indicator = Addition { about: About::Indicator, under: id("e-new") }.text();
    let entries = typed(&[
        ("e-new#new", &element),
        ("e-new#title", "空き家"),
        ("i-new#new", &indicator),
        ("i-new#title", "空き家の数"),
        ("i-team#gone", "終えた"),
    ]);
    let sheet = of("o", &form(), &entries);
    assert_eq!(order(&sheet), ["p", "e-1", "i-team", "i-walk", "k-1", "e-1-1", "e-2", "e-new", "i-new"]);
    assert_eq!(sheet.subjects[7].title, "空き家");
    assert!(matches!(sheet.subjects[8].standing, SubjectState::Added { .. }));
    assert!(matches!(sheet.subjects[2].standing, SubjectState::Ended { .. }));
    let mut closed = form();
    for part in &mut closed.parts {
        part.grows = false;
    }
    assert_eq!(order(&of("o", &closed, &entries)).len(), 7, "a form that does not grow takes nothing in");
}

#[test]
fn an_addition_is_read_back_from_its_entry_and_nothing_else_is_one() {
    let it = Addition { about: About::Indicator, under: id("e-1") };
    assert_eq!(Addition::parse(&it.text()), Some(it));
    for text in ["", "element", "plan p", "指標 e-1"] {
        assert_eq!(Addition::parse(text), None, "{text}");
    }
}

#[test]
fn a_form_with_two_hundred_fields_asks_each_once() {
    let elements = (0..20).map(|at| {
        let mut it = Element::new(id("p"), 0, format!("{at}"), "題");
        it.organisations = vec![id("o")];
        Record::new(id(&format!("x-{at}")), it)
    });
    let edition = with(&town(), elements.collect(), &[]);
    let sheet = layout(&edition, &form(), &id("o"), &Entries::new());
    let mut ids: Vec<_> = sheet.fields().map(|(_, it)| it.id.clone()).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert!(all > 200 && ids.len() == all, "{all} fields, {} names", ids.len());
    assert!(sheet.fields().all(|(_, it)| !matches!(it.asks, Asks::Number) || it.id.part() == "number"));
}

#[test]
fn last_years_answer_stands_beside_the_field() {
    let continued = {
        let plan = Plan {
            organisation: Some(id("o")),
            ..Plan::new(PlanKind::Statement, "令和6年度運営方針", year(2024), Some(year(2024)))
        };
        let mut old = Element::new(id("p-old"), 0, "1", "歩くまち");
        old.sections.push(Section {
            meaning: Meaning::Problem,
            heading: String::new(),
            paragraphs: vec!["昨年の課題。".to_owned()],
        });
        let link = Link { from: id("e-1"), to: id("e-old"), kind: LinkKind::Continues, note: None };
        let records =
            vec![Record::new(id("p-old"), plan), Record::new(id("e-old"), old), Record::new(link.id(), link)];
        with(&town(), records, &[])
    };
    let of = |asks, subject: &str| last_year(&continued, year(2025), &Field::new(asks), &id(subject));
    assert_eq!(of(Asks::Section(Meaning::Problem), "e-1"), "昨年の課題。");
    assert_eq!(of(Asks::Section(Meaning::Problem), "e-2"), "", "it continues nothing");
    assert_eq!(of(Asks::Title, "p"), "令和6年度運営方針");
    assert_eq!(of(Asks::Target { year: 0 }, "i-walk"), "46%以上");
    assert_eq!(of(Asks::Actual { year: 0 }, "i-walk"), "47.1");
    assert_eq!(of(Asks::Unit, "i-walk"), "", "what has no year has no year before");
}
