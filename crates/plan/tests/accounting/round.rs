//! 一巡: what was said stands beside what changed, each under its own day, and nothing is told as changed that is the same.

use jiff::civil::date;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::element::{Element, Meaning, Section};
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::link::{Link, LinkKind};
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record};
use plan::remark::{Remark, Response, ResponseStatus, Speaker};
use plan::round::{Alteration, Thread};

use super::town::{self, decided, element, id, indicator, plan, put, target};

const Y2025: FiscalYear = FiscalYear::new(2025);

fn with_text(record: Record, paragraph: &str) -> Record {
    let Body::Element(it) = record.body else { panic!("no element") };
    let section =
        Section { meaning: Meaning::Problem, heading: String::new(), paragraphs: vec![paragraph.to_owned()] };
    Record::new(record.id, Element { sections: vec![section], ..it })
}

fn remark(name: &str, year: i16) -> Record {
    let remark = Remark {
        subject: id("p/1"),
        fiscal_year: FiscalYear::new(year),
        by: Speaker::Council,
        by_name: None,
        text: vec!["なぜか。".to_owned()],
        said_on: None,
    };
    Record::new(id(name), remark)
}

fn response(remark: &str, year: i16) -> Record {
    let response = Response {
        remark: id(remark),
        status: ResponseStatus::Done,
        text: vec![],
        fiscal_year: Some(FiscalYear::new(year)),
        reflected_yen: None,
        reflected_in: vec![],
        responded_on: None,
    };
    Record::new(response.id(), response)
}

/// A plan decided in March 2024, of whose element `p/1` the indicator `i` is to reach 50 in FY2025.
fn planned() -> Edition {
    town::town(vec![
        plan("p", 2024, 2028),
        with_text(element("p/1"), "足りない。"),
        element("p/2"),
        Record::new(id("i"), indicator("件数", "件", &["p/1"])),
        target("i", 2025, 50),
    ])
}

fn told<'a>(threads: &'a [Thread<'a>]) -> Vec<(&'a str, Vec<&'static str>)> {
    let word = |it: &Alteration<'_>| match it {
        Alteration::New => "new",
        Alteration::Ended => "ended",
        Alteration::Renamed { .. } => "renamed",
        Alteration::Handed { .. } => "handed",
        Alteration::Text { .. } => "text",
        Alteration::Added(..) => "added",
        Alteration::Dropped(..) => "dropped",
        Alteration::Moved(..) => "moved",
        Alteration::Promised { .. } => "promised",
    };
    let one = |it: &'a Thread<'a>| {
        (it.work().unwrap().id.as_str(), it.alterations.iter().map(|it| word(&it.what)).collect())
    };
    threads.iter().map(one).collect()
}

#[test]
fn what_was_decided_in_the_year_is_what_changed_in_it() {
    let now = decided(
        &planned(),
        date(2025, 3, 20),
        put(vec![with_text(element("p/1"), "まだ足りない。"), element("p/3"), target("i", 2025, 40)]),
    );
    let now = decided(&now, date(2025, 9, 1), vec![Proposal::retire(id("p/2"))]);

    let threads = now.round(Y2025);

    assert_eq!(
        told(&threads),
        [("p/1", vec!["text", "moved"]), ("p/3", vec!["new"]), ("p/2", vec!["ended"])]
    );
    assert_eq!(threads[0].alterations[0].on, Some(date(2025, 3, 20)));
    assert_eq!(told(&now.round(FiscalYear::new(2026))), [], "nothing was decided in 2026");
    assert_eq!(told(&now.round(FiscalYear::new(2024))), [], "what came with its plan is not new");
}

#[test]
fn a_later_change_does_not_reach_back_into_an_earlier_year() {
    let first = decided(&planned(), date(2025, 3, 20), put(vec![with_text(element("p/1"), "二番目")]));
    let now = decided(&first, date(2026, 3, 20), put(vec![with_text(element("p/1"), "三番目")]));

    let threads = now.round(Y2025);

    let Alteration::Text { before, after } = &threads[0].alterations[0].what else { panic!("no text") };
    let said = |it: &Option<&Section>| it.unwrap().paragraphs[0].clone();
    assert_eq!((said(before).as_str(), said(after).as_str()), ("足りない。", "二番目"));
}

