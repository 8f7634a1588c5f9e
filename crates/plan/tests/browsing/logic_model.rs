//! The chain from input to outcome is read from the records, and its missing links are told.

use plan::amount::{Amount, AmountKind};
use plan::element::{Element, Meaning, Section};
use plan::indicator::{Indicator, IndicatorKind, Term};
use plan::logic_model::{Activity, Input, LogicModel, Part};
use plan::plan::PlanKind;
use plan::record::{Body, Record, RecordId};

use crate::town::{YEAR, altered, edition, element, measured, plan};

fn as_kind(records: Vec<Record>, kind: IndicatorKind, term: Option<Term>) -> Vec<Record> {
    let change = |record: Record| match record.body {
        Body::Indicator(it) => Record::new(record.id, Indicator { kind, term, ..it }),
        _ => record,
    };
    records.into_iter().map(change).collect()
}

fn town() -> Vec<Record> {
    let action = Section {
        meaning: Meaning::Action,
        heading: String::new(),
        paragraphs: vec!["相談を受ける".to_owned()],
    };
    let mut records = vec![
        plan("plan", PlanKind::BasicPlan),
        element("policy", None),
        altered(element("program", Some("policy")), |it| it.sections = vec![action]),
        altered(element("project", Some("program")), |it| it.level = 2),
    ];
    let amount = Amount::new(RecordId::new("project"), YEAR, AmountKind::Initial, 5_000_000);
    records.push(Record::new(amount.id(), amount));
    records.extend(as_kind(measured("feeling", &["policy"], Some("12")), IndicatorKind::Perception, None));
    records.extend(as_kind(
        measured("late", &["program"], Some("12")),
        IndicatorKind::Outcome,
        Some(Term::Long),
    ));
    records.extend(as_kind(
        measured("soon", &["program"], Some("9")),
        IndicatorKind::Outcome,
        Some(Term::Short),
    ));
    records.extend(as_kind(measured("count", &["project"], Some("12")), IndicatorKind::Output, None));
    records
}

/// What a test asks of the model of an element.
fn model_of<T>(records: Vec<Record>, id: &str, ask: impl Fn(&LogicModel<'_>) -> T) -> T {
    let edition = edition(records);
    let id = RecordId::new(id);
    ask(&edition.logic_model(&id, edition.find::<Element>(&id).unwrap(), YEAR))
}

#[test]
fn a_program_has_the_whole_chain() {
    model_of(town(), "program", |it| {
        assert_eq!(it.inputs, [Input::Money(AmountKind::Initial, 5_000_000)]);
        assert!(matches!(it.activities[..], [Activity::Words("相談を受ける"), Activity::Element(..)]));
        assert_eq!(it.outputs.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["count"]);
        assert_eq!(it.outputs[0].of.map(|it| it.title.as_str()), Some("project"));
        assert_eq!(it.beyond.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["feeling"]);
        assert_eq!(it.gaps, []);
    });
}

#[test]
fn outcomes_stand_in_the_order_in_which_they_are_to_show() {
    let mut records = town();
    records.extend(as_kind(measured("some", &["program"], None), IndicatorKind::Outcome, None));
    let terms = model_of(records, "program", |it| it.outcomes.iter().map(|it| it.term).collect::<Vec<_>>());
    assert_eq!(terms, [Some(Term::Short), Some(Term::Long), None]);
}

#[test]
fn what_is_missing_from_the_chain_is_told() {
    let gaps = |id: &str| model_of(town(), id, |it| (it.gaps.clone(), it.is_a_chain()));
    assert_eq!(gaps("project"), (vec![Part::Activity, Part::Outcome], true));
    let bare = vec![plan("plan", PlanKind::BasicPlan), element("bare", None)];
    let (gaps, is_a_chain) = model_of(bare, "bare", |it| (it.gaps.clone(), it.is_a_chain()));
    assert_eq!((gaps.len(), is_a_chain), (4, false));
}
