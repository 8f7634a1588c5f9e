//! 年度のまとめ: every promise counts once, whoever counts, and what is not said is not counted as nothing.

use plan::actual::{Actual, Figure, Status};
use plan::edition::Edition;
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::organisation::Organisation;
use plan::record::{Body, Record};
use plan::reporting::{self, Report};
use plan::tally::Tally;
use proptest::prelude::*;

use super::town::{self, YEAR, actual, element, id, indicator, plan, target, value};

fn organisation(name: &str, parent: Option<&str>, order: u32) -> Record {
    Record::new(id(name), Organisation { parent: parent.map(id), order, ..Organisation::new(name) })
}

fn charged(path: &str, organisations: &[&str]) -> Record {
    let Body::Element(it) = element(path).body else { panic!("no element") };
    let organisations = organisations.iter().map(|it| id(it)).collect();
    Record::new(id(path), Element { organisations, ..it })
}

/// Two departments, one of them with a section; two plans; an element below that names nobody.
fn frame() -> Vec<Record> {
    vec![
        organisation("b", None, 1),
        organisation("a", None, 2),
        organisation("a1", Some("a"), 3),
        plan("p", 2021, 2025),
        plan("q", 2021, 2025),
        charged("p/1", &["a1", "b"]),
        charged("p/1/1", &[]),
        charged("q/1", &["b"]),
    ]
}

/// What is known of an indicator: whether it has a target, and what was reported of it.
fn known(name: &str, elements: &[&str], promised: Option<i64>, reported: Option<Figure>) -> Vec<Record> {
    let mut records = vec![Record::new(id(name), indicator(name, "件", elements))];
    records.extend(promised.map(|it| target(name, 2024, it)));
    records.extend(reported.map(|it| actual(name, 2024, it)));
    records
}

fn with(records: Vec<Vec<Record>>) -> Edition {
    town::town(frame().into_iter().chain(records.into_iter().flatten()).collect())
}

#[test]
fn a_promise_counts_for_the_department_that_is_named_first() {
    let edition = with(vec![
        known("both", &["p/1", "q/1"], Some(5), Some(value(5))),
        known("below", &["p/1/1"], Some(5), Some(value(4))),
        known("other", &["q/1"], Some(5), None),
        known("free", &["q/1"], None, Some(value(1))),
    ]);

    let book = edition.yearbook(YEAR);

    assert_eq!(book.whole, Tally { reached: 1, missed: 1, not_yet: 1, ..Tally::default() });
    let departments: Vec<_> =
        book.departments.iter().map(|(it, tally)| (it.unwrap().as_str(), tally.all())).collect();
    assert_eq!(departments, [("b", 1), ("a", 2)]);
    let plans: Vec<_> = book.plans.iter().map(|(it, _, tally)| (it.as_str(), tally.all())).collect();
    assert_eq!(plans, [("p", 2), ("q", 2)], "one that measures two plans counts for each");
}

#[test]
fn every_state_of_a_report_has_its_own_count() {
    let because = "隔年で調べる".to_owned();
    let early = Actual {
        indicator: id("early"),
        fiscal_year: YEAR,
        figure: value(3),
        status: Status::Provisional,
        sample: None,
        explanation: None,
    };
    let edition = with(vec![
        known("silent", &["p/1"], Some(5), None),
        known("counting", &["p/1"], Some(5), Some(Figure::NotYet)),
        known("early", &["p/1"], Some(5), None),
        vec![Record::new(early.id(), early)],
        known("unmeasured", &["q/1"], Some(5), Some(Figure::NotMeasured { because })),
        known("done", &["q/1"], Some(5), Some(value(5))),
        known("without-target", &["q/1"], None, Some(value(5))),
        known("nothing", &["q/1"], None, None),
    ]);

    let due = edition.due(YEAR);

    assert_eq!(reporting::count(&due), [1, 1, 1, 1, 2]);
    let departments = reporting::by_department(&due);
    assert_eq!(departments.get(&Some(&id("a"))), Some(&[1, 1, 1, 0, 0]));
    assert_eq!(departments.get(&Some(&id("b"))), Some(&[0, 0, 0, 1, 2]));
}

#[test]
fn directions_stand_from_more_to_less() {
    let of = |subject: &str, direction: &str| {
        let mut it = Evaluation::new(id(subject), YEAR, EvaluationKind::OwnAssessment);
        it.direction = Some(direction.to_owned());
        Record::new(it.id(), it)
    };
    let edition =
        with(vec![vec![of("p/1", "縮小"), of("q/1", "拡充"), of("p/1/1", "縮小"), of("q", "要調整")]]);

    let spread = edition.directions(YEAR, EvaluationKind::OwnAssessment);

    assert_eq!(spread.words, ["拡充", "縮小", "要調整"]);
    assert_eq!(
        spread.rows,
        [(Some(&id("b")), vec![1, 0, 0]), (Some(&id("a")), vec![0, 2, 0]), (None, vec![0, 0, 1])]
    );
    assert_eq!(spread.sums(), [1, 2, 1]);
}

proptest! {
    #[test]
    fn departments_and_states_are_the_whole(of in prop::collection::vec((0usize..4, any::<bool>(), 0usize..4), 0..10)) {
        let places: [&[&str]; 4] = [&["p/1"], &["p/1/1", "q/1"], &["q/1"], &[]];
        let figures = [None, Some(Figure::NotYet), Some(value(3)), Some(value(9))];
        let records = of.iter().enumerate().map(|(index, (place, promised, figure))| {
            known(&format!("i{index}"), places[*place], promised.then_some(5), figures[*figure].clone())
        });
        let edition = with(records.collect());
        let book = edition.yearbook(YEAR);
        prop_assert_eq!(book.departments.iter().map(|(_, it)| it.all()).sum::<usize>(), book.whole.all());
        prop_assert_eq!(book.whole, edition.tally(YEAR));
        let due = edition.due(YEAR);
        prop_assert_eq!(reporting::count(&due).iter().sum::<usize>(), due.len());
        prop_assert_eq!(reporting::by_department(&due).values().flatten().sum::<usize>(), due.len());
        let spreads = edition.grades(&book.judged);
        let graded: usize = spreads.iter().flat_map(|(_, it)| it.sums()).sum();
        prop_assert_eq!(graded, book.judged.len());
        prop_assert_eq!(due.iter().filter(|it| it.report() == Report::None).count(), reporting::count(&due)[0]);
    }
}

#[test]
fn an_organisation_answers_for_some_and_works_with_others_on_some() {
    let edition = with(vec![
        known("own", &["p/1/1"], Some(5), None),
        known("shared", &["p/1"], Some(5), None),
        known("other", &["q/1"], Some(5), None),
    ]);
    let names = |of: &str| {
        edition
            .charged_with(&id(of), YEAR)
            .map(|list| list.iter().map(|it| it.0.as_str()).collect::<Vec<_>>())
    };

    assert_eq!(names("a"), [vec!["own", "shared"], vec![]]);
    assert_eq!(names("a1"), names("a"), "a section's work is its department's");
    assert_eq!(names("b"), [vec!["other"], vec!["shared"]]);
}