#[test]
fn last_years_remarks_stand_beside_and_older_ones_only_while_they_matter() {
    let now = decided(
        &planned(),
        date(2025, 7, 1),
        put(vec![
            remark("last", 2024),
            remark("open", 2022),
            remark("due", 2022),
            response("due", 2025),
            remark("done", 2022),
            response("done", 2023),
            remark("now", 2025),
        ]),
    );

    let threads = now.round(Y2025);

    let names: Vec<_> = threads[0].remarks.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(names, ["open", "last", "due"]);
}

#[test]
fn evaluations_carry_the_day_on_which_they_were_decided() {
    let of = |year: i16, kind| {
        let it = Evaluation::new(id("p/1"), FiscalYear::new(year), kind);
        Record::new(it.id(), it)
    };
    let own = EvaluationKind::OwnAssessment;
    let now = decided(
        &planned(),
        date(2025, 9, 1),
        put(vec![
            of(2024, own),
            of(2023, own),
            of(2023, EvaluationKind::Midterm),
            of(2022, own),
            of(2025, own),
        ]),
    );

    let threads = now.round(Y2025);

    let years: Vec<_> = threads[0].evaluations.iter().map(|it| it.what.fiscal_year.year()).collect();
    assert_eq!(years, [2023, 2024]);
    assert_eq!(threads[0].evaluations[0].on, Some(date(2025, 9, 1)));
}

fn statement(year: i16) -> Record {
    let Body::Plan(it) = plan("s", year, year).body else { panic!("no plan") };
    let body = Plan { kind: PlanKind::Statement, organisation: Some(id("ward")), ..it };
    Record::new(id(&format!("s{year}")), body)
}

/// Statements of two years: one work goes on under a link, one under its name, one ends, one is new.
fn stated() -> Edition {
    let ward = Organisation::new("川端区");
    let work = |path: &str, title: &str| {
        let plan = path.split('/').next().unwrap();
        Record::new(id(path), Element::new(id(plan), 0, "1", title))
    };
    let link = Link { from: id("s2025/1"), to: id("s2024/1"), kind: LinkKind::Continues, note: None };
    town::town(vec![
        Record::new(id("ward"), ward),
        statement(2024),
        statement(2025),
        work("s2024/1", "話し合い"),
        work("s2024/2", "備え"),
        work("s2024/3", "祭り"),
        work("s2025/1", "話し合って動く"),
        work("s2025/2", "備え"),
        work("s2025/4", "子育て"),
        Record::new(link.id(), link),
        Record::new(id("i"), indicator("件数", "件", &["s2024/1", "s2025/1"])),
        Record::new(id("j"), indicator("回数", "回", &["s2024/2"])),
        target("i", 2024, 50),
        target("i", 2025, 60),
    ])
}

#[test]
fn a_statement_goes_on_under_its_links_and_names() {
    let town = stated();

    let threads = town.round_of(&id("s2025"));

    let told = told(&threads);
    assert_eq!(told[1], ("s2025/1", vec!["renamed", "promised"]));
    assert_eq!(told[2], ("s2025/2", vec!["dropped"]));
    assert_eq!(told[3..], [("s2025/4", vec!["new"]), ("s2024/3", vec!["ended"])]);
}

#[test]
fn every_work_of_both_years_stands_in_one_pair() {
    let town = stated();
    let threads = town.round_of(&id("s2025"));

    let mut ids: Vec<_> =
        threads.iter().flat_map(|it| [it.before, it.after]).flatten().map(|it| it.id).collect();
    ids.sort();

    let mut all =
        ["s2024", "s2024/1", "s2024/2", "s2024/3", "s2025", "s2025/1", "s2025/2", "s2025/4"].map(id);
    all.sort();
    assert_eq!(ids, all.iter().collect::<Vec<_>>());
}

#[test]
fn a_first_statement_has_nothing_to_be_compared_with() {
    let town = stated();
    assert!(told(&town.round_of(&id("s2024"))).iter().all(|(_, told)| told.is_empty()));
}
