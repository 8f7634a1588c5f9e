//! Indicators are found by every answer, and the counts say what an answer would leave.

use plan::actual::Actual;
use plan::edition::Edition;
use plan::plan::PlanKind;
use plan::record::{Record, RecordId};
use plan::selection::{Candidate, Filter, Selection};

use crate::town::{YEAR, altered, edition, element, measured, organisation, plan};

fn town() -> Edition {
    let in_charge =
        |record: Record, id: &str| altered(record, |it| it.organisations = vec![RecordId::new(id)]);
    let mut records = vec![
        organisation("ward", None),
        organisation("section", Some("ward")),
        plan("plan", PlanKind::BasicPlan),
        in_charge(element("policy", None), "ward"),
        in_charge(
            altered(element("program", Some("policy")), |it| it.topics = vec!["防災".to_owned()]),
            "section",
        ),
    ];
    records.extend(measured("避難所の数", &["program"], Some("9")));
    records.extend(measured("訓練の回数", &["program"], Some("12")));
    records.extend(measured("満足の割合", &["policy"], None));
    edition(records)
}

fn found(edition: &Edition, asked: &[(&str, &str)]) -> Vec<String> {
    let asked = |word: &str| asked.iter().find(|it| it.0 == word).map(|it| it.1);
    let selection = Selection::parse(edition, asked).unwrap();
    let candidates = Candidate::all(edition, YEAR);
    let list = selection.of(&candidates);
    list.iter().map(|it| it.indicator.name.clone()).collect()
}

#[test]
fn every_answer_narrows_the_list() {
    let edition = town();
    assert_eq!(found(&edition, &[]).len(), 3);
    assert_eq!(found(&edition, &[("status", "missed")]), ["避難所の数"]);
    assert_eq!(found(&edition, &[("status", "open")]), ["満足の割合"]);
    assert_eq!(found(&edition, &[("department", "section")]).len(), 2);
    assert_eq!(found(&edition, &[("department", "ward")]).len(), 3);
    assert_eq!(found(&edition, &[("plan", "program")]).len(), 2);
    assert_eq!(found(&edition, &[("plan", "plan")]).len(), 3);
    assert_eq!(found(&edition, &[("topic", "防災"), ("status", "reached")]), ["訓練の回数"]);
    assert_eq!(found(&edition, &[("q", "避難 数")]), ["避難所の数"]);
    assert_eq!(found(&edition, &[("kind", "output")]), Vec::<String>::new());
}

#[test]
fn what_missed_its_target_can_stand_first() {
    let found = found(&town(), &[("sort", "status")]);
    assert_eq!(found, ["避難所の数", "満足の割合", "訓練の回数"]);
}

#[test]
fn what_changed_most_in_relation_to_its_size_can_stand_first() {
    let before = |id: &str, value: &str| {
        let [_, _, actual] = <[Record; 3]>::try_from(measured(id, &["program"], Some(value))).unwrap();
        let plan::record::Body::Actual(actual) = actual.body else { panic!("no figure") };
        let actual = Actual { fiscal_year: YEAR.previous(), ..actual };
        Record::new(actual.id(), actual)
    };
    let mut records = vec![plan("plan", PlanKind::BasicPlan), element("program", None)];
    records.extend(["a", "b", "c", "d"].iter().flat_map(|id| measured(id, &["program"], Some("100"))));
    records.extend([before("b", "50"), before("c", "100"), before("d", "400")]);
    let edition = edition(records);
    assert_eq!(found(&edition, &[]), ["a", "b", "c", "d"]);
    assert_eq!(found(&edition, &[("sort", "change")]), ["d", "b", "c", "a"]);
}

#[test]
fn the_count_beside_an_answer_is_the_length_of_the_list_after_it() {
    let edition = town();
    let candidates = Candidate::all(&edition, YEAR);
    let selection = Selection::parse(&edition, |word| (word == "department").then_some("section")).unwrap();
    for filter in Filter::ALL {
        for (value, count) in selection.counts(&candidates, filter) {
            let both = [("department", "section"), (filter.word(), value)];
            let asked: Vec<_> = both.into_iter().rev().collect(); // A later answer to the same question takes its place.
            assert_eq!(found(&edition, &asked).len(), count, "{filter:?} {value}");
        }
    }
}

#[test]
fn an_answer_that_nobody_knows_is_told() {
    let edition = town();
    for (word, value) in
        [("status", "good"), ("department", "nobody"), ("plan", "section"), ("topic", "x"), ("sort", "price")]
    {
        let refused = Selection::parse(&edition, |it| (it == word).then_some(value)).unwrap_err();
        assert_eq!(refused.value, value);
        assert_eq!(refused.filter.map_or("sort", Filter::word), word);
    }
}
