//! What is new on a sheet, and what ends with it.

use plan::actual::{Actual, Figure};
use plan::element::Element;
use plan::form::About;
use plan::indicator::Indicator;
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record};
use plan::sheet::entry::Addition;
use plan::sheet::proposals::proposals;

use crate::proposals::{compiled, problem_fields};
use crate::town::{decide, form, id, town, typed, with, year};

fn add(about: About, under: &str) -> String {
    Addition { about, under: id(under) }.text()
}

#[test]
fn new_elements_and_indicators_come_with_the_sheet() {
    let (element, below, indicator) =
        (add(About::Element, "p"), add(About::Element, "e-new"), add(About::Indicator, "e-new"));
    let pairs = [
        ("e-new#new", element.as_str()),
        ("e-new#title", "空き家"),
        ("e-new#number", "3"),
        ("e-below#new", &below),
        ("e-below#title", "見回り"),
        ("i-new#new", &indicator),
        ("i-new#title", "空き家の数"),
        ("i-new#unit", "戸"),
        ("i-new/target/2025#words", "10戸以下"),
    ];
    let it = compiled(&pairs);
    assert_eq!(it.problems, []);
    let edition = decide(&town(), it.proposals).unwrap();
    let new = edition.find::<Element>(&id("e-new")).unwrap();
    assert_eq!((new.level, new.organisations.as_slice()), (0, &[id("o")][..]));
    assert_eq!(edition.find::<Element>(&id("e-below")).unwrap().level, 1);
    assert_eq!(edition.find::<Indicator>(&id("i-new")).unwrap().unit.as_str(), "戸");
    let again = proposals(&edition, &form(), &id("o"), &typed(&pairs));
    assert_eq!(
        (again.proposals.as_slice(), again.problems.as_slice()),
        (&[][..], &[][..]),
        "the same entries change nothing more"
    );
}

#[test]
fn what_is_new_needs_a_name_and_a_level_that_the_plan_has() {
    let element = add(About::Element, "p");
    assert_eq!(problem_fields(&[("e-new#new", &element)]), ["e-new#title"]);
    let deep = add(About::Element, "e-1-1");
    assert_eq!(problem_fields(&[("e-new#new", &deep), ("e-new#title", "深い")]), ["e-new#new"]);
    let outside = |pairs: &[(&str, &str)]| -> Vec<String> {
        compiled(pairs).outside.iter().map(ToString::to_string).collect()
    };
    let lost = [("e-new#new", "element nowhere"), ("e-new#title", "迷子")];
    assert_eq!(outside(&lost), ["e-new#new", "e-new#title"]);
    let taken = [("o#new", element.as_str()), ("o#title", "組織")];
    assert_eq!(outside(&taken), ["o#new", "o#title"], "the id of something else");
}

#[test]
fn what_ends_takes_with_it_what_only_makes_sense_with_it() {
    let it = compiled(&[("e-1#gone", "終えた"), ("i-walk/actual/2025#figure", "50")]);
    assert_eq!(it.problems, []);
    let edition = decide(&town(), it.proposals).unwrap();
    for gone in ["e-1", "e-1-1", "i-walk", "i-team", "i-walk/actual/2025", "k-1", "e-1/amount/2025/initial"] {
        assert!(edition.get(&id(gone)).is_none(), "{gone}");
    }
    assert!(edition.get(&id("e-2")).is_some());
}

#[test]
fn an_indicator_that_measures_something_else_too_only_leaves_the_sheet() {
    let mut shared = town().get(&id("i-walk")).unwrap().clone();
    let Body::Indicator(it) = &mut shared.body else { panic!() };
    it.elements.insert(0, id("e-far"));
    let far = Record::new(id("e-far"), Element::new(id("p-far"), 0, "1", "昨年の課題"));
    let plan =
        Plan { levels: vec!["課題".to_owned()], ..Plan::new(PlanKind::Other, "昨年", year(2024), None) };
    let edition = with(&town(), vec![Record::new(id("p-far"), plan), far, shared], &[]);
    let entries = typed(&[("i-walk#gone", "来年はやめる"), ("i-walk#title", "歩く人")]);
    let it = proposals(&edition, &form(), &id("o"), &entries);
    let edition = decide(&edition, it.proposals).unwrap();
    assert_eq!(edition.find::<Indicator>(&id("i-walk")).unwrap().elements, [id("e-far")]);
    assert!(
        edition
            .find::<Actual>(&id("i-walk/actual/2025"))
            .is_some_and(|it| matches!(it.figure, Figure::Value(_)))
    );
}
